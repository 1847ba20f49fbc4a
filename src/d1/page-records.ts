import type { ExpectedTable } from "./schema/target-schema.ts";
import { ledgerTable } from "./sql/ledger-table.ts";
import { type Statement, statement } from "./sql/statement.ts";

const pagesTable = "comment_migration_pages";

/** The table of pages as this version of the program has it. */
export const expectedPages: ExpectedTable = {
  name: pagesTable,
  columns: [
    { name: "page_id", affinities: ["TEXT"], declaration: "TEXT NOT NULL" },
    { name: "source", affinities: ["TEXT"], declaration: "TEXT NOT NULL" },
    { name: "threads", affinities: ["TEXT"], declaration: "TEXT NOT NULL" },
    { name: "comments", affinities: ["INTEGER"], declaration: "INTEGER NOT NULL" },
    { name: "is_settled", affinities: ["INTEGER"], declaration: "INTEGER NOT NULL" },
    { name: "run_id", affinities: ["TEXT"], declaration: "TEXT NOT NULL" },
  ],
};

/**
 * Creates the table of pages whose comments have all been imported, and how many those were: this is
 * how the database alone tells what a migration has done. `source` is the site at Cactus Comments: two
 * of them may have pages of one name. `threads` are those that the comments came from. `is_settled` is 1 after a migration that went through: the next
 * one reads the page again.
 */
export const createPages: readonly string[] = [
  `CREATE TABLE IF NOT EXISTS ${pagesTable} (
  page_id TEXT NOT NULL,
  source TEXT NOT NULL,
  threads TEXT NOT NULL,
  comments INTEGER NOT NULL,
  is_settled INTEGER NOT NULL,
  run_id TEXT NOT NULL,
  PRIMARY KEY (page_id, source)
)`,
];

/**
 * The statement that notes pages as complete. It stands in the transaction of their last comments.
 * @param pages JSON array of `[page id, number of comments, threads]`
 */
export function notePages(pages: string, runId: string, source: string): Statement {
  const sql = `INSERT INTO ${pagesTable} (page_id, source, threads, comments, is_settled, run_id)
SELECT value ->> 0, ?3, value ->> 2, value ->> 1, 0, ?2 FROM json_each(?1) WHERE true
ON CONFLICT (page_id, source)
DO UPDATE SET threads = excluded.threads, comments = excluded.comments, is_settled = 0,
  run_id = excluded.run_id`;
  return statement(sql, pages, runId, source);
}

/** The statement that gives, by page, the ledger's entries and what {@link notePages} noted. */
export function readPages(source: string): Statement {
  const sql = `SELECT l.page_id, l.entries, p.comments, p.is_settled, p.threads
FROM (SELECT page_id, count(*) AS entries FROM ${ledgerTable} GROUP BY page_id) l
LEFT JOIN ${pagesTable} p ON p.page_id = l.page_id AND p.source = ?1`;
  return statement(sql, source);
}

/** The statement after which the next migration of the source reads every page again. */
export function settlePages(source: string): Statement {
  const sql = `UPDATE ${pagesTable} SET is_settled = 1 WHERE is_settled = 0 AND source = ?1`;
  return statement(sql, source);
}

/** The statement that takes the note of one page back. */
export function forgetPage(pageId: string, source: string): Statement {
  return statement(`DELETE FROM ${pagesTable} WHERE page_id = ?1 AND source = ?2`, pageId, source);
}

/** The statement that takes back the notes of pages that the selected entries of the ledger name. */
export function forgetPagesOf(entries: string): string {
  return `DELETE FROM ${pagesTable} WHERE page_id IN (SELECT page_id FROM (${entries}))`;
}
