import {
  type Baseline,
  type CheckReport,
  identityOf,
  keyOf,
  problemsOf,
} from "../report/baseline.ts";
import type { DryRunReport, KnownProblem } from "../report/report.ts";
import { judgeAgain } from "./judge-trial.ts";
import { migrationMessages } from "./messages.ts";

/** What the problems of a report are compared with. */
export interface Comparison {
  /** Undefined where there is no such file yet. */
  readonly baseline: Baseline | undefined;
  /** The file, as people know it. */
  readonly file: string;
  /** Where the run leaves its own problems as a baseline, as people know it. */
  readonly proposal: string;
}

/**
 * The report, whose problems are marked as new or known. Only new ones make it fail: known ones are
 * still listed and counted, and its verdict says that they are there.
 */
export function compareWithBaseline(
  report: CheckReport,
  { baseline, file, proposal }: Comparison,
): CheckReport {
  const accepted = new Map(baseline?.problems.map((problem) => [keyOf(problem), problem.count]));
  const present = problemsOf(report);
  // Which of several alike is the new one can't be told: then none of them is known.
  const known = new Set(
    present.filter((one) => one.count <= (accepted.get(keyOf(one)) ?? 0)).map(keyOf),
  );
  const isKnown = (one: Parameters<typeof identityOf>[0]) => known.has(keyOf(identityOf(one)));
  const findings = report.findings.map((finding) =>
    finding.severity === "notice" ? finding : { ...finding, known: isKnown(finding) },
  );
  const failedPages = report.failedPages.map((page) => ({ ...page, known: isKnown(page) }));
  const numbersOf = (is: boolean) => ({
    errors: [...failedPages, ...findings.filter(({ severity }) => severity === "error")].filter(
      (one) => one.known === is,
    ).length,
    warnings: findings.filter((one) => one.severity === "warning" && one.known === is).length,
  });
  const compared = {
    findings:
      baseline === undefined && present.length > 0
        ? [...findings, migrationMessages.finding("no-baseline", { file, proposal })]
        : findings,
    failedPages,
    baseline: {
      file,
      isThere: baseline !== undefined,
      new: numbersOf(false),
      known: numbersOf(true),
      gone: goneFrom(baseline, present, report),
    },
  };
  if (report.mode === "dry-run") return judgedTrial({ ...report, ...compared });
  const verification = { ...report, ...compared };
  return { ...verification, verdict: verdictOf(verification) };
}

/** Whether all pages were read, so that what was not found is not there. */
export function isWhole({ stoppedBy, pages }: CheckReport): boolean {
  return stoppedBy === null && pages.remaining === 0;
}

/** A page that fails now may have had its other problems if it had come that far. */
function goneFrom(
  baseline: Baseline | undefined,
  present: readonly KnownProblem[],
  report: CheckReport,
): readonly KnownProblem[] {
  if (baseline === undefined || !isWhole(report)) return [];
  const counts = new Map(present.map((one) => [keyOf(one), one.count]));
  const failed = new Set(report.failedPages.map(({ pageId }) => pageId));
  return baseline.problems.flatMap((problem) => {
    const now = counts.get(keyOf(problem)) ?? 0;
    if (now === 0 && problem.pageId !== null && failed.has(problem.pageId)) return [];
    return now < problem.count ? [{ ...problem, count: problem.count - now }] : [];
  });
}

function judgedTrial(report: DryRunReport): DryRunReport {
  const trial = judgeAgain(
    report.trial,
    {
      ...report,
      failedPages: report.failedPages.filter((one) => one.known !== true),
      findings: report.findings.filter((one) => one.severity !== "error" || one.known !== true),
    },
    report.baseline?.known.errors ?? 0,
  );
  const judged = { ...report, trial };
  return trial.judgement === "no-go" ? judged : { ...judged, verdict: verdictOf(judged) };
}

/** A failure becomes one of known problems only where nothing else is a reason for it. */
function verdictOf<Kind extends CheckReport>({
  baseline,
  verdict,
  pages,
  stoppedBy,
}: Kind): Kind["verdict"] | "known-problems" | "partial" {
  const isNew = baseline === undefined || baseline.new.errors > 0 || stoppedBy !== null;
  if (verdict !== "failed" || isNew || pages.total === 0) return verdict;
  return pages.remaining > 0 ? "partial" : "known-problems";
}
