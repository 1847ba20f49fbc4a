import type { CommentRow, ImportedComment } from "../comment/comment-row.ts";
import type { ExtractedPage } from "../comment/matrix-comment.ts";
import type { Page, SiteScan } from "../comment/page.ts";
import type { PageFailure, PageOutcome } from "./outcome.ts";

/** Reads conversations from where they are now. */
export interface CommentSource {
  /** The whole conversation of one page. A section without a room is a page without comments. */
  readPage(page: Page, signal: AbortSignal): Promise<ExtractedPage>;
}

/** Where conversations are moved to. */
export interface CommentTarget {
  /**
   * Inspects the schema and creates what is missing.
   * With `readOnly` it creates nothing and only says whether the target could be used.
   */
  prepare(options: { readonly readOnly: boolean }, signal: AbortSignal): Promise<void>;
  /**
   * Writes the rows that are not there yet, each with its ledger entry in the same transaction,
   * in as few transactions as the target allows. A parent is earlier in the list or was imported
   * before. Gives one entry for each row, those included that had been imported before.
   */
  importRows(rows: readonly CommentRow[], signal: AbortSignal): Promise<ImportResult>;
  /** Everything that the ledger holds, in the order of import. */
  readLedger(signal: AbortSignal): Promise<readonly ImportedComment[]>;
}

/** What became of the rows of one import. */
export interface ImportResult {
  readonly imported: readonly ImportedComment[];
  /** Event ids of those that this call inserted; the rest had been there. */
  readonly inserted: ReadonlySet<string>;
}

/** Remembers over runs which pages are done. Each promise resolves when the change is durable. */
export interface MigrationMemory {
  start(totalPages: number): Promise<void>;
  /** The page as completed by this or an earlier run. */
  completedPage(pageId: string): { readonly comments: number } | undefined;
  markPageComplete(pageId: string, imported: readonly ImportedComment[]): Promise<void>;
  /** Gives the number of runs that failed on the page, this one included. */
  markPageFailed(pageId: string, failure: PageFailure): Promise<number>;
  /** All pages are complete. */
  markDone(): Promise<void>;
}

/** Watches a run: progress bars, log lines, annotations. */
export interface MigrationObserver {
  scanned(scan: SiteScan, completedBefore: number): void;
  pageStarted(page: Page): void;
  pageDone(outcome: PageOutcome): void;
}
