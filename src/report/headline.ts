import type { Difference } from "../domain/difference.ts";
import { plural } from "../domain/plural.ts";
import type { SourceChange } from "../domain/source-change.ts";
import { isPartDone, partInNumbers, partOf } from "./part.ts";
import type {
  ArchiveReport,
  DryRunReport,
  MigrationReport,
  PagesReport,
  Report,
  RollbackReport,
  VerificationReport,
} from "./report.ts";

/** The verdict in one sentence, after another one where the run was about a part of the site. */
export function headline(report: Report): string {
  const part = partOf(report);
  // A dry run's judgement comes first, and has the part in its sentence.
  if (part === undefined || report.mode === "dry-run") return verdictOf(report);
  return `Only a part of the site: ${partInNumbers(part)}. ${verdictOf(report)}`;
}

function verdictOf(report: Report): string {
  switch (report.mode) {
    case "migrate":
      return migrationHeadline(report);
    case "dry-run":
      return trialHeadline(report);
    case "verify":
      return verificationHeadline(report);
    case "rollback":
      return rollbackHeadline(report);
    case "archive":
      return archiveHeadline(report);
  }
}

function migrationHeadline(report: MigrationReport): string {
  switch (report.verdict) {
    case "complete":
      return completeHeadline(report);
    case "partial":
      return isPartDone(report) && !hasUnplaced(report)
        ? completeHeadline(report)
        : partialHeadline(report);
    case "failed":
      return failedHeadline(report);
  }
}

function verificationHeadline(report: VerificationReport): string {
  const { verdict, pages } = report;
  switch (verdict) {
    case "verified":
      return verifiedHeadline(report);
    case "partial":
      return isPartDone(report)
        ? verifiedHeadline(report)
        : `${problemsInFront(report)}${partialHeadline(report)}`;
    case "known-problems":
      return `${problemsInFront(report)}${pages.completed.toLocaleString("en-US")} of ${plural(pages.total, "page")} match their source.`;
    case "failed":
      return pages.failed === 0
        ? `${problemsInFront(report)}${failedHeadline(report)}`
        : `${problemsInFront(report)}${plural(pages.failed, "page")} of ${pages.total} could not be verified: ${pages.completed} match their source.`;
  }
}

function verifiedHeadline(report: VerificationReport): string {
  const { pages, comments, site } = report;
  if (report.differences.length > 0) return changedHeadline(report);
  if (pages.withoutConversation > 0) {
    return `Verified: ${pages.completed.toLocaleString("en-US")} of ${plural(pages.total, "page")} match their source; it has no conversation for ${plural(pages.withoutConversation, "page")}.`;
  }
  return `Verified: all ${plural(comments.extracted, "comment")} on ${plural(pages.total, "page")} are in ${site.database}, each once, and match their source.`;
}

/** What a comparison with the baseline says; empty where there is none, or no problem. */
function problemsInFront({ baseline }: DryRunReport | VerificationReport): string {
  if (baseline === undefined) return "";
  const { new: added, known } = baseline;
  const knownOnes = known.errors.toLocaleString("en-US");
  if (added.errors === 0) {
    return known.errors === 0 ? "" : `${plural(known.errors, "known problem")}, none new. `;
  }
  return `${plural(added.errors, "new problem")}, ${knownOnes} known. `;
}

/** Nothing is wrong, but the two are not the same any more. */
function changedHeadline({ differences }: VerificationReport): string {
  const commentsBy = (cause: Difference["cause"]) =>
    new Set(differences.filter((one) => one.cause === cause).map(({ comment }) => comment)).size;
  const [source, target, other] = [
    commentsBy("source"),
    commentsBy("target"),
    commentsBy("wrong"),
  ] as const;
  const sentences = [
    ...(source === 0
      ? []
      : [`${plural(source, "comment")} changed at the source since, for the next run to follow`]),
    ...(target === 0 ? [] : [`${plural(target, "comment")} changed in the target since`]),
    ...(other === 0 ? [] : [`${plural(other, "comment")} differ and were accepted`]),
  ];
  return `Verified, nothing is wrong: ${sentences.join("; ")}.`;
}

function partialHeadline(report: PagesReport): string {
  const { pages, site, shards = [], placement } = report;
  if (pages.remaining === 0 && shards.some(({ verdict }) => verdict === null)) {
    return `Shards are missing: ${completedOf(report)} of the others are in ${site.database}.`;
  }
  const unplaced = placement?.unplaced ?? [];
  if (pages.remaining === 0 && unplaced.length > 0) {
    const comments = unplaced.reduce((sum, one) => sum + one.comments, 0);
    return `Not all comments have a page: ${completedOf(report)} are in ${site.database}, ${plural(comments, "comment")} without a page ${comments === 1 ? "is" : "are"} not.`;
  }
  return `Stopped before the end: ${completedOf(report)} are in ${site.database}, ${pages.remaining.toLocaleString("en-US")} remain.`;
}

function hasUnplaced({ placement }: PagesReport): boolean {
  return placement !== undefined && placement.unplaced.length > 0;
}

function nothingToMove({ placement }: PagesReport): string {
  return placement === undefined
    ? "There is nothing to move: no page shows a comment section."
    : "There is nothing to move: no conversation has a page on this site.";
}

function failedHeadline(report: PagesReport): string {
  const { pages, stoppedBy } = report;
  if (pages.total === 0 && stoppedBy === null) return nothingToMove(report);
  const of = completedOf(report);
  if (stoppedBy !== null) return `Stopped by a problem: ${of} are complete.`;
  if (pages.failed === 0) return `Comments were skipped: ${of} are complete, see the errors.`;
  return `${plural(pages.failed, "page")} failed: ${of} are complete.`;
}

function completedOf({ pages }: PagesReport): string {
  return `${pages.completed.toLocaleString("en-US")} of ${plural(pages.total, "page")}`;
}

function completeHeadline(report: MigrationReport): string {
  const { pages, comments, site, comparison } = report;
  if (pages.total === 0) return nothingToMove(report);
  const { withoutConversation: without } = pages;
  const count = without === 0 ? `all ${plural(pages.total, "page")}` : completedOf(report);
  const all = `${count} with ${plural(comments.imported, "comment")}`;
  const others =
    without === 0 ? "" : `; the source has no conversation for ${plural(without, "page")}`;
  const done = whatWasDone(report);
  if (done === undefined && pages.completedBefore === pages.completed && without === 0) {
    return `Nothing to do: ${all} had been moved to ${site.database} before.`;
  }
  const isIncremental = comparison !== null && comparison.newlyCompleted.length === 0;
  if (isIncremental && done === undefined) {
    return `Nothing new: ${all} are in ${site.database} already, and nobody has written there since${others}.`;
  }
  if (isIncremental && pages.completedBefore === 0) {
    return `${done}: ${all} are in ${site.database} now${others}.`;
  }
  return `${all.replace(/^a/, "A")} are in ${site.database}${others}.`;
}

/** What a later run brought; undefined where that is nothing. */
function whatWasDone({ comments, changes }: MigrationReport): string | undefined {
  const applied = (kind: SourceChange["kind"]) =>
    changes.filter(
      (one) => one.kind === kind && (one.result === "applied" || one.result === "emptied"),
    ).length;
  const [edited, removed] = [applied("edited"), applied("removed")] as const;
  const parts = [
    ...(comments.inserted === 0 ? [] : [`${plural(comments.inserted, "new comment")} moved`]),
    ...(edited === 0 ? [] : [`${plural(edited, "edit")} applied`]),
    ...(removed === 0 ? [] : [`${plural(removed, "removed comment")} taken out`]),
  ];
  return parts.length === 0 ? undefined : parts.join(", ");
}

function trialHeadline(report: DryRunReport): string {
  const { pages, site, trial, part: asked } = report;
  const part = partOf({ part: asked });
  const about = part === undefined ? "" : ` for this part only (${partInNumbers(part)})`;
  const { judgement, cost, reasons } = trial;
  const problems = problemsInFront(report);
  const there =
    cost.alreadyThere === 0 ? "" : ` (${cost.alreadyThere.toLocaleString("en-US")} already there)`;
  const on =
    problems === ""
      ? plural(pages.total, "page")
      : `${pages.total - pages.failed} of ${plural(pages.total, "page")}`;
  const could = `${plural(cost.comments, "comment")} on ${on} can be moved to ${site.database}${there}`;
  switch (judgement) {
    case "go":
      return `GO${about}: ${could}. Nothing was written.`;
    case "caution":
      return `CAUTION${about}: ${problems}${could}, but read ${reasons.length === 1 ? "the reason" : `the ${reasons.length} reasons`} first. Nothing was written.`;
    case "no-go":
      return `NO-GO${about}: ${problems}${problems === "" ? "c" : "C"}omments would be left behind. Nothing was written.`;
  }
}

function archiveHeadline({ verdict, site, archive }: ArchiveReport): string {
  const { folder, comments, pages, written, removed } = archive;
  const has = `${folder} has ${plural(comments, "comment")} on ${plural(pages, "page")}`;
  if (verdict === "failed") return `${has}, but the pull request failed.`;
  return written + removed === 0
    ? `${has}, as readers see them in the database ${site.database}: nothing changed.`
    : `${has}, as readers see them in the database ${site.database} now.`;
}

function rollbackHeadline({ verdict, site, rollback }: RollbackReport): string {
  const all = plural(rollback.named, "moved comment");
  switch (verdict) {
    case "dry-run":
      return `Dry run, nothing was deleted: ${all} could be removed from ${site.database}.`;
    case "rolled-back":
      return rollback.repliesDeleted === 0
        ? `${all} removed from ${site.database}; readers' own comments are still there.`
        : `${all} removed from ${site.database}, with ${plural(rollback.repliesDeleted, "reader reply", "reader replies")}.`;
    case "partial":
    case "failed":
      return `${rollback.deleted} of ${all} removed from ${site.database}.`;
  }
}
