import { readFileSync } from "node:fs";
import type { Finding } from "../../comment/finding.ts";
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
import { scanShortcodes } from "./shortcode-lexer.ts";
import { contentFormat } from "./shown-content.ts";

/** A content file that may show comments. */
export interface ContentFile extends ContentFilePlace {
  /** Its own, without what is handed down to it. */
  readonly frontMatter: FrontMatter;
  /** Calls of shortcodes that can show comments, in the order of the text. */
  readonly calls: readonly SectionCall[];
  /** Comment sections that it holds as HTML. */
  readonly own: readonly OwnWiring[];
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
    const content = isCandidate ? { ...place, frontMatter, calls, own } : undefined;
    return { content, branch: mattersBelow ? frontMatter : undefined, findings };
  } catch (thrown) {
    const error = asFrontMatterError(thrown);
    if (!(error instanceof FrontMatterError)) throw error;
    return { ...nothing, findings: [malformed(file, source, signs, error)] };
  }
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
