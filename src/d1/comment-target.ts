import { randomUUID } from "node:crypto";
import { z } from "zod";
import type { CommentRow, ImportedComment } from "../domain/comment-row.ts";
import type { ContentFormat } from "../domain/content-format.ts";
import type { DatabaseUsage } from "../domain/database-usage.ts";
import type { Finding } from "../domain/finding.ts";
import type { ImportedPage } from "../domain/imported-page.ts";
import type {
  CommentEdit,
  HeldComment,
  KeptComment,
  ReaderReply,
  Stray,
} from "../domain/kept-comment.ts";
import type { MediaRecords } from "../domain/media-records.ts";
import type { MigrationError } from "../domain/migration-error.ts";
import { type MovedPage, MovedPagesError } from "../domain/moved-page.ts";
import type {
  CommentTarget,
  ImportedPages,
  Rehearsal,
  RememberedRow,
  WithoutPlace,
} from "../domain/ports.ts";
import type { ReaderReplies, Undone } from "../domain/undone.ts";
import {
  type BookmarkAnswer,
  type BookmarkedTransport,
  bookmarkBeforeWriting,
} from "./bookmark-before-writing.ts";
import { chooseTransport, type TransportOptions } from "./choose-transport.ts";
import { editComments } from "./follow/edit-comments.ts";
import { followPages, lateComments, movedPages, readersLeftBehind } from "./follow/follow-pages.ts";
import { removeComments } from "./follow/remove-comments.ts";
import { asFound } from "./hazards/columns-that-hide.ts";
import { findHazards } from "./hazards/find-hazards.ts";
import { findOtherTable } from "./hazards/other-table.ts";
import { callsToReadHeld, readHeld, readHeldOf, readStrays } from "./held-comments.ts";
import { type ImportBatch, type OversizedContent, planBatches } from "./import-batch.ts";
import { ledgerBehind, readEntries, type Writing } from "./ledger/entries.ts";
import { countUnowned, readingFormer } from "./ledger/former-ledger.ts";
import { createMediaRecords } from "./ledger/media-records.ts";
import type { Owner } from "./ledger/owner.ts";
import { noteVerified, readPages, settlePages } from "./ledger/page-records.ts";
import { d1Messages } from "./messages.ts";
import { bringIntoForm, type LedgerForm, prepareTables } from "./prepare-tables.ts";
import { readingOnly } from "./reading-only.ts";
import { openRehearsal } from "./rehearsal/open-rehearsal.ts";
import type { FoundColumn } from "./schema/found-column.ts";
import type { DatabaseTable } from "./schema/found-table.ts";
import type { TargetSchema } from "./schema/target-schema.ts";
import { ledgerTable } from "./sql/ledger-table.ts";
import { jsonArray, jsonText } from "./sql/sql-literal.ts";
import type { Statement } from "./sql/statement.ts";
import { takeOverRows } from "./take-over.ts";
import { timeMessages } from "./times/messages.ts";
import { mostShift, timeTaken, withFreeTimes } from "./times/unique-times.ts";
import { isRaised } from "./transport/raised.ts";
import { createRunner, type Runner, type RunnerOptions } from "./transport/runner.ts";
import { D1Error, type D1Transport, type Row } from "./transport/transport.ts";
import { readReaderReplies, undoSome } from "./undo-import.ts";

/** How comments are written to a D1 database. */
export interface D1TargetOptions extends TransportOptions, ImportOptions {
  readonly schema: TargetSchema;
}

/** What an import needs beside the connection to the database. */
interface ImportOptions extends RunnerOptions {
  /** Names this run in the ledger. */
  readonly runId: string;
  /** Whose comments are moved; those of others in the same database are left alone. */
  readonly owner: Owner;
  /** How comments are written; `text` if omitted. */
  readonly contentFormat?: ContentFormat | undefined;
  /** What happens to a comment that no call can carry; `fail` if omitted. */
  readonly oversizedContent?: OversizedContent;
  /** Whether media is kept, and recorded; undefined where texts are neither written nor compared. */
  readonly keepsMedia?: boolean | undefined;
  /** Refuse every statement that could write. */
  readonly readOnly?: boolean;
  /** Called before the first write, if the database has a bookmark to return to. */
  readonly onBookmark?: (bookmark: string) => Promise<void>;
}

/** A D1 database that takes comments, each exactly once; the connection to it is closed with it. */
export interface D1CommentTarget extends CommentTarget, AsyncDisposable {
  /** Entries of an earlier release that do not say whose they are, and that nobody has claimed. */
  countUnowned(signal: AbortSignal): Promise<number>;
  /** What is recorded of media; the target must be prepared. */
  readonly media: MediaRecords;
  /** The bookmark of the database before the first write, as far as there is one. */
  bookmark(): BookmarkAnswer;
}

const entriesPerRead = 20_000;
const pagesPerCall = 1_000;
const countOf = z.object({ n: z.number() });
const entry = z
  .object({
    source: z.string(),
    source_id: z.string(),
    comment_id: z.union([z.number(), z.string()]),
    page_id: z.string(),
  })
  .transform((row) => ({
    source: row.source,
    sourceId: row.source_id,
    commentId: row.comment_id,
    pageId: row.page_id,
  }));
const batchOf = z.object({
  source_id: z.string(),
  batch_id: z.string(),
  created_at: z.union([z.number(), z.string()]),
});
// Each time a reader wrote at the very millisecond that was free a moment before.
const mostPlans = 10;
const sequenceOf = z.object({ sequence: z.number() });
const pageOf = z
  .object({
    page_id: z.string(),
    entries: z.number(),
    comments: z.number().nullable(),
    is_settled: z.number().nullable(),
    is_verified: z.number().nullable(),
    threads: z.string().nullable(),
  })
  .transform(({ page_id, entries, comments, is_settled, is_verified, threads }) => ({
    pageId: page_id,
    comments: entries,
    isComplete: comments !== null && is_settled === 0 && is_verified === 1 && entries >= comments,
    isWhole: comments !== null && is_verified === 1 && entries >= comments,
    isVerified: is_verified === 1,
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
  readonly mostOfPage: number | undefined;
  readonly media: MediaRecords;
  #schema: TargetSchema;
  readonly #options: ImportOptions;
  readonly #writing: Writing;
  readonly #owner: Owner;
  readonly #maxBatchBytes: number;
  readonly #run: Runner;
  /** As {@link #run}, with the ledger in whatever form it is. */
  readonly #runAsIs: Runner;
  readonly #transport: BookmarkedTransport;
  #form: LedgerForm = { is: "current" };
  /** Of the comments' table, as far as it was there before. */
  #columns: readonly FoundColumn[] = [];
  /** The tables that were there before, as far as one of them may be meant for the comments. */
  #others: readonly DatabaseTable[] = [];
  #calls = 0;
  #durationMs = 0;

  constructor(transport: D1Transport, schema: TargetSchema, options: ImportOptions) {
    const { contentFormat = "text", runId, owner } = options;
    this.maxDepth = schema.maxDepth;
    this.mostOfPage = schema.mostOfPage;
    this.#transport = bookmarkBeforeWriting(transport, options);
    this.#schema = schema;
    this.#options = options;
    this.#writing = { schema, contentFormat, runId };
    this.#owner = owner;
    this.#maxBatchBytes = transport.maxBatchBytes;
    const run = createRunner(this.#transport, options);
    this.#runAsIs = async (statements, signal) => {
      const begin = performance.now();
      this.#calls += 1;
      try {
        return await run(statements, signal);
      } finally {
        this.#durationMs += performance.now() - begin;
      }
    };
    this.#run = (statements, signal) => this.#runAsIs(() => this.#inForm(statements()), signal);
    this.media = createMediaRecords(this.#run, schema, owner, runId);
  }

  #inForm(statements: readonly Statement[]): readonly Statement[] {
    const form = this.#form;
    if (form.is !== "former") return statements;
    return statements.map((one) => readingFormer(one, form.hasPages, this.#owner));
  }

  async prepare({ readOnly }: { readonly readOnly: boolean }, signal: AbortSignal): Promise<void> {
    this.#form = { is: "current" };
    const { keepsMedia } = this.#options;
    const preparation = { writing: this.#writing, owner: this.#owner, keepsMedia, readOnly };
    const { form, columns, others } = await prepareTables(this.#run, preparation, signal);
    this.#form = form;
    this.#schema = asFound(this.#schema, columns);
    this.#columns = columns;
    this.#others = others;
  }

  async findHazards(signal: AbortSignal): Promise<readonly Finding[]> {
    const columns = this.#columns;
    if (columns.length === 0) return findOtherTable(this.#run, this.#schema, this.#others, signal);
    const hasLedger = this.#form.is !== "absent";
    return [
      ...(this.#schema.hazards?.(columns) ?? []),
      ...(await findHazards(this.#run, this.#schema, { columns, hasLedger }, signal)),
    ];
  }

  openRehearsal(pageIds: readonly string[], signal: AbortSignal): Promise<Rehearsal> {
    const schema = this.#schema;
    const options = { ...this.#options, readOnly: false };
    return openRehearsal(
      this.#runAsIs,
      {
        schema,
        pageIds,
        maxBatchBytes: this.#maxBatchBytes,
        createTarget: (transport) => new D1Target(transport, schema, options),
      },
      signal,
    );
  }

  async importRows(rows: readonly CommentRow[], signal: AbortSignal, pages: ImportedPages = {}) {
    const { batches, shortened, notes } = this.#plan(rows, pages);
    const imported = new Map<string, ImportedComment>();
    const inserted = new Map<string, string | number>();
    if (notes.length > 0) await this.#run(() => notes, signal);
    for (const batch of batches) {
      const result = await this.#importBatch(batch, rows, signal);
      for (const comment of result.imported) imported.set(comment.sourceId, comment);
      for (const [sourceId, time] of result.inserted) inserted.set(sourceId, time);
    }
    return {
      imported: rows.flatMap((row) => imported.get(row.sourceId) ?? []),
      inserted: new Set(inserted.keys()),
      findings: [
        ...shortened.map(shortenedFinding),
        ...firstOfEach(rows).flatMap((row) => this.#timeMoved(row, inserted.get(row.sourceId))),
        ...this.#findingsOf(rows),
      ],
    };
  }

  #findingsOf(rows: readonly CommentRow[]): readonly Finding[] {
    const pageIds = [...new Set(rows.map(({ pageId }) => pageId))];
    return pageIds.flatMap((pageId) => this.#schema.findingOf?.(pageId) ?? []);
  }

  /** @param written the time that was written; undefined where nothing was */
  #timeMoved(row: CommentRow, written: string | number | undefined): readonly Finding[] {
    const schema = this.#schema;
    if (written === undefined || written === schema.createdAt(row)) return [];
    return [timeMoved(row, schema.timeOf(written))];
  }

  async findMoved(rows: readonly CommentRow[], signal: AbortSignal) {
    return movedPages(await this.#readLate(rows, signal));
  }

  async followPages(rows: readonly CommentRow[], signal: AbortSignal) {
    const late = await this.#readLate(rows, signal);
    const schema = this.#schema;
    const options = [schema, this.#owner, late, this.#maxBatchBytes] as const;
    const retimed = await followPages(this.#run, ...options, signal).catch((error: unknown) => {
      throw raisedError(error, schema.tables[0].name) ?? error;
    });
    const findings = retimed.map(({ row, time }) => timeMoved(row, schema.timeOf(time)));
    return { moved: movedPages(late), findings };
  }

  async editComments(edits: readonly CommentEdit[], signal: AbortSignal) {
    const schema = this.#schema;
    return editComments(this.#run, schema, edits, this.#maxBatchBytes, signal).catch(
      (error: unknown) => {
        throw raisedError(error, schema.tables[0].name) ?? error;
      },
    );
  }

  async removeComments(held: readonly HeldComment[], signal: AbortSignal) {
    const schema = this.#schema;
    const maxBytes = this.#maxBatchBytes;
    return removeComments(this.#run, schema, this.#owner, held, maxBytes, signal).catch(
      (error: unknown) => {
        throw raisedError(error, schema.tables[0].name) ?? error;
      },
    );
  }

  async #readLate(rows: readonly CommentRow[], signal: AbortSignal) {
    const sourceIds = rows.map(({ sourceId }) => sourceId);
    return lateComments(rows, await this.readHeld(sourceIds, signal));
  }

  async countReaders(moved: readonly MovedPage[], signal: AbortSignal) {
    const schema = this.#schema;
    const renamed = moved.filter(({ from, to }) => schema.pageName(from) !== schema.pageName(to));
    if (renamed.length === 0) return new Map<string, number>();
    const left = [...new Set(renamed.map(({ from }) => from))];
    return readersLeftBehind(this.#run, schema, left, signal);
  }

  takeOver(rows: readonly RememberedRow[], signal: AbortSignal) {
    return takeOverRows(this.#run, this.#writing, this.#owner, rows, signal);
  }

  async countUnowned(signal: AbortSignal): Promise<number> {
    if (this.#form.is === "absent") return 0;
    const [rows = []] = await this.#run(() => [countUnowned], signal);
    return countOf.parse(rows[0]).n;
  }

  asKept(rows: readonly CommentRow[], held: readonly HeldComment[] = []): readonly KeptComment[] {
    const kept = this.#plan(rows, {}).batches.flatMap((batch) => batch.rows.map(this.#schema.kept));
    if (this.#schema.uniqueTimes === undefined || held.length === 0) return kept;
    const heldOf = new Map(held.map((comment) => [comment.sourceId, comment]));
    return kept.map((comment) => atMovedTime(comment, heldOf.get(comment.sourceId)));
  }

  withoutPlace(row: CommentRow): WithoutPlace {
    return this.#schema.withoutPlace(row);
  }

  callsFor(rows: readonly CommentRow[]): number {
    const { batches } = this.#plan(rows, {});
    const sourceIds = rows.map(({ sourceId }) => sourceId);
    const callsEach = this.#schema.uniqueTimes === undefined ? 1 : 2;
    return (
      batches.length * callsEach +
      callsToReadHeld(this.#schema, this.#owner, sourceIds, this.#maxBatchBytes)
    );
  }

  usage(): DatabaseUsage {
    return {
      calls: this.#calls,
      durationMs: this.#durationMs,
      rowsWritten: this.#transport.rowsWritten(),
      rowsRead: this.#transport.rowsRead?.() ?? null,
      databaseBytes: this.#transport.databaseBytes?.() ?? null,
    };
  }

  bookmark(): BookmarkAnswer {
    return this.#transport.bookmark();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#transport[Symbol.asyncDispose]();
  }

  async readHeld(sourceIds: readonly string[] | "all", signal: AbortSignal) {
    if (this.#form.is === "absent") return [];
    if (sourceIds === "all") return readHeld(this.#run, this.#schema, this.#owner, signal);
    return readHeldOf(this.#run, this.#schema, this.#owner, sourceIds, this.#maxBatchBytes, signal);
  }

  readStrays(signal: AbortSignal): Promise<readonly Stray[]> {
    return readStrays(this.#run, this.#schema, signal);
  }

  readReaderReplies(signal: AbortSignal): Promise<readonly ReaderReply[]> {
    return readReaderReplies(this.#run, this.#schema, this.#owner, signal);
  }

  async undoSome(readerReplies: ReaderReplies, signal: AbortSignal): Promise<Undone> {
    const form = this.#form;
    if (form.is === "former") {
      this.#form = { is: "current" };
      await bringIntoForm(this.#run, form.hasPages, this.#owner, signal);
    }
    return undoSome(this.#run, this.#schema, this.#owner, readerReplies, signal);
  }

  #plan(rows: readonly CommentRow[], { threads = new Map(), verified = [] }: ImportedPages) {
    const { oversizedContent = "fail" } = this.#options;
    for (const row of rows) this.#schema.kept(row);
    return planBatches(firstOfEach(rows), {
      ...this.#writing,
      owner: this.#owner,
      threads,
      verified,
      maxBytes: this.#maxBatchBytes,
      oversizedContent,
    });
  }

  async readPages(signal: AbortSignal): Promise<readonly ImportedPage[]> {
    const [rows = []] = await this.#run(() => [readPages(this.#owner)], signal);
    return z.array(pageOf).parse(rows);
  }

  async noteVerified(pageIds: readonly string[], signal: AbortSignal): Promise<void> {
    for (let start = 0; start < pageIds.length; start += pagesPerCall) {
      const some = jsonArray(pageIds.slice(start, start + pagesPerCall).map(jsonText));
      await this.#run(() => [noteVerified(some, this.#owner)], signal);
    }
  }

  async settlePages(signal: AbortSignal): Promise<void> {
    await this.#run(() => [settlePages(this.#owner)], signal);
  }

  /** Assigns entries of an earlier release to their owner, and reports those under another page. */
  async #catchUp(
    batch: ImportBatch,
    rows: readonly CommentRow[],
    error: unknown,
    signal: AbortSignal,
  ) {
    const late = await this.#readLate(rows, signal);
    if (late.length === 0 || movedPages(late).length > 0) throw new MovedPagesError(error);
    await followPages(this.#run, this.#schema, this.#owner, late, this.#maxBatchBytes, signal);
    return this.#importBatch(batch, rows, signal);
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
      const statement = readEntries(this.#owner, afterSequence, entriesPerRead);
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
   * Imports a batch. Whoever writes a comment to a page at the time that one of the batch was to get
   * there makes its transaction fail: then the times are chosen anew.
   */
  async #importBatch(batch: ImportBatch, rows: readonly CommentRow[], signal: AbortSignal) {
    for (let plans = 1; ; plans += 1) {
      const timed = await withFreeTimes(this.#run, this.#schema, this.#owner, batch.rows, signal);
      try {
        return await this.#writeBatch(batch, timed, rows, signal);
      } catch (error) {
        if (plans === mostPlans || !isRaised(error, timeTaken)) throw error;
      }
    }
  }

  /**
   * Each attempt has a batch id of its own: when an attempt was committed and only its answer got
   * lost, the next one claims nothing, and what the first one wrote still counts as inserted.
   */
  async #writeBatch(
    batch: ImportBatch,
    timed: readonly CommentRow[],
    rows: readonly CommentRow[],
    signal: AbortSignal,
  ): Promise<{
    readonly imported: readonly ImportedComment[];
    /** By source id, the time that was written. */
    readonly inserted: ReadonlyMap<string, string | number>;
  }> {
    const batchIds = new Set<string>();
    try {
      const results = await this.#run(() => {
        const batchId = randomUUID();
        batchIds.add(batchId);
        return batch.statements(batchId, timed === batch.rows ? undefined : timed);
      }, signal);
      const rows = results.at(-1) ?? [];
      const inserted = z
        .array(batchOf)
        .parse(rows)
        .filter((row) => batchIds.has(row.batch_id))
        .map((row) => [row.source_id, row.created_at] as const);
      return { imported: z.array(entry).parse(rows), inserted: new Map(inserted) };
    } catch (error) {
      if (isRaised(error, ledgerBehind)) return this.#catchUp(batch, rows, error, signal);
      throw raisedError(error, this.#schema.tables[0].name) ?? error;
    }
  }
}

/**
 * The comment with the time that the target has of it, where an import or a move of its page moved it
 * from its own.
 */
function atMovedTime(comment: KeptComment, held: HeldComment | undefined): KeptComment {
  if (held === undefined || held.kept === null || !held.hasItsTime) return comment;
  const { createdAt } = held.kept;
  const shift = Date.parse(createdAt) - Date.parse(comment.createdAt);
  return shift > 0 && shift < mostShift ? { ...comment, createdAt } : comment;
}

function firstOfEach(rows: readonly CommentRow[]): readonly CommentRow[] {
  const first = new Map<string, CommentRow>();
  for (const row of rows) if (!first.has(row.sourceId)) first.set(row.sourceId, row);
  return [...first.values()];
}

/** The error behind a failure that our own SQL raised; undefined for any other. */
function raisedError(error: unknown, table: string): MigrationError | undefined {
  if (!(error instanceof D1Error)) return undefined;
  const raised = /'(unknown-parent|not-kept|not-removed|page-name-taken): (.*)'/s.exec(
    error.message,
  );
  const [, reason, quoted] = raised ?? [];
  const sourceId = quoted?.replaceAll("''", "'");
  if (sourceId === undefined) return undefined;
  const cause = { cause: error };
  switch (reason) {
    case "unknown-parent":
      return d1Messages.error("unknown-parent", { comment: sourceId }, cause);
    case "page-name-taken":
      return d1Messages.error("page-name-taken", { table, pages: sourceId }, cause);
    case "not-removed":
      return d1Messages.error("comment-not-removed", { table, comment: sourceId }, cause);
    default:
      return d1Messages.error("comment-not-kept", { table, comment: sourceId }, cause);
  }
}

function timeMoved(
  { sourceId, authorName, pageId, createdAt }: CommentRow,
  newTime: string,
): Finding {
  return timeMessages.finding(
    "time-moved",
    { author: authorName, page: pageId, comment: sourceId, time: createdAt, newTime },
    { pageId, sourceIds: [sourceId] },
  );
}

function shortenedFinding({ sourceId, authorName, pageId }: CommentRow): Finding {
  return d1Messages.finding(
    "comment-shortened",
    { author: authorName, page: pageId, comment: sourceId },
    { pageId },
  );
}
