import { randomUUID } from "node:crypto";
import type { CommentEdit } from "../../domain/kept-comment.ts";
import { isCommentOf } from "../ledger/entries.ts";
import type { TargetSchema } from "../schema/target-schema.ts";
import { ledgerTable } from "../sql/ledger-table.ts";
import { projectionFor } from "../sql/referred-values.ts";
import { jsonArray, jsonText, raise } from "../sql/sql-literal.ts";
import { type Statement, statement } from "../sql/statement.ts";
import type { Runner } from "../transport/runner.ts";
import { callsOf } from "./calls-of.ts";
import { asRead, isStillAsRead } from "./still-as-read.ts";

/**
 * Writes author and text of comments anew, as many in one transaction as fit a call. Those that are
 * not as they were read any more stay as they are.
 * @returns source ids of those that fit into no call
 * @throws D1Error whose message has `not-kept` where the table keeps something else
 */
export async function editComments(
  run: Runner,
  schema: TargetSchema,
  edits: readonly CommentEdit[],
  maxBytes: number,
  signal: AbortSignal,
): Promise<ReadonlySet<string>> {
  const { calls, tooLarge } = callsOf(edits, maxBytes, (some) =>
    statementsOf(schema, some, randomUUID()),
  );
  for (const call of calls) await run(() => statementsOf(schema, call, randomUUID()), signal);
  return tooLarge;
}

function statementsOf(
  schema: TargetSchema,
  edits: readonly CommentEdit[],
  batchId: string,
): readonly Statement[] {
  const entries = edits.map(({ held, row }) => jsonText([...asRead(held), row.contentHash]));
  const values = edits.map(({ row }) => [row.source, row.sourceId, ...schema.values(row)]);
  const wanted = edits.map(({ row }) => {
    const { authorName, content } = schema.kept(row);
    return jsonText([row.source, row.sourceId, authorName, content]);
  });
  return [
    statement(
      `UPDATE ${ledgerTable} AS l SET digest = j.value ->> 6, batch_id = ?2
FROM json_each(?1) j WHERE ${isStillAsRead(schema)}`,
      jsonArray(entries),
      batchId,
    ),
    ...schema.edit.map((sql) => statement(sql, jsonArray(values.map(projectionFor(sql))), batchId)),
    statement(refuseOthers(schema), jsonArray(wanted), batchId),
  ];
}

/** A trigger of the table can keep something else than what was written, in silence. */
function refuseOthers(schema: TargetSchema): string {
  const { comments, read } = schema;
  return `SELECT ${raise("not-kept", "l.source_id")}
FROM json_each(?1) j CROSS JOIN ${ledgerTable} l
  ON l.source = j.value ->> 0 AND l.source_id = j.value ->> 1 AND l.batch_id = ?2
WHERE NOT EXISTS (SELECT 1 FROM ${comments.table} c ${read.joins ?? ""}
  WHERE ${isCommentOf("l", schema)} AND coalesce(${read.author}, '') = j.value ->> 2
  AND coalesce(${read.content}, '') = j.value ->> 3)`;
}
