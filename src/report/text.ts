import type { Difference } from "../domain/difference.ts";
import type { Severity } from "../domain/finding.ts";
import { logLine } from "../domain/printable.ts";
import { attentionOf } from "./attention.ts";
import { comparisonSentences, comparisonTitle } from "./comparison-words.ts";
import { headline } from "./headline.ts";
import { nextSteps } from "./next-steps.ts";
import { replacementLines } from "./replacement-words.ts";
import type { Report } from "./report.ts";
import { costSentences, proofSentence } from "./trial-words.ts";
import { withRemedy } from "./with-remedy.ts";
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
} from "./wording.ts";

const maxLines = 50;
const mostOfOneKind = 8;
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
    ...trialLines(report),
    ...section(
      "The old shortcodes",
      report.replacement === undefined ? [] : replacementLines(report.replacement),
    ),
    ...section("Needs your attention", attentionLines(report, ["error", "warning"])),
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
    ...section("Good to know", attentionLines(report, ["notice"])),
    ...section(
      "Events that are not comments",
      report.skipped.map(
        ({ pageId, reason, sourceIds }) =>
          `${pageId}: ${count(sourceIds.length, "event")}, ${reason}: ${firstIds(sourceIds)}`,
      ),
    ),
    ...(report.comparison === null
      ? []
      : section(comparisonTitle(report.comparison), comparisonSentences(report.comparison))),
    ...section(
      "Where the time went",
      report.phases.map(({ phase, durationMs }) => `${phaseWords(phase)}: ${duration(durationMs)}`),
    ),
    ...section("What to do next", nextSteps(report)),
    "",
  ]
    .map(logLine)
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

function trialLines({ trial }: Report): readonly string[] {
  if (trial === null) return [];
  return [
    ...section(
      "Why",
      trial.reasons.map(
        ({ judgement, message, remedy }) => `${judgement}: ${withRemedy(message, remedy)}`,
      ),
    ),
    ...section("What the migration would take", costSentences(trial)),
    ...section("Proof", [proofSentence(trial)]),
  ];
}

/** A few of each kind, each with its first places; how many more there are stands with them. */
function attentionLines(report: Report, severities: readonly Severity[]): readonly string[] {
  return attentionOf(report)
    .filter(({ severity }) => severities.includes(severity))
    .flatMap(({ severity, items }) => [
      ...items.slice(0, mostOfOneKind).map(({ message, remedy, places }) => {
        const [{ pageId, location }] = places;
        const page = pageId === null || message.includes(pageId) ? "" : `${pageId}: `;
        const where = location === null ? page : `${page}${place(location)}: `;
        const others = places.length === 1 ? "" : ` (and ${places.length - 1} more)`;
        return `${severity}: ${where}${withRemedy(message, remedy)}${others}`;
      }),
      ...(items.length > mostOfOneKind
        ? [`${severity}: … and ${items.length - mostOfOneKind} more of this kind, see report.html`]
        : []),
    ]);
}

function section(title: string, lines: readonly string[]): readonly string[] {
  if (lines.length === 0) return [];
  const more =
    lines.length > maxLines ? [`… and ${lines.length - maxLines} more, see report.json`] : [];
  return ["", title, ...[...lines.slice(0, maxLines), ...more].map((line) => `  - ${line.trim()}`)];
}
