import { dirname } from "node:path";
import type { CommentId, ImportedComment } from "../domain/comment-row.ts";
import type { MigrationMemory } from "../domain/ports.ts";
import type { PreviousRun } from "../domain/previous-run.ts";
import { makeFolder } from "../files/make-folder.ts";
import { applyChange, type Change, changeRecordSchema } from "./change.ts";
import { writingTo } from "./checkpoint-error.ts";
import { journalOf, replaceSnapshot } from "./checkpoint-files.ts";
import type { Fingerprint } from "./fingerprint.ts";
import { Journal, type JournalHeader } from "./journal.ts";
import { type Lock, lockCheckpoint } from "./lock.ts";
import { type ProgressSummary, summariseProgress } from "./progress.ts";
import { type CheckpointOrigin, type Recovered, recover } from "./recover.ts";
import { serialiseSnapshot } from "./snapshot.ts";
import { type CheckpointState, checkpointVersion, type ReportedStatistics } from "./state.ts";

/** What is needed to open a checkpoint. */
export interface CheckpointOptions {
  /** Path of the JSON file; its folder is made when missing. Its companions lie beside it. */
  readonly file: string;
  /** The migration that this run belongs to. */
  readonly fingerprint: Fingerprint;
  readonly now: () => Date;
  /**
   * Starts over where this returns another generation than the one found (0 where there is none that
   * can be read); what is found is used in any case when it is left out.
   */
  readonly startOver?: (generation: number) => number;
}

/** A checkpoint with what opening it brought to light. */
export interface OpenedCheckpoint {
  readonly checkpoint: Checkpoint;
  /** What was odd about the files, in plain sentences for the user; empty when nothing was. */
  readonly notes: readonly string[];
  readonly origin: CheckpointOrigin;
}

/**
 * The migration's memory, in a folder. Each change is on the disk (a line in `<file>.journal`) when
 * its promise resolves; {@link save} folds the journal into the JSON file. The file operations are
 * synchronous, so that changes made at the same time can't mix. Operations that write reject with
 * MigrationError `checkpoint-not-written`; the change is not remembered then.
 *
 * Its operations are the contract with the tool that this one comes from, whose users know them: load
 * ({@link open}), {@link save}, {@link start}, {@link shouldSkipPage}, {@link isPageFailed},
 * {@link markPageComplete}, {@link markPageFailed}, {@link addIdMapping}, {@link getNewCommentId},
 * {@link updateStatistics}, {@link progressSummary}. So they are all here, whoever calls them.
 */
export class Checkpoint implements MigrationMemory {
  readonly #file: string;
  readonly #now: () => Date;
  readonly #state: CheckpointState;
  readonly #journal: Journal;
  readonly #lock: Lock;
  #savedSequence: number | undefined;
  #closed = false;

  private constructor(
    { file, now }: CheckpointOptions,
    { state, savedSequence }: Recovered,
    journal: Journal,
    lock: Lock,
  ) {
    this.#file = file;
    this.#now = now;
    this.#state = state;
    this.#savedSequence = savedSequence;
    this.#journal = journal;
    this.#lock = lock;
  }

  /**
   * Opens the checkpoint, or begins one if there is none.
   * @throws MigrationError `checkpoint-of-another-migration`, `checkpoint-too-new`,
   *   `checkpoint-not-read`, `checkpoint-not-written`, `checkpoint-in-use`
   */
  static async open(options: CheckpointOptions): Promise<OpenedCheckpoint> {
    const { file } = options;
    writingTo(file, () => makeFolder(dirname(file)));
    const lock = lockCheckpoint(file);
    try {
      return Checkpoint.#openLocked(options, lock);
    } catch (error) {
      lock.release();
      throw error;
    }
  }

  static #openLocked(options: CheckpointOptions, lock: Lock): OpenedCheckpoint {
    const { file, now } = options;
    const recovered = recover({ ...options, now: now() });
    const { state, notes, origin, snapshotIsGood, savedSequence, journalIsGood } = recovered;
    const journal = writingTo(journalOf(file), () => new Journal(journalOf(file), headerOf(state)));
    const checkpoint = new Checkpoint(options, recovered, journal, lock);
    try {
      if (savedSequence === undefined || !journalIsGood) {
        checkpoint.#fold({ keepPrevious: snapshotIsGood });
      }
    } catch (error) {
      journal.close();
      throw error;
    }
    return { checkpoint, notes, origin };
  }

  /** The state as it is now. */
  get state(): Readonly<CheckpointState> {
    return this.#state;
  }

  /**
   * A run begins, over this many pages. Where all pages are complete it begins a new pass, in which
   * no page is complete yet.
   */
  async start(totalPages: number): Promise<void> {
    this.#record({ type: "start", total_pages: totalPages });
  }

  /** What earlier runs did; undefined where nothing is remembered of any. */
  previousRun(): PreviousRun | undefined {
    const { last_updated, completed_pages, failed_pages } = this.#state;
    const completed = Object.entries(completed_pages);
    const failed = Object.keys(failed_pages);
    if (completed.length + failed.length === 0) return undefined;
    return {
      at: last_updated,
      completed: new Map(completed.map(([pageId, { comments }]) => [pageId, comments])),
      failed: new Set(failed),
    };
  }

  /** The database's bookmark before the first write, until all pages are complete. */
  bookmark(): string | undefined {
    return this.#state.bookmark;
  }

  /** Remembers the database's bookmark, unless an earlier one is remembered. */
  async markBookmark(bookmark: string): Promise<void> {
    if (this.#state.bookmark === undefined) this.#record({ type: "bookmark", bookmark });
  }

  /** The page as completed in this pass, by this or an earlier run. */
  completedPage(
    pageId: string,
  ): { readonly comments: number; readonly threads?: string } | undefined {
    const completed = this.#state.completed_pages[pageId];
    return (completed?.pass ?? 0) === this.#state.pass ? completed : undefined;
  }

  shouldSkipPage(pageId: string): boolean {
    return this.completedPage(pageId) !== undefined;
  }

  isPageFailed(pageId: string): boolean {
    return this.#state.failed_pages[pageId] !== undefined;
  }

  /** All comments of the page are in the target; it is no longer among the failed ones. */
  async markPageComplete(
    pageId: string,
    imported: readonly ImportedComment[],
    threads?: string,
    removed: readonly string[] = [],
  ): Promise<void> {
    const known = removed.filter((sourceId) => this.getNewCommentId(sourceId) !== undefined);
    this.#record(pageComplete(pageId, imported, threads, known));
  }

  /** Takes over pages that are complete, with all their comments, from the target's own record. */
  async rebuild(
    imported: readonly ImportedComment[],
    threads: ReadonlyMap<string, string> = new Map(),
  ): Promise<void> {
    const changes = [...Map.groupBy(imported, ({ pageId }) => pageId)].map(([pageId, comments]) =>
      pageComplete(pageId, comments, threads.get(pageId)),
    );
    this.#record(...changes);
  }

  /**
   * Returns the number of times that the page failed, this one included. A page that is complete
   * can't fail: rejects with a plain Error.
   */
  async markPageFailed(
    pageId: string,
    failure: { readonly code: string; readonly message: string },
  ): Promise<number> {
    if (this.shouldSkipPage(pageId)) {
      throw new Error(`The page ${pageId} is complete and can't be marked as failed.`);
    }
    const { code, message } = failure;
    this.#record({ type: "page-failed", page_id: pageId, error: message, code });
    return this.#state.failed_pages[pageId]?.attempts ?? 0;
  }

  /** Remembers where a comment went, apart from the completion of its page. */
  async addIdMapping(sourceId: string, commentId: CommentId): Promise<void> {
    this.#record({ type: "id-mapping", source_id: sourceId, comment_id: commentId });
  }

  getNewCommentId(sourceId: string): CommentId | undefined {
    return this.#state.id_mapping.get(sourceId);
  }

  /** Replaces the numbers given; the checkpoint counts the pages and imported comments itself. */
  async updateStatistics(statistics: ReportedStatistics): Promise<void> {
    this.#record({ type: "statistics", statistics });
  }

  progressSummary(): ProgressSummary {
    return summariseProgress(this.#state);
  }

  /** All pages are complete. The state is saved as done, never deleted: it stays as the record. */
  async markDone(): Promise<void> {
    this.#record({ type: "done" });
    await this.save();
  }

  /**
   * Folds the journal into the JSON file; does nothing if that is up to date. The old file stays as
   * `<file>.previous`. A crash in between loses and doubles nothing: the journal is emptied last,
   * and its changes are distinguished by their sequence from those that the file has.
   */
  async save(): Promise<void> {
    this.#assertOpen();
    if (this.#savedSequence !== this.#state.sequence) this.#fold({ keepPrevious: true });
  }

  /** Ends the use of the files, without a save: the journal holds what the JSON file doesn't. */
  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    this.#journal.close();
    this.#lock.release();
  }

  #record(...changes: readonly Change[]): void {
    this.#assertOpen();
    const at = this.#now().toISOString();
    const first = this.#state.sequence + 1;
    // A change that could not be read back would spoil the journal: that is refused here.
    const records = changes.map((change, index) =>
      changeRecordSchema.parse({ sequence: first + index, at, change }),
    );
    writingTo(journalOf(this.#file), () => this.#journal.append(records));
    for (const record of records) applyChange(this.#state, record);
  }

  #fold({ keepPrevious }: { readonly keepPrevious: boolean }): void {
    const { sequence } = this.#state;
    if (this.#savedSequence !== sequence) {
      replaceSnapshot(this.#file, serialiseSnapshot(this.#state), { keepPrevious });
      this.#savedSequence = sequence;
    }
    writingTo(journalOf(this.#file), () => this.#journal.renew(headerOf(this.#state)));
  }

  #assertOpen(): void {
    if (this.#closed) throw new Error("The checkpoint is closed.");
  }
}

function pageComplete(
  pageId: string,
  imported: readonly ImportedComment[],
  threads: string | undefined,
  removed: readonly string[] = [],
): Change {
  return {
    type: "page-complete",
    page_id: pageId,
    comments: imported.map(({ sourceId, commentId }) => [sourceId, commentId]),
    ...(threads === undefined ? {} : { threads }),
    ...(removed.length === 0 ? {} : { removed: [...removed] }),
  };
}

function headerOf({ sequence, started_at }: CheckpointState): JournalHeader {
  return { journal: checkpointVersion, sequence, started_at };
}
