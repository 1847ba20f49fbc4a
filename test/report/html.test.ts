import fc from "fast-check";
import { Parser } from "htmlparser2";
import { describe, expect, it } from "vitest";
import { renderHtml } from "../../src/report/html.ts";
import { mergeReports } from "../../src/report/merge-reports.ts";
import type { Report } from "../../src/report/report.ts";
import { exampleReport, exampleRollback } from "./example-report.ts";
import { reportOfEachKind } from "./report-of-each-kind.ts";

/** Names of elements and attributes in a page. */
function partsOf(html: string): ReadonlySet<string> {
  const parts = new Set<string>();
  new Parser({
    onopentag(name, attributes) {
      parts.add(name);
      for (const attribute of Object.keys(attributes)) parts.add(`@${attribute}`);
    },
  }).end(html);
  return parts;
}

interface Cell {
  readonly name: "th" | "td";
  readonly isNumeric: boolean;
  text: string;
}

/** The rows of the table with this name, the head first; every cell with whether it is a number's. */
function tableOf(html: string, label: string): readonly (readonly Cell[])[] {
  const rows: Cell[][] = [];
  let isInside = false;
  let cell: Cell | undefined;
  new Parser({
    onopentag(name, attributes) {
      if (name === "div" && attributes["aria-label"] === label) isInside = true;
      if (!isInside) return;
      if (name === "tr") rows.push([]);
      if (name !== "th" && name !== "td") return;
      cell = { name, isNumeric: attributes["class"]?.split(" ").includes("n") === true, text: "" };
      rows.at(-1)?.push(cell);
    },
    ontext(text) {
      if (cell !== undefined) cell.text += text;
    },
    onclosetag(name) {
      if (name === "th" || name === "td") cell = undefined;
      if (name === "table") isInside = false;
    },
  }).end(html);
  return rows;
}

/** The names of the columns whose head, and those whose every cell below, is set as numbers are. */
function numericColumns(html: string, label: string) {
  const [head = [], ...rows] = tableOf(html, label);
  expect(rows).not.toHaveLength(0);
  const names = (isNumeric: (column: number) => boolean) =>
    head.flatMap(({ text }, column) => (isNumeric(column) ? [text] : []));
  return {
    heads: names((column) => head[column]?.isNumeric === true),
    cells: names((column) => rows.every((row) => row[column]?.isNumeric)),
    anyCells: names((column) => rows.some((row) => row[column]?.isNumeric)),
  };
}

describe("a table of report.html", () => {
  const withTables = exampleReport({
    differences: [
      {
        kind: "text",
        cause: "wrong",
        comment: "$a",
        pageId: "/a/",
        seenBy: "api",
        expected: "1",
        found: "2",
      },
    ],
    skipped: [{ pageId: "/a/", reason: "encrypted", sourceIds: ["$a"] }],
    findings: [findingOf("1")],
    replacement: {
      to: "working-tree",
      dryRun: false,
      replaced: 1,
      removed: 0,
      kept: 0,
      files: ["content/a.md"],
      pullRequest: null,
    },
  });
  const pages = {
    total: 11,
    completed: 22,
    completedBefore: 33,
    withoutConversation: 0,
    failed: 44,
    remaining: 55,
  };
  const report = exampleReport({ verdict: "complete", pages, shard: { number: 1, of: 2 } });
  const withShards = mergeReports([{ report, checkpoint: null }]);

  it.each<[string, Report, readonly string[]]>([
    ["Shards", withShards, ["Pages", "Completed", "Failed", "Remaining"]],
    ["All pages", withTables, ["Comments"]],
    ["Differences", withTables, []],
    ["Needs your attention", withTables, []],
    ["Skipped: not comments", withTables, ["Items"]],
    ["Files with the old shortcodes", withTables, []],
    ["Replies of readers to moved comments", exampleRollback(), []],
  ])("sets numbers as numbers, head and cells alike: %s", (label, report, columns) => {
    expect(numericColumns(renderHtml(report), label)).toEqual({
      heads: columns,
      cells: columns,
      anyCells: columns,
    });
  });

  it("has each number of a shard under its head, and none where a shard left no report", () => {
    const rows = tableOf(renderHtml(withShards), "Shards");
    expect(rows.map((row) => row.map(({ text }) => text))).toEqual([
      ["Shard", "State", "Pages", "Completed", "Failed", "Remaining", "Checkpoint"],
      ["1/2", "complete", "11", "22", "44", "55", "none"],
      ["2/2", "no report", "", "", "", "", "none"],
    ]);
  });
});

describe("report.html", () => {
  it.each(Object.entries(reportOfEachKind))(
    "of a run that is “%s” loads nothing, runs nothing and leads nowhere",
    (_, report) => {
      const parts = partsOf(renderHtml(report));
      for (const name of ["script", "img", "link", "iframe", "a", "form", "@href", "@src"]) {
        expect(parts).not.toContain(name);
      }
      expect([...parts].filter((name) => /^@on/.test(name))).toEqual([]);
    },
  );

  it("forbids scripts and everything from elsewhere to the browser", () => {
    expect(renderHtml(exampleReport())).toMatch(
      /Content-Security-Policy" content="default-src &#39;none&#39;|Content-Security-Policy" content="default-src 'none'; style-src 'sha256-/,
    );
  });

  it("makes no element and no attribute of what it tells, whatever that is", () => {
    const usual = partsOf(renderHtml(exampleReport({ findings: [findingOf("x")] })));
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: "grapheme" }),
          fc.string().map((text) => `"><b onclick=x ${text}'><!-- </style><script>`),
        ),
        (text) => {
          const html = renderHtml(exampleReport({ findings: [findingOf(text)] }));
          expect([...partsOf(html)].filter((part) => !usual.has(part))).toEqual([]);
        },
      ),
    );
  });
});

function findingOf(text: string) {
  return {
    severity: "warning",
    code: "example",
    message: text,
    remedy: text,
    pageId: text,
    location: { file: text, line: 1 },
  } as const;
}
