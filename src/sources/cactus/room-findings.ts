import type { Comment } from "../../domain/comment.ts";
import type { Finding } from "../../domain/finding.ts";

/** The alias of a thread leads to the room in which the site's moderators are managed. */
export function moderationRoomFinding(roomId: string): Finding {
  return {
    severity: "warning",
    code: "moderation-room",
    message: `The section's room ${roomId} is the site's moderation room, so it was not read as comments.`,
    remedy: "Check the section id on the page, and the room's aliases on the homeserver.",
  };
}

/** A room says that it replaced another one, which doesn't say so. */
export function unconfirmedPredecessor(older: string, newer: string): Finding {
  return {
    severity: "warning",
    code: "predecessor-unconfirmed",
    message: `The room ${newer} calls itself the successor of ${older}, which says nothing of it; comments in ${older} were left out.`,
    remedy:
      "If the rooms do belong together, let a moderator send the older one's m.room.tombstone.",
  };
}

/** A thread's alias still leads to a room that was replaced. */
export function upgradedElsewhere(roomId: string, replacement: string): Finding {
  return {
    severity: "warning",
    code: "room-replaced",
    message: `The room ${roomId} was replaced by ${replacement}, but the section's address still leads to the older one, as for readers of the page; comments in the newer one were left out.`,
    remedy:
      "Let the address lead to the newer room and run again, if its comments should be moved.",
  };
}

/** Parts of a room's history are closed to guests. */
export function historyHidden(roomId: string): Finding {
  return {
    severity: "warning",
    code: "history-hidden",
    message: `The history of ${roomId} was closed to guests for some time; comments of that time could not be read.`,
    remedy:
      "Set the input access-token (or matrix-user and matrix-password) to an account that was in the room then, such as a moderator's.",
  };
}

/** Replies to a comment in the room of another thread; each is a comment of its own now. */
export function replyElsewhere(reply: Comment): Finding {
  return {
    severity: "notice",
    code: "reply-elsewhere",
    message: `A reply by ${reply.authorName} (${reply.sourceId}) answers a comment in the room of another section; it is moved as a comment of its own.`,
    remedy: "Nothing needs to be done.",
  };
}

/** People who share a name among these comments, which their readers can't tell apart any more. */
export function sameNames(comments: readonly Comment[]): readonly Finding[] {
  const authors = new Map<string, Set<string>>();
  for (const { authorName, authorId } of comments) {
    authors.set(authorName, (authors.get(authorName) ?? new Set()).add(authorId));
  }
  return [...authors]
    .filter(([, people]) => people.size > 1)
    .map(([name, people]) => ({
      severity: "notice",
      code: "same-name",
      message: `${people.size} people are called ${name}: ${[...people].join(", ")}.`,
      remedy: "Nothing needs to be done; readers will not be able to tell them apart.",
    }));
}
