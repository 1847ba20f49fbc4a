import { readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { readSource, refusalsOf } from "../../scripts/architecture.ts";
import { architecture } from "../../scripts/architecture-table.ts";
import { readImports } from "../../scripts/imports.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));

const table = {
  action: { holds: "the host", mayImport: ["run", "hugo"] },
  cli: { holds: "another host", mayImport: ["run"] },
  run: { holds: "the work", mayImport: ["hugo", "d1"] },
  hugo: { holds: "a source", mayImport: [] },
  d1: { holds: "a target", mayImport: [] },
} as const;

/** What is refused of a source tree, given as texts by file. */
function refused(tree: Readonly<Record<string, string>>): readonly string[] {
  const files = Object.entries(tree).map(([file, text]) => readImports(file, text));
  return refusalsOf(files, table).map(({ rule, message }) => `${rule}: ${message}`);
}

describe("a tree of source files", () => {
  it("passes when imports point down", () => {
    expect(
      refused({
        "src/action/entries/main.ts":
          'import { info } from "@actions/core";\nimport { run } from "../../run/run.ts";\ninfo(process.env.HOME);',
        "src/cli/cli.ts": 'const { env } = process;\nawait import("../run/run.ts");',
        "src/run/run.ts":
          'import type { Page } from "../hugo/page.ts";\nimport { z } from "zod";\nexport { write } from "../d1/write.ts";',
        "src/hugo/page.ts": 'import { text } from "./text/text.ts";',
        "src/hugo/text/text.ts": "",
        "src/d1/write.ts": "const environment = { env: process.platform };",
      }),
    ).toEqual([]);
  });

  it("is refused for files that import each other, even types only", () => {
    expect(
      refused({
        "src/hugo/a.ts": 'import { b } from "./b.ts";',
        "src/hugo/b.ts": 'export type { C } from "./c.ts";',
        "src/hugo/c.ts": 'type A = import("./a.ts").A;',
        "src/hugo/d.ts": 'import "./a.ts";',
      }),
    ).toEqual([
      "circle of files: src/hugo/a.ts imports src/hugo/b.ts: src/hugo/a.ts → src/hugo/b.ts → src/hugo/c.ts → src/hugo/a.ts",
      "circle of files: src/hugo/b.ts imports src/hugo/c.ts: src/hugo/b.ts → src/hugo/c.ts → src/hugo/a.ts → src/hugo/b.ts",
      "circle of files: src/hugo/c.ts imports src/hugo/a.ts: src/hugo/c.ts → src/hugo/a.ts → src/hugo/b.ts → src/hugo/c.ts",
    ]);
  });

  it("is refused for folders that import each other, a folder and the one that it is in too", () => {
    expect(
      refused({
        "src/hugo/site.ts": 'import "./content/file.ts";',
        "src/hugo/yaml.ts": "",
        "src/hugo/content/file.ts": 'export * from "../yaml.ts";',
      }),
    ).toEqual([
      "circle of folders: src/hugo/site.ts imports src/hugo/content/file.ts: src/hugo → src/hugo/content → src/hugo",
      "circle of folders: src/hugo/content/file.ts imports src/hugo/yaml.ts: src/hugo/content → src/hugo → src/hugo/content",
    ]);
  });

  it("is refused for a part that imports one which the table doesn't allow it", () => {
    expect(refused({ "src/hugo/page.ts": 'import type { Row } from "../d1/row.ts";' })).toEqual([
      "forbidden part: src/hugo/page.ts imports src/d1/row.ts: hugo may not know d1",
    ]);
  });

  it.each(["src/utils/text.ts", "src/text.ts"])("is refused for %s, of no part", (file) => {
    expect(refused({ [file]: "" })).toEqual([
      `unknown part: ${file} is of no part that the table names`,
    ]);
  });

  it("is refused for an import that only a run tells", () => {
    expect(refused({ "src/cli/cli.ts": "await import(process.argv[2]);" })).toEqual([
      "hidden import: src/cli/cli.ts imports what only a run tells",
    ]);
  });

  it.each(["src/run/run.ts", "src/cli/cli.ts"])("is refused for @actions in %s", (file) => {
    expect(refused({ [file]: 'import type { info } from "@actions/core";' })).toEqual([
      `@actions: ${file} imports @actions/core: only action may`,
    ]);
  });

  it.each([
    "process.env",
    'process["env"]["HOME"]',
    "globalThis.process?.env",
    "const { env } = process;",
    "const { argv, ...rest } = globalThis.process;",
    'import { env } from "node:process";',
    'import node from "process";',
  ])("is refused for `%s` below the hosts", (text) => {
    expect(refused({ "src/run/run.ts": text })).toEqual([
      "process.env: src/run/run.ts reads process.env: only action and cli may",
    ]);
  });
});

it("no file is passed over that can't be read", () => {
  expect(() => readImports("src/run/run.ts", "import {")).toThrow("src/run/run.ts");
});

it("each part of the table imports only later ones, so that there is no circle of parts", () => {
  const names = Object.keys(architecture);
  const upward = Object.entries(architecture).flatMap(([name, { mayImport }]) =>
    mayImport.filter((to) => names.indexOf(to) <= names.indexOf(name)).map((to) => [name, to]),
  );
  expect(upward).toEqual([]);
});

it("the table names the parts that there are", () => {
  expect(readdirSync(join(root, "src")).toSorted()).toEqual(Object.keys(architecture).toSorted());
});

it("the source obeys", () => {
  const files = readSource(root);
  expect(files.length).toBeGreaterThan(100);
  expect(refusalsOf(files)).toEqual([]);
});
