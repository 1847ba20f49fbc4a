import { type Html, type HtmlValue, html } from "./html-template.ts";
import type { PageStepNumbers } from "./page-steps.ts";
import type { TimeBucket } from "./time-buckets.ts";

/** A bar with its name. */
interface NamedBar {
  readonly name: string;
  readonly value: number;
  /** The value as people read it. */
  readonly shown: string;
}

/** Bars from left to right, one below the other, in the order given. */
export function barChart(bars: readonly NamedBar[]): Html {
  const most = Math.max(1, ...bars.map(({ value }) => value));
  return html`<dl class="bars">${bars.map(({ name, value, shown }) =>
    row(name, html`<rect class="bar" width="${percent(value, most)}" height="1"/>`, shown),
  )}</dl>`;
}

/** How many pages came through each step, and how many were lost in it. */
export function stepChart(steps: readonly PageStepNumbers[]): Html {
  const most = Math.max(1, ...steps.map(({ pages }) => pages));
  return html`<dl class="bars">${steps.map(({ step, pages, failed }) => {
    const length = percent(pages, most);
    const bars = html`<rect class="bar" width="${length}" height="1"/><rect class="lost" x="${length}" width="${percent(failed, most)}" height="1"/>`;
    const number = pages.toLocaleString("en-US");
    return row(
      step,
      bars,
      failed === 0 ? number : `${number}, ${failed.toLocaleString("en-US")} failed here`,
    );
  })}</dl>`;
}

/** Columns over time, the earliest first. */
export function columnChart(label: string, buckets: readonly TimeBucket[]): Html {
  const most = Math.max(1, ...buckets.map(({ comments }) => comments));
  const columns = buckets.map(({ label: name, comments }, index) => {
    const height = percent(comments, most);
    return html`<g><title>${name}: ${comments}</title><rect class="bar" x="${index * 10 + 1}" y="${round(100 - height)}" width="8" height="${height}"/></g>`;
  });
  const middle = buckets[Math.floor((buckets.length - 1) / 2)];
  const named = [buckets[0], ...(buckets.length > 2 ? [middle] : []), buckets.at(-1)];
  return html`<div class="columns"><span>${most.toLocaleString("en-US")}</span><svg viewBox="0 0 ${buckets.length * 10} 100" preserveAspectRatio="none" role="img" aria-label="${label}">${columns}</svg><div class="times">${named.map(
    (bucket) => html`<span>${bucket?.label ?? ""}</span>`,
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
