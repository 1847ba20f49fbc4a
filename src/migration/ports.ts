import type { Finding } from "../domain/finding.ts";
import type { Page, ScanResult } from "../domain/page.ts";
import type { PageOutcome } from "./page-outcome.ts";

/** Watches a run: progress bars, log lines, annotations. */
export interface MigrationObserver {
  scanned(scan: ScanResult, completedBefore: number): void;
  pageStarted(page: Page): void;
  pageDone(outcome: PageOutcome): void;
  /** Something that a person should know at once, before it is written. */
  noticed(finding: Finding): void;
}
