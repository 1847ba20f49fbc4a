import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { textDigest } from "../../src/domain/text-digest.ts";
import { readChangedFiles } from "../../src/replace/read-changed-files.ts";
import { replacementDiff } from "../../src/replace/replacement-diff.ts";
import { findWorkTree, isBelow } from "../../src/replace/repository-root.ts";
import { writeChangedFiles } from "../../src/replace/write-changed-files.ts";
import { templateOf } from "../shortcode/template-of.ts";

const old = "Text.\r\n\r\n{{< chat a >}}\r\n";
const by = "{{< comments >}}";
let folder: string;
let root: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "working-tree-"));
  root = join(folder, "site");
  mkdirSync(join(root, "content"), { recursive: true });
  writeFileSync(join(root, "content", "a.md"), old);
});
afterEach(() => rmSync(folder, { recursive: true }));

function read(file = "content/a.md", scanned = old) {
  const template = templateOf(by);
  const start = scanned.indexOf("{{<");
  const replacements = [{ start, end: scanned.indexOf(">}}") + 3, by, pageId: "/a/" }];
  const planned = { path: join(root, file), file, digest: textDigest(scanned), replacements };
  return readChangedFiles([planned], template, root);
}

describe("a file of the working tree", () => {
  it("is written as a whole, with the rights that it had", async () => {
    const path = join(root, "content", "a.md");
    chmodSync(path, 0o640);
    const { files, findings } = await read();
    expect(findings).toEqual([]);
    expect(files).toMatchObject([{ inRepository: "content/a.md", replaced: 1, removed: 0 }]);
    expect(await writeChangedFiles(files)).toMatchObject({ written: files, findings: [] });
    expect(readFileSync(path, "utf8")).toBe("Text.\r\n\r\n{{< comments >}}\r\n");
    expect(statSync(path).mode & 0o777).toBe(0o640);
  });

  it("that changed since the scan is left as it is", async () => {
    const { files, findings } = await read("content/a.md", `${old}more`);
    expect(files).toEqual([]);
    expect(findings).toMatchObject([{ severity: "error", code: "file-changed" }]);
  });

  it("that changes just before it is written is left as it is", async () => {
    const { files } = await read();
    writeFileSync(join(root, "content", "a.md"), "edited");
    const { written, findings } = await writeChangedFiles(files);
    expect(written).toEqual([]);
    expect(findings).toMatchObject([{ code: "file-changed", location: { file: "content/a.md" } }]);
    expect(readFileSync(join(root, "content", "a.md"), "utf8")).toBe("edited");
  });

  it("that is gone is told of", async () => {
    expect((await read("content/none.md")).findings).toMatchObject([{ code: "file-changed" }]);
  });

  it("is written where a link inside the repository leads", async () => {
    symlinkSync(join(root, "content"), join(root, "linked"));
    const { files } = await read("linked/a.md");
    expect(files).toMatchObject([{ inRepository: "content/a.md" }]);
  });

  it.each(["a.md", "folder/a.md"])(
    "behind a link out of the repository is left as it is: %s",
    async (name) => {
      mkdirSync(join(folder, "elsewhere"));
      writeFileSync(join(folder, "elsewhere", "a.md"), old);
      const link = join(root, "content", name.split("/")[0] ?? "");
      rmSync(link, { force: true });
      symlinkSync(join(folder, "elsewhere", name.includes("/") ? "" : "a.md"), link);
      const { files, findings } = await read(`content/${name}`);
      expect(files).toEqual([]);
      expect(findings).toMatchObject([{ severity: "warning", code: "file-outside-repository" }]);
      expect(findings[0]?.message).toContain("link");
    },
  );

  it("of a submodule is left to that repository", async () => {
    writeFileSync(join(root, "content", ".git"), "gitdir: ../.git/modules/content\n");
    const { findings } = await read();
    expect(findings[0]?.message).toContain("submodule");
  });
});

describe("the repository", () => {
  it("is the nearest folder with .git, which may be a file", async () => {
    expect(await findWorkTree(join(root, "content"))).toBeUndefined();
    mkdirSync(join(root, ".git"));
    expect(await findWorkTree(join(root, "content"))).toBe(root);
    writeFileSync(join(root, "content", ".git"), "gitdir: x");
    expect(await findWorkTree(join(root, "content"))).toBe(join(root, "content"));
  });

  it.each([
    ["/a", "/a/b", true],
    ["/a", "/a", false],
    ["/a", "/ab", false],
    ["/a", "/", false],
    ["/a", "/a/..b", true],
  ])("%s holds %s: %s", (outer, inner, isInside) => {
    expect(isBelow(outer, inner)).toBe(isInside);
  });
});

it("the changes are shown as a unified diff, without what would steer a terminal", async () => {
  writeFileSync(join(root, "content", "a.md"), `\u001b[31m${old}`);
  const { files } = await read("content/a.md", `\u001b[31m${old}`);
  expect(replacementDiff(files).split("\n")).toEqual([
    "--- a/content/a.md",
    "+++ b/content/a.md",
    "@@ -1,3 +1,3 @@",
    "  [31mText.",
    " ",
    "-{{< chat a >}}",
    "+{{< comments >}}",
    "",
  ]);
});
