import { plural } from "../domain/plural.ts";
import { list, type Section } from "./blocks.ts";
import { completedEarlier } from "./completed-earlier.ts";
import type { ArchiveReport, JobReport, Report } from "./report.ts";

/** A report about a site, whose pages were looked for. */
type SiteReport = Exclude<Report, ArchiveReport>;

/**
 * Where the run's memory came from and went to, and how its pages were found; undefined for an archive,
 * which needs neither.
 * @param kept where the checkpoint went, one sentence each
 */
export function checkpointSection(report: Report, kept: readonly string[]): Section | undefined {
  if (report.mode === "archive") return undefined;
  return {
    title: "Checkpoint and sources",
    blocks: [
      list([
        memorySentence(report),
        ...report.checkpoint.notes,
        ...kept,
        discoverySentence(report),
        addressSentence(report),
      ]),
    ],
  };
}

function memorySentence(report: SiteReport): string {
  if (report.shards !== undefined) {
    return `Merged from the reports of ${plural(report.shards.length, "shard")}, each with a checkpoint of its own.`;
  }
  switch (report.mode) {
    case "migrate":
      return checkpointSentence(report);
    case "dry-run":
      return "A dry run uses no checkpoint.";
    case "verify":
      return "A verification uses no checkpoint.";
    case "rollback":
      return "A rollback uses no checkpoint.";
  }
}

function checkpointSentence(report: Extract<JobReport, { readonly mode: "migrate" }>): string {
  const { checkpoint, pages } = report;
  const before = completedEarlier(report);
  const all = pages.completedBefore < before ? " All were read again for what is new." : "";
  const skipped = `${plural(before, "page")} had already been completed.${all}`;
  switch (checkpoint.source) {
    case "none":
      return "This run used no checkpoint.";
    case "new":
      return "No checkpoint of an earlier run was found; this run started a new one.";
    case "file":
      return `Resumed from ${checkpoint.file}: ${skipped}`;
    case "cache":
      return `Resumed from the Actions cache: ${skipped}`;
    case "artifact":
      return `Resumed from an artifact of an earlier attempt or run: ${skipped}`;
    case "ledger":
      return `No checkpoint was found, so progress was read from the database itself: ${skipped}`;
  }
}

function discoverySentence({ scan }: SiteReport): string {
  return {
    build: "Comment sections are those of the site as Hugo builds it.",
    "built-site": "Comment sections are those of a site that was built before.",
    content: "Comment sections were found in content files alone, without a built site.",
  }[scan.discoveredBy];
}

function addressSentence({ scan }: SiteReport): string {
  return {
    hugo: "Page addresses are Hugo's own.",
    "built-site": "Page addresses are those of the built files.",
  }[scan.resolvedBy];
}
