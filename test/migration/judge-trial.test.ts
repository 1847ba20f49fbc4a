import { describe, expect, it } from "vitest";
import { judgeTrial, thresholds } from "../../src/migration/judge-trial.ts";
import type { TrialOutcome } from "../../src/migration/outcome.ts";
import { goodReport } from "../report/report-of-each-kind.ts";

type Change = NonNullable<Parameters<typeof goodReport>[0]>;

const measures = {
  sourceRequests: 9,
  database: { calls: 4, durationMs: 400, rowsWritten: 0, rowsRead: 50, databaseBytes: 40_960 },
  readMs: 2_000,
  delayBetweenBatches: 50,
  media: null,
};
const outcome: TrialOutcome = {
  toWrite: 30,
  alreadyThere: 0,
  databaseCalls: 6,
  batches: 3,
  samples: [],
};

function judged(report: Change = {}, trial: Partial<TrialOutcome> = {}) {
  const { judgement, reasons, cost } = judgeTrial(
    goodReport(report),
    { ...outcome, ...trial },
    measures,
  );
  return { judgement, codes: reasons.map(({ code }) => code), cost };
}

const orphans = (number: number): NonNullable<Change["findings"]> =>
  Array.from({ length: number }, () => ({
    severity: "notice",
    code: "orphan-reply",
    message: "A reply.",
  }));
const comments = (extracted: number) => ({ extracted, imported: 0, inserted: 0, failed: 0 });

describe("a dry run's judgement", () => {
  it("is GO, without a reason, where nothing speaks against it", () => {
    expect(judged()).toMatchObject({ judgement: "go", codes: [] });
  });

  it.each<[string, Change]>([
    ["stopped", { stoppedBy: { code: "x", message: "x", remedy: null } }],
    [
      "no-pages",
      {
        pages: {
          total: 0,
          completed: 0,
          completedBefore: 0,
          withoutConversation: 0,
          failed: 0,
          remaining: 0,
        },
      },
    ],
    ["errors", { findings: [{ severity: "error", code: "x", message: "x" }] }],
    [
      "pages-failed",
      {
        failedPages: [
          {
            pageId: "/a/",
            title: "",
            location: { file: "a.md", line: 1 },
            comments: 0,
            attempts: 1,
            step: "read",
            code: "x",
            message: "x",
            remedy: null,
          },
        ],
      },
    ],
  ])("is NO-GO for %s", (code, report) => {
    const { judgement, codes } = judged(report);
    expect([judgement, codes[0]]).toEqual(["no-go", code]);
  });

  it.each<[string, Change, Partial<TrialOutcome>]>([
    ["warnings", { findings: [{ severity: "warning", code: "x", message: "x" }] }, {}],
    ["no-comments", { comments: comments(0) }, {}],
    [
      "not-all-read",
      {
        pages: {
          total: 4,
          completed: 0,
          completedBefore: 0,
          withoutConversation: 0,
          failed: 0,
          remaining: 1,
        },
      },
      {},
    ],
    ["many-orphans", { comments: comments(100), findings: orphans(6) }, {}],
    [
      "many-skipped",
      {
        comments: comments(89),
        skipped: [{ pageId: "/a/", reason: "x", sourceIds: Array.from({ length: 11 }, String) }],
      },
      {},
    ],
    ["more-than-a-free-day", {}, { toWrite: thresholds.rowsOfFreeDay / 2 }],
    ["more-than-a-free-day", {}, { written: { rows: thresholds.rowsOfFreeDay, bytes: 0 } }],
    ["longer-than-a-job", {}, { databaseCalls: thresholds.jobMs / 100 }],
  ])("asks for caution for %s", (code, report, trial) => {
    expect(judged(report, trial)).toMatchObject({ judgement: "caution", codes: [code] });
  });

  it("asks for more time only where it was time that left pages unread", () => {
    const pages = {
      total: 4,
      completed: 0,
      completedBefore: 0,
      withoutConversation: 0,
      failed: 0,
      remaining: 4,
    };
    const advice = (stoppedBy: NonNullable<Change["stoppedBy"]> | null) =>
      judgeTrial(goodReport({ pages, stoppedBy }), outcome, measures).reasons.find(
        ({ code }) => code === "not-all-read",
      )?.remedy;
    expect(advice(null)).toContain("more time");
    expect(advice({ code: "schema-mismatch", message: "x", remedy: null })).not.toContain("time");
  });

  it("does not say that no page was found where errors left them all out", () => {
    const pages = {
      total: 0,
      completed: 0,
      completedBefore: 0,
      withoutConversation: 0,
      failed: 0,
      remaining: 0,
    };
    const error = { severity: "error", code: "duplicate-section", message: "x" } as const;
    const nothing = { severity: "warning", code: "no-sections", message: "x" } as const;
    const none = comments(0);
    expect(judged({ pages, comments: none, findings: [error] }).codes).toEqual(["errors"]);
    expect(judged({ pages, comments: none, findings: [error, nothing] }).codes).toEqual([
      "no-pages",
      "errors",
      "warnings",
    ]);
  });

  it("does not doubt the site's name where no room could be read", () => {
    const pages = {
      total: 4,
      completed: 0,
      completedBefore: 0,
      withoutConversation: 0,
      failed: 4,
      remaining: 0,
    };
    expect(judged({ pages, comments: comments(0) }).codes).not.toContain("no-comments");
    const one = { ...pages, failed: 3 };
    expect(judged({ pages: one, comments: comments(0) }).codes).toContain("no-comments");
  });

  it("takes what lies on a threshold as usual", () => {
    const report = {
      comments: comments(90),
      findings: orphans(4),
      skipped: [{ pageId: "/a/", reason: "x", sourceIds: Array.from({ length: 10 }, String) }],
    };
    expect(judged(report).judgement).toBe("go");
  });

  it.each<[string, Partial<TrialOutcome>]>([
    // The pages of the report are rows as well.
    ["rows", { toWrite: (thresholds.rowsOfFreeDay - goodReport().pages.total) / 2 }],
    // Without the reading and two pauses.
    ["time", { databaseCalls: (thresholds.jobMs - 2_000 - 100) / 100 }],
  ])("takes as much %s as there is as usual", (_, trial) => {
    expect(judged({}, trial)).toMatchObject({ judgement: "go", codes: [] });
  });

  it("is as grave as its gravest reason", () => {
    const findings: NonNullable<Change["findings"]> = [
      { severity: "warning", code: "w", message: "w" },
      { severity: "error", code: "e", message: "e" },
    ];
    expect(judged({ findings })).toMatchObject({
      judgement: "no-go",
      codes: ["errors", "warnings"],
    });
  });

  it("estimates rows and time from what the dry run measured", () => {
    // 30 comments and their ledger entries, 4 pages; 2 s of reading, 6 calls of 100 ms, 2 pauses.
    expect(judged().cost).toMatchObject({ databaseRows: 64, durationMs: 2_700 });
  });

  it("writes no row where nothing is to be written, not even the pages'", () => {
    expect(judged({}, { toWrite: 0, alreadyThere: 30 }).cost).toMatchObject({
      comments: 0,
      alreadyThere: 30,
      databaseRows: 0,
    });
  });

  it("counts on no time in the database where it was never asked", () => {
    const database = {
      ...{ calls: 0, durationMs: 0 },
      ...{ rowsWritten: null, rowsRead: null, databaseBytes: null },
    };
    expect(judgeTrial(goodReport(), outcome, { ...measures, database }).cost.durationMs).toBe(
      2_000 + 2 * 50,
    );
  });

  it.each([0, 1])("counts on no pause where there are %d batches", (batches) => {
    expect(judged({}, { batches }).cost.durationMs).toBe(2_600);
  });

  it.each([0, 7, null])("proves with the rows that the database counted: %s", (rowsWritten) => {
    const database = { ...measures.database, rowsWritten };
    expect(judgeTrial(goodReport(), outcome, { ...measures, database }).proof).toEqual({
      databaseCalls: 4,
      rowsWritten,
    });
  });
});
