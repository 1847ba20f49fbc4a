import fc from "fast-check";
import { Parser } from "htmlparser2";
import { expect, it } from "vitest";
import { plainTextHtml } from "../../src/domain/plain-text-html.ts";
import { anyText } from "../d1/comment-row-arbitrary.ts";

/** The tags of HTML, and its text with a line end for each `br`. */
function parsed(html: string) {
  const tags = new Set<string>();
  let text = "";
  const parser = new Parser({
    onopentag(name) {
      tags.add(name);
      if (name === "br") text += "\n";
    },
    ontext(data) {
      text += data;
    },
  });
  parser.end(html);
  return { tags, text };
}

const visible = (text: string) => text.replace(/[\r\n]+/g, "\n").trim();

it("text as HTML shows exactly the text, whatever it holds, and has no elements of the text's own", () => {
  fc.assert(
    fc.property(fc.oneof(anyText, fc.constantFrom("<script>x</script>", "a\n\nb\nc")), (text) => {
      const { tags, text: shown } = parsed(plainTextHtml(text));
      expect([...tags].filter((tag) => tag !== "p" && tag !== "br")).toEqual([]);
      expect(visible(shown)).toBe(visible(text));
    }),
  );
});

it("empty lines divide paragraphs, other line ends break lines", () => {
  expect(plainTextHtml("a < b\r\nc\n\n\n'd'")).toBe("<p>a &lt; b<br>\nc</p>\n<p>&#39;d&#39;</p>");
});

it.each([
  ["a line end of an old Macintosh", "a\rb", "<p>a<br>\nb</p>"],
  ["empty lines before, after and of spaces", "\n\na\n\n \n\nb\n\n", "<p>a</p>\n<p>b</p>"],
  ["nothing but white space", " \n\n\t", ""],
])("%s leaves no empty paragraph and no control character", (_, text, html) => {
  expect(plainTextHtml(text)).toBe(html);
});
