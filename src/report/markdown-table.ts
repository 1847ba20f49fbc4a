import { inertMarkdown as inert } from "./inert-markdown.ts";

const maxCellLength = 500;

/** The cells of one line of a table, as Markdown. */
export type TableRow = readonly (string | number)[];

/** A table of GitHub Flavored Markdown. */
export function table(head: TableRow, rows: readonly TableRow[]): string {
  const line = (cells: TableRow) => `| ${cells.join(" | ")} |`;
  return [line(head), `|${" --- |".repeat(head.length)}`, ...rows.map(line)].join("\n");
}

/** How much of a long table is shown. */
interface TableLimits {
  readonly rows: number;
  /** In UTF-8. */
  readonly bytes: number;
}

/**
 * A table as long as the limits allow, with a note where it was cut.
 * @param all makes a row of each item, only as many as are shown
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

/** Text from outside as a cell. */
export function cell(text: string): string {
  return inert(text.length > maxCellLength ? `${text.slice(0, maxCellLength)}…` : text);
}

/** A bar of block characters beside a number: `███▌ 12`. */
export function bar(value: number, most: number): string {
  const length = most === 0 ? 0 : (value / most) * barLength;
  const blocks = "█".repeat(Math.floor(length)) + (length % 1 >= 0.5 ? "▌" : "");
  return `${value > 0 && blocks === "" ? "▏" : blocks} ${value.toLocaleString("en-US")}`.trim();
}

const barLength = 20;

/** Something that is folded until the reader opens it. */
export function details(title: string, body: string): string {
  return `<details><summary>${inert(title)}</summary>\n\n${body}\n\n</details>`;
}
