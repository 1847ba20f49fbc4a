import { randomUUID } from "node:crypto";
import { z } from "zod";
import type { CommentRow, ImportedComment } from "../comment/comment-row.ts";
import { MigrationError } from "../comment/migration-error.ts";
import { createRetry, type Retry } from "../resilience/retry.ts";
import { classicSchema } from "./classic-schema.ts";
import { type ImportBatch, planBatches } from "./import-batch.ts";
import { createLedger, ledgerColumns, ledgerTable, readEntries } from "./ledger.ts";
import { checkColumns, readColumns } from "./schema-check.ts";
import type { TargetSchema } from "./target-schema.ts";
import { D1Error, type D1Transport, type Row } from "./transport.ts";
import { createWranglerTransport, type WranglerOptions } from "./wrangler-transport.ts";

/** How comments are written to a D1 database. */
export interface D1TargetOptions extends WranglerOptions, ImportOptions {}

/** What an import needs beside the way to the database. */
export interface ImportOptions {
  /** Names this run in the ledger. */
  readonly runId: string;
  /** Repetitions of a call that failed for a passing reason; safe because of the ledger. */
  readonly maxRetries: number;
  /** Told before each repetition. */
  readonly onRetry?: (error: Error, attempt: number) => void;
}

/** A D1 database that takes comments, each exactly once. */
export interface D1CommentTarget {
  /**
   * Compares the tables with what is needed and creates those that are missing, unless `readOnly`.
   * @throws MigrationError `schema-mismatch`, `ledger-without-comments`
   */
  prepare(options: { readonly readOnly: boolean }, signal: AbortSignal): Promise<void>;
  /**
   * Writes the rows that the ledger does not know, each with its ledger entry in one transaction.
   * An event id that comes twice counts once, as its first row. One transaction holds as many rows
   * as fit one call.
   * @throws MigrationError `comment-too-large` and `unstorable-text` before anything is written;
   * `unknown-parent` and `comment-not-kept` with nothing of their transaction written
   */
  importRows(
    rows: readonly CommentRow[],
    signal: AbortSignal,
  ): Promise<{
    readonly imported: readonly ImportedComment[];
    readonly inserted: ReadonlySet<string>;
  }>;
  /** All entries in the order of import; none where there is no ledger. */
  readLedger(signal: AbortSignal): Promise<readonly ImportedComment[]>;
}

const entriesPerRead = 20_000;
const entry = z
  .object({
    event_id: z.string(),
    comment_id: z.union([z.number(), z.string()]),
    page_id: z.string(),
  })
  .transform((row) => ({
    eventId: row.event_id,
    commentId: row.comment_id,
    pageId: row.page_id,
  }));
const batchOf = z.object({ event_id: z.string(), batch_id: z.string() });
const sequenceOf = z.object({ sequence: z.number() });

/** A target in the `classic` schema that is reached through wrangler. */
export function createD1Target(options: D1TargetOptions): D1CommentTarget {
  return createTargetOn(createWranglerTransport(options), options);
}

/** A target in the `classic` schema that is reached through any transport. */
export function createTargetOn(transport: D1Transport, options: ImportOptions): D1CommentTarget {
  return new D1Target(transport, classicSchema, options);
}

class D1Target implements D1CommentTarget {
  readonly #transport: D1Transport;
  readonly #schema: TargetSchema;
  readonly #runId: string;
  readonly #retry: Retry;

  constructor(transport: D1Transport, schema: TargetSchema, options: ImportOptions) {
    this.#transport = transport;
    this.#schema = schema;
    this.#runId = options.runId;
    this.#retry = createRetry({
      maxRetries: options.maxRetries,
      isTransient: (error) => error instanceof D1Error && error.transient,
      ...(options.onRetry === undefined ? {} : { onRetry: options.onRetry }),
    });
  }

  async prepare({ readOnly }: { readonly readOnly: boolean }, signal: AbortSignal): Promise<void> {
    const { table, columns, create } = this.#schema;
    const inspection = [readColumns(table), readColumns(ledgerTable)];
    const [comments = [], ledger = []] = await this.#run(() => inspection, signal);
    if (comments.length === 0 && ledger.length > 0) throw ledgerWithoutComments(table);
    if (comments.length > 0) checkColumns(table, comments, columns);
    if (ledger.length > 0) checkColumns(ledgerTable, ledger, ledgerColumns);
    const missing = [
      ...(comments.length === 0 ? create : []),
      ...(ledger.length === 0 ? createLedger : []),
    ];
    if (!readOnly && missing.length > 0) await this.#run(() => missing, signal);
  }

  async importRows(rows: readonly CommentRow[], signal: AbortSignal) {
    const batches = planBatches(firstOfEachEvent(rows), {
      schema: this.#schema,
      runId: this.#runId,
      maxBytes: this.#transport.maxBatchBytes,
    });
    const imported = new Map<string, ImportedComment>();
    const inserted = new Set<string>();
    for (const batch of batches) {
      const result = await this.#importBatch(batch, signal);
      for (const comment of result.imported) imported.set(comment.eventId, comment);
      for (const eventId of result.inserted) inserted.add(eventId);
    }
    return { imported: rows.flatMap((row) => imported.get(row.eventId) ?? []), inserted };
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
      const [, , rows = []] = await this.#run(() => {
        const batchId = randomUUID();
        batchIds.add(batchId);
        return batch.statements(batchId);
      }, signal);
      const inserted = z
        .array(batchOf)
        .parse(rows)
        .filter((row) => batchIds.has(row.batch_id))
        .map((row) => row.event_id);
      return { imported: z.array(entry).parse(rows), inserted };
    } catch (error) {
      throw raisedError(error, this.#schema.table) ?? error;
    }
  }

  #run(
    statements: () => readonly string[],
    signal: AbortSignal,
  ): Promise<readonly (readonly Row[])[]> {
    return this.#retry(() => this.#transport.run(statements(), signal), signal);
  }
}

function firstOfEachEvent(rows: readonly CommentRow[]): readonly CommentRow[] {
  const first = new Map<string, CommentRow>();
  for (const row of rows) if (!first.has(row.eventId)) first.set(row.eventId, row);
  return [...first.values()];
}

/** The error behind a failure that our own SQL raised; undefined for any other. */
function raisedError(error: unknown, table: string): MigrationError | undefined {
  if (!(error instanceof D1Error)) return undefined;
  const raised = /'(unknown-parent|not-kept): (.*)'/s.exec(error.message);
  const [, reason, quoted] = raised ?? [];
  const eventId = quoted?.replaceAll("''", "'");
  if (reason === "unknown-parent") {
    return new MigrationError(
      "unknown-parent",
      `Comment ${eventId} answers a comment that has not been imported; nothing of its batch was written.`,
      { remedy: "Report it as a bug: parents should be imported first.", cause: error },
    );
  }
  if (reason === "not-kept") {
    return new MigrationError(
      "comment-not-kept",
      `The table ${table} accepted comment ${eventId} but did not keep it; nothing of its batch was written.`,
      {
        remedy: `Look for a trigger or an ON CONFLICT clause of ${table} that drops rows, and take it away for the migration.`,
        cause: error,
      },
    );
  }
  return undefined;
}

function ledgerWithoutComments(table: string): MigrationError {
  return new MigrationError(
    "ledger-without-comments",
    `The database has the migration's ledger (${ledgerTable}) but no table ${table}: the comments that the ledger lists are gone.`,
    {
      remedy: `Restore ${table}, or, to import everything again, delete the ledger first: DROP TABLE ${ledgerTable}.`,
    },
  );
}
