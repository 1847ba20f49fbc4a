import type { Finding } from "../domain/finding.ts";
import type { Page } from "../domain/page.ts";
import type { PageFailure } from "../domain/page-failure.ts";
import { plural } from "../domain/plural.ts";
import type { SourceLocation } from "../domain/source-location.ts";
import type { WayBack } from "../domain/way-back.ts";
import { noConversations } from "../report/page-state.ts";
import type {
  FailedPage,
  JobReport,
  PhaseTime,
  Problem,
  ReportedCheckpoint,
  ReportedConversation,
  ReportedPage,
  ReportedPart,
  ReportedPlacement,
  ReportedSite,
} from "../report/report.ts";
import { useOfRun, useOfTrial } from "./cloudflare-use.ts";
import { judgeTrial, type TrialMeasures } from "./judge-trial.ts";
import { migrationMessages } from "./messages.ts";
import type { MigrationOutcome } from "./outcome.ts";
import type { PageOutcome } from "./page-outcome.ts";

/** What a report says of its run, beside what came of it. */
interface RunFacts {
  readonly site: ReportedSite;
  readonly checkpoint: ReportedCheckpoint;
  /** Null where the run is about all pages. */
  readonly shard: JobReport["shard"];
  readonly phases: readonly PhaseTime[];
  /** What the run measured. */
  readonly measures: TrialMeasures;
  readonly wayBack: WayBack | null;
  /** What readers see of a few conversations. */
  readonly conversations?: readonly ReportedConversation[];
  /** Where conversations went that know their pages; undefined for those that pages know. */
  readonly placement?: ReportedPlacement | undefined;
  /** The part of the site that was asked for; undefined where it was all of it. */
  readonly part?: ReportedPart | undefined;
}

/** Makes the report of a run. */
export function summarise(
  outcome: MigrationOutcome,
  {
    site,
    checkpoint,
    shard,
    phases,
    measures,
    wayBack,
    conversations = [],
    placement,
    part,
  }: RunFacts,
): JobReport {
  const { scan, stoppedBy, startedAt, finishedAt } = outcome;
  const common = {
    schemaVersion: 1,
    site,
    startedAt: startedAt.toISOString(),
    finishedAt: finishedAt.toISOString(),
    durationMs: finishedAt.getTime() - startedAt.getTime(),
    scan: {
      resolvedBy: scan.resolvedBy,
      discoveredBy: scan.discoveredBy,
      counts: scan.counts,
    },
    stoppedBy: stoppedBy === undefined ? null : problemOf(stoppedBy),
    findings: [
      ...(shard === null && !isLeftover(outcome) ? nothingFound(outcome) : []),
      ...outcome.findings,
    ],
    phases,
    ...numbersOf(outcome),
    skipped: outcome.skipped,
    shard,
    ...(part === undefined ? {} : { part }),
    ...(placement === undefined ? {} : { placement }),
  } as const;
  const isSome = part !== undefined && part.others > 0;
  const unused = { ...checkpoint, source: "none" } as const;
  if (outcome.mode === "verify") {
    const verdict = isSome ? verdictOf(common, "partial") : verdictOf(common, "verified");
    const { differences } = outcome;
    return { ...common, mode: "verify", checkpoint: unused, verdict, differences };
  }
  const months = [...outcome.months]
    .map(([month, comments]) => ({ month, comments }))
    .sort((a, b) => (a.month < b.month ? -1 : 1));
  if (outcome.trial !== undefined) {
    const trial = judgeTrial(common, outcome.trial, measures);
    const cloudflare = useOfTrial(common, outcome.trial, measures);
    const verdict = trial.judgement === "no-go" ? "failed" : verdictOf(common, "dry-run");
    const { changes } = outcome;
    return {
      ...common,
      mode: "dry-run",
      checkpoint: unused,
      verdict,
      changes,
      months,
      conversations,
      cloudflare,
      trial,
    };
  }
  return {
    ...common,
    mode: "migrate",
    checkpoint: rebuilt(checkpoint, outcome.rebuiltPages),
    verdict:
      isSome || isLeft(placement) ? verdictOf(common, "partial") : verdictOf(common, "complete"),
    differences: outcome.differences,
    changes: outcome.changes,
    months,
    conversations,
    cloudflare: useOfRun(measures),
    comparison: outcome.comparison ?? null,
    wayBack,
  };
}

const doneStates: ReadonlySet<string> = new Set(["completed", "verified", "outdated"]);

function numbersOf({ pages, dryRun }: MigrationOutcome) {
  const failed = pages.filter((page) => page.state === "failed");
  const completedBefore = pages.filter((page) => page.state === "completed-before").length;
  const without = pages.filter(({ state }) => state === "without-conversation").length;
  const done = pages.filter(({ state }) => doneStates.has(state)).length;
  const remaining = pages.filter((page) => page.state === "remaining").length;
  const dealtWith = pages.length - remaining;
  const extracted = sum(pages.map(commentsOf));
  const failedComments = sum(failed.map(commentsOf));
  return {
    pages: {
      total: pages.length,
      completed: done + completedBefore,
      completedBefore,
      withoutConversation: without,
      failed: failed.length,
      remaining,
    },
    comments: {
      extracted,
      imported: dryRun ? 0 : extracted - failedComments,
      inserted: sum(pages.map((page) => ("inserted" in page ? page.inserted : 0))),
      failed: failedComments,
    },
    progressRate: pages.length === 0 ? 1 : dealtWith / pages.length,
    successRate: dealtWith === 0 ? null : (dealtWith - failed.length - without) / dealtWith,
    failedPages: failed.map(failedPageOf),
    pageList: pages.map(reportedPageOf),
  };
}

/**
 * What is wrong where nothing was found at all, unless an error says already that it is not known; a dry
 * run judges by itself that there is no page.
 */
function nothingFound({ pages, findings, trial }: MigrationOutcome): readonly Finding[] {
  if (pages.length > 0) return noConversations(pages);
  const isKnown = findings.every(({ severity }) => severity !== "error");
  return isKnown && trial === undefined
    ? [migrationMessages.finding("no-pages/no-section", {})]
    : [];
}

/** What is left of a site whose other pages were moved before, and show their old widget no more. */
function isLeftover({ movedBefore, findings }: MigrationOutcome): boolean {
  return movedBefore > 0 && findings.every(({ code }) => code !== "conversation-lost");
}

/** Where the memory had nothing, and the database itself knew what was done. */
function rebuilt(checkpoint: ReportedCheckpoint, pages: number): ReportedCheckpoint {
  if (pages === 0) return checkpoint;
  return {
    ...checkpoint,
    source: checkpoint.source === "new" ? "ledger" : checkpoint.source,
    notes: [
      ...checkpoint.notes,
      `The database itself showed that ${plural(pages, "page")} had been completed.`,
    ],
  };
}

/** Whether comments have no page that anybody knows: then the migration is not complete. */
function isLeft(placement: ReportedPlacement | undefined): boolean {
  return placement !== undefined && placement.unplaced.length > 0;
}

/** @param done the verdict where nothing failed and nothing remains */
function verdictOf<Done>(
  { findings, stoppedBy, pages }: Pick<JobReport, "findings" | "stoppedBy" | "pages">,
  done: Done,
): Done | "partial" | "failed" {
  const lost = findings.some(({ severity }) => severity === "error");
  if (pages.failed > 0 || lost || stoppedBy !== null) return "failed";
  return pages.remaining > 0 ? "partial" : done;
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
