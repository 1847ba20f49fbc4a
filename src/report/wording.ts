import type { Difference, DifferenceKind } from "../domain/difference.ts";
import type { SourceLocation } from "../domain/source-location.ts";
import type { Report, ReportedPage, ReportedPhase, ReportedRollback } from "./report.ts";

/** A state in a word or two. */
export function stateWord(state: ReportedPage["state"]): string {
  return {
    completed: "complete",
    "completed-before": "complete before",
    failed: "failed",
    remaining: "remaining",
    readable: "readable",
    verified: "verified",
  }[state];
}

/** `1 page`, `2 pages`. */
export function count(number: number, noun: string): string {
  return `${number.toLocaleString("en-US")} ${noun}${number === 1 ? "" : "s"}`;
}

/** `97.4 %`; a dash where there is no rate. */
export function percent(rate: number | null): string {
  return rate === null ? "–" : `${Math.floor(rate * 1000) / 10} %`;
}

/** `850 ms`, `12.3 s`, `4 min 5 s`, `2 h 3 min`. */
export function duration(milliseconds: number): string {
  const seconds = milliseconds / 1000;
  if (seconds < 1) return `${Math.round(milliseconds)} ms`;
  if (seconds < 60) return `${seconds.toFixed(1)} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min ${Math.floor(seconds % 60)} s`;
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** `content/posts/a.md:12`. */
export function place(location: SourceLocation): string {
  return `${location.file}:${location.line}`;
}

/** Where the checkpoint came from, in one sentence. */
export function checkpointSentence({ checkpoint, pages, mode, shards }: Report): string {
  if (shards !== null) {
    return `Put together from the reports of ${count(shards.length, "shard")}, each with a checkpoint of its own.`;
  }
  const skipped = `${count(pages.completedBefore, "page")} had been completed before.`;
  switch (checkpoint.source) {
    case "none":
      return mode === "migrate"
        ? "A dry run uses no checkpoint."
        : `A ${mode === "verify" ? "verification" : "rollback"} uses no checkpoint.`;
    case "new":
      return "No checkpoint of an earlier run was found; this run began a new one.";
    case "file":
      return `Continued from ${checkpoint.file}: ${skipped}`;
    case "cache":
      return `Continued from the Actions cache: ${skipped}`;
    case "artifact":
      return `Continued from an artifact of an earlier attempt or run: ${skipped}`;
    case "ledger":
      return `No checkpoint was found, so what is done was taken from the database itself: ${skipped}`;
  }
}

/** What was looked at for comment sections. */
export function discoverySentence({ scan }: Report): string {
  switch (scan.discoveredBy) {
    case "build":
      return "Comment sections are those of the site as Hugo builds it.";
    case "built-site":
      return "Comment sections are those of a site that was built before.";
    case "content":
      return "Comment sections were found in content files alone, without a built site.";
  }
}

/** Who said what the page addresses are, in one sentence. */
export function addressSentence({ scan }: Report): string {
  return scan.resolvedBy === "hugo"
    ? "Page addresses are Hugo's own."
    : "Page addresses are those of the built files.";
}

/** What a phase's time went into, in a few words. */
export function phaseWords(phase: ReportedPhase["phase"]): string {
  return {
    scan: "Finding pages and sections",
    start: "Restoring the checkpoint, looking at the database",
    read: "Reading comments",
    import: "Writing and comparing",
    finish: "Finishing",
  }[phase];
}

/** What is different, in a few words after the comment's name. */
export function differenceWords({ kind, seenBy }: Difference): string {
  const by = seenBy === "api" ? ", as readers see it" : "";
  return `${differenceWord(kind)}${by}`;
}

function differenceWord(kind: DifferenceKind): string {
  return {
    missing: "was never imported",
    deleted: "was deleted since",
    "not-shown": "is not shown",
    doubled: "is shown more than once",
    "not-in-ledger": "is not in the ledger",
    page: "is on another page",
    author: "has another author",
    text: "has another text",
    time: "has another time",
    parent: "answers another comment",
  }[kind];
}

/** What a rollback did or would do about readers' comments and what hung on moved ones. */
export function rollbackSentences(rollback: ReportedRollback): readonly string[] {
  const { goneBefore, repliesKept, repliesDeleted, attachments } = rollback;
  return [
    ...(goneBefore === 0 ? [] : [`${count(goneBefore, "moved comment")} had been deleted before.`]),
    ...(repliesKept === 0
      ? []
      : [
          `${count(repliesKept, "comment")} of readers, in answer to moved ones, kept on their own.`,
        ]),
    ...(repliesDeleted === 0
      ? []
      : [`${count(repliesDeleted, "comment")} of readers below moved ones deleted too.`]),
    ...Object.entries(attachments).map(
      ([table, rows]) => `${count(rows, "row")} of ${table} went with their comments.`,
    ),
  ];
}

const mostIds = 5;

/** Source ids, as many as a line takes; report.json has them all. */
export function firstIds(sourceIds: readonly string[]): string {
  const shown = sourceIds.slice(0, mostIds).map((sourceId) => sourceId.slice(0, 100));
  const more = sourceIds.length - shown.length;
  return `${shown.join(", ")}${more > 0 ? ` and ${more} more, see report.json` : ""}`;
}
