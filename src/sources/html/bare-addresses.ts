import { LinkifyIt } from "linkify-it";
import { escapeHtml } from "./html-text.ts";

// markdown-it's own finder. Others find the same after `http://`, `https://` and `www.`, or with `@`.
const finder = new LinkifyIt({ fuzzyLink: true });

/** A part of a text: an address that renderers make a link of by themselves, or what is between. */
interface TextPart {
  readonly text: string;
  /** Where the address leads; undefined for what is no address. */
  readonly url?: string;
}

/** The parts of a line of text, in order; together they are the line. */
export function addressesIn(text: string): readonly TextPart[] {
  const parts: TextPart[] = [];
  let end = 0;
  for (const { index, lastIndex, raw, schema, url } of finder.match(text) ?? []) {
    if (!isLinked(raw, schema)) continue;
    if (index > end) parts.push({ text: text.slice(end, index) });
    parts.push({ text: raw, url });
    end = lastIndex;
  }
  if (end < text.length) parts.push({ text: text.slice(end) });
  return parts;
}

/** Only some renderers take `setup.py` for an address; they would cut one with signs of Markdown. */
function isLinked(raw: string, schema: string): boolean {
  if (schema === "") return /^www\./i.test(raw) || /[_*~|[\]`\\&<]/.test(raw);
  return /^(?:https?:|ftp:|mailto:|\/\/)$/i.test(schema);
}

/** Safe HTML in which bare addresses are links, except within links and code. */
export function withAddressesLinked(html: string): string {
  return withTextsChanged(html, linked);
}

/**
 * Safe HTML in which some bare addresses are links to another one, which they show then.
 * @param placeOf the other one; undefined for those that stay as they are
 */
export function withAddressesMoved(
  html: string,
  placeOf: (address: string) => string | undefined,
): string {
  return withTextsChanged(html, (escaped) => {
    const parts = addressesIn(unescaped(escaped)).map(({ text, url }) => ({
      text,
      place: url === undefined ? undefined : placeOf(url),
    }));
    if (parts.every(({ place }) => place === undefined)) return escaped;
    return parts
      .map(({ text, place }) => (place === undefined ? escapeHtml(text) : linkTo(place, place)))
      .join("");
  });
}

/** Safe HTML whose text, except within links and code, is changed in its escaped form. */
function withTextsChanged(html: string, change: (escaped: string) => string): string {
  let apart = 0;
  return html.replace(/<(\/?)([a-z\d]+)[^>]*>|[^<]+/g, (part, close, name) => {
    if (name === undefined) return apart > 0 ? part : change(part);
    if (["a", "code", "pre"].includes(name)) apart += close === "/" ? -1 : 1;
    return part;
  });
}

function linked(escaped: string): string {
  return addressesIn(unescaped(escaped))
    .map(({ text, url }) => (url === undefined ? escapeHtml(text) : linkTo(url, text)))
    .join("");
}

function linkTo(url: string, text: string): string {
  return `<a href="${escapeHtml(url)}">${escapeHtml(text)}</a>`;
}

/** What safe HTML has of its signs. */
function unescaped(text: string): string {
  return text
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&amp;", "&");
}
