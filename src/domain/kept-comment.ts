import type { CommentId, CommentRow } from "./comment-row.ts";

/** A moved comment as its target holds it: what readers see of it. */
export interface KeptComment {
  readonly sourceId: string;
  /** The target's own name of the page, which may be written otherwise than the page id. */
  readonly page: string;
  /** Source id of the parent comment; null for a root. */
  readonly parentSourceId: string | null;
  readonly authorName: string;
  readonly content: string;
  /** ISO 8601 in UTC with milliseconds, as far as the target keeps them. */
  readonly createdAt: string;
}

/** A comment that the ledger names. */
export interface HeldComment {
  /** Empty where an entry of an earlier release does not say it. */
  readonly source: string;
  readonly sourceId: string;
  readonly commentId: CommentId;
  /** The page under which it was written. */
  readonly pageId: string;
  /** Whether it was compared after it was written, and was as it should be. */
  readonly isVerified: boolean;
  /** The content hash of what was written. */
  readonly digest: string;
  /** Source id of the parent with which it was written; null for a root. */
  readonly writtenParent: string | null;
  /** ISO 8601 in UTC, by the database's clock; empty where an entry of an earlier release does not say it. */
  readonly importedAt: string;
  /** Null where someone has deleted it since. */
  readonly kept: KeptComment | null;
  /** Whether page, author, text and time are there as they were written. */
  readonly isAsWritten: boolean;
  /** Whether it has the time that was written, which may differ from that of its source. */
  readonly hasItsTime: boolean;
  /** Whether readers see it, as far as the target keeps that with the comment. */
  readonly isShown: boolean;
  /** Whether only its place is left, since it was removed at its source and has replies. */
  readonly isEmptied: boolean;
}

/** A comment that is in the target as it was written, and is otherwise at its source now. */
export interface CommentEdit {
  readonly held: HeldComment;
  readonly row: CommentRow;
}

/** A comment that looks as if an import wrote it, but that the ledger does not name. */
export interface Stray {
  readonly commentId: CommentId;
  readonly page: string;
  readonly authorName: string;
}

/** A reader's comment that answers, directly or not, one that was moved. */
export interface ReaderReply {
  readonly commentId: CommentId;
  readonly page: string;
  readonly authorName: string;
  /** Whether it answers a moved comment itself, not only another reader's reply to one. */
  readonly isDirect: boolean;
}

/** A comment as a comment system's public API shows it. */
export interface PublishedComment {
  readonly commentId: CommentId;
  readonly parentId: CommentId | null;
  /** Undefined where the API gives the name of an account instead of the comment's. */
  readonly authorName: string | undefined;
  /** The text, or where the API returns only HTML, undefined. */
  readonly content: string | undefined;
  readonly html: string | undefined;
  /** ISO 8601 in UTC with milliseconds, as far as the API returns them. */
  readonly createdAt: string;
}
