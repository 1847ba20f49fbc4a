import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { readAuthors } from "../../src/authors/read-authors.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "authors-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

function read(name: string, text?: string) {
  const file = join(folder, name);
  if (text !== undefined) writeFileSync(file, text);
  return readAuthors(file, folder);
}

it.each([
  ["authors.yml", '"@ada:example.org": { owner: true }'],
  ["authors.toml", '["@ada:example.org"]\nowner = true'],
  ["authors.json", '{"@ada:example.org": {"owner": true}}'],
])("%s is read", async (name, text) => {
  expect([...(await read(name, text)).keys()]).toEqual(["@ada:example.org"]);
});

it("without a setting nothing is known of anybody", async () => {
  expect(await readAuthors(undefined, folder)).toEqual(new Map());
});

it("all faults are named at once, each with its line", async () => {
  const text = '"@ada:example.org":\n  nmae: Ada\n"@bob:example.org":\n  url: ftp://x\n';
  await expect(read("authors.yml", text)).rejects.toMatchObject({
    problems: [
      { where: "authors.yml:2", message: expect.stringContaining("unknown key nmae") },
      { where: "authors.yml:4", message: expect.stringContaining("as url") },
    ],
  });
});

it("a file that is not there, or a link out of the repository, is refused", async () => {
  await expect(read("none.yml")).rejects.toThrow(/none\.yml: can't be read: it is not there/);
  symlinkSync("/etc/hostname", join(folder, "link.yml"));
  await expect(read("link.yml")).rejects.toThrow(/link\.yml: is a link out of the repository/);
});
