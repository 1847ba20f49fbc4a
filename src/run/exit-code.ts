import { isPartDone } from "../report/part.ts";
import type { Report } from "../report/report.ts";

/**
 * 0 when nothing failed and nothing remains of what was asked for but what a time budget left for the
 * next run, or when
 * the user asked for leniency; 1 otherwise. A budget in which nothing was completed is too small: a
 * chain of such runs would never end. Nor would one of runs that begin anew each time.
 */
export function exitCodeOf(report: Report, failOn: "failed-pages" | "nothing"): 0 | 1 {
  if (failOn === "nothing") return 0;
  const isPlanned =
    report.findings.some(({ code }) => code === "time-budget-used") && getsOn(report);
  return report.verdict === "failed" ||
    (report.verdict === "partial" && !isPlanned && !isPartDone(report))
    ? 1
    : 0;
}

/** Whether the next run finds less to do than this one did. */
function getsOn(report: Report): boolean {
  switch (report.mode) {
    case "migrate":
      return report.pages.completed > report.pages.completedBefore;
    case "rollback":
      return report.rollback.deleted + report.rollback.goneBefore > 0;
    case "verify":
    case "dry-run":
    case "archive":
      return false;
  }
}
