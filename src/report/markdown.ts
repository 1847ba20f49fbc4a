import type { SourceLocation } from "../domain/source-location.ts";
import type { Block, Section } from "./blocks.ts";
import { inertMarkdown as inert } from "./inert-markdown.ts";
import { markdownConversation } from "./markdown-conversation.ts";
import { problemTable } from "./markdown-problems.ts";
import { cellOf, details, inline, type TableLimits, table, tableWithin } from "./markdown-table.ts";
import { mermaidColumns } from "./mermaid-chart.ts";
import type { Report } from "./report.ts";
import { type HostWords, sectionsOf } from "./sections.ts";
import { textBar } from "./text-bar.ts";
import { verdictMark } from "./verdict-mark.ts";
import { percent } from "./wording.ts";

/** How a report becomes Markdown. */
export interface MarkdownOptions extends HostWords {
  /** The address at which a place in the repository can be looked at. */
  readonly addressOf?: (location: SourceLocation) => string;
  /** Most bytes in UTF-8. */
  readonly maxBytes?: number;
}

// Below the 1 MiB that a step's summary may have, so that other steps' parts of it fit.
// Source: https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands#adding-a-job-summary
const maxSummaryBytes = 950_000;
const mostRows = { plain: 200, detail: 1_000 } as const;
const tableBytes = 150_000;
const shares = [1, 1 / 4, 1 / 16, 1 / 64, 0] as const;

/**
 * The report as GitHub Flavored Markdown for a job summary, with details folded. Tables are shortened
 * with a note, so far that it all stays within the limit; where even that is too long, the first
 * section alone is left.
 */
export function renderMarkdown(report: Report, options: MarkdownOptions = {}): string {
  return renderSections(verdictMark(report), sectionsOf(report, options), options);
}

/** Sections as Markdown, the first one's title below a mark; see {@link renderMarkdown}. */
export function renderSections(
  mark: string,
  [first, ...others]: readonly [Section, ...Section[]],
  { maxBytes = maxSummaryBytes, addressOf }: Pick<MarkdownOptions, "maxBytes" | "addressOf">,
): string {
  const top = `## ${mark} ${inert(first.title)}`;
  for (const share of shares) {
    const drawn = others.map((section) => {
      const limits = {
        rows: Math.floor(mostRows[section.isDetail ? "detail" : "plain"] * share),
        bytes: tableBytes * share,
      };
      return sectionOf(section, { limits, addressOf });
    });
    const text = joined([
      top,
      ...blocksOf(first.blocks, { limits: noLimits, addressOf }),
      ...drawn,
    ]);
    if (Buffer.byteLength(text) <= maxBytes) return text;
  }
  return joined([top, ...blocksOf(first.blocks, { limits: noLimits, addressOf })]);
}

const noLimits = { rows: Number.POSITIVE_INFINITY, bytes: Number.POSITIVE_INFINITY };

/** How blocks are drawn. */
interface Drawing {
  readonly limits: TableLimits;
  readonly addressOf: MarkdownOptions["addressOf"];
}

function joined(parts: readonly string[]): string {
  return `${parts.join("\n\n")}\n`;
}

function sectionOf({ title, isDetail, blocks }: Section, drawing: Drawing): string {
  const body = blocksOf(blocks, drawing).join("\n\n");
  return isDetail
    ? details(`<strong>${inert(title)}</strong>`, body)
    : `### ${inert(title)}\n\n${body}`;
}

function blocksOf(blocks: readonly Block[], drawing: Drawing): readonly string[] {
  return blocks.map((block) => blockOf(block, drawing));
}

function blockOf(block: Block, drawing: Drawing): string {
  const { limits, addressOf } = drawing;
  switch (block.kind) {
    case "paragraph":
      return block.text.map((text) => inline(text, addressOf)).join("");
    case "heading":
      return `**${inert(block.text)}**`;
    case "list":
      return block.items
        .map((item, index) => `${block.isOrdered ? `${index + 1}.` : "-"} ${inert(item)}`)
        .join("\n");
    case "command":
      return `<pre><code>${inert(block.command)}</code></pre>`;
    case "table":
      return tableWithin(
        block.head,
        block.rows,
        (row) => row.map((text) => cellOf(text, addressOf)),
        limits,
      );
    case "figures":
      return table(
        block.figures.map(({ name }) => inert(name)),
        [
          block.figures.map(({ value, note }) =>
            [`**${value.toLocaleString("en-US")}**`, ...(note === "" ? [] : [inert(note)])].join(
              "<br>",
            ),
          ),
        ],
      );
    case "progress": {
      const done = Math.floor(block.rate * progressLength);
      const bar = "█".repeat(done) + "░".repeat(progressLength - done);
      return `\`${bar}\` **${percent(block.rate)}**: ${inert(block.words)}`;
    }
    case "chart": {
      const most = Math.max(...block.bars.map(({ value }) => value));
      const rows = block.bars.map(({ name, value, shown }) => [
        cellOf(name, addressOf),
        `${textBar(value, most)} ${inert(shown)}`.trim(),
      ]);
      const bars = table(block.head, rows);
      const drawn = mermaidColumns(block);
      return drawn === undefined ? bars : `${drawn}\n\n${details("The same as a table", bars)}`;
    }
    case "conversation":
      return markdownConversation(block);
    case "problems":
      return problemTable(block.groups, limits, addressOf);
    case "details":
      return details(inert(block.title), blocksOf(block.blocks, drawing).join("\n\n"));
  }
}

const progressLength = 30;
