import { z } from "zod";
import type { CommentId } from "../domain/comment-row.ts";
import type { HeldComment, Stray } from "../domain/kept-comment.ts";
import type { Runner } from "./runner.ts";
import type { TargetSchema } from "./schema/target-schema.ts";
import { ledgerTable } from "./sql/ledger-table.ts";
import { jsonArray, jsonText } from "./sql/sql-literal.ts";
import { statement } from "./sql/statement.ts";

const commentsPerRead = 1_000;

const commentId: z.ZodType<CommentId> = z.union([z.number(), z.string()]);
const heldRow = z.object({
  sequence: z.number(),
  source_id: z.string(),
  comment_id: commentId,
  is_there: z.number(),
  page: z.coerce.string(),
  parent_id: commentId.nullable(),
  parent_source_id: z.string().nullable(),
  author: z.coerce.string(),
  content: z.coerce.string(),
  created_at: z.unknown(),
});
const strayRow = z.object({
  comment_id: commentId,
  page: z.coerce.string(),
  author: z.coerce.string(),
});

/** Reads all comments that the ledger names, in the order of import. */
export async function readHeld(
  run: Runner,
  schema: TargetSchema,
  signal: AbortSignal,
): Promise<readonly HeldComment[]> {
  const held: HeldComment[] = [];
  for (let last = 0; ; ) {
    const afterLast = `${selectHeld(schema)} WHERE l.sequence > ${last} ORDER BY l.sequence LIMIT ${commentsPerRead}`;
    const [found = []] = await run(() => [statement(afterLast)], signal);
    const rows = z.array(heldRow).parse(found);
    held.push(...rows.map((row) => heldOf(row, schema)));
    const end = rows.at(-1);
    if (end === undefined || rows.length < commentsPerRead) return held;
    last = end.sequence;
  }
}

/** Reads the comments of these events, as far as the ledger names them. */
export async function readHeldOf(
  run: Runner,
  schema: TargetSchema,
  sourceIds: readonly string[],
  maxBytes: number,
  signal: AbortSignal,
): Promise<readonly HeldComment[]> {
  const held: HeldComment[] = [];
  const sql = selectHeldOf(schema);
  for (const ids of groups(sourceIds.map(jsonText), maxBytes - Buffer.byteLength(sql))) {
    const [found = []] = await run(() => [statement(sql, jsonArray(ids))], signal);
    held.push(
      ...z
        .array(heldRow)
        .parse(found)
        .map((row) => heldOf(row, schema)),
    );
  }
  return held;
}

/** Calls that {@link readHeldOf} takes. */
export function callsToReadHeld(
  schema: TargetSchema,
  sourceIds: readonly string[],
  maxBytes: number,
): number {
  return groups(sourceIds.map(jsonText), maxBytes - Buffer.byteLength(selectHeldOf(schema))).length;
}

function selectHeldOf(schema: TargetSchema): string {
  return `${selectHeld(schema)} WHERE l.source_id IN (SELECT value FROM json_each(?1)) ORDER BY l.sequence`;
}

/** Reads comments that look as if an import wrote them, but that the ledger does not name. */
export async function readStrays(
  run: Runner,
  schema: TargetSchema,
  signal: AbortSignal,
): Promise<readonly Stray[]> {
  if (schema.isImported === undefined) return [];
  const { comments, read, isImported } = schema;
  const select =
    statement(`SELECT c.${comments.id} AS comment_id, ${read.page} AS page, ${read.author} AS author
FROM ${comments.table} c ${read.joins ?? ""}
WHERE ${isImported} AND NOT EXISTS (SELECT 1 FROM ${ledgerTable} l WHERE l.comment_id = ${untyped(`c.${comments.id}`)})
ORDER BY c.${comments.id} LIMIT ${commentsPerRead}`);
  const [rows = []] = await run(() => [select], signal);
  return z
    .array(strayRow)
    .parse(rows)
    .map((row) => ({ commentId: row.comment_id, page: row.page, authorName: row.author }));
}

function selectHeld({ comments, read }: TargetSchema): string {
  const parentId = comments.parentId === undefined ? "NULL" : `c.${comments.parentId}`;
  return `SELECT l.sequence, l.source_id, l.comment_id, c.${comments.id} IS NOT NULL AS is_there,
  coalesce(${read.page}, '') AS page, ${parentId} AS parent_id, p.source_id AS parent_source_id,
  coalesce(${read.author}, '') AS author, coalesce(${read.content}, '') AS content,
  ${read.createdAt} AS created_at
FROM ${ledgerTable} l
LEFT JOIN ${comments.table} c ON c.${comments.id} = l.comment_id
LEFT JOIN ${ledgerTable} p ON p.comment_id = ${untyped(parentId)}
${read.joins ?? ""}`;
}

/**
 * The expression without its column's affinity: compared with a column that has one, the ledger's
 * `comment_id`, which has none, would not be looked up in its index.
 * Source: https://sqlite.org/datatype3.html, 4.2 "Type Conversions Prior To Comparison".
 */
function untyped(expression: string): string {
  return `+${expression}`;
}

function heldOf(row: z.infer<typeof heldRow>, schema: TargetSchema): HeldComment {
  const { source_id: sourceId, comment_id: id, page, author, content, parent_id: parentId } = row;
  if (row.is_there === 0) return { sourceId, commentId: id, kept: null };
  // A reader's comment has no event; that the parent is one must not pass for "no parent".
  const parentSourceId = row.parent_source_id ?? (parentId === null ? null : `comment ${parentId}`);
  return {
    sourceId,
    commentId: id,
    kept: {
      sourceId,
      page,
      parentSourceId,
      authorName: author,
      content,
      createdAt: schema.timeOf(row.created_at),
    },
  };
}

/** Texts in groups that fit, each of at least one. */
function groups(texts: readonly string[], maxBytes: number): readonly (readonly string[])[] {
  const all: string[][] = [];
  let room = 0;
  for (const text of texts) {
    const bytes = Buffer.byteLength(text) + 1;
    const group = all.at(-1);
    if (group !== undefined && bytes <= room && group.length < commentsPerRead) group.push(text);
    else {
      all.push([text]);
      room = maxBytes;
    }
    room -= bytes;
  }
  return all;
}
