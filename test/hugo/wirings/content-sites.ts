import {
  clientHtml,
  type FixtureSite,
  hugoToml,
  plainLayouts,
  post,
  thread,
} from "./fixture-site.ts";

const guide = clientHtml('"example.org"', '"{{ .Get 0 }}"');
const unsafe = "[markup.goldmark.renderer]\nunsafe = true\n";

const everywhere = {
  "content/comment.md": post("Comment", "Before.\n\n<!-- {{< chat in-comment >}} -->\n\nAfter."),
  "content/fence.md": post("Fence", "```\n{{< chat in-fence >}}\n```"),
  "content/percent-fence.md": post("Fence", "```html\n{{% chat in-percent-fence %}}\n```"),
  "content/indented.md": post("Indented", "Text.\n\n    {{< chat in-code >}}"),
  "content/span.md": post("Span", "Some `{{< chat in-span >}}` code."),
  "content/highlight.md": post(
    "Highlight",
    "{{< highlight html >}}\n{{< chat in-highlight >}}\n{{< /highlight >}}",
  ),
  "content/percent.md": post("Percent", "Text.\n\n{{% chat in-percent %}}\n\nText."),
  "content/block.md": post("Block", "<div>\n{{< chat in-block >}}\n</div>"),
  "content/inline.md": post("Inline", "A <b>{{< chat in-inline >}}</b> word."),
  "content/nested.md": post("Nested", "{{< box >}}\n{{< chat in-box >}}\n{{< /box >}}"),
  "content/table.md": post("Table", "| a | {{< chat in-table >}} |\n|---|---|"),
  "content/own.md": post("Own", `Text.\n\n${clientHtml('"example.org"', '"own"')}`),
  "content/own-fence.md": post("Own", `\`\`\`html\n${clientHtml('"example.org"', '"x"')}\`\`\``),
};

const layouts = {
  ...plainLayouts,
  "layouts/shortcodes/chat.html": guide,
  "layouts/shortcodes/box.html": "<div>{{ .Inner }}</div>",
};

/** What a site shows whether or not it lets HTML in Markdown stand. */
const always = [
  thread("/fence/", "in-fence"),
  thread("/indented/", "in-code"),
  thread("/span/", "in-span"),
  thread("/inline/", "in-inline"),
  thread("/nested/", "in-box"),
  thread("/table/", "in-table"),
];

/** Sites in which it matters where in the content a shortcode or the client's HTML stands. */
export const contentSites: readonly FixtureSite[] = [
  {
    name: "shortcodes in comments, code and HTML, where Hugo drops HTML in Markdown",
    files: { "hugo.toml": hugoToml(), ...layouts, ...everywhere },
    expected: always,
  },
  {
    name: "shortcodes in comments, code and HTML, where HTML in Markdown stands",
    files: { "hugo.toml": hugoToml(unsafe), ...layouts, ...everywhere },
    expected: [
      ...always,
      thread("/percent/", "in-percent"),
      thread("/block/", "in-block"),
      thread("/own/", "own"),
    ],
  },
  {
    name: "the client's HTML between the tags of shortcodes",
    files: {
      "hugo.toml": hugoToml(unsafe),
      ...layouts,
      "layouts/shortcodes/rawhtml.html": "{{ .Inner }}",
      "layouts/shortcodes/quote.html":
        "<blockquote>{{ .Inner | htmlEscape | safeHTML }}</blockquote>",
      "content/raw.md": post(
        "Raw",
        `{{< rawhtml >}}\n${clientHtml("'example.org'", "'raw'")}\n{{< /rawhtml >}}`,
      ),
      "content/shown.md": post(
        "A",
        `{{< highlight html >}}\n${clientHtml("'example.org'", "'x'")}\n{{< /highlight >}}`,
      ),
      "content/quoted.md": post(
        "A",
        `{{< quote >}}\n${clientHtml("'example.org'", "'y'")}\n{{< /quote >}}`,
      ),
      "content/inline.md": post(
        "A",
        `{{< x.inline >}}\n${clientHtml("'example.org'", "'z'")}\n{{< /x.inline >}}`,
      ),
    },
    expected: [thread("/raw/", "raw")],
  },
  {
    name: "the client's HTML in a shortcode, where Hugo drops HTML in Markdown",
    files: {
      "hugo.toml": hugoToml(),
      ...layouts,
      "layouts/shortcodes/rawhtml.html": "{{ .Inner | safeHTML }}",
      "content/raw.md": post(
        "Raw",
        `{{< rawhtml >}}\n${clientHtml("'example.org'", "'raw'")}\n{{< /rawhtml >}}`,
      ),
    },
    expected: [thread("/raw/", "raw")],
  },
  {
    name: "content files in HTML",
    files: {
      "hugo.toml": hugoToml('[security]\nallowContent = [".*"]\n'),
      ...layouts,
      "content/a.html": post("A", "<p>Text.</p>\n{{< chat a >}}\n<!-- {{< chat b >}} -->"),
      "content/c.html": post("C", `<p>Text.</p>\n${clientHtml("'example.org'", "'c'")}`),
    },
    expected: [thread("/a/", "a"), thread("/c/", "c")],
  },
];
