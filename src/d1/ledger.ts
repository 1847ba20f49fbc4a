import type { CommentRow } from "../domain/comment-row.ts";
import type { ExpectedTable, TargetSchema } from "./schema/target-schema.ts";
import { ledgerTable } from "./sql/ledger-table.ts";
import { raise, sqlText } from "./sql/sql-literal.ts";
import { type Statement, statement } from "./sql/statement.ts";

const text = { affinities: ["TEXT"], declaration: "TEXT NOT NULL" } as const;

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
    { name: "source_id", ...text },
    { name: "comment_id", affinities: ["BLOB"], declaration: "NOT NULL UNIQUE" },
    { name: "parent_source_id", affinities: ["TEXT"], declaration: "TEXT" },
    { name: "page_id", ...text },
    { name: "created_at", affinities: ["BLOB"], declaration: "NOT NULL" },
    { name: "content_hash", ...text },
    { name: "run_id", ...text },
    { name: "batch_id", ...text },
    { name: "target", ...text },
    { name: "imported_at", ...text },
  ],
};

/**
 * Creates the ledger where it is missing. `sequence` is the order of import, `created_at` the time
 * that the comment was given, `target` what {@link targetName} gives. `comment_id` and `created_at` have
 * no type because they are numbers in one target and texts in another.
 */
export const createLedger: readonly string[] = [
  `CREATE TABLE IF NOT EXISTS ${ledgerTable} (
  sequence INTEGER PRIMARY KEY AUTOINCREMENT,
  source_id TEXT NOT NULL UNIQUE,
  comment_id NOT NULL UNIQUE,
  parent_source_id TEXT,
  page_id TEXT NOT NULL,
  created_at NOT NULL,
  content_hash TEXT NOT NULL,
  run_id TEXT NOT NULL,
  batch_id TEXT NOT NULL,
  target TEXT NOT NULL,
  imported_at TEXT NOT NULL
)`,
  `CREATE INDEX IF NOT EXISTS ${ledgerTable}_page ON ${ledgerTable} (page_id)`,
];

/** What the ledger calls a target: the schema and the table of its comments. */
export function targetName({ name, tables: [comments] }: TargetSchema): string {
  return `${name} (table ${comments.name})`;
}

/** The values of a row for {@link claim}, the source id first. */
export function claimValues(row: CommentRow, schema: TargetSchema): readonly unknown[] {
  const { ids } = schema;
  const { sourceId, pageId, parentSourceId, contentHash } = row;
  const values = [sourceId, pageId, parentSourceId, contentHash, schema.createdAt(row)];
  return "of" in ids ? [...values, ids.of(row)] : values;
}

/**
 * SQL condition: the row `c` of the comments' table is the comment that the ledger entry was made
 * for. The id alone does not tell: a table without AUTOINCREMENT gives the id of a deleted comment
 * to the next one that a reader writes, and that has another time.
 * @param entry alias of the ledger
 */
export function isCommentOf(entry: string, { comments, read }: TargetSchema): string {
  return `c.${comments.id} = ${entry}.comment_id AND ${read.createdAt} IS ${entry}.created_at`;
}

/**
 * The statement that enters into the ledger those rows that are not there yet, each with the id
 * that its comment gets: one that follows from the comment, or one above every id that the target or
 * the ledger ever gave out, so that the id of a deleted comment is not used again.
 */
export function claim(
  schema: TargetSchema,
  values: string,
  batchId: string,
  runId: string,
): Statement {
  const { ids } = schema;
  const commentId =
    "of" in ids
      ? "own_id"
      : `max(${ids.highest}, coalesce((SELECT max(comment_id) FROM ${ledgerTable}), 0))
    + row_number() OVER (ORDER BY position)`;
  const sql = `WITH incoming AS (
  SELECT key AS position, value ->> 0 AS source_id, value ->> 1 AS page_id,
    value ->> 2 AS parent_source_id, value ->> 3 AS content_hash, value ->> 4 AS created_at,
    value ->> 5 AS own_id
  FROM json_each(?1)
)
INSERT INTO ${ledgerTable}
  (source_id, comment_id, parent_source_id, page_id, created_at, content_hash, run_id, batch_id,
  target, imported_at)
SELECT source_id, ${commentId},
  parent_source_id, page_id, created_at, content_hash, ?3, ?2, ${sqlText(targetName(schema))},
  strftime('%Y-%m-%dT%H:%M:%fZ', 'now')
FROM incoming
WHERE source_id NOT IN (SELECT source_id FROM ${ledgerTable})
ORDER BY position`;
  return statement(sql, values, batchId, runId);
}

/**
 * The statement that reads the entries of these events. It makes the transaction fail with
 * `not-kept` when the target did not keep a comment that this batch wrote: a trigger or a conflict
 * clause of the table can drop a row in silence.
 */
export function readBack(schema: TargetSchema, sourceIds: string, batchId: string): Statement {
  const sql = `SELECT l.source_id, l.comment_id, l.page_id, l.batch_id,
  CASE WHEN l.batch_id = ?2
    AND NOT EXISTS (SELECT 1 FROM ${schema.comments.table} c WHERE ${isCommentOf("l", schema)})
  THEN ${raise("not-kept", "l.source_id")} END AS kept
FROM json_each(?1) j JOIN ${ledgerTable} l ON l.source_id = j.value`;
  return statement(sql, sourceIds, batchId);
}

/** The statement that reads the entries after this one, in the order of import. */
export function readEntries(afterSequence: number, limit: number): Statement {
  return statement(`SELECT sequence, source_id, comment_id, page_id FROM ${ledgerTable}
WHERE sequence > ${afterSequence} ORDER BY sequence LIMIT ${limit}`);
}

/** The statement that gives the names of the targets whose comments the ledger holds. */
export const readTargets = statement(`SELECT DISTINCT target FROM ${ledgerTable}`);
