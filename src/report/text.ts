import { logLine } from "../domain/printable.ts";
import { type AttentionGroup, kindOf } from "./attention.ts";
import type { Block, Chart, Conversation, Section, Table, Text } from "./blocks.ts";
import type { Report } from "./report.ts";
import { type HostWords, sectionsOf } from "./sections.ts";
import { textBar } from "./text-bar.ts";
import { withRemedy } from "./with-remedy.ts";
import { firstNames, minute, percent, place } from "./wording.ts";

const mostRows = { plain: 50, detail: 10 } as const;
const mostOfKind = 8;
const maxQuoted = 60;
const maxName = 50;
const mostDepth = 4;

/**
 * The report as plain text for a terminal or a log, without control characters. Headings begin their
 * line, all else is indented.
 */
export function renderText(report: Report, words: HostWords = {}): string {
  return sectionsOf(report, words)
    .flatMap((section) => [...linesOf(section), ""])
    .map(logLine)
    .join("\n");
}

function linesOf({ title, isDetail, blocks }: Section): readonly string[] {
  const most = mostRows[isDetail ? "detail" : "plain"];
  return [title, ...blocks.flatMap((block) => blockLines(block, most)).map((line) => `  ${line}`)];
}

function blockLines(block: Block, most: number): readonly string[] {
  switch (block.kind) {
    case "paragraph":
      return [block.text.map(plain).join("").trim()];
    case "heading":
      return [`${block.text}:`];
    case "list":
      return within(block.items, most, (item, index) =>
        block.isOrdered ? `${index + 1}. ${item.trim()}` : `- ${item.trim()}`,
      );
    case "command":
      return [block.command];
    case "table":
      return tableLines(block, most);
    case "figures": {
      const width = Math.max(...block.figures.map(({ name }) => name.length));
      return block.figures.map(
        ({ name, value, note }) =>
          `${name.padEnd(width)}  ${value.toLocaleString("en-US")}${note === "" ? "" : ` (${note})`}`,
      );
    }
    case "progress":
      return [`${textBar(block.rate, 1)} ${percent(block.rate)}: ${block.words}`.trim()];
    case "chart":
      return chartLines(block);
    case "conversation":
      return conversationLines(block);
    case "problems":
      return within(block.groups.flatMap(problemLines), most, (line) => `- ${line}`);
    case "details":
      return [`${block.title}:`, ...block.blocks.flatMap((inner) => blockLines(inner, most))];
  }
}

function within<T>(
  items: readonly T[],
  most: number,
  lineOf: (item: T, index: number) => string,
): readonly string[] {
  const more = items.length - most;
  return [
    ...items.slice(0, most).map(lineOf),
    ...(more > 0 ? [`- … and ${more.toLocaleString("en-US")} more, see report.html`] : []),
  ];
}

function tableLines({ head, rows }: Table, most: number): readonly string[] {
  const heading = head.length > 1 ? [`${head.join(" · ")}:`] : [];
  const lines = within(
    rows,
    most,
    (row) => `- ${row.map((text) => plain(text) || "–").join(" · ")}`,
  );
  return [...heading, ...lines];
}

function chartLines({ bars }: Chart): readonly string[] {
  const most = Math.max(...bars.map(({ value }) => value));
  const named = bars.map((bar) => ({ ...bar, short: shortened(bar.name, maxName) }));
  const width = Math.max(...named.map(({ short }) => short.length));
  return named.map(({ short, value, shown }) =>
    [short.padEnd(width + 1), textBar(value, most), shown].filter((part) => part !== "").join(" "),
  );
}

function conversationLines({ comments, more }: Conversation): readonly string[] {
  return [
    ...comments.flatMap(({ authorName, createdAt, depth, text }) => {
      const indent = "  ".repeat(Math.min(depth, mostDepth));
      const lines = text.split("\n").filter((line) => line.trim() !== "");
      return [`- ${authorName}, ${minute(createdAt)}`, ...lines.map((line) => `  ${line}`)].map(
        (line) => `${indent}${line}`,
      );
    }),
    ...(more === 0 ? [] : [`- … and ${more.toLocaleString("en-US")} more`]),
  ];
}

/** A few of each kind, each with its first place, and how many more there are. */
function problemLines({ items, ...group }: AttentionGroup): readonly string[] {
  const kind = kindOf(group);
  const more = items.length - mostOfKind;
  return [
    ...items.slice(0, mostOfKind).map(({ message, remedy, places }) => {
      const [{ pageId, location }] = places;
      const page = pageId === null || message.includes(pageId) ? "" : `${pageId}: `;
      const where = location === null ? page : `${page}${place(location)}: `;
      const others = places.length === 1 ? "" : ` (and ${places.length - 1} more)`;
      return `${kind}: ${where}${withRemedy(message, remedy)}${others}`;
    }),
    ...(more > 0 ? [`${kind}: … and ${more} more of this kind, see report.html`] : []),
  ];
}

function plain(text: Text): string {
  if (typeof text === "number") return text.toLocaleString("en-US");
  if (typeof text === "string") return text;
  if ("tone" in text) return text.text;
  if ("quote" in text) return shortened(text.quote, maxQuoted);
  if ("names" in text) return firstNames(text.names);
  if ("link" in text) return text.address;
  return place(text.place);
}

function shortened(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, most)}…` : text;
}
