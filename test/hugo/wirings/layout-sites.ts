import {
  clientHtml,
  type FixtureSite,
  hugoToml,
  md5,
  plainLayouts,
  post,
  thread,
} from "./fixture-site.ts";

/** A partial as the theme hugo-theme-stack has it. */
const stackPartial = `{{- with .Site.Params.comments.cactus -}}
<div id="comment-section"></div>
<script defer>
initComments({
  node: document.getElementById("comment-section"),
  defaultHomeserverUrl: "{{ .defaultHomeserverUrl }}",
  serverName: "{{ .serverName }}",
  siteName: "{{ .siteName }}",
  commentSectionId: "{{ $.File.UniqueID }}"
})
</script>
{{- end -}}
`;

const idSite = (
  name: string,
  expression: string,
  threadId: string,
  frontMatter = "",
): FixtureSite => ({
  name: `a section id from ${name}`,
  files: {
    "hugo.toml": hugoToml(),
    "layouts/_default/single.html": `{{ .Content }}${clientHtml('"example.org"', expression)}`,
    "layouts/_default/list.html": "{{ .Content }}",
    "content/posts/My Post.md": post(
      "Größe & More: it's",
      "Text.",
      `slug: my-slug\n${frontMatter}`,
    ),
  },
  expected: [thread("/posts/my-slug/", threadId)],
});

/** Sites whose layouts show the comments of every page. */
export const layoutSites: readonly FixtureSite[] = [
  {
    name: "the theme hugo-theme-stack: provider by parameter, file's unique id",
    files: {
      "hugo.toml": hugoToml(`theme = "stack"
[params.comments]
enabled = true
provider = "cactus"
[params.comments.cactus]
defaultHomeserverUrl = "https://matrix.cactus.chat:8448"
serverName = "cactus.chat"
siteName = "example.org"
`),
      "themes/stack/layouts/_default/baseof.html":
        '<!DOCTYPE html><html><head>{{- partial "head/head.html" . -}}</head><body>{{- block "main" . }}{{ end }}</body></html>',
      "themes/stack/layouts/_default/single.html": `{{ define "main" }}
  {{ .Content }}
  {{ if not (eq .Params.comments false) }}
    {{ partial "comments/include" . }}
  {{ end }}
{{ end }}`,
      "themes/stack/layouts/_default/list.html":
        '{{ define "main" }}{{ range .Pages }}{{ .Title }}{{ end }}{{ end }}',
      "themes/stack/layouts/partials/head/head.html": "<title>{{ .Title }}</title>",
      "themes/stack/layouts/partials/comments/include.html": `{{ if .Site.Params.comments.enabled }}
  <script src="{{ "js/theme.js" | relURL }}" defer></script>
  {{ partial (printf "comments/provider/%s" .Site.Params.comments.provider) . }}
{{ end }}`,
      "themes/stack/layouts/partials/comments/provider/cactus.html": stackPartial,
      "themes/stack/layouts/partials/comments/provider/disqus.html": "<div id=disqus_thread></div>",
      "content/_index.md": post("Home", ""),
      "content/post/hello.md": post("Hello", "Text."),
      "content/post/silent.md": post("Silent", "Text.", "comments: false\n"),
      "content/post/bundle/index.md": post("Bundle", "Text."),
    },
    expected: [
      thread("/post/hello/", md5("post/hello.md")),
      thread("/post/bundle/", md5("post/bundle/index.md")),
    ],
  },
  {
    name: "a fork of the theme tranquilpeak: section id from the front matter, old pages without",
    files: {
      "hugo.toml": hugoToml(`[params.comment.cactus]
enable = true
siteName = "example.org"
`),
      "layouts/_default/single.html": `{{ .Content }}{{ partial "post/cactus.html" . }}`,
      "layouts/_default/list.html": "",
      "layouts/partials/post/cactus.html": `{{ if and .Site.Params.comment.cactus.enable .Params.commentSlug }}
{{ if isset .Params "comments" }}<div>{{ range .Params.comments }}{{ .text }}{{ end }}</div>
{{ else }}${clientHtml('"{{ .Site.Params.comment.cactus.siteName }}"', '"{{ .Params.commentSlug }}"')}{{ end }}
{{ end }}`,
      "content/a.md": post("A", "", "commentSlug: slug-a\n"),
      "content/b.md": post("B", "", "commentSlug: slug-b\ncomments:\n  - text: old\n"),
      "content/c.md": post("C", ""),
    },
    expected: [thread("/a/", "slug-a")],
  },
  idSite("the slug", '"{{ .Slug }}"', "my-slug"),
  idSite("the title", "{{ .Title }}", "Größe & More: it's"),
  idSite("the title as an address", "'{{ .Title | urlize }}'", "gr%C3%B6%C3%9Fe-more-its"),
  idSite("the relative permalink", '"{{ .RelPermalink }}"', "/posts/my-slug/"),
  idSite(
    "the relative permalink without slashes",
    '"{{ replace (strings.Trim .RelPermalink "/") "/" "-" }}"',
    "posts-my-slug",
  ),
  idSite(
    "the permalink's hash",
    '"{{ md5 .Permalink }}"',
    md5("https://example.org/posts/my-slug/"),
  ),
  idSite("the file's path", '"{{ .File.Path | md5 }}"', md5("posts/My Post.md")),
  idSite("the file's name", "'{{ .File.ContentBaseName | urlize }}'", "my-post"),
  idSite(
    "the date",
    '"{{ .Date.Format "2006-01-02" }}-{{ .Slug }}"',
    "2023-04-05-my-slug",
    "date: 2023-04-05T06:07:08Z\n",
  ),
  idSite(
    "a front matter key, else the file's unique id",
    '"{{ .Params.CommentID | default .File.UniqueID }}"',
    "Given.Id",
    "commentId: Given.Id\n",
  ),
  idSite(
    "a parameter of the page or the site",
    '{{ .Param "commentid" }}',
    "given",
    "commentid: given\n",
  ),
  idSite("several values put together", '{{ printf "%s-%d" .Section (len .Title) }}', "posts-20"),
  idSite("a part of a list", '"{{ index .Params.ids 1 }}"', "two", "ids: [one, two]\n"),
  {
    name: "values that a partial returns, and that are kept with the page",
    files: {
      "hugo.toml": hugoToml("[params]\ncomments = true\n"),
      "layouts/_default/baseof.html": `<html>{{ .Scratch.Set "site" "example.org" }}
{{ block "main" . }}{{ end }}{{ block "comments" . }}no comments{{ end }}</html>`,
      "layouts/_default/single.html": `{{ define "main" }}{{ .Content }}{{ end }}
{{ define "comments" }}{{ $id := partial "section-id.html" . }}
{{ if site.Params.comments }}${clientHtml('"{{ .Scratch.Get "site" }}"', '"{{ $id }}"')}{{ end }}{{ end }}`,
      "layouts/_default/list.html": '{{ define "main" }}{{ .Content }}{{ end }}',
      "layouts/partials/section-id.html": `{{ $id := "" }}
{{ if eq .Section "notes" }}{{ $id = printf "note-%s" .File.TranslationBaseName }}
{{ else if .Params.thread }}{{ $id = .Params.thread }}
{{ else }}{{ $id = anchorize .Title }}{{ end }}
{{ return $id }}`,
      "content/notes/one.md": post("One", ""),
      "content/posts/two.md": post("Two", "", "thread: 42\n"),
      "content/posts/three.md": post("Three, and more", ""),
    },
    expected: [
      thread("/notes/one/", "note-one"),
      thread("/posts/two/", "42"),
      thread("/posts/three/", "three-and-more"),
    ],
  },
  {
    name: "layouts by section, type and layout",
    files: {
      "hugo.toml": hugoToml(),
      ...plainLayouts,
      "layouts/posts/single.html": `{{ .Content }}{{ partial "cactus" (dict "page" . "prefix" "post") }}`,
      "layouts/essay/single.html": `{{ .Content }}{{ partial "cactus" (dict "page" . "prefix" "essay") }}`,
      "layouts/_default/open.html": `{{ .Content }}{{ partial "cactus" (dict "page" . "prefix" "open") }}`,
      "layouts/partials/cactus.html": clientHtml(
        '"example.org"',
        '"{{ .prefix }}-{{ .page.File.BaseFileName }}"',
      ),
      "content/posts/a.md": post("A", ""),
      "content/posts/deep/b.md": post("B", ""),
      "content/posts/c.md": post("C", "", "type: essay\n"),
      "content/other/d.md": post("D", "", "layout: open\n"),
      "content/other/e.md": post("E", ""),
    },
    expected: [
      thread("/posts/a/", "post-a"),
      thread("/posts/deep/b/", "post-b"),
      thread("/posts/c/", "essay-c"),
      thread("/other/d/", "open-d"),
    ],
  },
  {
    name: "settings as one value in a script",
    files: {
      "hugo.toml": hugoToml(),
      "layouts/_default/single.html": `{{ $settings := dict
  "defaultHomeserverUrl" "https://matrix.cactus.chat:8448"
  "serverName" "cactus.chat" "siteName" "example.org"
  "commentSectionId" (path.Base .File.Dir) }}
<script>initComments({{ $settings | jsonify | safeJS }})</script>`,
      "layouts/_default/list.html": "",
      "content/a/b/c.md": post("C", ""),
    },
    expected: [thread("/a/b/c/", "b")],
  },
  {
    name: "the project's templates before the theme's",
    files: {
      "hugo.toml": hugoToml('theme = "t"\n'),
      ...plainLayouts,
      "themes/t/layouts/_default/single.html": clientHtml('"theme"', '"{{ .Slug }}"'),
      "themes/t/layouts/shortcodes/chat.html": clientHtml('"theme"', '"{{ .Get 0 }}"'),
      "themes/t/layouts/shortcodes/talk.html": clientHtml('"example.org"', '"{{ .Get 0 }}"'),
      "layouts/shortcodes/chat.html": "<b>{{ .Get 0 }}</b>",
      "content/a.md": post("A", "{{< chat x >}}{{< talk y >}}"),
    },
    expected: [thread("/a/", "y")],
  },
  {
    name: "comments only on a condition",
    files: {
      "hugo.toml": hugoToml('[params]\nsections = ["posts", "notes"]\n'),
      "layouts/_default/single.html": `{{ .Content }}
{{ if and (in .Site.Params.sections .Section) (ne .Params.comments "off") (or hugo.IsProduction .Draft) }}
${clientHtml('"example.org"', '"{{ .Slug | default (urlize .Title) }}"')}
{{ end }}`,
      "layouts/_default/list.html": "",
      "content/posts/a.md": post("First Post", ""),
      "content/posts/b.md": post("B", "", 'comments: "off"\n'),
      "content/pages/c.md": post("C", ""),
      "content/notes/d.md": post("D", "", "slug: dd\n"),
    },
    expected: [thread("/posts/a/", "first-post"), thread("/notes/dd/", "dd")],
  },
];
