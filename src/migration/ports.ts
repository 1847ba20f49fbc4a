import type { CommentId, ImportedComment } from "../domain/comment-row.ts";
import type { Page, ScanResult, ThreadsOfPages } from "../domain/page.ts";
import type { PreviousRun } from "../domain/previous-run.ts";
import type { PageFailure } from "./page-failure.ts";
import type { PageOutcome } from "./page-outcome.ts";

/** A page that is done. */
interface CompletedPage {
  readonly comments: number;
  /** The threads that its comments came from; undefined where that was not recorded. */
  readonly threads?: string | undefined;
}

/** Remembers over runs which pages are done. Each promise resolves when the change is durable. */
export interface MigrationMemory {
  /** What earlier runs did; undefined where nothing is remembered of any. */
  previousRun(): PreviousRun | undefined;
  /** A run begins; where all pages are complete, all are read again. */
  start(totalPages: number): Promise<void>;
  /** The page as completed by this or an earlier run, since all pages were complete last. */
  completedPage(pageId: string): CompletedPage | undefined;
  /** The target's id of a comment, by its source id, as far as it is remembered. */
  getNewCommentId(sourceId: string): CommentId | undefined;
  /** @param threads the page's, as `threadsOf` gives them */
  markPageComplete(
    pageId: string,
    imported: readonly ImportedComment[],
    threads: string,
  ): Promise<void>;
  /** Takes over pages that the target itself knows to be complete, with all their comments. */
  rebuild(imported: readonly ImportedComment[], threads: ThreadsOfPages): Promise<void>;
  /** Gives the number of runs that failed on the page, this one included. */
  markPageFailed(pageId: string, failure: PageFailure): Promise<number>;
  /** All pages are complete. */
  markDone(): Promise<void>;
}

/** Watches a run: progress bars, log lines, annotations. */
export interface MigrationObserver {
  scanned(scan: ScanResult, completedBefore: number): void;
  pageStarted(page: Page): void;
  pageDone(outcome: PageOutcome): void;
}
