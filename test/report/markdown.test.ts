import fc from "fast-check";
import MarkdownIt from "markdown-it";
import { describe, expect, it } from "vitest";
import { inertMarkdown } from "../../src/report/inert-markdown.ts";
import { renderMarkdown } from "../../src/report/markdown.ts";
import type { Report } from "../../src/report/report.ts";
import { renderText } from "../../src/report/text.ts";
import { exampleReport } from "./example-report.ts";

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
  ])("shows %j as it is", (text) => {
    expect(gfm.renderInline(inertMarkdown(text))).toBe(gfm.utils.escapeHtml(text));
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

  it("names the events that are no comments, the first ones of many", () => {
    const eventIds = ["$a1", "$b2", "$c3", "$d4", "$e5", "$f6", "$g7"];
    const report = exampleReport({
      skippedEvents: [{ pageId: "/a/", reason: "encrypted", eventIds }],
    });
    for (const shown of [gfm.render(renderMarkdown(report)), renderText(report)]) {
      expect(shown).toContain("$a1, $b2, $c3, $d4, $e5 and 2 more, see report.json");
    }
  });

  it("tells progress and success apart", () => {
    const markdown = renderMarkdown(exampleReport({ progressRate: 0.75, successRate: 0.5 }));
    expect(markdown).toContain("Progress **75 %** · success **50 %**");
  });

  it("stays below GitHub's 1 MiB with 20,000 failed pages of long names and reasons", () => {
    const [failed] = exampleReport({ verdict: "failed" }).failedPages;
    const failedPages = Array.from({ length: 20_000 }, () => ({
      ...exampleFailure(failed),
      message: "<".repeat(5_000),
    }));
    const markdown = renderMarkdown(exampleReport({ failedPages }));
    expect(Buffer.byteLength(markdown)).toBeLessThan(1024 * 1024);
    expect(markdown).toContain("of 20000; report.json has them all");
  });
});

function exampleFailure<T>(failure: T | undefined): T {
  if (failure === undefined) throw new Error("the example report has a failed page");
  return failure;
}

describe.each([
  ["in the job summary", (report: Report) => gfm.render(renderMarkdown(report))],
  ["in a terminal", renderText],
])("%s", (_, render) => {
  it("a verification lists each difference with its comment and both sides", () => {
    const text = render(
      exampleReport({
        mode: "verify",
        differences: [
          {
            kind: "text",
            comment: "$event",
            pageId: "/posts/bread/",
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
    const text = render(
      exampleReport({
        mode: "rollback",
        verdict: "rolled-back",
        rollback: {
          named: 12,
          deleted: 11,
          goneBefore: 1,
          readerReplies: "keep",
          repliesKept: 1,
          repliesDeleted: 0,
          attachments: { votes: 3 },
          replies: [{ commentId: 77, page: "/posts/bread/", authorName: "Eve", isDirect: true }],
        },
      }),
    );
    for (const part of [
      "12 moved comments taken back from comments; what readers wrote there is kept.",
      "1 moved comment had been deleted before.",
      "1 comment of readers, in answer to moved ones, kept on their own.",
      "3 rows of votes went with their comments.",
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
