import { randomUUID } from "node:crypto";
import { z } from "zod";

/** Where a shortcode call is whose output is in a built page. */
export interface Mark {
  /** Absolute path of the content file. */
  readonly file: string;
  /** Of the outermost call that it is in, or of itself; from 1. */
  readonly line: number;
  /** In bytes of UTF-8, from 1. */
  readonly column: number;
  /** From that call inwards: the how-manieth call directly inside, from 0. */
  readonly path: readonly number[];
}

/** A mark, and the part of the page that the call printed. */
export interface MarkedRange {
  readonly mark: Mark;
  /** Offsets in the page without marks. */
  readonly start: number;
  readonly end: number;
}

/** What content that imitates marks can't know. */
export type MarkToken = string;

/** A token for the marks of one build. */
export function newMarkToken(): MarkToken {
  return `comment-migration-${randomUUID()}`;
}

// Go's html/template drops comments, and a path may hold what would end one. Only the outermost call
// knows its place; the others know how many come before them inside the next outer one.
const before = (token: MarkToken) =>
  [
    "{{- $markCall := . }}{{ $markPath := slice }}",
    "{{ range seq 40 }}{{ if $markCall.Parent }}",
    "{{ $markPath = $markPath | append $markCall.Ordinal }}{{ $markCall = $markCall.Parent }}",
    "{{ end }}{{ end }}",
    `{{ with $markCall.Position }}{{ printf "<!--${token} %s-->"`,
    ' (dict "file" .Filename "line" .LineNumber "column" .ColumnNumber "path" $markPath',
    " | jsonify | base64Encode) | safeHTML }}{{ end -}}",
  ].join("");
const after = (token: MarkToken) => `{{ "<!--/${token}-->" | safeHTML }}`;

const leadingConfig = /^\s*\{\{-?\s*\$_hugo_config\b[\s\S]*?\}\}/;

/** A shortcode's template that prints the same between marks that say where its call is. */
export function withMarks(template: string, token: MarkToken): string {
  // Hugo looks for this declaration at the beginning only.
  const head = leadingConfig.exec(template)?.[0] ?? "";
  return `${head}${before(token)}${template.slice(head.length)}${after(token)}`;
}

const place = z.object({
  file: z.string(),
  line: z.number(),
  column: z.number(),
  path: z.array(z.number()),
});

/** A built page as Hugo would have built it without marks, and its marked parts, outer ones first. */
interface MarkedPage {
  readonly html: string;
  readonly ranges: readonly MarkedRange[];
}

/** Takes the marks out of a built page: they would end a comment that they are in. */
export function readMarks(marked: string, token: MarkToken): MarkedPage {
  if (!marked.includes(token)) return { html: marked, ranges: [] };
  const pattern = new RegExp(`<!--${token} ([A-Za-z0-9+/=]+)-->|<!--/${token}-->`, "g");
  const ranges: MarkedRange[] = [];
  const open: number[] = [];
  let html = "";
  let at = 0;
  for (const { 0: text, 1: encoded, index } of marked.matchAll(pattern)) {
    html += marked.slice(at, index);
    at = index + text.length;
    if (encoded === undefined) {
      const last = open.pop();
      const range = last === undefined ? undefined : ranges[last];
      if (last !== undefined && range !== undefined) ranges[last] = { ...range, end: html.length };
      continue;
    }
    const { path, ...rest } = place.parse(JSON.parse(Buffer.from(encoded, "base64").toString()));
    open.push(ranges.length);
    const mark = { ...rest, path: path.toReversed() };
    ranges.push({ mark, start: html.length, end: Number.POSITIVE_INFINITY });
  }
  return { html: html + marked.slice(at), ranges };
}

/** A built file that is no page without marks, which may be in it as JSON or HTML has them. */
export function withoutMarks(marked: string, token: MarkToken): string {
  const pattern = `(?:<|&lt;|\\\\u003c)!--/?${token}.*?--(?:>|&gt;|\\\\u003e)`;
  return marked.replace(new RegExp(pattern, "gi"), "");
}

/** The innermost mark around a place of the page. */
export function markAt(ranges: readonly MarkedRange[], offset: number): Mark | undefined {
  return ranges.findLast(({ start, end }) => start <= offset && offset < end)?.mark;
}

/** What tells one call from another. */
export function markKey({ file, line, column, path }: Mark): string {
  return JSON.stringify([file, line, column, path]);
}
