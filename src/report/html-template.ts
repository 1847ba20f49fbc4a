import { escapeHtml } from "../domain/escape-html.ts";
import { printable } from "../domain/printable.ts";

/** HTML that is safe to put into a page: made by {@link html} only. */
export class Html {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** What a template may contain: texts and numbers are shown as they are, lists one after the other. */
export type HtmlValue = Html | string | number | readonly HtmlValue[];

/**
 * HTML from a template: whatever is put in is text, unless it was made by this function. Control
 * characters, and those that turn the reading direction, become spaces.
 */
export function html(strings: TemplateStringsArray, ...values: readonly HtmlValue[]): Html {
  const [first = "", ...rest] = strings;
  return new Html(first + rest.map((text, index) => textOf(values[index] ?? "") + text).join(""));
}

/** A text of several lines, each on its own. */
export function lines(text: string): Html {
  const [first = "", ...others] = text.split(/\r\n|[\n\r]/);
  return html`${first}${others.map((line) => html`<br>${line}`)}`;
}

function textOf(value: HtmlValue): string {
  if (value instanceof Html) return value.text;
  if (typeof value === "object") return value.map(textOf).join("");
  return escapeHtml(printable(String(value)));
}
