import type { CommentRow, ImportedComment } from "../comment/comment-row.ts";
import type { ExtractedPage } from "../comment/matrix-comment.ts";
import type { Page, SiteScan } from "../comment/page.ts";

/** Finds the pages of a site that show comments. */
export interface SiteSource {
  scan(signal: AbortSignal): Promise<SiteScan>;
}

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
   * Writes the rows that are not there yet, all or none, each with its ledger entry in the same
   * transaction. A parent is earlier in the list or was imported before.
   * Gives one entry for each row, those included that had been imported before.
   */
  importRows(rows: readonly CommentRow[], signal: AbortSignal): Promise<ImportResult>;
  /** Everything that the ledger holds, in the order of import. */
  readLedger(signal: AbortSignal): Promise<readonly ImportedComment[]>;
}

/** What became of the rows of one import. */
export interface ImportResult {
  readonly imported: readonly ImportedComment[];
  /** How many of them this call inserted; the rest had been there. */
  readonly inserted: number;
}
