import { expect, it } from "vitest";
import { currentHugo, hugos, oldestHugo, type TestedHugo } from "../../parts/hugo/hugos.ts";
import { askHugo, asLines, type FixtureScan, scanFixture, threadsOf } from "../scan-fixture.ts";
import {
  base,
  baseToml,
  baseYaml,
  byParameter,
  chatShortcode,
  contentLayouts,
  page,
} from "./base-site.ts";
import { describeSites } from "./site-cases.ts";

const adapter = (path: string, title: string, value: string, more = "") =>
  `{{ $content := dict "mediaType" "text/markdown" "value" ${JSON.stringify(value)} }}
{{ $.AddPage (dict "path" "${path}" "title" "${title}" "content" $content ${more}) }}
`;
const twoLanguages = `defaultContentLanguage = "en"
[languages.en]
weight = 1
[languages.de]
weight = 2
`;

describeSites("Pages that a content adapter adds", [
  {
    name: "with a shortcode in their content",
    files: {
      ...base,
      "content/books/_content.gotmpl": adapter("dune", "Dune", "{{< chat book-dune >}}"),
    },
    built: ["/books/dune/ book-dune"],
    needsNewHugo: true,
  },
  {
    name: "from a data file, several of them",
    files: {
      ...base,
      "data/books.json": JSON.stringify([{ id: "dune" }, { id: "Emma" }, { id: "solaris" }]),
      "content/books/_content.gotmpl": `{{ range site.Data.books }}
{{ $value := printf "Read it.\\n\\n{{< chat book-%s >}}" .id }}
{{ $.AddPage (dict "path" .id "title" .id "content" (dict "mediaType" "text/markdown" "value" $value)) }}
{{ end }}`,
    },
    built: ["/books/dune/ book-dune", "/books/emma/ book-Emma", "/books/solaris/ book-solaris"],
    needsNewHugo: true,
  },
  {
    name: "with a parameter that the layout takes",
    files: {
      ...byParameter,
      "content/books/_content.gotmpl": adapter(
        "dune",
        "Dune",
        "Read it.",
        '"params" (dict "cid" "book-dune")',
      ),
    },
    built: ["/books/dune/ book-dune"],
    needsNewHugo: true,
  },
  {
    name: "in one language and in all",
    files: {
      ...base,
      "hugo.toml": baseToml(twoLanguages),
      "layouts/shortcodes/chat.html": base["layouts/shortcodes/chat.html"].replace(
        "{{ .Get 0 }}",
        "{{ .Get 0 }}-{{ site.Language.Lang }}",
      ),
      "content/books/_content.gotmpl": `{{ .EnableAllLanguages }}\n${adapter("dune", "Dune", "{{< chat dune >}}")}`,
      "content/films/_content.de.gotmpl": adapter("metropolis", "M", "{{< chat metropolis >}}"),
    },
    built: [
      "/books/dune/ dune-en",
      "/de/books/dune/ dune-de",
      "/de/films/metropolis/ metropolis-de",
    ],
    needsNewHugo: true,
  },
  {
    name: "with a slug and a section of their own, below a sub-path",
    files: {
      ...base,
      "hugo.toml": baseToml().replace("blog.example/", "blog.example/sub/"),
      "content/_content.gotmpl": adapter(
        "books/dune",
        "Dune",
        "{{< chat dune >}}",
        '"slug" "arrakis"',
      ),
    },
    built: ["/sub/books/arrakis/ dune"],
    needsNewHugo: true,
  },
  {
    name: "beside a page with a content file",
    files: {
      ...base,
      "content/books/_index.md": page("Books", "{{< chat all-books >}}"),
      "content/books/emma.md": page("Emma", "{{< chat emma >}}"),
      "content/books/_content.gotmpl": adapter("dune", "Dune", "{{< chat dune >}}"),
    },
    built: ["/books/ all-books", "/books/dune/ dune", "/books/emma/ emma"],
    needsNewHugo: true,
  },
]);

describeSites("Content that is mounted", [
  {
    name: "from another folder to another place",
    files: {
      ...base,
      "hugo.toml": baseToml(`[[module.mounts]]
source = "posts"
target = "content/blog"
[[module.mounts]]
source = "pages"
target = "content"
`),
      "posts/a.md": page("A", "{{< chat a >}}"),
      "pages/b.md": page("B", "{{< chat b >}}"),
    },
    built: ["/b/ b", "/blog/a/ a"],
  },
  {
    name: "by a theme",
    files: {
      "hugo.toml": baseToml('theme = "plain"\n'),
      "themes/plain/hugo.toml": `[[module.mounts]]
source = "templates"
target = "layouts"
[[module.mounts]]
source = "demo"
target = "content/demo"
`,
      "themes/plain/config.toml": `[[module.mounts]]
source = "templates"
target = "layouts"
[[module.mounts]]
source = "demo"
target = "content/demo"
`,
      ...Object.fromEntries(
        Object.entries({ ...contentLayouts, ...chatShortcode }).map(([path, text]) => [
          path.replace("layouts/", "themes/plain/templates/"),
          text,
        ]),
      ),
      "themes/plain/demo/a.md": page("A", "{{< chat demo-a >}}"),
      "content/b.md": page("B", "{{< chat b >}}"),
    },
    built: ["/b/ b", "/demo/a/ demo-a"],
  },
  {
    name: "beside layouts that are mounted, in YAML",
    files: {
      "hugo.yaml": baseYaml(`module:
  mounts:
    - source: content
      target: content
    - source: docs/notes.md
      target: content/notes.md
    - source: templates
      target: layouts
`),
      ...Object.fromEntries(
        Object.entries({ ...contentLayouts, ...chatShortcode }).map(([path, text]) => [
          path.replace("layouts/", "templates/"),
          text,
        ]),
      ),
      "docs/notes.md": page("Notes", "{{< chat notes >}}"),
      "content/a.md": page("A", "{{< chat a >}}"),
    },
    built: ["/a/ a", "/notes/ notes"],
  },
  {
    name: "from above the site's folder",
    siteDir: "site",
    files: {
      ...Object.fromEntries(Object.entries(base).map(([path, text]) => [`site/${path}`, text])),
      "site/hugo.toml": baseToml('[[module.mounts]]\nsource = "../docs"\ntarget = "content"\n'),
      "docs/guide/a.md": page("A", "{{< chat a >}}"),
    },
    built: ["/guide/a/ a"],
  },
]);

const leavingOut: readonly (FixtureScan & {
  readonly name: string;
  /** What this way is written for; default is the current one. */
  readonly by?: TestedHugo;
})[] = [
  {
    name: "by files",
    files: {
      "hugo.toml": baseToml(`[[module.mounts]]
source = "content"
target = "content"
files = ["! drafts/**"]
`),
    },
  },
  {
    name: "by excludeFiles",
    by: oldestHugo,
    files: {
      "hugo.toml": baseToml(`[[module.mounts]]
source = "content"
target = "content"
excludeFiles = ["drafts/**"]
`),
    },
  },
  {
    name: "by includeFiles, in YAML",
    by: oldestHugo,
    files: {
      "hugo.yaml": baseYaml(
        "module:\n  mounts:\n    - { source: content, target: content, includeFiles: p/** }\n",
      ),
    },
  },
  { name: "by ignoreFiles", files: { "hugo.toml": baseToml('ignoreFiles = ["drafts/.*"]\n') } },
];

for (const hugo of hugos) {
  hugo.describe(`Files that the site's mounts leave out, with ${hugo.name}`, () => {
    const those = leavingOut.filter(({ by = currentHugo }) => by === hugo);
    it.each(those)("have no page, which is reported: $name", async ({ files }) => {
      const fixture = {
        hugo: hugo.path(),
        files: {
          ...contentLayouts,
          ...chatShortcode,
          ...files,
          "content/p/a.md": page("A", "{{< chat a >}}"),
          "content/drafts/b.md": page("B", "{{< chat a >}}"),
          "content/drafts/c.md": page("C", "{{< chat c >}}"),
        },
      };
      expect(asLines(await askHugo(fixture)), "as Hugo builds it").toEqual(["/p/a/ a"]);
      const scan = await scanFixture(fixture);
      expect(asLines(threadsOf(scan))).toEqual(["/p/a/ a"]);
      expect(scan.findings.filter(({ severity }) => severity === "error")).toEqual([]);
      const reported = scan.findings.map(
        ({ message, location }) => `${message} ${location?.file ?? ""}`,
      );
      expect(reported.join("\n")).toContain("content/drafts/c.md");
    });
  });
}
