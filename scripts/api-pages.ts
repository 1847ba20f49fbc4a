import { type Declaration, readDeclarations } from "./read-declarations.ts";

/** Where what a program calls is described otherwise. */
const elsewhere: Readonly<Record<string, string>> = {
  SettingName: "One of the [settings](../settings.md), by its name as an input.",
};

/**
 * The pages of docs/api: what the library exports, and the report that it returns, from the docstrings
 * of its types.
 * @param declarations the content of dist/types/index.d.ts
 * @throws Error where it can't be parsed
 */
export function apiPages(declarations: string): {
  readonly library: string;
  readonly report: string;
} {
  const { declared, exported } = readDeclarations(declarations);
  const names = new Set(declared.keys());
  const ofReport = reachable(["Report"], declared);
  const ofLibrary = [...reachable(exported, declared)].filter(
    (name) => !ofReport.has(name) && !exported.includes(name),
  );
  const calls = exported.toSorted((a, b) => rank(declared, a) - rank(declared, b));
  const section = (name: string, page: string) => {
    const one = declared.get(name);
    return one === undefined ? "" : describe(one, (type) => linked(type, names, ofReport, page));
  };
  const sections = (some: Iterable<string>, page: string) =>
    [...some].map((name) => section(name, page)).join("\n");
  return {
    library: `# The library's API

What \`hugo-comment-migration\` exports, from the docstrings of its types (\`npm run document\`).
[In a program](../library.md) has an example; [the report](report.md) is a page of its own.

${sections(
  calls.filter((name) => !ofReport.has(name)),
  "README.md",
)}
## What these are made of

${sections(ofLibrary.sort(), "README.md").replace(/^## /gm, "### ")}`
      .trimEnd()
      .concat("\n"),
    report: `# The report

What [migrateSite](README.md#migratesite) returns and \`report.json\` has, from the same schema
([report.schema.json](../report.schema.json)).

${sections(ofReport, "report.md")}`
      .trimEnd()
      .concat("\n"),
  };
}

/** Functions first, then what they take, then what else is exported. */
function rank(declared: ReadonlyMap<string, Declaration>, name: string): number {
  const first = [...declared.values()].filter(({ kind }) => kind === "function");
  if (first.some((one) => one.name === name)) return 0;
  return first.some(({ members }) => members.some(({ type }) => type.includes(name))) ? 1 : 2;
}

/** The names of what declarations refer to, themselves included, in the order in which they do. */
function reachable(
  from: readonly string[],
  declared: ReadonlyMap<string, Declaration>,
): ReadonlySet<string> {
  const found = new Set(from);
  for (const name of found) {
    const one = declared.get(name);
    if (one === undefined || name in elsewhere) continue;
    const types = [one.type, ...one.members.map(({ type }) => type)].join(" ");
    for (const word of wordsOutsideTexts(types)) if (declared.has(word)) found.add(word);
  }
  return found;
}

function wordsOutsideTexts(type: string): readonly string[] {
  return type.replace(/"[^"]*"/g, "").match(/\w+/g) ?? [];
}

function describe(
  { name, docstring, kind, members, type }: Declaration,
  inLinks: (type: string) => string,
): string {
  const heading = `## ${name}\n`;
  const other = elsewhere[name];
  if (other !== undefined) return `${heading}\n${other}\n`;
  const text = docstring === "" ? "" : `\n${paragraphs(docstring)}\n`;
  if (kind === "alias") return `${heading}${text}\n${inLinks(type)}\n`;
  const above = kind === "object" && type !== "" ? `\nAll of ${inLinks(type)}, and:\n` : "";
  const returned = kind === "function" ? `\nReturns ${inLinks(type)}.\n` : "";
  const columns = { object: "property", function: "argument", modes: "property", alternatives: "" };
  const rows = members.map((member) => {
    const label = `\`${member.name}\`${member.isOptional ? " (optional)" : ""}`;
    const cells = kind === "alternatives" ? [] : [label];
    return `| ${[...cells, inLinks(member.type), inCell(member.docstring)].join(" | ")} |`;
  });
  const head = kind === "alternatives" ? "| one of | |" : `| ${columns[kind]} | type | |`;
  const line = kind === "alternatives" ? "| --- | --- |" : "| --- | --- | --- |";
  return `${heading}${text}${above}\n${[head, line, ...rows].join("\n")}\n${returned}`;
}

/** A docstring's text, and what it throws. */
function paragraphs(docstring: string): string {
  return docstring
    .replace(/\{@link (\w+)\}/g, (_, name: string) => `[${name}](#${name.toLowerCase()})`)
    .replace(/\n@throws (?:\{(\w+)\} )?/g, (_, type = "") => `\n\nThrows ${type}${type && " "}`)
    .replace(/\n@param (\w+) /g, "\n\n`$1`: ");
}

function inCell(docstring: string): string {
  return paragraphs(docstring).replaceAll(/\s+/g, " ").replaceAll("|", "\\|");
}

/** A type as code, whose names lead to what they are. */
function linked(
  type: string,
  names: ReadonlySet<string>,
  ofReport: ReadonlySet<string>,
  page: string,
): string {
  const parts = type.split(/("[^"]*"|\w+)/).map((part) => {
    const text = part
      .replaceAll("&", "&amp;")
      .replaceAll("<", "&lt;")
      .replaceAll(">", "&gt;")
      .replaceAll("|", "&#124;")
      .replaceAll("{", "&#123;");
    if (!names.has(part)) return text;
    const file = ofReport.has(part) ? "report.md" : "README.md";
    return `<a href="${file === page ? "" : file}#${part.toLowerCase()}">${part}</a>`;
  });
  return `<code>${parts.join("")}</code>`;
}
