import {
  base,
  baseToml,
  baseYaml,
  byParameter,
  chatShortcode,
  contentLayouts,
  page,
  widget,
} from "./base-site.ts";
import { describeSites } from "./site-cases.ts";

const shown = widget("{{ .Params.cid }}");
const onlyIn = (condition: string) => ({
  "hugo.toml": baseToml(),
  ...contentLayouts,
  "layouts/_default/single.html": `{{ if ${condition} }}${shown}{{ end }}`,
});

describeSites("Capitals and odd characters in the names of folders and files", [
  {
    name: "a layout that asks for the section in small letters",
    files: {
      ...onlyIn('eq .Section "posts"'),
      "content/Posts/first.md": page("First", "", "cid: first\n"),
      "content/Other/second.md": page("Second", "", "cid: second\n"),
    },
    built: ["/posts/first/ first"],
  },
  {
    name: "a layout that asks for the type",
    files: {
      ...onlyIn('eq .Type "posts"'),
      "content/Posts/2024/first.md": page("First", "", "cid: first\n"),
      "content/p/second.md": page("Second", "", "cid: second\ntype: posts\n"),
    },
    built: ["/p/second/ second", "/posts/2024/first/ first"],
  },
  {
    name: "a layout in a folder of the section's name",
    files: {
      ...onlyIn("false"),
      "layouts/posts/single.html": shown,
      "content/Posts/first.md": page("First", "", "cid: first\n"),
    },
    built: ["/posts/first/ first"],
  },
  {
    name: "a layout that asks for the file's name",
    files: {
      ...onlyIn('eq .File.TranslationBaseName "First"'),
      "content/Posts/First.md": page("First", "", "cid: first\n"),
      "content/Posts/second.md": page("Second", "", "cid: second\n"),
    },
    built: ["/posts/first/ first"],
  },
  {
    name: "paths that keep their capitals",
    files: {
      ...base,
      "hugo.toml": baseToml("disablePathToLower = true\n"),
      "content/Posts/First.md": page("First", "{{< chat first >}}"),
    },
    built: ["/Posts/First/ first"],
  },
  {
    name: "blanks, umlauts, percent signs and dots",
    files: {
      ...base,
      "content/p/Two Words.md": page("A", "{{< chat blank >}}"),
      "content/p/Übung.md": page("A", "{{< chat umlaut >}}"),
      "content/p/100%.md": page("A", "{{< chat percent >}}"),
      "content/p/v1.2.md": page("A", "{{< chat dot >}}"),
    },
    built: ["/p/%C3%BCbung/ umlaut", "/p/100/ percent", "/p/two-words/ blank", "/p/v1.2/ dot"],
  },
  {
    name: "accents that are removed",
    files: {
      ...base,
      "hugo.toml": baseToml("removePathAccents = true\n"),
      "content/p/déjà.md": page("A", "{{< chat a >}}"),
    },
    built: ["/p/deja/ a"],
  },
]);

describeSites("Names that JavaScript objects have already", [
  {
    name: "as names of pages and folders",
    files: {
      ...base,
      "content/constructor.md": page("A", "{{< chat a >}}"),
      "content/__proto__/a.md": page("B", "{{< chat b >}}"),
      "content/toString/index.md": page("C", "{{< chat c >}}"),
      "content/hasOwnProperty/_index.md": page("D", "{{< chat d >}}"),
    },
    built: ["/__proto__/a/ b", "/constructor/ a", "/hasownproperty/ d", "/tostring/ c"],
  },
  {
    name: "as section ids",
    files: {
      ...base,
      "content/a.md": page("A", "{{< chat constructor >}}"),
      "content/b.md": page("B", "{{< chat toString >}}"),
      "content/c.md": page("C", "{{< chat valueOf >}}"),
    },
    built: ["/a/ constructor", "/b/ toString", "/c/ valueOf"],
  },
  {
    name: "as parameters of pages and of the site",
    files: {
      ...contentLayouts,
      "layouts/_default/single.html": byParameter["layouts/_default/single.html"],
      "hugo.yaml": baseYaml("params:\n  constructor: x\n  __proto__: y\n"),
      "content/a.md": page("A", "", "cid: a\nconstructor: x\n__proto__: y\n"),
      "content/b.md": page("__proto__", "", "cid: b\nhasOwnProperty: 1\n"),
    },
    built: ["/a/ a", "/b/ b"],
  },
  {
    name: "as names of shortcodes",
    files: {
      ...base,
      "layouts/shortcodes/constructor.html": widget("{{ .Get 0 }}"),
      "layouts/shortcodes/toString.html": "{{ .Inner }}",
      "content/a.md": page("A", "{{< constructor a >}}"),
      "content/b.md": page("B", "{{< toString >}}{{< chat b >}}{{< /toString >}}"),
    },
    built: ["/a/ a", "/b/ b"],
  },
]);

describeSites("A cascade in the front matter of a page itself", [
  {
    name: "that gives it a slug",
    files: {
      ...base,
      "content/p/c.md": page("C", "{{< chat c >}}", "cascade: {slug: see}\n"),
    },
    built: ["/p/see/ c"],
  },
  {
    name: "that keeps it from being rendered",
    files: {
      ...base,
      "content/p/a.md": page(
        "A",
        "{{< chat a >}}",
        "cascade: [{target: {environment: production}, build: {render: never}}]\n",
      ),
      "content/p/b.md": page(
        "B",
        "{{< chat b >}}",
        "cascade: [{target: {environment: staging}, build: {render: never}}]\n",
      ),
    },
    built: ["/p/b/ b"],
    needsNewHugo: true,
  },
  {
    name: "in TOML, with a parameter",
    files: {
      ...byParameter,
      "content/p/a.md": "+++\ntitle = 'A'\n[cascade]\ncid = 'from-cascade'\n+++\n",
    },
    built: ["/p/a/ from-cascade"],
  },
  {
    name: "of a section, of the home page and of the site's configuration",
    files: {
      ...byParameter,
      "hugo.toml": baseToml(
        '[[cascade]]\ncid = "of-notes"\n[cascade._target]\npath = "/notes/**"\n',
      ),
      "content/_index.md": page(
        "Home",
        "",
        "cascade:\n  - _target: {path: /home/**}\n    cid: of-home\n",
      ),
      "content/docs/_index.md": page("Docs", "", "cascade:\n  cid: of-docs\n  slug: x\n"),
      "content/docs/a.md": page("A"),
      "content/home/b.md": page("B"),
      "content/notes/c.md": page("C"),
    },
    built: ["/home/b/ of-home", "/notes/c/ of-notes", "/x/x/ of-docs"],
  },
]);

describeSites("The home page", [
  {
    name: "as a leaf bundle",
    files: { ...base, "content/index.md": page("Home", "{{< chat home >}}") },
    built: ["/ home"],
    // Hugo 0.111 writes two pages to that address, and chance says which one stays.
    needsNewHugo: true,
  },
  {
    name: "as a leaf bundle in two languages, below a sub-path",
    files: {
      ...base,
      "hugo.toml": baseToml("[languages.en]\nweight = 1\n[languages.de]\nweight = 2\n").replace(
        "blog.example/",
        "blog.example/sub/",
      ),
      "content/index.md": page("Home", "{{< chat home >}}"),
      "content/index.de.md": page("Start", "{{< chat start >}}"),
    },
    built: ["/sub/ home", "/sub/de/ start"],
    // Hugo 0.111 writes two pages to that address, and chance says which one stays.
    needsNewHugo: true,
  },
  {
    name: "as a branch bundle",
    files: { ...base, "content/_index.md": page("Home", "{{< chat home >}}") },
    built: ["/ home"],
  },
  {
    name: "with outputs in its front matter",
    files: {
      ...base,
      "content/_index.md": page("Home", "{{< chat home >}}", "outputs: [html, rss]\n"),
      "content/p/a.md": page("A", "{{< chat a >}}"),
    },
    built: ["/ home", "/p/a/ a"],
  },
  {
    name: "with outputs without HTML in its front matter",
    files: {
      ...base,
      "layouts/_default/list.json": "{}",
      "content/_index.md": page("Home", "{{< chat home >}}", "outputs: [json]\n"),
      "content/p/a.md": page("A", "{{< chat a >}}"),
    },
    built: ["/p/a/ a"],
  },
  {
    name: "in each language with outputs of its own",
    files: {
      ...base,
      "layouts/_default/list.json": "{}",
      "hugo.toml": baseToml("[languages.en]\nweight = 1\n[languages.de]\nweight = 2\n"),
      "content/_index.md": page("Home", "{{< chat home >}}", 'outputs: ["html", "json"]\n'),
      "content/_index.de.md": page("Start", "{{< chat start >}}"),
    },
    built: ["/ home", "/de/ start"],
  },
]);

describeSites("A page's outputs", [
  {
    name: "without HTML make no page for readers",
    files: {
      ...byParameter,
      "layouts/_default/single.json": "{}",
      "content/manifest.md": page("Manifest", "", "outputs: [json]\ncid: m\n"),
      "content/a.md": page("A", "", "cid: a\noutputs: [json, html]\n"),
    },
    built: ["/a/ a"],
  },
  {
    name: "without HTML in the configuration",
    files: {
      ...base,
      "hugo.toml": baseToml('[outputs]\npage = ["json"]\n'),
      "layouts/_default/single.json": "{}",
      "content/a.md": page("A", "{{< chat a >}}"),
      "content/b.md": page("B", "{{< chat b >}}", "outputs: [html]\n"),
    },
    built: ["/b/ b"],
  },
  {
    name: "without HTML by a cascade in TOML",
    files: {
      ...base,
      "layouts/_default/single.json": "{}",
      "content/data/_index.md": "+++\ntitle = 'Data'\n[cascade]\noutputs = ['json']\n+++\n",
      "content/data/a.md": page("A", "{{< chat a >}}"),
      "content/b.md": page("B", "{{< chat b >}}"),
    },
    built: ["/b/ b"],
  },
  {
    name: "in AMP as well, which is the same page",
    files: {
      ...base,
      "layouts/_default/single.amp.html": "{{ .Content }}",
      "content/p/a.md": page("A", "{{< chat a >}}", "outputs: [html, amp]\n"),
    },
    built: ["/amp/p/a/ a", "/p/a/ a"],
    scanned: ["/p/a/ a"],
    needsIndex: true,
  },
  {
    name: "in a print format of the site's own, which is the same page",
    files: {
      ...base,
      "hugo.toml": baseToml(`[outputFormats.print]
mediaType = "text/html"
isHTML = true
baseName = "print"
[outputs]
page = ["html", "print"]
`),
      "layouts/_default/single.print.html": "{{ .Content }}",
      "content/p/a.md": page("A", "{{< chat a >}}"),
    },
    built: ["/p/a/ a", "/p/a/print.html a"],
    scanned: ["/p/a/ a"],
    needsIndex: true,
  },
]);

describeSites("Addresses", [
  {
    name: "by url, slug, permalinks and aliases",
    files: {
      ...base,
      "hugo.toml": baseToml('[permalinks]\nposts = "/:year/:month/:slug/"\n'),
      "content/posts/a.md": page("Hello World", "{{< chat a >}}", "date: 2020-02-03\n"),
      "content/posts/b.md": page("B", "{{< chat b >}}", "date: 2020-02-03\nslug: other\n"),
      "content/c.md": page("C", "{{< chat c >}}", "url: /Mixed/Case.html\n"),
      "content/d.md": page("D", "{{< chat d >}}", "aliases: [/old/, /older.html]\n"),
      "content/e.md": page("E", "{{< chat e >}}", "url: /no-slash\n"),
    },
    built: [
      "/2020/02/hello-world/ a",
      "/2020/02/other/ b",
      "/Mixed/Case.html c",
      "/d/ d",
      "/no-slash/ e",
    ],
  },
  {
    name: "that are ugly",
    files: {
      ...base,
      "hugo.toml": baseToml("uglyURLs = true\n"),
      "content/_index.md": page("Home", "{{< chat home >}}"),
      "content/posts/_index.md": page("Posts", "{{< chat posts >}}"),
      "content/posts/a.md": page("A", "{{< chat a >}}"),
    },
    built: ["/ home", "/posts/ posts", "/posts/a.html a"],
    // Hugo itself names the index file in these addresses; 0.111 has another one for sections.
    scanned: ["/index.html home", "/posts/a.html a", "/posts/index.html posts"],
    needsNewHugo: true,
    needsIndex: true,
  },
]);

describeSites("Content in other formats", [
  {
    name: "HTML and Org",
    files: {
      ...base,
      "hugo.toml": baseToml('[security]\nallowContent = [".*"]\n'),
      "content/a.html": `---\ntitle: A\n---\n<p>Text</p>\n{{< chat a >}}\n`,
      "content/b.org": "#+title: B\n\nText.\n\n{{< chat b >}}\n",
      "content/c.htm": "+++\ntitle = 'C'\n+++\n{{< chat c >}}\n",
    },
    built: ["/a/ a", "/b/ b", "/c/ c"],
  },
  {
    name: "HTML without front matter is content, too",
    files: {
      ...base,
      "hugo.toml": baseToml('[security]\nallowContent = [".*"]\n'),
      "content/a.html": "<p>{{< chat a >}}</p>\n",
      "content/b.md": page("B", "{{< chat b >}}"),
    },
    built: ["/a/ a", "/b/ b"],
  },
  {
    name: "with front matter in JSON and in TOML",
    files: {
      ...base,
      "content/a.md": '{\n  "title": "A"\n}\n{{< chat a >}}\n',
      "content/b.markdown": "+++\ntitle = 'B'\n+++\n{{< chat b >}}\n",
    },
    built: ["/a/ a", "/b/ b"],
  },
  {
    name: "the client's own HTML in Markdown that lets HTML through",
    files: {
      "hugo.toml": baseToml("[markup.goldmark.renderer]\nunsafe = true\n"),
      ...contentLayouts,
      "content/a.md": page("A", `Text.\n\n${widget("a")}`),
    },
    built: ["/a/ a"],
  },
  {
    name: "the client's own HTML in Markdown that doesn't let HTML through",
    files: {
      "hugo.toml": baseToml(),
      ...contentLayouts,
      ...chatShortcode,
      "content/a.md": page("A", `Text.\n\n${widget("a")}`),
      "content/b.md": page("B", "{{< chat b >}}"),
    },
    built: ["/b/ b"],
  },
]);
