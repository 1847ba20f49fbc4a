import type { Chart, Section } from "./blocks.ts";
import { pageSteps } from "./page-steps.ts";
import type { Phase, Report } from "./report.ts";
import { timeBuckets } from "./time-buckets.ts";
import { duration } from "./wording.ts";

const mostBuckets = 24;
const mostPages = 10;

/** How far the pages came; undefined where all came through. */
export function pagesByStep(report: Report): Section | undefined {
  if (report.pages === undefined || report.pages.failed === 0) return undefined;
  const bars = pageSteps(report).map(({ step, pages, failed }) => ({
    name: step,
    value: pages,
    lost: failed,
    shown: failed === 0 ? n(pages) : `${n(pages)}, ${n(failed)} failed here`,
  }));
  return section("How far the pages came", { form: "bars", head: ["Step", "Pages"], bars });
}

/** How many comments were written when; undefined where that is all the same time. */
export function writtenByMonth({ months = [] }: Report): Section | undefined {
  const buckets = timeBuckets(months, mostBuckets);
  if (buckets.length < 2) return undefined;
  const bars = buckets.map(({ label, comments }) => ({
    name: label,
    value: comments,
    shown: n(comments),
  }));
  return section("When the comments were written", {
    form: "columns",
    head: ["When", "Comments"],
    bars,
  });
}

/** The pages with the most comments; undefined where fewer than two have any. */
export function largestPages({ pageList = [] }: Report): Section | undefined {
  const bars = pageList
    .filter(({ comments }) => comments > 0)
    .toSorted((a, b) => b.comments - a.comments)
    .slice(0, mostPages)
    .map(({ pageId, comments }) => ({ name: pageId, value: comments, shown: n(comments) }));
  return bars.length < 2
    ? undefined
    : section("Pages with the most comments", { form: "bars", head: ["Page", "Comments"], bars });
}

/** What the time went into; undefined where that was not measured. */
export function timeByPhase({ phases, shards, mode }: Report): Section | undefined {
  // An archive only reads.
  if (mode === "archive" || phases.every(({ durationMs }) => durationMs === 0)) return undefined;
  const title = "Where the time went";
  const bars = phases.map(({ phase, durationMs }) => ({
    name: phaseWords[phase],
    value: durationMs,
    shown: duration(durationMs),
  }));
  return section(shards === undefined ? title : `${title}, all shards together`, {
    form: "bars",
    head: ["Phase", "Time"],
    bars,
  });
}

const phaseWords: Readonly<Record<Phase, string>> = {
  scan: "Finding pages and sections",
  start: "Restoring the checkpoint, inspecting the database",
  read: "Reading comments",
  import: "Writing and comparing",
  finish: "Finishing",
};

function section(title: string, chart: Omit<Chart, "kind" | "label">): Section {
  return { title, isDetail: true, blocks: [{ kind: "chart", label: title, ...chart }] };
}

function n(number: number): string {
  return number.toLocaleString("en-US");
}
