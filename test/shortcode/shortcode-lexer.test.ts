import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { lineAt } from "../../src/hugo/text/line-at.ts";
import { scanShortcodes } from "../../src/shortcode/shortcode-lexer.ts";

/** The calls of `chat` with an id, as `id@line`. */
function sections(text: string): readonly string[] {
  return scanShortcodes(text)
    .calls.filter(({ name }) => name === "chat")
    .map(({ positional, named, start }) => {
      return `${positional[0] ?? named.get("id")}@${lineAt(text, start)}`;
    });
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
  it.each([
    "{{< chat a/b >}}",
    "{{< chat a&b >}}",
    '{{< chat "a',
    "{{< chat `a >}}",
    "{{< chat 'a' >}}",
    '{{< chat id="a" b >}}',
  ])("that Hugo refuses is a fault, and no call: %s", (text) => {
    expect(scanShortcodes(text)).toMatchObject({ calls: [], faults: [{ name: "chat", start: 0 }] });
  });

  it("that is never closed is told where it begins", () => {
    expect(scanShortcodes("x\n{{< chat a").faults).toMatchObject([{ name: "chat", start: 2 }]);
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
    const id = fc.stringMatching(/^-?\p{L}[\p{L}\p{Nd}.-]{0,20}$/u);
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
