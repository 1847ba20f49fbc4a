import type { Report } from "../report/report.ts";

/**
 * 0 when nothing failed and nothing remains but what a time budget left for the next run, or when
 * the user asked for leniency; 1 otherwise. A budget in which no page was completed is too small: a
 * chain of such runs would never end.
 */
export function exitCodeOf(report: Report, failOn: "failed-pages" | "nothing"): 0 | 1 {
  if (failOn === "nothing") return 0;
  const { findings, pages } = report;
  const isPlanned =
    findings.some(({ code }) => code === "time-budget-used") &&
    pages !== undefined &&
    pages.completed > pages.completedBefore;
  return report.verdict === "failed" || (report.verdict === "partial" && !isPlanned) ? 1 : 0;
}
