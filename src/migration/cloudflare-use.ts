import type { DatabaseUsage } from "../domain/database-usage.ts";
import type { CloudflareUse, PagesReport } from "../report/report.ts";
import type { TrialOutcome } from "./outcome.ts";

/** What a run itself used. */
export interface UseMeasures {
  readonly database: DatabaseUsage;
  /** Files for an R2 bucket, which a dry run only counts; null without one. */
  readonly media: CloudflareUse["media"];
}

/**
 * Rows that an import reads for a comment, to find, write and compare it: on D1 22 to 32, by the comment
 * system.
 */
const rowsReadOfComment = 35;
// An import notes each page as verified, and at its end as settled.
const notesOfPage = 2;

/** What a run has used of Cloudflare. */
export function useOfRun({ database, media }: UseMeasures): CloudflareUse {
  const { rowsWritten, rowsRead, databaseBytes } = database;
  return { rowsWritten, rowsRead, databaseBytes, bytesAdded: null, media };
}

/** What the migration that a dry run tried would use; an estimate. */
export function useOfTrial(
  { pages, comments }: Pick<PagesReport, "comments" | "pages">,
  { written }: TrialOutcome,
  { database: { rowsRead, databaseBytes }, media }: UseMeasures,
): CloudflareUse {
  return {
    rowsWritten: written === undefined ? null : written.rows + pages.total * notesOfPage,
    rowsRead: rowsRead === null ? null : rowsRead + comments.extracted * rowsReadOfComment,
    databaseBytes,
    bytesAdded: written?.bytes ?? null,
    media,
  };
}
