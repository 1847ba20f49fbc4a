import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatBaseline, parseBaseline, problemsOf } from "../../src/report/baseline.ts";
import { exampleDryRun, exampleVerification } from "./example-report.ts";
import { exampleTrial } from "./report-of-each-kind.ts";

const problem = fc.record({
  severity: fc.constantFrom("error" as const, "warning" as const),
  code: fc.string(),
  pageId: fc.option(fc.string({ unit: "binary" })),
  file: fc.option(fc.string({ unit: "grapheme" })),
  count: fc.integer({ min: 1, max: 1_000 }),
});
const anyBaseline = fc.record({
  mode: fc.constantFrom("dry-run" as const, "verify" as const),
  problems: fc.array(problem),
});

describe("the file of a baseline", () => {
  it("holds what was written to it, in an order of its own", () => {
    fc.assert(
      fc.property(anyBaseline, (baseline) => {
        const text = formatBaseline(baseline);
        const read = parseBaseline(text);
        if ("fault" in read) throw new Error(read.fault);
        expect(read.mode).toBe(baseline.mode);
        expect(new Set(read.problems.map((one) => JSON.stringify(one)))).toEqual(
          new Set(baseline.problems.map((one) => JSON.stringify(one))),
        );
        const turned = { ...baseline, problems: baseline.problems.toReversed() };
        const distinct = new Set(
          baseline.problems.map(({ count: _, ...one }) => JSON.stringify(one)),
        );
        if (distinct.size === baseline.problems.length) expect(formatBaseline(turned)).toBe(text);
      }),
    );
  });

  it("has a line for each problem, so that a change of it can be read", () => {
    const one = { severity: "error", code: "a", pageId: "/b/", file: null, count: 1 } as const;
    const problems = [one, { ...one, pageId: "/a/" }];
    expect(formatBaseline({ mode: "dry-run", problems })).toBe(`{
  "schemaVersion": 1,
  "mode": "dry-run",
  "problems": [
    {"severity":"error","code":"a","pageId":"/a/","file":null,"count":1},
    {"severity":"error","code":"a","pageId":"/b/","file":null,"count":1}
  ]
}
`);
    expect(formatBaseline({ mode: "verify", problems: [] })).toContain('"problems": []');
  });

  it.each([
    ["", "is not JSON"],
    ["{", "is not JSON"],
    ["[]", "is no baseline of this release"],
    ['{"schemaVersion":2,"mode":"verify","problems":[]}', "(see schemaVersion)"],
    ['{"schemaVersion":1,"mode":"verify","problems":[{"code":"a"}]}', "(see problems[0].severity)"],
    [
      '{"schemaVersion":1,"mode":"verify","problems":[{"severity":"error","code":"a","pageId":null,"file":null,"count":0}]}',
      "(see problems[0].count)",
    ],
  ])("that is %j is refused", (text, fault) => {
    expect(parseBaseline(text)).toEqual({ fault: expect.stringContaining(fault) });
  });
});

describe("the problems that a baseline can have", () => {
  const location = { file: "content/a.md", line: 3 };
  const error = { severity: "error", code: "lost", message: "1 comment.", pageId: "/a/" } as const;

  it("are known by code, page and file, not by line and words", () => {
    const findings = [
      { ...error, location },
      { ...error, message: "9 comments.", location: { ...location, line: 40 } },
    ];
    const report = exampleDryRun(exampleTrial(), { failedPages: [], findings });
    expect(problemsOf(report)).toEqual([
      { severity: "error", code: "lost", pageId: "/a/", file: "content/a.md", count: 2 },
    ]);
  });

  it("are no errors of a whole run, behind whose code any number of them could hide", () => {
    const findings = [
      { severity: "error", code: "comments-not-in-ledger", message: "3 comments" },
      { severity: "warning", code: "report-not-written", message: "The disk is full." },
      { severity: "notice", code: "orphan-reply", message: "A reply.", pageId: "/a/" },
    ] as const;
    const report = exampleDryRun(exampleTrial(), { failedPages: [], findings });
    expect(problemsOf(report).map(({ code }) => code)).toEqual(["report-not-written"]);
  });

  it("count the comments that an error names", () => {
    const findings = [{ ...error, sourceIds: ["$1", "$2", "$3"] }];
    const report = exampleDryRun(exampleTrial(), { failedPages: [], findings });
    expect(problemsOf(report)).toMatchObject([{ code: "lost", count: 3 }]);
  });

  it("count the wrong comments of a page that could not be verified", () => {
    const wrong = {
      kind: "text",
      cause: "wrong",
      pageId: "/posts/broken/",
      seenBy: "database",
      expected: "a",
      found: "b",
    } as const;
    const report = exampleVerification({
      differences: [
        { ...wrong, comment: "$1" },
        { ...wrong, comment: "$2" },
        { ...wrong, comment: "$3", cause: "source" },
      ],
    });
    expect(problemsOf(report)).toMatchObject([{ pageId: "/posts/broken/", count: 2 }]);
  });
});
