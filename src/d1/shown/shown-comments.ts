import { z } from "zod";
import type { CommentId } from "../../domain/comment-row.ts";
import type { ContentFormat } from "../../domain/content-format.ts";
import { chooseTransport, type TransportOptions } from "../choose-transport.ts";
import { columnsThatHide } from "../hazards/columns-that-hide.ts";
import { targetName } from "../ledger/entries.ts";
import { d1Messages } from "../messages.ts";
import { prepareTables } from "../prepare-tables.ts";
import { readingOnly } from "../reading-only.ts";
import type { TargetSchema } from "../schema/target-schema.ts";
import { ledgerTable } from "../sql/ledger-table.ts";
import { jsonArray, jsonText } from "../sql/sql-literal.ts";
import { statement } from "../sql/statement.ts";
import { createRunner, type Runner, type RunnerOptions } from "../transport/runner.ts";
import type { D1Transport } from "../transport/transport.ts";
import { shownMessages } from "./messages.ts";

/** How a table's comments are read. */
interface ShownOptions extends RunnerOptions {
  readonly contentFormat: ContentFormat;
  /** What messages call the database. */
  readonly databaseName: string;
}

/** A comment that readers see, moved or not. */
export interface ShownComment {
  readonly commentId: CommentId;
  /** What the target calls the page; several such names may be those of one page. */
  readonly page: string;
  /** Of what it answers, which may be no comment that is shown; null for a root. */
  readonly parentId: CommentId | null;
  readonly authorName: string;
  readonly content: string;
  /** What the target has rendered of it and shows; null where it shows the content itself. */
  readonly html: string | null;
  /** As `KeptComment.createdAt`. */
  readonly createdAt: string;
  /** Whether a migration wrote it, and not a reader. */
  readonly isMoved: boolean;
  /** As the target's columns have them: see `read.details`. */
  readonly reactions: string | null;
  readonly isOwner: boolean;
  readonly url: string | null;
}

/** What is in the comments' table. */
export interface ShownNumbers {
  /** Rows of the site. */
  readonly comments: number;
  /** Those that readers see. */
  readonly shown: number;
  /** Of a hand-made table, how many each column hides; one can be hidden by several. */
  readonly hiddenBy: readonly { readonly column: string; readonly comments: number }[];
}

/** The comments of a comment system as readers see them; nothing is written. */
export interface ShownComments extends AsyncDisposable {
  /**
   * Compares the tables with the schema, and counts.
   * @throws MigrationError `no-comment-table`, and what `prepareTables` throws
   */
  count(signal: AbortSignal): Promise<ShownNumbers>;
  /** Ids of pages that migrations have written comments of. */
  pageIds(signal: AbortSignal): Promise<readonly string[]>;
  /**
   * All that are shown, those of a page at once, in the order of pages and ids; {@link count} comes before.
   */
  pages(signal: AbortSignal): AsyncGenerator<readonly [ShownComment, ...ShownComment[]]>;
}

/** Reads by the way that the options name. */
export function createShownComments(
  schema: TargetSchema,
  options: ShownOptions & TransportOptions,
): ShownComments {
  return shownCommentsOn(chooseTransport(options), schema, options);
}

/** Reads through any transport. */
export function shownCommentsOn(
  transport: D1Transport,
  schema: TargetSchema,
  options: ShownOptions,
): ShownComments {
  const run = createRunner(readingOnly(transport), options);
  let table: ShownTable | undefined;
  return {
    async count(signal) {
      table = await openTable(run, schema, options, signal);
      return countShown(run, schema, table, signal);
    },
    async pageIds(signal) {
      return table?.hasLedger === true ? readPageIds(run, schema, signal) : [];
    },
    async *pages(signal) {
      if (table === undefined) throw new Error("a table is counted before it is read");
      yield* readPages(run, schema, table, signal);
    },
    [Symbol.asyncDispose]: () => transport[Symbol.asyncDispose](),
  };
}

const rowsPerRead = 500;
const pagesPerRead = 10_000;

/** The comments' table as it is found. */
interface ShownTable {
  readonly hasLedger: boolean;
  /** The columns of a hand-made table that hide comments, with a condition of each. */
  readonly hiding: readonly { readonly column: string; readonly isHidden: string }[];
  /** SQL: 1 where the owner of the site wrote the comment `c`. */
  readonly isOwner: string;
}

/** The column by which the example Worker knows what the owner wrote, whatever the schema-map says. */
const ownerColumn = "is_owner";

async function openTable(
  run: Runner,
  schema: TargetSchema,
  { contentFormat, databaseName }: ShownOptions,
  signal: AbortSignal,
): Promise<ShownTable> {
  const preparation = {
    writing: { schema, contentFormat, runId: "" },
    // Whoever moved comments: what they are now is read, and not how they were written.
    owner: { sources: [] },
    keepsMedia: undefined,
    readOnly: true,
  };
  const { form, columns } = await prepareTables(run, preparation, signal);
  if (columns.length === 0) {
    const [{ name }] = schema.tables;
    throw shownMessages.error("no-comment-table", { table: name, database: databaseName });
  }
  if (form.is === "current") await checkFormat(run, schema, contentFormat, signal);
  const hasOwner =
    schema.schemaMap !== undefined && columns.some(({ name }) => name === ownerColumn);
  return {
    hasLedger: form.is !== "absent",
    hiding: columnsThatHide(schema, columns),
    isOwner: schema.read.details?.isOwner ?? (hasOwner ? `c.${ownerColumn}` : "NULL"),
  };
}

const formatRows = z.array(z.object({ content_format: z.string() }));

/** Text that is read as Markdown, or HTML as text, would be shown otherwise than readers see it. */
async function checkFormat(
  run: Runner,
  schema: TargetSchema,
  now: ContentFormat,
  signal: AbortSignal,
): Promise<void> {
  const sql = `SELECT DISTINCT content_format FROM ${ledgerTable}
WHERE target = ?1 AND content_format IS NOT NULL`;
  const [rows = []] = await run(() => [statement(sql, targetName(schema))], signal);
  const other = formatRows.parse(rows).find(({ content_format: before }) => before !== now);
  if (other === undefined) return;
  const { content_format: before } = other;
  throw d1Messages.error("ledger-of-another-content-format", { before, now });
}

/** SQL condition, never NULL: readers see the comment `c`. */
function isShown({ read }: TargetSchema, { hiding }: ShownTable): string {
  const own = read.isShown === undefined ? [] : [`coalesce(${read.isShown}, 0)`];
  const conditions = [...own, ...hiding.map(({ isHidden }) => `NOT ${isHidden}`)];
  return conditions.length === 0 ? "1" : conditions.join(" AND ");
}

function fromComments({ comments, read }: TargetSchema): string {
  return `FROM ${comments.table} c ${read.joins ?? ""} WHERE ${read.isOfSite ?? "1"}`;
}

async function countShown(
  run: Runner,
  schema: TargetSchema,
  table: ShownTable,
  signal: AbortSignal,
): Promise<ShownNumbers> {
  const counts = [
    "count(*) AS comments",
    `count(*) FILTER (WHERE ${isShown(schema, table)}) AS shown`,
    ...table.hiding.map(
      ({ isHidden }, index) => `count(*) FILTER (WHERE ${isHidden}) AS hidden_${index}`,
    ),
  ];
  const sql = `SELECT ${counts.join(",\n  ")}\n${fromComments(schema)}`;
  const [rows = []] = await run(() => [statement(sql)], signal);
  const numbers = z.record(z.string(), z.number()).parse(rows[0]);
  return {
    comments: numbers["comments"] ?? 0,
    shown: numbers["shown"] ?? 0,
    hiddenBy: table.hiding.map(({ column }, index) => ({
      column,
      comments: numbers[`hidden_${index}`] ?? 0,
    })),
  };
}

const pageRows = z.array(z.object({ page_id: z.string() }));

async function readPageIds(
  run: Runner,
  schema: TargetSchema,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const all: string[] = [];
  for (let last: string | undefined; ; last = all.at(-1)) {
    const after = last === undefined ? "" : "AND page_id > ?2";
    const sql = `SELECT DISTINCT page_id FROM ${ledgerTable} WHERE target = ?1 ${after}
ORDER BY page_id LIMIT ${pagesPerRead}`;
    const select = statement(sql, targetName(schema), last ?? "");
    const [rows = []] = await run(() => [select], signal);
    all.push(...pageRows.parse(rows).map(({ page_id }) => page_id));
    if (rows.length < pagesPerRead) return all;
  }
}

const key = z.union([z.number(), z.string()]);
const shownRow = z.object({
  page: z.coerce.string(),
  /** What the rows of a page have in common. */
  place: key,
  comment_id: key,
  parent_id: key.nullable(),
  author: z.coerce.string(),
  content: z.coerce.string(),
  html: z.coerce.string().nullable(),
  created_at: z.unknown(),
  is_moved: z.number(),
  reactions: z.string().nullable().catch(null),
  is_owner: z.unknown(),
  url: z.string().nullable().catch(null),
});

/** Reads in portions that continue after the last row, and passes on what is a page. */
async function* readPages(
  run: Runner,
  schema: TargetSchema,
  table: ShownTable,
  signal: AbortSignal,
): AsyncGenerator<readonly [ShownComment, ...ShownComment[]]> {
  let page: [ShownComment, ...ShownComment[]] | undefined;
  let place: string | number | undefined;
  for (let last: z.infer<typeof shownRow> | undefined; ; ) {
    const select = selectShown(schema, table, last);
    const [found = []] = await run(() => [select], signal);
    const rows = z.array(shownRow).parse(found);
    for (const row of rows) {
      const comment = shownComment(row, schema);
      if (page !== undefined && row.place === place) page.push(comment);
      else {
        if (page !== undefined) yield page;
        page = [comment];
        place = row.place;
      }
    }
    if (rows.length < rowsPerRead) break;
    last = rows.at(-1);
  }
  if (page !== undefined) yield page;
}

/** @param last the row after which it continues; undefined at the beginning */
function selectShown(
  schema: TargetSchema,
  table: ShownTable,
  last: Pick<z.infer<typeof shownRow>, "place" | "comment_id"> | undefined,
) {
  const { comments, read } = schema;
  // Pages are told apart by every character, whatever the column's own order is.
  const place = `${schema.uniqueTimes === undefined ? read.page : `rtrim(${read.page}, '/')`} COLLATE BINARY`;
  const id = `c.${comments.id}`;
  const parent = comments.parentId === undefined ? "NULL" : `c.${comments.parentId}`;
  const answered =
    comments.noParent === undefined ? parent : `nullif(${parent}, ${comments.noParent})`;
  const isMoved = table.hasLedger
    ? `EXISTS (SELECT 1 FROM ${ledgerTable} l WHERE l.target = ?1 AND l.comment_id = +${id})`
    : "0";
  // As one comparison of both it would not be looked up in an index of the pages.
  const after =
    last === undefined
      ? ""
      : `AND ${place} >= (?2 ->> 0) AND (${place} > (?2 ->> 0) OR ${id} > (?2 ->> 1))`;
  const sql = `SELECT ${read.page} AS page, ${place} AS place, ${id} AS comment_id, ${answered} AS parent_id,
  coalesce(${read.author}, '') AS author, coalesce(${read.content}, '') AS content,
  ${read.html ?? "NULL"} AS html, ${read.createdAt} AS created_at, ${isMoved} AS is_moved,
  ${read.details?.reactions ?? "NULL"} AS reactions, ${table.isOwner} AS is_owner,
  ${read.details?.url ?? "NULL"} AS url
${fromComments(schema)} AND ${read.page} IS NOT NULL AND ${isShown(schema, table)} ${after}
ORDER BY ${place}, ${id} LIMIT ${rowsPerRead}`;
  const before = jsonArray([last?.place ?? "", last?.comment_id ?? ""].map(jsonText));
  return statement(sql, targetName(schema), before);
}

function shownComment(row: z.infer<typeof shownRow>, { timeOf }: TargetSchema): ShownComment {
  return {
    commentId: row.comment_id,
    page: row.page,
    parentId: row.parent_id,
    authorName: row.author,
    content: row.content,
    html: row.html,
    createdAt: timeOf(row.created_at),
    isMoved: row.is_moved === 1,
    reactions: row.reactions,
    isOwner: row.is_owner === 1,
    url: row.url,
  };
}
