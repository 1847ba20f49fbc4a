import { setTimeout as sleep } from "node:timers/promises";
import type { CommentRow, ImportedComment } from "../domain/comment-row.ts";
import type { Difference } from "../domain/difference.ts";
import type { Finding } from "../domain/finding.ts";
import type { ImportedPage } from "../domain/imported-page.ts";
import type { HeldComment, KeptComment } from "../domain/kept-comment.ts";
import { isOfWholeRun } from "../domain/migration-error.ts";
import { MovedPagesError } from "../domain/moved-page.ts";
import { type Page, threadsOf } from "../domain/page.ts";
import type { CommentTarget, ImportResult, MigrationMemory } from "../domain/ports.ts";
import type { PreviousRun } from "../domain/previous-run.ts";
import type { SourceChange } from "../domain/source-change.ts";
import type { PageStep, RunComparison } from "../report/report.ts";
import { compareHeld } from "./compare-held.ts";
import { compareRuns } from "./compare-runs.ts";
import { fewerThanBefore } from "./fewer-comments.ts";
import { type Follow, followSource } from "./follow-source.ts";
import { migrationMessages } from "./messages.ts";
import { pageMoved, pagesGone, readersLeftBehind, withoutOthersComments } from "./moved-pages.ts";
import type { MigrationOutcome } from "./outcome.ts";
import { failureOf, incompleteImport, notVerified } from "./page-failure.ts";
import { hasConversations, type ReadPage, withoutMovedOrphans } from "./read-page.ts";
import type { PageSink, SinkParts } from "./sink.ts";
import type { Stopwatch } from "./stopwatch.ts";

interface ImportParts extends SinkParts {
  readonly target: CommentTarget;
  readonly memory: MigrationMemory;
  readonly stopwatch: Stopwatch;
}

interface ImportOptions {
  readonly delayBetweenBatches: number;
  readonly believeDatabase: boolean;
  readonly follow?: Follow;
  readonly isPart?: boolean;
  readonly asked?: { readonly of: number };
  readonly accepted?: ReadonlySet<string>;
  readonly until?: AbortSignal;
}

/** Imports pages into the target, and notes in the memory what became of them. */
export class ImportSink implements PageSink {
  readonly #parts: ImportParts;
  readonly #options: ImportOptions;
  readonly #signal: AbortSignal;
  readonly #inDatabase = new Map<string, ImportedPage>();
  readonly #movedFrom = new Set<string>();
  #verified: string[] = [];
  #previous: PreviousRun | undefined;
  #rebuiltPages = 0;

  constructor(parts: ImportParts, options: ImportOptions, signal: AbortSignal) {
    this.#parts = parts;
    this.#options = options;
    this.#signal = signal;
  }

  outcome(): Pick<MigrationOutcome, "rebuiltPages" | "movedBefore" | "comparison"> {
    const pages = this.#parts.record.pages();
    const isPart = this.#options.isPart === true;
    return {
      rebuiltPages: this.#rebuiltPages,
      movedBefore: [...this.#inDatabase.values()].reduce((sum, page) => sum + page.comments, 0),
      ...(this.#previous === undefined
        ? {}
        : { comparison: this.#withoutMoved(compareRuns(this.#previous, pages, isPart)) }),
    };
  }

  #withoutMoved(comparison: RunComparison): RunComparison {
    const gone = comparison.gone.filter((pageId) => !this.#movedFrom.has(pageId));
    return { ...comparison, gone };
  }

  /**
   * The pages that no earlier run completed, and those whose comments the database does not have
   * any more: it may have been replaced since. After a successful migration these are all,
   * since readers may have written there.
   */
  async pendingPages(): Promise<readonly Page[]> {
    const { memory, target, record } = this.#parts;
    const { scan } = record;
    const previous = memory.previousRun();
    await memory.start(this.#options.asked?.of ?? scan.pages.length);
    for (const page of await target.readPages(this.#signal)) {
      this.#inDatabase.set(page.pageId, page);
    }
    this.#previous = previous ?? asPreviousRun(this.#inDatabase);
    if (this.#options.believeDatabase) await this.#rebuild();
    else await target.settlePages(this.#signal);
    return scan.pages.filter((page) => {
      if (this.#options.follow === "none" && this.#isMovedAsItIs(page)) return false;
      const completed = memory.completedPage(page.pageId);
      if (completed === undefined) return true;
      const { comments, threads } = completed;
      if (threads !== undefined && threads !== threadsOf(page)) {
        record.findings.push(otherThreads(page));
        return true;
      }
      const held = this.#inDatabase.get(page.pageId);
      const found = held?.comments ?? 0;
      // A tool that kept no ledger completed it: what it wrote is looked for there.
      if (threads === undefined && found === 0) return true;
      if (found < comments) {
        record.findings.push(missingInDatabase(page, comments, found));
        return true;
      }
      // Only its note got lost: a page is completed when its comments have been compared.
      if (held?.isVerified === false) this.#verified.push(page.pageId);
      record.leave(page, comments);
      return false;
    });
  }

  /** Whether the database has the whole page: then it is left alone, if nothing is to be followed. */
  #isMovedAsItIs(page: Page): boolean {
    const held = this.#inDatabase.get(page.pageId);
    if (held === undefined || !held.isWhole || held.threads !== threadsOf(page)) return false;
    this.#parts.record.leave(page, held.comments);
    return true;
  }

  /** Takes over what the database knows to be complete and the memory has lost, or never knew. */
  async #rebuild(): Promise<void> {
    const { memory, target, record } = this.#parts;
    const lost = new Map<string, string>();
    for (const page of record.scan.pages) {
      const found = this.#inDatabase.get(page.pageId);
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

  async take(batch: readonly ReadPage[], { isLast }: { readonly isLast: boolean }): Promise<void> {
    this.#parts.stopwatch.enter("import");
    await this.#import(batch);
    if (!isLast) await this.#pause();
    this.#parts.stopwatch.enter("read");
  }

  async fail(page: Page, comments: number, step: PageStep, error: unknown): Promise<void> {
    const failure = failureOf(error);
    const attempts = await this.#parts.memory.markPageFailed(page.pageId, failure);
    this.#parts.record.settle({ state: "failed", page, comments, failure, step, attempts });
  }

  async finish(): Promise<void> {
    const { target, memory, record } = this.#parts;
    if (this.#verified.length > 0) await target.noteVerified(this.#verified, this.#signal);
    if (!record.isComplete() || this.#options.asked !== undefined) return;
    await target.settlePages(this.#signal);
    if (!this.#options.isPart) record.findings.push(...pagesGone(this.#pagesWithoutSection()));
    await memory.markDone();
  }

  #pagesWithoutSection(): readonly string[] {
    const { scan } = this.#parts.record;
    if (scan.findings.some(({ severity }) => severity === "error")) return [];
    const shown = new Set(scan.pages.map(({ pageId }) => pageId));
    return [...this.#inDatabase.keys()].filter(
      (pageId) => !shown.has(pageId) && !this.#movedFrom.has(pageId),
    );
  }

  /** Imports pages together; if that fails, one by one, so that a page fails only by its own fault. */
  async #import(batch: readonly ReadPage[]): Promise<void> {
    if (batch.length === 0) return;
    let landed: LandedBatch;
    try {
      await this.#takeOver(batch);
      landed = await this.#readBack(await this.#importFollowing(batch));
    } catch (error) {
      if (this.#signal.aborted) return;
      if (isOfWholeRun(error)) throw error;
      const [only, ...others] = batch;
      if (only !== undefined && others.length === 0) {
        this.#parts.record.note(only);
        await this.fail(only.page, only.rows.length, "import", error);
      } else {
        for (const page of batch) await this.#import([page]);
      }
      return;
    }
    this.#parts.record.findings.push(...landed.findings);
    const { held, inserted } = landed;
    const isMoved = (sourceId: string) => held.has(sourceId) && !inserted.has(sourceId);
    for (const page of landed.batch) {
      this.#parts.record.note({ ...page, findings: withoutMovedOrphans(page.findings, isMoved) });
      await this.#complete(page, landed);
    }
  }

  /** Enters into the ledger what the memory knows and the ledger does not: the original tool had none. */
  async #takeOver(batch: readonly ReadPage[]): Promise<void> {
    const { memory, target, record } = this.#parts;
    for (const { page, rows } of batch) {
      const remembered = rows.flatMap((row) => {
        const commentId = memory.getNewCommentId(row.sourceId);
        return commentId === undefined ? [] : [{ row, commentId }];
      });
      const entries = this.#inDatabase.get(page.pageId)?.comments ?? 0;
      if (remembered.length <= entries) continue;
      const taken = await target.takeOver(remembered, this.#signal);
      if (taken.size > 0) record.findings.push(takenOver(page, taken.size));
    }
  }

  /** Imports rows; those that are under another page follow their thread before. */
  async #importFollowing(batch: readonly ReadPage[]): Promise<ImportedBatch> {
    const { target } = this.#parts;
    const rows = batch.flatMap((page) => page.rows);
    const threads = new Map(batch.map(({ page }) => [page.pageId, threadsOf(page)]));
    const verified = this.#verified;
    try {
      const result = await target.importRows(rows, this.#signal, { threads, verified });
      if (rows.length > 0) this.#verified = this.#verified.filter((id) => !verified.includes(id));
      return { batch, rows, result };
    } catch (error) {
      if (!(error instanceof MovedPagesError)) throw error;
      return this.#importFollowing(await this.#follow(batch));
    }
  }

  async #follow(batch: readonly ReadPage[]): Promise<readonly ReadPage[]> {
    const { target, record, conversations } = this.#parts;
    const own: ReadPage[] = [];
    for (const read of batch) {
      const moved = await target.findMoved(read.rows, this.#signal);
      own.push(await withoutOthersComments(read, moved, record.scan, conversations, this.#signal));
    }
    const { moved: followed, findings } = await target.followPages(
      own.flatMap(({ rows }) => rows),
      this.#signal,
    );
    const left = await target.countReaders(followed, this.#signal);
    record.findings.push(
      ...findings,
      ...followed.map((moved) => pageMoved(moved, true)),
      ...[...left].map(([from, comments]) => readersLeftBehind(from, comments)),
    );
    for (const { from } of followed) this.#movedFrom.add(from);
    return own;
  }

  /** What the database holds of the pages, of their removed comments too. */
  async #readBack({ batch, rows, result }: ImportedBatch): Promise<LandedBatch> {
    const { target } = this.#parts;
    const sourceIds = [
      ...rows.map(({ sourceId }) => sourceId),
      ...batch.flatMap(({ removed }) => removed),
    ];
    const held = sourceIds.length === 0 ? [] : await target.readHeld(sourceIds, this.#signal);
    return {
      batch,
      imported: new Map(result.imported.map((comment) => [comment.sourceId, comment])),
      inserted: result.inserted,
      findings: result.findings,
      expected: new Map(target.asKept(rows, held).map((kept) => [kept.sourceId, kept])),
      held: new Map(held.map((comment) => [comment.sourceId, comment])),
    };
  }

  /** Those of the moved comments that the source has not forgotten without a word. */
  #fewerThanBefore(read: ReadPage, inserted: number, removed: number): readonly Finding[] {
    const { page, rows } = read;
    const inDatabase = this.#inDatabase.get(page.pageId)?.comments ?? 0;
    if (inDatabase > 0) {
      return fewerThanBefore(read, inDatabase, rows.length - inserted + removed, "moving");
    }
    const before = this.#previous?.completed.get(page.pageId) ?? 0;
    return fewerThanBefore(read, before, rows.length + read.removed.length, "moving");
  }

  async #complete(
    read: ReadPage,
    { imported, inserted, expected, held }: LandedBatch,
  ): Promise<void> {
    const { page, rows, removed } = read;
    const { target, memory, record } = this.#parts;
    const landed = rows.flatMap((row) => imported.get(row.sourceId) ?? []);
    if (landed.length !== rows.length) {
      const missing = rows.length - landed.length;
      return this.fail(page, rows.length, "verify", incompleteImport(missing, rows.length));
    }
    const heldOf = (sourceId: string) => held.get(sourceId) ?? [];
    const wanted = rows.flatMap(({ sourceId }) => expected.get(sourceId) ?? []);
    const heldRemoved = removed.flatMap(heldOf);
    const ofPage = [...rows.flatMap(({ sourceId }) => heldOf(sourceId)), ...heldRemoved];
    const asItIs = { rows, expected: wanted, removed, held: ofPage };
    const { follow = "all" } = this.#options;
    const followed = await followSource(target, asItIs, follow, this.#signal).catch(failureOrStop);
    if (followed instanceof Error) {
      if (this.#signal.aborted) return;
      return this.fail(page, rows.length, "import", followed);
    }
    record.changes.push(...followed.changes);
    record.findings.push(...changesLeft(page, followed.changes));
    const differences = compareHeld(rows, wanted, followed.held, { maxDepth: target.maxDepth });
    record.differences.push(...differences);
    const isAccepted = this.#options.accepted?.has(page.pageId) === true;
    const wrong = isAccepted ? [] : differences.filter(({ cause }) => cause === "wrong");
    if (wrong.length > 0) {
      return this.fail(page, rows.length, "verify", notVerified(page.pageId, wrong));
    }
    record.conversations.offer(page, rows, followed.held);
    const isOfTarget = ({ cause }: Difference) => cause === "target" || isAccepted;
    const changedHere = differences.filter(isOfTarget);
    if (changedHere.length > 0) record.findings.push(changedSince(page, changedHere));
    const newOnes = rows.filter(({ sourceId }) => inserted.has(sourceId)).length;
    record.findings.push(...this.#fewerThanBefore(read, newOnes, heldRemoved.length));
    if (rows.length > 0) this.#verified.push(page.pageId);
    const isWhole = hasConversations(read);
    if (isWhole) {
      const left = followed.held.filter(({ isEmptied }) => isEmptied);
      const stays = new Set(followed.held.map(({ sourceId }) => sourceId));
      const gone = removed.filter((sourceId) => !stays.has(sourceId));
      const there = [...landed, ...left.filter(({ sourceId }) => !imported.has(sourceId))];
      await memory.markPageComplete(page.pageId, there, threadsOf(page), gone);
    }
    record.settle({
      state: isWhole ? "completed" : "without-conversation",
      page,
      comments: rows.length,
      inserted: newOnes,
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

interface ImportedBatch {
  readonly batch: readonly ReadPage[];
  readonly rows: readonly CommentRow[];
  readonly result: ImportResult;
}

/** Pages whose comments are in the target, and what is known of these, by source id. */
interface LandedBatch {
  readonly batch: readonly ReadPage[];
  readonly imported: ReadonlyMap<string, ImportedComment>;
  readonly inserted: ReadonlySet<string>;
  readonly findings: readonly Finding[];
  /** What the target keeps of each. */
  readonly expected: ReadonlyMap<string, KeptComment>;
  /** What it holds, of what was removed at the source too. */
  readonly held: ReadonlyMap<string, HeldComment>;
}

/** The run before, as far as the database alone knows it. */
function asPreviousRun(inDatabase: ReadonlyMap<string, ImportedPage>): PreviousRun | undefined {
  if (inDatabase.size === 0) return undefined;
  const completed = new Map([...inDatabase].map(([pageId, { comments }]) => [pageId, comments]));
  return { at: null, completed, failed: new Set() };
}

function takenOver({ pageId }: Page, comments: number): Finding {
  return migrationMessages.finding("taken-over", { page: pageId, comments }, { pageId });
}

function missingInDatabase({ pageId }: Page, remembered: number, found: number): Finding {
  return migrationMessages.finding(
    "checkpoint-ahead-of-database",
    { page: pageId, remembered, found },
    { pageId },
  );
}

function otherThreads({ pageId, threads, file }: Page): Finding {
  const location = threads[0]?.location ?? { file, line: 1 };
  return migrationMessages.finding("sections-changed", { page: pageId }, { pageId, location });
}

/** What fails a page only. */
function failureOrStop(error: unknown): Error {
  if (isOfWholeRun(error) || !(error instanceof Error)) throw error;
  return error;
}

function changesLeft({ pageId }: Page, changes: readonly SourceChange[]): readonly Finding[] {
  const left = changes.filter(({ result }) => result !== "applied" && result !== "emptied");
  if (left.length === 0) return [];
  const parameters = { page: pageId, comments: left.length };
  return [migrationMessages.finding("source-changes-left", parameters, { pageId })];
}

/** Moderators and readers may change what an earlier run imported: that is no failure. */
function changedSince({ pageId }: Page, differences: readonly Difference[]): Finding {
  return migrationMessages.finding(
    "changed-since-import",
    { page: pageId, comments: differences.length },
    { pageId },
  );
}
