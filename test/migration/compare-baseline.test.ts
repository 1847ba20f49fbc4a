import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compareWithBaseline } from "../../src/migration/compare-baseline.ts";
import { type Baseline, type CheckReport, problemsOf } from "../../src/report/baseline.ts";
import { headline } from "../../src/report/headline.ts";
import { renderMarkdown } from "../../src/report/markdown.ts";
import type { DryRunReport } from "../../src/report/report.ts";
import { exitCodeOf } from "../../src/run/exit-code.ts";
import { exampleDryRun, exampleVerification } from "../report/example-report.ts";
import { exampleTrial } from "../report/report-of-each-kind.ts";

type Findings = DryRunReport["findings"];
const file = "comment-migration.baseline.json";
const pages = {
  ...{ total: 4, completed: 0, completedBefore: 0, withoutConversation: 0, failed: 0 },
  remaining: 0,
};
const noGo = exampleTrial({
  judgement: "no-go",
  reasons: [{ judgement: "no-go", code: "errors", message: "Errors.", remedy: "Fix them." }],
});

function errorOn(page: string, code = "section-lost"): Findings[number] {
  const location = { file: `content${page}index.md`, line: 7 };
  return { severity: "error", code, message: `Lost on ${page}.`, pageId: page, location };
}

function failedDryRun(findings: Findings, change: Parameters<typeof exampleDryRun>[1] = {}) {
  const common = { verdict: "failed", pages, failedPages: [] } as const;
  return exampleDryRun(noGo, { ...common, findings, ...change });
}

function baselineOf(report: CheckReport): Baseline {
  return { mode: report.mode, problems: problemsOf(report) };
}

function compare(report: CheckReport, baseline: Baseline | undefined): CheckReport {
  return compareWithBaseline(report, { baseline, file, proposal: "report/baseline.json" });
}

const known = baselineOf(failedDryRun([errorOn("/a/"), errorOn("/b/")]));

describe("a check whose problems are all known", () => {
  const report = compare(failedDryRun([errorOn("/a/"), errorOn("/b/")]), known);

  it("does not fail, and does not say that all is well", () => {
    expect(report).toMatchObject({
      verdict: "known-problems",
      trial: { judgement: "caution", reasons: [{ code: "known-problems" }] },
      baseline: { isThere: true, new: { errors: 0 }, known: { errors: 2 }, gone: [] },
    });
    expect(exitCodeOf(report, "failed-pages")).toBe(0);
    expect(headline(report)).toBe(
      "CAUTION: 2 known problems, none new. 28 comments on 4 of 4 pages can be moved to comments (2 already there), but read the reason first. Nothing was written.",
    );
  });

  it("still lists them, as known", () => {
    const markdown = renderMarkdown(report);
    expect(markdown.match(/known error/g)).toHaveLength(2);
    expect(markdown).toContain("Lost on /a/");
    expect(markdown).toContain("Lost on /b/");
  });
});

describe("a check with a new problem", () => {
  const report = compare(failedDryRun([errorOn("/a/"), errorOn("/c/")]), known);

  it("fails for that, and counts both", () => {
    expect(report).toMatchObject({
      verdict: "failed",
      trial: {
        judgement: "no-go",
        reasons: [{ code: "errors", message: expect.stringMatching(/^1 error .* \/c\//) }, {}],
      },
      baseline: { new: { errors: 1 }, known: { errors: 1 } },
    });
    expect(exitCodeOf(report, "failed-pages")).toBe(1);
    expect(headline(report)).toBe(
      "NO-GO: 1 new problem, 1 known. Comments would be left behind. Nothing was written.",
    );
  });

  it("lists it before those that are known", () => {
    const markdown = renderMarkdown(report);
    expect(markdown.indexOf("new error")).toBeLessThan(markdown.indexOf("known error"));
  });

  it("says which of the baseline no longer occur", () => {
    expect(report.baseline?.gone).toMatchObject([{ pageId: "/b/", count: 1 }]);
    expect(renderMarkdown(report)).toContain("A known problem no longer occurs. Remove it from");
  });

  it("is new where it occurs more often than the baseline says", () => {
    const twice = compare(failedDryRun([errorOn("/a/"), errorOn("/a/")]), known);
    expect(twice).toMatchObject({ verdict: "failed", baseline: { new: { errors: 2 } } });
  });

  it("is new in another file, and as an error where it was a warning", () => {
    const moved = { ...errorOn("/a/"), location: { file: "content/moved.md", line: 7 } };
    expect(compare(failedDryRun([moved]), known).verdict).toBe("failed");
    const before = failedDryRun([{ ...errorOn("/a/"), severity: "warning" }]);
    expect(compare(failedDryRun([errorOn("/a/")]), baselineOf(before)).verdict).toBe("failed");
  });
});

describe("a check", () => {
  it("without its file says how it is made, and fails for everything", () => {
    const report = compare(failedDryRun([errorOn("/a/")]), undefined);
    expect(report).toMatchObject({
      verdict: "failed",
      baseline: { isThere: false, new: { errors: 1 } },
    });
    expect(report.findings.at(-1)).toMatchObject({
      severity: "notice",
      code: "no-baseline",
      remedy: expect.stringContaining(`copy report/baseline.json to ${file}`),
    });
  });

  it("that something stopped fails, whatever is known", () => {
    const stoppedBy = { code: "d1-auth", message: "Refused.", remedy: null };
    const report = compare(failedDryRun([errorOn("/a/")], { stoppedBy }), known);
    expect(report).toMatchObject({ verdict: "failed", trial: { judgement: "no-go" } });
    expect(report.baseline?.gone).toEqual([]);
  });

  it("that found no page fails, whatever is known", () => {
    const none = { ...pages, total: 0 };
    const report = compare(failedDryRun([errorOn("/a/")], { pages: none }), known);
    expect(report).toMatchObject({ verdict: "failed", trial: { judgement: "no-go" } });
  });

  it("that did not read all pages is no success, and does not say what is gone", () => {
    const report = compare(
      failedDryRun([errorOn("/a/")], { pages: { ...pages, remaining: 1 } }),
      known,
    );
    expect(report).toMatchObject({ verdict: "partial", baseline: { gone: [] } });
    expect(exitCodeOf(report, "failed-pages")).toBe(1);
  });

  it("of a verification never says that what is known was verified", () => {
    const failed = exampleVerification({ pages: { ...pages, completed: 3, failed: 1 } });
    const report = compare(failed, baselineOf(failed));
    expect(report.verdict).toBe("known-problems");
    expect(headline(report)).toBe("1 known problem, none new. 3 of 4 pages match their source.");
  });

  it("of a page with more wrong comments than before fails", () => {
    const wrong = (comment: string) =>
      ({
        kind: "text",
        cause: "wrong",
        pageId: "/posts/broken/",
        seenBy: "database",
        expected: "a",
        found: "b",
        comment,
      }) as const;
    const done = { ...pages, completed: 3, failed: 1 };
    const before = exampleVerification({ pages: done, differences: [wrong("$1")] });
    const now = exampleVerification({ pages: done, differences: [wrong("$1"), wrong("$2")] });
    expect(compare(now, baselineOf(before)).verdict).toBe("failed");
    expect(compare(before, baselineOf(now)).baseline?.gone).toMatchObject([{ count: 1 }]);
  });

  it("succeeds against a baseline only where each of its errors is in it", () => {
    const finding = fc
      .record({
        page: fc.constantFrom("/a/", "/b/", "/c/"),
        code: fc.constantFrom("x", "y"),
        severity: fc.constantFrom("error" as const, "warning" as const),
        isPlaced: fc.boolean(),
      })
      .map(({ page, code, severity, isPlaced }): Findings[number] => {
        const { location, pageId, ...rest } = errorOn(page, code);
        return isPlaced ? { ...errorOn(page, code), severity } : { ...rest, severity };
      });
    const anyFindings = fc.array(finding, { maxLength: 8 });
    fc.assert(
      fc.property(anyFindings, anyFindings, (before, now) => {
        const isError = ({ severity }: Findings[number]) => severity === "error";
        const verdict = now.some(isError) ? "failed" : "dry-run";
        const report = compare(failedDryRun(now, { verdict }), baselineOf(failedDryRun(before)));
        const countIn = (all: Findings, one: Findings[number]) =>
          all.filter(
            ({ code, pageId, severity }) =>
              code === one.code && pageId === one.pageId && severity === one.severity,
          ).length;
        const isAllKnown = now
          .filter(isError)
          .every((one) => one.pageId !== undefined && countIn(now, one) <= countIn(before, one));
        expect(exitCodeOf(report, "failed-pages")).toBe(isAllKnown ? 0 : 1);
        expect(report.verdict === "dry-run").toBe(!now.some(isError));
      }),
    );
  });
});
