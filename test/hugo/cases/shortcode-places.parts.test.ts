import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { currentHugo } from "../../parts/hugo/hugos.ts";
import {
  askHugo,
  asLines,
  type FixtureScan,
  type FixtureSiteScan,
  scanFixture,
  threadsOf,
} from "../scan-fixture.ts";
import { base, baseToml, chatShortcode, contentLayouts, page, widget } from "./base-site.ts";
import { describeSites } from "./site-cases.ts";

describeSites("Names of shortcodes", [
  {
    name: "with capitals",
    files: {
      ...base,
      "layouts/shortcodes/cactusChat.html": widget("{{ .Get 0 }}"),
      "content/a.md": page("A", "{{< cactusChat b >}}"),
    },
    built: ["/a/ b"],
  },
  {
    name: "called in another case than the file's",
    files: {
      ...base,
      "layouts/shortcodes/cactusChat.html": widget("{{ .Get 0 }}"),
      "content/a.md": page("A", "{{< cactuschat a >}}"),
      "content/b.md": page("B", "{{< CactusChat b >}}"),
      "content/c.md": page("C", "{{< CHAT c >}}"),
    },
    built: ["/a/ a", "/b/ b", "/c/ c"],
    needsNewHugo: true,
  },
  {
    name: "in a folder of shortcodes",
    files: {
      ...base,
      "layouts/shortcodes/widgets/Cactus.html": widget("{{ .Get 0 }}"),
      "content/a.md": page("A", "{{< widgets/Cactus a >}}"),
    },
    built: ["/a/ a"],
  },
  {
    name: "with digits, hyphens and underscores",
    files: {
      ...base,
      "layouts/shortcodes/chat-2_0.html": widget("{{ .Get 0 }}"),
      "content/a.md": page("A", "{{< chat-2_0 a >}}"),
    },
    built: ["/a/ a"],
  },
  {
    name: "in the folder of Hugo 0.146",
    files: {
      "hugo.toml": baseToml(),
      "layouts/page.html": "{{ .Content }}",
      "layouts/all.html": "{{ .Content }}",
      "layouts/_shortcodes/Chat.html": widget("{{ .Get 0 }}"),
      "content/a.md": page("A", "{{< Chat a >}}"),
    },
    built: ["/a/ a"],
    needsNewHugo: true,
  },
  {
    name: "with a template for one output format or language",
    files: {
      ...base,
      "hugo.toml": baseToml("[languages.en]\nweight = 1\n[languages.de]\nweight = 2\n"),
      "layouts/shortcodes/chat.html": "No comments.",
      "layouts/shortcodes/chat.de.html": widget("{{ .Get 0 }}"),
      "layouts/shortcodes/talk.html.html": widget("{{ .Get 0 }}"),
      "content/a.md": page("A", "{{< chat a >}}"),
      "content/a.de.md": page("A", "{{< chat a-de >}}"),
      "content/b.md": page("B", "{{< talk b >}}"),
    },
    built: ["/b/ b", "/de/a/ a-de"],
  },
  {
    name: "of the site, which come before the theme's",
    files: {
      ...contentLayouts,
      "hugo.toml": baseToml('theme = "plain"\n'),
      "themes/plain/layouts/shortcodes/chat.html": widget("theme-{{ .Get 0 }}"),
      "themes/plain/layouts/shortcodes/talk.html": widget("theme-{{ .Get 0 }}"),
      ...chatShortcode,
      "content/a.md": page("A", "{{< chat a >}}"),
      "content/b.md": page("B", "{{< talk b >}}"),
    },
    built: ["/a/ a", "/b/ theme-b"],
  },
  {
    name: "that Cactus's shortcode shares with a chat bubble of another site",
    files: {
      ...base,
      "layouts/shortcodes/chat.html": '<div class="bubble">{{ .Get 0 }}</div>',
      "layouts/shortcodes/comments.html": widget("{{ .Get 0 }}"),
      "content/a.md": page("A", "{{< chat hello >}}"),
      "content/b.md": page("B", "{{< comments b >}}"),
    },
    built: ["/b/ b"],
  },
]);

describeSites("What a shortcode takes its section from", [
  {
    name: "its name and its place among others of the page",
    files: {
      ...base,
      "layouts/shortcodes/chat.html": widget("{{ .Page.File.TranslationBaseName }}-{{ .Ordinal }}"),
      "content/a.md": page("A", "{{< chat >}} {{< chat >}}"),
    },
    built: ["/a/ a-0", "/a/ a-1"],
  },
  {
    name: "its inner text",
    files: {
      ...base,
      "layouts/shortcodes/chat.html": widget('{{ trim .Inner " " }}'),
      "content/a.md": page("A", "{{< chat >}} inside {{< /chat >}}"),
    },
    built: ["/a/ inside"],
  },
  {
    name: "the parameter of the shortcode around it",
    files: {
      ...base,
      "layouts/shortcodes/topic.html": "<section>{{ .Inner }}</section>",
      "layouts/shortcodes/chat.html": widget("{{ .Parent.Get 0 }}-{{ .Get 0 }}"),
      "content/a.md": page("A", "{{< topic trees >}}\n{{< chat oak >}}\n{{< /topic >}}"),
    },
    built: ["/a/ trees-oak"],
  },
  {
    name: "a parameter with defaults and a partial",
    files: {
      ...base,
      "layouts/partials/cactus.html": widget("{{ .id }}"),
      "layouts/shortcodes/chat.html":
        '{{ $id := .Get "id" | default (.Get 0) | default .Page.Params.cid }}{{ partial "cactus.html" (dict "id" (lower $id)) }}',
      "content/a.md": page("A", '{{< chat id="Named" >}}'),
      "content/b.md": page("B", "{{< chat >}}", "cid: From-Page\n"),
    },
    built: ["/a/ named", "/b/ from-page"],
  },
  {
    name: "a text with escapes, quotes and line ends",
    files: {
      ...base,
      "content/a.md": page("A", '{{< chat "say \\"hi\\"" >}}'),
      "content/b.md": page("B", "{{< chat `raw` >}}"),
      "content/c.md": page("C", '{{<\n  chat\n  "c"\n>}}'),
    },
    built: ['/a/ say "hi"', "/b/ raw", "/c/ c"],
  },
  {
    name: "an inline shortcode, where the site allows these",
    files: {
      ...base,
      "hugo.toml": baseToml("[security]\nenableInlineShortcodes = true\n"),
      "content/a.md": page(
        "A",
        `{{< cactus.inline "inline-a" >}}${widget("{{ .Get 0 }}")}{{< /cactus.inline >}}`,
      ),
    },
    built: ["/a/ inline-a"],
  },
]);

const twoWidgets = `${widget("{{ .Get 0 }}")}${widget("{{ .Get 1 }}")}`;
const trimmed = `{{- /* Cactus Comments */ -}}
{{- with .Get 0 -}}
${widget("{{ . }}")}
{{- else -}}
{{- errorf "no id: %s" .Position -}}
{{- end -}}
`;

describeSites("Templates of shortcodes, which asking Hugo must not change", [
  {
    name: "that trim the blanks around them and begin with a comment",
    files: {
      ...base,
      "layouts/shortcodes/chat.html": trimmed,
      "content/a.md": page("A", "Text {{< chat a >}} text"),
    },
    built: ["/a/ a"],
  },
  {
    name: "that name the version of how their inner text is treated",
    files: {
      ...base,
      "layouts/shortcodes/chat.html": `{{ $_hugo_config := \`{"version": 1}\` }}<aside>{{ .Inner }}</aside>${widget("{{ .Get 0 }}")}`,
      "content/a.md": page("A", "{{% chat a %}}**Text**{{% /chat %}}"),
      "hugo.toml": baseToml("[markup.goldmark.renderer]\nunsafe = true\n"),
    },
    built: ["/a/ a"],
  },
  {
    name: "that define a template of their own",
    files: {
      ...base,
      "layouts/shortcodes/chat.html": `{{ template "cactus-widget" (.Get 0) }}{{ define "cactus-widget" }}${widget("{{ . }}")}{{ end }}`,
      "content/a.md": page("A", "{{< chat a >}}"),
    },
    built: ["/a/ a"],
  },
  {
    name: "that show two sections at one call",
    files: {
      ...base,
      "layouts/shortcodes/chat.html": twoWidgets,
      "content/a.md": page("A", "{{< chat a b >}}"),
    },
    built: ["/a/ a", "/a/ b"],
  },
  {
    name: "that render another call from a text",
    files: {
      ...base,
      "layouts/shortcodes/talk.html":
        '{{ .Page.RenderString (printf "{{< chat %s >}}" (.Get 0)) }}',
      "content/a.md": page("A", "{{< talk a >}}"),
    },
    built: ["/a/ a"],
  },
  {
    name: "whose inner text others measure",
    files: {
      ...base,
      "layouts/shortcodes/box.html":
        "{{ if lt (len .Inner) 700 }}{{ .Inner }}{{ else }}Too long.{{ end }}",
      "content/a.md": page("A", "{{< box >}}{{< chat a >}}{{< /box >}}"),
    },
    built: ["/a/ a"],
  },
  {
    name: "in a site whose output is minified",
    files: {
      ...base,
      "hugo.toml": baseToml("[minify]\nminifyOutput = true\n"),
      "content/p/a.md": page("A", "ü {{< chat a >}} and {{< chat b >}}"),
    },
    built: ["/p/a/ a", "/p/a/ b"],
  },
  {
    name: "in headings that the table of contents repeats, and in summaries",
    files: {
      ...base,
      "layouts/_default/single.html": "{{ .TableOfContents }}{{ .Content }}",
      "layouts/_default/list.html": "{{ range .RegularPages }}{{ .Summary }}{{ end }}",
      "content/p/a.md": page("A", "{{< chat a >}}\n\n<!--more-->\n\n## Talk\n\nText."),
    },
    built: ["/p/ a", "/p/a/ a"],
    scanned: ["/p/a/ a"],
    needsIndex: true,
  },
  {
    name: "on a page that shows its content twice",
    files: {
      ...base,
      "layouts/_default/single.html": "{{ .Content }}<hr>{{ .Content }}",
      "content/p/a.md": page("A", "{{< chat a >}}"),
    },
    built: ["/p/a/ a", "/p/a/ a"],
    scanned: ["/p/a/ a"],
  },
]);

describeSites("{{% %}}, whose output goes through Markdown", [
  {
    name: "shows the widget where HTML is let through",
    files: {
      ...base,
      "hugo.toml": baseToml("[markup.goldmark.renderer]\nunsafe = true\n"),
      "content/a.md": page("A", "{{% chat a %}}"),
    },
    built: ["/a/ a"],
  },
  {
    name: "shows nothing where HTML isn't let through",
    files: {
      ...base,
      "content/a.md": page("A", "{{% chat a %}}"),
      "content/b.md": page("B", "{{< chat b >}}"),
    },
    built: ["/b/ b"],
  },
]);

describeSites("Content that is shown on other pages as well", [
  {
    name: "in a list of full texts: the section is the post's",
    files: {
      ...base,
      "layouts/_default/list.html": "{{ range .RegularPages }}{{ .Content }}{{ end }}",
      "layouts/index.html": "{{ range site.RegularPages }}{{ .Content }}{{ end }}",
      "content/p/a.md": page("A", "{{< chat a >}}", "date: 2020-01-01\n"),
      "content/p/b.md": page("B", "{{< chat b >}}", "date: 2021-01-01\n"),
    },
    built: ["/ b", "/ a", "/p/ b", "/p/ a", "/p/a/ a", "/p/b/ b"],
    scanned: ["/p/a/ a", "/p/b/ b"],
    needsIndex: true,
  },
  {
    name: "by another page's .Content: the section is that of the page whose file holds it",
    files: {
      ...base,
      "layouts/shortcodes/include.html": "{{ with .Site.GetPage (.Get 0) }}{{ .Content }}{{ end }}",
      "content/a.md": page("A", "{{< chat a >}}"),
      "content/b.md": page("B", '{{< include "/a" >}}'),
    },
    built: ["/a/ a", "/b/ a"],
    scanned: ["/a/ a"],
    needsIndex: true,
  },
  {
    name: "from a headless bundle: the section is the page's that shows it",
    files: {
      ...base,
      "layouts/shortcodes/include.html": "{{ with .Site.GetPage (.Get 0) }}{{ .Content }}{{ end }}",
      "content/shared/index.md": page("Shared", "{{< chat shared >}}", "headless: true\n"),
      "content/b.md": page("B", '{{< include "/shared" >}}'),
    },
    built: ["/b/ shared"],
  },
  {
    name: "from a page resource: the section is the bundle's",
    files: {
      ...base,
      "layouts/_default/single.html":
        '{{ .Content }}{{ range .Resources.ByType "page" }}{{ .Content }}{{ end }}',
      "content/p/a/index.md": page("A", "Text."),
      "content/p/a/comments.md": page("Comments", "{{< chat of-resource >}}"),
    },
    built: ["/p/a/ of-resource"],
  },
  {
    name: "in a paginated list",
    files: {
      ...base,
      "layouts/_default/list.html":
        "{{ range (.Paginate .RegularPages 1).Pages }}{{ .Content }}{{ end }}",
      "content/p/a.md": page("A", "{{< chat a >}}", "date: 2020-01-01\n"),
      "content/p/b.md": page("B", "{{< chat b >}}", "date: 2021-01-01\n"),
    },
    built: ["/p/ b", "/p/a/ a", "/p/b/ b", "/p/page/2/ a"],
    scanned: ["/p/a/ a", "/p/b/ b"],
    needsIndex: true,
  },
]);

const calls = ["{{< chat a >}}", "{{< chat b >}}"] as const;
const texts: readonly (FixtureScan & {
  readonly name: string;
  readonly text: string;
  /** The calls as they stand in the text; default is `calls`. */
  readonly placed?: readonly string[];
  readonly lines: readonly number[];
})[] = [
  {
    name: "on lines of their own",
    text: page("A", "First.\n\n{{< chat a >}}\n\nText.\n\n{{< chat b >}}"),
    lines: [6, 10],
    files: {},
  },
  {
    name: "on one line after characters of several bytes",
    text: page("Ä", "Grüße 🎉👩‍👩‍👧 — {{< chat a >}} ünd 🎈 {{< chat b >}} 終"),
    lines: [4, 4],
    files: {},
  },
  {
    name: "with CRLF",
    text: page("A", "Text.\n\n{{< chat a >}} und {{< chat b >}}").replaceAll("\n", "\r\n"),
    lines: [6, 6],
    files: {},
  },
  {
    name: "after a byte order mark",
    text: `\uFEFF${page("A", "é {{< chat a >}}\n{{< chat b >}}")}`,
    lines: [4, 5],
    files: {},
  },
  {
    name: "after a byte order mark, with CRLF and TOML",
    text: "\uFEFF+++\r\ntitle = 'A'\r\n+++\r\n{{< chat a >}}\r\n\r\nÜ {{< chat b >}}\r\n",
    lines: [4, 6],
    files: {},
  },
  {
    name: "after JSON front matter",
    text: '{\n"title": "A {{< chat no >}}"\n}\n{{< chat a >}} {{< chat b >}}\n',
    lines: [4, 4],
    files: {},
  },
  {
    name: "without front matter",
    text: "ü {{< chat a >}}\n\n{{< chat b >}}\n",
    lines: [1, 3],
    files: {},
  },
  {
    name: "nested in another shortcode",
    text: page(
      "A",
      "{{< box >}}é {{< chat a >}}{{< /box >}}\n{{< box >}}\n{{< chat b >}}\n{{< /box >}}",
    ),
    lines: [4, 6],
    files: { "layouts/shortcodes/box.html": "<div>{{ .Inner }}</div>" },
  },
  {
    name: "nested two levels deep, in Markdown and in plain brackets",
    text: page(
      "A",
      "{{% box %}}\n{{< box >}}{{< chat a >}}{{< /box >}}\n{{% /box %}}\n\n{{< chat b >}}",
    ),
    lines: [5, 8],
    files: {
      "hugo.toml": baseToml("[markup.goldmark.renderer]\nunsafe = true\n"),
      "layouts/shortcodes/box.html": "<div>{{ .Inner }}</div>",
    },
  },
  {
    name: "over several lines and with a closing tag",
    text: page("A", "{{<\n  chat\n  a\n>}}{{< /chat >}}\n\n{{< chat b >}}{{< /chat >}}"),
    placed: ["{{<\n  chat\n  a\n>}}{{< /chat >}}", "{{< chat b >}}{{< /chat >}}"],
    lines: [4, 9],
    files: {
      "layouts/shortcodes/chat.html": `${widget("{{ .Get 0 }}")}{{ with .Inner }}{{ . }}{{ end }}`,
    },
  },
  {
    name: "beside calls that are escaped or in comments",
    text: page(
      "A",
      "`{{</* chat no */>}}` {{< chat a >}} {{%/* chat no */%}}\n\n```\n{{</* chat no */>}}\n```\n{{< chat b >}}",
    ),
    lines: [4, 9],
    files: {},
  },
  {
    name: "in list items, quotes and tables",
    text: page("A", "> quote {{< chat a >}}\n\n| a | b |\n|---|---|\n| {{< chat b >}} | ü |"),
    lines: [4, 8],
    files: {},
  },
];

/** Calls of the page's file by what the scan says of their places, cut from the file itself. */
function placedCalls({ places, folder }: FixtureSiteScan, file: string) {
  const text = readFileSync(join(folder, file), "utf8");
  return places
    .filter(({ location }) => location.file === file)
    .map(({ call, location, threadIds }) => ({
      text: call === undefined ? undefined : text.slice(call.start, call.end),
      line: location.line,
      threadIds,
    }));
}

/** Scans a site; what it finds is what Hugo builds. */
async function scanAsBuilt(fixture: FixtureScan) {
  const built = await askHugo(fixture);
  const scan = await scanFixture(fixture);
  expect(threadsOf(scan)).toEqual(built);
  return scan;
}

currentHugo.describe("The place of a shortcode call in its file", () => {
  it.each(texts)("is exact: $name", async ({ text, placed = calls, lines, files }) => {
    const fixture = { files: { ...base, ...files, "content/p/a.md": text } };
    expect(asLines(await askHugo(fixture)), "as Hugo builds it").toEqual(["/p/a/ a", "/p/a/ b"]);
    const scan = await scanFixture(fixture);
    expect(asLines(threadsOf(scan))).toEqual(["/p/a/ a", "/p/a/ b"]);
    expect(placedCalls(scan, "content/p/a.md")).toEqual([
      { text: placed[0], line: lines[0], threadIds: ["a"] },
      { text: placed[1], line: lines[1], threadIds: ["b"] },
    ]);
    expect(scan.pages[0]?.threads.map(({ location }) => location)).toMatchObject(
      lines.map((line) => ({ file: "content/p/a.md", line })),
    );
    expect(scan.findings).toEqual([]);
  });

  it("names the section that only the build knows", async () => {
    const fixture = {
      files: {
        ...base,
        "layouts/shortcodes/chat.html": widget("{{ .Page.File.UniqueID }}"),
        "content/p/a.md": page("A", "{{< chat >}}"),
      },
    };
    const [built] = await askHugo(fixture);
    const scan = await scanFixture(fixture);
    expect(placedCalls(scan, "content/p/a.md")).toEqual([
      { text: "{{< chat >}}", line: 4, threadIds: [built?.threadId] },
    ]);
  });

  it("names all sections that one call shows", async () => {
    const scan = await scanAsBuilt({
      files: {
        ...base,
        "layouts/shortcodes/chat.html": twoWidgets,
        "content/a.md": page("A", "{{< chat a b >}}"),
      },
    });
    expect(placedCalls(scan, "content/a.md")).toMatchObject([{ threadIds: ["a", "b"] }]);
  });

  it("is exact where the output is minified", async () => {
    const fixture = {
      files: {
        ...base,
        "hugo.toml": baseToml("[minify]\nminifyOutput = true\n"),
        "layouts/shortcodes/chat.html": widget("{{ .Get 0 | urlize }}-{{ .Ordinal }}"),
        "content/p/a.md": page("A", "ü {{< chat A >}} and {{< chat B >}}"),
      },
    };
    expect(asLines(await askHugo(fixture)), "as Hugo builds it").toEqual([
      "/p/a/ a-0",
      "/p/a/ b-1",
    ]);
    const scan = await scanFixture(fixture);
    expect(placedCalls(scan, "content/p/a.md")).toEqual([
      { text: "{{< chat A >}}", line: 4, threadIds: ["a-0"] },
      { text: "{{< chat B >}}", line: 4, threadIds: ["b-1"] },
    ]);
  });

  it("is told in a site below the repository's root", async () => {
    const files = Object.fromEntries(
      Object.entries({ ...base, "content/p/a.md": page("A", "ü {{< chat a >}}") }).map(
        ([path, text]) => [`sites/blog/${path}`, text],
      ),
    );
    const scan = await scanAsBuilt({ files, siteDir: "sites/blog" });
    expect(scan.pages).toMatchObject([{ pageId: "/p/a/", file: "sites/blog/content/p/a.md" }]);
    expect(placedCalls(scan, "sites/blog/content/p/a.md")).toEqual([
      { text: "{{< chat a >}}", line: 4, threadIds: ["a"] },
    ]);
  });

  it("is told for calls in each of a page's languages", async () => {
    const scan = await scanAsBuilt({
      files: {
        ...base,
        "hugo.toml": baseToml("[languages.en]\nweight = 1\n[languages.de]\nweight = 2\n"),
        "content/p/a.md": page("A", "{{< chat a >}}"),
        "content/p/a.de.md": page("A", "{{< chat a-de >}}"),
      },
    });
    expect(placedCalls(scan, "content/p/a.md")).toMatchObject([{ threadIds: ["a"] }]);
    expect(placedCalls(scan, "content/p/a.de.md")).toMatchObject([{ threadIds: ["a-de"] }]);
  });

  it("is told for calls in another case than the template's file", async () => {
    const scan = await scanAsBuilt({
      files: {
        ...base,
        "layouts/shortcodes/cactusChat.html": widget("{{ .Get 0 }}"),
        "content/a.md": page("A", "{{< CactusCHAT a >}}"),
      },
    });
    expect(placedCalls(scan, "content/a.md")).toMatchObject([
      { text: "{{< CactusCHAT a >}}", threadIds: ["a"] },
    ]);
  });

  it("is told for a draft, whose page is none", async () => {
    const scan = await scanAsBuilt({
      files: {
        ...base,
        "content/a.md": page("A", "{{< chat a >}}", "draft: true\n"),
        "content/b.md": page("B", "{{< chat b >}}"),
      },
    });
    expect(asLines(threadsOf(scan))).toEqual(["/b/ b"]);
    expect(placedCalls(scan, "content/a.md")).toMatchObject([{ text: "{{< chat a >}}" }]);
    expect(scan.findings).toMatchObject([{ severity: "notice", code: "draft-pages" }]);
  });

  it("says whether HTML at that place reaches readers", async () => {
    const files = {
      ...base,
      "content/a.md": page("A", "{{< chat a >}}"),
    };
    const unsafe = baseToml("[markup.goldmark.renderer]\nunsafe = true\n");
    const strict = await scanAsBuilt({ files });
    const open = await scanAsBuilt({ files: { ...files, "hugo.toml": unsafe } });
    expect(strict.places.map(({ takesHtml }) => takesHtml)).toEqual([false]);
    expect(open.places.map(({ takesHtml }) => takesHtml)).toEqual([true]);
  });

  it("that shows no section on the built page is reported", async () => {
    const fixture = {
      files: {
        ...base,
        "layouts/_default/single.html": "{{ if not .Params.quiet }}{{ .Content }}{{ end }}",
        "content/a.md": page("A", "{{< chat a >}}", "quiet: true\n"),
        "content/b.md": page("B", "{{< chat b >}}"),
      },
    };
    expect(asLines(await askHugo(fixture)), "as Hugo builds it").toEqual(["/b/ b"]);
    const scan = await scanFixture(fixture);
    expect(asLines(threadsOf(scan))).toEqual(["/b/ b"]);
    expect(scan.findings).toMatchObject([
      { code: "shortcode-not-shown", location: { file: "content/a.md", line: 5 } },
    ]);
  });
});
