import { DatabaseSync } from "node:sqlite";
import fc from "fast-check";
import { Marked } from "marked";
import { expect, it } from "vitest";
import { plainTextHtml } from "../../../src/domain/plain-text-html.ts";
import { textOfHtml } from "../../../src/sources/html/html-text.ts";
import { markdownOf, textOfMarkdown } from "../../../src/targets/markdown/plain-text-markdown.ts";
import { trickyText } from "./markdown-arbitrary.ts";

/** As Garrul's `src/lib/markdown.ts` sets it up. */
const garrul = new Marked({ gfm: true, breaks: true });
garrul.use({
  renderer: {
    html: () => "",
    image: () => "",
    table: () => "",
    hr: () => "<br>",
    checkbox: ({ checked }) => (checked ? "[x] " : "[ ] "),
  },
});

const words = (html: string) => textOfHtml(html).replace(/\s+/g, " ").trim();

it("any text is shown by Garrul's renderer as it is", () => {
  fc.assert(
    fc.property(trickyText, (given) => {
      const shown = garrul.parse(markdownOf(given), { async: false });
      expect(words(shown)).toBe(words(plainTextHtml(given)));
    }),
    { numRuns: 2_000 },
  );
});

it("any text is read back from what was written of it", () => {
  using database = new DatabaseSync(":memory:");
  const read = database.prepare(`SELECT ${textOfMarkdown("?1")} AS text`);
  fc.assert(
    fc.property(trickyText, (given) => {
      expect(read.get(markdownOf(given))).toEqual({ text: given });
    }),
    { numRuns: 2_000 },
  );
});
