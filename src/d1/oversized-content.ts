import type { CommentRow } from "../domain/comment-row.ts";
import { contentHash } from "../domain/content-hash.ts";

/**
 * The row with as much of its content as fits, and a mark that says how much is missing; undefined
 * where it does not fit even without content. No character is cut in two.
 */
export function shorten(
  row: CommentRow,
  fits: (candidate: CommentRow) => boolean,
): CommentRow | undefined {
  const characters = [...row.content];
  const keeping = (count: number): CommentRow => {
    const content = `${characters.slice(0, count).join("")}${markOf(characters.length - count)}`;
    return { ...row, content, contentHash: contentHash(row.pageId, row.authorName, content) };
  };
  if (!fits(keeping(0))) return undefined;
  let [kept, tooMany] = [0, characters.length];
  while (tooMany - kept > 1) {
    const middle = Math.floor((kept + tooMany) / 2);
    if (fits(keeping(middle))) kept = middle;
    else tooMany = middle;
  }
  return keeping(kept);
}

function markOf(missing: number): string {
  return `\n\n[… ${missing} more characters were cut off when this comment was moved]`;
}
