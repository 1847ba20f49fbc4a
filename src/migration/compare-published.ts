import type { CommentId } from "../domain/comment-row.ts";
import { type Difference, differencesOf } from "../domain/difference.ts";
import type { HeldComment, KeptComment, PublishedComment } from "../domain/kept-comment.ts";
import { plainTextHtml } from "../domain/plain-text-html.ts";
import { shownText } from "./shown-text.ts";

/** A comment that readers should see: with the id that it has in the target. */
interface Expected {
  readonly kept: KeptComment;
  readonly commentId: CommentId;
}

/**
 * Compares what readers see on a page with what they should see. Readers' own comments, which no
 * event belongs to, are left alone.
 * @param expected what the target keeps of the page's comments, as it was written
 * @param held where the target has them
 */
export function comparePublished(
  pageId: string,
  expected: readonly KeptComment[],
  held: readonly HeldComment[],
  published: readonly PublishedComment[],
): readonly Difference[] {
  const ids = new Map(held.map(({ sourceId, commentId }) => [sourceId, commentId]));
  const shown = Map.groupBy(published, ({ commentId }) => String(commentId));
  return expected.flatMap((kept) => {
    const commentId = ids.get(kept.sourceId);
    // The database's own comparison says so already.
    if (commentId === undefined) return [];
    const difference = differencesOf({ sourceId: kept.sourceId, pageId }, "api");
    const [first, ...more] = shown.get(String(commentId)) ?? [];
    if (first === undefined) return [difference("not-shown")];
    const duplicated =
      more.length === 0 ? [] : [difference("duplicated", "1", String(more.length + 1))];
    return [...duplicated, ...partsOf({ kept, commentId }, first, ids, difference)];
  });
}

function partsOf(
  { kept }: Expected,
  shown: PublishedComment,
  ids: ReadonlyMap<string, CommentId>,
  difference: ReturnType<typeof differencesOf>,
): readonly Difference[] {
  // A moderator may have put it below a comment that was not moved.
  const isOther = kept.parentSourceId !== null && !ids.has(kept.parentSourceId);
  const parent = isOther ? shown.parentId : ids.get(kept.parentSourceId ?? "");
  const [wanted, text] =
    shown.content === undefined
      ? [shownText(plainTextHtml(kept.content)), shownText(shown.html ?? "")]
      : [kept.content, shown.content];
  const parts = [
    ["author", kept.authorName, shown.authorName ?? kept.authorName],
    ["text", wanted, text],
    ["time", kept.createdAt, shown.createdAt],
    ["parent", asText(parent), asText(shown.parentId)],
  ] as const;
  return parts.flatMap(([kind, expected, found]) =>
    expected === found ? [] : [difference(kind, expected, found)],
  );
}

function asText(id: CommentId | null | undefined): string | null {
  return id === null || id === undefined ? null : String(id);
}
