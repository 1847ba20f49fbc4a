import type { CommentRow } from "../comment/comment-row.ts";

/** What a column must be like; `affinities` by https://sqlite.org/datatype3.html#determination_of_column_affinity */
export interface ExpectedColumn {
  readonly name: string;
  readonly affinities: readonly Affinity[];
  /** The declaration that fits, for the message that asks for it. */
  readonly declaration: string;
  readonly primaryKey?: boolean;
}

/** How SQLite converts what is stored in a column. */
export type Affinity = "INTEGER" | "TEXT" | "BLOB" | "REAL" | "NUMERIC";

/** A table that comments are written to, and how. */
export interface TargetSchema {
  readonly table: string;
  readonly columns: readonly ExpectedColumn[];
  /** Statements that create the table and its indexes where they are missing. */
  readonly create: readonly string[];
  /** SQL expression of the highest id that the table ever gave out. */
  readonly highestId: string;
  /** The values of a row that the ledger does not hold, the event id first. */
  values(row: CommentRow): readonly unknown[];
  /**
   * The statement that writes the comments that the ledger claimed in this batch.
   * @param valuesLiteral SQL literal of a JSON array of what `values` gave
   * @param batchLiteral SQL literal of the batch id
   */
  write(valuesLiteral: string, batchLiteral: string): string;
}
