import { plural } from "../domain/plural.ts";
import { attentionOf } from "./attention.ts";
import { isPartDone, partOf, partSettings } from "./part.ts";
import type {
  ArchiveReport,
  DryRunReport,
  MigrationReport,
  Report,
  ReportedReplacement,
  VerificationReport,
} from "./report.ts";

const mostRemedies = 3;
const runAgain = "Run it again (“Re-run failed jobs”, or start the workflow anew)";

/** What the user does next, one or two sentences each, in order. */
export function nextSteps(report: Report): readonly string[] {
  switch (report.mode) {
    case "migrate":
      return stepsAfterMigration(report);
    case "dry-run":
      return stepsAfterTrial(report);
    case "verify":
      return stepsAfter(report, [
        report.differences.some(({ cause }) => cause === "source")
          ? "Run mode: migrate again: it brings to the target what changed at the source. The old widget of those pages stays until then."
          : "Replace the old widget, if that has not been done yet.",
      ]);
    case "rollback":
      return stepsAfter(report, [
        report.verdict === "dry-run"
          ? "If this is what you expect, run it with mode: rollback."
          : "A new migration moves all comments again: run it with mode: migrate.",
      ]);
    case "archive":
      return stepsAfterArchive(report);
  }
}

function stepsAfterArchive(report: ArchiveReport): readonly string[] {
  if (report.verdict === "failed") return [...remedies(report), "Then run it again."];
  const { written, removed, pullRequest } = report.archive;
  if (pullRequest !== null) return ["Look at the pull request, then merge it."];
  return written + removed === 0
    ? ["You don't have to do anything: the folder is as it was."]
    : ["Commit the folder, then publish the site as usual."];
}

function stepsAfterMigration(report: MigrationReport): readonly string[] {
  switch (report.verdict) {
    case "complete":
      return stepsAfterAll(report);
    case "partial":
      if (isPartDone(report)) return stepsAfterPart(report);
      return [
        ...(report.pages.remaining === 0 ? remedies(report) : []),
        `${runAgain}: it resumes where it left off.`,
      ];
    case "failed":
      return [
        ...remedies(report),
        `${runAgain}: completed pages are skipped, failed ones are tried again.`,
      ];
  }
}

/** Whether a part of the site went well: then the rest of it is next. */
function stepsAfterPart(report: MigrationReport | VerificationReport): readonly string[] {
  const part = partOf(report);
  const unplaced = report.placement?.unplaced ?? [];
  const replaced = stepsAfterReplacement(report.replacement);
  const look =
    report.mode === "migrate" && replaced.length === 0
      ? ["Look at the pages of this part in the new comment system."]
      : replaced;
  if (part === undefined) return look;
  const others = plural(part.others, "other page");
  return [
    ...look,
    ...(unplaced.length > 0 ? remedies(report) : []),
    report.mode === "migrate"
      ? `Run it again without ${partSettings(part)}: it moves the comments of the ${others}, and skips the pages that are complete.`
      : `To verify the ${others} as well, run it again without ${partSettings(part)}.`,
  ];
}

function stepsAfterAll(report: MigrationReport): readonly string[] {
  const replaced = stepsAfterReplacement(report.replacement);
  if (replaced.length > 0) return replaced;
  if (report.pages.total === 0) return remedies(report);
  return [
    "Look at a few pages in the new comment system, then replace the old widget: the setting replace does that, or says what to change.",
    report.pages.completedBefore > 0
      ? "Pages that an earlier run completed were not read again. Run it once more just before you replace the widgets: it reads all pages again, and brings what is new, edited or removed since."
      : "Readers may still be commenting: run it once more just before you replace the widgets. It reads all pages again, and brings what is new, edited or removed since.",
  ];
}

/** @param done what follows where all went well */
function stepsAfter(
  report: Exclude<Report, MigrationReport | DryRunReport | ArchiveReport>,
  done: readonly string[],
): readonly string[] {
  switch (report.verdict) {
    case "failed":
      return [...remedies(report), "Then run it again."];
    case "partial":
      if (report.mode === "verify" && isPartDone(report)) return stepsAfterPart(report);
      return [`${runAgain}: it reads all pages again.`];
    case "known-problems":
      return [...remedies(report), "Nothing is new, so this run does not fail."];
    case "verified":
    case "dry-run":
    case "rolled-back": {
      const replaced = stepsAfterReplacement(report.replacement);
      return replaced.length > 0 ? replaced : done;
    }
  }
}

function stepsAfterTrial({ trial, part }: DryRunReport): readonly string[] {
  const steps = [...new Set(trial.reasons.map(({ remedy }) => remedy))];
  const how = part === undefined ? "" : ` and the same ${partSettings(part)}`;
  switch (trial.judgement) {
    case "go":
      return [`Run it with mode: migrate${how}.`];
    case "caution":
      return [...steps, `If you agree, run it with mode: migrate${how}.`];
    case "no-go":
      return [...steps, "Then make another dry run."];
  }
}

function stepsAfterReplacement(done: ReportedReplacement | undefined): readonly string[] {
  if (done === undefined || done.dryRun) return [];
  if (done.files.length === 0) {
    return done.pullRequest === null
      ? []
      : ["Merge the pull request: it has files of the comments and changes no page."];
  }
  const look = "Look at a few of the pages as Hugo builds them now";
  if (done.to === "working-tree") return [`${look}, then commit the changed files.`];
  return done.pullRequest === null ? [] : [`${look}, then merge the pull request.`];
}

/** What helps against what there is most of; the report lists the others. */
function remedies(report: Report): readonly string[] {
  const all = attentionOf(report)
    .filter(({ severity }) => severity !== "notice")
    .flatMap(({ items: [{ remedy }] }) => remedy ?? []);
  const first = [...new Set(all)].slice(0, mostRemedies);
  return first.length > 0 ? first : ["Fix the problems listed above."];
}
