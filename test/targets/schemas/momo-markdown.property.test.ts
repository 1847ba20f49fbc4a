import { DatabaseSync } from "node:sqlite";
import fc from "fast-check";
import { Marked } from "marked";
import { expect, it } from "vitest";
import { escapeHtml } from "../../../src/domain/escape-html.ts";
import { plainTextHtml } from "../../../src/domain/plain-text-html.ts";
import { textOfHtml } from "../../../src/sources/html/html-text.ts";
import { textOfMarkdown } from "../../../src/targets/markdown/plain-text-markdown.ts";
import { momoMarkdownOf } from "../../../src/targets/momo/markdown.ts";
import { trickyTextWith } from "./markdown-arbitrary.ts";

/** As Momo's `worker/src/utils/markdown.ts` sets it up. */
const momo = new Marked({ gfm: true, breaks: true });
momo.use({ renderer: { html: ({ text }) => escapeHtml(text) } });

/** What Momo takes out of Markdown that is written or imported: `checkContent` in `postComment.ts`. */
const takenOutOfMarkdown = [
  /\son\w+\s*=/i,
  /(?:javascript|vbscript):/i,
  /<\/?(?:script|style|iframe|object|embed|frame|meta|link|base|form|input)/i,
];
/** What it takes out of the HTML of it: `sanitizeHtml` in `markdown.ts`. */
const takenOutOfHtml = /\s(?:href|src|action|formaction)\s*=\s*["']?(?:javascript|vbscript|data):/i;

const text = trickyTextWith(
  ..."&equals;|<script>alert(1)</script>|<iframe src=x>| onclick=| onerror = |onload|javascript:|JavaScript:alert(1)|vbscript: x|data:text/html,x| href=| src = |formaction=|=|https://a.example/?javascript:alert(1)|https://a.example/&equals;x".split(
    "|",
  ),
);

const words = (html: string) => textOfHtml(html).replace(/\s+/g, " ").trim();
const rendered = (given: string) => momo.parse(momoMarkdownOf(given), { async: false });

it("any text is shown by Momo's renderer as it is", () => {
  fc.assert(
    fc.property(text, (given) => {
      expect(words(rendered(given))).toBe(words(plainTextHtml(given)));
    }),
    { numRuns: 2_000 },
  );
});

it("a line that begins with a blank and an address that could run is no attribute", () => {
  for (const given of ["a\n href=javascript:x", "a\n\tsrc = data:text/html,x"]) {
    expect(rendered(given)).not.toMatch(takenOutOfHtml);
    expect(words(rendered(given))).toBe(words(plainTextHtml(given)));
  }
});

it("nothing of a text is what Momo takes out of comments", () => {
  fc.assert(
    fc.property(text, (given) => {
      for (const taken of takenOutOfMarkdown) expect(momoMarkdownOf(given)).not.toMatch(taken);
      expect(rendered(given)).not.toMatch(takenOutOfHtml);
    }),
    { numRuns: 2_000 },
  );
});

it("any text is read back from what was written of it", () => {
  using database = new DatabaseSync(":memory:");
  const read = database.prepare(`SELECT ${textOfMarkdown("?1")} AS text`);
  fc.assert(
    fc.property(text, (given) => {
      expect(read.get(momoMarkdownOf(given))).toEqual({ text: given });
    }),
    { numRuns: 2_000 },
  );
});
