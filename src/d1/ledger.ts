import type { CommentRow } from "../comment/comment-row.ts";
import { raise, sqlText } from "./sql-literal.ts";
import type { ExpectedColumn, TargetSchema } from "./target-schema.ts";

/** The table that remembers which source event became which comment. */
export const ledgerTable = "comment_migration_ledger";

const text = { affinities: ["TEXT"], declaration: "TEXT NOT NULL" } as const;

/** The columns that this program's version of the ledger has. */
export const ledgerColumns: readonly ExpectedColumn[] = [
  {
    name: "sequence",
    affinities: ["INTEGER"],
    declaration: "INTEGER PRIMARY KEY AUTOINCREMENT",
    primaryKey: true,
  },
  { name: "event_id", ...text },
  { name: "comment_id", affinities: ["BLOB"], declaration: "NOT NULL UNIQUE" },
  { name: "parent_event_id", affinities: ["TEXT"], declaration: "TEXT" },
  { name: "page_id", ...text },
  { name: "content_hash", ...text },
  { name: "run_id", ...text },
  { name: "batch_id", ...text },
  { name: "imported_at", ...text },
];

/**
 * Creates the ledger where it is missing. `sequence` is the order of import. `comment_id` has no
 * type because ids are numbers in one target and texts in another.
 */
export const createLedger: readonly string[] = [
  `CREATE TABLE IF NOT EXISTS ${ledgerTable} (
  sequence INTEGER PRIMARY KEY AUTOINCREMENT,
  event_id TEXT NOT NULL UNIQUE,
  comment_id NOT NULL UNIQUE,
  parent_event_id TEXT,
  page_id TEXT NOT NULL,
  content_hash TEXT NOT NULL,
  run_id TEXT NOT NULL,
  batch_id TEXT NOT NULL,
  imported_at TEXT NOT NULL
)`,
  `CREATE INDEX IF NOT EXISTS ${ledgerTable}_page ON ${ledgerTable} (page_id)`,
];

/** The values of a row for {@link claim}, the event id first. */
export function claimValues(row: CommentRow): readonly unknown[] {
  return [row.eventId, row.pageId, row.parentEventId, row.contentHash];
}

/**
 * The statement that enters into the ledger those rows that are not there yet, each with the id
 * that its comment gets: above every id that the target or the ledger ever gave out, so that the
 * id of a deleted comment is not used again.
 */
export function claim(
  schema: TargetSchema,
  valuesLiteral: string,
  batchLiteral: string,
  runId: string,
): string {
  return `WITH incoming AS (
  SELECT key AS position, value ->> 0 AS event_id, value ->> 1 AS page_id,
    value ->> 2 AS parent_event_id, value ->> 3 AS content_hash
  FROM json_each(${valuesLiteral})
)
INSERT INTO ${ledgerTable}
  (event_id, comment_id, parent_event_id, page_id, content_hash, run_id, batch_id, imported_at)
SELECT event_id,
  max(${schema.highestId}, coalesce((SELECT max(comment_id) FROM ${ledgerTable}), 0))
    + row_number() OVER (ORDER BY position),
  parent_event_id, page_id, content_hash, ${sqlText(runId)}, ${batchLiteral},
  strftime('%Y-%m-%dT%H:%M:%fZ', 'now')
FROM incoming
WHERE event_id NOT IN (SELECT event_id FROM ${ledgerTable})
ORDER BY position`;
}

/**
 * The statement that reads the entries of these events. It makes the transaction fail with
 * `not-kept` when the target did not keep a comment that this batch wrote: a trigger or a conflict
 * clause of the table can drop a row in silence.
 */
export function readBack(
  schema: TargetSchema,
  eventIdsLiteral: string,
  batchLiteral: string,
): string {
  return `SELECT l.event_id, l.comment_id, l.page_id, l.batch_id,
  CASE WHEN l.batch_id = ${batchLiteral}
    AND NOT EXISTS (SELECT 1 FROM ${schema.table} c WHERE c.id = l.comment_id)
  THEN ${raise("not-kept", "l.event_id")} END AS kept
FROM json_each(${eventIdsLiteral}) j JOIN ${ledgerTable} l ON l.event_id = j.value`;
}

/** The statement that reads the entries after this one, in the order of import. */
export function readEntries(afterSequence: number, limit: number): string {
  return `SELECT sequence, event_id, comment_id, page_id FROM ${ledgerTable}
WHERE sequence > ${afterSequence} ORDER BY sequence LIMIT ${limit}`;
}
