import type { CommentRow } from "../domain/comment-row.ts";
import { type Difference, type DifferenceKind, differencesOf } from "../domain/difference.ts";
import type { HeldComment, KeptComment } from "../domain/kept-comment.ts";

const compared: readonly (readonly [DifferenceKind, keyof KeptComment])[] = [
  ["page", "page"],
  ["author", "authorName"],
  ["text", "content"],
  ["time", "createdAt"],
  ["parent", "parentSourceId"],
];

/**
 * Compares what the database holds with what it should hold.
 * @param expected what the target keeps of each row, in the rows' order
 */
export function compareHeld(
  rows: readonly Pick<CommentRow, "sourceId" | "pageId">[],
  expected: readonly KeptComment[],
  held: readonly HeldComment[],
): readonly Difference[] {
  const expectedBySource = new Map(expected.map((comment) => [comment.sourceId, comment]));
  const heldBySource = new Map(held.map((comment) => [comment.sourceId, comment]));
  return rows.flatMap((row) => {
    const difference = differencesOf(row, "database");
    const found = heldBySource.get(row.sourceId);
    const wanted = expectedBySource.get(row.sourceId);
    if (found === undefined || wanted === undefined) return [difference("missing")];
    const { kept } = found;
    if (kept === null) return [difference("deleted")];
    const parent =
      wanted.parentSourceId === null ? undefined : heldBySource.get(wanted.parentSourceId);
    // What answers a comment that a moderator deleted is a comment of its own.
    const isOrphan = parent?.kept === null && kept.parentSourceId === null;
    return compared.flatMap(([kind, part]) =>
      kept[part] === wanted[part] || (kind === "parent" && isOrphan)
        ? []
        : [difference(kind, wanted[part], kept[part])],
    );
  });
}
