import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createLogObserver } from "../../../src/action/log/log-observer.ts";
import type { PageOutcome } from "../../../src/migration/page-outcome.ts";
import { scanOf } from "../../parts/hugo/site-scan.ts";

const page = (index: number) => ({
  pageId: `/posts/${index}/`,
  title: "",
  file: "a.md",
  threads: [],
});
const completed = (index: number): PageOutcome => ({
  state: "completed",
  page: page(index),
  comments: 10,
  inserted: 10,
});

describe("the log of a step", () => {
  let written: string[];
  beforeEach(() => {
    written = [];
    vi.spyOn(process.stdout, "write").mockImplementation((text) => {
      written.push(String(text));
      return true;
    });
  });
  afterEach(() => {
    vi.restoreAllMocks();
  });

  /** The log of four pages, each taking so many milliseconds. */
  function logOf(msOfPage: number, isQuiet = false): readonly string[] {
    let time = 0;
    const observer = createLogObserver(() => new Date(time), isQuiet);
    observer.scanned(scanOf([1, 2, 3, 4].map(page)), 0);
    for (const index of [1, 2, 3]) {
      time += msOfPage;
      observer.pageDone(completed(index));
    }
    observer.pageDone({
      state: "failed",
      page: page(4),
      comments: 0,
      step: "read",
      attempts: 1,
      failure: { code: "x", message: "Closed.\n::error::no\u001b[2J" },
    });
    observer.close();
    return written.join("").trimEnd().split("\n");
  }

  it("has a line for each page, in one group where it is quick", () => {
    expect(logOf(10)).toEqual([
      "Found 4 pages with comments in 4 content files.",
      "::group::Pages",
      "✓ /posts/1/: 10 comments",
      "✓ /posts/2/: 10 comments",
      "✓ /posts/3/: 10 comments",
      "✗ /posts/4/: Closed. ::error::no [2J",
      "::endgroup::",
    ]);
  });

  it("tells the progress between groups, every quarter of a minute, where a reader sees it without opening one", () => {
    expect(logOf(10_000)).toEqual([
      "Found 4 pages with comments in 4 content files.",
      "::group::Pages",
      "✓ /posts/1/: 10 comments",
      "✓ /posts/2/: 10 comments",
      "::endgroup::",
      "Progress: 2 of 4 pages (50%), 20 comments, 1.0 comments/s, about 20.0 s left",
      "::group::Pages from 3",
      "✓ /posts/3/: 10 comments",
      "✗ /posts/4/: Closed. ::error::no [2J",
      "::endgroup::",
    ]);
  });

  it("names only pages that failed where it is to be quiet", () => {
    expect(logOf(10, true)).toEqual(["✗ /posts/4/: Closed. ::error::no [2J"]);
  });
});
