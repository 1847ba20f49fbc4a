import { readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { archiveFileName, archivePage, archiveText } from "../../../src/archive/archived-page.ts";
import type { Widget } from "../../../src/domain/widget.ts";
import { buildPreview } from "../../../src/hugo/preview/build-preview.ts";
import { disqusWidget } from "../../../src/sources/disqus/disqus-widget.ts";
import { currentHugo, hugos } from "../../parts/hugo/hugos.ts";
import { hugosAt, siteWidget } from "../scan-fixture.ts";
import { writeFixtureSite } from "../wirings/fixture-site.ts";
import { fixtureSites } from "../wirings/fixtures.ts";

type Files = Readonly<Record<string, string>>;

/** Builds the preview of a site whose pages have one comment each, and a reply to it. */
async function preview(
  files: Files,
  hugoPath: string,
  { widget = siteWidget, pages }: { readonly widget?: Widget; readonly pages: readonly string[] },
) {
  const siteDir = writeFixtureSite({ name: "preview", files, expected: [] });
  onTestFinished(() => rmSync(siteDir, { recursive: true }));
  const text = (page: string) => {
    const comment = (id: number, parentSourceId: string | null, content: string) => ({
      sourceId: `$${id}`,
      commentId: id,
      isShown: true,
      isEmptied: false,
      kept: {
        ...{ sourceId: `$${id}`, page, parentSourceId, authorName: "Ada <b>", content },
        createdAt: "2024-05-02T10:00:00.000Z",
      },
    });
    const held = [comment(1, null, `On ${page}`), comment(2, "$1", "</script><script>alert(1)")];
    return archiveText(archivePage(page, "text", held));
  };
  const built = await buildPreview(
    {
      ...{ siteDir, contentDir: undefined, baseUrl: undefined, shortcodes: undefined, widget },
      env: { PATH: process.env["PATH"], HOME: tmpdir() },
      findHugos: hugosAt(hugoPath),
    },
    {
      files: new Map(pages.map((page) => [archiveFileName(page), text(page)])),
      pageIds: new Set(pages),
      pageOf: () => undefined,
    },
    new AbortController().signal,
  );
  if (built.kind === "failed") return built;
  onTestFinished(() => built[Symbol.asyncDispose]());
  return {
    ...built,
    left: readdirSync(siteDir, { recursive: true, encoding: "utf8" }).filter(
      (file) => file.includes(".") && !Object.keys(files).includes(file),
    ),
    read: (file: string) => readFileSync(join(built.dir, file), "utf8"),
    files: readdirSync(built.dir, { recursive: true, encoding: "utf8" }),
  };
}

async function builtPreview(...given: Parameters<typeof preview>) {
  const result = await preview(...given);
  if (result.kind === "failed") throw new Error(result.reasons.join("\n"));
  return result;
}

/** Two languages below a path; the layout has Disqus, the settings mean something else by comments. */
const blog: Files = {
  "hugo.toml": `baseURL = "https://example.org/blog/"
defaultContentLanguage = "en"
disqusShortname = "crumbs"
disableKinds = ["taxonomy", "term", "sitemap"]
[services.disqus]
shortname = "crumbs"
[params]
comments = true
[languages.en]
weight = 1
[languages.de]
weight = 2
`,
  "i18n/en.toml": "",
  "i18n/de.toml": '[comments_title]\nother = "Kommentare"\n',
  "layouts/_default/single.html": `<html><head><title>{{ .Title }}</title></head><body><main>{{ .Content }}
<div class="box"><div id="disqus_thread"></div><script>
var disqus_config = function () { this.page.url = "{{ .Permalink }}"; };
(function () { var s = document.createElement("script"); s.src = "https://crumbs.disqus.com/embed.js"; document.body.appendChild(s); })();
</script><noscript>Enable JavaScript for Disqus.</noscript></div></main><footer>Imprint</footer></body></html>`,
  "layouts/_default/list.html":
    "<html><body>{{ range .Pages }}<a href={{ .Permalink }}>.</a>{{ end }}</body></html>",
  "content/bread.md": "---\ntitle: Bread\ndate: 2024-01-01\naliases: [/old/]\n---\nRise\n",
  "content/bread.de.md": "---\ntitle: Brot\ndate: 2024-01-01\n---\nGeh auf\n",
  "content/draft.md": "---\ntitle: Draft\ndraft: true\n---\nNot yet\n",
};

for (const hugo of hugos) {
  hugo.describe(`a preview built by ${hugo.name}`, () => {
    it("has the comments in the layout's place, in the page's language, on addresses without a host", async () => {
      const pages = ["/blog/bread/", "/blog/de/bread/"];
      const built = await builtPreview(blog, hugo.path(), { widget: disqusWidget, pages });
      expect([built.servedBelow, built.left]).toEqual(["blog", []]);
      expect(built.pages).toEqual({
        addresses: new Map([
          ["/blog/bread/", "bread/"],
          ["/blog/de/bread/", "de/bread/"],
        ]),
        appended: new Set(),
        doubled: new Set(),
      });
      const [english, german] = [built.read("bread/index.html"), built.read("de/bread/index.html")];
      expect(english).toMatch(
        /<div class="box"><link [^>]*href="\/blog\/comment-migration\/[^>]*>/,
      );
      expect(english).toContain('<h2 id="comments-title">Comments</h2>');
      // Hugo 0.111 does not say which languages a site has.
      const title = hugo === currentHugo ? "Kommentare" : "Comments";
      expect(german).toContain(`<h2 id="comments-title">${title}</h2>`);
      expect(german).toContain(">On /blog/de/bread/</div>");
      for (const html of [english, german]) {
        expect(html).not.toMatch(/<script|disqus_thread|example\.org/);
        expect(html).toContain("&lt;/script&gt;&lt;script&gt;alert(1)");
        expect(html).toMatch(/<\/section>[\s\S]*<footer>Imprint<\/footer>/);
      }
      expect(built.read("index.html")).toContain("href=/blog/bread/");
      expect(built.read("old/index.html")).toContain("/blog/bread/");
      expect(built.files.filter((file) => /draft|comment-migration-/.test(file))).toEqual([]);
      expect(built.read("index.xml")).not.toContain("comment-migration");
    });
  });
}

currentHugo.describe("a preview of a theme", () => {
  const stack = fixtureSites.find(({ name }) => name.includes("hugo-theme-stack"));

  it("has the comments where the theme calls its partial", async () => {
    const { files = {}, expected = [] } = stack ?? {};
    const pages = expected.map(({ page }) => page);
    const built = await builtPreview(files, currentHugo.path(), { pages });
    expect(built.pages.addresses.size).toBe(pages.length);
    expect([...built.pages.appended, ...built.pages.doubled]).toEqual([]);
    for (const address of built.pages.addresses.values()) {
      const html = built.read(`${address}index.html`);
      expect(html).toMatch(/theme\.js[\s\S]*<article class="comment" id="comment-2">/);
      expect(siteWidget.createReader()(html)).toEqual([]);
    }
  });

  it("has its styles where Hugo writes the base path into addresses at the end", async () => {
    const config = { "hugo.toml": `canonifyURLs = true\n${blog["hugo.toml"]}` };
    const pages = ["/bread/"];
    const given = { widget: disqusWidget, pages };
    const built = await builtPreview({ ...blog, ...config }, currentHugo.path(), given);
    const [, style = ""] =
      /href="\/blog\/(comment-migration\/[^"]+)"/.exec(built.read("bread/index.html")) ?? [];
    expect(built.files).toContain(style);
  });

  it("says in Hugo's words why it can't be built", async () => {
    const files = { ...blog, "layouts/_default/single.html": "{{ partial `missing` . }}" };
    const result = await preview(files, currentHugo.path(), { pages: ["/blog/bread/"] });
    expect(result).toEqual({
      kind: "failed",
      reasons: [expect.stringMatching(/^Hugo [\d.]+: .*missing/)],
    });
  });
});
