import { z } from "zod";
import type { CommentId } from "../domain/comment-row.ts";
import { contentHash } from "../domain/content-hash.ts";
import type { HeldComment, Stray } from "../domain/kept-comment.ts";
import { targetName } from "./ledger/entries.ts";
import { isOwnInOrder, isOwnOrUnowned, type Owner, recordsOf, sourcesOf } from "./ledger/owner.ts";
import { pagesTable } from "./ledger/page-records.ts";
import type { TargetSchema } from "./schema/target-schema.ts";
import { ledgerTable } from "./sql/ledger-table.ts";
import { jsonArray, jsonText } from "./sql/sql-literal.ts";
import { statement, withLiterals } from "./sql/statement.ts";
import type { Runner } from "./transport/runner.ts";

const commentsPerRead = 1_000;

const commentId: z.ZodType<CommentId> = z.union([z.number(), z.string()]);
const heldRow = z.object({
  sequence: z.number(),
  source: z.string(),
  source_id: z.string(),
  comment_id: commentId,
  page_id: z.string(),
  digest: z.string(),
  written_parent: z.string().nullable(),
  imported_at: z.string(),
  is_shown: z.number(),
  is_verified: z.number(),
  is_there: z.number(),
  has_its_time: z.number(),
  parent_has_its_time: z.number(),
  page: z.coerce.string(),
  parent_id: commentId.nullable(),
  parent_source_id: z.string().nullable(),
  author: z.coerce.string(),
  content: z.coerce.string(),
  created_at: z.unknown(),
});
type HeldRow = z.infer<typeof heldRow>;
const strayRow = z.object({
  comment_id: commentId,
  page: z.coerce.string(),
  author: z.coerce.string(),
});

/** Reads all comments of the owner, and those without one, in the order of import. */
export async function readHeld(
  run: Runner,
  schema: TargetSchema,
  owner: Owner,
  signal: AbortSignal,
): Promise<readonly HeldComment[]> {
  const all: HeldRow[] = [];
  for (let last = 0; ; ) {
    const afterLast = `${selectHeld(schema, isOwnInOrder("l", 1))} AND l.sequence > ${last} ORDER BY l.sequence LIMIT ${commentsPerRead}`;
    const [found = []] = await run(() => [statement(afterLast, ...ownerParams(owner))], signal);
    const rows = z.array(heldRow).parse(found);
    all.push(...rows);
    const end = rows.at(-1);
    if (end === undefined || rows.length < commentsPerRead) return heldComments(all, schema);
    last = end.sequence;
  }
}

/** Reads the owner's comments of these source ids, and those without an owner. */
export async function readHeldOf(
  run: Runner,
  schema: TargetSchema,
  owner: Owner,
  sourceIds: readonly string[],
  maxBytes: number,
  signal: AbortSignal,
): Promise<readonly HeldComment[]> {
  const all: HeldRow[] = [];
  const sql = selectHeldOf(schema);
  for (const ids of groups(sourceIds.map(jsonText), spaceFor(sql, owner, maxBytes))) {
    const [found = []] = await run(
      () => [statement(sql, ...ownerParams(owner), jsonArray(ids))],
      signal,
    );
    all.push(...z.array(heldRow).parse(found));
  }
  return heldComments(all, schema);
}

/** Calls that {@link readHeldOf} takes. */
export function callsToReadHeld(
  schema: TargetSchema,
  owner: Owner,
  sourceIds: readonly string[],
  maxBytes: number,
): number {
  return groups(sourceIds.map(jsonText), spaceFor(selectHeldOf(schema), owner, maxBytes)).length;
}

function spaceFor(sql: string, owner: Owner, maxBytes: number): number {
  return maxBytes - Buffer.byteLength(withLiterals(statement(sql, ...ownerParams(owner), "[]")));
}

function ownerParams(owner: Owner): readonly [sources: string, records: string] {
  return [sourcesOf(owner), recordsOf(owner)];
}

function selectHeldOf(schema: TargetSchema): string {
  return `${selectHeld(schema, isOwnOrUnowned("l", 1))} AND l.source_id IN (SELECT value FROM json_each(?3)) ORDER BY l.sequence`;
}

/** Reads comments that look as if an import wrote them, but that no owner's ledger names. */
export async function readStrays(
  run: Runner,
  schema: TargetSchema,
  signal: AbortSignal,
): Promise<readonly Stray[]> {
  if (schema.isImported === undefined) return [];
  const { comments, read, isImported } = schema;
  const select = statement(
    `SELECT c.${comments.id} AS comment_id, ${read.page} AS page, ${read.author} AS author
FROM ${comments.table} c ${read.joins ?? ""}
WHERE ${isImported} AND NOT EXISTS (SELECT 1 FROM ${ledgerTable} l
  WHERE l.target = ?1 AND l.comment_id = ${untyped(`c.${comments.id}`)})
ORDER BY c.${comments.id} LIMIT ${commentsPerRead}`,
    targetName(schema),
  );
  const [rows = []] = await run(() => [select], signal);
  return z
    .array(strayRow)
    .parse(rows)
    .map((row) => ({ commentId: row.comment_id, page: row.page, authorName: row.author }));
}

/** `?1` are the owner's sources, `?2` is the name of its page records. */
function selectHeld({ comments, read }: TargetSchema, isOwner: string): string {
  const parentId = comments.parentId === undefined ? "NULL" : `c.${comments.parentId}`;
  const answered =
    comments.noParent === undefined ? parentId : `nullif(${parentId}, ${comments.noParent})`;
  const lookUp = comments.lookUp ?? ((row, entry) => `${row}.${comments.id} = ${entry}.comment_id`);
  return `SELECT l.sequence, l.source, l.source_id, l.comment_id, l.page_id, l.digest,
  l.parent_source_id AS written_parent, l.imported_at, coalesce(${read.isShown ?? "1"}, 0) AS is_shown,
  l.sequence <= coalesce(n.verified_sequence, 0) AS is_verified,
  c.${comments.id} IS NOT NULL AS is_there,
  c.${comments.createdAt} IS l.created_at AS has_its_time,
  coalesce(${read.page}, '') AS page, ${answered} AS parent_id,
  iif(p.source = l.source, p.source_id, NULL) AS parent_source_id,
  a.${comments.id} IS NULL OR a.${comments.createdAt} IS p.created_at AS parent_has_its_time,
  coalesce(${read.author}, '') AS author, coalesce(${read.content}, '') AS content,
  ${read.createdAt} AS created_at
FROM ${ledgerTable} l
LEFT JOIN ${pagesTable} n ON n.page_id = l.page_id AND n.source = ?2
LEFT JOIN ${comments.table} c ON ${lookUp("c", "l")}
LEFT JOIN ${ledgerTable} p ON p.target = l.target AND p.comment_id = ${untyped(answered)}
LEFT JOIN ${comments.table} a ON ${lookUp("a", "p")}
${read.joins ?? ""}
WHERE ${isOwner}`;
}

/**
 * The expression without its column's affinity: compared with a column that has one, the ledger's
 * `comment_id`, which has none, would not be looked up in its index.
 * Source: https://sqlite.org/datatype3.html, 4.2 "Type Conversions Prior To Comparison".
 */
function untyped(expression: string): string {
  return `+${expression}`;
}

function heldComments(rows: readonly HeldRow[], schema: TargetSchema): readonly HeldComment[] {
  const own = new Set(rows.filter(isTheEntrys).map(({ source_id }) => source_id));
  return rows.map((row) => {
    const { source, source_id: sourceId, page, author, content, parent_id: parentId } = row;
    const entry = {
      source,
      sourceId,
      commentId: row.comment_id,
      pageId: row.page_id,
      isVerified: row.is_verified === 1,
      digest: row.digest,
      writtenParent: row.written_parent,
      importedAt: row.imported_at,
      isShown: row.is_shown === 1,
    };
    if (!isTheEntrys(row)) {
      return { ...entry, kept: null, isAsWritten: false, hasItsTime: false, isEmptied: false };
    }
    const parent = row.parent_source_id;
    const isParent = parent !== null && (row.parent_has_its_time === 1 || own.has(parent));
    // A reader's comment has no entry; that the parent is one must not pass for "no parent".
    const other = parentId === null ? null : `comment ${parentId}`;
    const kept = {
      sourceId,
      page,
      parentSourceId: isParent ? parent : other,
      authorName: author,
      content,
      createdAt: schema.timeOf(row.created_at),
    };
    const hasItsTime = row.has_its_time === 1;
    const isAsWritten = hasItsTime && page === schema.pageName(row.page_id) && isTextAsWritten(row);
    const isOnlyPlace = isAsWritten && isEmptied(row, schema);
    return { ...entry, kept, isAsWritten, hasItsTime, isEmptied: isOnlyPlace };
  });
}

/** A comment system that empties the text hides the comment, too: others may be empty by themselves. */
function isEmptied({ content, is_shown }: HeldRow, { emptied }: TargetSchema): boolean {
  return content === emptied.content && (content !== "" || is_shown === 0);
}

/** The id of a deleted comment may have been given to another one, which has another time. */
function isTheEntrys(row: HeldRow): boolean {
  return row.is_there === 1 && (row.has_its_time === 1 || isTextAsWritten(row));
}

function isTextAsWritten({ page_id, author, content, digest }: HeldRow): boolean {
  return contentHash(page_id, author, content) === digest;
}

/** Texts in groups that fit, each of at least one. */
function groups(texts: readonly string[], maxBytes: number): readonly (readonly string[])[] {
  const all: string[][] = [];
  let space = 0;
  for (const text of texts) {
    const bytes = Buffer.byteLength(text) + 1;
    const group = all.at(-1);
    if (group !== undefined && bytes <= space && group.length < commentsPerRead) group.push(text);
    else {
      all.push([text]);
      space = maxBytes;
    }
    space -= bytes;
  }
  return all;
}
