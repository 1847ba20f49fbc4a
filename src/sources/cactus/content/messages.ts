import { defineMessages } from "../../../domain/message-catalogue.ts";

type Texts<Names extends string> = Readonly<Record<Names, string>>;

/** What is reported about the content of comments. */
export const contentMessages = defineMessages({
  "media-missing/status": {
    severity: "warning",
    message: (p: Texts<"comment" | "address"> & { readonly status: number }) =>
      `The media of comment ${p.comment} can't be loaded by readers (${p.address}): the homeserver answers with HTTP status ${p.status}. The comment was moved with its link.`,
    remedy:
      "If the homeserver still has it, let it serve media without an account (Synapse: enable_authenticated_media: false).",
  },
  "media-missing/no-answer": {
    severity: "warning",
    message: ({ comment, address }: Texts<"comment" | "address">) =>
      `The media of comment ${comment} can't be loaded by readers (${address}): the homeserver does not answer. The comment was moved with its link.`,
    remedy: "Run again when the homeserver is back, or save what it still has.",
  },
  "media-missing/unreachable": {
    severity: "warning",
    message: ({ comment, address }: Texts<"comment" | "address">) =>
      `The media of comment ${comment} can't be loaded by readers (${address}): the homeserver can't be reached. The comment was moved with its link.`,
    remedy: "Run again when the homeserver is back, or save what it still has.",
  },
});
