import { randomUUID } from "node:crypto";
import { z } from "zod";
import type { CommentRow, ImportedComment } from "../domain/comment-row.ts";
import type { DatabaseUsage } from "../domain/database-usage.ts";
import type { Finding } from "../domain/finding.ts";
import type { ImportedPage } from "../domain/imported-page.ts";
import type { HeldComment, KeptComment, ReaderReply, Stray } from "../domain/kept-comment.ts";
import { MigrationError } from "../domain/migration-error.ts";
import type { ThreadsOfPages } from "../domain/page.ts";
import type { ReaderReplies, Undone } from "../domain/undone.ts";
import { chooseTransport, type TransportOptions } from "./choose-transport.ts";
import { callsToReadHeld, readHeld, readHeldOf, readStrays } from "./held-comments.ts";
import { type ImportBatch, type OversizedContent, planBatches } from "./import-batch.ts";
import { readEntries } from "./ledger.ts";
import { forgetPage, readPages, settlePages } from "./page-records.ts";
import { prepareTables } from "./prepare-tables.ts";
import { readingOnly } from "./reading-only.ts";
import { createRunner, type Runner, type RunnerOptions } from "./runner.ts";
import type { TargetSchema } from "./schema/target-schema.ts";
import { ledgerTable } from "./sql/ledger-table.ts";
import { D1Error, type D1Transport, type Row } from "./transport/transport.ts";
import { readReaderReplies, undoSome } from "./undo-import.ts";

/** How comments are written to a D1 database. */
export interface D1TargetOptions extends TransportOptions, ImportOptions {
  readonly schema: TargetSchema;
}

/** What an import needs beside the way to the database. */
interface ImportOptions extends RunnerOptions {
  /** Names this run in the ledger. */
  readonly runId: string;
  /** Names the site that the comments are of; pages of one name on several sites are told apart by it. */
  readonly source?: string;
  /** What becomes of a comment that no call can carry; `fail` when left out. */
  readonly oversizedContent?: OversizedContent;
  /** Refuse every statement that could write. */
  readonly readOnly?: boolean;
}

/** A D1 database that takes comments, each exactly once; the way to it is closed with it. */
export interface D1CommentTarget extends AsyncDisposable {
  /** Levels that a thread may have; any number when undefined. */
  readonly maxDepth: number | undefined;
  /**
   * Compares the tables with what is needed and creates those that are missing, unless `readOnly`.
   * @throws MigrationError `schema-mismatch`, `schema-missing`, `ledger-without-comments`,
   * `ledger-of-another-schema`
   */
  prepare(options: { readonly readOnly: boolean }, signal: AbortSignal): Promise<void>;
  /**
   * Writes the rows that the ledger does not know, each with its ledger entry in one transaction.
   * The rows of a page are all of its comments, and are noted as such.
   * An source id that comes twice counts once, as its first row. One transaction holds as many rows
   * as fit one call. The findings name the comments that were shortened.
   * @throws MigrationError `comment-too-large` and `unstorable-text` before anything is written;
   * `unknown-parent` and `comment-not-kept` with nothing of their transaction written
   */
  importRows(
    rows: readonly CommentRow[],
    signal: AbortSignal,
    threads?: ThreadsOfPages,
  ): Promise<{
    readonly imported: readonly ImportedComment[];
    readonly inserted: ReadonlySet<string>;
    readonly findings: readonly Finding[];
  }>;
  /** All entries in the order of import; none where there is no ledger. */
  readLedger(signal: AbortSignal): Promise<readonly ImportedComment[]>;
  /** The pages that have comments in the ledger; the target must be prepared. */
  readPages(signal: AbortSignal): Promise<readonly ImportedPage[]>;
  /** The page is not complete, whatever was noted of it. */
  forgetPage(pageId: string, signal: AbortSignal): Promise<void>;
  /** The migration went through: what is noted of its pages is history. */
  settlePages(signal: AbortSignal): Promise<void>;
  /**
   * What the target keeps of rows when they are imported.
   * @throws MigrationError where it can't take one
   */
  asKept(rows: readonly CommentRow[]): readonly KeptComment[];
  /** Calls to the database that an import of these rows takes, with reading them back. */
  callsFor(rows: readonly CommentRow[]): number;
  /** What was asked of the database so far. */
  usage(): DatabaseUsage;
  /** The comments that the ledger names: all, or those of the given events. */
  readHeld(
    sourceIds: readonly string[] | "all",
    signal: AbortSignal,
  ): Promise<readonly HeldComment[]>;
  /** Comments that look as if an import wrote them, but that the ledger does not name. */
  readStrays(signal: AbortSignal): Promise<readonly Stray[]>;
  /** Readers' comments that answer moved ones. */
  readReaderReplies(signal: AbortSignal): Promise<readonly ReaderReply[]>;
  /**
   * Takes back the last imported comments that the ledger names, at most 1,000, in one transaction.
   * @throws MigrationError `reader-replies`
   */
  undoSome(readerReplies: ReaderReplies, signal: AbortSignal): Promise<Undone>;
}

const entriesPerRead = 20_000;
const entry = z
  .object({
    source_id: z.string(),
    comment_id: z.union([z.number(), z.string()]),
    page_id: z.string(),
  })
  .transform((row) => ({
    sourceId: row.source_id,
    commentId: row.comment_id,
    pageId: row.page_id,
  }));
const batchOf = z.object({ source_id: z.string(), batch_id: z.string() });
const sequenceOf = z.object({ sequence: z.number() });
const pageOf = z
  .object({
    page_id: z.string(),
    entries: z.number(),
    comments: z.number().nullable(),
    is_settled: z.number().nullable(),
    threads: z.string().nullable(),
  })
  .transform(({ page_id, entries, comments, is_settled, threads }) => ({
    pageId: page_id,
    comments: entries,
    isComplete: comments !== null && is_settled === 0 && entries >= comments,
    threads,
  }));

/** A target in the schema and by the way that the options name. */
export function createD1Target(options: D1TargetOptions): D1CommentTarget {
  return createTargetOn(chooseTransport(options), options, options.schema);
}

/** A target that is reached through any transport. */
export function createTargetOn(
  transport: D1Transport,
  options: ImportOptions,
  schema: TargetSchema,
): D1CommentTarget {
  return new D1Target(options.readOnly ? readingOnly(transport) : transport, schema, options);
}

class D1Target implements D1CommentTarget {
  readonly maxDepth: number | undefined;
  readonly #schema: TargetSchema;
  readonly #options: ImportOptions;
  readonly #maxBatchBytes: number;
  readonly #source: string;
  readonly #run: Runner;
  readonly #transport: D1Transport;
  #calls = 0;
  #durationMs = 0;

  constructor(transport: D1Transport, schema: TargetSchema, options: ImportOptions) {
    this.maxDepth = schema.maxDepth;
    this.#transport = transport;
    this.#schema = schema;
    this.#options = options;
    this.#maxBatchBytes = transport.maxBatchBytes;
    this.#source = options.source ?? "";
    const run = createRunner(transport, options);
    this.#run = async (statements, signal) => {
      const begin = performance.now();
      this.#calls += 1;
      try {
        return await run(statements, signal);
      } finally {
        this.#durationMs += performance.now() - begin;
      }
    };
  }

  async prepare(options: { readonly readOnly: boolean }, signal: AbortSignal): Promise<void> {
    await prepareTables(this.#run, this.#schema, options, signal);
  }

  async importRows(
    rows: readonly CommentRow[],
    signal: AbortSignal,
    threads: ThreadsOfPages = new Map(),
  ) {
    const { batches, shortened } = this.#plan(rows, threads);
    const imported = new Map<string, ImportedComment>();
    const inserted = new Set<string>();
    for (const batch of batches) {
      const result = await this.#importBatch(batch, signal);
      for (const comment of result.imported) imported.set(comment.sourceId, comment);
      for (const sourceId of result.inserted) inserted.add(sourceId);
    }
    return {
      imported: rows.flatMap((row) => imported.get(row.sourceId) ?? []),
      inserted,
      findings: shortened.map(shortenedFinding),
    };
  }

  asKept(rows: readonly CommentRow[]): readonly KeptComment[] {
    return this.#plan(rows, new Map()).batches.flatMap((batch) =>
      batch.rows.map(this.#schema.kept),
    );
  }

  callsFor(rows: readonly CommentRow[]): number {
    const { batches } = this.#plan(rows, new Map());
    const sourceIds = rows.map(({ sourceId }) => sourceId);
    return batches.length + callsToReadHeld(this.#schema, sourceIds, this.#maxBatchBytes);
  }

  usage(): DatabaseUsage {
    return {
      calls: this.#calls,
      durationMs: this.#durationMs,
      rowsWritten: this.#transport.rowsWritten(),
    };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#transport[Symbol.asyncDispose]();
  }

  readHeld(sourceIds: readonly string[] | "all", signal: AbortSignal) {
    if (sourceIds === "all") return readHeld(this.#run, this.#schema, signal);
    return readHeldOf(this.#run, this.#schema, sourceIds, this.#maxBatchBytes, signal);
  }

  readStrays(signal: AbortSignal): Promise<readonly Stray[]> {
    return readStrays(this.#run, this.#schema, signal);
  }

  readReaderReplies(signal: AbortSignal): Promise<readonly ReaderReply[]> {
    return readReaderReplies(this.#run, this.#schema, signal);
  }

  undoSome(readerReplies: ReaderReplies, signal: AbortSignal): Promise<Undone> {
    return undoSome(this.#run, this.#schema, readerReplies, signal);
  }

  #plan(rows: readonly CommentRow[], threads: ThreadsOfPages) {
    const { runId, oversizedContent = "fail" } = this.#options;
    for (const row of rows) this.#schema.kept(row);
    return planBatches(firstOfEach(rows), {
      schema: this.#schema,
      runId,
      source: this.#source,
      threads,
      maxBytes: this.#maxBatchBytes,
      oversizedContent,
    });
  }

  async readPages(signal: AbortSignal): Promise<readonly ImportedPage[]> {
    const [rows = []] = await this.#run(() => [readPages(this.#source)], signal);
    return z.array(pageOf).parse(rows);
  }

  async forgetPage(pageId: string, signal: AbortSignal): Promise<void> {
    await this.#run(() => [forgetPage(pageId, this.#source)], signal);
  }

  async settlePages(signal: AbortSignal): Promise<void> {
    await this.#run(() => [settlePages(this.#source)], signal);
  }

  async readLedger(signal: AbortSignal): Promise<readonly ImportedComment[]> {
    const entries: ImportedComment[] = [];
    let last = 0;
    for (;;) {
      const rows = await this.#readEntries(last, signal);
      entries.push(...z.array(entry).parse(rows));
      if (rows.length < entriesPerRead) return entries;
      last = sequenceOf.parse(rows.at(-1)).sequence;
    }
  }

  async #readEntries(afterSequence: number, signal: AbortSignal): Promise<readonly Row[]> {
    try {
      const statement = readEntries(afterSequence, entriesPerRead);
      const [rows = []] = await this.#run(() => [statement], signal);
      return rows;
    } catch (error) {
      if (error instanceof D1Error && error.message.includes(`no such table: ${ledgerTable}`)) {
        return [];
      }
      throw error;
    }
  }

  /**
   * Each attempt has a batch id of its own: when an attempt was committed and only its answer got
   * lost, the next one claims nothing, and what the first one wrote still counts as inserted.
   */
  async #importBatch(batch: ImportBatch, signal: AbortSignal) {
    const batchIds = new Set<string>();
    try {
      const results = await this.#run(() => {
        const batchId = randomUUID();
        batchIds.add(batchId);
        return batch.statements(batchId);
      }, signal);
      const rows = results.at(-1) ?? [];
      const inserted = z
        .array(batchOf)
        .parse(rows)
        .filter((row) => batchIds.has(row.batch_id))
        .map((row) => row.source_id);
      return { imported: z.array(entry).parse(rows), inserted };
    } catch (error) {
      throw raisedError(error, this.#schema.tables[0].name) ?? error;
    }
  }
}

function firstOfEach(rows: readonly CommentRow[]): readonly CommentRow[] {
  const first = new Map<string, CommentRow>();
  for (const row of rows) if (!first.has(row.sourceId)) first.set(row.sourceId, row);
  return [...first.values()];
}

/** The error behind a failure that our own SQL raised; undefined for any other. */
function raisedError(error: unknown, table: string): MigrationError | undefined {
  if (!(error instanceof D1Error)) return undefined;
  const raised = /'(unknown-parent|not-kept): (.*)'/s.exec(error.message);
  const [, reason, quoted] = raised ?? [];
  const sourceId = quoted?.replaceAll("''", "'");
  if (reason === "unknown-parent") {
    return new MigrationError(
      "unknown-parent",
      `Comment ${sourceId} answers a comment that has not been imported; nothing of its batch was written.`,
      { remedy: "Report it as a bug: parents should be imported first.", cause: error },
    );
  }
  if (reason === "not-kept") {
    return new MigrationError(
      "comment-not-kept",
      `The table ${table} accepted comment ${sourceId} but did not keep it; nothing of its batch was written.`,
      {
        remedy: `Look for a trigger or an ON CONFLICT clause of ${table} that drops rows, and take it away for the migration.`,
        cause: error,
      },
    );
  }
  return undefined;
}

function shortenedFinding({ sourceId, authorName, pageId }: CommentRow): Finding {
  return {
    severity: "warning",
    code: "comment-shortened",
    message: `A comment by ${authorName} on ${pageId} is longer than a call to the database can carry (${sourceId}); its end is cut off, and a mark says so.`,
    remedy: "The whole text stays in its room. With oversized-content: fail nothing is cut.",
    pageId,
  };
}
