import { randomUUID } from "node:crypto";
import { z } from "zod";
import type { CommentRow } from "../domain/comment-row.ts";
import { contentHash } from "../domain/content-hash.ts";
import type { KeptComment } from "../domain/kept-comment.ts";
import type { RememberedRow } from "../domain/ports.ts";
import { targetName, type Writing } from "./ledger/entries.ts";
import type { Owner } from "./ledger/owner.ts";
import { noteTakenOver } from "./ledger/page-records.ts";
import type { TargetSchema } from "./schema/target-schema.ts";
import { ledgerTable } from "./sql/ledger-table.ts";
import { jsonArray, jsonText } from "./sql/sql-literal.ts";
import { type Statement, statement } from "./sql/statement.ts";
import type { Runner } from "./transport/runner.ts";

const rowsPerCall = 500;

const found = z.object({
  id: z.union([z.number(), z.string()]),
  page: z.coerce.string(),
  author: z.coerce.string(),
  content: z.coerce.string(),
  created_at: z.union([z.number(), z.string()]),
});
type Found = z.infer<typeof found>;

/**
 * Enters comments into the ledger that a checkpoint remembers and that are in the target, but that
 * the ledger does not know: the original tool had none. An entry has the page under which the comment
 * is, so that it follows its page afterwards, and counts as compared: this program did not write it.
 * Returns the source ids of those that fit.
 */
export async function takeOverRows(
  run: Runner,
  writing: Writing,
  owner: Owner,
  remembered: readonly RememberedRow[],
  signal: AbortSignal,
): Promise<ReadonlySet<string>> {
  const taken = new Set<string>();
  for (let start = 0; start < remembered.length; start += rowsPerCall) {
    const some = remembered.slice(start, start + rowsPerCall);
    const [rows = []] = await run(() => [readRows(writing.schema, some)], signal);
    const byId = new Map(
      z
        .array(found)
        .parse(rows)
        .map((one) => [String(one.id), one]),
    );
    const fitting = some.flatMap(({ row, commentId }) => {
      const one = byId.get(String(commentId));
      return one !== undefined && isSame(row, one, writing.schema) ? [{ row, one }] : [];
    });
    if (fitting.length === 0) continue;
    const entries = fitting.map(({ row, one }) => entryOf(row, one, writing.schema));
    const pageIds = jsonArray([...new Set(entries.map(({ pageId }) => pageId))].map(jsonText));
    const values = entries.map((entry) => entry.values);
    await run(() => [enter(writing, values), noteTakenOver(pageIds, owner)], signal);
    for (const { row } of fitting) taken.add(row.sourceId);
  }
  return taken;
}

/** The comments with these ids that no entry of the ledger has. */
function readRows(schema: TargetSchema, rows: readonly RememberedRow[]): Statement {
  const { comments, read } = schema;
  return statement(
    `SELECT c.${comments.id} AS id, ${read.page} AS page, coalesce(${read.author}, '') AS author,
  coalesce(${read.content}, '') AS content, c.${comments.createdAt} AS created_at
FROM json_each(?1) j JOIN ${comments.table} c ON c.${comments.id} = j.value ${read.joins ?? ""}
WHERE NOT EXISTS (SELECT 1 FROM ${ledgerTable} l
  WHERE l.target = ?2 AND l.comment_id = +c.${comments.id})`,
    jsonArray(rows.map(({ commentId }) => jsonText(commentId))),
    targetName(schema),
  );
}

/**
 * Whether a comment in the target is the one of the source: it says the same by the same author at the
 * same second, on whatever page, or on the same page it has either in common, since the other may have
 * been edited or been written in another form.
 */
function isSame(row: CommentRow, one: Found, schema: TargetSchema): boolean {
  const expected: KeptComment = schema.kept(row);
  const isTime = secondsOf(one.created_at) === secondsOf(row.createdAt);
  const isText =
    one.author === expected.authorName && one.content.trim() === expected.content.trim();
  return one.page === expected.page ? isTime || isText : isTime && isText;
}

/** Seconds since 1970, of a time in any of the forms that tables hold: ISO 8601, SQLite's, s or ms. */
function secondsOf(time: string | number): number {
  if (typeof time === "number") return Math.floor(time > 99_999_999_999 ? time / 1000 : time);
  const text = /^\d{4}-\d{2}-\d{2} [\d:.]+$/.test(time) ? `${time.replace(" ", "T")}Z` : time;
  return Math.floor(Date.parse(text) / 1000);
}

function entryOf(row: CommentRow, one: Found, schema: TargetSchema) {
  const pageId = one.page === schema.pageName(row.pageId) ? row.pageId : one.page;
  const { source, sourceId, parentSourceId } = row;
  const digest = contentHash(pageId, one.author, one.content);
  const values = [source, sourceId, one.id, parentSourceId, pageId, one.created_at, digest];
  return { pageId, values };
}

function enter(
  { schema, contentFormat, runId }: Writing,
  entries: readonly (readonly unknown[])[],
): Statement {
  const sql = `INSERT OR IGNORE INTO ${ledgerTable}
  (source, source_id, comment_id, parent_source_id, page_id, created_at, digest, target,
  content_format, column_map, run_id, batch_id, imported_at)
SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5, value ->> 6,
  ?2 ->> 1, ?2 ->> 2, ?2 ->> 3, ?2 ->> 0, ?3, strftime('%Y-%m-%dT%H:%M:%fZ', 'now')
FROM json_each(?1) ORDER BY key`;
  const run = jsonText([runId, targetName(schema), contentFormat, schema.columnMap]);
  return statement(sql, jsonArray(entries.map(jsonText)), run, randomUUID());
}
