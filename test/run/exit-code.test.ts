import { describe, expect, it } from "vitest";
import type { Report, Verdict } from "../../src/report/report.ts";
import { exitCodeOf } from "../../src/run/exit-code.ts";
import { exampleReport } from "../report/example-report.ts";

const budgetUsed: Report["findings"] = [
  { severity: "notice", code: "time-budget-used", message: "The time budget is used up." },
];

function after(verdict: Verdict, change: Partial<Report> = {}): Report {
  return exampleReport({ verdict, ...change });
}

/** A run of ten pages that some earlier run may have begun. */
function pages(completed: number, completedBefore: number): Report["pages"] {
  return { total: 10, completed, completedBefore, failed: 0, remaining: 10 - completed };
}

describe("the exit code", () => {
  it.each<[Verdict, 0 | 1]>([
    ["complete", 0],
    ["dry-run", 0],
    ["verified", 0],
    ["rolled-back", 0],
    ["partial", 1],
    ["failed", 1],
  ])("of a run that is %s is %d", (verdict, code) => {
    expect(exitCodeOf(after(verdict), "failed-pages")).toBe(code);
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
    const change = { mode: "verify", findings: budgetUsed, pages: pages(4, 0) } as const;
    expect(exitCodeOf(after("partial", change), "failed-pages")).toBe(1);
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
    const change = { mode: "rollback", findings: budgetUsed, rollback } as const;
    expect(exitCodeOf(after("partial", change), "failed-pages")).toBe(code);
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

  it.each<Verdict>(["partial", "failed"])(
    "of a run that is %s is 0 where nothing is to fail",
    (verdict) => {
      expect(exitCodeOf(after(verdict), "nothing")).toBe(0);
    },
  );
});
