import type { FoundColumn } from "./found-column.ts";

/** A table of a database as it is. */
export interface DatabaseTable {
  readonly name: string;
  readonly columns: readonly FoundColumn[];
  /** The columns that refer to tables by a foreign key. */
  readonly references: readonly { readonly column: string; readonly table: string }[];
  /** Names of columns in which, alone or with others, no two rows can be equal; the primary key's apart. */
  readonly uniqueColumns: readonly string[];
}
