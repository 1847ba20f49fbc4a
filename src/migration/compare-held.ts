import type { CommentRow } from "../domain/comment-row.ts";
import { type Difference, type DifferenceKind, differencesOf } from "../domain/difference.ts";
import type { HeldComment, KeptComment } from "../domain/kept-comment.ts";

const compared: readonly (readonly [DifferenceKind, keyof KeptComment])[] = [
  ["page", "page"],
  ["author", "authorName"],
  ["text", "content"],
  ["time", "createdAt"],
  ["parent", "parentEventId"],
];

/**
 * Compares what the database holds with what it should hold.
 * @param expected what the target keeps of each row, in the rows' order
 */
export function compareHeld(
  rows: readonly Pick<CommentRow, "eventId" | "pageId">[],
  expected: readonly KeptComment[],
  held: readonly HeldComment[],
): readonly Difference[] {
  const expectedByEvent = new Map(expected.map((comment) => [comment.eventId, comment]));
  const heldByEvent = new Map(held.map((comment) => [comment.eventId, comment]));
  return rows.flatMap((row) => {
    const difference = differencesOf(row, "database");
    const found = heldByEvent.get(row.eventId);
    const wanted = expectedByEvent.get(row.eventId);
    if (found === undefined || wanted === undefined) return [difference("missing")];
    const { kept } = found;
    if (kept === null) return [difference("deleted")];
    return compared.flatMap(([kind, part]) =>
      kept[part] === wanted[part] ? [] : [difference(kind, wanted[part], kept[part])],
    );
  });
}
