import type { SourceLocation } from "../domain/source-location.ts";
import { type AttentionGroup, type AttentionItem, attentionOf, placesIn } from "./attention.ts";
import { comparisonSentences, comparisonTitle } from "./comparison-words.ts";
import { headline } from "./headline.ts";
import { inertMarkdown as inert } from "./inert-markdown.ts";
import { replacementPart } from "./markdown-replacement.ts";
import { bar, cell, details, type TableRow, table, tableWithin } from "./markdown-table.ts";
import { trialPart } from "./markdown-trial.ts";
import { nextSteps } from "./next-steps.ts";
import { pageSteps } from "./page-steps.ts";
import type { Report, ReportedRollback } from "./report.ts";
import { timeBuckets } from "./time-buckets.ts";
import { verdictMark, verdictMarks } from "./verdict-mark.ts";
import {
  addressSentence,
  checkpointSentence,
  count,
  differenceWords,
  discoverySentence,
  duration,
  firstIds,
  percent,
  phaseWords,
  place,
  rollbackSentences,
  stateWord,
} from "./wording.ts";

/** What a host adds to the report's own words. */
interface MarkdownOptions {
  /** Where the checkpoint went, one sentence each. */
  readonly kept?: readonly string[];
  /** What the user does next, a sentence each, where it is not what the report alone says. */
  readonly next?: readonly string[];
  /** The address at which a place in the repository can be looked at. */
  readonly addressOf?: (location: SourceLocation) => string;
}

// A step's summary may have 1 MiB, in UTF-8; these parts and the short ones stay well below it.
// Source: https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands#adding-a-job-summary
const limits = {
  attention: { rows: 100, bytes: 250_000 },
  ofOneKind: 8,
  places: 6,
  differences: { rows: 200, bytes: 150_000 },
  notices: { rows: 100, bytes: 60_000 },
  replies: { rows: 200, bytes: 60_000 },
  skipped: { rows: 100, bytes: 60_000 },
  pages: { rows: 1_000, bytes: 250_000 },
} as const;
const largestPages = 10;
const mostBuckets = 24;
const progressLength = 30;

/**
 * The report as GitHub Flavored Markdown for a job summary: the verdict first, then the numbers,
 * what needs attention, what to do, and all else, folded where it is long. Long tables are cut with a
 * note, so that it stays below the 1 MiB that a step summary may have.
 */
export function renderMarkdown(report: Report, options: MarkdownOptions = {}): string {
  const attention = attentionOf(report);
  const isNotice = ({ severity }: AttentionGroup) => severity === "notice";
  return [
    `## ${verdictMark(report)} ${inert(headline(report))}`,
    ...(report.rollback === null
      ? [progressBar(report), numbers(report)]
      : [rollbackPart(report.rollback)]),
    trialPart(report.trial),
    replacementPart(report.replacement),
    attentionPart(
      "### Needs your attention",
      attention.filter((group) => !isNotice(group)),
      options,
    ),
    differences(report),
    `### What to do next\n\n${(options.next ?? nextSteps(report))
      .map((step, index) => `${index + 1}. ${inert(step)}`)
      .join("\n")}`,
    comparisonPart(report),
    shardTable(report.shards),
    folded("Good to know", attention.filter(isNotice), options),
    skipped(report),
    stepTable(report),
    charts(report),
    pageList(report, options),
    phaseTable(report),
    checkpointPart(report, options),
  ]
    .filter((part) => part !== "")
    .join("\n\n")
    .concat("\n");
}

function progressBar({ progressRate, pages, trial, durationMs }: Report): string {
  const done = Math.floor(progressRate * progressLength);
  const blocks = "█".repeat(done) + "░".repeat(progressLength - done);
  const what = trial === null ? "" : " looked at";
  return `\`${blocks}\` **${percent(progressRate)}**${what} (${n(pages.total - pages.remaining)} of ${count(pages.total, "page")}) in ${duration(durationMs)}`;
}

function numbers({ pages, comments, successRate, trial }: Report): string {
  const rows: readonly TableRow[] =
    trial === null
      ? [
          ["**Pages**", n(pages.total), n(pages.completed), n(pages.failed), n(pages.remaining)],
          [
            "**Comments**",
            n(comments.extracted),
            `${n(comments.imported)} (${n(comments.inserted)} by this run)`,
            n(comments.failed),
            "",
          ],
        ]
      : [];
  if (rows.length === 0) return "";
  return `${table(["What", "Found", "Moved", "Failed", "Remaining"], rows)}\n\nOf the pages dealt with, **${percent(successRate)}** came through.`;
}

/** `12,345`. */
function n(number: number): string {
  return number.toLocaleString("en-US");
}

function shardTable(shards: Report["shards"]): string {
  if (shards === null) return "";
  const rows = shards.map(({ number, of, verdict, pages, checkpoint }) => [
    `${number}/${of}`,
    verdict === null ? "⚠️ no report" : `${verdictMarks[verdict]} ${verdict}`,
    pages?.total ?? "",
    pages?.completed ?? "",
    pages?.failed ?? "",
    pages?.remaining ?? "",
    checkpoint === null
      ? "none"
      : `${checkpoint.status}, ${count(checkpoint.completedPages, "page")}`,
  ]);
  const head = ["Shard", "State", "Pages", "Completed", "Failed", "Remaining", "Checkpoint"];
  return details(`All shards (${shards.length})`, table(head, rows));
}

function attentionPart(
  heading: string,
  groups: readonly AttentionGroup[],
  options: MarkdownOptions,
): string {
  return groups.length === 0
    ? ""
    : `${heading}\n\n${attentionTable(groups, limits.attention, options)}`;
}

function folded(
  title: string,
  groups: readonly AttentionGroup[],
  options: MarkdownOptions,
): string {
  const all = groups.reduce((sum, group) => sum + placesIn(group), 0);
  return all === 0
    ? ""
    : details(`${title} (${all})`, attentionTable(groups, limits.notices, options));
}

const severityMarks = { error: "❌ error", warning: "⚠️ warning", notice: "ℹ️ notice" } as const;

/** A few of each kind, each with its first places; how many more there are stands with them. */
function attentionTable(
  groups: readonly AttentionGroup[],
  within: { readonly rows: number; readonly bytes: number },
  options: MarkdownOptions,
): string {
  const rows = groups.flatMap((group) => {
    const shown = group.items.slice(0, limits.ofOneKind);
    const rest = group.items.slice(limits.ofOneKind);
    return shown.map((item, index) => ({
      severity: group.severity,
      item,
      othersOfKind:
        index < shown.length - 1 ? 0 : rest.reduce((sum, { places }) => sum + places.length, 0),
    }));
  });
  return tableWithin(
    ["Kind", "Where", "What", "What to do"],
    rows,
    ({ severity, item, othersOfKind }) => [
      severityMarks[severity],
      placesCell(item, options),
      `${cell(item.message)}${othersOfKind === 0 ? "" : `<br>${moreOf(othersOfKind, " of this kind")}`}`,
      cell(item.remedy ?? ""),
    ],
    within,
  );
}

/** One place in full; of several the files and lines only, so that they take a line each. */
function placesCell({ places }: AttentionItem, options: MarkdownOptions): string {
  const [{ pageId, location, attempts }] = places;
  if (places.length === 1) {
    return [
      ...(pageId === null ? [] : [cell(pageId)]),
      ...(location === null ? [] : [placeCell(location, options)]),
      ...(attempts === null || attempts < 2 ? [] : [`tried ${attempts} times`]),
    ].join("<br>");
  }
  const shown = places
    .slice(0, limits.places)
    .map((one) =>
      one.location === null ? cell(one.pageId ?? "") : placeCell(one.location, options),
    );
  const more = places.length - shown.length;
  return [...shown, ...(more === 0 ? [] : [moreOf(more)])].join("<br>");
}

function moreOf(number: number, what = ""): string {
  return `**… and ${number.toLocaleString("en-US")} more${what}**`;
}

function placeCell(location: SourceLocation, { addressOf }: MarkdownOptions): string {
  const text = cell(place(location));
  return addressOf === undefined ? text : `[${text}](${addressOf(location)})`;
}

function differences({ differences: all }: Report): string {
  if (all.length === 0) return "";
  const head = ["Page", "Comment", "What", "In the room", "In the target"];
  return `### Differences\n\n${tableWithin(
    head,
    all,
    (difference) => [
      cell(difference.pageId),
      cell(difference.comment),
      cell(differenceWords(difference)),
      cell(difference.expected ?? ""),
      cell(difference.found ?? ""),
    ],
    limits.differences,
  )}`;
}

function rollbackPart(rollback: ReportedRollback): string {
  const { replies } = rollback;
  const sentences = rollbackSentences(rollback).map((sentence) => `- ${inert(sentence)}`);
  const list =
    replies.length === 0
      ? ""
      : `### Replies of readers to moved comments\n\n${tableWithin(
          ["Page", "Comment", "Author", "Answers"],
          replies,
          ({ commentId, page, authorName, isDirect }) => [
            cell(page),
            cell(String(commentId)),
            cell(authorName),
            isDirect ? "a moved comment" : "a reader's reply",
          ],
          limits.replies,
        )}`;
  return [sentences.join("\n"), list].filter((part) => part !== "").join("\n\n");
}

function comparisonPart({ comparison }: Report): string {
  if (comparison === null) return "";
  const sentences = comparisonSentences(comparison).map((sentence) => `- ${inert(sentence)}`);
  return `### ${inert(comparisonTitle(comparison))}\n\n${sentences.join("\n")}`;
}

function skipped({ skipped }: Report): string {
  if (skipped.length === 0) return "";
  const all = skipped.reduce((sum, { sourceIds }) => sum + sourceIds.length, 0);
  return details(
    `Events that are not comments (${all})`,
    tableWithin(
      ["Page", "Why", "Events", "Ids"],
      skipped,
      ({ pageId, reason, sourceIds }) => [
        cell(pageId),
        cell(reason),
        sourceIds.length,
        inert(firstIds(sourceIds)),
      ],
      limits.skipped,
    ),
  );
}

function stepTable(report: Report): string {
  const steps = pageSteps(report);
  if (report.pages.failed === 0 || steps.length === 0) return "";
  return `### How far the pages came\n\n${table(
    ["Step", ...steps.map(({ step }) => step)],
    [
      ["**Pages**", ...steps.map(({ pages }) => n(pages))],
      ["**Failed there**", ...steps.map(({ failed }) => (failed === 0 ? "" : n(failed)))],
    ],
  )}`;
}

function charts({ months, pageList }: Report): string {
  const buckets = timeBuckets(months, mostBuckets);
  const most = Math.max(...buckets.map(({ comments }) => comments));
  const largest = pageList
    .filter(({ comments }) => comments > 0)
    .toSorted((a, b) => b.comments - a.comments)
    .slice(0, largestPages);
  return [
    buckets.length < 2
      ? ""
      : details(
          "When the comments were written",
          table(
            ["When", "Comments"],
            buckets.map(({ label, comments }) => [label, bar(comments, most)]),
          ),
        ),
    largest.length < 2
      ? ""
      : details(
          "Pages with the most comments",
          table(
            ["Page", "Comments"],
            largest.map(({ pageId, comments }) => [
              cell(pageId),
              bar(comments, largest[0]?.comments ?? 0),
            ]),
          ),
        ),
  ]
    .filter((part) => part !== "")
    .join("\n\n");
}

function pageList({ pageList: pages }: Report, options: MarkdownOptions): string {
  if (pages.length === 0) return "";
  return details(
    `All pages (${pages.length.toLocaleString("en-US")})`,
    tableWithin(
      ["Page", "Title", "State", "Comments", "Section at"],
      pages,
      ({ pageId, title, state, comments, location }) => [
        cell(pageId),
        cell(title),
        stateWord(state),
        comments,
        placeCell(location, options),
      ],
      limits.pages,
    ),
  );
}

function phaseTable({ phases, shards }: Report): string {
  const most = Math.max(...phases.map(({ durationMs }) => durationMs));
  if (phases.length === 0 || most === 0) return "";
  const title =
    shards === null ? "Where the time went" : "Where the time went, all shards together";
  return details(
    title,
    table(
      ["Phase", "Time", "Share"],
      phases.map(({ phase, durationMs }) => [
        phaseWords(phase),
        duration(durationMs),
        bar(durationMs, most).replace(/ ?[\d,.]+$/, ""),
      ]),
    ),
  );
}

function checkpointPart(report: Report, { kept = [] }: MarkdownOptions): string {
  const { site, checkpoint } = report;
  const lines = [
    ...[checkpointSentence(report), ...checkpoint.notes, ...kept].map(inert),
    `Site <code>${inert(site.siteName)}</code> from ${inert(site.homeserver)} to the ${site.databaseIs} database <code>${inert(site.database)}</code>.`,
    inert(`${discoverySentence(report)} ${addressSentence(report)}`),
  ];
  return `### Checkpoint and sources\n\n${lines.join("  \n")}`;
}
