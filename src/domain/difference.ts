import type { CommentRow } from "./comment-row.ts";

/** How a comment in the target differs from its source. */
export type DifferenceKind =
  /** It was never imported. */
  | "missing"
  /** It was imported, and someone has deleted it since. */
  | "deleted"
  /** It was removed at its source since. */
  | "removed"
  /** It is in the target, but readers don't see it. */
  | "not-shown"
  /** Readers see it more than once. */
  | "duplicated"
  /** It looks as if an import wrote it, but the ledger does not name it. */
  | "not-in-ledger"
  | "page"
  | "author"
  | "text"
  | "time"
  | "parent";

/** Where the difference comes from. */
export type DifferenceCause =
  /** The comment was written, edited or removed at its source after it was moved. */
  | "source"
  /** Somebody has changed it in the target since it was compared. */
  | "target"
  /** It is not as it should have been written: something is wrong. */
  | "wrong";

/** One difference between a comment and its source. */
export interface Difference {
  readonly kind: DifferenceKind;
  readonly cause: DifferenceCause;
  /** Source id, or the target's id where the source has no such comment. */
  readonly comment: string;
  readonly pageId: string;
  /** Who looked: into the database, or at the public comments API. */
  readonly seenBy: "database" | "api";
  /** What the source says; null where there is nothing to compare. */
  readonly expected: string | null;
  readonly found: string | null;
}

/** What is common to the differences of a row. */
export function differencesOf(
  { sourceId, pageId }: Pick<CommentRow, "sourceId" | "pageId">,
  seenBy: Difference["seenBy"],
) {
  return (
    kind: DifferenceKind,
    expected: string | null = null,
    found: string | null = null,
    cause: DifferenceCause = "wrong",
  ): Difference => ({ kind, cause, comment: sourceId, pageId, seenBy, expected, found });
}
