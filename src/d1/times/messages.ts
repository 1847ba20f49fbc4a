import { defineMessages } from "../../domain/message-catalogue.ts";

/** What is reported of comments that have one time on one page. */
export const timeMessages = defineMessages({
  "time-moved": {
    severity: "notice",
    message: (p: Record<"author" | "page" | "comment" | "time" | "newTime", string>) =>
      `A comment by ${p.author} on ${p.page} (${p.comment}) gets the time ${p.newTime} instead of ${p.time}, because another comment of the page has that millisecond and the comment system allows each one once.`,
    remedy:
      "You don't have to do anything: the difference is below a second, and mode: verify takes it into account.",
  },
  "no-free-time": {
    severity: "error",
    message: (p: { comment: string; page: string; time: string; limit: number }) =>
      `Comment ${p.comment} on ${p.page} can't get a time of its own: more than ${p.limit} comments of the page have the time ${p.time} or one just after it, and the comment system allows each millisecond once.`,
    remedy:
      "Correct the times at the source if they are wrong, or move these comments to another comment system.",
  },
});
