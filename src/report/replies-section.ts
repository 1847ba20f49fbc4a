import { type Section, table } from "./blocks.ts";
import type { Report } from "./report.ts";

/** The readers' comments that a rollback met; undefined where there are none. */
export function repliesSection({ rollback }: Report): Section | undefined {
  if (rollback === undefined || rollback.replies.length === 0) return undefined;
  const title = "Replies of readers to moved comments";
  const rows = rollback.replies.map(({ commentId, page, authorName, isDirect }) => [
    page,
    String(commentId),
    authorName,
    isDirect ? "a moved comment" : "a reader's reply",
  ]);
  return { title, blocks: [table(title, ["Page", "Comment", "Author", "Answers"], rows)] };
}
