import { describe, expect, it } from "vitest";
import { mergeReports, type ShardReport } from "../../src/report/merge-reports.ts";
import type { Report } from "../../src/report/report.ts";
import { exampleReport } from "./example-report.ts";

function ofShard(number: number, of: number, change: Partial<Report> = {}): ShardReport {
  return {
    report: { ...exampleReport({ verdict: "complete" }), shard: { number, of }, ...change },
    checkpoint: { status: "done", completedPages: 2, failedPages: 0 },
  };
}

describe("the report of all shards", () => {
  it("adds up pages and comments, and has each finding of the whole site once", () => {
    const one = ofShard(1, 2);
    const merged = mergeReports([ofShard(2, 2), one]);
    expect(merged.pages.total).toBe(2 * one.report.pages.total);
    expect(merged.comments.imported).toBe(2 * one.report.comments.imported);
    expect(merged.findings).toEqual(one.report.findings);
    expect(merged.shards?.map(({ number }) => number)).toEqual([1, 2]);
    expect(merged.verdict).toBe("complete");
  });

  it("is partial where a job left no report, and says which and what to do", () => {
    const merged = mergeReports([ofShard(1, 3), ofShard(3, 3)]);
    expect(merged.verdict).toBe("partial");
    expect(merged.progressRate).toBeLessThan(1);
    expect(merged.findings[0]).toMatchObject({ code: "shard-without-report" });
    expect(merged.findings[0]?.message).toContain("2/3");
    expect(merged.shards?.[1]).toEqual({
      number: 2,
      of: 3,
      verdict: null,
      pages: null,
      checkpoint: null,
    });
  });

  it("has failed where one has", () => {
    const failed = ofShard(2, 2, { verdict: "failed" });
    expect(mergeReports([ofShard(1, 2, { verdict: "partial" }), failed]).verdict).toBe("failed");
  });
});
