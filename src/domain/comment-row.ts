import type { Author, Reaction } from "./comment.ts";

/** A comment in the shape in which it is imported. */
export interface CommentRow {
  /** Whose it is: see `Comment.source`. With the source id it is the key of exactly-once. */
  readonly source: string;
  readonly sourceId: string;
  readonly pageId: string;
  /** The page's title; absent where it has none. */
  readonly pageTitle?: string;
  /** Source id of the parent comment, which comes earlier in the same list; null for a root. */
  readonly parentSourceId: string | null;
  readonly authorName: string;
  readonly content: string;
  /** ISO 8601 in UTC with milliseconds, `2024-01-02T03:04:05.678Z`. */
  readonly createdAt: string;
  readonly ipAddress: "migrated";
  /** SHA-256 over page id, author name and content, 64 hex digits. */
  readonly contentHash: string;
  /** As `Comment.reactions`, each key once and storable. */
  readonly reactions?: readonly Reaction[];
  readonly author?: Author;
}

/** The target's own id of a comment. */
export type CommentId = number | string;

/** A comment that is in the target, with what it was at its source. */
export interface ImportedComment {
  /** Empty where an entry of an earlier release does not say it. */
  readonly source: string;
  readonly sourceId: string;
  readonly commentId: CommentId;
  readonly pageId: string;
}
