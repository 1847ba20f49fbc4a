import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { aliasAddresses, aliasConflicts } from "../../../src/hugo/discovery/alias-conflicts.ts";
import { describeWith } from "../../parts/describe-with.ts";
import { partPath } from "../../parts/tiers.ts";

function page(name: string, ...aliases: readonly string[]) {
  const pageId = `/posts/${name}/`;
  return {
    page: { pageId, title: name, file: `content/posts/${name}.md`, sections: [] },
    aliases: aliasAddresses({ aliases }, pageId, "https://example.org/"),
  };
}

describe("an alias of a page with comments", () => {
  it("that leads nowhere else is no news", () => {
    expect(aliasConflicts([page("a", "/old/a/", "older"), page("b", "/old/b/")])).toEqual([]);
  });

  it("that is another page's address is warned of, with both files and the address taken", () => {
    expect(aliasConflicts([page("a", "/posts/b/"), page("b")])).toMatchObject([
      {
        severity: "warning",
        code: "alias-conflict",
        pageId: "/posts/a/",
        location: { file: "content/posts/a.md", line: 1 },
        message: expect.stringMatching(
          /\/posts\/b\/.*a\.md.*where content\/posts\/b\.md is.*\/a\//,
        ),
      },
    ]);
  });

  it("that two pages have is warned of at both", () => {
    expect(
      aliasConflicts([page("a", "/old"), page("b", "/old/")]).map(({ pageId }) => pageId),
    ).toEqual(["/posts/a/", "/posts/b/"]);
  });

  it("that a page names twice, or that is its own address, is no conflict", () => {
    expect(aliasConflicts([page("a", "/x/", "/x", "/posts/a/")])).toEqual([]);
  });
});

describeWith("hugo")("the address of an alias", () => {
  it("is where Hugo writes the page that leads on", () => {
    const aliases = [
      "/old/a/",
      "/old/b",
      "c",
      "../d/",
      "/e.html",
      "sub/f",
      "/g h/",
      "/ü/",
      "/I/j/",
    ];
    const folder = mkdtempSync(join(tmpdir(), "aliases-"));
    try {
      mkdirSync(join(folder, "content/posts"), { recursive: true });
      mkdirSync(join(folder, "layouts"));
      writeFileSync(join(folder, "layouts/all.html"), "{{ .Title }}");
      writeFileSync(join(folder, "hugo.toml"), 'baseURL = "https://example.org/sub/"\n');
      writeFileSync(join(folder, "content/posts/a.md"), JSON.stringify({ title: "A", aliases }));
      const { status, stderr } = spawnSync(partPath("hugo"), ["--destination", "public"], {
        cwd: folder,
        encoding: "utf8",
        env: { PATH: process.env["PATH"], HOME: folder },
      });
      expect(status, stderr).toBe(0);
      const addresses = aliasAddresses({ aliases }, "/sub/posts/a/", "https://example.org/sub/");
      const missing = addresses.filter((address) => {
        const path = decodeURIComponent(address.replace(/^\/sub/, "")).replace(
          /\/$/,
          "/index.html",
        );
        return !existsSync(join(folder, "public", path));
      });
      expect(addresses).toHaveLength(aliases.length);
      expect(missing).toEqual([]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
