import { defineMessages } from "../domain/message-catalogue.ts";

type Texts<Names extends string> = Readonly<Record<Names, string>>;

const linkStays = "The comment was moved with a link to it.";

/** What is reported about the pictures and files of comments. */
export const mediaMessages = defineMessages({
  "media-copy-lost": {
    severity: "warning",
    message: (p: Texts<"comment" | "page" | "address" | "name">) =>
      `The copy of the media of comment ${p.comment} on ${p.page} that an earlier run made (${p.name}) is not in its place, and can't be fetched again (${p.address}). The comment still names the copy.`,
    remedy:
      "If the copy is somewhere else, such as in a pull request or the artifact of an earlier run, put it back.",
  },
  "media-not-kept/refused": {
    severity: "warning",
    message: (p: Texts<"comment" | "page" | "address"> & { readonly status: number }) =>
      `The media of comment ${p.comment} on ${p.page} could not be copied (${p.address}): the server answers with HTTP status ${p.status}. ${linkStays}`,
    remedy:
      "With 404 or 410 the server doesn't have it any more. With 401 or 403 it may not be read: of a homeserver, set access-token to the token of an account that may, and run it again; elsewhere, save the file yourself.",
  },
  "media-not-kept/replaced": {
    severity: "warning",
    message: ({ comment, page, address }: Texts<"comment" | "page" | "address">) =>
      `The media of comment ${comment} on ${page} could not be copied (${address}): the server answers with a web page instead. ${linkStays}`,
    remedy:
      "The server doesn't have it any more, or shows it to its own users only: save the file yourself.",
  },
  "media-not-kept/broken-off": {
    severity: "warning",
    message: ({ comment, page, address }: Texts<"comment" | "page" | "address">) =>
      `The media of comment ${comment} on ${page} could not be copied (${address}): the server did not send all of it in time. ${linkStays}`,
    remedy: "Run it again: only what is missing is fetched.",
  },
  "media-not-kept/too-large": {
    severity: "warning",
    message: (p: Texts<"comment" | "page" | "address"> & { readonly megabytes: number }) =>
      `The media of comment ${p.comment} on ${p.page} was not copied (${p.address}): it is larger than ${p.megabytes} MB. ${linkStays}`,
    remedy: "Set a higher media-limit and run it again, or save the file yourself.",
  },
});
