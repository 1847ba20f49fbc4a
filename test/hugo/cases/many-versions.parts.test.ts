import { expect, it } from "vitest";
import { betweenHugos, currentHugo, hugos, oldestHugo } from "../../parts/hugo/hugos.ts";
import { askHugo, asLines, scanFixture, threadsOf } from "../scan-fixture.ts";
import { baseToml, contentLayouts, page, widget } from "./base-site.ts";

const allHugos = [...hugos, ...betweenHugos];

/** All that a site of some age has: in every version of Hugo that is supported it has these pages. */
const richSite = {
  "config/_default/config.toml": `${baseToml().replace("blog.example/", "blog.example/sub/")}theme = "plain"
defaultContentLanguage = "en"
[permalinks]
posts = "/:year/:slug/"
[markup.goldmark.renderer]
unsafe = true
`,
  "config/_default/languages.toml": "[en]\nweight = 1\n[de]\nweight = 2\n",
  "config/_default/params.en.toml": 'cactus = "site-en"\n',
  "config/_default/params.de.toml": 'cactus = "site-de"\n',
  "config/production/params.toml": 'prefix = "live"\n',
  "themes/plain/layouts/_default/single.html": `<html><body>{{ .Content }}{{ with .Params.cid }}${widget("{{ . }}", "{{ site.Params.cactus }}")}{{ end }}</body></html>`,
  "themes/plain/layouts/_default/list.html": contentLayouts["layouts/_default/list.html"],
  "themes/plain/layouts/index.html":
    "{{ .Content }}{{ range where site.RegularPages `Section` `posts` }}<a href='{{ .RelPermalink }}'>{{ .Title }}</a>{{ end }}",
  "themes/plain/layouts/shortcodes/chat.html": widget(
    "{{ site.Params.prefix }}-{{ .Get 0 }}",
    "{{ site.Params.cactus }}",
  ),
  "themes/plain/layouts/shortcodes/box.html": '<div class="box">{{ .Inner }}</div>',
  "content/_index.md": page("Home", "{{< chat home >}}"),
  "content/_index.de.md": page("Start", "{{< chat start >}}"),
  "content/posts/first.md": page("First", "Grüße 🎉 {{< chat first >}}", "date: 2020-02-03\n"),
  "content/posts/first.de.md": page("Erster", "{{< chat erster >}}", "date: 2020-02-03\n"),
  "content/posts/octal.md": page("Octal", "{{< chat octal >}}", "date: 2021-01-01\nslug: 0123\n"),
  "content/posts/nested.md": page(
    "Nested",
    "{{% box %}}\n{{< box >}}ü {{< chat nested >}}{{< /box >}}\n{{% /box %}}",
    "date: 2022-01-01\n",
  ),
  "content/posts/bundle/index.md": page("Bundle", "", "date: 2023-01-01\ncid: 0777\n"),
  "content/posts/bundle/index.de.md": page("Bündel", "", "date: 2023-01-01\ncid: buendel\n"),
  "content/posts/draft.md": page("Draft", "{{< chat draft >}}", "draft: true\n"),
  "content/posts/how-to.md": page("How to", "`{{</* chat escaped */>}}`", "date: 2020-01-01\n"),
  "content/docs/_index.md": page("Docs", "", "cascade:\n  cid: of-docs\n"),
  "content/docs/guide.md": page("Guide"),
};

const shown = [
  "/sub/ live-home",
  "/sub/2020/first/ live-first",
  "/sub/2021/83/ live-octal",
  "/sub/2022/nested/ live-nested",
  "/sub/2023/bundle/ 511",
  "/sub/de/ live-start",
  "/sub/de/2020/erster/ live-erster",
  "/sub/de/2023/b%C3%BCndel/ buendel",
  "/sub/docs/guide/ of-docs",
];

/** The rooms of the site's languages. */
const conversationKey = (address: string) =>
  address.startsWith("/sub/de/") ? "site-de" : "site-en";

for (const hugo of allHugos) {
  hugo.describe(`A site with everything, with ${hugo.name}`, () => {
    it("has the pages and rooms that this Hugo builds", async () => {
      const fixture = { files: richSite, hugo: hugo.path() };
      const built = await askHugo(fixture);
      expect(asLines(built), "as Hugo builds it").toEqual(shown);
      const scan = await scanFixture(fixture);
      expect(threadsOf(scan)).toEqual(built);
      for (const { pageId, threads } of scan.pages) {
        expect(threads.map(({ siteName }) => siteName)).toEqual(
          threads.map(() => conversationKey(pageId)),
        );
      }
      expect(scan.findings.map(({ severity, code }) => `${severity} ${code}`)).toEqual([
        "notice draft-pages",
      ]);
    });

    it("has the places of its shortcode calls", async () => {
      const { places } = await scanFixture({ files: richSite, hugo: hugo.path() });
      const published = places.filter(({ location }) => !location.file.includes("draft"));
      const placed = published.map(({ location, threadIds }) => [
        `${location.file}:${location.line}`,
        threadIds.join(),
      ]);
      expect(placed.toSorted()).toEqual([
        ["content/_index.de.md:4", "live-start"],
        ["content/_index.md:4", "live-home"],
        ["content/posts/first.de.md:5", "live-erster"],
        ["content/posts/first.md:5", "live-first"],
        ["content/posts/nested.md:6", "live-nested"],
        ["content/posts/octal.md:6", "live-octal"],
      ]);
    });

    it("takes the environment's configuration and no other's", async () => {
      const fixture = {
        files: {
          ...richSite,
          "config/github-pages/config.toml": 'baseURL = "https://user.github.io/blog/"\n',
          "config/github-pages/permalinks.toml": 'posts = "/pages/:slug/"\n',
        },
        hugo: hugo.path(),
      };
      expect(asLines(await askHugo(fixture)), "as Hugo builds it").toEqual(shown);
      const scan = await scanFixture(fixture);
      expect(asLines(threadsOf(scan))).toEqual(shown);
    });

    it("is read without a build that succeeds only as far as nothing is guessed", async () => {
      const scan = await scanFixture({
        files: {
          ...richSite,
          "themes/plain/layouts/shortcodes/failing.html": "{{ div 1 0 }}",
          "content/failing.md": page("Failing", "{{< failing >}}"),
        },
        hugo: hugo.path(),
      });
      const guessed = asLines(threadsOf(scan)).filter((line) => !shown.includes(line));
      expect(guessed).toEqual([]);
      expect(scan.findings.map(({ code }) => code)).toContain("build-failed");
    });
  });
}

/** What came later than the oldest Hugo, by the first of those at hand that has it. */
const newer = [
  {
    name: "content adapters",
    since: ["Hugo 0.147", "Hugo 0.152", "Hugo 0.160", currentHugo.name],
    files: {
      "content/posts/_content.gotmpl":
        '{{ $.AddPage (dict "path" "added" "slug" "added" "title" "Added" "dates" (dict "date" (time.AsTime "2020-01-01")) "content" (dict "mediaType" "text/markdown" "value" "{{< chat added >}}")) }}',
    },
    more: "/sub/2020/added/ live-added",
  },
  {
    name: "the folder _shortcodes",
    since: ["Hugo 0.147", "Hugo 0.152", "Hugo 0.160", currentHugo.name],
    files: {
      "layouts/_shortcodes/talk.html": widget("talk-{{ .Get 0 }}", "{{ site.Params.cactus }}"),
      "content/posts/talk.md": page("Talk", "{{< talk a >}}", "date: 2020-01-01\n"),
    },
    more: "/sub/2020/talk/ talk-a",
  },
  {
    name: "front matter for some sites of the matrix",
    since: ["Hugo 0.160", currentHugo.name],
    files: {
      "content/posts/only.md": page(
        "Only",
        "{{< chat only >}}",
        "date: 2020-01-01\nsites:\n  matrix:\n    languages: [de]\n",
      ),
    },
    more: "/sub/de/2020/only/ live-only",
  },
] as const;

for (const hugo of allHugos.filter((one) => one !== oldestHugo)) {
  const those = newer.filter(({ since }) => since.some((name) => name === hugo.name));
  hugo.describe(`What newer Hugos have, with ${hugo.name}`, () => {
    it.each(those)("is read as it is built: $name", async ({ files, more }) => {
      const fixture = { files: { ...richSite, ...files }, hugo: hugo.path() };
      const built = await askHugo(fixture);
      expect(asLines(built), "as Hugo builds it").toEqual([...shown, more].toSorted());
      expect(threadsOf(await scanFixture(fixture))).toEqual(built);
    });
  });
}
