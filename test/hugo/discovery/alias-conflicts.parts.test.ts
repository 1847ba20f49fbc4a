import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { aliasConflicts } from "../../../src/hugo/discovery/alias-conflicts.ts";
import { currentHugo } from "../../parts/hugos.ts";
import { base, page as contentPage } from "../cases/base-site.ts";
import { buildWithHugo, scanFixture } from "../scan-fixture.ts";

function page(name: string, ...aliases: readonly string[]) {
  return { name, aliases };
}

type Aliased = ReturnType<typeof page>;

/** The conflicts of these pages; of a site that Hugo was asked about. */
function conflictsOf(...pages: readonly Aliased[]) {
  const found = pages.map(({ name }) => ({
    page: {
      pageId: `/posts/${name}/`,
      title: name,
      file: `content/posts/${name}.md`,
      sections: [],
    },
    date: undefined,
    translationKey: undefined,
    language: undefined,
  }));
  const index = pages.map(({ name, aliases }) => ({
    pageId: `/posts/${name}/`,
    builtFile: `posts/${name}/index.html`,
    otherForms: [],
    title: name,
    date: undefined,
    language: "en",
    translationKey: name,
    file: `/site/content/posts/${name}.md`,
    aliases,
    baseUrl: "https://example.org/",
  }));
  return aliasConflicts(found, index);
}

describe("an alias of a page with comments", () => {
  it("that leads nowhere else is no news", () => {
    expect(conflictsOf(page("a", "/old/a/", "older"), page("b", "/old/b/"))).toEqual([]);
  });

  it("that is another page's address is warned of, with both files and the address taken", () => {
    expect(conflictsOf(page("a", "/posts/b/"), page("b"))).toMatchObject([
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
    const conflicts = conflictsOf(page("a", "/old"), page("b", "/old/"));
    expect(conflicts.map(({ pageId }) => pageId)).toEqual(["/posts/a/", "/posts/b/"]);
  });

  it("that a page names twice, or that is its own address, is no conflict", () => {
    expect(conflictsOf(page("a", "/x/", "/x", "/posts/a/"))).toEqual([]);
  });
});

currentHugo.describe("the address of an alias", () => {
  const aliases = {
    "/old/a/": "old/a/index.html",
    "/old/b": "old/b/index.html",
    c: "posts/c/index.html",
    "../d/": "d/index.html",
    "/e.html": "e.html",
    "sub/f": "posts/sub/f/index.html",
    "/g h/": "g h/index.html",
    "/ü/": "ü/index.html",
    "/I/j/": "I/j/index.html",
  };

  it.each(Object.entries(aliases))(
    "%j is where Hugo writes the page that leads on",
    async (alias, file) => {
      const address = `/sub/${file.replace(/index\.html$/, "")}`;
      const files = {
        ...base,
        "content/posts/a.md": contentPage(
          "A",
          "{{< chat a >}}",
          `aliases: [${JSON.stringify(alias)}]\n`,
        ),
      };
      const baseUrl = "https://example.org/sub/";
      const { folder } = await scanFixture({ files, baseUrl });
      buildWithHugo(folder, join(folder, "built"), { baseUrl });
      expect(existsSync(join(folder, "built", file))).toBe(true);

      const other = contentPage(
        "B",
        "{{< chat b >}}",
        `url: ${JSON.stringify(decodeURI(address.replace("/sub", "")))}\n`,
      );
      const { findings } = await scanFixture({
        files: { ...files, "content/posts/b.md": other },
        baseUrl,
      });
      expect(findings.map(({ code }) => code)).toContain("alias-conflict");
    },
  );
});
