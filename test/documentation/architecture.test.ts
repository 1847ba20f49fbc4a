import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { diagramOf, withDiagram } from "../../scripts/architecture-diagram.ts";

it("docs/architecture.md shows the parts as the table has them", () => {
  const committed = readFileSync(new URL("../../docs/architecture.md", import.meta.url), "utf8");
  expect(withDiagram(committed)).toBe(committed);
});

it("a diagram shows the ground floor as one, and no arrow that follows from others", () => {
  const diagram = diagramOf({
    "index.ts": { holds: "the library", mayImport: ["run", "report", "domain"] },
    run: { holds: "the work", mayImport: ["report", "targets", "domain"] },
    report: { holds: "the results", mayImport: ["domain"] },
    targets: { holds: "readers", mayImport: ["http"] },
    domain: { holds: "types", isGround: true, mayImport: [] },
    http: { holds: "requests", isGround: true, mayImport: [] },
  });
  expect(diagram.split("\n")).toEqual([
    "flowchart TD",
    '  indexts["index.ts<br>the library"]',
    '  run["run/<br>the work"]',
    '  report["report/<br>the results"]',
    '  targets["targets/<br>readers"]',
    '  ground["domain/ http/<br>settings, types and tools that know nobody above"]',
    "  indexts --> run",
    "  run --> report & targets",
    "  report --> ground",
    "  targets --> ground",
  ]);
});
