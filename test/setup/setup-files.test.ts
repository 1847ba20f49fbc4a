import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { setupFiles } from "../../src/setup/setup-files.ts";

const choices = {
  source: "cactus",
  sourceFile: undefined,
  databaseName: "loaves",
  targetSchema: "classic",
  folder: "",
  hasSubmodules: false,
};

it("the Worker's settings are those of the example, for the database of the comments", () => {
  const file = setupFiles(choices).find(({ path }) => path === "comments-worker/wrangler.jsonc");
  const example = readFileSync(
    new URL("../../examples/worker/wrangler.jsonc", import.meta.url),
    "utf8",
  );
  const [, settings = ""] = /^\/\/ [^\n]*\n\/\/ [^\n]*\n(.*)$/s.exec(file?.text ?? "") ?? [];
  expect(settings).toBe(
    example.replace('"database_name": "comments"', '"database_name": "loaves"'),
  );
});

it("another comment system brings its own Worker", () => {
  const paths = setupFiles({ ...choices, targetSchema: "garrul" }).map(({ path }) => path);
  expect(paths).toEqual(["comment-migration.yml", ".github/workflows/migrate-comments.yml"]);
});
