import { z } from "zod";
import { sqlText } from "../sql/sql-literal.ts";
import { statement } from "../sql/statement.ts";
import type { Runner } from "../transport/runner.ts";
import type { TargetSchema } from "./target-schema.ts";

/** A column of another table that refers to comments by a foreign key. */
export interface Reference {
  readonly table: string;
  readonly column: string;
}

const references = z.array(z.object({ table: z.string(), column: z.string() }));

/**
 * What refers to comments by a foreign key: such rows can't outlive their comments.
 * Source: https://sqlite.org/pragma.html#pragma_foreign_key_list
 */
export async function readReferences(
  run: Runner,
  { tables: [comments] }: TargetSchema,
  signal: AbortSignal,
): Promise<readonly Reference[]> {
  const name = sqlText(comments.name);
  const select = statement(`SELECT m.name AS "table", f."from" AS "column"
FROM (SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '\\_cf\\_%' ESCAPE '\\' LIMIT -1) m,
  pragma_foreign_key_list(m.name) f
WHERE f."table" = ${name} COLLATE NOCASE AND m.name <> ${name} COLLATE NOCASE`);
  const [rows = []] = await run(() => [select], signal);
  return references.parse(rows);
}
