import { expect, it } from "vitest";
import type { PageOutcome } from "../../src/migration/page-outcome.ts";
import { Progress } from "../../src/run/progress.ts";

const page = { pageId: "/a/", title: "", file: "a.md", threads: [] } as const;
const completed: PageOutcome = { state: "completed", page, comments: 50, inserted: 50 };

function clock() {
  let time = 0;
  return {
    now: () => new Date(time),
    pass: (ms: number) => {
      time += ms;
    },
  };
}

it("tells pages, comments, the pace and the time left at this pace", () => {
  const { now, pass } = clock();
  const progress = new Progress(now);
  progress.begin(10, 2);
  pass(4_000);
  progress.add(completed);
  progress.add(completed);
  expect(progress.line()).toBe(
    "Progress: 4 of 10 pages (40%), 100 comments, 25.0 comments/s, about 12.0 s left",
  );
});

it("claims to know no pace before the first page is done", () => {
  const progress = new Progress(clock().now);
  progress.begin(10, 0);
  expect(progress.line()).toContain("time left unknown");
});

it("is done where there is nothing to do", () => {
  const progress = new Progress(clock().now);
  progress.begin(0, 0);
  expect(progress.line()).toContain("(100%)");
});
