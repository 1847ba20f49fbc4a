import { attentionOf, placesIn } from "./attention.ts";
import type { Section } from "./blocks.ts";
import type { Report } from "./report.ts";

/** Errors and warnings; undefined where there are none. */
export function needsAttention(report: Report): Section | undefined {
  const title = "Needs your attention";
  const groups = attentionOf(report).filter(({ severity }) => severity !== "notice");
  if (groups.length === 0) return undefined;
  return { title, blocks: [{ kind: "problems", label: title, groups }] };
}

/** Notices; undefined where there are none. */
export function goodToKnow(report: Report): Section | undefined {
  const groups = attentionOf(report).filter(({ severity }) => severity === "notice");
  const all = groups.reduce((sum, group) => sum + placesIn(group), 0);
  if (all === 0) return undefined;
  return {
    title: `Good to know (${all.toLocaleString("en-US")})`,
    isDetail: true,
    blocks: [{ kind: "problems", label: "Good to know", groups }],
  };
}
