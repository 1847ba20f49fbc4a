import { type Section, table } from "./blocks.ts";
import type { Report } from "./report.ts";

/** What is no comment by this program's rules; undefined where there is nothing of the kind. */
export function skippedSection({ skipped = [] }: Report): Section | undefined {
  if (skipped.length === 0) return undefined;
  const title = "Events that are not comments";
  const all = skipped.reduce((sum, { sourceIds }) => sum + sourceIds.length, 0);
  const rows = skipped.map(({ pageId, reason, sourceIds }) => [
    pageId,
    reason,
    sourceIds.length,
    firstIds(sourceIds),
  ]);
  return {
    title: `${title} (${all.toLocaleString("en-US")})`,
    isDetail: true,
    blocks: [table(title, ["Page", "Why", "Events", "Ids"], rows)],
  };
}

const mostIds = 5;

/** As many as a line takes; report.json has them all. */
function firstIds(sourceIds: readonly string[]): string {
  const shown = sourceIds.slice(0, mostIds).map((sourceId) => sourceId.slice(0, 100));
  const more = sourceIds.length - shown.length;
  return `${shown.join(", ")}${more > 0 ? ` and ${more} more, see report.json` : ""}`;
}
