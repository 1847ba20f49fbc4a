import { describe, expect, it } from "vitest";
import { headline } from "../../src/report/headline.ts";
import { renderHtml } from "../../src/report/html.ts";
import { renderMarkdown } from "../../src/report/markdown.ts";
import { mergeReports } from "../../src/report/merge-reports.ts";
import { nextSteps } from "../../src/report/next-steps.ts";
import { renderProposal } from "../../src/report/proposal.ts";
import type { ReportedPart } from "../../src/report/report.ts";
import { renderText } from "../../src/report/text.ts";
import { exitCodeOf } from "../../src/run/exit-code.ts";
import { exampleDryRun, exampleVerification } from "./example-report.ts";
import { exampleTrial, goodReport } from "./report-of-each-kind.ts";

const part: ReportedPart = {
  asked: { pages: ["/posts/**"], since: "2020", limit: 4 },
  chosen: 4,
  others: 36,
};
const everyPage: ReportedPart = { asked: { since: "2000" }, chosen: 4, others: 0 };
const pages = {
  total: 4,
  completed: 4,
  completedBefore: 0,
  withoutConversation: 0,
  failed: 0,
  remaining: 0,
};
const failedPages = [] as const;
const moved = goodReport({ verdict: "partial", part });
const verified = exampleVerification({ verdict: "partial", part, pages, failedPages });
const dryRun = (judgement: "go" | "caution" | "no-go") =>
  exampleDryRun(exampleTrial({ judgement }), { part, pages, failedPages });

describe("the report of a part of a site", () => {
  it.each([
    [
      moved,
      "Only a part of the site: 4 of 40 pages; 36 were not asked for. All 4 pages with 30 comments are in comments.",
    ],
    [
      goodReport({ verdict: "partial", part: { ...part, others: 1 } }),
      "Only a part of the site: 4 of 5 pages; 1 was not asked for. All 4 pages with 30 comments are in comments.",
    ],
    [
      goodReport({
        verdict: "partial",
        part,
        pages: { ...pages, completedBefore: 4 },
        comments: { extracted: 30, imported: 30, inserted: 0, failed: 0 },
      }),
      "Only a part of the site: 4 of 40 pages; 36 were not asked for. Nothing to do: all 4 pages with 30 comments had been moved to comments before.",
    ],
    [
      goodReport({ verdict: "partial", part, pages: { ...pages, completed: 1, remaining: 3 } }),
      "Only a part of the site: 4 of 40 pages; 36 were not asked for. Stopped before the end: 1 of 4 pages are in comments, 3 remain.",
    ],
    [
      goodReport({ verdict: "failed", part, pages: { ...pages, completed: 3, failed: 1 } }),
      "Only a part of the site: 4 of 40 pages; 36 were not asked for. 1 page failed: 3 of 4 pages are complete.",
    ],
    [
      goodReport({
        verdict: "partial",
        part,
        placement: {
          unplaced: [{ from: "?p=1", title: "", comments: 2, proposals: [] }],
          gone: [],
          matched: [],
        },
      }),
      "Only a part of the site: 4 of 40 pages; 36 were not asked for. Not all comments have a page: 4 of 4 pages are in comments, 2 comments without a page are not.",
    ],
    [
      verified,
      "Only a part of the site: 4 of 40 pages; 36 were not asked for. Verified: all 30 comments on 4 pages are in comments, each once, and match their source.",
    ],
    [
      dryRun("go"),
      "GO for this part only (4 of 40 pages; 36 were not asked for): 28 comments on 4 pages can be moved to comments (2 already there). Nothing was written.",
    ],
    [
      dryRun("no-go"),
      "NO-GO for this part only (4 of 40 pages; 36 were not asked for): comments would be left behind. Nothing was written.",
    ],
  ])("says so in its first sentence %#", (report, sentence) => {
    expect(headline(report)).toBe(sentence);
  });

  it("is one of the whole site where all of its pages were asked for", () => {
    const report = goodReport({ part: everyPage });
    expect(headline(report)).toBe("All 4 pages with 30 comments are in comments.");
    expect(exitCodeOf(report, "failed-pages")).toBe(0);
  });

  it("says what was asked for in each of its forms", () => {
    const asked = "pages /posts/**; since 2020; limit 4";
    const plain = (text: string) => text.replaceAll("\\", "").replaceAll(/&#\d+;/g, "*");
    for (const render of [renderText, renderMarkdown, renderHtml]) {
      const text = plain(render(moved));
      expect(text).toContain("Only a part of the site: 4 of 40 pages; 36 were not asked for.");
      expect(text).toContain(asked);
    }
  });

  it("says what comes next: the rest of the site", () => {
    expect(nextSteps(moved)).toEqual([
      "Look at the pages of this part in the new comment system.",
      "Run it again without pages, since and limit: it moves the comments of the 36 other pages, and skips the pages that are complete.",
    ]);
    expect(nextSteps(verified)).toEqual([
      "To verify the 36 other pages as well, run it again without pages, since and limit.",
    ]);
    expect(nextSteps(dryRun("go"))[0]).toMatch(
      /^Run it with mode: migrate and the same pages, since and limit/,
    );
    const none = { written: 0, removed: 0 };
    const change = { replaced: 4, removed: 0, kept: 0, files: ["a.md"], archive: none, media: 0 };
    expect(renderProposal(change, moved, 60_000).body).toContain(
      "36 pages were not asked for and keep their old comments",
    );
  });

  it.each([
    ["went well", moved, 0],
    ["was verified", verified, 0],
    [
      "has pages left",
      goodReport({ verdict: "partial", part, pages: { ...pages, remaining: 1 } }),
      1,
    ],
    ["has failed", goodReport({ verdict: "failed", part }), 1],
    [
      "covers all pages, but not all comments",
      goodReport({ verdict: "partial", part: everyPage }),
      1,
    ],
  ] as const)("that %s has the right exit code", (_, report, code) => {
    expect(exitCodeOf(report, "failed-pages")).toBe(code);
  });

  it("is put together from shards, of which none may be missing", () => {
    const shard = (number: number) => ({
      report: goodReport({ verdict: "partial", part, shard: { number, of: 2 } }),
      checkpoint: null,
    });
    const merged = mergeReports([shard(1), shard(2)]);
    expect(merged).toMatchObject({ verdict: "partial", part });
    expect(exitCodeOf(merged, "failed-pages")).toBe(0);
    expect(exitCodeOf(mergeReports([shard(1)]), "failed-pages")).toBe(1);
  });
});
