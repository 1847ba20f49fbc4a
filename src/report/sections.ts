import { goodToKnow, needsAttention } from "./attention-sections.ts";
import { baselineSection } from "./baseline-section.ts";
import type { Section } from "./blocks.ts";
import { changesSection } from "./changes-section.ts";
import { largestPages, pagesByStep, timeByPhase, writtenByMonth } from "./chart-sections.ts";
import { checkpointSection } from "./checkpoint-section.ts";
import { cloudflareSection } from "./cloudflare-section.ts";
import { comparisonSection } from "./comparison-section.ts";
import { conversationsSection } from "./conversations-section.ts";
import { differencesSection } from "./differences-section.ts";
import { nextSteps } from "./next-steps.ts";
import { overview } from "./overview-section.ts";
import { pageListSection } from "./page-list-section.ts";
import { placementSection, unplacedSection } from "./placement-section.ts";
import { readableSection } from "./readable-sections.ts";
import { replacementSection } from "./replacement-section.ts";
import { repliesSection } from "./replies-section.ts";
import type { Report } from "./report.ts";
import { shardsSection } from "./shards-section.ts";
import { skippedSection } from "./skipped-section.ts";
import { trialSections } from "./trial-sections.ts";
import { type RollBackWords, wayBackSection } from "./way-back-section.ts";

/** What a host adds to the report's own words. */
export interface HostWords {
  /** Where the checkpoint went, one sentence each. */
  readonly kept?: readonly string[] | undefined;
  /** What the user does next, a sentence each, where it is not what the report alone says. */
  readonly next?: readonly string[] | undefined;
  /** Leaves out what people wrote, where who is mentioned there would be notified. */
  readonly hidesConversations?: true;
  /** How moved comments are removed again, where the report's general words can be replaced. */
  readonly rollBack?: RollBackWords | undefined;
}

/**
 * A report in the order in which people read it: the verdict and the numbers first, what needs
 * attention and what to do, then all else. Every rendering has these sections, in this order.
 */
export function sectionsOf(
  report: Report,
  { kept = [], next, rollBack, hidesConversations }: HostWords = {},
): readonly [Section, ...Section[]] {
  return [
    readableSection(overview(report)),
    ...[
      unplacedSection(report),
      ...trialSections(report),
      report.mode === "dry-run" ? cloudflareSection(report) : undefined,
      repliesSection(report),
      replacementSection(report),
      baselineSection(report),
      needsAttention(report),
      changesSection(report),
      differencesSection(report),
      nextSection(next ?? nextSteps(report)),
      hidesConversations ? undefined : conversationsSection(report),
      wayBackSection(report, rollBack),
      report.mode === "dry-run" ? undefined : cloudflareSection(report),
      comparisonSection(report),
      shardsSection(report),
      goodToKnow(report),
      skippedSection(report),
      pagesByStep(report),
      writtenByMonth(report),
      largestPages(report),
      placementSection(report),
      pageListSection(report),
      timeByPhase(report),
      checkpointSection(report, kept),
    ].flatMap((section) => (section === undefined ? [] : readableSection(section))),
  ];
}

/** What the user does next, in order. */
export function nextSection(steps: readonly string[]): Section {
  return {
    title: "What to do next",
    blocks: [{ kind: "list", isOrdered: true, items: steps }],
  };
}
