import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { isReserved, isVisible } from "../../examples/worker/src/comments/author-name.ts";
import { keptText } from "../../examples/worker/src/comments/comment-text.ts";
import { checkPage } from "../../examples/worker/src/comments/known-pages.ts";
import { normalForm } from "../../examples/worker/src/comments/page-id.ts";
import { renderedMarkdown } from "../../examples/worker/src/comments/rendered-markdown.ts";
import type { Env } from "../../examples/worker/src/env.ts";
import { archivedHtml } from "../../src/sources/html/archived-html.ts";

const env = (variables: Partial<Env>): Env => ({
  DB: {
    prepare: () => {
      throw new Error("nothing is asked of the database here");
    },
  },
  ...variables,
});
const anyText = fc.string({ unit: "binary", maxLength: 40 });

describe("a page id", () => {
  it("stays as Hugo writes it", () => {
    for (const pageId of [
      "/",
      "/posts/bread/",
      "/posts/ol%C3%A9/",
      "/a.html",
      "/~ada/",
      "/c++/",
      "/a(b)!$&'*,;=:@/",
      "/a%28b%29/",
      "/a%2Fb/",
      "/..well/",
    ]) {
      expect(normalForm(pageId)).toBe(pageId);
    }
  });

  it("has one form, and is a path on the site whatever was sent", () => {
    const site = "https://blog.example.org";
    const path = fc.oneof(
      anyText,
      fc
        .array(
          fc.constantFrom(
            "/",
            "\\",
            ".",
            "..",
            "%2e",
            "%2F",
            "%5c",
            "%",
            "a",
            "é",
            "?",
            "#",
            "\t",
            " ",
          ),
        )
        .map((parts) => `/${parts.join("")}`),
    );
    fc.assert(
      fc.property(path, (sent) => {
        const id = normalForm(sent);
        if (id === undefined) return;
        expect(normalForm(id)).toBe(id);
        const address = new URL(`${id}#comments`, site);
        expect([address.origin, address.pathname]).toEqual([site, id]);
      }),
      { numRuns: 500 },
    );
  });
});

describe("a page that is in no sitemap", () => {
  it("takes comments where the sitemap can't be read: they would be lost", async () => {
    const log = vi.spyOn(console, "error").mockImplementation(() => undefined);
    await checkPage("/posts/bread/", env({ PAGES: "http://127.0.0.1:9/sitemap.xml" }));
    expect(log).toHaveBeenCalledOnce();
    log.mockRestore();
  });
});

describe("a name", () => {
  it("is one where something of it is seen", () => {
    for (const name of ["Ada", "李", "🍞", "👩‍💻", "می‌خواهم", "-"])
      expect(isVisible(name)).toBe(true);
    for (const name of [
      "",
      " ",
      "\u00a0",
      "\u3164",
      "\u2800",
      "\u200d\u200c",
      "\ufe0f",
      "\u0301",
    ]) {
      expect(isVisible(name)).toBe(false);
    }
  });

  it("is the owner's however it is dressed up", () => {
    const owner = env({ OWNER_NAMES: "Ada Lovelace, Юра" });
    for (const name of ["ada lovelace", "Ada-Lovelace", "Аdа Lоvеlасе", "ÁDA LOVELACE ✓", "юра"]) {
      expect(isReserved(name, owner)).toBe(true);
    }
    for (const name of ["Ada", "Lovelace", "Юрий"]) expect(isReserved(name, owner)).toBe(false);
  });
});

describe("a reader's text", () => {
  it("is kept once as it is kept twice, without more than one empty line at once", () => {
    const lines = fc
      .array(fc.constantFrom("a", " b", "\n", "\r\n", "\r", "\u2028", "\v", " ", "\t"))
      .map((all) => all.join(""));
    fc.assert(
      fc.property(fc.oneof(lines, anyText), (text) => {
        const kept = keptText(text);
        expect(keptText(kept)).toBe(kept);
        expect(kept).not.toMatch(/\n\s*\n\s*\n|[\r\v\f\u0085\u2028\u2029]/);
      }),
      { numRuns: 500 },
    );
  });

  it("is harmless as Markdown, whatever it says", () => {
    const sign = fc.constantFrom(
      "<",
      ">",
      '"',
      "[a](",
      "javascript:",
      "data:text/html,",
      ")",
      "<script>",
      "`",
      "\n",
      "&#106;",
      "!",
      "https://a.example/",
      "<https://b.example>",
      " ",
    );
    fc.assert(
      fc.property(fc.array(sign, { maxLength: 12 }), (signs) => {
        const html = renderedMarkdown(signs.join(""), "reader");
        expect(html).not.toMatch(
          /<script|(?:href|src)="(?!https?:|mailto:|")|<a (?!href="[^"]*" rel="nofollow noopener ugc">)/i,
        );
      }),
      { numRuns: 500 },
    );
  });

  it("is the same HTML in an archive and by the Worker, whoever wrote it", () => {
    const sign = fc.constantFrom(
      ...["**", "_", "`", "```\n", "\n", "\n\n", "- ", "> ", "1. ", "# ", "| a | b |\n| - | - |\n"],
      ...[
        "a",
        " ",
        "www.example.org",
        "a@example.org",
        "https://a.example/",
        "[b](https://b.example)",
      ],
      ...["<u>", "</u>", "<sup>2</sup>", "&amp;", "<", "\\"],
    );
    fc.assert(
      fc.property(
        fc.array(sign, { maxLength: 14 }),
        fc.constantFrom("migration", "reader"),
        (signs, writer) => {
          const markdown = signs.join("");
          // `<www.example.orghttps://a.example/>` is an address of a scheme that is linked nowhere: the one
          // shows its brackets, and the other does not.
          fc.pre(!/<(?!https:)[\w.+-]+:/.test(markdown));
          const archived = archivedHtml(markdown, { contentFormat: "markdown", writer });
          const shown = archivedHtml(renderedMarkdown(markdown, writer), {
            contentFormat: "html",
            writer,
          });
          expect(inOneLine(shown)).toBe(inOneLine(archived));
        },
      ),
      { numRuns: 500 },
    );
  });
});

/** HTML without the line ends that no one sees. */
function inOneLine(html: string): string {
  return (
    html
      .replaceAll(/(<br ?\/?>|<\/?(?:p|li|ul|ol|blockquote|h\d|t\w+)>)\s+/g, "$1")
      // Those at its end, before what is closed there because nobody did.
      .replace(/(?:\s|<\/\w+>)+$/, (end) => end.replaceAll(/\s/g, ""))
      .trimStart()
  );
}
