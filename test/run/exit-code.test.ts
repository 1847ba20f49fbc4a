import { describe, expect, it } from "vitest";
import type { Report, Verdict } from "../../src/report/report.ts";
import { exitCodeOf } from "../../src/run/exit-code.ts";
import {
  exampleDryRun,
  exampleReport,
  exampleRollback,
  exampleVerification,
} from "../report/example-report.ts";
import { exampleTrial } from "../report/report-of-each-kind.ts";

const budgetUsed: Report["findings"] = [
  { severity: "notice", code: "time-budget-used", message: "The time budget is used up." },
];

type Change = NonNullable<Parameters<typeof exampleReport>[0]>;

function after(verdict: "complete" | "partial" | "failed", change: Change = {}): Report {
  return exampleReport({ verdict, ...change });
}

/** A run of ten pages that some earlier run may have begun. */
function pages(completed: number, completedBefore: number): NonNullable<Report["pages"]> {
  const others = { withoutConversation: 0, failed: 0 };
  return { total: 10, completed, completedBefore, ...others, remaining: 10 - completed };
}

describe("the exit code", () => {
  it.each<[Verdict, Report, 0 | 1]>([
    ["complete", after("complete"), 0],
    ["dry-run", exampleDryRun(exampleTrial()), 0],
    ["verified", exampleVerification({ verdict: "verified" }), 0],
    ["rolled-back", exampleRollback(), 0],
    ["partial", after("partial"), 1],
    ["failed", after("failed"), 1],
    ["failed", exampleRollback({}, { verdict: "failed" }), 1],
  ])("of a run that is %s is as it should be", (_, report, code) => {
    expect(exitCodeOf(report, "failed-pages")).toBe(code);
  });

  it.each<[string, number, number, 0 | 1]>([
    ["completed its first page", 1, 0, 0],
    ["completed one page more than earlier runs", 4, 3, 0],
    ["completed no page at all", 0, 0, 1],
    ["completed nothing beyond what earlier runs had", 3, 3, 1],
  ])("of a run that its time budget stopped and that %s", (_, completed, before, code) => {
    const report = after("partial", { findings: budgetUsed, pages: pages(completed, before) });
    expect(exitCodeOf(report, "failed-pages")).toBe(code);
  });

  it("is 1 where the budget stopped a verification, since the next one begins anew", () => {
    const change = { verdict: "partial", findings: budgetUsed, pages: pages(4, 0) } as const;
    expect(exitCodeOf(exampleVerification(change), "failed-pages")).toBe(1);
  });

  it.each<[string, number, 0 | 1]>([
    ["took comments back", 1_000, 0],
    ["took none back", 0, 1],
  ])("of a rollback that its time budget stopped and that %s", (_, deleted, code) => {
    const rollback = {
      named: 2_000,
      deleted,
      goneBefore: 0,
      readerReplies: "refuse",
      repliesKept: 0,
      repliesDeleted: 0,
      attachments: {},
      replies: [],
    } as const;
    const report = exampleRollback(rollback, { verdict: "partial", findings: budgetUsed });
    expect(exitCodeOf(report, "failed-pages")).toBe(code);
  });

  it("is 1 where pages were completed and something else than the budget left some", () => {
    expect(exitCodeOf(after("partial", { pages: pages(4, 0) }), "failed-pages")).toBe(1);
  });

  it("is 1 where something failed, although the budget explains what remains", () => {
    const report = after("failed", { findings: budgetUsed, pages: pages(4, 0) });
    expect(exitCodeOf(report, "failed-pages")).toBe(1);
  });

  it("is 0 where the budget is one finding among others", () => {
    const other = { severity: "notice", code: "orphan-reply", message: "A reply." } as const;
    const findings = [other, ...budgetUsed, other];
    const report = after("partial", { findings, pages: pages(4, 0) });
    expect(exitCodeOf(report, "failed-pages")).toBe(0);
  });

  it.each(["partial", "failed"] as const)(
    "of a run that is %s is 0 where nothing is to fail",
    (verdict) => {
      expect(exitCodeOf(after(verdict), "nothing")).toBe(0);
    },
  );
});
