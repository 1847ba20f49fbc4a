import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readSiteConfig } from "../../../src/hugo/config/site-config.ts";
import { pageDates } from "../../../src/hugo/content/page-dates.ts";
import { TemplateSyntaxError } from "../../../src/hugo/template/go-template-ast.ts";
import { parseTemplate } from "../../../src/hugo/template/go-template-parser.ts";
import { pageRenderer } from "../../../src/hugo/template/page-rendering.ts";
import type { TemplateFile } from "../../../src/hugo/template/template-files.ts";
import { TemplateLibrary } from "../../../src/hugo/template/template-library.ts";
import { Dict, unknown, type Value } from "../../../src/hugo/template/value.ts";

const config = await readSiteConfig("/nonexistent");

/** What a template prints, unknown values as a question mark, and what it makes of certainty. */
function render(
  source: string,
  dot: Value = null,
  partials: Readonly<Record<string, string>> = {},
) {
  const files = Object.entries(partials).map(([name, text]): TemplateFile => {
    const path = `partials/${name}.html`;
    const template = parseTemplate(text);
    return {
      path,
      file: path,
      template,
      fault: undefined,
      needsBase: false,
      mentionsWiring: false,
      wiringLine: undefined,
    };
  });
  const templates = new Map(files.map((file) => [file.path, file]));
  const library = new TemplateLibrary({ templates, scripts: new Map() });
  const { evaluation, printed } = pageRenderer(
    config,
    library,
    new Map(),
  )({
    path: "posts/a.md",
    file: "content/posts/a.md",
    language: "en",
    frontMatter: {},
    dates: pageDates({}, "a", config),
    pageId: undefined,
    permalink: undefined,
    kind: "page",
    section: "posts",
  });
  const { nodes, definitions } = parseTemplate(source);
  const text = evaluation.render(nodes, dot, definitions);
  const shown = text.replace(/hugo_value_\d+_/g, (mark) => printed.resolve(mark) ?? "?");
  return { text: shown, evaluation };
}

const data = new Dict([
  ["items", ["a", "b", "c"]],
  [
    "map",
    new Dict([
      ["y", 2],
      ["x", 1],
    ]),
  ],
  ["empty", []],
  ["unknown", unknown],
  ["word", "wörd"],
]);

describe("a Go template", () => {
  it.each([
    ["plain text", "plain text"],
    ["a {{- 1 -}} b", "a1b"],
    ["a\n{{- /* comment */ -}}\nb", "ab"],
    ["a {{/* comment }} */}} b", "a  b"],
    ["{{ `a \\n b` }}", "a \\n b"],
    ['{{ "a\\"b" }}', 'a"b'],
    ["{{ $x := 1 }}{{ if true }}{{ $x = 2 }}{{ end }}{{ $x }}", "2"],
    ["{{ $x := 1 }}{{ if true }}{{ $x := 2 }}{{ end }}{{ $x }}", "1"],
    ["{{ if false }}a{{ else if true }}b{{ else }}c{{ end }}", "b"],
    ["{{ with .word }}{{ . }}{{ else }}none{{ end }}", "wörd"],
    ["{{ with .missing }}{{ . }}{{ else with .word }}2{{ else }}none{{ end }}", "2"],
    ["{{ with $w := .word }}{{ $w }}{{ end }}", "wörd"],
    ["{{ range .items }}{{ . }},{{ end }}", "a,b,c,"],
    ["{{ range $i, $e := .items }}{{ $i }}{{ $e }} {{ end }}", "0a 1b 2c "],
    ["{{ range $k, $v := .map }}{{ $k }}={{ $v }};{{ end }}", "x=1;y=2;"],
    ["{{ range .empty }}a{{ else }}none{{ end }}", "none"],
    ['{{ range .items }}{{ if eq . "b" }}{{ break }}{{ end }}{{ . }}{{ end }}', "a"],
    ['{{ range .items }}{{ if eq . "b" }}{{ continue }}{{ end }}{{ . }}{{ end }}', "ac"],
    ["{{ range 3 }}{{ . }}{{ end }}", "012"],
    ['{{ define "x" }}<{{ . }}>{{ end }}{{ template "x" 1 }}{{ template "x" }}', "<1><>"],
    ['{{ block "x" 5 }}{{ . }}{{ end }}', "5"],
    ['{{ (index .items 1) | printf "%s%s" "x" }}', "xb"],
    ["{{ .map.x }}{{ (.map).y }}{{ $.map.x }}", "121"],
    ['{{\n  printf\n  "%d"\n  3\n}}', "3"],
    ["{{ and false (index 1 2 3) }}", "false"],
  ])("%j prints %j", (source, printed) => {
    expect(render(source, data).text).toBe(printed);
  });

  it.each([
    "{{ if }}",
    "{{ if true }}",
    "{{ end }}",
    "{{ 'a }}",
    '{{ "a }}',
    "{{ range }}x{{ end }}",
    "{{ (1 }}",
    "{{ 1",
    "{{ define x }}{{ end }}",
    "{{ ) }}",
    "{{ else }}",
    "a {{/* b",
  ])("that Go refuses is refused: %j", (source) => {
    expect(() => parseTemplate(source)).toThrow(TemplateSyntaxError);
  });

  it("is refused with the line of the action", () => {
    try {
      parseTemplate('a\n\n{{ if true }}\n{{ "x }}');
      expect.unreachable();
    } catch (error) {
      expect(error).toMatchObject({ line: 4 });
    }
  });
});

describe("what is unknown", () => {
  it.each([
    ["prints as unknown", "{{ .unknown }}", "?"],
    ["makes what is worked out of it unknown", '{{ .unknown | upper | printf "%s-x" }}', "?"],
    ["has unknown fields", "{{ .unknown.Field.More }}", "?"],
    ["is what an unknown function gives", "{{ someFunction 1 }}{{ foo.Bar 2 }}", "??"],
    [
      "makes a variable unknown that it may set",
      "{{ $x := 1 }}{{ if .unknown }}{{ $x = 2 }}{{ end }}{{ $x }}",
      "?",
    ],
    [
      "leaves a variable that both ways set alike",
      "{{ $x := 1 }}{{ if .unknown }}{{ $x = 2 }}{{ else }}{{ $x = 2 }}{{ end }}{{ $x }}",
      "2",
    ],
    ["makes one text of two equal ones", "{{ if .unknown }}same{{ else }}same{{ end }}", "same"],
    ["makes an unknown text of two", "{{ if .unknown }}one{{ else }}other{{ end }}", "?"],
    [
      "makes what is kept with a page unknown",
      '{{ $s := newScratch }}{{ $s.Set "a" 1 }}{{ if .unknown }}{{ $s.Set "a" 2 }}{{ end }}{{ $s.Get "a" }}',
      "?",
    ],
    [
      "does not outweigh what is false anyway",
      "{{ if and .unknown false }}a{{ else }}b{{ end }}",
      "b",
    ],
    ["is no reason to fall back", '{{ .unknown | default "a" }}', "?"],
    ["goes over an unknown list once", "{{ range .unknown }}{{ . }}={{ end }}", "?="],
  ])("%s", (_, source, printed) => {
    expect(render(source, data).text).toBe(printed);
  });

  it("makes a comment section doubtful that hangs on it", () => {
    expect(render("{{ if .unknown }}initComments(){{ end }}", data).evaluation.isDoubtful).toBe(
      true,
    );
    expect(
      render("{{ if .unknown }}other{{ end }}initComments()", data).evaluation.isDoubtful,
    ).toBe(false);
  });

  it("makes what a partial returns unknown where it decides", () => {
    const partials = { id: "{{ if .unknown }}{{ return 1 }}{{ end }}{{ return 2 }}" };
    expect(render('{{ partial "id" . }}', data, partials).text).toBe("?");
  });
});

describe("any template", () => {
  const piece = fc.constantFrom(
    ...[
      "{{",
      "}}",
      "{{-",
      "-}}",
      "{{ end }}",
      "{{ else }}",
      "{{ if .unknown }}",
      "{{ range .items }}",
    ],
    ...["{{ with .map }}", "{{ $x := 1 }}", "{{ $x = .unknown }}", "{{ $x }}", "{{ . }}", "text"],
    ...[
      '{{ define "t" }}',
      '{{ template "t" . }}',
      '{{ block "t" . }}',
      '{{ partial "p" . }}',
      "(",
    ],
    ...[")", "|", '"', "`", "'", ".", "$", ":=", "{{/*", "*/}}", "<script>", "</script>", "é", "1"],
    ...["{{ range 1000000 }}", "{{ break }}", "{{ return 1 }}", '{{ strings.Repeat 100000 "ab" }}'],
    ...[
      '{{ replaceRE "(a+)+$" "" "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab" }}',
      "{{ seq 100000000 }}",
    ],
    ...[
      '{{ printf "%999999999d" 1 }}',
      "{{ initComments }}",
      '{{ dict "a" . }}',
      "{{ index . 1 }}",
    ],
  );

  it("is read and evaluated, or refused as a whole", () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const source = pieces.join(" ");
        try {
          render(source, data, { p: '{{ partial "p" . }}{{ template "t" . }}' });
        } catch (error) {
          expect(error).toBeInstanceOf(TemplateSyntaxError);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it("with any known function and any arguments is evaluated", () => {
    const library = new TemplateLibrary({ templates: new Map(), scripts: new Map() });
    const render1 = pageRenderer(config, library, new Map());
    const { evaluation } = render1({
      path: "a.md",
      file: "a.md",
      language: "en",
      frontMatter: {},
      dates: pageDates({}, "a", config),
      pageId: "/a/",
      permalink: undefined,
      kind: "page",
      section: "",
    });
    const leaf: fc.Arbitrary<Value> = fc.oneof(
      fc.string(),
      fc.integer({ min: -3, max: 5 }),
      fc.double(),
      fc.boolean(),
      fc.constant(null),
      fc.constant(unknown),
      fc.array(fc.string(), { maxLength: 3 }),
      fc
        .dictionary(fc.string(), fc.string(), { maxKeys: 2 })
        .map((one) => new Dict(Object.entries(one))),
    );
    const name = fc.constantFrom(...evaluation.context.functions.keys());
    fc.assert(
      fc.property(name, fc.array(leaf, { maxLength: 4 }), (called, args) => {
        evaluation.context.functions.get(called)?.(args, evaluation);
      }),
      { numRuns: 5000 },
    );
  });

  it.each(["{{ ", "{{ if . }}", "{{ (", "{{/* ", '{{ "', "{{ . }}", "{{- ", "{{ $x := ", "{{ .a"])(
    "comes to an end with 100,000 times %j",
    (text) => {
      try {
        expect(parseTemplate(text.repeat(100_000)).nodes.length).toBeGreaterThan(0);
      } catch (error) {
        expect(error).toBeInstanceOf(TemplateSyntaxError);
      }
    },
  );

  it("that calls itself comes to an end, and that is noticed", () => {
    const { evaluation } = render('{{ partial "p" . }}', data, {
      p: 'a{{ partial "p" . }}{{ partial "p" . }}',
    });
    expect(evaluation.isIncomplete).toBe(true);
  });
});
