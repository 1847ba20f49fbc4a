import MarkdownIt from "markdown-it";
import { describe, expect, it } from "vitest";
import { renderMarkdown } from "../../src/report/markdown.ts";
import { renderProposal } from "../../src/report/proposal.ts";
import type { ReportedReplacement } from "../../src/report/report.ts";
import { reportSchema } from "../../src/report/report-schema.ts";
import { renderText } from "../../src/report/text.ts";
import { exampleReport } from "./example-report.ts";

const gfm = new MarkdownIt({ html: true });

const done: ReportedReplacement = {
  to: "pull-request",
  dryRun: false,
  replaced: 2,
  removed: 1,
  kept: 3,
  files: ["content/a.md", "content/b|<img src=x>.md"],
  pullRequest: { number: 7, url: "https://github.com/octo/blog/pull/7", state: "created" },
};

function reportWith(change: Partial<ReportedReplacement> = {}) {
  return exampleReport({ verdict: "complete", replacement: { ...done, ...change } });
}

describe("the replacement of old shortcodes", () => {
  it("is told in the summary, with a link to the pull request", () => {
    const markdown = renderMarkdown(reportWith());
    expect(gfm.render(markdown)).toContain('<a href="https://github.com/octo/blog/pull/7">#7</a>');
    expect(markdown).toMatch(/2 old shortcodes were replaced in 2 files/);
    expect(markdown).toMatch(/1 more was removed/);
    expect(markdown).toMatch(/3 places still show the old comments/);
    expect(markdown).not.toContain("<img");
    expect(markdown).toContain("then merge the pull request");
  });

  it("is told in a terminal, with its files", () => {
    const text = renderText(reportWith({ to: "working-tree", pullRequest: null }));
    expect(text).toContain("2 old shortcodes were replaced in 2 files of the working tree.");
    expect(text).toContain("  - content/a.md");
    expect(text).toContain("then commit the changed files");
  });

  it("is told as what would be in a dry run", () => {
    const text = renderText(reportWith({ dryRun: true, pullRequest: null }));
    expect(text).toContain("2 old shortcodes would be replaced");
    expect(text).not.toContain("then commit");
  });

  it("says so where nothing was replaced", () => {
    const nothing = { replaced: 0, removed: 0, kept: 0, files: [], pullRequest: null };
    expect(renderText(reportWith(nothing))).toContain("No old shortcode was replaced.");
  });

  it("leads to a pull request that has files of the comments alone", () => {
    const text = renderText(reportWith({ replaced: 0, removed: 0, files: [] }));
    expect(text).toContain("https://github.com/octo/blog/pull/7");
    expect(text).toContain("Merge the pull request: it has files of the comments");
  });

  it("is part of report.json", () => {
    const report = reportWith();
    expect(reportSchema.parse(JSON.parse(JSON.stringify(report))).replacement).toEqual(done);
    const { replacement: _, ...without } = report;
    expect(reportSchema.parse(without)).not.toHaveProperty("replacement");
  });
});

const maxLength = 65_000;
const change = {
  ...done,
  archive: { written: 0, removed: 0 },
  media: 0,
  runAddress: "https://github.com/octo/blog/actions/runs/7/attempts/2",
};

describe("the pull request's text", () => {
  it("has the numbers, and a link to the run", () => {
    const all = { ...change, archive: { written: 1_200, removed: 4 }, media: 5 };
    const { body } = renderProposal(all, exampleReport(), maxLength);
    for (const row of [
      "| Pages with all their comments moved | 2 of 4 |",
      "| Comments moved | 30 |",
      "| Old shortcodes replaced | 2, and 1 removed |",
      "| Content files changed | 2 |",
      "| Archive files written | 1,200, and 4 removed |",
      "| Pictures and files added | 5 |",
      "| Places that keep the old comments | 3; the reasons are below |",
    ]) {
      expect(body).toContain(row);
    }
    expect(body).toContain("[this run](https://github.com/octo/blog/actions/runs/7/attempts/2)");
  });

  it("says what it is about where no shortcode changes", () => {
    const none = { ...change, replaced: 0, removed: 0, kept: 0, files: [] };
    const archive = { written: 2, removed: 1 };
    const archived = renderProposal({ ...none, archive }, exampleReport(), maxLength);
    expect(archived.title).toBe("Update the comment archive in 3 files");
    expect(archived.body).toContain("brings the archive of the comments up to date.");
    const copied = renderProposal({ ...none, media: 1 }, exampleReport(), maxLength);
    expect(copied.title).toBe("Add 1 picture or file of the moved comments");
    for (const { body } of [archived, copied]) {
      expect(body).toContain("It changes no page.");
      expect(body).not.toContain("Hugo builds them");
    }
  });

  it("holds the report", () => {
    const { title, body } = renderProposal(change, exampleReport(), maxLength);
    expect(title).toBe("Show the moved comments in 2 files");
    expect(body).toContain(
      "replaces 2 shortcodes of the old comment system in 2 files, and removes 1 more",
    );
    expect(body).toContain("content/a");
    expect(body).not.toContain("<img");
    expect(body).toContain("The homeserver did not answer");
  });

  it("mentions nobody, and refers to no issue", () => {
    const files = ["content/@octocat #12.md"];
    const { body } = renderProposal({ ...change, files }, exampleReport(), maxLength);
    expect(body).toContain("content/&#64;<!-- -->octocat &#35;<!-- -->12.md");
    expect(body.length).toBeLessThanOrEqual(maxLength);
  });

  it("says what to do before it is merged, and that it grows while pages are open", () => {
    const pages = {
      total: 5,
      completed: 3,
      completedBefore: 0,
      withoutConversation: 0,
      failed: 1,
      remaining: 1,
    };
    const { body } = renderProposal(change, exampleReport({ pages }), maxLength);
    const [, steps = ""] = body.split("### What to do next\n\n");
    expect(steps.split("\n").slice(0, 3)).toEqual([
      expect.stringContaining("from this branch"),
      expect.stringContaining("2 pages are not complete"),
      expect.stringContaining("Before merging"),
    ]);
  });

  it.each([10, 1_000, 50_000])("is never longer than GitHub takes: %i pages", (pages) => {
    const [page] = exampleReport().pageList;
    if (page === undefined) throw new Error("the example has no pages");
    const files = Array.from({ length: pages }, (_, index) => `content/posts/2020-${index}.md`);
    const finding = { severity: "warning", code: "x", message: "word ".repeat(90) } as const;
    const large = exampleReport({
      pageList: files.map(() => page),
      findings: files.map(() => finding),
    });
    const { body } = renderProposal({ ...change, files }, large, maxLength);
    expect(body.length).toBeLessThanOrEqual(maxLength);
    expect(body).toContain(" shortcodes of the old comment system in");
    expect(body).toContain("1 page failed");
  });
});
