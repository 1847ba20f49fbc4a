import { readFileSync, statSync } from "node:fs";
import { basename } from "node:path";
import type { Finding } from "../../domain/finding.ts";
import type { SourceLocation } from "../../domain/source-location.ts";
import { textDigest } from "../../domain/text-digest.ts";
import type { Widget } from "../../domain/widget.ts";
import { readReason } from "../../files/system-error.ts";
import { type ShortcodeCall, scanShortcodes } from "../../shortcode/shortcode-lexer.ts";
import { largestText, largestTextMiB } from "../text/largest-text.ts";
import { lineFinder } from "../text/line-at.ts";
import { textMessages } from "../text/messages.ts";
import { markKeysOf } from "./call-places.ts";
import { adapterName } from "./content-files.ts";
import { type SplitContent, splitContent, UnclosedFrontMatterError } from "./content-split.ts";
import { contentMessages } from "./messages.ts";

/** A call of a shortcode that can show comments. */
export interface ThreadCall {
  readonly call: ShortcodeCall;
  readonly location: SourceLocation;
  /** That of the mark which a build prints for it. */
  readonly markKey: string;
  /** HTML of the content is in the same block: it may be a comment, or be dropped. */
  readonly isInHtml: boolean;
}

/** HTML of the widget that a content file holds itself, or hands to a shortcode. */
interface OwnHtml {
  /** From its first word to that of the next, or to the end. */
  readonly text: string;
  readonly location: SourceLocation;
}

/** A content file that names threads. */
export interface ContentFile {
  /** Absolute. */
  readonly path: string;
  /** As people know it. */
  readonly file: string;
  /** In the order of the text. */
  readonly calls: readonly ThreadCall[];
  readonly own: readonly OwnHtml[];
  /** It makes pages, which hold the calls; their places in them are not known. */
  readonly isAdapter: boolean;
  /** As it is written; where it has no end, the error that says so. */
  readonly frontMatter: SplitContent["frontMatter"] | UnclosedFrontMatterError;
  /** Offset in the file's text at which the text begins that holds the calls. */
  readonly bodyStart: number;
  /** SHA-256 of the file's text, in hexadecimal digits. */
  readonly digest: string;
}

/** What reading a content file gave; no content where it names no thread or can't be used. */
interface ReadContent {
  readonly content?: ContentFile;
  readonly findings: readonly Finding[];
}

const nothing: ReadContent = { findings: [] };

/** What is looked for in content files. */
interface ContentReading {
  /** Names in lower case of the shortcodes that can show comments. */
  readonly shortcodes: ReadonlySet<string>;
  readonly widget: Widget;
}

/** Reads one content file. It never throws for what the file holds. */
export function readContent(
  path: string,
  file: string,
  { shortcodes, widget }: ContentReading,
): ReadContent {
  let source: string;
  try {
    if (statSync(path).size > largestText) return { findings: [giant(file)] };
    // One call for a file is some four times as fast as promises, and a site has thousands.
    source = readFileSync(path, "utf8");
  } catch (error) {
    return { findings: [unreadable(file, error)] };
  }
  if (!/\{\{[<%]/.test(source) && !widget.mayShow(source)) return nothing;
  const isAdapter = basename(path) === adapterName;
  const split = splitFully(source, isAdapter);
  const bodyStart = source.length - split.body.length;
  const scan = scanShortcodes(split.body);
  const lineOf = lineFinder(split.body);
  const place = (index: number) => ({ file, line: split.bodyLine + lineOf(index) - 1 });
  const wanted = scan.calls.filter(({ name }) => shortcodes.has(name.toLowerCase()));
  const keys = markKeysOf(path, { source, bodyStart }, wanted.length > 0 ? scan.calls : []);
  const calls = wanted.map((call) => ({
    call,
    location: place(call.start),
    markKey: keys.get(call) ?? "",
    isInHtml: isInHtml(split.body, call),
  }));
  const lineOfFault = lineFinder(split.body);
  const findings = scan.faults
    .filter(({ name }) => name !== null && shortcodes.has(name.toLowerCase()))
    .map(({ message, start }) =>
      faulty(message, { file, line: split.bodyLine + lineOfFault(start) - 1 }),
    );
  const own = ownHtml(split.body, widget, { file, line: split.bodyLine });
  if (calls.length + own.length === 0) return { findings };
  const digest = textDigest(source);
  const { frontMatter } = split;
  return {
    content: { path, file, calls, own, isAdapter, frontMatter, bodyStart, digest },
    findings,
  };
}

/** What makes pages has no front matter; what has no end is looked through as a whole. */
function splitFully(source: string, isAdapter: boolean) {
  if (isAdapter) return { frontMatter: undefined, body: source, bodyLine: 1 };
  try {
    return splitContent(source);
  } catch (error) {
    if (!(error instanceof UnclosedFrontMatterError)) throw error;
    return { frontMatter: error, body: source, bodyLine: 1 };
  }
}

function isInHtml(body: string, { start, outerEnd }: ShortcodeCall): boolean {
  const before = body.slice(0, start);
  const block = before.slice(before.search(/(?:(?!\n[ \t]*\r?\n)[\s\S])*$/));
  const after = /^[\s\S]*?(?=\n[ \t]*\r?\n|$)/.exec(body.slice(outerEnd))?.[0] ?? "";
  const isOpen = before.lastIndexOf("<!--") > before.lastIndexOf("-->");
  return isOpen || /<[a-z!/]/i.test(`${block} ${after}`.replace(/\{\{<[\s\S]*?>\}\}/g, ""));
}

function ownHtml(body: string, widget: Widget, { file, line }: SourceLocation): readonly OwnHtml[] {
  const starts = widget.placesIn(body);
  const lineOf = lineFinder(body);
  return starts.map((start, index) => ({
    text: body.slice(start, starts[index + 1]),
    location: { file, line: line + lineOf(start) - 1 },
  }));
}

function giant(file: string): Finding {
  const words = { file, limit: largestTextMiB };
  return textMessages.finding("giant-file/content", words, { location: { file, line: 1 } });
}

function faulty(fault: string, location: SourceLocation): Finding {
  const words = { file: location.file, fault };
  return contentMessages.finding("malformed-shortcode", words, { location });
}

function unreadable(file: string, error: unknown): Finding {
  const reason = readReason(error) ?? String(error);
  const words = { file, error: reason };
  return contentMessages.finding("unreadable-file", words, { location: { file, line: 1 } });
}
