import { defineMessages } from "./message-catalogue.ts";
import { plural } from "./plural.ts";

const nothingToDo = "You don't have to do anything: no comment is lost.";

/** What is reported about threads and times that had to be changed for the target. */
export const transformMessages = defineMessages({
  "thread-flattened/no-replies": {
    severity: "notice",
    message: ({ page, replies }: { page: string; replies: number }) =>
      `${plural(replies, "reply", "replies")} on ${page} can't be stored as such, because the target has no replies; each becomes a comment of its own.`,
    remedy: nothingToDo,
  },
  "thread-flattened/depth": {
    severity: "notice",
    message: (p: { page: string; replies: number; levels: number }) =>
      `${plural(p.replies, "reply is", "replies are")} nested deeper on ${p.page} than the target allows (${plural(p.levels, "level")}); each now answers the comment above the one it answered.`,
    remedy: nothingToDo,
  },
  "orphan-reply": {
    severity: "notice",
    message: ({ page, author, comment }: Record<"page" | "author" | "comment", string>) =>
      `A reply by ${author} on ${page} answers a comment that was deleted (${comment}); it becomes a comment of its own.`,
    remedy: "You don't have to do anything: the comment it answers was removed at the source.",
  },
  "reply-circle": {
    severity: "warning",
    message: ({ page, comment }: Record<"page" | "comment", string>) =>
      `Replies on ${page} answer each other in a circle; ${comment} becomes a comment of its own.`,
    remedy: "Check on the page that their order still makes sense.",
  },
  "impossible-time": {
    severity: "warning",
    message: (p: { page: string; comment: string; milliseconds: number }) =>
      `The time of ${p.comment} on ${p.page} (${p.milliseconds} ms) is outside the years 1970 to 9999; the nearest time within them is used.`,
    remedy: "Correct created_at of this comment in the database, if you know its time.",
  },
  "page-shown-in-part": {
    severity: "warning",
    message: (p: { page: string; comments: number; most: number }) =>
      `${p.page} has ${plural(p.comments, "comment")}, and the new comment system shows the oldest ${p.most} of a page: later ones, and new ones by readers, won't be shown.`,
    remedy:
      "Raise that limit in the comment system's own code before you replace the widget (comment-kit: PUBLIC_MAX_LIMIT in src/lib/db.ts), or choose another target-schema.",
  },
});

const unexpected = ({ reason }: { reason: string }) => `An unexpected error occurred: ${reason}`;

/** What is reported about errors that nobody foresaw; where their details are depends on the host. */
export const unexpectedMessages = defineMessages({
  "unexpected-error/page": {
    severity: "error",
    message: unexpected,
    remedy: "Run it again; if the error persists, report it as a bug with this text.",
  },
  "unexpected-error/workflow": {
    severity: "error",
    message: unexpected,
    remedy:
      "Run the job again with debug logging, which shows the details in the log, and report them as a bug with the code unexpected-error. No comment is duplicated.",
  },
  "unexpected-error/terminal": {
    severity: "error",
    message: unexpected,
    remedy:
      "Run it again with --verbose, which shows the details, and report them as a bug with the code unexpected-error. No comment is duplicated.",
  },
  "unexpected-error/library": {
    severity: "error",
    message: unexpected,
    remedy:
      "The cause of this error has the details; report them as a bug with the code unexpected-error. No comment is duplicated.",
  },
});

/** What both the migration and the target itself can find. */
export const targetMessages = defineMessages({
  "reader-replies": {
    severity: "error",
    message: ({ replies }: { replies: number }) =>
      `Readers have answered moved comments (${plural(replies, "reply", "replies")}), so nothing was removed.`,
    remedy:
      "Set reader-replies to keep (replies become comments of their own) or delete (they are deleted too), and run it again.",
  },
  "reader-replies/comment": {
    severity: "error",
    message: ({ comment }: { comment: string }) =>
      `Readers have answered moved comments (such as comment ${comment}); those were left unchanged.`,
    remedy:
      "Set reader-replies to keep (replies become comments of their own) or delete, and run the rollback again.",
  },
  "unstorable-text": {
    severity: "error",
    message: ({ page, comments }: Record<"page" | "comments", string>) =>
      `Comments of ${page} contain characters that a database can't store (${comments}).`,
    remedy: "Nothing was written for this page. Please report this as a bug, with this text.",
  },
  "unstorable-text/comment": {
    severity: "error",
    message: ({ page, comment }: Record<"page" | "comment", string>) =>
      `Comment ${comment} on ${page} contains a character that a database can't store (U+0000, or half of a surrogate pair).`,
    remedy: "Please report this as a bug: such characters should have been replaced before.",
  },
});
