import { type Replacements, replaced, replacedInSql } from "../../d1/sql/replacements.ts";

/**
 * What stands for a character of HTML, or for one that Markdown gives a meaning at the beginning of a line
 * or before others: a space makes code of a line, and a backslash takes the meaning of what follows.
 */
const entities: readonly (readonly [char: string, entity: string])[] = [
  ["\\", "&#92;"],
  ["<", "&lt;"],
  [">", "&gt;"],
  [" ", "&#32;"],
  ["\t", "&#9;"],
  // Garrul needs none of these; Momo takes away what looks like an attribute.
  ["=", "&equals;"],
  // The last one to be read, for the others hold it.
  ["&", "&amp;"],
];

/**
 * Characters that are Markdown wherever they are, or at the beginning of a line, or by which marked makes
 * links of parts of words.
 */
const escapable = ["`", "*", "_", "[", "]", "~", "|", "@", "#", "+", "-", "=", ".", ")", ":"];

/**
 * An http(s) address, without the signs that end a sentence: inside of angle brackets nothing of it is
 * Markdown.
 */
const address = /https?:\/\/[^\s<>\\\p{Cc}]*[^\s<>\\\p{Cc}.,:;!?'")\]]/giu;

/** Nobody could tell one in an address from one of ours; its semicolon may stand behind the address. */
const anyEntity = new RegExp(
  `(?:${entities.map(([, entity]) => entity.slice(0, -1)).join("|")})(?![a-z\\d])`,
);

/**
 * Plain text as its author would have had to write it in Garrul's editor, so that Garrul shows it as it
 * is whenever it renders it anew.
 * Source: Garrul 2.22, `src/lib/markdown.ts` (marked with `gfm` and `breaks`; HTML, pictures and tables are
 * dropped); spec.commonmark.org/0.31.2/#backslash-escapes
 * @param unbracketed what an address must not hold to be written within angle brackets
 */
export function markdownOf(text: string, unbracketed = anyEntity): string {
  return text
    .split(/(?<=\n)/)
    .map((line) => lineOf(line, unbracketed))
    .join("");
}

function lineOf(line: string, unbracketed: RegExp): string {
  const first = line.slice(0, 1);
  const isIndented = first === " " || first === "\t";
  const rest = isIndented ? line.slice(1) : line;
  let written = isIndented ? entityOf(first) : "";
  let end = 0;
  for (const { 0: found, index } of rest.matchAll(address)) {
    if (anyEntity.test(found) || unbracketed.test(found)) continue;
    written += `${escaped(rest.slice(end, index), written === "")}<${found}>`;
    end = index + found.length;
  }
  return written + escaped(rest.slice(end), written === "");
}

function entityOf(char: string): string {
  return entities.find(([one]) => one === char)?.[1] ?? char;
}

function escaped(text: string, isBeginning: boolean): string {
  const plain = text
    .replace(/[\\<>&]/g, entityOf)
    .replace(/[`*_[\]~|@]/g, "\\$&")
    .replace(/(www)\./gi, "$1\\.")
    .replace(/(https?|ftp):/gi, "$1\\:");
  if (!isBeginning) return plain;
  return plain.replace(/^[#+\-=]/, "\\$&").replace(/^(\d{1,9})([.)])/, "$1\\$2");
}

/** What {@link markdownOf} added, the other way round. */
const toText: Replacements = [
  // The brackets around addresses.
  ["<", ""],
  [">", ""],
  // Before a line break that Markdown would make a blank of.
  ["\\\n", "\n"],
  ...escapable.map((char) => [`\\${char}`, char] as const),
  ...entities.map(([char, entity]) => [entity, char] as const),
];

/** Whether {@link textOfMarkdown} returns the text of what {@link markdownOf} made of it. */
export function isReadBack(text: string, markdown: string): boolean {
  return replaced(markdown, toText) === text;
}

/**
 * SQL expression of the text that {@link markdownOf} made `column` of. What somebody wrote in Garrul
 * stays nearly as it is.
 */
export function textOfMarkdown(column: string): string {
  return replacedInSql(column, toText);
}
