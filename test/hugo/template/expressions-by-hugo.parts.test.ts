import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { readSiteConfig } from "../../../src/hugo/config/site-config.ts";
import { pageDates } from "../../../src/hugo/content/page-dates.ts";
import { escapeHtml } from "../../../src/hugo/template/escape-html.ts";
import { parseTemplate } from "../../../src/hugo/template/go-template-parser.ts";
import { pageRenderer } from "../../../src/hugo/template/page-rendering.ts";
import { readTemplateFiles } from "../../../src/hugo/template/template-files.ts";
import { TemplateLibrary } from "../../../src/hugo/template/template-library.ts";
import { Dict, isList, Markup, unknown, type Value } from "../../../src/hugo/template/value.ts";
import { hugos, oldestHugo } from "../../parts/hugos.ts";

/** Expressions that a page's template may ask, each known without a build. */
const expressions = String.raw`
.Title
.LinkTitle
.Slug
.Section
.Type
.Kind
.IsPage
.IsHome
.RelPermalink
.Permalink
.Lang
.Language.Lang
.Draft
.Params.commentid
.Params.CommentID
.Params.nested.Inner.deep
.Params.missing
.Params.nested.missing
.Params.count
.Params.flag
.Params.tags
.Param "commentID"
.Param "onlySite"
.Param "nested.inner.deep"
.Param "missing"
.File.Path
.File.Dir
.File.BaseFileName
.File.TranslationBaseName
.File.ContentBaseName
.File.LogicalName
.File.Ext
.File.UniqueID
.Date.Format "2006-01-02"
.Date.Format "January 2, 2006 15:04:05 Mon Jan _2 06 3:4:5 PM pm"
.Date.Format "Monday Month January_2006 Jan. 002 __2 02/01/06 03:04:05.000 .999 Z07:00 -0700 -07 Z0700 1Z07"
.Date.Unix
.Date.Year
.Site.Title
.Site.BaseURL
.Site.Params.onlysite
.Site.Params.onlySite
.Site.Params.Group.inner
.Site.Language.Lang
site.Params.onlySite
site.Params.missing
index .Params "commentID"
index .Params.tags 1
index .Params "nested" "inner" "deep"
index .Site.Params.group "inner"
index (dict "A" "x") "A"
(dict "A" "x").A
(dict "A" "x").b
isset .Params "commentid"
isset .Params "commentID"
isset .Params "missing"
isset .Site.Params "onlysite"
default "fallback" .Params.missing
.Params.commentID | default "fallback"
default "fallback" .Params.flag
default "fallback" ""
default 3 0
cond .Params.flag "a" "b"
eq 1 1
eq 1 2 3 1
eq "a" .Slug
ne "a" "b"
lt 1 2
gt "b" "a"
le 2 2
ge 1 2
lt (slice 1) 3
and true "x"
and "" "x"
and 1 0 2
or "" "x"
or "" 0
not ""
not .Params.missing
in .Params.tags "two"
in "haystack" "stack"
in .Params.missing "x"
in (slice 1 2) 2
len "größe"
len .Params.tags
len (dict "a" 1)
first 1 .Params.tags
after 1 .Params.tags
last 1 .Params.tags
slice "a" 1
append "x" .Params.tags
seq 3
seq 2 5
seq 5 -2 1
delimit .Params.tags ", "
delimit .Params.tags ", " " and "
merge (dict "a" 1 "b" 2) (dict "b" 3)
uniq (slice 1 2 1)
lower "ÀB c"
upper "straße"
trim " --a-- " " -"
trim "a" ""
strings.Trim "/a/b/" "/"
strings.TrimLeft "/" "//a/"
strings.TrimRight "/" "/a//"
strings.TrimPrefix "ab" "abc"
strings.TrimSuffix "bc" "abc"
strings.TrimSpace " a\n"
chomp "a\n\n"
replace "a/b/c" "/" "-"
replace "aaa" "a" "b" 2
strings.Replace "a.b" "." ""
replaceRE "[^a-z0-9]+" "-" "Hello, World 9"
replaceRE "(\\w+)/(\\w+)" "$2:$1" "one/two"
replaceRE "^/|/$" "" "/a/b/"
replaceRE "a" "b" "aaa" 2
split "a,b,c" ","
substr "abcdef" 2
substr "abcdef" 1 3
substr "abcdef" -3 2
substr "abcdef" 0 -1
slicestr "abcdef" 2
slicestr "abcdef" 1 3
hasPrefix "abc" "ab"
hasSuffix "abc" "ab"
strings.Contains "abc" "b"
strings.ContainsAny "abc" "xb"
strings.HasPrefix "abc" "b"
strings.RuneCount "größe"
strings.FirstUpper "über"
strings.Repeat 3 "ab"
md5 "a"
sha1 "a"
sha256 "größe"
crypto.MD5 .File.Path
base64Encode "aö"
base64Decode "YcO2"
urlize "A Title: with / slash & Ümläut's"
urlize "Some  Spaces - And--Hyphens"
urlize " Edge "
"C++ & C#" | urlize
anchorize "A Title: with / slash & Ümläut's"
anchorize "Some  Spaces"
path.Base "/a/b.html"
path.Base "a/"
path.Base .RelPermalink
path.Dir "/a/b.html"
path.Dir "a/b/"
path.Ext "b.tar.gz"
path.Join "a" "../b" "" "c/"
path.Join "a"
path.Clean "/a//b/../c/"
path.BaseName "a/b.tar.gz"
relURL "a/b.js"
relURL "/a/b.js"
relURL "https://x.org/a"
absURL "a/b.js"
absURL "/a/b.js"
printf "%s-%d" "a" 3
printf "%v %v %v" "a" 3 true
printf "%05d|%-5s|%5s|%q" 42 "a" "b" "c\"d"
printf "%x" "hi"
printf "%.2f" 3.14159
printf "%%"
printf "%t" true
printf "%s" .Params.tags
print "a" "b"
print "a" 1
print 1 2
print "a" 1 2 "b"
print .Params.tags
println "a" "b"
htmlEscape "<a & 'b' \"c\">"
plainify "<b>bold</b> text"
humanize "my-first_post"
humanize "a"
string 3
int "42"
int 3.9
float "1.5"
add 1 2
add 1.5 2
sub 5 2
mul 3 4
mod 7 3
math.Add 1 2
hugo.IsProduction
hugo.Environment
hugo.IsServer
jsonify (dict "b" 1 "a" (slice "x" true))
(jsonify (dict "a" 1) | unmarshal).a
partial "plain.html" .
partial "returning" (dict "a" 2)
partial "html.html" .
'a'
0x1F
1_000
"tab\tand \u00e9"
${"`raw \\n text`"}
.Site.Language.Lang | printf "%s-%s" "a"
(index .Params.tags 0) | printf "%s/%s" .Slug | lower | replaceRE "/" "."
.Title | lower | urlize | printf "post-%s"
len (split .RelPermalink "/")
reflect.IsMap .Params
reflect.IsSlice .Params.tags
`
  .trim()
  .split("\n");

const files = {
  "hugo.toml": `baseURL = "https://example.org/base/"
title = "The Site"
disableKinds = ["taxonomy", "term", "RSS", "sitemap", "home", "section"]
[params]
onlySite = "from site"
[params.Group]
Inner = "grouped"
`,
  "content/posts/My Post.en.md": `---
title: "A Title: it's & more"
slug: my-slug
date: 2023-04-05T16:07:08Z
commentID: Given_ID
count: 3
flag: false
tags: [one, two, three]
nested:
  Inner:
    Deep: value
---
`,
  "layouts/partials/plain.html": "{{ .Section }}/{{ .Title }}",
  "layouts/partials/returning.html":
    '{{ $x := "" }}{{ if eq .a 2 }}{{ $x = "two" }}{{ end }}{{ return $x }}',
  "layouts/partials/html.html": "<b>{{ .Title }}</b>",
};

const path = "posts/My Post.en.md";

/** Older versions have other functions and other rules for these. */
const newOnly =
  /^(?:strings\.TrimSpace|strings\.ContainsAny|\.Param "nested|print |println|htmlEscape|path\.BaseName|strings\.FirstUpper|math\.|hugo\.IsServer|float|reflect)/;

for (const hugo of hugos) {
  hugo.describe(`a template's expression has the value that ${hugo.name} gives it`, () => {
    let folder: string;
    beforeAll(() => {
      folder = mkdtempSync(join(tmpdir(), "hugo-expressions-"));
      for (const [file, text] of Object.entries(files)) {
        mkdirSync(dirname(join(folder, file)), { recursive: true });
        writeFileSync(join(folder, file), text);
      }
    });
    afterAll(() => rmSync(folder, { recursive: true, force: true }));

    async function own(asked: readonly string[]) {
      const config = await readSiteConfig(folder);
      const library = new TemplateLibrary(await readTemplateFiles(config));
      const render = pageRenderer(config, library, new Map());
      const frontMatter = {
        title: "A Title: it's & more",
        slug: "my-slug",
        date: "2023-04-05T16:07:08Z",
        commentid: "Given_ID",
        count: 3,
        flag: false,
        tags: ["one", "two", "three"],
        nested: { inner: { deep: "value" } },
      };
      return asked.map((expression) => {
        const { evaluation, page } = render({
          path,
          file: `content/${path}`,
          language: "en",
          frontMatter,
          dates: pageDates(frontMatter, "My Post", config),
          pageId: "/base/posts/my-slug/",
          permalink: "https://example.org/base/posts/my-slug/",
          kind: "page",
          section: "posts",
        });
        const { nodes, definitions } = parseTemplate(`{{ return (${expression}) }}`);
        const value = evaluation.callPartial({ nodes, definitions }, page);
        const { printed } = evaluation.context;
        return value instanceof Markup ? printed.resolve(value.text, escapeHtml) : plain(value);
      });
    }

    it("for each expression", async () => {
      const asked = expressions.filter((one) => hugo !== oldestHugo || !newOnly.test(one));
      const printed = asked.map(
        (one, index) => `V${index}:{{ slice (${one}) | jsonify | base64Encode | safeHTML }}:END\n`,
      );
      mkdirSync(join(folder, "layouts/_default"), { recursive: true });
      writeFileSync(join(folder, "layouts/_default/single.html"), printed.join(""));
      const args = ["--source", folder, "--noBuildLock", "--destination", join(folder, "public")];
      const { status, stdout, stderr } = spawnSync(hugo.path(), args, { encoding: "utf8" });
      expect(status, stdout + stderr).toBe(0);
      const html = readFileSync(join(folder, "public/posts/my-slug/index.html"), "utf8");
      const values = await own(asked);
      const found = asked.map((one, index) => {
        const encoded = new RegExp(`V${index}:([\\w+/=]*):END`).exec(html)?.[1] ?? "";
        const [value]: readonly unknown[] = JSON.parse(Buffer.from(encoded, "base64").toString());
        return [one, value];
      });
      expect(asked.map((one, index) => [one, values[index]])).toEqual(found);
    });
  });
}

/** As JSON has it. */
function plain(value: Value): unknown {
  if (value === unknown) return "(unknown)";
  if (isList(value)) return value.map(plain);
  if (value instanceof Markup) return value.text;
  if (!(value instanceof Dict)) return value;
  return Object.fromEntries([...value.entries].map(([key, inner]) => [key, plain(inner)]));
}
