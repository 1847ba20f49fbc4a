import { readFileSync } from "node:fs";
import { systemErrorCode } from "../files/system-error.ts";
import type { Report } from "../report/report.ts";
import { reportSchema } from "../report/report-schema.ts";

/** The report in a file; undefined where there is none, or one of another release. */
export function readReport(file: string): Report | undefined {
  try {
    return reportSchema.safeParse(JSON.parse(readFileSync(file, "utf8"))).data;
  } catch (error) {
    if (error instanceof SyntaxError || systemErrorCode(error) !== undefined) return undefined;
    throw error;
  }
}

/** When a rollback deleted comments, by its own report or a later one; ISO 8601, undefined for never. */
export function rolledBackAt(report: Report): string | undefined {
  if (report.mode !== "rollback") return report.rolledBackAt;
  const hasDeleted = report.verdict === "rolled-back" || report.verdict === "partial";
  return hasDeleted ? report.finishedAt : report.rolledBackAt;
}

/**
 * The report with what the earlier one knows of a rollback of the same site, which no checkpoint knows
 * of; a migration that moved comments again ends it.
 */
export function withEarlierRollback(report: Report, earlier: Report | undefined): Report {
  if (earlier === undefined || !isOfSameSite(report, earlier)) return report;
  const time = rolledBackAt(earlier);
  const isMovedAgain = report.mode === "migrate" && report.verdict !== "failed";
  return time === undefined || isMovedAgain ? report : { ...report, rolledBackAt: time };
}

function isOfSameSite({ site: a }: Report, { site: b }: Report): boolean {
  // An archive is of a database, whatever site the comments are of.
  const isSame = [a.siteName, b.siteName].includes("") || a.siteName === b.siteName;
  return isSame && a.database === b.database && a.databaseIs === b.databaseIs;
}
