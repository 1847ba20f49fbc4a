import { readFileSync, statSync } from "node:fs";
import type { Finding } from "../../comment/finding.ts";
import { textDigest } from "../../comment/text-digest.ts";
import { scanShortcodes } from "../../shortcode/shortcode-lexer.ts";
import { largestText } from "../text/largest-text.ts";
import type { ContentFilePlace } from "./content-files.ts";
import { splitContent } from "./content-split.ts";
import {
  contentWirings,
  type KnownShortcodes,
  type OwnWiring,
  type SectionCall,
} from "./content-wirings.ts";
import {
  asFrontMatterError,
  type FrontMatter,
  FrontMatterError,
  parseFrontMatter,
} from "./front-matter.ts";
import { contentFormat } from "./shown-content.ts";

/** A content file that may show comments. */
export interface ContentFile extends ContentFilePlace {
  /** Its own, without what is handed down to it. */
  readonly frontMatter: FrontMatter;
  /** Calls of shortcodes that can show comments, in the order of the text. */
  readonly calls: readonly SectionCall[];
  /** Comment sections that it holds as HTML. */
  readonly own: readonly OwnWiring[];
  /** Offset in the file's text at which the text begins that holds the calls. */
  readonly bodyStart: number;
  /** SHA-256 of the file's text, in hexadecimal digits; empty where it has no calls and wirings. */
  readonly digest: string;
}

/** What reading a content file gave; no content where it can't be used. */
export interface ReadContent {
  readonly content: ContentFile | undefined;
  /** Of an `_index` file, where it matters for other pages. */
  readonly branch: FrontMatter | undefined;
  readonly findings: readonly Finding[];
}

/** Which content files may show comments. */
export interface CommentSigns extends KnownShortcodes {
  /** Any page may show comments, because layouts do so by themselves. */
  readonly onAnyPage: boolean;
  /** Whether the pages of a language let HTML in Markdown stand. */
  allowsHtml(language: string): boolean;
}

/**
 * Reads one content file; undefined where it can show no comments and hands nothing down.
 * It never throws for what the file holds.
 */
export function readContent(place: ContentFilePlace, signs: CommentSigns): ReadContent | undefined {
  const { absolutePath, path, file, isBranch } = place;
  const nothing = { content: undefined, branch: undefined };
  let source: string;
  try {
    if (statSync(absolutePath).size > largestText) return { ...nothing, findings: [giant(file)] };
    // One call for a file is some four times as fast as promises, and a site has thousands.
    source = readFileSync(absolutePath, "utf8");
  } catch (error) {
    return { ...nothing, findings: [unreadable(file, error)] };
  }
  const mattersBelow = isBranch && /cascade|slug|title/i.test(source);
  if (!signs.onAnyPage && !signInText.test(source) && !mattersBelow) return undefined;
  try {
    const split = splitContent(source);
    const { calls, own, findings } = contentWirings(
      {
        text: split.body,
        format: contentFormat(path),
        allowsHtml: signs.allowsHtml(place.language),
      },
      signs,
      { file, line: split.bodyLine },
    );
    const isCandidate = calls.length > 0 || own.length > 0 || signs.onAnyPage;
    if (!isCandidate && !mattersBelow) {
      return findings.length === 0 ? undefined : { ...nothing, findings };
    }
    const frontMatter = parseFrontMatter(split.frontMatter);
    const bodyStart = source.length - split.body.length;
    const digest = calls.length + own.length === 0 ? "" : textDigest(source);
    const content = isCandidate
      ? { ...place, frontMatter, calls, own, bodyStart, digest }
      : undefined;
    return { content, branch: mattersBelow ? frontMatter : undefined, findings };
  } catch (thrown) {
    const error = asFrontMatterError(thrown);
    if (!(error instanceof FrontMatterError)) throw error;
    return { ...nothing, findings: [malformed(file, source, signs, error)] };
  }
}

function giant(file: string): Finding {
  return {
    severity: "error",
    code: "giant-file",
    message: `${file} is larger than ${largestText / 1024 / 1024} MiB and was not read; if it shows comments, they were not moved.`,
    remedy: "Content files hold text; move data of this size out of the content folder.",
    location: { file, line: 1 },
  };
}

const signInText = /\{\{[<%]|initComments|data-comment-section-id/;

/** Malformed front matter is an error only where it keeps comments from being moved. */
function malformed(
  file: string,
  source: string,
  signs: CommentSigns,
  error: FrontMatterError,
): Finding {
  const lost = scanShortcodes(source)
    .calls.filter(({ name }) => signs.shortcodes.has(name))
    .map(({ start, end }) => source.slice(start, end))
    .join(", ");
  const isLoss = lost !== "" || signs.onAnyPage;
  const comments = lost === "" ? "Comments of this page" : `The comments of ${lost}`;
  return {
    severity: isLoss ? "error" : "warning",
    code: error.code,
    message: `The front matter of ${file} can't be read: ${error.message}.${isLoss ? ` ${comments} were not moved.` : ""}`,
    remedy: "Correct it and run again.",
    location: { file, line: error.line },
  };
}

function unreadable(file: string, error: unknown): Finding {
  const reason = error instanceof Error && "code" in error ? String(error.code) : String(error);
  return {
    severity: "error",
    code: "unreadable-file",
    message: `${file} can't be read (${reason}); if it shows comments, they were not moved.`,
    remedy: "Make the file readable and run again.",
    location: { file, line: 1 },
  };
}
