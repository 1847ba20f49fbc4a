import { lineAt } from "../text/line-at.ts";

/** The language of a content file's front matter. */
type FrontMatterLanguage = "yaml" | "toml" | "json" | "org";

/** A content file in two. */
export interface SplitContent {
  /** Undefined where the file has no front matter. */
  readonly frontMatter:
    | {
        readonly language: FrontMatterLanguage;
        readonly text: string;
        /** Line of the file, from 1, in which the text begins. */
        readonly line: number;
      }
    | undefined;
  readonly body: string;
  /** Line of the file, from 1, in which the body begins. */
  readonly bodyLine: number;
}

/** The front matter has no end. */
export class UnclosedFrontMatterError extends Error {
  override readonly name = "UnclosedFrontMatterError";
}

const delimited = { "---": "yaml", "+++": "toml" } as const;

/**
 * Divides a content file as Hugo's lexer does: white space and a byte order mark may come first,
 * `---` and `+++` end at the next line that begins with them, `{` ends at its closing brace, `#+`
 * with the last line in a row that begins so.
 * @throws {UnclosedFrontMatterError}
 * Source: https://github.com/gohugoio/hugo/blob/master/parser/pageparser/pagelexer_intro.go
 */
export function splitContent(source: string): SplitContent {
  const start = source.search(/[^\s\uFEFF]/);
  const opening = start < 0 ? "" : source.slice(start, start + 3);
  if (opening === "---" || opening === "+++") {
    const end = source.indexOf(`\n${opening}`, start + 2);
    if (end < 0) throw new UnclosedFrontMatterError(`${opening} is never closed`);
    return divide(source, delimited[opening], start + 3, end + 1, end + 1 + opening.length);
  }
  if (opening.startsWith("{") && !/^\{\{[<%]/.test(source.slice(start, start + 3))) {
    const end = closingBrace(source, start);
    return divide(source, "json", start, end, end);
  }
  if (opening.startsWith("#+")) {
    const rest = source.slice(start).search(/\n(?!#\+)/);
    const end = rest < 0 ? source.length : start + rest;
    return divide(source, "org", start, end, end);
  }
  return { frontMatter: undefined, body: source, bodyLine: 1 };
}

function divide(
  source: string,
  language: FrontMatterLanguage,
  textStart: number,
  textEnd: number,
  bodyStart: number,
): SplitContent {
  return {
    frontMatter: {
      language,
      text: source.slice(textStart, textEnd),
      line: lineAt(source, textStart),
    },
    body: source.slice(bodyStart),
    bodyLine: lineAt(source, bodyStart),
  };
}

function closingBrace(source: string, start: number): number {
  let depth = 0;
  let inString = false;
  for (let index = start; index < source.length; index += 1) {
    const char = source[index];
    if (inString) {
      if (char === "\\") index += 1;
      else if (char === '"') inString = false;
    } else if (char === '"') inString = true;
    else if (char === "{") depth += 1;
    else if (char === "}") {
      depth -= 1;
      if (depth === 0) return index + 1;
    }
  }
  throw new UnclosedFrontMatterError("{ is never closed");
}
