import { parse } from "yaml";
import { z } from "zod";
import { type Snippet, snippets } from "./snippets.ts";

/** What a snippet can be, by its language. Where it can be several, its keys or an annotation say which. */
const kindsByLanguage = {
  sh: ["commands"],
  yaml: ["workflow", "step", "settings", "authors"],
  ts: ["program"],
  html: ["template", "slug"],
  toml: ["site"],
  "go-html-template": ["hook"],
  csv: ["address table"],
  diff: ["replacement"],
  json: ["report"],
  sql: ["query"],
  text: ["guess"],
  mermaid: ["diagram"],
} as const;

type Language = keyof typeof kindsByLanguage;

/** What a snippet is, and so how it is tested. */
export type SnippetKind = (typeof kindsByLanguage)[Language][number];

const isLanguage = (name: string): name is Language => Object.hasOwn(kindsByLanguage, name);

/** What a snippet is; undefined where nothing says so, and no test would hold it. */
export function kindOf({ language, annotation, content }: Snippet): SnippetKind | undefined {
  if (!isLanguage(language)) return undefined;
  const kinds: readonly SnippetKind[] = kindsByLanguage[language];
  if (annotation !== undefined) return kinds.find((kind) => kind === annotation);
  if (kinds.length === 1) return kinds[0];
  return language === "yaml" ? workflowKind(content) : undefined;
}

function workflowKind(content: string): SnippetKind | undefined {
  const keys = Object.keys(z.record(z.string(), z.unknown()).catch({}).parse(parse(content)));
  if (keys.includes("jobs")) return "workflow";
  const isOfStep = keys.length > 0 && keys.every((key) => key === "with" || key === "permissions");
  return isOfStep ? "step" : undefined;
}

/** All snippets of a kind, with names for their tests. */
export function snippetsOfKind(kind: SnippetKind): readonly (readonly [string, Snippet])[] {
  return snippets
    .filter((snippet) => kindOf(snippet) === kind)
    .map((snippet) => [`${snippet.document}:${snippet.line}`, snippet] as const);
}
