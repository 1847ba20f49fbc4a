import { type Section, table } from "./blocks.ts";
import type { Report } from "./report.ts";

/** What is no comment by this program's rules; undefined where there is nothing of the kind. */
export function skippedSection({ skipped = [] }: Report): Section | undefined {
  if (skipped.length === 0) return undefined;
  const title = "Skipped: not comments";
  const all = skipped.reduce((sum, { sourceIds }) => sum + sourceIds.length, 0);
  const rows = skipped.map(({ pageId, reason, sourceIds }) => [
    pageId,
    reason,
    sourceIds.length,
    { names: sourceIds },
  ]);
  return {
    title: `${title} (${all.toLocaleString("en-US")})`,
    isDetail: true,
    blocks: [table(title, ["Page", "Why", "Items", "Ids"], rows)],
  };
}
