/**
 * What becomes of readers' replies to moved comments: `refuse` takes nothing back while there are
 * any, `keep` makes them comments of their own, `delete` deletes them with what answers them.
 */
export type ReaderReplies = "refuse" | "keep" | "delete";

/** What one step of a rollback took away. */
export interface Undone {
  /** Moved comments that were deleted. */
  readonly deleted: number;
  /** Moved comments that someone had deleted before. */
  readonly goneBefore: number;
  readonly repliesKept: number;
  readonly repliesDeleted: number;
  /** Rows of other tables that belonged to deleted comments, such as votes, by table. */
  readonly attachments: ReadonlyMap<string, number>;
  /** Whether the ledger names nothing any more. */
  readonly isDone: boolean;
}
