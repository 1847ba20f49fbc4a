import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import MarkdownIt from "markdown-it";

/** The repository's root. */
export const root = fileURLToPath(new URL("../../", import.meta.url));

/** A fenced block of a document. */
export interface Snippet {
  readonly document: string;
  /** Of its first fence, counted from 1. */
  readonly line: number;
  readonly language: string;
  readonly content: string;
  /** What an HTML comment before it says of it: `<!-- snippet: settings -->`. */
  readonly annotation: string | undefined;
}

/** What people read who use this project or work on it, as paths from the root. */
export const documents = globSync(["*.md", "docs/*.md", "docs/api/*.md", "examples/**/README.md"], {
  cwd: root,
  exclude: ["CHANGELOG.md", "**/node_modules/**"],
})
  .map((path) => path.replaceAll("\\", "/"))
  .sort();

const markdown = new MarkdownIt({ html: true });

/** The blocks of a document, in its order. */
export function snippetsOf(document: string, text = read(document)): readonly Snippet[] {
  const tokens = markdown.parse(text, {});
  return tokens.flatMap(({ type, info, content, map }, index) => {
    if (type !== "fence" && type !== "code_block") return [];
    const before = tokens[index - 1];
    const comment = before?.type === "html_block" ? before.content.trim() : "";
    const [, annotation] = /^<!-- snippet: (.+) -->$/.exec(comment) ?? [];
    return [{ document, line: (map?.[0] ?? 0) + 1, language: info, content, annotation }];
  });
}

/** The blocks of all documents. */
export const snippets = documents.flatMap((document) => snippetsOf(document));

/** What a document has in its sentences as code. */
export function inlineCodeOf(document: string): readonly string[] {
  return markdown
    .parse(read(document), {})
    .flatMap(({ children }) => children ?? [])
    .filter(({ type }) => type === "code_inline")
    .map(({ content }) => content);
}

function read(document: string): string {
  return readFileSync(join(root, document), "utf8");
}
