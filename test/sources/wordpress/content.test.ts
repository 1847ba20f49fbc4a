import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { textOfHtml } from "../../../src/sources/html/html-text.ts";
import { readContent } from "../../../src/sources/wordpress/content.ts";

const html = (content: string) => readContent(content, "html")?.body;

/** Names of the tags that are not closed in turn. */
function openAtEnd(shown: string): readonly string[] {
  const open: string[] = [];
  for (const [, close, name = ""] of shown.matchAll(/<(\/?)([a-z\d]+)[^>]*>/g)) {
    if (name === "br" || name === "hr") continue;
    if (close === "/" && open.at(-1) === name) open.pop();
    else open.push(name);
  }
  return open;
}

describe("the content of a comment", () => {
  it.each([
    ["One.\n\nTwo,\nand three.", "<p>One.</p>\n<p>Two,<br />and three.</p>"],
    ["\n\nOne.  \n \n\n\n Two.\n", "<p>One.</p>\n<p>Two.</p>"],
    ["One.<br />\nTwo.<br><br>Three.", "<p>One.<br />Two.</p>\n<p>Three.</p>"],
    ["a <b>c</b> <i>d</i>", "<p>a <b>c</b> <i>d</i></p>"],
    ["<em>One.\n\nTwo.</em> Three.", "<p><em>One.</em></p>\n<p><em>Two.</em> Three.</p>"],
    ["One:\n<em>two</em>\n\n<b>three</b>", "<p>One:<br /><em>two</em></p>\n<p><b>three</b></p>"],
    [
      "Lists:\n<ul>\n<li>one</li>\n<li>two\n\nthree</li>\n</ul>\nEnd.",
      "<p>Lists:</p><ul><li>one</li><li>two<br /><br />three</li></ul><p>End.</p>",
    ],
    [
      "<blockquote>One.\n\nTwo.</blockquote>\nThree.",
      "<blockquote><p>One.</p>\n<p>Two.</p></blockquote><p>Three.</p>",
    ],
    ["<p>One.</p>\n\n<p>Two\nthree.</p>", "<p>One.</p><p>Two<br />three.</p>"],
    ["<em><h2>One</h2></em>", "<h2><em>One</em></h2>"],
    [
      "Code:\n<pre><code>a\n\n  b\n</code></pre>\nEnd.",
      "<p>Code:</p><pre><code>a\n\n  b\n</code></pre><p>End.</p>",
    ],
    ["<pre>a\n<pre>b\n</pre>c\n</pre>", "<pre>a\n<pre>b\n</pre>c\n</pre>"],
    ["One.\n<hr>\nTwo.", "<p>One.</p><hr /><p>Two.</p>"],
  ])("has its lines and paragraphs: %j", (content, shown) => {
    expect(html(content)).toBe(shown);
  });

  it("keeps signs that are no tags", () => {
    expect(html("1 < 2 && 3 > 2 &lt;b&gt; &amp;amp;")).toBe(
      "<p>1 &lt; 2 &amp;&amp; 3 &gt; 2 &lt;b&gt; &amp;amp;</p>",
    );
  });

  it("is safe HTML", () => {
    expect(html('<b onclick="x()">Hi</b><script>x()</script><iframe src="//x"></iframe>')).toBe(
      "<p><b>Hi</b></p>",
    );
  });

  it("has links where it has addresses that begin as such", () => {
    expect(html("See https://crumbs.example/?a=1&amp;b=2 or www.example.com.")).toBe(
      '<p>See <a href="https://crumbs.example/?a=1&amp;b=2" rel="nofollow noopener ugc">https://crumbs.example/?a=1&amp;b=2</a> or <a href="http://www.example.com" rel="nofollow noopener ugc">www.example.com</a>.</p>',
    );
  });

  it("has no links of names with a dot, and keeps those that are there", () => {
    expect(
      html('run_it.py, <a href="https://crumbs.example/" title="x">https://b.example</a>'),
    ).toBe(
      '<p>run_it.py, <a href="https://crumbs.example/" rel="nofollow noopener ugc">https://b.example</a></p>',
    );
  });

  it("is text with the same lines, and its formatting beside it where it has some", () => {
    expect(readContent("One.\nTwo.\n\nThree https://a.example", "text")).toEqual({
      body: "One.\nTwo.\n\nThree https://a.example",
    });
    expect(readContent("One <b>two</b>.", "text")).toEqual({
      body: "One two.",
      formatted: "<p>One <b>two</b>.</p>",
    });
  });

  it("is Markdown with the same lines", () => {
    expect(readContent("One *two*.\nThree <em>four</em>.\n\nFive.", "markdown")).toEqual({
      body: "One \\*two\\*.  \nThree *four*.\n\nFive.",
    });
  });

  it.each(["", " \n\n ", "<br />", "<!-- nothing -->", "<b> </b>"])(
    "is none where nothing is shown: %j",
    (content) => {
      for (const format of ["text", "html", "markdown"] as const) {
        expect(readContent(content, format)).toBeUndefined();
      }
    },
  );

  it("loses no word, and closes what it opens in turn, whatever is open across its lines", () => {
    const tags = "em strong a blockquote ul li pre p h2 code div table tr td".split(" ");
    const part = fc.oneof(
      fc.constantFrom("\n", "\n\n", " ", "<br />", "<hr />"),
      fc.stringMatching(/^[a-z]{3}$/),
      fc
        .constantFrom(...tags)
        .map((tag) => (tag === "a" ? '<a href="https://a.example/">' : `<${tag}>`)),
      fc.constantFrom(...tags).map((tag) => `</${tag}>`),
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 30 }), (parts) => {
        const shown = html(parts.join("")) ?? "";
        expect(openAtEnd(shown), shown).toEqual([]);
        const letters = parts.filter((one) => /^[a-z]/.test(one)).join("");
        expect(textOfHtml(shown).replace(/[^a-z]/g, "")).toBe(letters);
      }),
      { numRuns: 1000 },
    );
  });

  it.each([
    ...["\n", " ", " \n", "x\n", "<br />", "a\n\n"].map((unit) => [unit, 1_000_000] as const),
    // What is never closed costs the parser more with each level.
    ["<b>\n", 100_000] as const,
  ])("is read in time that grows with its length: %j", (unit, length) => {
    expect(openAtEnd(html(unit.repeat(length / unit.length)) ?? "")).toEqual([]);
  });
});
