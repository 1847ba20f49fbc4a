import { rmSync } from "node:fs";
import { afterEach, expect, it } from "vitest";
import { hugos, oldestHugo } from "../../parts/hugo/hugos.ts";
import { writeFixtureSite } from "../wirings/fixture-site.ts";
import { scanBuild, threadsByPage } from "./scanned-build.ts";

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

function write(files: Readonly<Record<string, string>>): string {
  const folder = writeFixtureSite({ name: "built", files, expected: [] });
  folders.push(folder);
  return folder;
}

const page = (frontMatter: string, body = "Text.") =>
  `---\ntitle: "A & B"\ndate: 2022-11-05\n${frontMatter}\n---\n${body}\n`;

/** Each page shows a section that is called as the page's address. */
const addressWiring = `<!doctype html><html><head><title>{{ .Title }}</title>
<link rel="canonical" href="{{ .Permalink }}"></head><body>{{ .Content }}
<script>initComments({ node: document.body, commentSectionId: {{ .RelPermalink }}, siteName: "s" })</script>
</body></html>`;

const contents: Readonly<Record<string, string>> = {
  "content/_index.md": page(""),
  "content/about.md": page(""),
  "content/posts/_index.md": page(""),
  "content/posts/plain.md": page(""),
  "content/posts/Mixed Case.md": page(""),
  "content/posts/Ünïcödé-你好.md": page(""),
  "content/posts/dots.in.name.md": page(""),
  "content/posts/slugged.md": page('slug: "Ärger & Übermut"'),
  "content/posts/signs.md": page('slug: "C++ & C#: what? 100%-"'),
  "content/posts/with-url.md": page("url: /Old/Place.html"),
  "content/posts/with-folder-url.md": page("url: /custom/place/"),
  "content/posts/with-signs.md": page('url: "/Ünder the/b!b(c)/"'),
  "content/posts/bundle/index.md": page(""),
  "content/posts/branch/_index.md": page(""),
  "content/posts/branch/twig.md": page(""),
};

const configs: readonly string[] = [
  "",
  "uglyURLs = true",
  "disablePathToLower = true",
  "removePathAccents = true",
  "canonifyURLs = true",
  "relativeURLs = true",
  '[permalinks]\nposts = "/:year/:month/:filename/"',
  "defaultContentLanguageInSubdir = true\n[languages.en]\nweight = 1\n[languages.de]\nweight = 2",
];
const baseUrls = ["https://example.org/", "https://example.org/sub/path/", "https://example.org"];

for (const hugo of hugos) {
  hugo.describe(`a site as ${hugo.name} builds it`, () => {
    const cases = baseUrls.flatMap((baseUrl) =>
      configs.map((config) => [baseUrl, config] as const),
    );
    it.each(cases)("has Hugo's addresses: %s, %j", async (baseUrl, config) => {
      const siteDir = write({
        ...contents,
        "hugo.toml": `baseURL = "${baseUrl}"\ndisableKinds = ["taxonomy", "term"]\n${config}\n`,
        "layouts/_default/single.html": addressWiring,
        "layouts/_default/list.html": addressWiring,
      });
      const canonifyUrls = config.includes("canonifyURLs");
      const site = await scanBuild(siteDir, hugo.path(), { baseUrl, canonifyUrls });
      const files = Object.keys(contents).length;
      expect(Object.keys(threadsByPage(site)).length).toBeGreaterThanOrEqual(files);
      for (const [pageId, threads] of Object.entries(threadsByPage(site))) {
        expect(threads.map(escaped)).toEqual([pageId]);
      }
      expect(site.findings).toEqual([]);
    });

    /** Hugo 0.111 leaves a # in paths as it is. */
    function escaped(address: string): string {
      return hugo === oldestHugo ? address.replaceAll("#", "%23") : address;
    }

    const post = `<html><head><title>{{ .Title }}</title></head><body>{{ .Content }}
{{ partial "comments.html" . }}</body></html>`;
    const comments = `<div id="comment-section"></div>
<script src="https://latest.cactus.chat/cactus.js"></script>
<script>
  // The comments of this page.
  const options = { defaultHomeserverUrl: "https://matrix.cactus.chat:8448", serverName: "cactus.chat" };
  initComments({ ...options, node: document.getElementById("comment-section"),
    siteName: {{ site.Title }}, commentSectionId: "{{ .File.ContentBaseName }}" });
</script>`;
    const posts = {
      "content/posts/one.md": page("aliases: [/first/, uno]\ntags: [t]"),
      "content/posts/two.md": page("tags: [t]"),
      "content/posts/three.md": page("tags: [t]"),
    };
    const single = {
      "/posts/one/": ["one"],
      "/posts/three/": ["three"],
      "/posts/two/": ["two"],
    };
    const config = 'baseURL = "https://example.org/"\ntitle = "My \\"blog\\" & more"\n';
    const place = { baseUrl: "https://example.org/" };

    it("has the same comments when it is minified", async () => {
      const files = {
        ...posts,
        "layouts/_default/single.html": post,
        "layouts/_default/list.html": "<p>{{ .Title }}</p>",
        "layouts/partials/comments.html": comments,
      };
      const plain = await scanBuild(write({ ...files, "hugo.toml": config }), hugo.path(), place);
      const minified = await scanBuild(
        write({ ...files, "hugo.toml": `${config}[minify]\nminifyOutput = true\n` }),
        hugo.path(),
        place,
      );
      expect(threadsByPage(plain)).toEqual(single);
      expect(minified).toEqual(plain);
      expect(plain.pages[0]?.shown.map(({ address }) => address)).toEqual([
        {
          threadId: "one",
          siteName: 'My "blog" & more',
          serverName: "cactus.chat",
          serverUrl: "https://matrix.cactus.chat:8448",
        },
      ]);
    });

    it("gives lists, AMP and print forms no comments of their own", async () => {
      const full = `{{ range (.Paginate .RegularPages).Pages }}{{ .Content }}{{ partial "comments.html" . }}{{ end }}
{{ template "_internal/pagination.html" . }}`;
      const site = await scanBuild(
        write({
          ...posts,
          "hugo.toml": `${config}
[${hugo !== oldestHugo ? "pagination" : "params"}]
pagerSize = 1
[outputFormats.amp]
mediaType = "text/html"
path = "amp"
[outputFormats.print]
mediaType = "text/html"
baseName = "print"
isHTML = true
[outputs]
page = ["html", "amp", "print"]
`,
          "layouts/_default/single.html": post,
          "layouts/_default/single.amp.html": post,
          "layouts/_default/single.print.html": post,
          "layouts/_default/list.html": full,
          "layouts/index.html": `{{ range site.RegularPages }}{{ partial "comments.html" . }}{{ end }}`,
          "layouts/partials/comments.html": comments,
        }),
        hugo.path(),
        place,
      );
      expect(threadsByPage(site)).toEqual(single);
      expect(site.addresses.size).toBeGreaterThanOrEqual(3 * 3 + 4);
      expect(site.findings).toMatchObject([{ severity: "notice", code: "repeated-section" }]);
    });

    it("shows what a script file of its own shows", async () => {
      const site = await scanBuild(
        write({
          ...posts,
          "hugo.toml": config,
          "assets/comments.js": `window.addEventListener("load", function () {
          initComments(Object.assign({ serverName: "own.example" }, window.cactus)); });`,
          "layouts/_default/single.html": `<script>window.cactus = {{ dict "commentSectionId" .File.ContentBaseName | jsonify | safeJS }}</script>
{{ with resources.Get "comments.js" | minify | fingerprint }}<script src="{{ .RelPermalink }}" integrity="{{ .Data.Integrity }}" defer></script>{{ end }}`,
          "layouts/_default/list.html": "",
        }),
        hugo.path(),
        { baseUrl: "https://example.org/deep/er/" },
        { baseUrl: "https://example.org/deep/er/" },
      );
      expect(Object.keys(threadsByPage(site))).toEqual(
        Object.keys(single).map((address) => `/deep/er${address}`),
      );
      expect(site.pages[0]?.shown).toMatchObject([
        { address: { threadId: "one", serverName: "own.example" } },
      ]);
    });

    it("has the client's tag as themes write it", async () => {
      const site = await scanBuild(
        write({
          "content/posts/a.md": page('comments: "a&b-c"'),
          "hugo.toml": `${config}[minify]\nminifyOutput = true\n`,
          "layouts/_default/single.html": `<script type="text/javascript" src="https://latest.cactus.chat/cactus.js"
  data-default-homeserver-url="https://matrix.cactus.chat:8448/" data-server-name="cactus.chat"
  data-site-name="{{ site.Title }}" data-comment-section-id="{{ .Params.comments }}"></script>`,
          "layouts/_default/list.html": "",
        }),
        hugo.path(),
        place,
      );
      expect(site.pages.map(({ shown }) => shown.map(({ address }) => address))).toEqual([
        [
          {
            threadId: "a&b-c",
            siteName: 'My "blog" & more',
            serverName: "cactus.chat",
            serverUrl: "https://matrix.cactus.chat:8448",
          },
        ],
      ]);
    });

    it("has each language below its own address", async () => {
      const site = await scanBuild(
        write({
          "content/posts/a.en.md": page(""),
          "content/posts/a.de.md": page(""),
          "hugo.toml": `${config}disableKinds = ["taxonomy", "term", "home", "section"]
[languages.en]\nbaseURL = "https://example.org/"\n[languages.de]\nbaseURL = "https://example.de/blog/"\n`,
          "layouts/_default/single.html": addressWiring,
        }),
        hugo.path(),
        {
          ...place,
          languageBaseUrls: { en: "https://example.org/", de: "https://example.de/blog/" },
        },
      );
      expect(threadsByPage(site)).toEqual({
        "/blog/posts/a/": ["/blog/posts/a/"],
        "/posts/a/": ["/posts/a/"],
      });
    });
  });
}
