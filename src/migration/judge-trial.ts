import type { DatabaseUsage } from "../domain/database-usage.ts";
import { judgementOf } from "../report/judgement.ts";
import type { JudgementReason, PagesReport, ReportedTrial, TrialCost } from "../report/report.ts";
import { count, percent } from "../report/wording.ts";
import type { TrialOutcome } from "./outcome.ts";

/** From where on a dry run's numbers ask for caution. */
export const thresholds = {
  /** Share of the comments that answer a comment which is no longer there. */
  orphans: 0.05,
  /** Share of the messages that are no comments by this program's rules. */
  skipped: 0.1,
  /**
   * Rows that a free account may write in a day.
   * Source: https://developers.cloudflare.com/d1/platform/pricing/
   */
  rowsOfFreeDay: 100_000,
  /**
   * How long a job may take, in ms.
   * Source: https://docs.github.com/actions/reference/limits
   */
  jobMs: 6 * 3_600_000,
} as const;

/** What a dry run measured of itself. */
export interface TrialMeasures {
  readonly sourceRequests: number;
  readonly database: DatabaseUsage;
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
  const reasons = [...noGoReasons(report), ...cautionReasons(report, cost)];
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
}: JudgedReport): readonly JudgementReason[] {
  const errors = findings.filter(({ severity }) => severity === "error");
  const [firstPage] = failedPages;
  const [firstError] = errors;
  const noSections = findings.find(({ code }) => code === "no-sections");
  return [
    ...(stoppedBy === null
      ? []
      : [noGo("stopped", stoppedBy.message, stoppedBy.remedy ?? "Fix it, and run it again.")]),
    ...when(
      // Where pages were found and left out, the errors say why.
      pages.total === 0 && stoppedBy === null && (noSections !== undefined || errors.length === 0),
      () =>
        noGo(
          "no-pages",
          "No page with a comment section was found.",
          noSections?.remedy ?? "Check site-dir and shortcodes.",
        ),
    ),
    ...(firstPage === undefined
      ? []
      : [
          noGo(
            "pages-failed",
            `${count(failedPages.length, "page")} could not be read or would be refused, ${firstPage.pageId} first: ${firstPage.message}`,
            "Fix the failed pages listed below, and run it again.",
          ),
        ]),
    ...(firstError === undefined
      ? []
      : [
          noGo(
            "errors",
            `${count(errors.length, "error")} would leave comments behind, first: ${firstError.message}`,
            firstError.remedy ?? "Fix it, and run it again.",
          ),
        ]),
  ];
}

function cautionReasons(report: JudgedReport, cost: TrialCost): readonly JudgementReason[] {
  const { pages, comments, findings } = report;
  const warnings = findings.filter(({ severity }) => severity === "warning");
  const orphans = findings.filter(({ code }) => code === "orphan-reply").length;
  const skipped = report.skipped.reduce((sum, { sourceIds }) => sum + sourceIds.length, 0);
  const [firstWarning] = warnings;
  const readable = pages.total - pages.remaining - pages.failed;
  return [
    ...when(pages.remaining > 0, () =>
      caution(
        "not-all-read",
        `${count(pages.remaining, "page")} of ${pages.total} had not been read when the run was stopped.`,
        "Run the dry run again, with more time.",
      ),
    ),
    ...when(readable > 0 && comments.extracted === 0, () =>
      caution(
        "no-comments",
        `None of the ${count(readable, "page")} with a comment section${readable === pages.total ? "" : " that could be read"} has a comment.`,
        "Check site-name and server-name: a wrong name leads to conversations that do not exist.",
      ),
    ),
    ...(firstWarning === undefined
      ? []
      : [
          caution(
            "warnings",
            `${count(warnings.length, "warning")}, first: ${firstWarning.message}`,
            firstWarning.remedy ?? "Look whether you agree with what is listed below.",
          ),
        ]),
    ...when(orphans > comments.extracted * thresholds.orphans, () =>
      caution(
        "many-orphans",
        `${count(orphans, "comment")} of ${comments.extracted} (${percent(orphans / comments.extracted)}) answer comments that are no longer there; they would be moved as comments of their own.`,
        "Look at some of them; if they had been moderated away, all is well.",
      ),
    ),
    ...when(skipped > (skipped + comments.extracted) * thresholds.skipped, () =>
      caution(
        "many-skipped",
        `${count(skipped, "item")} of ${skipped + comments.extracted} (${percent(skipped / (skipped + comments.extracted))}) at the source are no comments by this program's rules, and would be left behind.`,
        "Look at their reasons below.",
      ),
    ),
    ...when(cost.databaseRows > thresholds.rowsOfFreeDay, () =>
      caution(
        "more-than-a-free-day",
        `The migration writes about ${count(cost.databaseRows, "row")}, and a free Cloudflare account may write ${thresholds.rowsOfFreeDay.toLocaleString("en-US")} a day.`,
        "Take a paid plan for the month, or run it again on each of the following days: it resumes where it left off.",
      ),
    ),
    ...when(cost.durationMs > thresholds.jobMs, () =>
      caution(
        "longer-than-a-job",
        "The migration takes longer than the six hours of a job.",
        'Divide it into shards, or let runs follow each other until it is done: see "When a run does not come to its end" in the README.',
      ),
    ),
  ];
}

function when(is: boolean, reason: () => JudgementReason): readonly JudgementReason[] {
  return is ? [reason()] : [];
}

function noGo(code: string, message: string, remedy: string): JudgementReason {
  return { judgement: "no-go", code, message, remedy };
}

function caution(code: string, message: string, remedy: string): JudgementReason {
  return { judgement: "caution", code, message, remedy };
}
