import { ledgerTable } from "./ledger.ts";
import { raise } from "./sql-literal.ts";
import type { TargetSchema } from "./target-schema.ts";

const text = ["TEXT", "BLOB"] as const;
// A text that never looks like a number is kept as it is by a column such as DATETIME as well.
const wordText = [...text, "NUMERIC"] as const;

/**
 * The table of a small comment system: one row a comment, numbered, with its page's address.
 * `created_at` is ISO 8601 in UTC.
 */
export const classicSchema: TargetSchema = {
  table: "comments",
  columns: [
    {
      name: "id",
      affinities: ["INTEGER"],
      declaration: "INTEGER PRIMARY KEY AUTOINCREMENT",
      primaryKey: true,
    },
    { name: "page_id", affinities: text, declaration: "TEXT NOT NULL" },
    {
      name: "parent_id",
      affinities: ["INTEGER", "NUMERIC", "BLOB"],
      declaration: "INTEGER REFERENCES comments (id)",
    },
    { name: "author_name", affinities: text, declaration: "TEXT NOT NULL" },
    { name: "content", affinities: text, declaration: "TEXT NOT NULL" },
    { name: "created_at", affinities: wordText, declaration: "TEXT NOT NULL" },
    { name: "ip_address", affinities: wordText, declaration: "TEXT" },
    { name: "content_hash", affinities: text, declaration: "TEXT" },
  ],
  create: [
    `CREATE TABLE IF NOT EXISTS comments (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  page_id TEXT NOT NULL,
  parent_id INTEGER REFERENCES comments (id),
  author_name TEXT NOT NULL,
  content TEXT NOT NULL,
  created_at TEXT NOT NULL,
  ip_address TEXT,
  content_hash TEXT
)`,
    "CREATE INDEX IF NOT EXISTS comments_page ON comments (page_id, created_at)",
  ],
  // The ledger has an AUTOINCREMENT key too, so the table sqlite_sequence is always there.
  highestId: `max(
    coalesce((SELECT max(id) FROM comments), 0),
    coalesce((SELECT max(seq) FROM sqlite_sequence WHERE name = 'comments' COLLATE NOCASE), 0))`,
  values: (row) => [row.eventId, row.authorName, row.content, row.createdAt],
  // A parent that was imported earlier and has been deleted since leaves its replies as roots. The
  // comments of this very batch are not in the table yet while the statement selects.
  write: (valuesLiteral, batchLiteral) => `INSERT INTO comments
  (id, page_id, parent_id, author_name, content, created_at, ip_address, content_hash)
SELECT l.comment_id, l.page_id,
  CASE
    WHEN l.parent_event_id IS NULL THEN NULL
    WHEN p.event_id IS NULL THEN ${raise("unknown-parent", "l.event_id")}
    WHEN p.batch_id = ${batchLiteral}
      OR EXISTS (SELECT 1 FROM comments c WHERE c.id = p.comment_id AND c.page_id = p.page_id)
    THEN p.comment_id
  END,
  j.value ->> 1, j.value ->> 2, j.value ->> 3, 'migrated', l.content_hash
FROM json_each(${valuesLiteral}) j
JOIN ${ledgerTable} l ON l.event_id = j.value ->> 0 AND l.batch_id = ${batchLiteral}
LEFT JOIN ${ledgerTable} p ON p.event_id = l.parent_event_id`,
};
