import { DatabaseSync } from "node:sqlite";
import fc from "fast-check";
import { Marked } from "marked";
import { expect, it } from "vitest";
import { plainTextHtml } from "../../../src/domain/plain-text-html.ts";
import { textOfHtml } from "../../../src/sources/html/html-text.ts";
import { markdownOf, textOfMarkdown } from "../../../src/targets/markdown/plain-text-markdown.ts";

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

const piece = fc.oneof(
  fc.string({ unit: "grapheme", maxLength: 6 }),
  fc.constantFrom(
    ..."\\|`|``|```|*|**|_|__|[a](b)|![a](b)|[x]|- [ ] a|<b>|</b>|<!-- a -->|<Egg>|Option<Egg>|~~a~~|&amp;|&#32;|&|a@b.example|www.a_b.example|https://a_b.example/c*d_e?f=g&h=i_j|(https://a.example/b)|ftp://a_b.example|# |## a|- |+ |1. |12) |> |=====|-----|***|    |  |\t".split(
      "|",
    ),
    "a | b\n--- | ---\nc | d",
    "|",
    "\n",
    "\n\n",
    "\\",
    "word",
    " ",
  ),
);
/** As comments have it: no control characters, and nothing around it. */
const text = fc
  .array(piece, { maxLength: 14 })
  .map((pieces) =>
    pieces
      .join("")
      .replace(/[^\P{Cc}\n\t]/gu, "")
      .trim(),
  )
  .filter((one) => one !== "");

const words = (html: string) => textOfHtml(html).replace(/\s+/g, " ").trim();

it("any text is shown by Garrul's renderer as it is", () => {
  fc.assert(
    fc.property(text, (given) => {
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
    fc.property(text, (given) => {
      expect(read.get(markdownOf(given))).toEqual({ text: given });
    }),
    { numRuns: 2_000 },
  );
});
