import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { withComments } from "../../../src/hugo/preview/page-with-comments.ts";

const widget = "initComments";
const goes = (script: string) => script.includes(widget);
const comments = '<section class="comments">Hello</section>';

/** Puts the comments where the widget is, which the page names once. */
function put(html: string, offset = html.indexOf(widget)) {
  return withComments(html, [{ offset, range: undefined, comments }], "", goes);
}

describe("comments take the place of", () => {
  it("all that the shortcode printed", () => {
    const before = "<main><p>Text</p>";
    const shortcode = `<h2>Comments</h2><script>${widget}()</script>`;
    const html = `${before}${shortcode}</main>`;
    const range = { start: before.length, end: before.length + shortcode.length };
    const places = [{ offset: html.indexOf(widget), range, comments }];
    expect(withComments(html, places, "", goes)).toEqual({
      html: `${before}${comments}</main>`,
      isAppended: false,
      keepsWidget: false,
    });
  });

  it("a script of a layout", () => {
    const { html } = put(`<main>Text<script>${widget}()</script></main>`);
    expect(html).toBe(`<main>Text${comments}</main>`);
  });

  it("the empty element that the script fills, wherever the script is", () => {
    const html = `<main><div id="here"><noscript>No</noscript></div></main><footer>F</footer><script>${widget}({ node: document.getElementById("here") })</script>`;
    expect(put(html).html).toBe(`<main>${comments}</main><footer>F</footer>`);
  });

  it("the widget's own element, and its scripts go", () => {
    const html = `<main><div id="x"></div></main><script src="/${widget}.js"></script>`;
    expect(put(html, html.indexOf('id="x"')).html).toBe(`<main>${comments}</main>`);
  });

  it("nothing twice: a page's second place gives way to nothing", () => {
    const script = `<script>${widget}()</script>`;
    const html = `<main>${script}Text${script}</main>`;
    const places = [
      { offset: html.indexOf(widget), range: undefined, comments },
      { offset: html.lastIndexOf(widget), range: undefined, comments: "" },
    ];
    expect(withComments(html, places, "", goes).html).toBe(`<main>${comments}Text</main>`);
  });
});

describe("what else a page holds stays, with the comments at its end", () => {
  it.each([
    ["an element with other content", '<main><div class="w">Read on</div></main>', 'class="w"'],
    ["an attribute of the page itself", '<body onload="w()"><p>Text</p></body>', "w()"],
    ["a script of the site", '<main><script src="/site.js"></script>T</main>', "src="],
    ["a script in the head", "<head><script>w()</script></head><main>Text</main>", "w()"],
  ])("where the widget is in %s", (_, html, mark) => {
    const changed = put(html, html.indexOf(mark));
    const end = html.search(/<\/(?:main|body)>$/);
    expect(changed).toEqual({
      html: `${html.slice(0, end)}${comments}${html.slice(end)}`,
      isAppended: true,
      keepsWidget: true,
    });
  });

  it("where there is no widget, and then no old one is shown", () => {
    const changed = withComments("<body><p>Text</body>", [], comments, goes);
    expect(changed).toEqual({
      html: `<body><p>Text${comments}</body>`,
      isAppended: true,
      keepsWidget: false,
    });
  });
});

it("keeps every text of a page, whatever its HTML is, and adds the comments once", () => {
  const piece = fc.constantFrom(
    "<div>",
    "</div>",
    "<p>",
    "<br>",
    "</p>",
    "<main>",
    "</main>",
    "<b id=q>",
  );
  const text = fc.stringMatching(/^[a-z]{1,4} $/).map((word) => `${word}`);
  const script = fc.constant(`<script>${widget}("q")</script>`);
  const page = fc.tuple(fc.array(fc.oneof(piece, text)), script, fc.array(fc.oneof(piece, text)));
  fc.assert(
    fc.property(page, ([before, one, after]) => {
      const html = [...before, one, ...after].join("");
      const changed = put(html).html;
      expect(changed.split(comments)).toHaveLength(2);
      const words = (some: string) => some.replace(comments, "").replaceAll(/<[^>]*>/g, "");
      const kept = [...before, ...after].join("").replaceAll(/<[^>]*>/g, "");
      expect(words(changed).replaceAll(/\s/g, "")).toBe(kept.replaceAll(/\s/g, ""));
    }),
  );
});
