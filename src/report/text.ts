import type { Difference } from "../comment/difference.ts";
import { printable } from "./printable.ts";
import type { Report } from "./report.ts";
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
} from "./wording.ts";

const maxLines = 50;
const maxQuoted = 60;

/** The report as plain text for a terminal or a log, without control characters. */
export function renderText(report: Report): string {
  const { site } = report;
  return [
    headline(report),
    "",
    ...(report.rollback === null ? numbers(report) : []),
    `  Duration   ${duration(report.durationMs)}`,
    `  From       ${site.homeserver} (site ${site.siteName})`,
    `  To         ${site.databaseIs} database ${site.database}`,
    `  Sections   ${discoverySentence(report)}`,
    `  Addresses  ${addressSentence(report)}`,
    `  Checkpoint ${[checkpointSentence(report), ...report.checkpoint.notes].join(" ")}`,
    ...stopped(report),
    ...section(
      "Failed pages",
      report.failedPages.map(
        (page) => `${page.pageId} (${place(page.location)}): ${page.message} ${page.remedy ?? ""}`,
      ),
    ),
    ...section(
      "Differences",
      report.differences.map(
        (difference) =>
          `${difference.pageId}: ${difference.comment} ${differenceWords(difference)}${inRoomAndTarget(difference)}`,
      ),
    ),
    ...section("Rollback", report.rollback === null ? [] : rollbackSentences(report.rollback)),
    ...section(
      "Replies of readers to moved comments",
      (report.rollback?.replies ?? []).map(
        ({ page, commentId, authorName }) => `${page}: ${commentId} by ${authorName}`,
      ),
    ),
    ...section(
      "Findings",
      bySeverity(report.findings).map((finding) => {
        const where = finding.location === undefined ? "" : `${place(finding.location)}: `;
        return `${finding.severity}: ${where}${finding.message} ${finding.remedy ?? ""}`;
      }),
    ),
    ...section(
      "Events that are not comments",
      report.skippedEvents.map(
        ({ pageId, reason, eventIds }) =>
          `${pageId}: ${count(eventIds.length, "event")}, ${reason}: ${firstIds(eventIds)}`,
      ),
    ),
    ...section("What to do next", nextSteps(report)),
    "",
  ]
    .map(printable)
    .join("\n");
}

function numbers({ pages, comments, progressRate, successRate }: Report): readonly string[] {
  return [
    `  Pages      ${pages.total} total, ${pages.completed} completed, ${pages.failed} failed, ${pages.remaining} remaining`,
    `  Comments   ${comments.extracted} extracted, ${comments.imported} imported (${comments.inserted} by this run), ${comments.failed} failed`,
    `  Rates      progress ${percent(progressRate)}, success ${percent(successRate)}`,
  ];
}

function inRoomAndTarget({ expected, found }: Difference): string {
  const short = (text: string | null) => JSON.stringify((text ?? "").slice(0, maxQuoted));
  return expected === null && found === null ? "" : `: ${short(expected)}, but ${short(found)}`;
}

function stopped({ stoppedBy }: Report): readonly string[] {
  if (stoppedBy === null) return [];
  return section("Stopped", [`${stoppedBy.message} ${stoppedBy.remedy ?? ""}`]);
}

function section(title: string, lines: readonly string[]): readonly string[] {
  if (lines.length === 0) return [];
  const more =
    lines.length > maxLines ? [`… and ${lines.length - maxLines} more, see report.json`] : [];
  return ["", title, ...[...lines.slice(0, maxLines), ...more].map((line) => `  - ${line.trim()}`)];
}
