import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { renderMarkdown } from "../../src/report/markdown.ts";
import { mermaidColumns } from "../../src/report/mermaid-chart.ts";
import { goodReport } from "./report-of-each-kind.ts";

function chart(...names: readonly string[]) {
  const bars = names.map((name, index) => ({ name, value: index * 3, shown: String(index * 3) }));
  return { kind: "chart", form: "columns", label: "", head: ["When", "Comments"], bars } as const;
}

describe("columns over time in a summary", () => {
  it("are a diagram that GitHub draws, of names and numbers", () => {
    expect(mermaidColumns(chart("2021", "2022", "2023"))?.split("\n")).toEqual([
      "```mermaid",
      expect.stringMatching(/^%%\{init: .*\}%%$/),
      "xychart-beta",
      '  x-axis "When" ["2021", "2022", "2023"]',
      '  y-axis "Comments" 0 --> 6',
      "  bar [0, 3, 6]",
      "```",
    ]);
  });

  it.each([
    ["too few", ["2021", "2022"]],
    ["too many to name each", Array.from({ length: 24 }, (_, month) => `2021-${month + 10}`)],
    ["of one name, which would hide each other", ["2021", "2021", "2022"]],
  ])("are bars of text where they are %s", (_, names) => {
    expect(mermaidColumns(chart(...names))).toBeUndefined();
  });

  it("have the same in text below, for those who see no diagram", () => {
    const markdown = renderMarkdown(goodReport());
    expect(markdown).toMatch(/```mermaid\n[^`]+```\n\n<details><summary>The same as a table/);
    expect(markdown).toContain("| 2021-11 | ████████████████████ 17 |");
  });

  it("end neither their block nor a name, whatever the name", () => {
    const name = fc.string({ unit: fc.constantFrom(...'`"]\n;%{}~\\a1'.split("")), maxLength: 8 });
    fc.assert(
      fc.property(name, (text) => {
        const lines = mermaidColumns(chart(`a${text}`, "b", "c"))?.split("\n") ?? [];
        expect(lines).toHaveLength(7);
        expect(lines[3]).toMatch(/^ {2}x-axis "When" \["[^"`]*", "b", "c"\]$/);
      }),
    );
  });
});
