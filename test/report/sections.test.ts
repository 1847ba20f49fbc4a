import { Parser } from "htmlparser2";
import MarkdownIt from "markdown-it";
import { describe, expect, it } from "vitest";
import { renderHtml } from "../../src/report/html.ts";
import { renderMarkdown } from "../../src/report/markdown.ts";
import { sectionsOf } from "../../src/report/sections.ts";
import { renderText } from "../../src/report/text.ts";
import { verdictMark } from "../../src/report/verdict-mark.ts";
import { exampleReport } from "./example-report.ts";
import { reportOfEachKind } from "./report-of-each-kind.ts";

const gfm = new MarkdownIt({ html: true });

/** The texts of these elements, in the order in which they begin. */
function textsOf(html: string, elements: ReadonlySet<string>): readonly string[] {
  const texts: string[] = [];
  let depth = 0;
  new Parser({
    onopentag(name) {
      if (!elements.has(name)) return;
      depth += 1;
      texts.push("");
    },
    ontext(text) {
      if (depth > 0) texts.push(`${texts.pop()}${text}`);
    },
    onclosetag(name) {
      if (elements.has(name)) depth -= 1;
    },
  }).end(html);
  return texts.map((text) => text.trim());
}

/** The headings of a summary, those of folded parts among them. */
function headingsOf(markdown: string): readonly string[] {
  const headings = gfm.render(markdown).matchAll(/<(?:h2|h3|summary><strong)>(.*?)<\//g);
  return [...headings].flatMap(([, heading]) => textsOf(`<p>${heading}</p>`, new Set(["p"])));
}

const inHtml = new Set(["h1", "h2"]);
const headingLine = /^\S.*$/gm;

describe.each(Object.entries(reportOfEachKind))("the report of a run that is “%s”", (_, report) => {
  const titles = sectionsOf(report).map(({ title }) => title);

  it("has the same headings in the same order in summary, HTML and terminal", () => {
    expect(headingsOf(renderMarkdown(report))).toEqual([
      `${verdictMark(report)} ${titles[0]}`,
      ...titles.slice(1),
    ]);
    expect(textsOf(renderHtml(report), inHtml)).toEqual(titles);
    expect(renderText(report).match(headingLine)).toEqual(titles);
  });

  it("begins with the verdict, and has what to do before the details", () => {
    const isDetail = sectionsOf(report).map((section) => section.isDetail === true);
    expect(titles.indexOf("What to do next")).toBeGreaterThan(0);
    if (report.mode !== "dry-run") {
      expect(titles.indexOf("What to do next")).toBeLessThan([...isDetail, true].indexOf(true));
    }
  });
});

describe("a report in Markdown", () => {
  const pageList = Array.from({ length: 5_000 }, (_, index) => ({
    pageId: `/posts/${index}/`,
    title: "A page",
    location: { file: `content/posts/${index}.md`, line: 1 },
    state: "completed" as const,
    comments: index,
  }));

  it.each([1_000_000, 100_000, 10_000, 5_000])("keeps within %i bytes", (maxBytes) => {
    const markdown = renderMarkdown(exampleReport({ pageList }), { maxBytes });
    expect(Buffer.byteLength(markdown)).toBeLessThanOrEqual(maxBytes);
    expect(markdown).toContain("All pages");
    expect(markdown).toMatch(
      /The first [\d,]+ of 5,000; report.html and report.json have them all/,
    );
  });

  it("has the verdict alone where there is room for nothing else", () => {
    const markdown = renderMarkdown(exampleReport({ pageList }), { maxBytes: 1 });
    expect(headingsOf(markdown)).toHaveLength(1);
  });
});

describe("a pass over pages that an earlier run had completed", () => {
  const again = exampleReport({
    pages: {
      total: 3,
      completed: 3,
      completedBefore: 0,
      withoutConversation: 0,
      failed: 0,
      remaining: 0,
    },
    checkpoint: { file: "c.json", source: "cache", notes: [] },
    comparison: {
      previousRunAt: "2024-04-01T08:30:00.000Z",
      completedThen: 3,
      newlyCompleted: [],
      newlyFailed: [],
      stillFailed: [],
      newComments: [],
      gone: [],
    },
  });

  it("does not say of comments that a rollback had deleted that they are new at the source", () => {
    const { comparison } = again;
    if (!comparison) throw new Error("the run is compared with none");
    const moved = { ...comparison, newComments: [{ pageId: "/a/", comments: 11 }] };
    expect(renderText({ ...again, comparison: moved })).toContain(
      "11 comments moved, on 1 page: /a/ (11).",
    );
  });

  it("says how many there were, and that they were read again", () => {
    const text = renderText(again);
    expect(text).toContain("3 of them before");
    expect(text).toContain(
      "Resumed from the Actions cache: 3 pages had already been completed. All were read again for what is new.",
    );
  });
});

describe("comments without a page", () => {
  const report = reportOfEachKind["without a page"];
  if (report === undefined) throw new Error("there is no such report");
  const text = renderText(report);

  it("come right after the numbers, most comments first, with what may be their page", () => {
    const titles = sectionsOf(report).map(({ title }) => title);
    expect(titles.slice(0, 3)).toContain("Comments without a page (1,201)");
    expect(titles.indexOf("Comments without a page (1,201)")).toBeLessThan(
      titles.indexOf("What to do next"),
    );
    const lines = text.split("\n").filter((line) => /^ {2}- (?:https:|1 ·)/.test(line));
    expect(lines[0]).toContain("https://blog.example/?p=17");
    expect(lines[0]).toContain("/posts/bread/ (same title)");
    expect(lines[1]).toBe("  - 1 · – · 1 · –");
  });

  it("are not those of pages that are gone on purpose, and each match says what it is known by", () => {
    expect(text).toContain("https://blog.example/raffle/ · Raffle · 3");
    expect(text).toContain("17 · /posts/jam/ · the widget’s identifier · 9");
  });
});
