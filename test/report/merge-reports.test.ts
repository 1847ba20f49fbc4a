import { describe, expect, it } from "vitest";
import { mergeReports, type ShardReport } from "../../src/report/merge-reports.ts";
import type { ReportedTrial, RunComparison } from "../../src/report/report.ts";
import { exampleDryRun, exampleReport, exampleVerification } from "./example-report.ts";
import { exampleTrial } from "./report-of-each-kind.ts";

type Change = NonNullable<Parameters<typeof exampleReport>[0]>;

function ofShard(number: number, of: number, change: Change = {}) {
  return {
    report: exampleReport({ verdict: "complete", shard: { number, of }, ...change }),
    checkpoint: { status: "done", completedPages: 2, failedPages: 0 },
  } as const;
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

  it.each([
    ["complete", "complete", "complete"],
    ["complete", "partial", "partial"],
    ["partial", "failed", "failed"],
    ["complete", "failed", "failed"],
    ["partial", "partial", "partial"],
  ] as const)("of one that is %s and one that is %s is %s", (one, other, whole) => {
    const merged = (a: typeof one | typeof other, b: typeof one | typeof other) =>
      mergeReports([ofShard(1, 2, { verdict: a }), ofShard(2, 2, { verdict: b })]).verdict;
    expect([merged(one, other), merged(other, one)]).toEqual([whole, whole]);
  });

  it("of a verification is verified where all shards are", () => {
    const shard = (number: number): ShardReport => ({
      report: exampleVerification({ verdict: "verified", shard: { number, of: 2 } }),
      checkpoint: null,
    });
    expect(mergeReports([shard(1), shard(2)])).toMatchObject({
      mode: "verify",
      verdict: "verified",
    });
  });

  it("has failed where one has, although another was lost", () => {
    expect(mergeReports([ofShard(1, 2, { verdict: "failed" })]).verdict).toBe("failed");
  });

  it("adds up the time of each phase, in the order of the first shard that had it", () => {
    const merged = mergeReports([
      ofShard(1, 2, {
        phases: [
          { phase: "scan", durationMs: 1 },
          { phase: "read", durationMs: 20 },
        ],
      }),
      ofShard(2, 2, {
        phases: [
          { phase: "scan", durationMs: 300 },
          { phase: "read", durationMs: 4_000 },
          { phase: "import", durationMs: 50_000 },
        ],
      }),
    ]);
    expect(merged.phases).toEqual([
      { phase: "scan", durationMs: 301 },
      { phase: "read", durationMs: 4_020 },
      { phase: "import", durationMs: 50_000 },
    ]);
  });

  it("adds up the comments of each month, the earliest month first", () => {
    const merged = mergeReports([
      ofShard(1, 2, {
        months: [
          { month: "2022-02", comments: 1 },
          { month: "2023-01", comments: 20 },
        ],
      }),
      ofShard(2, 2, {
        months: [
          { month: "2021-12", comments: 300 },
          { month: "2023-01", comments: 4_000 },
        ],
      }),
    ]);
    expect(merged.months).toEqual([
      { month: "2021-12", comments: 300 },
      { month: "2022-02", comments: 1 },
      { month: "2023-01", comments: 4_020 },
    ]);
  });

  it("lasts from the first begin to the last end, whichever shard had them", () => {
    const long = ofShard(1, 3, {
      startedAt: "2024-05-01T10:00:02.000Z",
      finishedAt: "2024-05-01T10:00:30.000Z",
    });
    const early = ofShard(2, 3, {
      startedAt: "2024-05-01T10:00:00.000Z",
      finishedAt: "2024-05-01T10:00:05.000Z",
    });
    const late = ofShard(3, 3, {
      startedAt: "2024-05-01T10:00:10.000Z",
      finishedAt: "2024-05-01T10:00:11.000Z",
    });
    expect(mergeReports([late, long, early])).toMatchObject({
      startedAt: "2024-05-01T10:00:00.000Z",
      finishedAt: "2024-05-01T10:00:30.000Z",
      durationMs: 30_000,
    });
  });

  it("fails where no shard found a conversation, and only where all are there", () => {
    const lost = (number: number) => {
      const [first] = exampleReport().pageList;
      if (first === undefined) throw new Error("the example has pages");
      const pageList = [{ ...first, state: "without-conversation" as const }];
      return ofShard(number, 2, { pageList });
    };
    const both = mergeReports([lost(1), lost(2)]);
    expect(both.verdict).toBe("failed");
    expect(both.findings[0]).toMatchObject({ severity: "error", code: "no-conversations" });
    expect(mergeReports([lost(1)]).verdict).toBe("partial");
    expect(mergeReports([lost(1), ofShard(2, 2)]).verdict).toBe("complete");
  });

  it("has the rates of all pages together, a lost shard's counted as not dealt with", () => {
    const of4 = (failed: number, remaining: number) => ({
      pages: {
        total: 4,
        completed: 4 - failed - remaining,
        completedBefore: 0,
        withoutConversation: 0,
        failed,
        remaining,
      },
    });
    const both = mergeReports([ofShard(1, 2, of4(1, 0)), ofShard(2, 2, of4(0, 2))]);
    expect(both).toMatchObject({ progressRate: 6 / 8, successRate: 5 / 6 });
    const lost = mergeReports([ofShard(1, 4, of4(1, 0)), ofShard(2, 4, of4(0, 2))]);
    expect(lost).toMatchObject({ progressRate: 6 / 16, successRate: 5 / 6 });
  });

  it("has no success rate where nothing was dealt with, and is through where there are no pages", () => {
    const none = {
      total: 0,
      completed: 0,
      completedBefore: 0,
      withoutConversation: 0,
      failed: 0,
      remaining: 0,
    };
    expect(mergeReports([ofShard(1, 1, { pages: none })])).toMatchObject({
      progressRate: 1,
      successRate: null,
    });
  });

  it("has all that the shards say of their own pages, in the order of the shards", () => {
    const [failed] = exampleReport().failedPages;
    const own = (pageId: string): Change => ({
      failedPages: failed === undefined ? [] : [{ ...failed, pageId }],
      findings: [{ severity: "notice", code: "orphan-reply", message: "A reply.", pageId }],
      differences: [
        {
          kind: "text",
          cause: "wrong",
          comment: "$a",
          pageId,
          seenBy: "api",
          expected: "as",
          found: "is",
        },
      ],
      skipped: [{ pageId, reason: "encrypted", sourceIds: ["$b"] }],
    });
    const merged = mergeReports([ofShard(2, 2, own("/b/")), ofShard(1, 2, own("/a/"))]);
    const { failedPages, findings, differences = [], skipped } = merged;
    for (const items of [failedPages, findings, differences, skipped]) {
      expect(items.map(({ pageId }) => pageId)).toEqual(["/a/", "/b/"]);
    }
  });

  it("of a run that was no shard has that run as the only part", () => {
    const { pages } = exampleReport();
    const alone = ofShard(1, 1, { shard: null });
    expect(mergeReports([alone]).shards).toEqual([
      { number: 1, of: 1, verdict: "complete", pages, checkpoint: alone.checkpoint },
    ]);
  });

  it("has what stopped a shard, the pages of all in order, and each note once", () => {
    const stoppedBy = { code: "d1-auth", message: "Refused.", remedy: null };
    const { checkpoint, pageList } = exampleReport();
    const [page] = pageList;
    const named = (pageId: string) => (page === undefined ? [] : [{ ...page, pageId }]);
    const notes = (...own: readonly string[]) => ({ ...checkpoint, notes: own });
    const merged = mergeReports([
      ofShard(1, 3, { pageList: named("/c/"), checkpoint: notes("same", "one") }),
      ofShard(2, 3, { pageList: named("/a/"), checkpoint: notes("same", "two"), stoppedBy }),
      ofShard(3, 3, { pageList: named("/b/") }),
    ]);
    expect(merged.stoppedBy).toEqual(stoppedBy);
    expect(merged.pageList.map(({ pageId }) => pageId)).toEqual(["/a/", "/b/", "/c/"]);
    expect(merged.checkpoint.notes).toEqual(["same", "one", "two"]);
  });
});

describe("the comparison of all shards", () => {
  const changes = (change: Partial<RunComparison>): Change => ({
    comparison: {
      previousRunAt: null,
      completedThen: 0,
      newlyCompleted: [],
      newlyFailed: [],
      stillFailed: [],
      newComments: [],
      gone: [],
      ...change,
    },
  });

  it("is missing where no shard has one", () => {
    expect(mergeReports([ofShard(1, 1)]).comparison).toBeNull();
  });

  it("has the changes of all, and the time of the last earlier run", () => {
    const merged = mergeReports([
      ofShard(
        1,
        3,
        changes({
          previousRunAt: "2024-03-31T00:00:00.000Z",
          completedThen: 3,
          newlyCompleted: ["/a/"],
          gone: ["/g/"],
        }),
      ),
      ofShard(2, 3, {
        ...changes({
          previousRunAt: "2024-04-02T00:00:00.000Z",
          completedThen: 4,
          newlyFailed: ["/b/"],
          newComments: [{ pageId: "/n/", comments: 2 }],
        }),
      }),
      ofShard(
        3,
        3,
        changes({ previousRunAt: "2024-04-01T00:00:00.000Z", stillFailed: ["/c/"], gone: ["/h/"] }),
      ),
    ]);
    expect(merged.comparison).toEqual({
      previousRunAt: "2024-04-02T00:00:00.000Z",
      completedThen: 7,
      newlyCompleted: ["/a/"],
      newlyFailed: ["/b/"],
      stillFailed: ["/c/"],
      newComments: [{ pageId: "/n/", comments: 2 }],
      gone: ["/g/", "/h/"],
    });
  });
});

describe("the dry run of all shards", () => {
  const trials = (...all: readonly ReportedTrial[]) => {
    const [first, ...others] = all.map((trial, index) => ({
      report: exampleDryRun(trial, { shard: { number: index + 1, of: all.length } }),
      checkpoint: null,
    }));
    if (first === undefined) throw new Error("a trial is needed");
    return mergeReports([first, ...others]).trial;
  };
  const proof = (databaseCalls: number, rowsWritten: number | null) =>
    exampleTrial({ proof: { databaseCalls, rowsWritten } });

  it("is missing where the shards are of a migration", () => {
    expect(mergeReports([ofShard(1, 1)]).trial).toBeUndefined();
  });

  it("adds up what the migration would take, but takes as long as the longest", () => {
    const { cost } = exampleTrial();
    const other = {
      comments: 100,
      alreadyThere: 200,
      sourceRequests: 300,
      databaseCalls: 400,
      databaseRows: 500,
      durationMs: 600,
    };
    expect(cost.durationMs).toBeGreaterThan(600);
    expect(trials(exampleTrial(), exampleTrial({ cost: other }))?.cost).toEqual({
      comments: cost.comments + 100,
      alreadyThere: cost.alreadyThere + 200,
      sourceRequests: cost.sourceRequests + 300,
      databaseCalls: cost.databaseCalls + 400,
      databaseRows: cost.databaseRows + 500,
      durationMs: cost.durationMs,
    });
  });

  it("adds up the calls and the rows that the database counted", () => {
    expect(trials(proof(3, 1), proof(4, 20), proof(5, 300))?.proof).toEqual({
      databaseCalls: 12,
      rowsWritten: 321,
    });
  });

  it.each([
    ["first", [null, 0, 0]],
    ["second", [0, null, 0]],
    ["last", [0, 0, null]],
  ] as const)(
    "does not know the rows where the database of the %s shard doesn't say",
    (_, rows) => {
      expect(trials(...rows.map((written) => proof(1, written)))?.proof.rowsWritten).toBeNull();
    },
  );

  it("shows the samples of the first shard, and of no other", () => {
    const [one, other] = exampleTrial().samples.map((sample) =>
      exampleTrial({ samples: [sample] }),
    );
    if (one === undefined || other === undefined) throw new Error("two samples are needed");
    expect(trials(one, other)?.samples).toEqual(one.samples);
  });

  it("is as grave as the gravest shard, and has each reason once", () => {
    const reason = (judgement: "caution" | "no-go", code: string) =>
      ({ judgement, code, message: code, remedy: "Look." }) as const;
    const warnings = reason("caution", "warnings");
    const stopped = reason("no-go", "stopped");
    expect(
      trials(
        exampleTrial({ judgement: "caution", reasons: [warnings] }),
        exampleTrial({ judgement: "no-go", reasons: [warnings, stopped] }),
      ),
    ).toMatchObject({ judgement: "no-go", reasons: [warnings, stopped] });
  });
});
