import { base, baseToml, byParameter, contentLayouts, page, widget } from "./base-site.ts";
import { describeSites } from "./site-cases.ts";

const byPrintf = {
  ...byParameter,
  "layouts/_default/single.html": widget('{{ printf "%v" (index .Params "cid") }}'),
};

describeSites("A number in front matter that names the section", [
  {
    name: "YAML: a leading zero makes it octal",
    files: { ...byParameter, "content/p/a.md": page("A", "", "cid: 0123\n") },
    built: ["/p/a/ 83"],
  },
  {
    name: "YAML: what is no octal number stays a text",
    files: { ...byParameter, "content/p/a.md": page("A", "", "cid: 089\n") },
    built: ["/p/a/ 089"],
  },
  {
    name: "YAML: underscores between digits are left out",
    files: { ...byParameter, "content/p/a.md": page("A", "", "cid: 2024_01_05\n") },
    built: ["/p/a/ 20240105"],
  },
  {
    name: "JSON: a large number has an exponent",
    files: { ...byParameter, "content/p/a.md": '{"title": "A", "cid": 20240105}\n\nText.\n' },
    built: ["/p/a/ 2.0240105e+07"],
  },
  {
    name: "YAML: hexadecimal, octal, binary, decimal, signed, quoted, with an exponent",
    files: {
      ...byParameter,
      "content/p/binary.md": page("A", "", "cid: 0b101\n"),
      "content/p/exponent.md": page("A", "", "cid: 1e3\n"),
      "content/p/float.md": page("A", "", "cid: 1.10\n"),
      "content/p/hexadecimal.md": page("A", "", "cid: 0x1F\n"),
      "content/p/large.md": page("A", "", "cid: 123456789012\n"),
      "content/p/octal.md": page("A", "", "cid: 0o17\n"),
      "content/p/plus.md": page("A", "", "cid: +12\n"),
      "content/p/quoted.md": page("A", "", 'cid: "0123"\n'),
      "content/p/single.md": page("A", "", "cid: '1_000'\n"),
    },
    built: [
      "/p/binary/ 5",
      "/p/exponent/ 1e3",
      "/p/float/ 1.1",
      "/p/hexadecimal/ 31",
      "/p/large/ 123456789012",
      "/p/octal/ 15",
      "/p/plus/ 12",
      "/p/quoted/ 0123",
      "/p/single/ 1_000",
    ],
  },
  {
    name: "YAML: dates, times and truth values",
    files: {
      ...byParameter,
      "content/p/date.md": page("A", "", "cid: 2024-01-05\n"),
      "content/p/false.md": page("A", "", "cid: false\n"),
      "content/p/time.md": page("A", "", "cid: 12:30\n"),
      "content/p/true.md": page("A", "", "cid: true\n"),
    },
    built: ["/p/date/ 2024-01-05", "/p/false/ false", "/p/time/ 12:30", "/p/true/ true"],
  },
  {
    name: "YAML: a word that was a truth value once",
    files: { ...byParameter, "content/p/a.md": page("A", "", "cid: yes\n") },
    built: ["/p/a/ yes"],
  },
  {
    name: "TOML: hexadecimal, octal, with underscores, decimal, date",
    files: {
      ...byParameter,
      "content/p/date.md": "+++\ntitle = 'A'\ncid = 2024-01-05\n+++\n",
      "content/p/float.md": "+++\ntitle = 'A'\ncid = 1.50\n+++\n",
      "content/p/hexadecimal.md": "+++\ntitle = 'A'\ncid = 0x1f\n+++\n",
      "content/p/octal.md": "+++\ntitle = 'A'\ncid = 0o123\n+++\n",
      "content/p/underscores.md": "+++\ntitle = 'A'\ncid = 2024_01_05\n+++\n",
    },
    built: [
      "/p/date/ 2024-01-05",
      "/p/float/ 1.5",
      "/p/hexadecimal/ 31",
      "/p/octal/ 83",
      "/p/underscores/ 20240105",
    ],
  },
  {
    name: "JSON: small, decimal, with an exponent, as a text",
    files: {
      ...byParameter,
      "content/p/exponent.md": '{"title": "A", "cid": 1e3}\n',
      "content/p/float.md": '{"title": "A", "cid": 1.50}\n',
      "content/p/small.md": '{"title": "A", "cid": 123}\n',
      "content/p/text.md": '{"title": "A", "cid": "20240106"}\n',
    },
    built: ["/p/exponent/ 1000", "/p/float/ 1.5", "/p/small/ 123", "/p/text/ 20240106"],
  },
  {
    name: "Org: front matter is text",
    files: {
      ...byParameter,
      "hugo.toml": baseToml('[security]\nallowContent = [".*"]\n'),
      "content/p/a.org": "#+title: A\n#+cid: 0123\n\nText.\n",
    },
    built: ["/p/a/ 0123"],
  },
  {
    name: "through printf and index as well",
    files: {
      ...byPrintf,
      "content/p/a.md": page("A", "", "cid: 0123\n"),
      "content/p/b.md": '{"title": "B", "cid": 20240105}\n',
    },
    built: ["/p/a/ 83", "/p/b/ 2.0240105e+07"],
  },
  {
    name: "in a cascade and in the site's parameters",
    files: {
      ...byParameter,
      "hugo.toml": baseToml("[params]\nfallback = 0x10\n"),
      "layouts/_default/single.html": widget(
        "{{ with .Params.cid }}{{ . }}{{ else }}{{ site.Params.fallback }}{{ end }}",
      ),
      "content/p/_index.md": page("P", "", "cascade:\n  cid: 0777\n"),
      "content/p/a.md": page("A"),
      "content/b.md": page("B"),
    },
    built: ["/b/ 16", "/p/a/ 511"],
  },
]);

describeSites("A number in front matter that makes the address", [
  {
    name: "YAML: an octal slug",
    files: { ...base, "content/p/a.md": page("A", "{{< chat a >}}", "slug: 0123\n") },
    built: ["/p/83/ a"],
  },
  {
    name: "YAML: slugs that are decimal, hexadecimal, a date, with underscores",
    files: {
      ...base,
      "content/p/date.md": page("A", "{{< chat date >}}", "slug: 2024-01-05\n"),
      "content/p/float.md": page("A", "{{< chat float >}}", "slug: 1.10\n"),
      "content/p/hexadecimal.md": page("A", "{{< chat hexadecimal >}}", "slug: 0x1F\n"),
      "content/p/text.md": page("A", "{{< chat text >}}", "slug: 089\n"),
      "content/p/underscores.md": page("A", "{{< chat underscores >}}", "slug: 2024_01_05\n"),
    },
    built: [
      "/p/089/ text",
      "/p/1.1/ float",
      "/p/2024-01-05/ date",
      "/p/20240105/ underscores",
      "/p/31/ hexadecimal",
    ],
  },
  {
    name: "JSON and TOML: numeric slugs",
    files: {
      ...base,
      "content/p/json.md": '{"title": "A", "slug": 20240105}\n{{< chat json >}}\n',
      "content/p/toml.md": "+++\ntitle = 'A'\nslug = 0x1f\n+++\n{{< chat toml >}}\n",
    },
    built: ["/p/20240105/ json", "/p/31/ toml"],
  },
  {
    name: "YAML: a numeric title in the permalink",
    files: {
      ...base,
      "hugo.toml": baseToml('[permalinks]\np = "/:title/"\n'),
      "content/p/a.md": "---\ntitle: 0123\n---\n{{< chat a >}}\n",
      "content/p/b.md": "---\ntitle: 1984\n---\n{{< chat b >}}\n",
    },
    built: ["/1984/ b", "/83/ a"],
  },
]);

describeSites("A number as the shortcode's parameter", [
  {
    name: "bare and quoted",
    files: {
      ...base,
      "content/p/bare.md": page("A", "{{< chat 0123 >}}"),
      "content/p/float.md": page("A", "{{< chat 1.10 >}}"),
      "content/p/negative.md": page("A", "{{< chat -5 >}}"),
      "content/p/quoted.md": page("A", '{{< chat "0123" >}}'),
      "content/p/true.md": page("A", "{{< chat true >}}"),
      "content/p/underscores.md": page("A", "{{< chat 2024_01_05 >}}"),
    },
    built: [
      "/p/bare/ 123",
      "/p/float/ 1.1",
      "/p/negative/ -5",
      "/p/quoted/ 0123",
      "/p/true/ true",
      "/p/underscores/ 2024_01_05",
    ],
  },
  {
    name: "by its name",
    files: {
      "hugo.toml": baseToml(),
      ...contentLayouts,
      "layouts/shortcodes/chat.html": widget('{{ .Get "id" }}'),
      "content/p/bare.md": page("A", "{{< chat id=007 >}}"),
      "content/p/quoted.md": page("A", '{{< chat id="008" >}}'),
    },
    built: ["/p/bare/ 7", "/p/quoted/ 008"],
  },
]);
