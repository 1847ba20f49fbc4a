import type { SourceLocation } from "../domain/source-location.ts";
import type { Text, Tone } from "./blocks.ts";
import { inertMarkdown as inert } from "./inert-markdown.ts";
import { firstNames, place } from "./wording.ts";

const maxCellLength = 500;
const toneMarks: Readonly<Record<Tone, string>> = {
  good: "✅",
  doubt: "⚠️",
  bad: "❌",
  quiet: "ℹ️",
};

/** The cells of one line of a table, as Markdown. */
type TableRow = readonly string[];

/** How much of a long table is shown. */
export interface TableLimits {
  readonly rows: number;
  /** In UTF-8. */
  readonly bytes: number;
}

/** Where a place in the repository can be looked at; undefined where that is not known. */
export type AddressOf = ((location: SourceLocation) => string) | undefined;

/** Text as Markdown that shows exactly it. */
export function inline(text: Text, addressOf: AddressOf): string {
  if (typeof text === "number") return text.toLocaleString("en-US");
  if (typeof text === "string") return inert(text);
  if ("tone" in text) return `${toneMarks[text.tone]} ${inert(text.text)}`;
  if ("quote" in text) return inert(text.quote);
  if ("names" in text) return inert(firstNames(text.names));
  if ("link" in text) return `[${inert(text.link)}](${encodeURI(text.address)})`;
  const words = inert(shortened(place(text.place)));
  return addressOf === undefined ? words : `[${words}](${addressOf(text.place)})`;
}

/** The same for a cell, which has no more than 500 characters of it. */
export function cellOf(text: Text, addressOf: AddressOf): string {
  if (typeof text === "string") return inert(shortened(text));
  if (typeof text === "object" && "quote" in text) return inert(shortened(text.quote));
  return inline(text, addressOf);
}

function shortened(text: string): string {
  return text.length > maxCellLength ? `${text.slice(0, maxCellLength)}…` : text;
}

/** A table of GitHub Flavored Markdown. */
export function table(head: TableRow, rows: readonly TableRow[]): string {
  const line = (cells: TableRow) => `| ${cells.join(" | ")} |`;
  return [line(head), `|${" --- |".repeat(head.length)}`, ...rows.map(line)].join("\n");
}

/**
 * A table as long as the limits allow, with a note where it was cut.
 * @param rowOf makes a row of each item, only as many as are shown
 */
export function tableWithin<T>(
  head: TableRow,
  items: readonly T[],
  rowOf: (item: T) => TableRow,
  limits: TableLimits,
): string {
  const rows: TableRow[] = [];
  let bytes = 0;
  for (const item of items.slice(0, limits.rows)) {
    const row = rowOf(item);
    bytes += Buffer.byteLength(row.join(" | ")) + 5;
    if (bytes > limits.bytes) break;
    rows.push(row);
  }
  const cut =
    rows.length < items.length
      ? `\n\nThe first ${rows.length.toLocaleString("en-US")} of ${items.length.toLocaleString("en-US")}; report.html and report.json have them all.`
      : "";
  return `${table(head, rows)}${cut}`;
}

/**
 * Something that is folded until the reader opens it.
 * @param title as HTML
 */
export function details(title: string, body: string): string {
  return `<details><summary>${title}</summary>\n\n${body}\n\n</details>`;
}
