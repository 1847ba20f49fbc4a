import { printable } from "../domain/printable.ts";

/**
 * Text from outside as Markdown that shows exactly that text: every mark that Markdown, HTML, tables,
 * mentions, emoji, mathematics or automatic links could read becomes a character reference, and
 * control characters become spaces. A colon before a space, and a full stop but after `www` or a number
 * at the beginning, mean nothing to Markdown.
 * Source: GitHub Flavored Markdown 0.29, 6.2 "Entity and numeric character references": references
 * cannot take the place of structural characters; 6.9 "Autolinks (extension)".
 */
export function inertMarkdown(text: string): string {
  return printable(text).replace(marks, (mark) => `&#${mark.charCodeAt(0)};`);
}

const marks = /[#$&*+<=>@[-^_`{-~]|!(?=\[)|:(?=\S)|(?<=www)\.|(?<=^\s*\d+)[.)]|(?<=^\s*)-/gi;
