import { plural } from "../domain/plural.ts";
import { logLine } from "../domain/printable.ts";
import { readableAddresses } from "../domain/readable-address.ts";
import { partSettings } from "../report/part.ts";
import type { Status } from "../run/status.ts";

const mostPages = 10;

/**
 * The status of a migration, for a terminal.
 * @param program how this one is called
 */
export function statusText(status: Status, program = "hugo-comment-migration"): string {
  const { checkpoint, trouble, checkpointFile, report } = status;
  const lines = [
    ...(checkpoint === undefined ? [trouble ?? ""] : checkpointLines(checkpoint)),
    `Checkpoint: ${checkpointFile}`,
    "",
    ...(report === undefined
      ? ["There is no report yet."]
      : [`Last report (${report.mode}): ${report.headline}`, `Report: ${report.file}`]),
    ...(checkpoint?.restore === undefined
      ? []
      : [
          "",
          "To restore the database as it was before the first write:",
          `  ${checkpoint.restore}`,
        ]),
    "",
    nextStep(status, program),
  ];
  return `${lines.map((line) => logLine(readableAddresses(line))).join("\n")}\n`;
}

function checkpointLines(checkpoint: NonNullable<Status["checkpoint"]>): readonly string[] {
  const { migration, state } = checkpoint;
  return [
    `${migration.charAt(0).toUpperCase()}${migration.slice(1)}`,
    `${stateWords[state]}; begun ${shortTime(checkpoint.startedAt)}, last change ${shortTime(checkpoint.lastChangeAt)}`,
    ...(state === "rolled-back" ? [] : progressLines(checkpoint)),
  ];
}

const stateWords = {
  complete: "Complete",
  unfinished: "Unfinished",
  "rolled-back": "Rolled back",
} as const;

function progressLines(checkpoint: NonNullable<Status["checkpoint"]>): readonly string[] {
  const { pages, comments, failedPages } = checkpoint;
  const more = failedPages.length - mostPages;
  return [
    `${pages.completed.toLocaleString("en-US")} of ${plural(pages.total, "page")} complete, ${pages.failed.toLocaleString("en-US")} failed, ${pages.remaining.toLocaleString("en-US")} remaining`,
    `${plural(comments, "comment")} moved`,
    ...failedPages
      .slice(0, mostPages)
      .map(
        ({ pageId, error, attempts }) =>
          `  failed: ${pageId} (${plural(attempts, "run")}): ${error}`,
      ),
    ...(more > 0 ? [`  … and ${more.toLocaleString("en-US")} more failed pages`] : []),
  ];
}

function nextStep({ checkpoint, report }: Status, program: string): string {
  if (checkpoint === undefined) return `Next: ${program} dry-run`;
  if (checkpoint.state === "rolled-back") {
    return report?.mode === "rollback" && report.verdict === "partial"
      ? `Next: ${program} rollback, which goes on`
      : `Next: ${program} migrate, which moves all comments again`;
  }
  const isDoubtful = report?.verdict === "failed" || report?.verdict === "known-problems";
  if (report?.mode === "verify" && isDoubtful) {
    return "Next: what the report says";
  }
  if (checkpoint.state === "unfinished" && report?.part !== undefined) {
    return `Next: ${program} migrate without ${partSettings(report.part)}, which moves the other pages too`;
  }
  return checkpoint.state === "complete"
    ? `Next: ${program} verify, then ${program} replace`
    : `Next: ${program} migrate, which resumes from here`;
}

/** `2026-01-31 12:00 UTC` */
function shortTime(iso: string): string {
  return `${iso.slice(0, 16).replace("T", " ")} UTC`;
}
