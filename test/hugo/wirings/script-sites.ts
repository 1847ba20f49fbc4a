import {
  clientHtml,
  type FixtureSite,
  hugoToml,
  plainLayouts,
  post,
  thread,
} from "./fixture-site.ts";

const clientCall = (siteName: string, threadId: string) =>
  /<script>([\s\S]*)<\/script>/.exec(clientHtml(siteName, threadId))?.[1] ?? "";

/** Sites that call the client in script files or from values of other scripts. */
export const scriptSites: readonly FixtureSite[] = [
  {
    name: "a script file with one constant id, loaded by the layout",
    files: {
      "hugo.toml": hugoToml(),
      "layouts/_default/single.html":
        '{{ .Content }}<script src="{{ "js/comments.js" | relURL }}"></script>',
      "layouts/_default/list.html": "",
      "static/js/comments.js": clientCall('"example.org"', '"guestbook"'),
      "content/guestbook.md": post("Guestbook", ""),
    },
    expected: [thread("/guestbook/", "guestbook")],
  },
  {
    name: "a script that the template of the page makes",
    files: {
      "hugo.toml": hugoToml(),
      "layouts/_default/single.html": `{{ .Content }}
{{ $script := resources.Get "js/comments.js" | resources.ExecuteAsTemplate (printf "js/%s.js" .File.UniqueID) . | minify | fingerprint }}
<script src="{{ $script.RelPermalink }}" integrity="{{ $script.Data.Integrity }}"></script>`,
      "layouts/_default/list.html": "",
      "assets/js/comments.js": clientCall('"{{ site.Title | lower }}.org"', '"{{ .Slug }}"'),
      "content/a.md": post("A", "", "slug: the-slug\n"),
    },
    expected: [thread("/the-slug/", "the-slug")],
  },
  {
    name: "values that an earlier script of the page sets",
    files: {
      "hugo.toml": hugoToml(),
      ...plainLayouts,
      "layouts/shortcodes/chat.html": `<script>
const comments = { site: {{ site.Title | printf "%s.org" | lower }}, section: {{ .Get 0 }} };
</script>
${clientHtml("comments.site", '"post-" + comments.section')}`,
      "content/a.md": post("A", "{{< chat a-b >}}"),
    },
    expected: [thread("/a/", "post-a-b")],
  },
  {
    name: "a section id that is worked out in the browser",
    files: {
      "hugo.toml": hugoToml(),
      ...plainLayouts,
      "layouts/shortcodes/chat.html": clientHtml('"example.org"', "location.pathname"),
      "content/a.md": post("A", "{{< chat a-b >}}"),
    },
    expected: [],
  },
  {
    name: "a section id that only Hugo can tell",
    files: {
      "hugo.toml": hugoToml(),
      ...plainLayouts,
      "layouts/shortcodes/chat.html": clientHtml('"example.org"', '"{{ len .Page.RawContent }}"'),
      "content/a.md": post("A", "{{< chat a-b >}}"),
    },
    expected: [thread("/a/", "17")],
  },
];
