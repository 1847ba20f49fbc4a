import matter from "gray-matter";
import { YAMLException } from "js-yaml";
import { parse as parseToml, TomlError } from "smol-toml";
import { readYaml } from "../text/hugo-yaml.ts";
import type { SplitContent, UnclosedFrontMatterError } from "./content-split.ts";
import { readOrgSettings } from "./org-settings.ts";

/** Front matter by key; keys are in lower case on every level, as Hugo has them. */
export type FrontMatter = Readonly<Record<string, unknown>>;

/** Front matter that can't be read. */
export class FrontMatterError extends Error {
  override readonly name = "FrontMatterError";
  /** Line of the file, from 1. */
  readonly line: number;

  constructor(message: string, line: number, cause: unknown) {
    super(message, { cause });
    this.line = line;
  }
}

const delimiters = { yaml: "---", toml: "+++", json: "---" } as const;

// Each language is named for gray-matter, so that its engine that runs JavaScript is never asked.
const engines = {
  yaml: { parse: (text: string) => asTable(readYaml(text) ?? {}) },
  toml: { parse: (text: string) => asTable(parseToml(text)) },
  json: { parse: (text: string) => asTable(JSON.parse(text)) },
};

/**
 * Reads the front matter that was split off.
 * @throws {FrontMatterError} with the line in the file
 */
export function parseFrontMatter(
  split: SplitContent["frontMatter"] | UnclosedFrontMatterError,
): FrontMatter {
  if (split === undefined) return {};
  if (split instanceof Error) throw new FrontMatterError(split.message, 1, split);
  const { language, text, line } = split;
  // gray-matter would take each of these lines for a comment.
  if (language === "org") return readOrgSettings(text);
  const delimiter = delimiters[language];
  try {
    const { data } = matter(`${delimiter}\n${text}\n${delimiter}\n`, {
      language,
      delimiters: delimiter,
      engines,
    });
    return lowerCaseKeys(data);
  } catch (error) {
    throw new FrontMatterError(wordsOf(error), line + lineIn(error, text) - 1, error);
  }
}

function lowerCaseKeys(value: Readonly<Record<string, unknown>>): FrontMatter {
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      key.toLowerCase(),
      isPlainTable(inner) ? lowerCaseKeys(inner) : inner,
    ]),
  );
}

function asTable(value: unknown): Readonly<Record<string, unknown>> {
  if (isPlainTable(value)) return value;
  throw new TypeError("it is not a list of keys and values");
}

function isPlainTable(value: unknown): value is Record<string, unknown> {
  return (
    typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Date)
  );
}

function wordsOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return (error instanceof YAMLException ? error.reason : message.split("\n")[0]) ?? message;
}

/** Line of an error in the text, from 1. gray-matter is given one line more, which the text begins with. */
function lineIn(error: unknown, text: string): number {
  if (error instanceof YAMLException) return Math.max(1, error.mark?.line ?? 1);
  if (error instanceof TomlError) return Math.max(1, error.line - 1);
  return error instanceof SyntaxError ? jsonErrorLine(text) : 1;
}

/** JSON.parse does not always say where it stopped: it is the first line that can't be the start of JSON. */
function jsonErrorLine(text: string): number {
  const lines = text.split("\n");
  const canBegin = (count: number) => {
    const beginning = lines.slice(0, count).join("\n");
    try {
      JSON.parse(beginning);
      return true;
    } catch (error) {
      const message = error instanceof Error ? error.message : "";
      const position = /position (\d+)/.exec(message)?.[1];
      return (
        /end of JSON|Unterminated string/.test(message) || Number(position) >= beginning.length
      );
    }
  };
  let good = 0;
  let bad = lines.length;
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    if (canBegin(middle)) good = middle;
    else bad = middle;
  }
  return bad;
}
