import { plainTextHtml } from "../../domain/plain-text-html.ts";
import { type Replacements, replaced, replacedInSql } from "./replacements.ts";

const betweenParagraphs = "\u0001";

/** What {@link plainTextHtml} does, but for lines that are blank and not empty. */
const toHtml: Replacements = [
  ["&", "&amp;"],
  ["<", "&lt;"],
  [">", "&gt;"],
  ['"', "&quot;"],
  ["'", "&#39;"],
  // Each makes a run of line breaks a third shorter.
  ...Array.from({ length: 6 }, () => ["\n\n\n", "\n\n"] as const),
  ["\n\n", `</p>${betweenParagraphs}<p>`],
  ["\n", "<br>\n"],
  [betweenParagraphs, "\n"],
];

/**
 * The HTML of a plain text as a parameter of a statement that has the text already: null where
 * {@link givenOrDerivedHtml} returns it from the text.
 */
export function htmlToGive(text: string): string | null {
  const html = plainTextHtml(text);
  return html === `<p>${replaced(text, toHtml)}</p>` ? null : html;
}

/**
 * SQL expression of the HTML of a plain text.
 * @param given SQL of what {@link htmlToGive} returned of it
 * @param text SQL of the text
 */
export function givenOrDerivedHtml(given: string, text: string): string {
  return `coalesce(${given}, '<p>' || ${replacedInSql(text, toHtml)} || '</p>')`;
}
