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

/** What a comparison knows of the target and of time. */
interface ComparingOptions {
  /** Levels that the target's threads may have; any number if omitted. */
  readonly maxDepth?: number | undefined;
  /** Whether a comment that was never imported was written after its page was. */
  readonly isNew?: (row: CommentRow) => boolean;
}

/**
 * Compares what the database holds with what it should hold.
 * @param expected what the target keeps of each row, in the rows' order
 */
export function compareHeld(
  rows: readonly CommentRow[],
  expected: readonly KeptComment[],
  held: readonly HeldComment[],
  { maxDepth = Number.POSITIVE_INFINITY, isNew = () => false }: ComparingOptions = {},
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
    if (isWhereItWas && isLifted(wanted, kept)) return true;
    if (isWhereItWas && writtenParent !== null && !expectedBySource.has(writtenParent)) {
      const left = nearestAtSource(writtenParent);
      if ([null, left].includes(wanted.parentSourceId)) return true;
    }
    if (wanted.parentSourceId === null) return false;
    const above = heldBySource.get(wanted.parentSourceId);
    return kept?.parentSourceId === null && (above?.kept === null || above?.isShown === false);
  }

  /**
   * Whether a reply was lifted to the deepest level when its thread was longer at the source than it is
   * now: the target's thread has not become shorter, for removed comments keep their places.
   */
  function isLifted(wanted: KeptComment, { parentSourceId }: KeptComment): boolean {
    if (parentSourceId === null || depthOf(parentSourceId) !== maxDepth - 1) return false;
    if (wanted.parentSourceId === null) return true;
    return heldBySource.get(wanted.parentSourceId)?.kept?.parentSourceId === parentSourceId;
  }

  /** Levels down to a comment, 1 for a root. */
  function depthOf(sourceId: string): number {
    const above = new Set<string>();
    let next: string | null = sourceId;
    while (next !== null && !above.has(next)) {
      above.add(next);
      next = heldBySource.get(next)?.kept?.parentSourceId ?? null;
    }
    return above.size;
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
