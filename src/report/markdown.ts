import type { Difference } from "../comment/difference.ts";
import type { Finding } from "../comment/finding.ts";
import { inertMarkdown as inert } from "./inert-markdown.ts";
import type { FailedPage, Report, ReportedPage, ReportedRollback, Verdict } from "./report.ts";
import {
  addressSentence,
  bySeverity,
  checkpointSentence,
  count,
  differenceWords,
  discoverySentence,
  duration,
  firstIds,
  headline,
  nextSteps,
  percent,
  place,
  rollbackSentences,
  stateWord,
} from "./wording.ts";

const maxFailedPages = 200;
const maxFindings = 100;
const maxDifferences = 200;
const maxPages = 1000;
const maxCellLength = 500;
const barLength = 30;

const verdictMarks: Record<Verdict, string> = {
  complete: "✅",
  partial: "⏸️",
  failed: "❌",
  "dry-run": "🔍",
  verified: "✅",
  "rolled-back": "↩️",
};

/**
 * The report as GitHub Flavored Markdown for a job summary: the verdict first, then the numbers,
 * what needs attention, and all pages, folded. Long tables are cut with a note, so that it stays
 * below the 1 MiB that a step summary may have.
 * Source: https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands#adding-a-job-summary
 */
export function renderMarkdown(report: Report): string {
  return [
    `## ${verdictMarks[report.verdict]} ${inert(headline(report))}`,
    ...(report.rollback === null
      ? [progressBar(report), numbers(report)]
      : [rollbackPart(report.rollback)]),
    shardTable(report.shards),
    stopped(report),
    failedPages(report.failedPages),
    differences(report.differences),
    findings(report.findings),
    skippedEvents(report),
    pageList(report.pageList),
    `### What to do next\n\n${nextSteps(report)
      .map((step) => `- ${inert(step)}`)
      .join("\n")}`,
    footer(report),
  ]
    .filter((part) => part !== "")
    .join("\n\n")
    .concat("\n");
}

function progressBar({ progressRate, pages }: Report): string {
  const done = Math.floor(progressRate * barLength);
  const bar = "█".repeat(done) + "░".repeat(barLength - done);
  return `\`${bar}\` **${percent(progressRate)}** (${pages.total - pages.remaining} of ${count(pages.total, "page")})`;
}

function numbers(report: Report): string {
  const { pages, comments } = report;
  return table(
    ["", "Total", "Completed", "Failed", "Remaining"],
    [["**Pages**", pages.total, pages.completed, pages.failed, pages.remaining]],
  ).concat(
    "\n\n",
    table(
      ["", "Extracted", "Imported", "Written by this run", "Failed"],
      [["**Comments**", comments.extracted, comments.imported, comments.inserted, comments.failed]],
    ),
    "\n\n",
    `Progress **${percent(report.progressRate)}** · success **${percent(report.successRate)}** · duration **${duration(report.durationMs)}**`,
  );
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

function stopped({ stoppedBy }: Report): string {
  if (stoppedBy === null) return "";
  const remedy = stoppedBy.remedy === null ? "" : ` ${inert(stoppedBy.remedy)}`;
  return `### Stopped\n\n${inert(stoppedBy.message)}${remedy}`;
}

function failedPages(pages: readonly FailedPage[]): string {
  if (pages.length === 0) return "";
  const rows = pages
    .slice(0, maxFailedPages)
    .map((page) => [
      `${cell(page.pageId)}<br>${cell(place(page.location))}`,
      cell(page.message),
      cell(page.remedy ?? ""),
      page.attempts,
    ]);
  return `### Failed pages\n\n${table(["Page", "Reason", "What to do", "Tries"], rows)}${cut(pages.length, maxFailedPages)}`;
}

function findings(all: readonly Finding[]): string {
  if (all.length === 0) return "";
  const rows = bySeverity(all)
    .slice(0, maxFindings)
    .map((finding) => [
      finding.severity,
      cell(finding.location === undefined ? (finding.pageId ?? "") : place(finding.location)),
      cell(finding.message),
      cell(finding.remedy ?? ""),
    ]);
  const heading = all.some((finding) => finding.severity !== "notice")
    ? "Needs your attention"
    : "Good to know";
  return `### ${heading}\n\n${table(["", "Where", "What", "What to do"], rows)}${cut(all.length, maxFindings)}`;
}

function differences(all: readonly Difference[]): string {
  if (all.length === 0) return "";
  const rows = all
    .slice(0, maxDifferences)
    .map((difference) => [
      cell(difference.pageId),
      cell(difference.comment),
      cell(differenceWords(difference)),
      cell(difference.expected ?? ""),
      cell(difference.found ?? ""),
    ]);
  return `### Differences\n\n${table(["Page", "Comment", "What", "In the room", "In the target"], rows)}${cut(all.length, maxDifferences)}`;
}

function rollbackPart(rollback: ReportedRollback): string {
  const { replies } = rollback;
  const sentences = rollbackSentences(rollback).map((sentence) => `- ${inert(sentence)}`);
  const rows = replies
    .slice(0, maxDifferences)
    .map(({ commentId, page, authorName, isDirect }) => [
      cell(page),
      cell(String(commentId)),
      cell(authorName),
      isDirect ? "a moved comment" : "a reader's reply",
    ]);
  const list =
    replies.length === 0
      ? ""
      : `### Replies of readers to moved comments\n\n${table(["Page", "Comment", "Author", "Answers"], rows)}${cut(replies.length, maxDifferences)}`;
  return [sentences.join("\n"), list].filter((part) => part !== "").join("\n\n");
}

function skippedEvents({ skippedEvents: skipped }: Report): string {
  if (skipped.length === 0) return "";
  const rows = skipped
    .slice(0, maxFindings)
    .map(({ pageId, reason, eventIds }) => [
      cell(pageId),
      cell(reason),
      eventIds.length,
      inert(firstIds(eventIds)),
    ]);
  return details(
    "Events that are not comments",
    `${table(["Page", "Why", "Events", "Ids"], rows)}${cut(skipped.length, maxFindings)}`,
  );
}

function pageList(pages: readonly ReportedPage[]): string {
  if (pages.length === 0) return "";
  const rows = pages
    .slice(0, maxPages)
    .map((page) => [
      cell(page.pageId),
      cell(page.title),
      stateWord(page.state),
      page.comments,
      cell(place(page.location)),
    ]);
  return details(
    `All pages (${pages.length})`,
    `${table(["Page", "Title", "State", "Comments", "Section at"], rows)}${cut(pages.length, maxPages)}`,
  );
}

function footer(report: Report): string {
  const { site, checkpoint } = report;
  return [
    `Site <code>${inert(site.siteName)}</code> from ${inert(site.homeserver)} to the ${site.databaseIs} database <code>${inert(site.database)}</code>.`,
    inert(`${discoverySentence(report)} ${addressSentence(report)}`),
    inert(checkpointSentence(report)),
    ...checkpoint.notes.map(inert),
  ].join("  \n");
}

function table(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const lines = rows.map((row) => `| ${row.join(" | ")} |`);
  return [`| ${head.join(" | ")} |`, `|${" --- |".repeat(head.length)}`, ...lines].join("\n");
}

function cell(text: string): string {
  return inert(text.length > maxCellLength ? `${text.slice(0, maxCellLength)}…` : text);
}

function details(title: string, body: string): string {
  return `<details><summary>${inert(title)}</summary>\n\n${body}\n\n</details>`;
}

function cut(total: number, shown: number): string {
  return total > shown ? `\n\nThe first ${shown} of ${total}; report.json has them all.` : "";
}
