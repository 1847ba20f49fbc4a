import { z } from "zod";
import { sqlText } from "../sql/sql-literal.ts";
import { statement } from "../sql/statement.ts";
import type { Runner } from "../transport/runner.ts";
import type { TargetSchema } from "./target-schema.ts";

/** A column of another table that refers to comments by a foreign key. */
interface Reference {
  readonly table: string;
  readonly column: string;
}

/** What refers to comments by foreign keys. */
export interface References {
  /** Of other tables: their rows can't outlive their comments. */
  readonly ofOthers: readonly Reference[];
  /** Whether a comment's deletion deletes the replies to it, whoever wrote them. */
  readonly deleteReplies: boolean;
}

const references = z.array(
  z.object({ table: z.string(), column: z.string(), is_own: z.number(), on_delete: z.string() }),
);

/**
 * Reads what refers to comments by a foreign key.
 * Source: https://sqlite.org/pragma.html#pragma_foreign_key_list
 */
export async function readReferences(
  run: Runner,
  { tables: [comments] }: TargetSchema,
  signal: AbortSignal,
): Promise<References> {
  const name = sqlText(comments.name);
  const select = statement(`SELECT m.name AS "table", f."from" AS "column", f.on_delete,
  m.name = ${name} COLLATE NOCASE AS is_own
FROM (SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '\\_cf\\_%' ESCAPE '\\' LIMIT -1) m,
  pragma_foreign_key_list(m.name) f
WHERE f."table" = ${name} COLLATE NOCASE`);
  const [rows = []] = await run(() => [select], signal);
  const [own = [], others = []] = [1, 0].map((isOwn) =>
    references.parse(rows).filter(({ is_own }) => is_own === isOwn),
  );
  return {
    ofOthers: others.map(({ table, column }) => ({ table, column })),
    deleteReplies: own.some(({ on_delete: then }) => then.toUpperCase() === "CASCADE"),
  };
}
