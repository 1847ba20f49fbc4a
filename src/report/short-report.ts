import { readableAddresses } from "../domain/readable-address.ts";
import { type AttentionGroup, attentionOf, placesIn } from "./attention.ts";
import { baselineSection } from "./baseline-section.ts";
import { type Section, table } from "./blocks.ts";
import { inertMarkdown } from "./inert-markdown.ts";
import { type MarkdownOptions, renderSections } from "./markdown.ts";
import { nextSteps } from "./next-steps.ts";
import { overview } from "./overview-section.ts";
import { quietMarkdown } from "./quiet-markdown.ts";
import { readableSection } from "./readable-sections.ts";
import type { Report } from "./report.ts";
import { nextSection } from "./sections.ts";
import { trialSections } from "./trial-sections.ts";
import { verdictMark } from "./verdict-mark.ts";

/**
 * So much that it stays below the 65,536 characters of a comment, each of which may become 13 in
 * {@link quietMarkdown} instead of the 5 of a character reference.
 */
const maxBytes = 24_000;

/**
 * A report in short, for a comment or an issue on GitHub, where it notifies nobody: the verdict, the
 * numbers, why, what needs attention, what is new first, and what to do. At most 65,000 characters.
 */
export function renderShort(
  report: Report,
  { addressOf }: Pick<MarkdownOptions, "addressOf"> = {},
): string {
  const sections = [
    readableSection(overview(report)),
    ...shortSections(report).map(readableSection),
  ] as const;
  const options = { maxBytes, ...(addressOf === undefined ? {} : { addressOf }) };
  return withinLimit(quietMarkdown(renderSections(verdictMark(report), sections, options)));
}

/** Why a run did not start, in the same way. */
export function renderRefusal(message: string, remedy: string): string {
  const lines = readableAddresses(message.slice(0, mostOfRefusal))
    .split("\n")
    .map((line) => inertMarkdown(line))
    .join("  \n");
  const text = `## ❌ The run did not start\n\n${lines}\n\n${inertMarkdown(readableAddresses(remedy.slice(0, mostOfRefusal)))}\n`;
  return withinLimit(quietMarkdown(text));
}

const mostOfRefusal = 2_000;
const maxCharacters = 65_000;

function shortSections(report: Report): readonly Section[] {
  const groups = attentionOf(report).filter(({ severity }) => severity !== "notice");
  const isKnown = ({ known }: AttentionGroup) => known === true;
  const fresh = groups.filter((group) => !isKnown(group));
  const known = groups.filter(isKnown);
  const title = report.baseline === undefined ? "Needs your attention" : "New problems";
  return [
    ...trialSections(report).slice(0, 1),
    baselineSection(report),
    problemsSection(title, fresh),
    problemsSection("Known problems", known, true),
    failedPagesSection(report),
    nextSection(nextSteps(report)),
  ].filter((section) => section !== undefined);
}

function problemsSection(
  label: string,
  groups: readonly AttentionGroup[],
  isDetail = false,
): Section | undefined {
  const all = groups.reduce((sum, group) => sum + placesIn(group), 0);
  if (all === 0) return undefined;
  const title = isDetail ? `${label} (${all.toLocaleString("en-US")})` : label;
  return {
    title,
    ...(isDetail ? { isDetail } : {}),
    blocks: [{ kind: "problems", label, groups }],
  };
}

/** Each page that failed: alike problems show their first places only. */
function failedPagesSection({ failedPages = [] }: Report): Section | undefined {
  if (failedPages.length < 2) return undefined;
  const rows = failedPages.map(({ pageId, location, code }) => [pageId, { place: location }, code]);
  const label = `All failed pages (${failedPages.length.toLocaleString("en-US")})`;
  return {
    title: label,
    isDetail: true,
    blocks: [table(label, ["Page", "File", "Problem"], rows)],
  };
}

function withinLimit(text: string): string {
  return text.length <= maxCharacters ? text : "## ❌ The report is too long for this place\n";
}
