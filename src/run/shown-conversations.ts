import type { ContentFormat } from "../domain/content-format.ts";
import type { PickedConversation, PlacedComment } from "../migration/conversation-picker.ts";
import type { ReportedConversation } from "../report/report.ts";
import { textOfHtml } from "../targets/classic/text-of-html.ts";

const mostComments = 6;
const mostText = 400;
const mostName = 100;

/**
 * The picked conversations for a report: the first comments of each, long texts cut. A report holds no more of
 * them, and nothing that readers of the site don't see.
 */
export function shownConversations(
  picked: readonly PickedConversation[],
  format: ContentFormat,
): readonly ReportedConversation[] {
  return picked.map(({ pageId, title, comments }) => ({
    pageId,
    title,
    comments: comments.length,
    shown: comments.slice(0, mostComments).map((placed) => shown(placed, format)),
  }));
}

function shown({ comment, depth }: PlacedComment, format: ContentFormat) {
  const { authorName, createdAt, content } = comment;
  const text = format === "html" ? textOfHtml(content) : content;
  return {
    authorName: cut(authorName, mostName),
    createdAt,
    depth,
    text: cut(text.replace(/\n\s*\n\s*/g, "\n\n").trim(), mostText),
  };
}

function cut(text: string, most: number): string {
  if (text.length <= most) return text;
  // Not within a character.
  return `${text
    .slice(0, most)
    .replace(/[\uD800-\uDBFF]$/, "")
    .trimEnd()}…`;
}
