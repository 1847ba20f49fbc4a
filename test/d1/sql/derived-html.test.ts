import { DatabaseSync } from "node:sqlite";
import fc from "fast-check";
import { expect, it } from "vitest";
import { givenOrDerivedHtml, htmlToGive } from "../../../src/d1/sql/derived-html.ts";
import { plainTextHtml } from "../../../src/domain/plain-text-html.ts";

const text = fc
  .array(
    fc.oneof(
      fc.string({ unit: "grapheme", maxLength: 8 }),
      fc.constantFrom("\n", "\n\n", "\n\n\n", "\r\n", "\n \n", "<p>", "&amp;", "'\";", "\u0001"),
    ),
    { maxLength: 12 },
  )
  .map((pieces) => pieces.join("").replaceAll("\0", ""));

it("HTML of any text is the same, whether it was given or derived in SQL", () => {
  using database = new DatabaseSync(":memory:");
  const sql = `SELECT ${givenOrDerivedHtml("?1", "?2")} AS html`;
  fc.assert(
    fc.property(text, (given) => {
      const row = database.prepare(sql).get(htmlToGive(given), given);
      expect(row).toEqual({ html: plainTextHtml(given) });
    }),
    { numRuns: 2_000 },
  );
});

it.each([
  ["words, lines and paragraphs", 'It\'s <b>\n\n"one" & two\nthree\n\n\n\nfour'],
  ["many empty lines", `a${"\n".repeat(14)}b`],
])("HTML of %s need not be given", (_, given) => {
  expect(htmlToGive(given)).toBeNull();
});

it.each([
  ["nothing", ""],
  ["a paragraph of spaces", "a\n\n \n\nb"],
  ["a carriage return", "a\r\nb"],
])("HTML of %s is given", (_, given) => {
  expect(htmlToGive(given)).toBe(plainTextHtml(given));
});
