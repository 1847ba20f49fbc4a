import type { ExpectedTable } from "../schema/target-schema.ts";
import { ledgerTable } from "../sql/ledger-table.ts";
import { type Statement, statement } from "../sql/statement.ts";
import { isOwn, type Owner, recordsOf, sourcesOf } from "./owner.ts";

/** The table that remembers which pages were imported whole. */
export const pagesTable = "comment_migration_pages";

/** The table of pages as this version of the program has it. */
export const expectedPages: ExpectedTable = {
  name: pagesTable,
  columns: [
    { name: "page_id", affinities: ["TEXT"], declaration: "TEXT NOT NULL" },
    { name: "source", affinities: ["TEXT"], declaration: "TEXT NOT NULL" },
    { name: "threads", affinities: ["TEXT"], declaration: "TEXT NOT NULL" },
    { name: "comments", affinities: ["INTEGER"], declaration: "INTEGER NOT NULL" },
    { name: "is_settled", affinities: ["INTEGER"], declaration: "INTEGER NOT NULL" },
    { name: "verified_sequence", affinities: ["INTEGER"], declaration: "INTEGER NOT NULL" },
    { name: "run_id", affinities: ["TEXT"], declaration: "TEXT NOT NULL" },
  ],
};

/**
 * Creates the table of pages whose comments have all been imported, and how many those were: this is
 * how the database alone shows what a migration has done. `source` is what `recordsOf` returns: two
 * owners may have pages of one name. `threads` are those that the comments came from. `is_settled` is
 * 0 where the present migration is done with the page, and 1 where the next run reads it again. The page's entries up to
 * `verified_sequence` were compared with what the target keeps, and found right.
 */
export const createPages: readonly string[] = [
  `CREATE TABLE IF NOT EXISTS ${pagesTable} (
  page_id TEXT NOT NULL,
  source TEXT NOT NULL,
  threads TEXT NOT NULL,
  comments INTEGER NOT NULL,
  is_settled INTEGER NOT NULL,
  verified_sequence INTEGER NOT NULL,
  run_id TEXT NOT NULL,
  PRIMARY KEY (page_id, source)
)`,
];

/**
 * The statement that notes pages as imported. It belongs into the transaction of their last comments.
 * Until {@link noteVerified} they are to be read again: what was imported before may have to follow its
 * source yet.
 * @param pages JSON array of `[page id, number of comments, threads]`
 */
export function notePages(pages: string, runId: string, owner: Owner): Statement {
  const sql = `INSERT INTO ${pagesTable}
  (page_id, source, threads, comments, is_settled, verified_sequence, run_id)
SELECT value ->> 0, ?3, value ->> 2, value ->> 1, 1, 0, ?2 FROM json_each(?1) WHERE true
ON CONFLICT (page_id, source)
DO UPDATE SET threads = excluded.threads, comments = excluded.comments, is_settled = 1,
  run_id = excluded.run_id`;
  return statement(sql, pages, runId, recordsOf(owner));
}

/**
 * The statement that notes that what the ledger has of these pages was compared and found right: this
 * migration has nothing more to do for them.
 * @param pages JSON array of page ids
 */
export function noteVerified(pages: string, owner: Owner): Statement {
  const sql = `UPDATE ${pagesTable} SET is_settled = 0, verified_sequence =
  coalesce((SELECT max(l.sequence) FROM ${ledgerTable} l
    WHERE ${isOwn("l", 3)} AND l.page_id = ${pagesTable}.page_id), 0)
WHERE source = ?2 AND page_id IN (SELECT value FROM json_each(?1))`;
  return statement(sql, pages, recordsOf(owner), sourcesOf(owner));
}

/**
 * The statement that notes that what the ledger has of these pages needs no comparison.
 * @param pages JSON array of page ids
 */
export function noteTakenOver(pages: string, owner: Owner): Statement {
  const sql = `INSERT INTO ${pagesTable}
  (page_id, source, threads, comments, is_settled, verified_sequence, run_id)
SELECT l.page_id, ?2, '', 0, 1, max(l.sequence), '' FROM ${ledgerTable} l
WHERE ${isOwn("l", 3)} AND l.page_id IN (SELECT value FROM json_each(?1)) GROUP BY l.page_id
ON CONFLICT (page_id, source) DO UPDATE SET verified_sequence = excluded.verified_sequence`;
  return statement(sql, pages, recordsOf(owner), sourcesOf(owner));
}

/** The statement that returns, by page, the owner's entries and what is noted of the page. */
export function readPages(owner: Owner): Statement {
  const sql = `SELECT l.page_id, l.entries, p.comments, p.is_settled, p.threads,
  l.last_sequence <= p.verified_sequence AS is_verified
FROM (SELECT l.page_id, count(*) AS entries, max(l.sequence) AS last_sequence
  FROM ${ledgerTable} l WHERE ${isOwn("l", 1)} GROUP BY l.page_id) l
LEFT JOIN ${pagesTable} p ON p.page_id = l.page_id AND p.source = ?2`;
  return statement(sql, sourcesOf(owner), recordsOf(owner));
}

/** The statement after which the owner's next migration reads every page again. */
export function settlePages(owner: Owner): Statement {
  const sql = `UPDATE ${pagesTable} SET is_settled = 1 WHERE is_settled = 0 AND source = ?1`;
  return statement(sql, recordsOf(owner));
}

/** The statement that takes back the notes of the owner's pages that have no entry any more. */
export function forgetEmptyPages(owner: Owner): Statement {
  const sql = `DELETE FROM ${pagesTable} WHERE source = ?1 AND NOT EXISTS (
  SELECT 1 FROM ${ledgerTable} l WHERE ${isOwn("l", 2)} AND l.page_id = ${pagesTable}.page_id)`;
  return statement(sql, recordsOf(owner), sourcesOf(owner));
}
