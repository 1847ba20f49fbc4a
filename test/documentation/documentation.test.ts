import { existsSync, globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import MarkdownIt from "markdown-it";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { z } from "zod";

const root = fileURLToPath(new URL("../../", import.meta.url));
const read = (file: string) => readFileSync(join(root, file), "utf8");
const documents = globSync(
  ["*.md", "docs/*.md", "docs/api/*.md", "docs/decisions/*.md", "examples/**/README.md"],
  { cwd: root, exclude: ["**/node_modules/**"] },
).sort();
const markdown = new MarkdownIt({ html: true });

const ownAction = "hugo-comment-migration/hugo-comment-migration";
const action = z
  .object({ inputs: z.record(z.string(), z.unknown()) })
  .parse(parse(read("action.yml")));

describe.each(documents)("%s", (document) => {
  const tokens = markdown.parse(read(document), {});
  const links = tokens
    .flatMap((token) => token.children ?? [])
    .flatMap((token) => String(token.attrGet("href") ?? token.attrGet("src") ?? "#"))
    .filter((address) => !/^(?:https?:|mailto:|#)/.test(address));

  it("links only to files that are there", () => {
    const missing = links.filter((address) => {
      const [path = ""] = address.split("#");
      return !existsSync(join(root, dirname(document), decodeURIComponent(path)));
    });
    expect(missing).toEqual([]);
  });

  it("shows no YAML that isn't, and no input that action.yml doesn't have", () => {
    const snippets = tokens.filter(({ info }) => info === "yaml").map(({ content }) => content);
    const unknown = snippets.flatMap(inputsIn).filter((name) => !(name in action.inputs));
    expect(unknown).toEqual([]);
  });

  it("says nothing of places that only its author has", () => {
    expect(read(document)).not.toMatch(/(?:^|[\s"(`])\/(?:work|root|tmp|home)\b/m);
  });
});

/** Inputs that YAML hands to this action: of its steps, or a `with` that stands alone. */
function inputsIn(yaml: string): readonly string[] {
  const names: string[] = [];
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) for (const one of value) visit(one);
    const table = z.record(z.string(), z.unknown()).safeParse(value).data;
    if (table === undefined) return;
    const isOwn = table["uses"] === undefined || String(table["uses"]).startsWith(`${ownAction}@`);
    if (isOwn)
      names.push(...Object.keys(z.record(z.string(), z.unknown()).catch({}).parse(table["with"])));
    for (const inner of Object.values(table)) visit(inner);
  };
  visit(parse(yaml));
  return names;
}

describe("docs/README.md", () => {
  it("leads to every document", () => {
    const index = read("docs/README.md");
    const others = globSync("*.md", { cwd: join(root, "docs") }).filter(
      (file) => file !== "README.md",
    );
    expect(others.filter((file) => !index.includes(`(${file})`))).toEqual([]);
  });
});

describe("README.md", () => {
  it("shows a first workflow that is the one to copy", () => {
    const [first] = markdown.parse(read("README.md"), {}).filter(({ info }) => info === "yaml");
    expect(first?.content).toBe(read("examples/workflows/migrate-comments.yml"));
  });

  it("can be read in a few minutes", () => {
    expect(read("README.md").split("\n").length).toBeLessThanOrEqual(151);
  });
});

describe("docs/troubleshooting.md", () => {
  it("quotes messages that the program has", () => {
    const source = globSync("src/**/*.ts", { cwd: root }).map(read).join("\n");
    const words = source.replace(/\$\{[^}]*\}/g, "…");
    const quoted = [...read("docs/troubleshooting.md").matchAll(/^\| \*(.+?)\* \|/gm)].map(
      ([, message = ""]) => message,
    );
    expect(quoted.length).toBeGreaterThan(8);
    const unknown = quoted
      .flatMap((message) => message.split(/…|: /))
      .map((part) => part.trim())
      .filter((part) => part.length > 3 && !part.startsWith("input ") && !words.includes(part));
    expect(unknown).toEqual([]);
  });
});
