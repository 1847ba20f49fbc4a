import type { CommentRow } from "../domain/comment-row.ts";
import { targetMessages } from "../domain/messages.ts";
import type { MigrationError } from "../domain/migration-error.ts";
import type { ThreadsOfPages } from "../domain/page.ts";
import { storableText } from "../domain/storable-text.ts";
import { claim, claimValues, readBack, type Writing } from "./ledger/entries.ts";
import type { Owner } from "./ledger/owner.ts";
import { notePages, noteVerified } from "./ledger/page-records.ts";
import { d1Messages } from "./messages.ts";
import { shorten } from "./oversized-content.ts";
import type { TargetSchema } from "./schema/target-schema.ts";
import { type Projection, projectionFor } from "./sql/referred-values.ts";
import { jsonArray, jsonText } from "./sql/sql-literal.ts";
import { type Statement, statement, withLiterals } from "./sql/statement.ts";
import { statementSeparator } from "./transport/transport.ts";

/** Rows that are imported in one transaction. */
export interface ImportBatch {
  readonly rows: readonly CommentRow[];
  /**
   * Claim, write and read back, for one attempt with an id of its own.
   * @param timed the rows, with the times that they can have on their pages
   */
  statements(batchId: string, timed?: readonly CommentRow[]): readonly Statement[];
}

/** Rows divided into batches. */
interface BatchPlan {
  readonly batches: readonly ImportBatch[];
  /** Rows whose content was cut, as they came. */
  readonly shortened: readonly CommentRow[];
  /** What fits into no batch: for a call of its own, before them. */
  readonly notes: readonly Statement[];
}

/** What batches are made for. */
interface BatchPlanOptions extends Writing {
  readonly owner: Owner;
  /** The threads of the pages. */
  readonly threads: ThreadsOfPages;
  /** Ids of pages imported before that have been compared since, for the first batch to note. */
  readonly verified?: readonly string[];
  readonly maxBytes: number;
  /** What becomes of a comment that no call can carry. */
  readonly oversizedContent: OversizedContent;
}

/** `fail`: the import of its page fails; `truncate`: it is cut, with a mark at its end. */
export type OversizedContent = "fail" | "truncate";

interface Group {
  readonly rows: EncodedRow[];
  /** The pages that end in it, each with its number of comments, as JSON. */
  readonly pages: string[];
}

interface EncodedRow {
  readonly row: CommentRow;
  readonly claim: string;
  /** What each statement of `write` needs of it, as JSON. */
  readonly values: readonly string[];
  /** What is written into other tables with it, each as JSON. */
  readonly attached: readonly string[];
  readonly sourceId: string;
  readonly bytes: number;
  /** What noting its page takes, were it the page's last row. */
  readonly pageBytes: number;
}

const sampleBatchId = "00000000-0000-0000-0000-000000000000";
// What fits must not depend on how long this run's id is: the same comment is cut in the same place.
const longestRunId = 100;
const mostComments = Number.MAX_SAFE_INTEGER;
const sampleThreads = "0".repeat(16);
// A time that is moved may get a digit more.
const longestTime = String(Date.UTC(9999, 11, 31)).length;

/**
 * Divides rows, in their order, into as few batches as fit the size of a call. The rows of a page are
 * all of its comments.
 * @throws MigrationError `comment-too-large` or `unstorable-text`, with the comment's source id
 */
export function planBatches(rows: readonly CommentRow[], options: BatchPlanOptions): BatchPlan {
  const { verified = [] } = options;
  const noted = verified.length === 0 ? [] : [noteVerified(pagesJson(verified), options.owner)];
  const notedBytes = bytesOf(noted.map((one) => withLiterals(one) + statementSeparator).join(""));
  const budget = options.maxBytes - overheadOf(options);
  const projections = options.schema.write.map(projectionFor);
  const shortened: CommentRow[] = [];
  const groups: Group[] = [];
  const pages = Map.groupBy(rows, ({ pageId }) => pageId);
  const spaces: number[] = [];
  for (const row of rows) {
    const ofPage = pages.get(row.pageId) ?? [];
    const page =
      ofPage.at(-1) === row ? [pageNote(row, ofPage.length, options.threads.get(row.pageId))] : [];
    const encoded = encodeToFit(row, options, projections, budget);
    if (encoded.row !== row) shortened.push(row);
    const bytes = encoded.bytes + page.length * encoded.pageBytes;
    const group = groups.at(-1);
    const space = spaces.at(-1) ?? 0;
    if (group !== undefined && bytes <= space) {
      group.rows.push(encoded);
      group.pages.push(...page);
      spaces[spaces.length - 1] = space - bytes;
    } else {
      groups.push({ rows: [encoded], pages: page });
      spaces.push(budget - bytes);
    }
  }
  const place = spaces.findIndex((space) => notedBytes <= space);
  const batches = groups.map((group, index) => ({
    rows: group.rows.map(({ row }) => row),
    statements: (batchId: string, timed?: readonly CommentRow[]) => [
      ...(index === place ? noted : []),
      ...statementsOf(
        timed === undefined ? group : retimed(group, timed, options),
        batchId,
        options,
      ),
    ],
  }));
  return { batches, shortened, notes: place === -1 ? noted : [] };
}

function overheadOf(options: BatchPlanOptions): number {
  const runId = options.runId.padEnd(longestRunId);
  const statements = statementsOf({ rows: [], pages: [] }, sampleBatchId, { ...options, runId });
  const attached = attachedStatements([], sampleBatchId, options.schema);
  return bytesOf([...statements, ...attached].map(withLiterals).join(statementSeparator));
}

function statementsOf(
  { rows, pages }: ReturnType<typeof retimed>,
  batchId: string,
  { owner, ...writing }: Pick<BatchPlanOptions, keyof Writing | "owner">,
): readonly Statement[] {
  const { schema, runId } = writing;
  const attached = rows.flatMap((row) => row.attached);
  return [
    claim(writing, jsonArray(rows.map((row) => row.claim)), batchId),
    ...schema.write.map((sql, index) => {
      const values = jsonArray(rows.map((row) => row.values[index] ?? "[]"));
      return statement(sql, values, batchId);
    }),
    ...(attached.length === 0 ? [] : attachedStatements(attached, batchId, schema)),
    notePages(jsonArray(pages), runId, owner),
    readBack(schema, owner, jsonArray(rows.map((row) => row.sourceId)), batchId),
  ];
}

function retimed(
  { pages }: Group,
  timed: readonly CommentRow[],
  { schema }: BatchPlanOptions,
): Pick<Group, "pages"> & { readonly rows: readonly Omit<EncodedRow, "pageBytes">[] } {
  const projections = schema.write.map(projectionFor);
  return { pages, rows: timed.map((row) => encode(row, schema, projections)) };
}

function attachedStatements(
  attached: readonly string[],
  batchId: string,
  schema: TargetSchema,
): readonly Statement[] {
  const values = jsonArray(attached);
  return (schema.attached?.write ?? []).map((sql) => statement(sql, values, batchId));
}

function encodeToFit(
  row: CommentRow,
  { schema, oversizedContent }: BatchPlanOptions,
  projections: readonly Projection[],
  budget: number,
): EncodedRow {
  const pageBytes = bytesOf(pageNote(row, mostComments, sampleThreads)) + 1;
  const whole = encode(row, schema, projections);
  const fits = ({ bytes }: Omit<EncodedRow, "pageBytes">) => bytes + pageBytes <= budget;
  if (fits(whole)) return { ...whole, pageBytes };
  const cut =
    oversizedContent === "truncate"
      ? shorten(row, (candidate) => fits(encode(candidate, schema, projections)))
      : undefined;
  if (cut === undefined) throw tooLarge(whole, budget);
  return { ...encode(cut, schema, projections), pageBytes };
}

function pagesJson(pageIds: readonly string[]): string {
  return jsonArray(pageIds.map(jsonText));
}

/** A page as the statement that notes it has it, as JSON. */
function pageNote({ pageId }: CommentRow, comments: number, threads = ""): string {
  return jsonText([pageId, comments, threads]);
}

function encode(
  row: CommentRow,
  schema: TargetSchema,
  projections: readonly Projection[],
): Omit<EncodedRow, "pageBytes"> {
  const claimed = claimValues(row, schema);
  const key = [row.source, row.sourceId];
  const written = [...key, ...schema.values(row)];
  const attached = schema.attached?.values(row) ?? [];
  if (![...claimed, ...written, ...attached.flat()].every(isStorable)) throw unstorable(row);
  const parts = {
    claim: jsonText(claimed),
    values: projections.map((project) => project(written)),
    attached: attached.map((values) => jsonText([...key, ...values])),
    sourceId: jsonText(row.sourceId),
  };
  const attachedCopies = schema.attached?.write.length ?? 0;
  const attachedBytes = parts.attached.reduce((sum, one) => sum + bytesOf(one) + 1, 0);
  const commas = 2 + projections.length;
  const bytes =
    bytesOf(parts.claim) +
    (schema.uniqueTimes === undefined ? 0 : longestTime) +
    parts.values.reduce((sum, one) => sum + bytesOf(one), 0) +
    attachedCopies * attachedBytes +
    bytesOf(parts.sourceId) +
    commas;
  return { row, ...parts, bytes };
}

function isStorable(value: unknown): boolean {
  return typeof value !== "string" || value === storableText(value);
}

function unstorable({ sourceId, pageId }: CommentRow): MigrationError {
  return targetMessages.error("unstorable-text/comment", { comment: sourceId, page: pageId });
}

function tooLarge({ row, bytes }: Omit<EncodedRow, "pageBytes">, budget: number): MigrationError {
  return d1Messages.error("comment-too-large", {
    comment: row.sourceId,
    page: row.pageId,
    size: bytesOf(row.content),
    needed: bytes,
    limit: budget,
  });
}

function bytesOf(text: string): number {
  return Buffer.byteLength(text, "utf8");
}
