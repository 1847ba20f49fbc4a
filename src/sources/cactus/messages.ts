import { defineMessages } from "../../domain/message-catalogue.ts";
import { plural } from "../../domain/plural.ts";

type Texts<Names extends string> = Readonly<Record<Names, string>>;
/** A connection that failed: the address with its place, the reason's name, and where it is corrected. */
type Connection = Texts<"address" | "reason" | "correction">;

const checkServer = ({ correction }: Texts<"correction">) =>
  `Check homeserver-url and that the homeserver is running, then run again. ${correction}`;
const checkUrl = ({ correction }: Texts<"correction">) =>
  `Check homeserver-url: it must be the base URL of the Matrix homeserver itself, as in Cactus's defaultHomeserverUrl, with its port if it has one. ${correction}`;
const resumeLater = "Run again later to resume where it left off.";
const giveAccount =
  "Set the input access-token to the token of an account on this homeserver, or matrix-user and matrix-password to its name and password (as secrets).";
const reportServer = "Report it to whoever runs the homeserver; other pages are not affected.";

/** What is reported about homeservers and comment rooms. */
export const cactusMessages = defineMessages({
  "homeserver-unreachable/refused": {
    severity: "error",
    message: ({ address, reason }: Connection) =>
      `The homeserver ${address} refused the connection: no server listens there (${reason}).`,
    remedy: checkServer,
  },
  "homeserver-unreachable/unknown-name": {
    severity: "error",
    stopsRun: true,
    message: ({ address, reason }: Connection) =>
      `The homeserver ${address} can't be found: there is no server of that name (${reason}).`,
    remedy: ({ correction }: Connection) => `Check the spelling of homeserver-url. ${correction}`,
  },
  "homeserver-unreachable/name-lookup": {
    severity: "error",
    message: ({ address, reason }: Connection) =>
      `The homeserver ${address} can't be found: looking up its name failed (${reason}).`,
    remedy: checkServer,
  },
  "homeserver-unreachable/closed": {
    severity: "error",
    message: ({ address, reason }: Connection) =>
      `The homeserver ${address} closed the connection (${reason}).`,
    remedy: checkServer,
  },
  "homeserver-unreachable/other": {
    severity: "error",
    message: ({ address, reason }: Connection) =>
      `The homeserver ${address} can't be reached (${reason}).`,
    remedy: checkServer,
  },
  "homeserver-timeout": {
    severity: "error",
    message: ({ address, reason }: Connection) =>
      `The homeserver ${address} did not answer in time (${reason}).`,
    remedy: checkServer,
  },
  "homeserver-insecure": {
    severity: "error",
    stopsRun: true,
    message: ({ address, reason }: Connection) =>
      `The homeserver ${address} has a TLS certificate or connection that can't be verified (${reason}).`,
    remedy: ({ correction }: Connection) =>
      `Check https, the name and the port in homeserver-url; if they are right, the homeserver's certificate has to be renewed. ${correction}`,
  },
  "not-a-homeserver/no-http": {
    severity: "error",
    message: ({ address, reason }: Connection) =>
      `The homeserver ${address} does not speak HTTP (${reason}).`,
    remedy: ({ correction }: Connection) => `Check the port in homeserver-url. ${correction}`,
  },
  "not-a-homeserver/web-page": {
    severity: "error",
    message: (p: Texts<"address"> & { readonly status: number }) =>
      `${p.address} is not a Matrix homeserver: it answered with a web page (HTTP status ${p.status}).`,
    remedy: checkUrl,
  },
  "not-a-homeserver/no-json": {
    severity: "error",
    message: (p: Texts<"address"> & { readonly status: number }) =>
      `${p.address} is not a Matrix homeserver: it answered with something that is not JSON (HTTP status ${p.status}).`,
    remedy: checkUrl,
  },
  "not-a-homeserver/other-error": {
    severity: "error",
    message: (p: Texts<"address"> & { readonly status: number }) =>
      `${p.address} is not a Matrix homeserver: it answered with an error that is not Matrix's (HTTP status ${p.status}).`,
    remedy: checkUrl,
  },
  "homeserver-moved": {
    severity: "error",
    message: ({ address, target }: Texts<"address" | "target">) =>
      `${address} redirects to ${target}.`,
    remedy: ({ target }: Texts<"target">) =>
      `If that is the homeserver of the comments, set homeserver-url to ${target}.`,
  },
  "homeserver-answer-too-large": {
    severity: "error",
    message: ({ address, reason }: Texts<"address" | "reason">) =>
      `Reading from the homeserver ${address} was stopped: ${reason}.`,
    remedy: checkUrl,
  },
  "homeserver-unexpected-answer": {
    severity: "error",
    message: ({ address, reason }: Texts<"address" | "reason">) =>
      `The homeserver ${address} sent an answer that is not in the Matrix specification: ${reason}`,
    remedy: checkUrl,
  },
  "homeserver-broken-answer": {
    severity: "error",
    message: ({ address, reason }: Texts<"address" | "reason">) =>
      `The homeserver ${address} sent an answer that is cut off or is not JSON (${reason}).`,
    remedy: resumeLater,
  },
  "homeserver-unavailable": {
    severity: "error",
    message: (p: Texts<"address" | "quote"> & { readonly status: number }) =>
      `The homeserver ${p.address} answered with HTTP status ${p.status}${p.quote}.`,
    remedy: resumeLater,
  },
  "homeserver-refused": {
    severity: "error",
    message: (p: Texts<"address" | "quote"> & { readonly status: number }) =>
      `The homeserver ${p.address} answered with HTTP status ${p.status}${p.quote}.`,
    remedy: "Ask whoever runs the homeserver what this means.",
  },
  "homeserver-left-alone": {
    severity: "error",
    message: ({ address, last }: Texts<"address" | "last">) =>
      `Not contacting the homeserver ${address} for now: several requests in a row failed.${last}`,
    remedy: resumeLater,
  },
  "guest-access-refused": {
    severity: "error",
    stopsRun: true,
    message: ({ failure }: Texts<"failure">) =>
      `${failure} It does not let guests in, so the comments can't be read without an account.`,
    remedy: giveAccount,
  },
  "log-in-refused": {
    severity: "error",
    stopsRun: true,
    message: ({ failure }: Texts<"failure">) => `${failure} So the user could not log in.`,
    remedy:
      "Check the inputs matrix-user and matrix-password; if the homeserver has no passwords, set access-token instead.",
  },
  "access-token-rejected": {
    severity: "error",
    stopsRun: true,
    message:
      "The homeserver doesn't accept the access token: it is wrong, has expired, or its session was logged out.",
    remedy:
      "Log in again and put the new token into the input access-token (as a secret); without the input, comments are read as a guest.",
  },
  "guest-session-lost": {
    severity: "error",
    stopsRun: true,
    message:
      "The homeserver no longer knows the guest that it let in for this run, and forgot the next session at once, too.",
    remedy: `Run again; if it stays: ${giveAccount}`,
  },
  "session-lost": {
    severity: "error",
    stopsRun: true,
    message:
      "The homeserver no longer knows the user who logged in for this run, and forgot the next session at once, too.",
    remedy: `Run again; if it stays: ${giveAccount}`,
  },
  "room-forbidden/guest": {
    severity: "error",
    message: ({ room }: Texts<"room">) =>
      `The homeserver does not let guests read the comments in ${room}.`,
    remedy:
      "Set the input access-token (or matrix-user and matrix-password) to an account that has joined the room, such as a moderator's.",
  },
  "room-forbidden/account": {
    severity: "error",
    message: ({ room }: Texts<"room">) =>
      `The homeserver does not let the account that reads see the comments in ${room}.`,
    remedy:
      "Set the input access-token (or matrix-user and matrix-password) to an account that has joined the room, such as a moderator's.",
  },
  "impossible-room-alias": {
    severity: "error",
    message: ({ alias }: Texts<"alias">) =>
      `According to the homeserver, no room can have the alias ${alias}.`,
    remedy: ({ thread }: Texts<"thread">) =>
      `Check server-name, site-name and the section id "${thread}".`,
  },
  // The homeserver asks other homeservers for the rooms that aren't its own.
  "server-name-unreachable": {
    severity: "error",
    message: ({ failure, server }: Texts<"failure" | "server">) =>
      `${failure} It looks for the rooms of ${server} on another server, which it can't reach.`,
    remedy:
      "Check server-name (the widget's serverName), and that homeserver-url belongs to it; if both are right, run again later.",
  },
  "timeline-loop": {
    severity: "error",
    message: ({ room }: Texts<"room">) =>
      `The homeserver's pages of the comments in ${room} lead in a circle, so their beginning is never reached.`,
    remedy: reportServer,
  },
  "timeline-endless": {
    severity: "error",
    message: ({ room, pages }: Texts<"room"> & { readonly pages: number }) =>
      `The comments in ${room} don't end after ${plural(pages, "page")} of the homeserver's.`,
    remedy: reportServer,
  },
  "section-without-id": {
    severity: "warning",
    message: "A comment section has no id, so there is no room of its own.",
    remedy: "Give it the id under which readers have commented, or remove it.",
  },
  "section-without-room": {
    severity: "warning",
    message: ({ section, alias }: Texts<"section" | "alias">) =>
      `The homeserver has no room for the comment section ${section} (${alias}).`,
    remedy:
      "Open the page: if it shows comments, check site-name, server-name and the section's id; otherwise there are none, and you can remove the old widget yourself.",
  },
  "moderation-room": {
    severity: "warning",
    message: ({ room }: Texts<"room">) =>
      `The section's room ${room} is the site's moderation room, so it was not read as comments.`,
    remedy: "Check the section id on the page, and the room's aliases on the homeserver.",
  },
  "predecessor-unconfirmed": {
    severity: "warning",
    message: ({ older, newer }: Texts<"older" | "newer">) =>
      `The room ${newer} calls itself the successor of ${older}, which doesn't confirm it; comments in ${older} were skipped.`,
    remedy:
      "If the rooms do belong together, ask a moderator to send the older one's m.room.tombstone.",
  },
  "room-replaced": {
    severity: "warning",
    message: ({ room, replacement }: Texts<"room" | "replacement">) =>
      `The room ${room} was replaced by ${replacement}, but the section's alias still leads to the older one, as for readers of the page; comments in the newer one were skipped.`,
    remedy: "If its comments should be moved, point the alias to the newer room and run again.",
  },
  "history-hidden": {
    severity: "warning",
    message: ({ room }: Texts<"room">) =>
      `The history of ${room} was closed to guests for some time; comments of that time could not be read.`,
    remedy:
      "Set the input access-token (or matrix-user and matrix-password) to an account that was in the room then, such as a moderator's.",
  },
  "unreadable-events": {
    severity: "warning",
    message: ({ events, room, list }: Texts<"room" | "list"> & { readonly events: number }) =>
      `${plural(events, "event")} of ${room} can't be read, and ${events === 1 ? "was" : "were"} not moved: ${list}. In brackets is what is missing or of another form than Matrix has it.`,
    remedy:
      "Look at them with a Matrix client; if one is a comment, copy it by hand, or ask whoever runs the homeserver.",
  },
  "reply-elsewhere": {
    severity: "notice",
    message: ({ author, comment }: Texts<"author" | "comment">) =>
      `A reply by ${author} (${comment}) answers a comment in the room of another section; it is moved as a top-level comment.`,
    remedy: "Nothing to do.",
  },
  "same-name": {
    severity: "notice",
    message: ({ people, name, ids }: Texts<"name" | "ids"> & { readonly people: number }) =>
      `${plural(people, "person is", "people are")} called ${name}: ${ids}.`,
    remedy: "Nothing to do; readers will not be able to tell them apart.",
  },
});
