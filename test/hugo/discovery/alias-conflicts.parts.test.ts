import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { aliasAddress } from "../../../src/hugo/asked/alias-address.ts";
import { aliasConflicts } from "../../../src/hugo/discovery/alias-conflicts.ts";
import { currentHugo } from "../../parts/hugo/hugos.ts";
import { base, page as contentPage } from "../cases/base-site.ts";
import { buildWithHugo } from "../scan-fixture.ts";

interface Aliased {
  readonly name: string;
  readonly pageId?: string;
  readonly aliases: readonly string[];
}

function page(name: string, ...aliases: readonly string[]): Aliased {
  return { name, aliases };
}

function found({ name, pageId = `/posts/${name}/` }: Aliased) {
  const file = `content/posts/${name}.md`;
  const page = { pageId, title: name, file, threads: [] };
  return { page, date: undefined, day: undefined, translationKey: undefined, language: undefined };
}

/** The conflicts of these pages, which are all of the site. */
function conflictsOf(pages: readonly Aliased[], baseUrl = "https://example.org/") {
  const index = pages.map(({ name, pageId = `/posts/${name}/`, aliases }) => ({
    pageId,
    builtFile: `posts/${name}/index.html`,
    otherForms: [],
    title: name,
    date: undefined,
    day: undefined,
    language: "en",
    translationKey: name,
    file: `/site/content/posts/${name}.md`,
    aliases: aliases.map((alias) => aliasAddress(alias, pageId, baseUrl)),
    baseUrl,
  }));
  return aliasConflicts(pages.map(found), index);
}

describe("an alias of a page with comments", () => {
  it("that leads nowhere else is no news", () => {
    expect(conflictsOf([page("a", "/old/a/", "older"), page("b", "/old/b/")])).toEqual([]);
  });

  it("that is another page's address is warned of, with both files and the address taken", () => {
    expect(conflictsOf([page("a", "/posts/b/"), page("b")])).toMatchObject([
      {
        severity: "warning",
        code: "alias-conflict",
        pageId: "/posts/a/",
        location: { file: "content/posts/a.md", line: 1 },
        message: expect.stringMatching(
          /\/posts\/b\/.*a\.md.*the address of content\/posts\/b\.md\..*\/a\//,
        ),
      },
    ]);
  });

  it("that two pages have is warned of at both", () => {
    const conflicts = conflictsOf([page("a", "/old"), page("b", "/old/")]);
    expect(conflicts.map(({ pageId }) => pageId)).toEqual(["/posts/a/", "/posts/b/"]);
  });

  it("that a page names twice, or that is its own address, is no conflict", () => {
    expect(conflictsOf([page("a", "/x/", "/x", "/posts/a/")])).toEqual([]);
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
    (alias, file) => {
      const folder = mkdtempSync(join(tmpdir(), "aliases-"));
      onTestFinished(() => rmSync(folder, { recursive: true }));
      const frontMatter = `aliases: [${JSON.stringify(alias)}]\n`;
      const files = { ...base, "content/posts/a.md": contentPage("A", "", frontMatter) };
      for (const [path, text] of Object.entries(files)) {
        mkdirSync(dirname(join(folder, path)), { recursive: true });
        writeFileSync(join(folder, path), text);
      }
      const baseUrl = "https://example.org/sub/";
      buildWithHugo(folder, join(folder, "built"), { baseUrl });
      expect(existsSync(join(folder, "built", file))).toBe(true);

      const address = encodeURI(`/sub/${file.replace(/index\.html$/, "")}`);
      const [a, b] = [
        { name: "a", pageId: "/sub/posts/a/", aliases: [alias] },
        { name: "b", pageId: address, aliases: [] },
      ];
      expect(conflictsOf([a, b], baseUrl).map(({ pageId }) => pageId)).toEqual(["/sub/posts/a/"]);
    },
  );
});
