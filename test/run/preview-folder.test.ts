import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { isFreeForPreview, placePreview, previewFolderOf } from "../../src/run/preview-folder.ts";

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "preview-"));
});
afterEach(() => rmSync(root, { recursive: true }));

function builtSite(): string {
  const dir = mkdtempSync(join(root, "built-"));
  mkdirSync(join(dir, "posts"));
  writeFileSync(join(dir, "posts", "index.html"), "posts");
  return dir;
}

const filesIn = (folder: string) =>
  readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => /\w\.\w/.test(name));

it("stands beside the report", () => {
  expect(previewFolderOf(join(root, "out", "report"))).toBe(join(root, "out", "preview"));
});

it("takes the place of an earlier preview, and of nothing else", async () => {
  const folder = join(root, "a", "preview");
  expect(await isFreeForPreview(folder)).toBe(true);
  await placePreview(builtSite(), folder, "");
  writeFileSync(join(folder, "left.html"), "of the earlier one");
  expect(await isFreeForPreview(folder)).toBe(true);
  await placePreview(builtSite(), folder, "");
  expect(filesIn(folder)).toEqual([join("posts", "index.html")]);

  const others = join(root, "others");
  mkdirSync(others);
  expect(await isFreeForPreview(others), "empty").toBe(true);
  writeFileSync(join(others, "index.html"), "mine");
  expect(await isFreeForPreview(others)).toBe(false);
  symlinkSync(folder, join(root, "link"));
  expect(await isFreeForPreview(join(root, "link"))).toBe(false);
});

it.each([
  ["blog", ["blog", "posts", "index.html"]],
  ["a/b%C3%BC/", ["a", "bü", "posts", "index.html"]],
  ["../../elsewhere", ["posts", "index.html"]],
  ["a/%2e%2e/%2e%2e/b", ["posts", "index.html"]],
  ["%", ["posts", "index.html"]],
])("has the site where its addresses lead, and nothing outside: %s", async (servedBelow, file) => {
  const folder = join(root, "preview");
  await placePreview(builtSite(), folder, servedBelow);
  expect(filesIn(folder)).toEqual([join(...file)]);
});
