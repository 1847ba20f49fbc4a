import { describe, expect, it } from "vitest";
import { compareRuns } from "../../src/migration/compare-runs.ts";
import type { PageOutcome } from "../../src/migration/page-outcome.ts";

const page = (name: string) => ({ pageId: `/${name}/`, title: name, file: "a.md", threads: [] });
const completed = (name: string, inserted: number): PageOutcome => ({
  state: "completed",
  page: page(name),
  comments: 9,
  inserted,
});
const failed = (name: string): PageOutcome => ({
  state: "failed",
  page: page(name),
  comments: 0,
  step: "read",
  attempts: 1,
  failure: { code: "x", message: "x" },
});
const previous = {
  at: "2024-05-01T10:00:00.000Z",
  completed: new Map([
    ["/old/", 9],
    ["/grown/", 7],
    ["/gone/", 1],
    ["/now-failing/", 2],
  ]),
  failed: new Set(["/mended/", "/still/"]),
};
const outcomes: readonly PageOutcome[] = [
  completed("old", 0),
  completed("grown", 2),
  completed("mended", 9),
  completed("new", 9),
  failed("still"),
  failed("now-failing"),
];

describe("since the run before", () => {
  it("pages are newly completed, newly failed, failed again, grown or gone", () => {
    expect(compareRuns(previous, outcomes, false)).toEqual({
      previousRunAt: previous.at,
      completedThen: 3,
      newlyCompleted: ["/mended/", "/new/"],
      newlyFailed: ["/now-failing/"],
      stillFailed: ["/still/"],
      newComments: [{ pageId: "/grown/", comments: 2 }],
      gone: ["/gone/"],
    });
  });

  it("no page is called gone where only a part of the pages is looked at", () => {
    expect(compareRuns(previous, outcomes, true).gone).toEqual([]);
  });
});
