import {
  clientHtml,
  type FixtureSite,
  hugoToml,
  md5,
  plainLayouts,
  post,
  thread,
} from "./fixture-site.ts";

const siteName = '"{{ .Site.Params.cactusSiteName }}"';
const params = '[params]\ncactusSiteName = "example.org"\n';
const guide = clientHtml(siteName, '"{{ .Get 0 }}"');

/** Sites in which shortcodes show the comments. */
export const shortcodeSites: readonly FixtureSite[] = [
  {
    name: "Cactus's guide: the shortcode chat with the section id as its parameter",
    files: {
      "hugo.toml": hugoToml(params),
      ...plainLayouts,
      "layouts/shortcodes/chat.html": guide,
      "content/_index.md": post("Home", "Welcome."),
      "content/posts/quoted.md": post("Quoted", '{{< chat "quoted" >}}'),
      "content/posts/bare.md": post("Bare", "{{<chat bare>}}"),
      "content/posts/back.md": post("Back", "{{< chat `back quoted` >}}"),
      "content/posts/lines.md": post("Lines", "{{<\n  chat\n  over-lines\n>}}"),
      "content/posts/number.md": post("Number", "{{< chat 007 >}}"),
      "content/posts/none.md": post("None", "No comments here."),
      "content/posts/two.md": post("Two", "{{< chat first >}}\n\n{{< chat second >}}"),
    },
    expected: [
      thread("/posts/quoted/", "quoted"),
      thread("/posts/bare/", "bare"),
      thread("/posts/back/", "back quoted"),
      thread("/posts/lines/", "over-lines"),
      thread("/posts/number/", "7"),
      thread("/posts/two/", "first"),
      thread("/posts/two/", "second"),
    ],
  },
  {
    name: "the layouts of Hugo 0.146: _shortcodes and _partials",
    needsNewHugo: true,
    files: {
      "hugo.toml": hugoToml(params),
      "layouts/single.html": "{{ .Content }}",
      "layouts/all.html": "{{ .Content }}",
      "layouts/_partials/cactus.html": clientHtml(
        '"{{ site.Params.cactusSiteName }}"',
        '"{{ .id }}"',
      ),
      "layouts/_shortcodes/chat.html": '{{ partial "cactus.html" (dict "id" (.Get 0)) }}',
      "content/posts/a.md": post("A", "{{< chat my-post >}}"),
    },
    expected: [thread("/posts/a/", "my-post")],
  },
  {
    name: "other names, in folders and with named parameters",
    files: {
      "hugo.toml": hugoToml(params),
      ...plainLayouts,
      "layouts/shortcodes/blog/comments.html": clientHtml(siteName, '"{{ .Get "room" }}"'),
      "layouts/shortcodes/talk.html":
        '{{ $id := .Get "id" }}{{ if not .IsNamedParams }}{{ $id = .Get 0 }}{{ end }}' +
        clientHtml(siteName, "{{ $id }}"),
      "content/a.md": post("A", '{{< blog/comments theme="dark" room="room-a" >}}'),
      "content/b.md": post("B", '{{< talk id="room-b" >}}'),
      "content/c.md": post("C", "{{< talk room-c >}}"),
    },
    expected: [thread("/a/", "room-a"), thread("/b/", "room-b"), thread("/c/", "room-c")],
  },
  {
    name: "siteName from the page's parameters, or from the site's",
    files: {
      "hugo.toml": hugoToml(params),
      ...plainLayouts,
      "layouts/shortcodes/chat.html": clientHtml(
        '"{{ .Page.Params.siteName | default .Site.Params.cactusSiteName }}"',
        '"{{ .Get 0 }}"',
      ),
      "content/a.md": post("A", "{{< chat a >}}", "siteName: other.example\n"),
      "content/b.md": post("B", "{{< chat b >}}"),
    },
    expected: [thread("/a/", "a", "other.example"), thread("/b/", "b")],
  },
  {
    name: "a section id from the file's unique id where no parameter is given",
    files: {
      "hugo.toml": hugoToml(params),
      ...plainLayouts,
      "layouts/shortcodes/chat.html": `{{- $id := .Page.File.UniqueID -}}
{{- with .Get 0 }}{{ $id = . }}{{ end -}}
${clientHtml(siteName, "'{{ $id }}'")}`,
      "content/posts/Some File.md": post("A", "{{< chat >}}"),
      "content/posts/bundle/index.md": post("B", "{{< chat >}}"),
      "content/posts/c.md": post("C", "{{< chat named >}}"),
    },
    expected: [
      thread("/posts/some-file/", md5("posts/Some File.md")),
      thread("/posts/bundle/", md5("posts/bundle/index.md")),
      thread("/posts/c/", "named"),
    ],
  },
  {
    name: "a homeserver of one's own, and the client's attributes on its script",
    files: {
      "hugo.toml": hugoToml(),
      ...plainLayouts,
      "layouts/shortcodes/comments.html": `<div id="here"></div>
<script src="https://latest.cactus.chat/cactus.js"
  data-default-homeserver-url="https://matrix.example.net/"
  data-server-name="example.net"
  data-site-name="blog"
  data-comment-section-id="{{ .Get 0 | lower }}"></script>`,
      "content/a.md": post("A", "{{< comments My.Post >}}"),
    },
    expected: [
      {
        page: "/a/",
        threadId: "my.post",
        siteName: "blog",
        serverName: "example.net",
        serverUrl: "https://matrix.example.net",
      },
    ],
  },
  {
    name: "shortcodes named chat that are not Cactus, beside one that is",
    files: {
      "hugo.toml": hugoToml(params),
      ...plainLayouts,
      "layouts/shortcodes/chat.html":
        '<div class="bubble {{ .Get 0 }}">{{ .Inner | markdownify }}</div>',
      "layouts/shortcodes/discuss.html": guide,
      "content/a.md": post("A", "{{< chat left >}}Hello{{< /chat >}}\n\n{{< discuss a >}}"),
      "content/b.md": post("B", "{{< chat right >}}Only talk{{< /chat >}}"),
    },
    expected: [thread("/a/", "a")],
  },
  {
    name: "posts that explain Cactus",
    files: {
      "hugo.toml": hugoToml(params),
      ...plainLayouts,
      "layouts/shortcodes/chat.html": guide,
      "content/a.md": post(
        "A",
        "Write {{</* chat my-post */>}} or {{%/* chat my-post */%}}.\n\n" +
          "```html\n{{</* chat fenced */>}}\n```\n\n" +
          "{{< highlight html >}}\n{{</* chat highlighted */>}}\n{{< /highlight >}}\n\n{{< chat real >}}",
      ),
    },
    expected: [thread("/a/", "real")],
  },
  {
    name: "one constant id for a whole site, and translations that share an id",
    files: {
      "hugo.toml": hugoToml(`${params}defaultContentLanguage = "en"
[languages.en]
weight = 1
[languages.de]
weight = 2
`)
        .replace("[params]", "")
        .replace('cactusSiteName = "example.org"\n', ""),
      ...plainLayouts,
      "layouts/shortcodes/chat.html": clientHtml('"example.org"', '"{{ .Get 0 }}"'),
      "content/a.md": post("A", "{{< chat cactus-comments >}}"),
      "content/b.md": post("B", "{{< chat cactus-comments >}}"),
      "content/c.en.md": post("C", "{{< chat shared >}}"),
      "content/c.de.md": post("C", "{{< chat shared >}}"),
    },
    expected: [
      thread("/a/", "cactus-comments"),
      thread("/b/", "cactus-comments"),
      thread("/c/", "shared"),
      thread("/de/c/", "shared"),
    ],
  },
  {
    name: "a section id as the shortcode's inner text, and none at all",
    files: {
      "hugo.toml": hugoToml(params),
      ...plainLayouts,
      "layouts/shortcodes/chat.html": `{{ with trim .Inner " \\n" }}${clientHtml('"example.org"', "{{ . }}")}{{ end }}`,
      "content/a.md": post("A", "{{< chat >}}\n inner-id \n{{< /chat >}}"),
      "content/b.md": post("B", "{{< chat />}}"),
    },
    expected: [thread("/a/", "inner-id")],
  },
];
