import type { Report, ReportedRollback, ReportedTrial } from "./report.ts";
import { count } from "./wording.ts";

/** The verdict in one sentence. */
export function headline(report: Report): string {
  const { mode, pages, comments, site, rollback, trial } = report;
  if (rollback !== null) return rollbackHeadline(report, rollback);
  if (trial !== null) return trialHeadline(report, trial);
  const of = `${pages.completed.toLocaleString("en-US")} of ${count(pages.total, "page")}`;
  switch (report.verdict) {
    case "complete":
      return completeHeadline(report);
    case "partial":
      return `Stopped half-way: ${of} are in ${site.database}, ${pages.remaining.toLocaleString("en-US")} remain.`;
    case "failed":
      if (mode === "verify" && pages.failed > 0) {
        return `${count(pages.failed, "page")} of ${pages.total} could not be verified: ${pages.completed} are as in their rooms.`;
      }
      if (report.stoppedBy !== null) return `Stopped by a problem: ${of} are complete.`;
      if (pages.failed === 0) return `Something was left out: ${of} are complete, see the errors.`;
      return `${count(pages.failed, "page")} failed: ${of} are complete.`;
    case "dry-run":
    case "verified":
    case "rolled-back":
      return `Verified: all ${count(comments.extracted, "comment")} on ${count(pages.total, "page")} are in ${site.database}, each once, as in their rooms.`;
  }
}

function completeHeadline({ pages, comments, site, comparison }: Report): string {
  if (pages.total === 0) return "There is nothing to move: no page shows a comment section.";
  const all = `all ${count(pages.total, "page")} with ${count(comments.imported, "comment")}`;
  if (comments.inserted === 0 && pages.completedBefore === pages.total) {
    return `Nothing to do: ${all} had been moved to ${site.database} before.`;
  }
  const isIncremental = comparison !== null && comparison.newlyCompleted.length === 0;
  if (isIncremental && comments.inserted === 0) {
    return `Nothing new: ${all} are in ${site.database} already, and nobody has written there since.`;
  }
  if (isIncremental && pages.completedBefore === 0) {
    return `${count(comments.inserted, "new comment")} moved: ${all} are in ${site.database} now.`;
  }
  return `All ${count(pages.total, "page")} with ${count(comments.imported, "comment")} are in ${site.database}.`;
}

function trialHeadline(
  { pages, site }: Report,
  { judgement, cost, reasons }: ReportedTrial,
): string {
  const there =
    cost.alreadyThere === 0
      ? ""
      : ` (${cost.alreadyThere.toLocaleString("en-US")} are there already)`;
  const could = `${count(cost.comments, "comment")} on ${count(pages.total, "page")} can be moved to ${site.database}${there}`;
  switch (judgement) {
    case "go":
      return `GO: ${could}. Nothing was written.`;
    case "caution":
      return `CAUTION: ${could}, but read ${reasons.length === 1 ? "the reason" : `the ${reasons.length} reasons`} first. Nothing was written.`;
    case "no-go":
      return "NO-GO: comments would be left behind. Nothing was written.";
  }
}

function rollbackHeadline({ verdict, site }: Report, rollback: ReportedRollback): string {
  const all = count(rollback.named, "moved comment");
  switch (verdict) {
    case "dry-run":
      return `Dry run, nothing was deleted: ${all} could be taken back from ${site.database}.`;
    case "rolled-back":
      return rollback.repliesDeleted === 0
        ? `${all} taken back from ${site.database}; what readers wrote there is kept.`
        : `${all} taken back from ${site.database}, and ${rollback.repliesDeleted} replies of readers with them.`;
    default:
      return `${rollback.deleted} of ${all} taken back from ${site.database}.`;
  }
}
