import fc from "fast-check";
import { escapeHtml } from "../../../../src/sources/html/html-text.ts";
import { allowedTags } from "../../../../src/sources/html/safe-html.ts";

/** What means something in Markdown, alone or with its neighbours. */
const markdownSigns = [
  ..."`*_[]()<>#+-=|~\\!&:\n\t \"'1.",
  "\n\n",
  "    ",
  "```",
  "![x](//evil.example/y)",
  "<https://evil.example>",
  "[x]: //evil.example",
  "&lt;",
  "&#60;",
  "<img src=//evil.example/z>",
  "-->",
  "<!--",
];

const text = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...markdownSigns) },
  { weight: 1, arbitrary: fc.string({ unit: "grapheme-ascii", maxLength: 4 }) },
);
const { element } = fc.letrec<{ element: string; inner: string }>((tie) => ({
  inner: fc
    .array(fc.oneof({ depthSize: "small" }, text, tie("element")), { maxLength: 4 })
    .map((parts) => parts.join("")),
  element: fc.oneof(
    fc
      .tuple(
        fc.constantFrom(...allowedTags.filter((tag) => !["img", "a", "br", "hr"].includes(tag))),
        tie("inner"),
      )
      .map(([tag, inner]) => `<${tag}>${inner}</${tag}>`),
    fc
      .tuple(
        fc.constantFrom("https://a.example/", "mailto:", "magnet:?"),
        fc.array(text, { maxLength: 4 }),
        tie("inner"),
      )
      .map(
        ([scheme, parts, inner]) => `<a href="${escapeHtml(scheme + parts.join(""))}">${inner}</a>`,
      ),
    fc
      .array(text, { maxLength: 4 })
      .map((parts) => `<img src="mxc://a/b" alt="${escapeHtml(parts.join(""))}">`),
    fc.constantFrom("<br>", "<hr>"),
  ),
}));

/** HTML of the tags that are allowed, around text that means something in Markdown. */
export const randomHtml = fc
  .array(fc.oneof(text, element), { maxLength: 6 })
  .map((parts) => parts.join(""));
