import fc from "fast-check";
import { Parser } from "htmlparser2";
import markdownIt from "markdown-it";
import { describe, expect, it } from "vitest";
import type { ContentFormat } from "../../../../src/domain/content-format.ts";
import { mediaOf } from "../../../../src/sources/cactus/content/media.ts";
import { emoteOf, readMessage } from "../../../../src/sources/cactus/content/message.ts";

const media = mediaOf("https://matrix.example");
const files = "https://matrix.example/_matrix/media/v3";

function read(content: unknown, format: ContentFormat, isReply = false) {
  return readMessage(content, { isReply, media, format });
}

function written(content: object, isReply = false) {
  const text = (format: ContentFormat) => {
    const message = read({ msgtype: "m.text", body: "", ...content }, format, isReply);
    return message.kind === "other" ? { not: message.reason } : message.text;
  };
  return { text: text("text"), html: text("html"), markdown: text("markdown") };
}

const custom = "org.matrix.custom.html";

describe("a message of text", () => {
  it("without HTML shows the same in every format", () => {
    expect(written({ body: "1 < 2 & *not* bold\nnext" })).toEqual({
      text: "1 < 2 & *not* bold\nnext",
      html: "1 &lt; 2 &amp; *not* bold<br />\nnext",
      markdown: "1 &lt; 2 &amp; \\*not\\* bold  \nnext",
    });
  });

  it("with HTML is that HTML, and as plain text what its sender gave as such", () => {
    const html = "<p>See <strong>this</strong>: <a href='https://a.example/x y'>link</a></p>";
    expect(written({ body: "See **this**", format: custom, formatted_body: html })).toEqual({
      text: "See **this**",
      html: '<p>See <strong>this</strong>: <a href="https://a.example/x%20y" rel="nofollow noopener ugc">link</a></p>',
      markdown: "See **this**\\: [link](https://a.example/x%20y)",
    });
  });

  it.each([
    ["<p>See <strong>this</strong></p>", true],
    ['<p>See <a href="https://a.example/">this</a></p>', true],
    ["<ul><li>one</li></ul>", true],
    ['<p>See <img src="mxc://m.example/abc" alt="this"></p>', true],
    ["<p>Two</p><p>paragraphs<br>and a line</p>", false],
    ['<p><a href="https://a.example/">https://a.example/</a></p>', false],
    ["<p><font color='#ff0000'>red</font></p>", false],
  ])("with the HTML %j loses formatting as text: %s, and in no other format", (html, loses) => {
    const content = { msgtype: "m.text", body: "b", format: custom, formatted_body: html };
    for (const msgtype of ["m.text", "m.emote"]) {
      const losses = (["text", "html", "markdown"] as const).map(
        (format) => "formatted" in read({ ...content, msgtype }, format),
      );
      expect(losses).toEqual([loses, false, false]);
    }
  });

  it("with HTML of a format that nobody knows is its plain text", () => {
    const html = { body: "plain", format: "text/html", formatted_body: "<b>html</b>" };
    expect(written(html).html).toBe("plain");
  });

  it.each(["<script>x</script>", "<p> </p>", "<iframe src='https://a.example'></iframe>"])(
    "whose HTML %j shows nothing is its plain text",
    (formatted_body) => {
      expect(written({ body: "plain", format: custom, formatted_body }).html).toBe("plain");
    },
  );

  it("that answers another one is without the quotation of it, in HTML too", () => {
    const reply = {
      body: "> <@bob:x> question\n\nanswer",
      format: custom,
      formatted_body:
        '<mx-reply><blockquote><a href="https://matrix.to/#/x">In reply to</a>question</blockquote></mx-reply>answer',
    };
    expect(written(reply, true)).toEqual({ text: "answer", html: "answer", markdown: "answer" });
  });

  it("that answers another one keeps a quotation that its HTML does not have", () => {
    const quoting = { body: "> <@bob:x> question\n\nanswer", format: custom };
    const formatted_body = "<blockquote>question</blockquote>answer";
    expect(written({ ...quoting, formatted_body }, true).text).toBe(quoting.body);
  });

  it.each([
    ["> <@bob:x> question", "<mx-reply><blockquote>question</blockquote></mx-reply>"],
    ["> <@bob:x> question", ""],
  ])("that is nothing but a quotation is shown: %j", (body, formatted_body) => {
    const { text, html } = written({ body, format: custom, formatted_body }, true);
    expect([text, html]).toEqual([body, "&gt; &lt;@bob:x&gt; question"]);
  });

  it.each(["", null])("whose plain text is %j is what its HTML shows", (body) => {
    const formatted_body = "<p>one<br>two</p><ul><li>three &amp; four</li></ul>";
    expect(written({ body, format: custom, formatted_body }).text).toBe("one\ntwo\nthree & four");
  });

  it("that answers nothing keeps what looks like such a quotation", () => {
    const formatted_body = "<mx-reply>quoted</mx-reply>own";
    const quoting = { body: "> <b> is a tag\n\nown", format: custom, formatted_body };
    expect(written(quoting)).toMatchObject({
      text: "> <b> is a tag\n\nown",
      html: "quotedown",
    });
  });

  it("keeps code, lists, tables and line breaks", () => {
    const formatted_body =
      '<pre><code class="language-js evil">a &lt; b</code></pre><ol start="3"><li>x</li></ol>a<br>b<table><tr><td>1</td></tr></table>';
    const { html, markdown } = written({ body: "x", format: custom, formatted_body });
    expect(html).toBe(
      '<pre><code class="language-js">a &lt; b</code></pre><ol start="3"><li>x</li></ol>a<br />b<table><tr><td>1</td></tr></table>',
    );
    expect(markdown).toContain("```js\na < b\n```");
    expect(markdown).toContain("3.  x");
    expect(markdown).toContain("<table>");
  });

  it("without anything to see is none", () => {
    expect(written({ body: " \n " }).text).toEqual({ not: "message without a text" });
    expect(read({ msgtype: "m.text" }, "html")).toEqual({
      kind: "other",
      reason: "message without a text",
    });
  });
});

describe("an emote", () => {
  it("begins with its author's name, which is no HTML and no Markdown", () => {
    const waves = { text: "waves", isHtml: false };
    expect(emoteOf("<b>*A*", waves, "text")).toBe("<b>*A* waves");
    expect(emoteOf("<b>*A*", waves, "html")).toBe("&lt;b&gt;*A* waves");
    expect(emoteOf("<b>*A*", waves, "markdown")).toBe("&lt;b>\\*A\\* waves");
    expect(emoteOf("1. A", waves, "markdown")).toBe("1\\. A waves");
  });

  it("with HTML stands alone, as the Cactus client shows it", () => {
    const content = { msgtype: "m.emote", body: "*waves*", format: custom };
    const message = read({ ...content, formatted_body: "<em>waves</em>" }, "html");
    expect(message).toEqual({ kind: "emote", text: "<em>waves</em>", isHtml: true });
    expect(emoteOf("Ana", { text: "<em>waves</em>", isHtml: true }, "html")).toBe("<em>waves</em>");
  });
});

describe("media", () => {
  const url = "mxc://media.example/abc";

  it("of a picture shows a thumbnail that leads to the picture", () => {
    const thumbnail = `${files}/thumbnail/media.example/abc?width=800&height=600&method=scale`;
    expect(written({ msgtype: "m.image", body: 'my "cat".jpg', url })).toEqual({
      text: `my "cat".jpg\n${files}/download/media.example/abc`,
      html: `<a href="${files}/download/media.example/abc"><img src="${thumbnail.replaceAll("&", "&amp;")}" alt="my &quot;cat&quot;.jpg" /></a>`,
      markdown: `[![my "cat".jpg](${thumbnail.replaceAll("&", "&amp;")})](${files}/download/media.example/abc)`,
    });
  });

  it("with a thumbnail of its own shows that", () => {
    const info = { thumbnail_url: "mxc://media.example/small" };
    expect(written({ msgtype: "m.sticker", body: "cat", url, info }).html).toContain(
      `<img src="${files}/download/media.example/small" alt="cat" />`,
    );
  });

  it("with a caption shows it below", () => {
    const captioned = { msgtype: "m.image", body: "Look, *fur*", filename: "cat.jpg", url };
    expect(written(captioned)).toMatchObject({
      text: `Look, *fur*\n${files}/download/media.example/abc`,
      html: expect.stringMatching(/alt="cat.jpg".*<br \/>\nLook, \*fur\*$/s),
    });
  });

  it.each(["m.file", "m.audio", "m.video"])("of the type %s is a link", (msgtype) => {
    expect(written({ msgtype, body: "talk [1].ogg", url })).toMatchObject({
      html: `<a href="${files}/download/media.example/abc">talk [1].ogg</a>`,
      markdown: `[talk &#91;1&#93;.ogg](${files}/download/media.example/abc)`,
    });
  });

  it.each(["https://evil.example/x.png", "mxc://", "mxc://a/../b", "javascript:alert(1)"])(
    "at %s, which is no address of media, is its name",
    (odd) => {
      expect(written({ msgtype: "m.image", body: "cat.jpg", url: odd })).toEqual({
        text: "cat.jpg",
        html: "cat.jpg",
        markdown: "cat.jpg",
      });
    },
  );

  it("that is encrypted is named as such", () => {
    expect(read({ msgtype: "m.file", body: "x", file: { url } }, "html")).toEqual({
      kind: "other",
      reason: "encrypted media",
    });
  });
});

it("a location is a link to the place", () => {
  expect(written({ msgtype: "m.location", body: "Here", geo_uri: "geo:1.5,-2;u=3" })).toEqual({
    text: "Here\ngeo:1.5,-2;u=3",
    html: '<a href="geo:1.5,-2;u=3">Here</a>',
    markdown: "[Here](geo:1.5,-2;u=3)",
  });
  expect(written({ msgtype: "m.location", body: "Here", geo_uri: "javascript:x" }).html).toBe(
    "Here",
  );
});

it("a type that nobody knows is named", () => {
  expect(read({ msgtype: "org.example.dance", body: "x" }, "text")).toEqual({
    kind: "other",
    reason: "message type org.example.dance",
  });
});

describe("plain text as Markdown", () => {
  const renderer = markdownIt({ html: true });
  const shown = (markdown: string) => {
    let text = "";
    const parser = new Parser({ ontext: (part) => (text += part) });
    parser.end(renderer.render(markdown));
    return text;
  };
  const plain = (text: string) => text.replaceAll(/[\s\u00a0]+/g, " ").trim();
  const odd = fc.constantFrom(..."abc 12.)-+*_~`#>=|!&;:/\\[]()<\n\n\t".split(""));

  it("shows every character to readers, whatever it means in Markdown", () => {
    fc.assert(
      fc.property(fc.string({ unit: odd, minLength: 1, maxLength: 40 }), (body) => {
        fc.pre(body.trim() !== "");
        const message = read({ msgtype: "m.text", body }, "markdown");
        expect(message.kind === "text" && plain(shown(message.text))).toBe(plain(body));
      }),
      { numRuns: 2000 },
    );
  });

  it("makes no table of a line of columns below a line with a bar", () => {
    const message = read({ msgtype: "m.text", body: "|\n:-" }, "markdown");
    expect(message.kind === "text" && plain(shown(message.text))).toBe("| :-");
  });

  it("keeps lines, lists and indents as their author wrote them", () => {
    const body = "Expect:\n- sticky\n1. moody\n\n    indented\n> quote\n# no heading\n---";
    expect(renderer.render(String(written({ body }).markdown))).toBe(
      "<p>Expect:<br>\n- sticky<br>\n1. moody</p>\n<p>\u00a0\u00a0\u00a0\u00a0indented<br>\n&gt; quote<br>\n# no heading<br>\n---</p>\n",
    );
  });
});

describe("whatever a sender puts into a message", () => {
  const anyFormat = fc.constantFrom<ContentFormat>("text", "html", "markdown");

  it("is read or named, and never stops the reading", () => {
    const types = fc.constantFrom("m.text", "m.emote", "m.image", "m.location", "x");
    const content = fc.oneof(
      fc.jsonValue(),
      fc.record({
        msgtype: types,
        body: fc.oneof(fc.string({ unit: "binary" }), fc.jsonValue()),
        format: fc.constant(custom),
        formatted_body: fc.oneof(fc.string({ unit: "binary" }), fc.jsonValue()),
        url: fc.oneof(fc.webUrl(), fc.jsonValue()),
        info: fc.jsonValue(),
      }),
    );
    fc.assert(
      fc.property(content, anyFormat, fc.boolean(), (any, format, isReply) => {
        const message = read(any, format, isReply);
        const shown = message.kind === "other" ? message.reason : message.text;
        expect(shown.trim()).not.toBe("");
      }),
    );
  });

  it("stays letter by letter as plain text where it answers nothing", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", minLength: 1 }), (body) => {
        fc.pre(body.trim() !== "");
        expect(read({ msgtype: "m.text", body }, "text")).toEqual({ kind: "text", text: body });
      }),
    );
  });
});
