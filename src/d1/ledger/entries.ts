import type { CommentRow } from "../../domain/comment-row.ts";
import type { ContentFormat } from "../../domain/content-format.ts";
import type { ExpectedTable, TargetSchema } from "../schema/target-schema.ts";
import { ledgerTable } from "../sql/ledger-table.ts";
import { jsonText, raise } from "../sql/sql-literal.ts";
import { type Statement, statement } from "../sql/statement.ts";
import { isOwn, isOwnInOrder, isOwnOrUnowned, noOwner, type Owner, sourcesOf } from "./owner.ts";

const text = { affinities: ["TEXT"], declaration: "TEXT NOT NULL" } as const;
const anyText = { affinities: ["TEXT"], declaration: "TEXT" } as const;

/** The ledger as this version of the program has it. */
export const expectedLedger: ExpectedTable = {
  name: ledgerTable,
  columns: [
    {
      name: "sequence",
      affinities: ["INTEGER"],
      declaration: "INTEGER PRIMARY KEY AUTOINCREMENT",
      primaryKey: true,
    },
    { name: "source", ...text },
    { name: "source_id", ...text },
    { name: "comment_id", affinities: ["BLOB"], declaration: "NOT NULL" },
    { name: "parent_source_id", ...anyText },
    { name: "page_id", ...text },
    { name: "created_at", affinities: ["BLOB"], declaration: "NOT NULL" },
    { name: "digest", ...text },
    { name: "target", ...text },
    { name: "content_format", ...anyText },
    { name: "column_map", ...anyText },
    { name: "run_id", ...text },
    { name: "batch_id", ...text },
    { name: "imported_at", ...text },
  ],
};

/**
 * Creates the ledger where it is missing. `sequence` is the order of import; `source` and `source_id`
 * say whose comment it is and which one; `comment_id` is the target's id of it, `created_at` the time
 * that was written, and `digest` the content hash of what was written. `target` is what
 * {@link targetName} returns, `content_format` and `column_map` how the comment was written; these two
 * are NULL in entries that an earlier form of the ledger made. `comment_id` and `created_at` have no
 * type because they are numbers in one target and texts in another.
 */
export const createLedger: readonly string[] = [
  `CREATE TABLE IF NOT EXISTS ${ledgerTable} (
  sequence INTEGER PRIMARY KEY AUTOINCREMENT,
  source TEXT NOT NULL,
  source_id TEXT NOT NULL,
  comment_id NOT NULL,
  parent_source_id TEXT,
  page_id TEXT NOT NULL,
  created_at NOT NULL,
  digest TEXT NOT NULL,
  target TEXT NOT NULL,
  content_format TEXT,
  column_map TEXT,
  run_id TEXT NOT NULL,
  batch_id TEXT NOT NULL,
  imported_at TEXT NOT NULL,
  UNIQUE (source, source_id),
  UNIQUE (target, comment_id)
)`,
  `CREATE INDEX IF NOT EXISTS ${ledgerTable}_page ON ${ledgerTable} (source, page_id)`,
];

/** What the ledger calls a target: the schema and the table of its comments. */
export function targetName({
  name,
  tables: [comments],
}: Pick<TargetSchema, "name" | "tables">): string {
  return `${name} (table ${comments.name})`;
}

/** How the comments of a run are written, for the ledger. */
export interface Writing {
  readonly schema: TargetSchema;
  readonly contentFormat: ContentFormat;
  /** Names the run. */
  readonly runId: string;
}

/** The values of a row for {@link claim}. */
export function claimValues(row: CommentRow, schema: TargetSchema): readonly unknown[] {
  const { ids } = schema;
  const { source, sourceId, pageId, parentSourceId, contentHash } = row;
  const values = [source, sourceId, pageId, parentSourceId, contentHash, schema.createdAt(row)];
  return "of" in ids ? [...values, ids.of(row)] : values;
}

/**
 * SQL condition: the row `c` of the comments' table is the comment that the ledger entry was made
 * for. The id alone does not tell: a table without AUTOINCREMENT reuses the id of a deleted comment
 * to the next one that a reader writes, and that has another time.
 * @param entry alias of the ledger
 */
export function isCommentOf(entry: string, { comments }: TargetSchema): string {
  return `c.${comments.id} = ${entry}.comment_id AND c.${comments.createdAt} IS ${entry}.created_at`;
}

/** What {@link claim} raises where entries have to be brought up to date first. */
export const ledgerBehind = "ledger-behind";

/**
 * The statement that enters into the ledger those rows that are not there yet, each with the id
 * that its comment gets: one that follows from the comment, or one above every id that the target or
 * the ledger ever gave out, so that the id of a deleted comment is not used again. It makes the
 * transaction fail with {@link ledgerBehind} where a row has an entry without an owner, or one under
 * another page.
 */
export function claim(
  { schema, contentFormat, runId }: Writing,
  values: string,
  batchId: string,
): Statement {
  const { ids } = schema;
  const commentId =
    "of" in ids
      ? "i.own_id"
      : `max(${ids.highest},
    coalesce((SELECT max(comment_id) FROM ${ledgerTable} WHERE target = ?3 ->> 1), 0))
    + row_number() OVER (ORDER BY i.position)`;
  const sql = `WITH incoming AS (
  SELECT key AS position, value ->> 0 AS source, value ->> 1 AS source_id, value ->> 2 AS page_id,
    value ->> 3 AS parent_source_id, value ->> 4 AS digest, value ->> 5 AS created_at,
    value ->> 6 AS own_id
  FROM json_each(?1)
)
INSERT INTO ${ledgerTable}
  (source, source_id, comment_id, parent_source_id, page_id, created_at, digest, target,
  content_format, column_map, run_id, batch_id, imported_at)
SELECT i.source, i.source_id, ${commentId},
  i.parent_source_id, i.page_id, i.created_at, i.digest, ?3 ->> 1, ?3 ->> 2, ?3 ->> 3, ?3 ->> 0, ?2,
  strftime('%Y-%m-%dT%H:%M:%fZ', 'now')
FROM incoming i
LEFT JOIN ${ledgerTable} l ON l.source IN (i.source, '${noOwner}') AND l.source_id = i.source_id
WHERE iif(l.source_id IS NULL, 1,
  iif(l.source = '${noOwner}' OR l.page_id <> i.page_id, ${raise(ledgerBehind, "l.page_id")}, 0))
ORDER BY i.position`;
  const run = jsonText([runId, targetName(schema), contentFormat, schema.columnMap]);
  return statement(sql, values, batchId, run);
}

/**
 * The statement that reads the owner's entries of these source ids. It makes the transaction fail
 * with `not-kept` when the target did not keep a comment that this batch wrote: a trigger or a
 * conflict clause of the table can drop a row in silence.
 *
 * CROSS JOIN keeps SQLite from going through all entries of the owner instead of looking each one up.
 * Source: https://www.sqlite.org/optoverview.html#manual_control_of_query_plans_using_cross_join
 */
export function readBack(
  schema: TargetSchema,
  owner: Owner,
  sourceIds: string,
  batchId: string,
): Statement {
  const sql = `SELECT l.source, l.source_id, l.comment_id, l.page_id, l.created_at, l.batch_id,
  iif(l.batch_id = ?2
    AND NOT EXISTS (SELECT 1 FROM ${schema.comments.table} c WHERE ${isCommentOf("l", schema)}),
  ${raise("not-kept", "l.source_id")}, NULL) AS kept
FROM json_each(?1) j CROSS JOIN ${ledgerTable} l ON ${isOwn("l", 3)} AND l.source_id = j.value`;
  return statement(sql, sourceIds, batchId, sourcesOf(owner));
}

/**
 * The statement that reads the owner's entries after this one, in the order of import, and those
 * without an owner.
 */
export function readEntries(owner: Owner, afterSequence: number, limit: number): Statement {
  const sql = `SELECT l.sequence, l.source, l.source_id, l.comment_id, l.page_id
FROM ${ledgerTable} l
WHERE l.sequence > ${afterSequence} AND ${isOwnInOrder("l", 1)}
ORDER BY l.sequence LIMIT ${limit}`;
  return statement(sql, sourcesOf(owner));
}

/** The statement that returns in which ways the owner's comments, and those without one, were written. */
export function readWritings(owner: Owner): Statement {
  const sql = `SELECT DISTINCT l.target, l.content_format, l.column_map FROM ${ledgerTable} l
WHERE ${isOwnOrUnowned("l", 1)}`;
  return statement(sql, sourcesOf(owner));
}
