import { createHash } from "node:crypto";
import { plural } from "../domain/plural.ts";
import { type AttentionGroup, type AttentionItem, kindOf } from "./attention.ts";
import type {
  Block,
  Conversation,
  Problems,
  Section,
  ShownComment,
  Table,
  Text,
} from "./blocks.ts";
import { barChart, columnChart } from "./html-charts.ts";
import { style } from "./html-style.ts";
import { Html, type HtmlValue, html, lines } from "./html-template.ts";
import type { Report } from "./report.ts";
import { sectionsOf } from "./sections.ts";
import { toneOfKind } from "./severity-tones.ts";
import { toneOf, verdictWord } from "./verdict-mark.ts";
import { minute, percent, place } from "./wording.ts";

const openUpTo = 20;
const openPlacesUpTo = 8;
const styleHash = createHash("sha256").update(style).digest("base64");

/**
 * The whole report as one HTML page: without scripts, without anything from elsewhere, for screens
 * of any width and for print.
 */
export function renderHtml(report: Report): string {
  const [first, ...others] = sectionsOf(report);
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-${styleHash}'">
<meta name="robots" content="noindex">
<title>${first.title}</title>
<style>${new Html(style)}</style>
</head>
<body>
<main>
<header>
<p class="verdict ${toneOf(report)}">${verdictWord(report)}</p>
<h1>${first.title}</h1>
${first.blocks.map(blockOf)}
</header>
${others.map(sectionOf)}
</main>
</body>
</html>
`.text;
}

/** Details that are long are folded; the heading can be found all the same. */
function sectionOf({ title, isDetail, blocks }: Section): Html {
  const heading = html`<h2>${title}</h2>`;
  const body = blocks.map(blockOf);
  return isDetail && rowsIn(blocks) > openUpTo
    ? html`<details><summary>${heading}</summary>${body}</details>\n`
    : html`<section>${heading}${body}</section>\n`;
}

function rowsIn(blocks: readonly Block[]): number {
  return blocks.reduce((sum, block) => {
    if (block.kind === "table") return sum + block.rows.length;
    if (block.kind !== "problems") return sum;
    return sum + block.groups.reduce((items, group) => items + group.items.length, 0);
  }, 0);
}

function blockOf(block: Block): HtmlValue {
  switch (block.kind) {
    case "paragraph":
      return html`<p>${block.text.map(inline)}</p>`;
    case "heading":
      return html`<h3>${block.text}</h3>`;
    case "list": {
      const items = block.items.map((item) => html`<li>${item}</li>`);
      return block.isOrdered ? html`<ol>${items}</ol>` : html`<ul>${items}</ul>`;
    }
    case "command":
      return html`<pre><code>${block.command}</code></pre>`;
    case "table":
      return tableOf(block);
    case "figures":
      return html`<dl class="numbers">${block.figures.map(
        ({ name, value, note }) =>
          html`<div><dt>${name}</dt><dd>${value.toLocaleString("en-US")}<small>${note}</small></dd></div>`,
      )}</dl>`;
    case "progress": {
      const words = `${percent(block.rate)}: ${block.words}`;
      return html`<progress value="${block.rate}" max="1" aria-label="Progress">${words}</progress><p class="quiet">${words}</p>`;
    }
    case "chart":
      return block.form === "bars" ? barChart(block.bars) : columnChart(block.label, block.bars);
    case "conversation":
      return conversation(block);
    case "problems":
      return problemTable(block);
    case "details": {
      const isOpen = rowsIn(block.blocks) <= openUpTo;
      return html`<details${isOpen ? " open" : ""}><summary>${block.title}</summary>${block.blocks.map(blockOf)}</details>`;
    }
  }
}

/** The list of replies below a comment is in its item, so that a screen reader counts the levels. */
function conversation({ comments, more }: Conversation): HtmlValue {
  const rest =
    more === 0 ? "" : html`<p class="quiet">… and ${more.toLocaleString("en-US")} more</p>`;
  return [html`<ol class="talk">${itemsFrom(comments, 0)}</ol>`, rest];
}

function itemsFrom(comments: readonly ShownComment[], depth: number): readonly Html[] {
  const starts = comments.flatMap((one, index) => (one.depth <= depth || index === 0 ? index : []));
  return starts.map((start, index) => {
    const [comment, ...replies] = comments.slice(start, starts[index + 1]);
    if (comment === undefined) return html``;
    const { authorName, createdAt, text } = comment;
    const below =
      replies.length === 0 ? "" : html`<ol>${itemsFrom(replies, comment.depth + 1)}</ol>`;
    return html`<li><p><strong>${authorName}</strong> <span class="quiet">${minute(createdAt)}</span></p><p>${lines(text)}</p>${below}</li>`;
  });
}

function inline(text: Text): HtmlValue {
  if (typeof text === "number") return text.toLocaleString("en-US");
  if (typeof text === "string") return text;
  if ("tone" in text) return html`<span class="${text.tone}">${text.text}</span>`;
  if ("quote" in text) return lines(text.quote);
  if ("names" in text) return text.names.join(", ");
  if ("link" in text) return `${text.link}, ${text.address}`;
  return place(text.place);
}

function tableOf({ label, head, rows }: Table): Html {
  const isNumeric = head.map(
    (_, column) =>
      rows.some((row) => typeof row[column] === "number") &&
      rows.every((row) => typeof row[column] === "number" || row[column] === ""),
  );
  const cells = rows.map(
    (row) =>
      html`<tr>${row.map((text, column) => {
        if (column === 0) return html`<th scope="row">${inline(text)}</th>`;
        if (isNumeric[column]) return html`<td class="n">${inline(text)}</td>`;
        const isQuote = typeof text === "object" && "quote" in text;
        return isQuote
          ? html`<td class="text">${inline(text)}</td>`
          : html`<td>${inline(text)}</td>`;
      })}</tr>`,
  );
  const heads = head.map((name, column) =>
    isNumeric[column]
      ? html`<th scope="col" class="n">${name}</th>`
      : html`<th scope="col">${name}</th>`,
  );
  return scrolling(label, heads, cells);
}

function problemTable({ label, groups }: Problems): Html {
  const heads = ["Kind", "What, and what to do", "Where"].map(
    (name) => html`<th scope="col">${name}</th>`,
  );
  return scrolling(label, heads, groups.flatMap(problemRows));
}

function problemRows({ items, ...group }: AttentionGroup): readonly Html[] {
  return items.map(
    ({ message, remedy, places }) =>
      html`<tr><td class="${toneOfKind(group)}">${kindOf(group)}</td><td>${message}${remedy === null ? "" : html`<br><strong>${remedy}</strong>`}</td><td>${placeList(places)}</td></tr>`,
  );
}

function placeList(places: AttentionItem["places"]): HtmlValue {
  const listed = places.map(({ pageId, location, attempts }) => [
    ...(pageId === null ? [] : [html`${pageId} `]),
    ...(location === null ? [] : [html`<span class="quiet">${place(location)}</span>`]),
    ...(attempts === null || attempts < 2
      ? []
      : [html` <span class="quiet">(tried ${attempts} times)</span>`]),
  ]);
  if (places.length === 1) return listed;
  const list = html`<ul>${listed.map((one) => html`<li>${one}</li>`)}</ul>`;
  return places.length <= openPlacesUpTo
    ? list
    : html`<details><summary>${plural(places.length, "place")}</summary>${list}</details>`;
}

/** A table that can be wider than the screen; a keyboard can scroll it, so it has a name. */
function scrolling(label: string, heads: readonly Html[], rows: readonly Html[]): Html {
  return html`<div class="scroll" role="region" tabindex="0" aria-label="${label}"><table><thead><tr>${heads}</tr></thead><tbody>${rows}</tbody></table></div>`;
}
