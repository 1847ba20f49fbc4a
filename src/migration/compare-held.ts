import type { CommentRow } from "../domain/comment-row.ts";
import {
  type Difference,
  type DifferenceCause,
  type DifferenceKind,
  differencesOf,
} from "../domain/difference.ts";
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
 * @param isNew whether a comment that was never imported was written after its page was
 */
export function compareHeld(
  rows: readonly CommentRow[],
  expected: readonly KeptComment[],
  held: readonly HeldComment[],
  isNew: (row: CommentRow) => boolean = () => false,
): readonly Difference[] {
  const expectedBySource = new Map(expected.map((comment) => [comment.sourceId, comment]));
  const heldBySource = new Map(held.map((comment) => [comment.sourceId, comment]));
  return rows.flatMap((row) => {
    const difference = differencesOf(row, "database");
    const found = heldBySource.get(row.sourceId);
    const wanted = expectedBySource.get(row.sourceId);
    if (found === undefined || wanted === undefined) {
      return [difference("missing", null, null, isNew(row) ? "source" : "wrong")];
    }
    const { kept } = found;
    if (kept === null) return [difference("deleted", null, null, changedHere(found))];
    const hidden = found.isShown ? [] : [difference("not-shown", null, null, hiddenBy(found))];
    const others = compared.flatMap(([kind, part]) =>
      kept[part] === wanted[part] || (kind === "parent" && keepsItsPlace(wanted, found))
        ? []
        : [difference(kind, wanted[part], kept[part], causeOf(kind, row, found))],
    );
    return [...hidden, ...others];
  });

  /** Who hid it: a new reply is hidden with what it answers, if somebody has hidden that. */
  function hiddenBy(found: HeldComment): DifferenceCause {
    const seen = new Set<HeldComment>();
    let above: HeldComment | undefined = found;
    while (above?.isShown === false && !seen.has(above)) {
      if (above.isVerified) return "target";
      seen.add(above);
      above = heldBySource.get(above.kept?.parentSourceId ?? "");
    }
    return "wrong";
  }

  /** What a comment answers may have been deleted in the target, or be gone from the source, since. */
  function keepsItsPlace(wanted: KeptComment, { kept, writtenParent }: HeldComment): boolean {
    const isWhereItWas = kept !== null && kept.parentSourceId === writtenParent;
    if (isWhereItWas && writtenParent !== null && !expectedBySource.has(writtenParent)) {
      const left = nearestAtSource(writtenParent);
      if ([null, left].includes(wanted.parentSourceId)) return true;
    }
    if (wanted.parentSourceId === null) return false;
    const above = heldBySource.get(wanted.parentSourceId);
    return kept?.parentSourceId === null && (above?.kept === null || above?.isShown === false);
  }

  /** The nearest comment above one that is gone from the source which the source still has. */
  function nearestAtSource(gone: string): string | null {
    const seen = new Set<string>();
    let above: string | null = gone;
    while (above !== null && !expectedBySource.has(above) && !seen.has(above)) {
      seen.add(above);
      above = heldBySource.get(above)?.kept?.parentSourceId ?? null;
    }
    return above;
  }
}

/** Whoever writes to the database once a comment was found right, it is not the migration. */
function changedHere({ isVerified }: HeldComment): DifferenceCause {
  return isVerified ? "target" : "wrong";
}

function causeOf(kind: DifferenceKind, row: CommentRow, found: HeldComment): DifferenceCause {
  const { isAsWritten, kept, writtenParent } = found;
  const isFromSource =
    kind === "parent"
      ? kept?.parentSourceId === writtenParent
      : kind === "page"
        ? found.pageId !== row.pageId
        : isAsWritten;
  return isFromSource ? "source" : changedHere(found);
}
