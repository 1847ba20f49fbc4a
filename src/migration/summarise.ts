import type { Page } from "../domain/page.ts";
import type { SourceLocation } from "../domain/source-location.ts";
import type {
  FailedPage,
  Problem,
  Report,
  ReportedCheckpoint,
  ReportedPage,
  ReportedSite,
  Verdict,
} from "../report/report.ts";
import type { MigrationOutcome } from "./outcome.ts";
import type { PageFailure } from "./page-failure.ts";
import type { PageOutcome } from "./page-outcome.ts";

/** Makes the report of a run. */
export function summarise(
  outcome: MigrationOutcome,
  site: ReportedSite,
  checkpoint: ReportedCheckpoint,
): Report {
  const { pages, scan } = outcome;
  const failed = pages.filter((page) => page.state === "failed");
  const completedBefore = pages.filter((page) => page.state === "completed-before").length;
  const done = pages.filter(({ state }) => state === "completed" || state === "verified").length;
  const completed = done + completedBefore;
  const remaining = pages.filter((page) => page.state === "remaining").length;
  const dealtWith = pages.length - remaining;
  const extracted = sum(pages.map(commentsOf));
  const failedComments = sum(failed.map(commentsOf));
  return {
    schemaVersion: 1,
    verdict: verdictOf(outcome, failed.length, remaining),
    mode: outcome.mode,
    shard: null,
    shards: null,
    site,
    startedAt: outcome.startedAt.toISOString(),
    finishedAt: outcome.finishedAt.toISOString(),
    durationMs: outcome.finishedAt.getTime() - outcome.startedAt.getTime(),
    pages: { total: pages.length, completed, completedBefore, failed: failed.length, remaining },
    comments: {
      extracted,
      imported: outcome.dryRun ? 0 : extracted - failedComments,
      inserted: sum(pages.map((page) => (page.state === "completed" ? page.inserted : 0))),
      failed: failedComments,
    },
    progressRate: pages.length === 0 ? 1 : dealtWith / pages.length,
    successRate: dealtWith === 0 ? null : (dealtWith - failed.length) / dealtWith,
    scan: {
      resolvedBy: scan.resolvedBy,
      discoveredBy: scan.discoveredBy,
      counts: scan.counts,
    },
    checkpoint: rebuilt(checkpoint, outcome.rebuiltPages),
    stoppedBy: outcome.stoppedBy === undefined ? null : problemOf(outcome.stoppedBy),
    failedPages: failed.map(failedPageOf),
    pageList: pages.map(reportedPageOf),
    findings: outcome.findings,
    differences: outcome.differences,
    phases: [],
    months: [...outcome.months]
      .map(([month, comments]) => ({ month, comments }))
      .sort((a, b) => (a.month < b.month ? -1 : 1)),
    comparison: outcome.comparison ?? null,
    trial: null,
    rollback: null,
    skipped: outcome.skipped,
  };
}

/** Where the memory had nothing, and the database itself knew what was done. */
function rebuilt(checkpoint: ReportedCheckpoint, pages: number): ReportedCheckpoint {
  if (pages === 0) return checkpoint;
  const known = pages === 1 ? "1 page" : `${pages} pages`;
  return {
    ...checkpoint,
    source: checkpoint.source === "new" ? "ledger" : checkpoint.source,
    notes: [...checkpoint.notes, `The database itself knew that ${known} had been completed.`],
  };
}

function verdictOf(outcome: MigrationOutcome, failed: number, remaining: number): Verdict {
  const lost = outcome.findings.some((finding) => finding.severity === "error");
  if (failed > 0 || lost || outcome.stoppedBy !== undefined) return "failed";
  if (remaining > 0) return "partial";
  if (outcome.mode === "verify") return "verified";
  return outcome.dryRun ? "dry-run" : "complete";
}

function commentsOf(outcome: PageOutcome): number {
  return outcome.state === "remaining" ? 0 : outcome.comments;
}

function failedPageOf(outcome: Extract<PageOutcome, { state: "failed" }>): FailedPage {
  const { page, comments, attempts, step, failure } = outcome;
  return {
    pageId: page.pageId,
    title: page.title,
    location: locationOf(page),
    comments,
    attempts,
    step,
    ...problemOf(failure),
  };
}

function reportedPageOf(outcome: PageOutcome): ReportedPage {
  const { page, state } = outcome;
  return {
    pageId: page.pageId,
    title: page.title,
    location: locationOf(page),
    state,
    comments: commentsOf(outcome),
  };
}

function locationOf(page: Page): SourceLocation {
  return page.threads[0]?.location ?? { file: page.file, line: 1 };
}

function problemOf({ code, message, remedy }: PageFailure): Problem {
  return { code, message, remedy: remedy ?? null };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
