import { printable } from "../domain/printable.ts";

/**
 * Text from outside as Markdown that shows exactly that text: every punctuation mark that Markdown,
 * HTML, tables, mentions or automatic links could read becomes a character reference, and
 * control characters become spaces.
 * Source: GitHub Flavored Markdown 0.29, 6.2 "Entity and numeric character references": references
 * cannot take the place of structural characters.
 */
export function inertMarkdown(text: string): string {
  return printable(text).replace(/[!-+.:-@[-`{-~]/g, (mark) => `&#${mark.charCodeAt(0)};`);
}
