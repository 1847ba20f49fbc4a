import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findSections } from "../../../src/hugo/content/content-sections.ts";
import { scanShortcodes } from "../../../src/hugo/content/shortcode-lexer.ts";

function sections(text: string): readonly string[] {
  return findSections(text, ["chat"], { file: "a.md", line: 1 }).sections.map(
    ({ sectionId, location }) => `${sectionId}@${location.line}`,
  );
}

describe("a comment section is found", () => {
  it.each([
    ["without quotes", "{{< chat my-post >}}"],
    ["in double quotes", '{{< chat "my-post" >}}'],
    ["in back quotes", "{{< chat `my-post` >}}"],
    ["with percent delimiters", "{{% chat my-post %}}"],
    ["without white space", "{{<chat my-post>}}"],
    ["self-closing", "{{< chat my-post />}}"],
    ["as a named parameter", '{{< chat theme="dark" id="my-post" >}}'],
    ["over several lines", "{{<\n  chat\n  my-post\n>}}"],
    ["in a code fence, where Hugo runs shortcodes too", "```\n{{< chat my-post >}}\n```"],
    ["beside an escaped one", "{{</* chat other */>}} {{< chat my-post >}}"],
    ["beside other shortcodes", '{{< figure src="a>b.png" >}}{{< chat my-post >}}{{< /figure >}}'],
    ["after a shortcode that is never closed", "{{< broken {{< chat my-post >}}"],
    ["after a quote that is never closed", '{{< figure src="a.png >}}\n{{< chat my-post >}} "'],
  ])("%s", (_, text) => {
    expect(sections(text).map((found) => found.replace(/@.*/, ""))).toEqual(["my-post"]);
  });

  it("with its line", () => {
    expect(sections("one\n\n{{< chat a >}}\r\nx {{< chat b >}}")).toEqual(["a@3", "b@4"]);
  });

  it("once, however often it stands there", () => {
    expect(sections("{{< chat a >}}\n{{< chat a >}}")).toEqual(["a@1"]);
  });

  it.each([
    ["escaped", "{{</* chat my-post */>}}"],
    ["a closing tag", "{{< /chat >}}"],
    ["another shortcode", "{{< chatter my-post >}}"],
    ["a template action", "{{ chat my-post }}"],
  ])("but not where it is %s", (_, text) => {
    expect(sections(text)).toEqual([]);
  });
});

describe("a faulty shortcode", () => {
  it("without an id is an error at its file and line", () => {
    const { findings } = findSections("\n{{< chat >}}", ["chat"], { file: "a.md", line: 10 });
    expect(findings).toMatchObject([
      { severity: "error", code: "section-without-id", location: { file: "a.md", line: 11 } },
    ]);
  });

  it.each([
    "{{< chat a/b >}}",
    "{{< chat a&b >}}",
    '{{< chat "a',
    "{{< chat `a >}}",
    "{{< chat 'a' >}}",
    '{{< chat id="a" b >}}',
  ])("that Hugo refuses is an error, and names no section: %s", (text) => {
    const { sections: found, findings } = findSections(text, ["chat"], { file: "a.md", line: 1 });
    expect(found).toEqual([]);
    expect(findings).toMatchObject([{ severity: "error", code: "malformed-shortcode" }]);
  });

  it("with an id that Cactus forbids is a warning, and is kept", () => {
    const result = findSections('{{< chat "a/b_c" >}}', ["chat"], { file: "a.md", line: 1 });
    expect(result.sections.map(({ sectionId }) => sectionId)).toEqual(["a/b_c"]);
    expect(result.findings.map(({ code }) => code)).toEqual(["forbidden-section-id"]);
  });

  it("that is never closed is reported where it begins", () => {
    const { findings } = findSections("x\n{{< chat a", ["chat"], { file: "a.md", line: 1 });
    expect(findings).toMatchObject([{ code: "malformed-shortcode", location: { line: 2 } }]);
  });
});

describe("the lexer", () => {
  const piece = fc.constantFrom(
    ...'{{<|{{%|>}}|%}}|/*|*/|/|"|`|=|\\|\n| |chat|a-b|é|{{</* x */>}}'.split("|"),
  );

  it("gives calls in order, each from {{ to }}, for any text", () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        const text = pieces.join("");
        let last = 0;
        for (const { start, end } of scanShortcodes(text).calls) {
          expect(start).toBeGreaterThanOrEqual(last);
          expect(text.slice(start, start + 2) + text.slice(end - 2, end)).toBe("{{}}");
          last = end;
        }
      }),
    );
  });

  it("finds any id in any form that can carry it", () => {
    const id = fc.stringMatching(/^[\p{L}-][\p{L}\p{Nd}.-]{0,20}$/u);
    const form = fc.constantFrom("{{< chat X >}}", '{{<chat "X">}}', "{{% chat `X` %}}");
    fc.assert(
      fc.property(id, form, fc.string({ maxLength: 20 }), (sectionId, call, around) => {
        const plain = around.replace(/[{}]/g, "");
        const text = `${plain}${call.replace("X", () => sectionId)}${plain}`;
        expect(sections(text).map((found) => found.replace(/@.*/s, ""))).toEqual([sectionId]);
      }),
    );
  });

  it.each(["{{< ", "{{</* ", '{{< a "', "{{< a `", "{{% a b=", "{{<{{%"])(
    "comes to an end with 200,000 times %j",
    (text) => {
      expect(scanShortcodes(text.repeat(200_000)).calls.length).toBeLessThan(200_000);
    },
  );
});
