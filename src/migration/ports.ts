import type { Conversation } from "../domain/comment.ts";
import type { CommentRow, ImportedComment } from "../domain/comment-row.ts";
import type { Finding } from "../domain/finding.ts";
import type { ImportedPage } from "../domain/imported-page.ts";
import type {
  HeldComment,
  KeptComment,
  PublishedComment,
  ReaderReply,
  Stray,
} from "../domain/kept-comment.ts";
import type { Page, ScanResult, ThreadsOfPages } from "../domain/page.ts";
import type { PreviousRun } from "../domain/previous-run.ts";
import type { ReaderReplies, Undone } from "../domain/undone.ts";
import type { PageFailure } from "./page-failure.ts";
import type { PageOutcome } from "./page-outcome.ts";

/** Reads conversations from where they are now. */
export interface CommentSource {
  /** The whole conversation of one page. A section without a room is a page without comments. */
  readPage(page: Page, signal: AbortSignal): Promise<Conversation>;
}

/** Where conversations are moved to. */
export interface CommentTarget {
  /** Levels that a thread may have; any number when left out. */
  readonly maxDepth?: number | undefined;
  /**
   * Inspects the schema and creates what is missing.
   * With `readOnly` it creates nothing and only says whether the target could be used.
   */
  prepare(options: { readonly readOnly: boolean }, signal: AbortSignal): Promise<void>;
  /**
   * Writes the rows that are not there yet, each with its ledger entry in the same transaction,
   * in as few transactions as the target allows. A parent is earlier in the list or was imported
   * before. Gives one entry for each row, those included that had been imported before. The rows of
   * a page are all of its comments, from these sections, and the target notes it as complete.
   */
  importRows(
    rows: readonly CommentRow[],
    signal: AbortSignal,
    threads: ThreadsOfPages,
  ): Promise<ImportResult>;
  /** Everything that the ledger holds, in the order of import. */
  readLedger(signal: AbortSignal): Promise<readonly ImportedComment[]>;
  /** The pages that have comments in the ledger. */
  readPages(signal: AbortSignal): Promise<readonly ImportedPage[]>;
  /** The page is not complete, although all its comments are in the ledger. */
  forgetPage(pageId: string, signal: AbortSignal): Promise<void>;
  /** The migration went through: no later one takes a page for complete. */
  settlePages(signal: AbortSignal): Promise<void>;
  /**
   * What the target keeps of rows when they are imported.
   * @throws MigrationError where it can't take one
   */
  asKept(rows: readonly CommentRow[]): readonly KeptComment[];
  /** Calls to the target that an import of these rows takes. */
  callsFor(rows: readonly CommentRow[]): number;
  /** The comments that the ledger names: all, or those of the given events. */
  readHeld(
    sourceIds: readonly string[] | "all",
    signal: AbortSignal,
  ): Promise<readonly HeldComment[]>;
}

/** A target that can be asked for more than an import needs. */
export interface VerifiableTarget extends CommentTarget {
  /** Comments that look as if an import wrote them, but that the ledger does not name. */
  readStrays(signal: AbortSignal): Promise<readonly Stray[]>;
}

/** A target that takes comments back. */
export interface ReversibleTarget extends Pick<CommentTarget, "prepare" | "readLedger"> {
  /** Readers' comments that answer moved ones, directly or not. */
  readReaderReplies(signal: AbortSignal): Promise<readonly ReaderReply[]>;
  /**
   * Deletes the last imported comments that the ledger names, as many as fit a transaction, and
   * their entries.
   * @throws MigrationError `reader-replies` where readers' replies are in the way
   */
  undoSome(readerReplies: ReaderReplies, signal: AbortSignal): Promise<Undone>;
}

/** The new comment system as readers see it. */
export interface PublishedComments {
  /** The comments that it shows on a page, by the target's own name of the page. */
  readPage(page: string, signal: AbortSignal): Promise<readonly PublishedComment[]>;
}

/** What became of the rows of one import. */
export interface ImportResult {
  readonly imported: readonly ImportedComment[];
  /** Source ids of those that this call inserted; the rest had been there. */
  readonly inserted: ReadonlySet<string>;
  /** What had to be changed in comments so that the target takes them. */
  readonly findings?: readonly Finding[];
}

/** A page that is done. */
interface CompletedPage {
  readonly comments: number;
  /** The sections that its comments came from; undefined where that was not recorded. */
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
  /** @param sections the page's, as `sectionsOf` gives them */
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
