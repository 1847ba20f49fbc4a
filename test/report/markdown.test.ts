import fc from "fast-check";
import MarkdownIt from "markdown-it";
import { describe, expect, it } from "vitest";
import { escapeHtml } from "../../src/domain/escape-html.ts";
import { renderHtml } from "../../src/report/html.ts";
import { inertMarkdown } from "../../src/report/inert-markdown.ts";
import { renderMarkdown } from "../../src/report/markdown.ts";
import type { Report } from "../../src/report/report.ts";
import { renderText } from "../../src/report/text.ts";
import { exampleReport, exampleRollback, exampleVerification } from "./example-report.ts";
import { reportOfEachKind } from "./report-of-each-kind.ts";

const gfm = new MarkdownIt({ html: true, linkify: true });

describe("text from outside in a summary", () => {
  it.each([
    "<img src=x onerror=alert(1)>",
    "[click](javascript:alert(1))",
    "a | b | c",
    "`code` **bold** _em_ ~~gone~~",
    "https://evil.example/ www.evil.example",
    "</details></td></table>",
    "&lt;already&gt; &#60;",
    "\\| \\\\",
    " - no item, 3. no number",
    "1. no number",
    "@mention #1 :tada: $x$",
  ])("shows %j as it is", (text) => {
    expect(gfm.render(inertMarkdown(text)).trim()).toBe(
      `<p>${gfm.utils.escapeHtml(text.trim())}</p>`,
    );
  });

  it("stays readable where its marks mean nothing", () => {
    const text =
      "All 334 comments (12 of them new) are in the database: nothing failed, 100% done.";
    expect(inertMarkdown(text)).toBe(text);
  });

  it("makes no element, whatever it holds", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 60 }), (text) => {
        expect(gfm.renderInline(inertMarkdown(`x${text}x`))).not.toMatch(/<[a-z/!]/i);
      }),
    );
  });
});

describe("the job summary", () => {
  it("gives the verdict in its first line", () => {
    const [first] = renderMarkdown(exampleReport({ verdict: "failed" })).split("\n");
    expect(first).toMatch(/^## ❌ 1 page failed/);
  });

  it("lists a failed page with place, reason and remedy", () => {
    const html = gfm.render(renderMarkdown(exampleReport({ verdict: "failed" })));
    expect(html).toContain("/posts/broken/<br>content/posts/broken.md:9");
    expect(html).toContain("The homeserver did not answer.");
    expect(html).toContain("Try again later.");
  });

  it("names what is no comment, the first ones of many", () => {
    const sourceIds = ["$a1", "$b2", "$c3", "$d4", "$e5", "$f6", "$g7"];
    const report = exampleReport({
      skipped: [{ pageId: "/a/", reason: "encrypted", sourceIds }],
    });
    for (const shown of [gfm.render(renderMarkdown(report)), renderText(report)]) {
      expect(shown).toContain("$a1, $b2, $c3, $d4, $e5 and 2 more, see report.html");
    }
  });

  it("tells progress and success apart", () => {
    const markdown = renderMarkdown(exampleReport({ progressRate: 0.75, successRate: 0.5 }));
    const html = gfm.render(markdown);
    expect(html).toContain("<strong>75%</strong>: 3 of 4 pages processed");
    expect(html).toContain("50% of those processed succeeded");
  });

  it("says one reason once, with the first pages that have it and the number of the others", () => {
    const html = gfm.render(renderMarkdown(manyFailures(5_000, () => "The server is closed.")));
    expect(html.match(/The server is closed/g)).toHaveLength(1);
    expect(html).toContain("content/posts/5.md:1");
    expect(html).not.toContain("content/posts/6.md:1");
    expect(html).toContain("… and 4,994 more");
  });

  it("links each place to its line in this run's commit, where that is known", () => {
    const addressOf = ({ file, line }: { file: string; line: number }) =>
      `https://github.com/o/r/blob/abc/${file}#L${line}`;
    const html = gfm.render(renderMarkdown(exampleReport(), { addressOf }));
    expect(html).toContain(
      '<a href="https://github.com/o/r/blob/abc/content/posts/broken.md#L9">content/posts/broken.md:9</a>',
    );
  });

  it("says where checkpoint and report went", () => {
    const kept = ["The checkpoint: kept in the Actions cache."];
    expect(gfm.render(renderMarkdown(exampleReport(), { kept }))).toContain(kept[0]);
  });

  it.each(Object.entries(reportOfEachKind))(
    "of a run that is “%s” says what to do next",
    (_, report) => {
      expect(renderMarkdown(report)).toMatch(/### What to do next\n\n1\. \S/);
      expect(renderText(report)).toMatch(/What to do next\n {2}1\. \S/);
    },
  );
});

describe("a summary of 10,000 pages, each with a long name, many findings and differences", () => {
  const long = "<&`|_*[]()!".repeat(12);
  const pageList = Array.from({ length: 10_000 }, (_, index) => ({
    pageId: `/posts/${index}/${long}/`,
    title: long,
    location: { file: `content/${long}/${index}.md`, line: index + 1 },
    state: "completed" as const,
    comments: index,
  }));
  const huge = {
    ...manyFailures(10_000, (index) => `${index}: ${long}`),
    pageList,
    findings: pageList.map(({ pageId, location }, index) => ({
      severity: (["error", "warning", "notice"] as const)[index % 3] ?? "error",
      code: `rule-${index % 40}`,
      message: `${index}: ${long}`,
      remedy: long,
      pageId,
      location,
    })),
    differences: pageList.map(({ pageId }, index) => ({
      kind: "text" as const,
      comment: `$${index}`,
      pageId,
      cause: "wrong" as const,
      seenBy: "database" as const,
      expected: long,
      found: long,
    })),
    skipped: pageList.map(({ pageId }) => ({
      pageId,
      reason: long,
      sourceIds: Array.from({ length: 5 }, (_, index) => `$${index}${long}`),
    })),
  };

  it("stays below GitHub's 1 MiB, and says where it was cut", () => {
    const markdown = renderMarkdown(huge);
    expect(Buffer.byteLength(markdown)).toBeLessThan(1024 * 1024);
    expect(markdown).toMatch(/The first \d+ of 10,000; report.html and report.json have them all/);
  });

  it("names a page's reason and remedy before it is cut", () => {
    const html = gfm.render(renderMarkdown(huge));
    expect(html).toContain("content/posts/0.md:1");
    expect(html).toContain("Try again later.");
  });

  it("is complete in report.html", () => {
    const html = renderHtml(huge);
    const [, pages = ""] = html.split('aria-label="All pages"');
    const shown = [...pages.matchAll(/<th scope="row">([^<]*)</g)].map(([, pageId]) => pageId);
    expect(shown.length).toBe(pageList.length);
    expect(shown.every((text, index) => text === escapeHtml(pageList[index]?.pageId ?? ""))).toBe(
      true,
    );
  });
});

function manyFailures(pages: number, messageOf: (index: number) => string) {
  return exampleReport({
    failedPages: Array.from({ length: pages }, (_, index) => ({
      pageId: `/posts/${index}/`,
      title: "Closed",
      location: { file: `content/posts/${index}.md`, line: 1 },
      comments: 0,
      attempts: 1,
      step: "read",
      code: "homeserver-unreachable",
      message: messageOf(index),
      remedy: "Try again later.",
    })),
  });
}

describe.each([
  ["in the job summary", (report: Report) => gfm.render(renderMarkdown(report))],
  ["in a terminal", renderText],
])("%s", (_, render) => {
  it("a verification lists each difference with its comment and both sides", () => {
    const text = render(
      exampleVerification({
        differences: [
          {
            kind: "text",
            comment: "$event",
            pageId: "/posts/bread/",
            cause: "wrong",
            seenBy: "api",
            expected: "as it was",
            found: "as it is",
          },
        ],
      }),
    );
    for (const part of ["has another text, as readers see it", "as it was", "as it is", "event"]) {
      expect(text).toContain(part);
    }
  });

  it("a rollback says what it took, what it kept, and which readers' replies it met", () => {
    const text = render(exampleRollback());
    for (const part of [
      "12 moved comments removed from comments; readers' own comments are still there.",
      "1 moved comment had been deleted before.",
      "1 reader comment that answered moved ones kept as comments of their own.",
      "3 rows of votes deleted with their comments.",
      "Eve",
      "77",
    ]) {
      expect(text).toContain(part);
    }
    expect(text).not.toContain("extracted");
  });
});

describe("the report in a terminal", () => {
  it("carries no control characters from outside", () => {
    const report = exampleReport({
      stoppedBy: { code: "x", message: "a\u001b[2Jb\r\nc\u202ed", remedy: null },
    });
    expect(renderText(report)).toContain("a [2Jb c d");
  });
});
