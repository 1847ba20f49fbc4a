import { Parser } from "htmlparser2";
import type { ShortcodeCall, ShortcodeScan } from "../../shortcode/shortcode-lexer.ts";
import { renderMarkdown } from "./rendered-markdown.ts";

/** The text of a content file below its front matter, and how Hugo reads it. */
export interface ContentBody {
  readonly text: string;
  readonly format: ContentFormat;
  /** Whether the site lets HTML in Markdown stand. */
  readonly allowsHtml: boolean;
}

/** Formats by what becomes of HTML in them. */
export type ContentFormat = "markdown" | "html" | "other";

/** What readers get of a content file. */
interface ShownContent {
  /** Those of the calls whose output readers get as HTML. */
  readonly calls: readonly ShortcodeCall[];
  /** The content as HTML, without what its calls print. */
  readonly html: string;
}

/** Shortcodes of Hugo that print what stands between their tags as text, or not at all. */
const hiding = new Set(["highlight", "comment"]);

/** A file's format by its name. Source: https://gohugo.io/content-management/formats/ */
export function contentFormat(path: string): ContentFormat {
  if (/\.(?:md|markdown|mdown)$/i.test(path)) return "markdown";
  return /\.html?$/i.test(path) ? "html" : "other";
}

/**
 * Which calls of a content file readers see the output of. What `{{< >}}` prints is put into the
 * finished HTML, in code blocks too. What `{{% %}}` prints is put into the Markdown, and goes the way
 * of all HTML there. In HTML comments nothing is shown.
 * Source: https://gohugo.io/content-management/shortcodes/
 */
export function shownContent(body: ContentBody, scan: ShortcodeScan): ShownContent {
  const calls = notHidden(scan.calls);
  const indexes = new Map(calls.map((call, index) => [call, index]));
  const isPlain = !/<|\]\(/.test(withoutCalls(body.text, scan)) && !calls.some(isHtmlInMarkdown);
  if (body.format === "other") return { calls, html: body.text };
  if (isPlain) return { calls, html: "" };
  const marked = replaceCalls(body.text, scan, (call) => markFor(call, indexes.get(call)));
  const html = body.format === "html" ? marked : renderMarkdown(marked, body.allowsHtml);
  const seen = marksIn(html);
  return { calls: calls.filter((_, index) => seen.has(index)), html };

  function isHtmlInMarkdown(call: ShortcodeCall): boolean {
    return call.isMarkdown && body.format === "markdown";
  }

  function markFor(call: ShortcodeCall, index: number | undefined): string {
    if (index === undefined) return "";
    return isHtmlInMarkdown(call) ? `<script data-call="${index}"></script>` : `HUGOCALL${index}X`;
  }
}

/** The calls that do not stand between the tags of a shortcode that hides them. */
function notHidden(calls: readonly ShortcodeCall[]): readonly ShortcodeCall[] {
  let hiddenUntil = 0;
  return calls.filter((call) => {
    if (call.start < hiddenUntil) return false;
    if (isHiding(call)) hiddenUntil = call.innerEnd;
    return true;
  });
}

/** Shortcodes that stand in the content themselves print nothing unless the site allows them. */
function isHiding({ name }: ShortcodeCall): boolean {
  return hiding.has(name) || name.endsWith(".inline");
}

function withoutCalls(text: string, scan: ShortcodeScan): string {
  return replaceCalls(text, scan, () => "");
}

/** What stands between the tags of a `{{< >}}` call is no Markdown: it goes to the call's template. */
function replaceCalls(
  text: string,
  { calls, replaced }: ShortcodeScan,
  markOf: (call: ShortcodeCall) => string,
): string {
  const parts = [
    ...calls.map((call) => ({
      start: call.start,
      end: call.end,
      by: markOf(call),
      innerEnd: call.isMarkdown && !isHiding(call) ? call.end : call.innerEnd,
    })),
    ...replaced.map((part) => ({ ...part, innerEnd: 0 })),
  ].sort((one, other) => one.start - other.start);
  let result = "";
  let at = 0;
  let innerEnd = 0;
  for (const part of parts) {
    const isInner = part.start < innerEnd;
    if (!isInner) result += text.slice(Math.max(at, innerEnd), part.start);
    if (!isInner || part.innerEnd > 0) result += part.by;
    at = part.end;
    innerEnd = Math.max(innerEnd, part.innerEnd);
  }
  return result + text.slice(Math.max(at, innerEnd));
}

/** The marks that a reader's browser would take for HTML: none in comments, attributes and scripts. */
function marksIn(html: string): ReadonlySet<number> {
  const seen = new Set<number>();
  const silent: string[] = [];
  const parser = new Parser({
    onopentag(name, attributes) {
      if (name === "script" && attributes["data-call"] !== undefined && silent.length === 0) {
        seen.add(Number(attributes["data-call"]));
      }
      if (/^(?:script|style|template|textarea|title|noscript)$/.test(name)) silent.push(name);
    },
    ontext(text) {
      if (silent.length > 0) return;
      for (const [, index] of text.matchAll(/HUGOCALL(\d+)X/g)) seen.add(Number(index));
    },
    onclosetag(name) {
      if (silent.at(-1) === name) silent.pop();
    },
  });
  parser.end(html);
  return seen;
}
