import { cloudflarePrices } from "../report/cloudflare-prices.ts";
import { judgementOf } from "../report/judgement.ts";
import type { JudgementReason, PagesReport, ReportedTrial, TrialCost } from "../report/report.ts";
import { percent } from "../report/wording.ts";
import { type UseMeasures, useOfTrial } from "./cloudflare-use.ts";
import { reasonMessages } from "./messages.ts";
import type { TrialOutcome } from "./outcome.ts";

/** From where on a dry run's numbers ask for caution. */
export const thresholds = {
  /** Share of the comments that answer a comment which is no longer there. */
  orphans: 0.05,
  /** Share of the messages that are no comments by this program's rules. */
  skipped: 0.1,
  /** Rows that a free account may write in a day. */
  rowsOfFreeDay: cloudflarePrices.d1.freeDay.rowsWritten,
  /**
   * How long a job may take, in ms.
   * Source: https://docs.github.com/actions/reference/limits
   */
  jobMs: 6 * 3_600_000,
} as const;

/** What a run measured of itself. */
export interface TrialMeasures extends UseMeasures {
  readonly sourceRequests: number;
  /** Time that reading took, in ms. */
  readonly readMs: number;
  /** Pause after a batch, in ms. */
  readonly delayBetweenBatches: number;
}

/** What a judgement is made from. */
type JudgedReport = Pick<
  PagesReport,
  "pages" | "comments" | "stoppedBy" | "failedPages" | "findings" | "skipped"
>;

/** Says whether the migration can be made, why (not), and what it would take. */
export function judgeTrial(
  report: JudgedReport,
  trial: TrialOutcome,
  measures: TrialMeasures,
): ReportedTrial {
  const cost = costOf(report, trial, measures);
  const { rowsWritten } = useOfTrial(report, trial, measures);
  const rows = rowsWritten ?? cost.databaseRows;
  const reasons = [...noGoReasons(report), ...cautionReasons(report, cost, rows)];
  return {
    judgement: judgementOf(reasons),
    reasons,
    samples: trial.samples,
    cost,
    proof: {
      databaseCalls: measures.database.calls,
      rowsWritten: measures.database.rowsWritten,
    },
  };
}

/**
 * The same trial, of whose problems some are known: those of the baseline are no reason against the
 * migration any more, but one for caution.
 * @param unknown the report without the known problems
 * @param known number of the known errors
 */
export function judgeAgain(
  trial: ReportedTrial,
  unknown: Omit<JudgedReport, "comments" | "skipped">,
  known: number,
): ReportedTrial {
  const reasons = [
    ...noGoReasons(unknown),
    ...when(known > 0, () => reasonMessages.reason("known-problems", { problems: known })),
    ...trial.reasons.filter(({ judgement }) => judgement === "caution"),
  ];
  return { ...trial, judgement: judgementOf(reasons), reasons };
}

function costOf(
  { pages }: Pick<JudgedReport, "pages">,
  { toWrite, alreadyThere, databaseCalls, batches }: TrialOutcome,
  { sourceRequests, database, readMs, delayBetweenBatches }: TrialMeasures,
): TrialCost {
  const msOfCall = database.calls === 0 ? 0 : database.durationMs / database.calls;
  return {
    comments: toWrite,
    alreadyThere,
    sourceRequests,
    databaseCalls,
    databaseRows: toWrite * rowsOfComment + (toWrite === 0 ? 0 : pages.total),
    durationMs: Math.round(
      readMs + databaseCalls * msOfCall + Math.max(0, batches - 1) * delayBetweenBatches,
    ),
  };
}

// The comment itself and its entry in the ledger.
const rowsOfComment = 2;

function noGoReasons({
  pages,
  failedPages,
  stoppedBy,
  findings,
}: Omit<JudgedReport, "comments" | "skipped">): readonly JudgementReason[] {
  const errors = findings.filter(({ severity }) => severity === "error");
  const [firstPage] = failedPages;
  const [firstError] = errors;
  const noSections = findings.find(({ code }) => code === "no-sections");
  return [
    ...(stoppedBy === null
      ? []
      : [
          reasonMessages.reason("stopped", {
            problem: stoppedBy.message,
            advice: stoppedBy.remedy ?? fixIt,
          }),
        ]),
    ...when(
      // Where pages were found and skipped, the errors say why.
      pages.total === 0 && stoppedBy === null && (noSections !== undefined || errors.length === 0),
      () =>
        reasonMessages.reason("no-pages", {
          advice: noSections?.remedy ?? "Check site-dir and shortcodes.",
        }),
    ),
    ...(firstPage === undefined
      ? []
      : [
          reasonMessages.reason("pages-failed", {
            pages: failedPages.length,
            first: firstPage.pageId,
            problem: firstPage.message,
          }),
        ]),
    ...(firstError === undefined
      ? []
      : [
          reasonMessages.reason("errors", {
            errors: errors.length,
            first: firstError.message,
            advice: firstError.remedy ?? fixIt,
          }),
        ]),
  ];
}

/** @param rows that the migration writes, with entries of indexes as far as they are known */
function cautionReasons(
  report: JudgedReport,
  cost: TrialCost,
  rows: number,
): readonly JudgementReason[] {
  const { pages, comments, findings } = report;
  const warnings = findings.filter(({ severity }) => severity === "warning");
  const orphans = findings.filter(({ code }) => code === "orphan-reply").length;
  const skipped = report.skipped.reduce((sum, { sourceIds }) => sum + sourceIds.length, 0);
  const items = skipped + comments.extracted;
  const [firstWarning] = warnings;
  const readable = pages.total - pages.remaining - pages.failed - pages.withoutConversation;
  return [
    ...when(pages.remaining > 0, () =>
      reasonMessages.reason(
        report.stoppedBy === null ? "not-all-read/in-time" : "not-all-read/problem",
        { remaining: pages.remaining, total: pages.total },
      ),
    ),
    ...when(readable > 0 && comments.extracted === 0, () =>
      reasonMessages.reason(
        readable === pages.total ? "no-comments/all-pages" : "no-comments/read-pages",
        { pages: readable },
      ),
    ),
    ...(firstWarning === undefined
      ? []
      : [
          reasonMessages.reason("warnings", {
            warnings: warnings.length,
            first: firstWarning.message,
            advice: firstWarning.remedy ?? "Check whether you agree with what is listed below.",
          }),
        ]),
    ...when(orphans > comments.extracted * thresholds.orphans, () =>
      reasonMessages.reason("many-orphans", {
        orphans,
        comments: comments.extracted,
        share: percent(orphans / comments.extracted),
      }),
    ),
    ...when(skipped > items * thresholds.skipped, () =>
      reasonMessages.reason("many-skipped", { skipped, items, share: percent(skipped / items) }),
    ),
    ...when(rows > thresholds.rowsOfFreeDay, () =>
      reasonMessages.reason("more-than-a-free-day", { rows, limit: thresholds.rowsOfFreeDay }),
    ),
    ...when(cost.durationMs > thresholds.jobMs, () =>
      reasonMessages.reason("longer-than-a-job", {}),
    ),
  ];
}

const fixIt = "Fix it, and run it again.";

function when(is: boolean, reason: () => JudgementReason): readonly JudgementReason[] {
  return is ? [reason()] : [];
}
