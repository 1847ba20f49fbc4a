import type { Chart } from "./blocks.ts";

// One color that stands out from GitHub's white and from its black: Mermaid's own themes draw pale columns,
// and the dark one a gray ground.
const directive = `%%{init: {"themeVariables": {"xyChart": {"plotColorPalette": "#4a80d4", "backgroundColor": "transparent"}}}}%%`;
const fewestColumns = 3;
/** What fits below the columns without overlapping. */
const mostCharacters = 90;

/**
 * Columns over time as a diagram that GitHub draws; undefined where they are too few to show anything, or
 * where their names would overlap. Its source is names and numbers, for those who see it undrawn.
 * Source: https://mermaid.js.org/syntax/xyChart.html
 */
export function mermaidColumns({ form, head: [names, values], bars }: Chart): string | undefined {
  const labels = bars.map(({ name }) => quoted(name));
  if (form !== "columns" || bars.length < fewestColumns) return undefined;
  // Mermaid would put columns of one name onto each other.
  if (labels.join("").length > mostCharacters || new Set(labels).size < labels.length) {
    return undefined;
  }
  const most = Math.max(1, ...bars.map(({ value }) => value));
  return [
    "```mermaid",
    directive,
    "xychart-beta",
    `  x-axis ${quoted(names)} [${labels.join(", ")}]`,
    `  y-axis ${quoted(values)} 0 --> ${most}`,
    `  bar [${bars.map(({ value }) => value).join(", ")}]`,
    "```",
  ].join("\n");
}

/** A name between quotation marks, of characters that can end neither it nor the diagram. */
function quoted(name: string): string {
  return `"${name.replace(/[^\p{L}\p{N} .,:-]/gu, " ")}"`;
}
