import fc from "fast-check";
import { Parser } from "htmlparser2";
import MarkdownIt from "markdown-it";
import { describe, expect, it } from "vitest";
import { renderHtml } from "../../src/report/html.ts";
import { renderMarkdown } from "../../src/report/markdown.ts";
import { markdownConversation } from "../../src/report/markdown-conversation.ts";
import type { Report } from "../../src/report/report.ts";
import { renderText } from "../../src/report/text.ts";
import { shownConversations } from "../../src/run/shown-conversations.ts";
import { reportOfEachKind } from "./report-of-each-kind.ts";

const gfm = new MarkdownIt({ html: true, linkify: true });

/** The elements of a page, each once. */
function elementsOf(html: string): ReadonlySet<string> {
  const names = new Set<string>();
  new Parser({ onopentagname: (name) => void names.add(name) }).end(html);
  return names;
}

function comment(text: string, depth = 0, authorName = "Ada") {
  return { authorName, createdAt: "2022-06-04T05:06:07.000Z", depth, text };
}

describe("a conversation in the summary", () => {
  it("indents each reply below what it answers, and says how many more there are", () => {
    const comments = [comment("One"), comment("Two", 1, "Bert"), comment("Three", 2)];
    const html = gfm.render(markdownConversation({ kind: "conversation", comments, more: 1_200 }));
    expect(html.match(/(?:<blockquote>\s*)+<p>.*/g)).toEqual([
      "<blockquote>\n<p><strong>Ada</strong> · 2022-06-04 05:06 UTC<br>One</p>",
      "<blockquote>\n<blockquote>\n<p><strong>Bert</strong> · 2022-06-04 05:06 UTC<br>Two</p>",
      "<blockquote>\n<blockquote>\n<blockquote>\n<p><strong>Ada</strong> · 2022-06-04 05:06 UTC<br>Three</p>",
      "<blockquote>\n<p><strong>… and 1,200 more</strong></p>",
    ]);
  });

  it("is inert, whatever somebody wrote and whatever they are called", () => {
    const mark = fc.constantFrom(
      ..."\n \t`*_~#>|[]()!<&:@$\\-+=1.".split(""),
      ..."    |```|<img src=x onerror=y>|[a](javascript:b)|</blockquote>|www.a.example".split("|"),
    );
    const text = fc.array(fc.oneof(mark, fc.string({ unit: "grapheme" })), { maxLength: 30 });
    const allowed = new Set(["blockquote", "p", "strong", "br"]);
    fc.assert(
      fc.property(text, text, fc.nat(9), (words, name, depth) => {
        const comments = [comment(words.join(""), depth, name.join(""))];
        const html = gfm.render(markdownConversation({ kind: "conversation", comments, more: 0 }));
        expect(elementsOf(html).difference(allowed)).toEqual(new Set());
      }),
    );
  });
});

describe.each([
  ["summary", (report: Report) => gfm.render(renderMarkdown(report))],
  ["report.html", renderHtml],
  ["text", renderText],
] as const)("the %s", (form, render) => {
  it.each([
    ["complete", "How readers see it"],
    ["dry run, go", "How readers would see it"],
  ])(
    "of a run that is “%s” shows conversations, with the page's readable address",
    (kind, title) => {
      const report = reportOfEachKind[kind];
      if (report === undefined) throw new Error(`there is no ${kind}`);
      const shown = render(report);
      expect(shown).toContain(title);
      expect(shown).toContain("Über Brötchen, /2022/06/über-brötchen/");
      expect(shown).toContain("Let it rest overnight.");
      expect(shown).toContain("… and 8 more");
      if (form !== "text") expect(elementsOf(shown)).not.toContain("img");
    },
  );
});

it("a summary without them is what a pull request shows: who is mentioned there would be notified", () => {
  const report = reportOfEachKind["complete"];
  if (report === undefined) throw new Error("there is a complete one");
  expect(renderMarkdown(report, { hidesConversations: true })).not.toContain("How readers see it");
});

describe("what a report keeps of a conversation", () => {
  const placed = (content: string, depth = 0) => ({
    comment: {
      ...{ sourceId: "$a", page: "/p/", parentSourceId: null },
      ...{ authorName: "Ada", content, createdAt: "2022-06-04T05:06:07.000Z" },
    },
    depth,
  });
  const shown = (format: "text" | "html", ...contents: readonly string[]) =>
    shownConversations(
      [{ pageId: "/p/", title: "P", comments: contents.map((content) => placed(content)) }],
      format,
    )[0];

  it("is its first comments, and the number of all", () => {
    const { comments, shown: first } = shown("text", ..."abcdefghi".split("")) ?? {};
    expect(comments).toBe(9);
    expect(first?.map(({ text }) => text).join("")).toBe("abcdef");
  });

  it("is a long text's beginning, never half a character", () => {
    const [one] = shown("text", `${"a".repeat(399)}🍞🍞`)?.shown ?? [];
    expect(one?.text).toBe(`${"a".repeat(399)}…`);
  });

  it("is what HTML says, without its markup", () => {
    const [one] = shown("html", "<p>Bread &amp; <em>jam</em></p><p>Yes</p>")?.shown ?? [];
    expect(one?.text).toBe("Bread & jam\nYes");
  });
});
