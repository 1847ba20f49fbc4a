import { ledgerTable } from "../sql/ledger-table.ts";
import { jsonText, sqlText } from "../sql/sql-literal.ts";
import { type Statement, statement } from "../sql/statement.ts";
import type { Row } from "../transport/transport.ts";
import { createLedger } from "./entries.ts";
import { noOwner, type Owner, recordsOf } from "./owner.ts";
import { createPages, pagesTable } from "./page-records.ts";

// The ledger of the releases before 1.0 named an entry by the source's id alone, and not whose it is.

/** Whether these columns, as `readColumns` returns them, are those of the ledger's former form. */
export function isFormerLedger(columns: readonly Row[]): boolean {
  const names = columns.map(({ name }) => name);
  return names.includes("event_id") && !names.includes("source_id");
}

const formerLedger = `main.${ledgerTable}`;
const formerPages = `main.${pagesTable}`;

/** The entries of the former form as the present one has them. */
function entries(source = `'${noOwner}'`): string {
  return `SELECT sequence, ${source} AS source, event_id AS source_id, comment_id,
  parent_event_id AS parent_source_id, page_id, created_at, content_hash AS digest, target,
  NULL AS content_format, NULL AS column_map, run_id, batch_id, imported_at FROM ${formerLedger}`;
}

/** SQL expression of the owner of an entry, as {@link takeOverPages} would settle it. */
function sourceOf({ sources, formerName = "" }: Owner): string {
  const [only, ...others] = sources;
  if (only === undefined || others.length > 0) return `'${noOwner}'`;
  // As JSON, because a text of the user's could hold what a splitter of scripts takes for an end.
  const [own, former] = [only, formerName].map((text) => `${sqlText(jsonText([text]))} ->> 0`);
  return `iif(page_id IN (SELECT page_id FROM ${formerPages} WHERE source = ${former})
    AND page_id NOT IN (SELECT page_id FROM ${formerPages} WHERE source <> ${former}),
  ${own}, '${noOwner}')`;
}

/** The page records of the former form as the present one has them, under their former names. */
const pages = `SELECT page_id, source, sections AS threads, comments, is_settled,
  (SELECT max(sequence) FROM ${formerLedger} l WHERE l.page_id = p.page_id) AS verified_sequence,
  run_id FROM ${formerPages} p`;

/** Page records for a ledger that is older than they are: its pages had all been compared. */
const pagesFromEntries = `SELECT page_id, '' AS source, '' AS threads, count(*) AS comments,
  1 AS is_settled, max(sequence) AS verified_sequence, '' AS run_id
FROM ${formerLedger} GROUP BY page_id`;

/**
 * A statement for the present form that reads from a ledger of the former one.
 * @param hasPages whether there are page records
 */
export function readingFormer(
  { sql, params }: Statement,
  hasPages: boolean,
  owner: Owner,
): Statement {
  const tables = `${ledgerTable} AS (${entries(hasPages ? sourceOf(owner) : undefined)}),
${pagesTable} AS (${hasPages ? pages : pagesFromEntries})`;
  const inWith = /^\s*WITH (RECURSIVE )?/.exec(sql);
  if (inWith === null) return { sql: `WITH ${tables}\n${sql}`, params };
  return { sql: `WITH ${inWith[1] ?? ""}${tables},\n${sql.slice(inWith[0].length)}`, params };
}

/**
 * The statements that bring a ledger of the former form into the present one, as one transaction.
 * Its entries have no owner yet.
 */
export function rebuildLedger(hasPages: boolean): readonly Statement[] {
  const aside = (table: string) => `${table}_former`;
  const moveAside = (table: string) => `ALTER TABLE ${table} RENAME TO ${aside(table)}`;
  const from = (select: string) =>
    select.replaceAll(formerLedger, aside(ledgerTable)).replaceAll(formerPages, aside(pagesTable));
  return [
    moveAside(ledgerTable),
    `DROP INDEX IF EXISTS ${ledgerTable}_page`,
    ...(hasPages ? [moveAside(pagesTable)] : []),
    ...createLedger,
    ...createPages,
    `INSERT INTO ${ledgerTable} (sequence, source, source_id, comment_id, parent_source_id, page_id,
  created_at, digest, target, content_format, column_map, run_id, batch_id, imported_at)
${from(entries())}`,
    `INSERT INTO ${pagesTable}
  (page_id, source, threads, comments, is_settled, verified_sequence, run_id)
${from(hasPages ? pages : pagesFromEntries)}`,
    ...(hasPages ? [`DROP TABLE ${aside(pagesTable)}`] : []),
    `DROP TABLE ${aside(ledgerTable)}`,
  ].map((sql) => statement(sql));
}

/** The statement that returns whether page records have the owner's former name. */
export function hasFormerPages({ formerName = "" }: Owner): Statement {
  return statement(
    `SELECT EXISTS (SELECT 1 FROM ${pagesTable} WHERE source = ?1 AND source <> '') AS has_former`,
    formerName,
  );
}

/**
 * The statements that assign the owner its entries of the former form: those on pages that only this
 * owner has recorded. With more than one source, and on other pages, an entry stays without an owner
 * until a source is seen to have that very comment.
 */
export function takeOverPages(owner: Owner): readonly Statement[] {
  const { sources, formerName = "" } = owner;
  // Page records that were made of entries alone have no name: they are not those of whoever had none.
  if (formerName === "") return [];
  const [only, ...others] = sources;
  const own = `SELECT page_id FROM ${pagesTable} WHERE source = ?1`;
  const shared = `SELECT page_id FROM ${pagesTable} WHERE source <> ?1`;
  return [
    ...(only === undefined || others.length > 0
      ? []
      : [
          statement(
            `UPDATE ${ledgerTable} SET source = ?2 WHERE source = '${noOwner}'
  AND page_id IN (${own}) AND page_id NOT IN (${shared})`,
            formerName,
            only,
          ),
        ]),
    statement(
      `UPDATE OR REPLACE ${pagesTable} SET source = ?2 WHERE source = ?1`,
      formerName,
      recordsOf(owner),
    ),
  ];
}

/** The statement that counts the entries without an owner. */
export const countUnowned = statement(
  `SELECT count(*) AS n FROM ${ledgerTable} WHERE source = '${noOwner}'`,
);
