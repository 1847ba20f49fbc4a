import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseReplacementTemplate } from "../../src/shortcode/replacement-template.ts";
import { scanShortcodes } from "../../src/shortcode/shortcode-lexer.ts";
import { templateOf } from "./template-of.ts";

const values = { section: "my-post", page: "/posts/a/" };

describe("a template is filled with quotes that fit", () => {
  it.each([
    ["{{< comments page=[page] >}}", '{{< comments page="/posts/a/" >}}'],
    ['{{< comments page="[page]" />}}', '{{< comments page="/posts/a/" />}}'],
    ["{{<comments [section] [page]>}}", '{{<comments "my-post" "/posts/a/">}}'],
    ["{{% talk `blog-[section]` %}}", '{{% talk "blog-my-post" %}}'],
    ["{{< talk id=blog-[section]-x mood=dark >}}", '{{< talk id="blog-my-post-x" mood=dark >}}'],
    ["{{< talk [page] >}}{{< /talk >}}", '{{< talk "/posts/a/" >}}{{< /talk >}}'],
    ["{{< comments >}}", "{{< comments >}}"],
    ['<div data-page="[page]"></div>', '<div data-page="/posts/a/"></div>'],
  ])("%s", (template, filled) => {
    expect(templateOf(template).fill(values)).toBe(filled);
  });

  it.each([
    ['say "hi"', '{{< x `say "hi"` >}}'],
    ["back`quote", '{{< x "back`quote" >}}'],
    ['both ` and "', '{{< x "both ` and \\"" >}}'],
    ["C:\\path", '{{< x "C:\\path" >}}'],
    ['a\\"b', '{{< x `a\\"b` >}}'],
    [">}}{{< evil >}}", '{{< x ">}}{{< evil >}}" >}}'],
    ["two\nlines", "{{< x `two\nlines` >}}"],
  ])("for the section %j", (section, filled) => {
    expect(templateOf("{{< x [section] >}}").fill({ ...values, section })).toBe(filled);
  });

  it("and not at all where Hugo has no way to write the value", () => {
    const section = 'a " b ` c \\';
    expect(templateOf("{{< x [section] >}}").fill({ ...values, section })).toBeUndefined();
  });

  it("so that Hugo reads exactly the ids back, whatever is in them", () => {
    const id = fc.oneof(
      fc.string({ unit: "grapheme" }),
      fc
        .array(fc.constantFrom('"', "`", "\\", ">}}", "{{<", "/*", "\n", "a", " ", "é"), {
          maxLength: 6,
        })
        .map((parts) => parts.join("")),
    );
    const template = templateOf("{{< x section=[section] page=[page] >}}");
    fc.assert(
      fc.property(id, id, (section, page) => {
        const filled = template.fill({ section, page });
        if (filled === undefined) return;
        const { calls, faults } = scanShortcodes(filled);
        expect(faults).toEqual([]);
        expect(
          calls.map(({ start, end, named }) => ({ start, end, ...Object.fromEntries(named) })),
        ).toEqual([{ start: 0, end: filled.length, section, page }]);
        expect(template.makes(filled)).toBe(true);
      }),
    );
  });

  it("in HTML so that no id can leave its attribute, or begin a shortcode", () => {
    const filled = templateOf('<div data-id="[section]"></div>').fill({
      ...values,
      section: '"><script>{{< chat x >}}*a*',
    });
    expect(filled).toBe(
      '<div data-id="&#34;&#62;&#60;script&#62;&#123;&#123;&#60; chat x &#62;&#125;&#125;&#42;a&#42;"></div>',
    );
  });
});

describe("a text that is no template is refused", () => {
  it.each([
    ["", "shape"],
    ["comments", "shape"],
    ["{{< comments >}} and more", "shape"],
    ["{{< a >}}{{< b >}}", "shape"],
    ["{{</* comments */>}}", "shape"],
    ["{{< comments 'a' >}}", "shape"],
    ["{{< comments [page] id=x >}}", "shape"],
    ["{{< comments >}}[page]{{< /comments >}}", "shape"],
    ['{{ partial "comments.html" . }}', "shape"],
    ["<div>{{< comments >}}</div>", "shape"],
    ["{{< comments title=[title] >}}", "[title]"],
    ['<div id="[PAGE]">', "[PAGE]"],
  ])("%s", (text, reason) => {
    expect(Object.values(parseReplacementTemplate(text))).toContain(reason);
  });
});

describe("a call is known as one that the template makes", () => {
  const template = templateOf("{{< chat id=blog-[section] v=2 >}}");
  it.each([
    ["{{< chat id=blog-a v=2 >}}", true],
    ['{{<chat  v=2  id="blog-a">}}', true],
    ["{{< chat id=a v=2 >}}", false],
    ["{{< chat id=blog-a >}}", false],
    ["{{% chat id=blog-a v=2 %}}", false],
    ["{{< talk id=blog-a v=2 >}}", false],
    ["{{< chat blog-a >}}", false],
  ])("%s: %s", (call, isMade) => {
    expect(template.makes(call)).toBe(isMade);
  });
});
