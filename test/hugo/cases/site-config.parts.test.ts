import { expect, it } from "vitest";
import { currentHugo, hugos } from "../../parts/hugo/hugos.ts";
import { askHugo, asLines, scanFixture, threadsOf } from "../scan-fixture.ts";
import {
  base,
  baseToml,
  baseYaml,
  chatShortcode,
  contentLayouts,
  page,
  widget,
} from "./base-site.ts";
import { describeSites } from "./site-cases.ts";

const layouts = { ...contentLayouts, ...chatShortcode };
const post = { "content/posts/a.md": page("A", "{{< chat a >}}") };

function below(folder: string, files: Readonly<Record<string, string>>) {
  return Object.fromEntries(
    Object.entries(files).map(([path, text]) => [`${folder}/${path}`, text]),
  );
}

describeSites("Where a site's configuration stands", [
  {
    name: "in TOML, below a sub-path",
    files: {
      ...layouts,
      ...post,
      "hugo.toml": baseToml().replace("blog.example/", "blog.example/sub/path/"),
      "content/_index.md": page("Home", "{{< chat home >}}"),
    },
    built: ["/sub/path/ home", "/sub/path/posts/a/ a"],
  },
  {
    name: "in YAML, whose address lacks the slash at its end",
    files: {
      ...layouts,
      ...post,
      "hugo.yaml": baseYaml().replace("blog.example/", "blog.example/blog"),
    },
    built: ["/blog/posts/a/ a"],
  },
  {
    name: "in JSON",
    files: {
      ...layouts,
      ...post,
      "hugo.json":
        '{"baseURL": "https://blog.example/", "disableKinds": ["taxonomy", "term", "rss"]}',
    },
    built: ["/posts/a/ a"],
  },
  {
    name: "in config.toml, as sites of old have it",
    files: { ...layouts, ...post, "config.toml": baseToml("[permalinks]\nposts = '/:title/'\n") },
    built: ["/a/ a"],
  },
  {
    name: "in config/_default and config/production",
    files: {
      ...layouts,
      ...post,
      "config/_default/hugo.yaml": baseYaml("permalinks:\n  posts: /default/:slug/\n"),
      "config/_default/params.toml": 'cactus = "default"\n',
      "config/production/hugo.yaml": "baseURL: https://blog.example/live/\n",
      "config/production/permalinks.toml": 'posts = "/p/:slug/"\n',
    },
    built: ["/live/p/a/ a"],
  },
  {
    name: "beside the configuration of another environment, with another address",
    files: {
      ...layouts,
      ...post,
      "config/_default/hugo.toml": baseToml(),
      "config/github-pages/hugo.toml": 'baseURL = "https://user.github.io/blog/"\n',
      "config/github-pages/permalinks.toml": 'posts = "/pages/:slug/"\n',
    },
    built: ["/posts/a/ a"],
  },
  {
    name: "for the environment that HUGO_ENVIRONMENT names",
    env: { HUGO_ENVIRONMENT: "github-pages" },
    files: {
      ...layouts,
      ...post,
      "config/_default/hugo.toml": baseToml(),
      "config/github-pages/hugo.toml": 'baseURL = "https://user.github.io/blog/"\n',
    },
    built: ["/blog/posts/a/ a"],
  },
  {
    name: "in a file, and a folder beside it",
    files: {
      ...layouts,
      ...post,
      "hugo.toml": baseToml(),
      "config/_default/permalinks.toml": 'posts = "/notes/:slug/"\n',
    },
    built: ["/notes/a/ a"],
  },
  {
    name: "in an environment variable",
    env: { HUGO_PERMALINKS: '{"posts": "/env/:slug/"}', HUGO_PARAMS_CACTUS: "from-env" },
    files: {
      ...layouts,
      ...post,
      "hugo.toml": baseToml(),
      "layouts/shortcodes/chat.html": widget("{{ .Get 0 }}", "{{ site.Params.cactus }}"),
    },
    built: ["/env/a/ a"],
  },
  {
    name: "in a folder of the repository",
    siteDir: "docs/site",
    files: below("docs/site", { ...base, ...post }),
    built: ["/posts/a/ a"],
  },
  {
    name: "with its address replaced by a setting",
    baseUrl: "https://other.example/elsewhere/",
    files: { ...base, ...post },
    built: ["/elsewhere/posts/a/ a"],
  },
  {
    name: "with folders of other names",
    files: {
      "hugo.toml": baseToml('contentDir = "texts"\nlayoutDir = "templates"\npublishDir = "out"\n'),
      ...Object.fromEntries(
        Object.entries(layouts).map(([path, text]) => [path.replace("layouts", "templates"), text]),
      ),
      "texts/a.md": page("A", "{{< chat a >}}"),
    },
    built: ["/a/ a"],
    needsIndex: true,
  },
  {
    name: "with addresses relative to the page and made absolute",
    files: {
      ...layouts,
      ...post,
      "hugo.toml": baseToml("relativeURLs = true\ncanonifyURLs = true\n"),
    },
    built: ["/posts/a/ a"],
  },
]);

describeSites("Themes", [
  {
    name: "bring the shortcode and the layouts",
    files: {
      "hugo.toml": baseToml('theme = "plain"\n'),
      ...below("themes/plain", layouts),
      ...post,
    },
    built: ["/posts/a/ a"],
  },
  {
    name: "stand one on the other, in another folder",
    files: {
      "hugo.toml": baseToml('theme = ["child", "parent"]\nthemesDir = "vendor"\n'),
      ...below("vendor/parent", { ...contentLayouts, ...chatShortcode }),
      "vendor/child/layouts/shortcodes/chat.html": widget("child-{{ .Get 0 }}"),
      ...post,
    },
    built: ["/posts/a/ child-a"],
  },
  {
    name: "have parameters of their own",
    files: {
      "hugo.toml": baseToml('theme = "plain"\n[params]\nprefix = "site"\n'),
      "themes/plain/config.toml": '[params]\nprefix = "theme"\nsuffix = "theme"\n',
      ...below("themes/plain", contentLayouts),
      "themes/plain/layouts/shortcodes/chat.html": widget(
        "{{ site.Params.prefix }}-{{ .Get 0 }}-{{ site.Params.suffix }}",
      ),
      ...post,
    },
    built: ["/posts/a/ site-a-theme"],
  },
  {
    name: "are named by the module's imports, with mounts of their own",
    files: {
      "hugo.yaml": baseYaml(`module:
  imports:
    - path: plain
      mounts:
        - { source: exported, target: layouts }
`),
      ...Object.fromEntries(
        Object.entries(layouts).map(([path, text]) => [
          path.replace("layouts", "themes/plain/exported"),
          text,
        ]),
      ),
      ...post,
    },
    built: ["/posts/a/ a"],
  },
]);

describeSites("A site that renders segments", [
  {
    name: "has the pages of these alone",
    files: {
      ...layouts,
      "hugo.toml": baseToml(`renderSegments = ["notes"]
[segments.notes]
[[segments.notes.includes]]
path = "{/notes,/notes/**}"
`),
      "content/notes/a.md": page("A", "{{< chat a >}}"),
      "content/posts/b.md": page("B", "{{< chat b >}}"),
    },
    built: ["/notes/a/ a"],
    needsNewHugo: true,
  },
  {
    name: "that leave out nothing with comments",
    files: {
      ...layouts,
      "hugo.yaml": baseYaml(`renderSegments: [pages]
segments:
  pages:
    includes:
      - { kind: page }
`),
      "content/notes/a.md": page("A", "{{< chat a >}}"),
    },
    built: ["/notes/a/ a"],
    needsNewHugo: true,
  },
  {
    name: "in HTML only",
    files: {
      ...layouts,
      "hugo.toml": baseToml(`renderSegments = ["html"]
[segments.html]
[[segments.html.includes]]
output = "html"
`),
      "content/_index.md": page("Home", "{{< chat home >}}"),
      "content/notes/a.md": page("A", "{{< chat a >}}"),
    },
    built: ["/ home", "/notes/a/ a"],
    needsNewHugo: true,
  },
]);

for (const hugo of hugos) {
  hugo.describe(`A key that front matter has twice, with ${hugo.name}`, () => {
    it("makes a page or none, as this Hugo does", async () => {
      const files = {
        ...base,
        "content/a.md": page("A", "{{< chat a >}}", "tags: [a]\ntags: [b]\n"),
        "content/b.md": page("B", "{{< chat b >}}"),
      };
      const scan = await scanFixture({ files, hugo: hugo.path() });
      const named = scan.findings.filter(
        ({ message, location }) =>
          message.includes("content/a.md") || location?.file === "content/a.md",
      );
      if (hugo === currentHugo) {
        expect(asLines(threadsOf(scan))).not.toContain("/a/ a");
        expect(scan.findings).toContainEqual(
          expect.objectContaining({ severity: "error", message: expect.stringContaining("a.md") }),
        );
      } else {
        expect(asLines(await askHugo({ files, hugo: hugo.path() }))).toEqual(["/a/ a", "/b/ b"]);
        expect(asLines(threadsOf(scan))).toEqual(["/a/ a", "/b/ b"]);
        expect(named).toEqual([]);
      }
    });
  });
}
