import type { Report } from "../report/report.ts";

/**
 * 0 when nothing failed and nothing remains, or when the user asked for leniency; 1 otherwise.
 */
export function exitCodeOf(report: Report, failOn: "failed-pages" | "nothing"): 0 | 1 {
  if (failOn === "nothing") return 0;
  return report.verdict === "failed" || report.verdict === "partial" ? 1 : 0;
}
