import { parse as parseToml, TomlError } from "smol-toml";
import { isMap, LineCounter, type Node, parseDocument, visit } from "yaml";
import { z } from "zod";
import type { AuthorFault } from "../config/author-entries.ts";
import { settingProblems } from "../config/setting-problems.ts";

/** The language of a file of authors. */
export type AuthorsText = "yaml" | "toml";

/** What a file of authors says, before it is checked. */
interface ParsedAuthors {
  readonly table: Readonly<Record<string, unknown>>;
  /** The line of a user's entry or of one of its keys, from 1. */
  lineOf(path: AuthorFault["path"]): number;
  /** What keeps it from being read at all; then the table is empty. */
  readonly problems: readonly { readonly line: number; readonly message: string }[];
}

/** What follows one fault of the language is mostly its consequence. */
const mostProblems = 5;
const asTable = z.record(z.string(), z.unknown());

/** Reads a table of authors. Faults of the language are among the problems, each with its line. */
export function parseAuthors(text: string, language: AuthorsText): ParsedAuthors {
  return language === "toml" ? fromToml(text) : fromYaml(text);
}

function fromYaml(text: string): ParsedAuthors {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const lineAt = (offset: number) => Math.max(1, lines.linePos(offset).line);
  const problems = [...document.errors, ...document.warnings].map(({ pos, message }) => ({
    line: lineAt(pos[0]),
    message: settingProblems.yaml({ fault: withoutSource(message) }),
  }));
  visit(document, {
    Alias: (_, alias) => {
      const line = lineAt(alias.range?.[0] ?? 0);
      problems.push({ line, message: settingProblems.yamlAlias });
    },
  });
  const lineOf = (path: AuthorFault["path"]): number => {
    let node: unknown = document.contents;
    let offset = 0;
    for (const key of path) {
      if (!isMap<Node, Node | null>(node)) break;
      const pair = node.items.find((item) => String(item.key.toJS(document)) === key);
      offset = pair?.key.range?.[0] ?? offset;
      node = pair?.value;
    }
    return lineAt(offset);
  };
  if (problems.length > 0) {
    return { table: {}, lineOf, problems: problems.slice(0, mostProblems) };
  }
  return tableOf(document.toJS() ?? {}, lineOf);
}

function fromToml(text: string): ParsedAuthors {
  const lines = text.split("\n");
  // The parser tells no places of values; what is looked for has been written somewhere.
  const lineOf = ([user, key]: AuthorFault["path"]): number => {
    const start = lines.findIndex((line) => line.includes(user));
    const own = lines.findIndex((line, index) => index >= start && line.includes(key ?? user));
    return Math.max(1, own + 1);
  };
  try {
    return tableOf(parseToml(text), lineOf);
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    // A piece of the file follows in further lines.
    const fault = error.message.split("\n")[0]?.replace(/^Invalid TOML document: /, "") ?? "";
    return {
      table: {},
      lineOf,
      problems: [{ line: error.line, message: settingProblems.toml({ fault }) }],
    };
  }
}

function tableOf(value: unknown, lineOf: ParsedAuthors["lineOf"]): ParsedAuthors {
  const { data } = asTable.safeParse(value);
  if (data !== undefined) return { table: data, lineOf, problems: [] };
  return { table: {}, lineOf, problems: [{ line: 1, message: settingProblems.authors }] };
}

/** What follows a colon in the parser's messages is a piece of the file, such as somebody's address. */
function withoutSource(message: string): string {
  return message.replace(/(?<=\S): .*/s, "");
}
