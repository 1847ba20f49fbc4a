import type { Bar } from "./blocks.ts";
import { type Html, type HtmlValue, html } from "./html-template.ts";

/** Bars from left to right, one below the other, in the order given. */
export function barChart(bars: readonly Bar[]): Html {
  const most = Math.max(1, ...bars.map(({ value }) => value));
  return html`<dl class="bars">${bars.map(({ name, value, lost = 0, shown }) => {
    const length = percent(value, most);
    const rest =
      lost === 0
        ? ""
        : html`<rect class="lost" x="${length}" width="${percent(lost, most)}" height="1"/>`;
    return row(name, html`<rect class="bar" width="${length}" height="1"/>${rest}`, shown);
  })}</dl>`;
}

/** Columns over time, the earliest first. */
export function columnChart(label: string, bars: readonly Bar[]): Html {
  const most = Math.max(1, ...bars.map(({ value }) => value));
  const columns = bars.map(({ name, value, shown }, index) => {
    const height = percent(value, most);
    return html`<g><title>${name}: ${shown}</title><rect class="bar" x="${index * 10 + 1}" y="${round(100 - height)}" width="8" height="${height}"/></g>`;
  });
  const middle = bars[Math.floor((bars.length - 1) / 2)];
  const named = [bars[0], ...(bars.length > 2 ? [middle] : []), bars.at(-1)];
  return html`<div class="columns"><span>${most.toLocaleString("en-US")}</span><svg viewBox="0 0 ${bars.length * 10} 100" preserveAspectRatio="none" role="img" aria-label="${label}">${columns}</svg><div class="times">${named.map(
    (bar) => html`<span>${bar?.name ?? ""}</span>`,
  )}</div></div>`;
}

function row(name: string, bars: HtmlValue, shown: string): Html {
  return html`<div><dt>${name}</dt><dd><svg viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true">${bars}</svg><span>${shown}</span></dd></div>`;
}

function percent(value: number, most: number): number {
  return round((value / most) * 100);
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
