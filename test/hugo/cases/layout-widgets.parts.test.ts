import { expect, it } from "vitest";
import { currentHugo } from "../../parts/hugo/hugos.ts";
import { askHugo, asLines, type FixtureScan, scanFixture, threadsOf } from "../scan-fixture.ts";
import { base, baseToml, contentLayouts, page, widget } from "./base-site.ts";
import { describeSites } from "./site-cases.ts";

const withTerms = `baseURL = "https://blog.example/"
disableKinds = ["rss", "sitemap"]
`;

describeSites("Widgets that no content file shows", [
  {
    name: "on the home page, which has no content file",
    files: {
      ...base,
      "layouts/index.html": widget("home"),
      "content/p/a.md": page("A", "{{< chat a >}}"),
    },
    built: ["/ home", "/p/a/ a"],
  },
  {
    name: "on the pages of a taxonomy",
    files: {
      ...contentLayouts,
      "hugo.toml": withTerms,
      "layouts/_default/terms.html": widget("all-{{ .Data.Plural }}"),
      "layouts/_default/taxonomy.html": widget("tag-{{ .Data.Term }}"),
      "content/p/a.md": page("A", "", "tags: [Red, blue]\n"),
    },
    built: [
      "/categories/ all-categories",
      "/tags/ all-tags",
      "/tags/blue/ tag-blue",
      "/tags/red/ tag-Red",
    ],
  },
  {
    name: "on a section without a content file",
    files: {
      ...base,
      "layouts/_default/section.html": widget("section-{{ .Section }}"),
      "content/notes/a.md": page("A", "{{< chat a >}}"),
    },
    built: ["/notes/ section-notes", "/notes/a/ a"],
  },
  {
    name: "by .Render of a content view",
    files: {
      ...contentLayouts,
      "hugo.toml": baseToml(),
      "layouts/_default/single.html": '{{ .Content }}{{ .Render "li" }}',
      "layouts/_default/li.html": widget("{{ .File.TranslationBaseName }}"),
      "content/p/a.md": page("A"),
    },
    built: ["/p/a/ a"],
  },
  {
    name: "by a file that a layout reads",
    files: {
      ...contentLayouts,
      "hugo.toml": baseToml(),
      "layouts/_default/single.html":
        '{{ .Content }}{{ readFile (printf "widgets/%s.html" .File.TranslationBaseName) | safeHTML }}',
      "widgets/a.html": widget("from-a-file"),
      "content/p/a.md": page("A"),
    },
    built: ["/p/a/ from-a-file"],
  },
  {
    name: "by a resource that is executed as a template",
    files: {
      ...contentLayouts,
      "hugo.toml": baseToml(),
      "assets/widget.html": widget("{{ .Params.cid }}"),
      "layouts/_default/single.html":
        '{{ (resources.Get "widget.html" | resources.ExecuteAsTemplate (printf "w/%s.html" .Params.cid) .).Content | safeHTML }}',
      "content/p/a.md": page("A", "", "cid: a\n"),
      "content/p/b.md": page("B", "", "cid: b\n"),
    },
    built: ["/p/a/ a", "/p/b/ b"],
  },
  {
    name: "by a cached partial that a return value chooses",
    files: {
      ...contentLayouts,
      "hugo.toml": baseToml(),
      "layouts/partials/id.html": '{{ return (printf "%s-%d" .Params.topic 7) }}',
      "layouts/partials/cactus.html": widget("{{ .id }}"),
      "layouts/_default/single.html":
        '{{ $id := partial "id.html" . }}{{ partialCached "cactus.html" (dict "id" $id) $id }}',
      "content/p/a.md": page("A", "", "topic: one\n"),
      "content/p/b.md": page("B", "", "topic: two\n"),
    },
    built: ["/p/a/ one-7", "/p/b/ two-7"],
  },
  {
    name: "by a parameter that the layout renders as Markdown",
    files: {
      ...base,
      "layouts/_default/single.html": "{{ .Content }}{{ .Page.RenderString .Params.footer }}",
      "content/p/a.md": page("A", "", "footer: '{{< chat from-parameter >}}'\n"),
    },
    built: ["/p/a/ from-parameter"],
  },
  {
    name: "by a computed id",
    files: {
      ...contentLayouts,
      "hugo.toml": baseToml(),
      "layouts/_default/single.html": widget(
        '{{ .RelPermalink | strings.TrimPrefix "/" | strings.TrimSuffix "/" | replaceRE "/" "-" }}',
      ),
      "content/p/a.md": page("A"),
      "content/p/b/index.md": page("B"),
    },
    built: ["/p/a/ p-a", "/p/b/ p-b"],
  },
  {
    name: "by the unique id of the file",
    files: {
      ...contentLayouts,
      "hugo.toml": baseToml(),
      "layouts/_default/single.html": widget("{{ .File.UniqueID }}"),
      "content/p/a.md": page("A"),
    },
    built: ["/p/a/ a8b8efd079abbe8894356b5c07120b4f"],
  },
  {
    name: "in a block of the base template, by the page's type",
    files: {
      "hugo.toml": baseToml(),
      "layouts/_default/baseof.html":
        '<html><body>{{ block "main" . }}{{ end }}{{ block "comments" . }}{{ end }}</body></html>',
      "layouts/_default/list.html": '{{ define "main" }}{{ .Content }}{{ end }}',
      "layouts/_default/single.html": '{{ define "main" }}{{ .Content }}{{ end }}',
      "layouts/post/single.html": `{{ define "main" }}{{ .Content }}{{ end }}{{ define "comments" }}${widget("{{ .Params.cid }}")}{{ end }}`,
      "content/a.md": page("A", "", "type: post\ncid: a\n"),
      "content/b.md": page("B", "", "cid: b\n"),
    },
    built: ["/a/ a"],
  },
  {
    name: "switched off for a page by a parameter, in the theme's partial",
    files: {
      "hugo.toml": baseToml('theme = "cactus"\n[params.comments]\nprovider = "cactus"\n'),
      "themes/cactus/layouts/_default/single.html":
        '{{ .Content }}{{ if ne .Params.comments false }}{{ partial (printf "comments/%s.html" site.Params.comments.provider) . }}{{ end }}',
      "themes/cactus/layouts/_default/list.html": "{{ .Content }}",
      "themes/cactus/layouts/partials/comments/cactus.html": widget(
        "{{ .Params.commentSlug | default .File.TranslationBaseName }}",
      ),
      "content/a.md": page("A", "", "commentSlug: Slug\n"),
      "content/b.md": page("B"),
      "content/c.md": page("C", "", "comments: false\n"),
    },
    built: ["/a/ Slug", "/b/ b"],
  },
]);

const snippet = widget("my-post", "<YOUR-SITE-NAME>");
const escapedSnippet = snippet.replaceAll("<", "&lt;").replaceAll(">", "&gt;");
const allowAll = '[security]\nallowContent = [".*"]\n';
const howTos: readonly (FixtureScan & { readonly name: string; readonly path: string })[] = [
  {
    name: "an Org source block",
    path: "content/how-to.org",
    files: {
      "hugo.toml": baseToml(allowAll),
      "content/how-to.org": `#+title: How to\n\n#+begin_src html\n${snippet}#+end_src\n`,
    },
  },
  {
    name: "the highlight shortcode",
    path: "content/how-to.md",
    files: {
      "content/how-to.md": page("How to", `{{< highlight html >}}\n${snippet}{{< /highlight >}}`),
    },
  },
  {
    name: "a fenced code block",
    path: "content/how-to.md",
    files: { "content/how-to.md": page("How to", `\`\`\`html\n${snippet}\`\`\``) },
  },
  {
    name: "a fenced code block where HTML is let through, with escaped shortcode calls",
    path: "content/how-to.md",
    files: {
      "hugo.toml": baseToml("[markup.goldmark.renderer]\nunsafe = true\n"),
      "content/how-to.md": page(
        "How to",
        `~~~html\n${snippet}~~~\n\nThen write \`{{</* chat my-post */>}}\` or {{%/* chat my-post */%}}.`,
      ),
    },
  },
  {
    name: "an indented code block and a comment in HTML",
    path: "content/how-to.md",
    files: {
      "hugo.toml": baseToml("[markup.goldmark.renderer]\nunsafe = true\n"),
      "content/how-to.md": page(
        "How to",
        `Write:\n\n${snippet.replaceAll(/^/gm, "    ")}\n\n<!--\n${snippet}-->`,
      ),
    },
  },
  {
    name: "escaped HTML in an HTML file",
    path: "content/how-to.html",
    files: {
      "hugo.toml": baseToml(allowAll),
      "content/how-to.html": `---\ntitle: How to\n---\n<pre>${escapedSnippet}</pre>\n`,
    },
  },
  {
    name: "a shortcode that shows its inner text as code",
    path: "content/how-to.md",
    files: {
      "layouts/shortcodes/example.html": "<pre>{{ .Inner | htmlEscape | safeHTML }}</pre>",
      "content/how-to.md": page("How to", `{{< example >}}\n${snippet}{{< /example >}}`),
    },
  },
  {
    name: "a template element and a text area",
    path: "content/how-to.md",
    files: {
      "hugo.toml": baseToml("[markup.goldmark.renderer]\nunsafe = true\n"),
      "content/how-to.md": page(
        "How to",
        `<textarea>\n${escapedSnippet.replaceAll(/\n+/g, "\n")}</textarea>`,
      ),
    },
  },
];

currentHugo.describe("A page that explains Cactus", () => {
  it.each(howTos)("has no section and no place to replace: $name", async ({ files, path }) => {
    const fixture = {
      files: { ...base, ...files, "content/real.md": page("Real", "{{< chat real >}}") },
    };
    expect(asLines(await askHugo(fixture)), "as Hugo builds it").toEqual(["/real/ real"]);
    const scan = await scanFixture(fixture);
    expect(asLines(threadsOf(scan))).toEqual(["/real/ real"]);
    expect(scan.places.map(({ location }) => location.file)).toEqual(["content/real.md"]);
    const named = scan.findings.filter(
      ({ message, location }) => message.includes(path) || location?.file === path,
    );
    expect(named).toEqual([]);
  });

  it("keeps the real section that it shows at its end", async () => {
    const text = `\`\`\`html\n${snippet}\`\`\`\n\n\`{{</* chat example */>}}\`\n\n{{< chat how-to >}}`;
    const fixture = { files: { ...base, "content/how-to.md": page("How to", text) } };
    expect(asLines(await askHugo(fixture)), "as Hugo builds it").toEqual(["/how-to/ how-to"]);
    const scan = await scanFixture(fixture);
    expect(threadsOf(scan)).toEqual([
      { page: "/how-to/", threadId: "how-to", siteName: "blog.example" },
    ]);
    expect(scan.places.map(({ threadIds }) => threadIds)).toEqual([["how-to"]]);
    expect(scan.findings).toEqual([]);
  });

  it("has a section where Hugo runs a shortcode in a code block", async () => {
    const fixture = {
      files: { ...base, "content/a.md": page("A", "```\n{{< chat in-a-fence >}}\n```") },
    };
    const built = asLines(await askHugo(fixture));
    expect(asLines(threadsOf(await scanFixture(fixture)))).toEqual(built);
  });
});
