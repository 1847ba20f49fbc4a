import { sqlName, sqlText } from "../sql/sql-literal.ts";

/**
 * SQL expression of the highest id that a table with numbered ids ever assigned, for `TargetSchema.ids`.
 * The ledger has an AUTOINCREMENT key too, so the table sqlite_sequence is always there.
 */
export function highestId(table: string, id = "id"): string {
  return `max(
    coalesce((SELECT max(${sqlName(id)}) FROM ${sqlName(table)}), 0),
    coalesce((SELECT max(seq) FROM sqlite_sequence WHERE name = ${sqlText(table)} COLLATE NOCASE), 0))`;
}
