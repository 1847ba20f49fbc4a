import { DatabaseSync } from "node:sqlite";
import fc from "fast-check";
import { Marked } from "marked";
import { expect, it } from "vitest";
import { editorText, textOfEditor } from "../../../src/targets/waline/editor-text.ts";

/** As Waline's widget sets it up for the preview in its editor. */
const preview = new Marked({ breaks: true });

const pieces = [
  ...["<", "<\u2060", "\u2060", "]", "]\u2060", "[", "(", ":", "\\", "`", "!", " ", "\n", "\n\n"],
  ...[
    "<b>",
    "</b>",
    "<!-- a -->",
    "<?a?>",
    "<![CDATA[a]]>",
    "<script>",
    "<STYLE>",
    "&lt;",
    "\\<b>",
  ],
  ...["<img src=x onerror=alert(1)>", "<a@b.example>", "<javascript:alert(1)>", "`<b>`"],
  ...["[x](javascript:alert(1))", "![x](//evil.example)", "[x]: javascript:alert(1)\n", "[x]"],
  ...["[a][x]", "https://a.example/", "www.a.example", "a@b.example"],
];
const text = fc
  .array(fc.oneof(fc.string({ unit: "grapheme", maxLength: 6 }), fc.constantFrom(...pieces)), {
    maxLength: 14,
  })
  .map((some) => some.join(""));

it("nothing of any text is HTML in the preview of Waline's editor, or leads to a script", () => {
  fc.assert(
    fc.property(text, (given) => {
      const kinds = new Set<string>();
      preview.walkTokens(preview.lexer(editorText(given)), (token) => {
        kinds.add(token.type);
        if (token.type === "link") expect(token["href"]).toMatch(/^(?:https?:\/\/|mailto:)/i);
      });
      for (const kind of ["html", "image", "def"]) expect(kinds).not.toContain(kind);
    }),
    { numRuns: 5_000 },
  );
});

it("any text is read back from what Waline's editor is given of it", () => {
  using database = new DatabaseSync(":memory:");
  const read = database.prepare(`SELECT ${textOfEditor("?1")} AS text`);
  fc.assert(
    fc.property(text, (given) => {
      expect(read.get(editorText(given))).toEqual({ text: given });
    }),
    { numRuns: 2_000 },
  );
});
