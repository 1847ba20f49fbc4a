import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readContent } from "../../../src/hugo/content/content-file.ts";

describe("a content file", () => {
  let contentDir: string;
  beforeAll(() => {
    contentDir = mkdtempSync(join(tmpdir(), "content-"));
  });
  afterAll(() => rmSync(contentDir, { recursive: true }));

  const signs = {
    shortcodes: new Set(["chat"]),
    hasTemplate: () => true,
    onAnyPage: false,
    allowsHtml: () => false,
  };
  const read = (path: string) =>
    readContent(
      {
        absolutePath: join(contentDir, path),
        path,
        file: `content/${path}`,
        language: "en",
        isBranch: false,
      },
      signs,
    );

  it("that can't be read is an error that names it, and what might be lost", () => {
    mkdirSync(join(contentDir, "folder.md"));
    expect(read("folder.md")).toMatchObject({
      content: undefined,
      findings: [
        {
          severity: "error",
          code: "unreadable-file",
          message: expect.stringMatching(/folder\.md can't be read \(EISDIR\)/),
        },
      ],
    });
  });

  it("with malformed front matter is an error only where comments are lost by it", () => {
    writeFileSync(join(contentDir, "a.md"), "---\na: [\n---\n{{< chat lost-section >}}");
    writeFileSync(join(contentDir, "b.md"), "---\na: [\n---\nno comments here");
    expect(read("a.md")?.findings).toMatchObject([
      { severity: "error", message: expect.stringContaining("lost-section") },
    ]);
    expect(read("b.md")).toBeUndefined();
  });

  it("whose front matter has no end loses no section in silence", () => {
    writeFileSync(join(contentDir, "c.md"), "---\ntitle: A\n{{< chat lost-section >}}");
    expect(read("c.md")?.findings).toMatchObject([
      { severity: "error", message: expect.stringContaining("lost-section") },
    ]);
  });
});
