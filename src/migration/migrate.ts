import { setTimeout as sleep } from "node:timers/promises";
import { pMapIterable } from "p-map";
import type { SkippedItems } from "../domain/comment.ts";
import type { CommentRow, ImportedComment } from "../domain/comment-row.ts";
import type { Difference } from "../domain/difference.ts";
import type { Finding } from "../domain/finding.ts";
import type { ImportedPage } from "../domain/imported-page.ts";
import { type Page, type SiteScan, threadsOf } from "../domain/page.ts";
import type { PreviousRun } from "../domain/previous-run.ts";
import type { PageStep } from "../report/report.ts";
import { compareHeld } from "./compare-held.ts";
import { compareRuns } from "./compare-runs.ts";
import type { MigrationOutcome } from "./outcome.ts";
import {
  failureOf,
  importedElsewhere,
  incompleteImport,
  notVerified,
  type PageFailure,
} from "./page-failure.ts";
import type { PageOutcome } from "./page-outcome.ts";
import type {
  CommentSource,
  CommentTarget,
  ImportResult,
  MigrationMemory,
  MigrationObserver,
} from "./ports.ts";
import { checkPage, type ReadPage } from "./read-page.ts";
import { SamplePicker } from "./samples.ts";
import type { Stopwatch } from "./stopwatch.ts";
import { Trial } from "./trial.ts";

/** The parts that a migration is made of. */
export interface MigrationParts {
  readonly source: CommentSource;
  readonly target: CommentTarget;
  readonly memory: MigrationMemory;
  readonly observer: MigrationObserver;
  readonly stopwatch: Stopwatch;
  readonly now: () => Date;
}

/** How a migration is run. */
export interface MigrationOptions {
  /** Read and check everything, write nothing. */
  readonly dryRun: boolean;
  /** Pages read at once. */
  readonly concurrency: number;
  /** Comments after which a batch of whole pages is imported. */
  readonly batchSize: number;
  /** Pause after a batch, in ms. */
  readonly delayBetweenBatches: number;
  /** Whether pages that the database knows to be complete are left alone; else that is history. */
  readonly believeDatabase: boolean;
  /** Whether the pages are a part of the site's only. */
  readonly isPart?: boolean;
  /** When this is aborted no further page is begun; those begun are brought to their end. */
  readonly until?: AbortSignal;
}

/** A page whose conversation could not be read. */
interface UnreadPage {
  readonly page: Page;
  readonly error: unknown;
  readonly step: PageStep;
}

/**
 * Moves the pages of a site: reads them concurrently, and imports them in batches of whole pages.
 * A page that fails is recorded and the next one goes on. When the signal is aborted, what has
 * landed is recorded, and the outcome says what remains. It throws where nothing could begin (the
 * target's schema); what stops it later stands in the outcome, beside what was done. A dry run never
 * throws for that: that it could not begin is what it was to find out.
 */
export async function migrate(
  parts: MigrationParts,
  scan: SiteScan,
  options: MigrationOptions,
  signal: AbortSignal,
): Promise<MigrationOutcome> {
  const run = new MigrationRun(parts, options, scan, signal);
  try {
    await parts.target.prepare({ readOnly: options.dryRun }, signal);
  } catch (error) {
    if (!options.dryRun || signal.aborted) throw error;
    return run.outcome(failureOf(error));
  }
  const stoppedBy = await run.movePages().then(() => undefined, failureOf);
  return run.outcome(stoppedBy);
}

class MigrationRun {
  readonly #parts: MigrationParts;
  readonly #options: MigrationOptions;
  readonly #scan: SiteScan;
  readonly #signal: AbortSignal;
  readonly #outcomes = new Map<string, PageOutcome>();
  readonly #findings: Finding[] = [];
  readonly #skipped: (SkippedItems & { readonly pageId: string })[] = [];
  readonly #differences: Difference[] = [];
  readonly #months = new Map<string, number>();
  readonly #samples = new SamplePicker();
  #previous: PreviousRun | undefined;
  #trial: Trial | undefined;
  #rebuiltPages = 0;

  constructor(
    parts: MigrationParts,
    options: MigrationOptions,
    scan: SiteScan,
    signal: AbortSignal,
  ) {
    this.#parts = parts;
    this.#options = options;
    this.#scan = scan;
    this.#signal = signal;
    if (options.dryRun) this.#trial = new Trial(parts.target, []);
  }

  async movePages(): Promise<void> {
    const pending = await this.#pendingPages();
    this.#parts.observer.scanned(this.#scan, this.#scan.pages.length - pending.length);
    this.#parts.stopwatch.enter("read");
    const { until, dryRun } = this.#options;
    const readUnlessOver = async (page: Page) =>
      until?.aborted === true ? undefined : this.#read(page);
    const reader = pMapIterable(pending, readUnlessOver, {
      concurrency: this.#options.concurrency,
      backpressure: this.#options.concurrency * 2,
    });

    let batch: ReadPage[] = [];
    for await (const read of reader) {
      if (this.#signal.aborted) break;
      if (read === undefined) continue;
      if ("error" in read) {
        await this.#fail(read.page, 0, read.step, read.error);
        continue;
      }
      this.#note(read);
      if (dryRun) this.#settleReadable(read);
      batch.push(read);
      if (rowCount(batch) >= this.#options.batchSize) {
        await this.#finishBatch(batch);
        batch = [];
      }
    }
    if (!this.#signal.aborted) await this.#finishBatch(batch, { isLast: true });
    this.#parts.stopwatch.enter("finish");
    if (dryRun || !this.#allComplete()) return;
    await this.#parts.target.settlePages(this.#signal);
    await this.#parts.memory.markDone();
  }

  async #finishBatch(batch: readonly ReadPage[], { isLast = false } = {}): Promise<void> {
    if (this.#trial !== undefined) {
      this.#trial.count(batch.flatMap(({ rows }) => rows));
      return;
    }
    this.#parts.stopwatch.enter("import");
    await this.#importBatch(batch);
    if (!isLast) await this.#pause();
    this.#parts.stopwatch.enter("read");
  }

  outcome(stoppedBy: PageFailure | undefined): MigrationOutcome {
    const pages = this.#scan.pages.map(
      (page): PageOutcome => this.#outcomes.get(page.pageId) ?? { state: "remaining", page },
    );
    return {
      scan: this.#scan,
      mode: "migrate",
      dryRun: this.#options.dryRun,
      ...(stoppedBy === undefined ? {} : { stoppedBy }),
      pages,
      findings: [...this.#scan.findings, ...this.#findings],
      skipped: this.#skipped,
      differences: this.#differences,
      rebuiltPages: this.#rebuiltPages,
      months: this.#months,
      ...(this.#previous === undefined
        ? {}
        : { comparison: compareRuns(this.#previous, pages, this.#options.isPart === true) }),
      ...(this.#trial === undefined ? {} : { trial: this.#trial.outcome(this.#samples.samples()) }),
      startedAt: this.#parts.stopwatch.startedAt,
      finishedAt: this.#parts.now(),
    };
  }

  /**
   * The pages that no earlier run completed, and those whose comments the database does not have
   * any more: it may have been replaced since. After a migration that went through these are all,
   * since readers may have written there. A dry run reads every page.
   */
  async #pendingPages(): Promise<readonly Page[]> {
    const { memory, target } = this.#parts;
    if (this.#options.dryRun) {
      this.#trial = new Trial(target, await target.readLedger(this.#signal));
      return this.#scan.pages;
    }
    const previous = memory.previousRun();
    await memory.start(this.#scan.pages.length);
    const inDatabase = new Map(
      (await target.readPages(this.#signal)).map((page) => [page.pageId, page]),
    );
    this.#previous = previous ?? asPreviousRun(inDatabase);
    if (this.#options.believeDatabase) await this.#rebuild(inDatabase);
    else await target.settlePages(this.#signal);
    return this.#scan.pages.filter((page) => {
      const completed = memory.completedPage(page.pageId);
      if (completed === undefined) return true;
      const { comments, threads } = completed;
      if (threads !== undefined && threads !== threadsOf(page)) {
        this.#findings.push(otherSections(page));
        return true;
      }
      const found = inDatabase.get(page.pageId)?.comments ?? 0;
      if (found < comments) {
        this.#findings.push(missingInDatabase(page, comments, found));
        return true;
      }
      this.#outcomes.set(page.pageId, { state: "completed-before", page, comments });
      return false;
    });
  }

  /** Takes over what the database knows to be complete and the memory has lost, or never knew. */
  async #rebuild(inDatabase: ReadonlyMap<string, ImportedPage>): Promise<void> {
    const { memory, target } = this.#parts;
    const lost = new Map<string, string>();
    for (const page of this.#scan.pages) {
      const found = inDatabase.get(page.pageId);
      if (!found?.isComplete || memory.completedPage(page.pageId) !== undefined) continue;
      const threads = threadsOf(page);
      if (found.threads === threads) lost.set(page.pageId, threads);
    }
    if (lost.size === 0) return;
    const entries = await target.readLedger(this.#signal);
    await memory.rebuild(
      entries.filter(({ pageId }) => lost.has(pageId)),
      lost,
    );
    this.#rebuiltPages = lost.size;
  }

  async #read(page: Page): Promise<ReadPage | UnreadPage> {
    let step: PageStep = "read";
    try {
      this.#signal.throwIfAborted();
      this.#parts.observer.pageStarted(page);
      const extracted = await this.#parts.source.readPage(page, this.#signal);
      step = "check";
      const read = checkPage(page, extracted, this.#parts);
      if (this.#trial !== undefined) {
        // An import says these itself.
        this.#samples.offer(extracted.comments, read.rows, this.#parts.target.asKept(read.rows));
        this.#trial.checkPage(read.rows);
      }
      return read;
    } catch (error) {
      return { page, error, step };
    }
  }

  /** Imports pages together; if that fails, one by one, so that a page fails only by its own fault. */
  async #importBatch(batch: readonly ReadPage[]): Promise<void> {
    if (batch.length === 0) return;
    const rows = batch.flatMap((page) => page.rows);
    let result: ImportResult;
    let differences: readonly Difference[];
    try {
      const threads = new Map(batch.map(({ page }) => [page.pageId, threadsOf(page)]));
      result = await this.#parts.target.importRows(rows, this.#signal, threads);
      differences = await this.#compare(rows);
    } catch (error) {
      if (this.#signal.aborted) return;
      const [only, ...others] = batch;
      if (only !== undefined && others.length === 0) {
        await this.#fail(only.page, only.rows.length, "import", error);
      } else {
        for (const page of batch) await this.#importBatch([page]);
      }
      return;
    }
    this.#findings.push(...(result.findings ?? []));
    const bySourceId = new Map(result.imported.map((comment) => [comment.sourceId, comment]));
    for (const page of batch) {
      const ofPage = differences.filter(({ pageId }) => pageId === page.page.pageId);
      await this.#complete(page, bySourceId, result.inserted, ofPage);
    }
  }

  /** What the database holds, compared with what it was given. */
  async #compare(rows: readonly CommentRow[]): Promise<readonly Difference[]> {
    if (rows.length === 0) return [];
    const { target } = this.#parts;
    const sourceIds = rows.map(({ sourceId }) => sourceId);
    return compareHeld(rows, target.asKept(rows), await target.readHeld(sourceIds, this.#signal));
  }

  async #complete(
    { page, rows }: ReadPage,
    imported: ReadonlyMap<string, ImportedComment>,
    inserted: ReadonlySet<string>,
    differences: readonly Difference[],
  ): Promise<void> {
    const landed = rows.flatMap((row) => imported.get(row.sourceId) ?? []);
    const elsewhere = landed.find((comment) => comment.pageId !== page.pageId);
    if (landed.length !== rows.length) {
      const missing = rows.length - landed.length;
      return this.#fail(page, rows.length, "verify", incompleteImport(missing, rows.length));
    }
    if (elsewhere !== undefined) {
      return this.#fail(page, rows.length, "import", importedElsewhere(elsewhere));
    }
    const [own, earlier] = divide(differences, ({ comment }) => inserted.has(comment));
    this.#differences.push(...differences);
    if (own.length > 0) {
      await this.#parts.target.forgetPage(page.pageId, this.#signal);
      return this.#fail(page, rows.length, "verify", notVerified(page.pageId, own));
    }
    if (earlier.length > 0) this.#findings.push(changedSince(page, earlier));
    await this.#parts.memory.markPageComplete(page.pageId, landed, threadsOf(page));
    this.#settle({
      state: "completed",
      page,
      comments: rows.length,
      inserted: rows.filter((row) => inserted.has(row.sourceId)).length,
    });
  }

  async #fail(page: Page, comments: number, step: PageStep, error: unknown): Promise<void> {
    const failure = failureOf(error);
    const attempts = this.#options.dryRun
      ? 1
      : await this.#parts.memory.markPageFailed(page.pageId, failure);
    this.#settle({ state: "failed", page, comments, failure, step, attempts });
  }

  #note({ page, rows, findings, skipped }: ReadPage): void {
    for (const { createdAt } of rows) {
      const month = createdAt.slice(0, "2021-03".length);
      this.#months.set(month, (this.#months.get(month) ?? 0) + 1);
    }
    this.#findings.push(...findings);
    this.#skipped.push(...skipped.map((events) => ({ ...events, pageId: page.pageId })));
  }

  #settleReadable({ page, rows }: ReadPage): void {
    this.#settle({ state: "readable", page, comments: rows.length });
  }

  #settle(outcome: PageOutcome): void {
    this.#outcomes.set(outcome.page.pageId, outcome);
    this.#parts.observer.pageDone(outcome);
  }

  #allComplete(): boolean {
    return this.#scan.pages.every((page) => {
      const state = this.#outcomes.get(page.pageId)?.state;
      return state === "completed" || state === "completed-before";
    });
  }

  async #pause(): Promise<void> {
    const { delayBetweenBatches, until } = this.#options;
    if (delayBetweenBatches === 0) return;
    const signal = until === undefined ? this.#signal : AbortSignal.any([this.#signal, until]);
    try {
      await sleep(delayBetweenBatches, undefined, { signal });
    } catch (error) {
      if (!signal.aborted) throw error;
    }
  }
}

/** The run before, as far as the database alone knows it. */
function asPreviousRun(inDatabase: ReadonlyMap<string, ImportedPage>): PreviousRun | undefined {
  if (inDatabase.size === 0) return undefined;
  const completed = new Map([...inDatabase].map(([pageId, { comments }]) => [pageId, comments]));
  return { at: null, completed, failed: new Set() };
}

function missingInDatabase(page: Page, remembered: number, found: number): Finding {
  return {
    severity: "warning",
    code: "checkpoint-ahead-of-database",
    message: `The checkpoint says that ${remembered} comments of ${page.pageId} were imported, but the database knows of ${found}; the page is moved again.`,
    remedy: "Nothing is doubled by this. If the database was replaced on purpose, all is well.",
    pageId: page.pageId,
  };
}

function otherSections(page: Page): Finding {
  return {
    severity: "notice",
    code: "sections-changed",
    message: `${page.pageId} shows other comment sections than when it was completed; it is moved again.`,
    remedy:
      "Nothing is doubled by this: only comments that are not in the database yet are written.",
    pageId: page.pageId,
    location: page.threads[0]?.location ?? { file: page.file, line: 1 },
  };
}

/** Moderators and readers may change what an earlier run imported: that is no failure. */
function changedSince(page: Page, differences: readonly Difference[]): Finding {
  return {
    severity: "notice",
    code: "changed-since-import",
    message: `Comments of ${page.pageId} that an earlier run imported are not as they were in their room any more (${differences.length}).`,
    remedy: "Nothing is written over. Run it with mode: verify to see all differences.",
    pageId: page.pageId,
  };
}

function divide<T>(items: readonly T[], isFirst: (item: T) => boolean) {
  return [items.filter(isFirst), items.filter((item) => !isFirst(item))] as const;
}

function rowCount(batch: readonly ReadPage[]): number {
  return batch.reduce((sum, page) => sum + page.rows.length, 0);
}
