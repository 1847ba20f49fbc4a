import { describe, expect, it } from "vitest";
import { readCommentHtml } from "../../../src/sources/github/comment-html.ts";

/** The pieces as GitHub renders them. */
const html = {
  mention:
    '<p dir="auto">Thanks <a class="user-mention notranslate" data-hovercard-type="user" href="https://github.com/bob">@bob</a> <g-emoji class="g-emoji" alias="tada">🎉</g-emoji></p>',
  heading:
    '<div class="markdown-heading" dir="auto"><h2 class="heading-element" dir="auto">a &gt; b</h2><a id="user-content-a--b" class="anchor" aria-label="Permalink: a > b" href="#a--b"><svg class="octicon octicon-link"><path d="m7"></path></svg></a></div>',
  code: '<div class="highlight highlight-source-js notranslate position-relative overflow-auto" dir="auto" data-snippet-clipboard-copy-content="if (a > b)\n  c()"><pre><span class="pl-k">if</span> (a <span class="pl-c1">&gt;</span> b)\n  <span class="pl-en">c</span>()</pre></div>',
  picture:
    '<p dir="auto"><a target="_blank" rel="noopener noreferrer nofollow" href="https://camo.githubusercontent.com/0a/68"><img src="https://camo.githubusercontent.com/0a/68" alt="a cat" data-canonical-src="https://cats.example/a.png?x=1&amp;y=2" style="max-width: 100%;"></a></p>',
  video:
    '<details open="" class="details-reset"><summary class="px-3"><span aria-label="Video description cat.mp4">cat.mp4</span></summary><video src="https://private-user-images.githubusercontent.com/1/2-50282090-adfd-4ddb-9e27-c30753c6b161.mp4?jwt=abc" data-canonical-src="https://private-user-images.githubusercontent.com/1/2-50282090-adfd-4ddb-9e27-c30753c6b161.mp4?jwt=abc" controls="controls" muted="muted"></video></details>',
};

/** A picture dropped into a comment, with a key of the moment. */
function dropped(key: string): string {
  const src = `https://private-user-images.githubusercontent.com/6010774/382552750-50282090-adfd-4ddb-9e27-c30753c6b161.png?jwt=${key}`;
  return `<p dir="auto"><a target="_blank" rel="noopener noreferrer" href="${src}"><img src="${src}" alt="image" content-type-secured-asset="image/png"></a></p>`;
}

describe("a comment's HTML", () => {
  it("names people as text, and with formatting leads to them", () => {
    expect(readCommentHtml(html.mention, "text")).toEqual({ body: "Thanks @bob 🎉" });
    expect(readCommentHtml(html.mention, "markdown")?.body).toBe(
      "Thanks [@bob](https://github.com/bob) 🎉",
    );
  });

  it("has headings without links to themselves", () => {
    expect(readCommentHtml(html.heading, "html")?.body).toBe("<div><h2>a &gt; b</h2></div>");
    expect(readCommentHtml(html.heading, "markdown")?.body).toBe("## a > b");
  });

  it("has listings with their language and line by line, without GitHub's colours", () => {
    expect(readCommentHtml(html.code, "markdown")?.body).toBe("```js\nif (a > b)\n  c()\n```");
    expect(readCommentHtml(html.code, "html")?.body).toContain(
      '<pre><code class="language-js">if (a &gt; b)\n  c()</code></pre>',
    );
    expect(readCommentHtml(html.code, "text")?.body).toBe("if (a > b)\n  c()");
  });

  it("leads to pictures from elsewhere at their own address", () => {
    const { body } = readCommentHtml(html.picture, "text") ?? {};
    expect(body).toBe("a cat (https://cats.example/a.png?x=1&y=2)");
    expect(readCommentHtml(html.picture, "html")?.body).not.toContain("camo");
  });

  it("leads to what was dropped into it by an address that lasts and doesn't change", () => {
    const asset = "https://github.com/user-attachments/assets/50282090-adfd-4ddb-9e27-c30753c6b161";
    expect(readCommentHtml(dropped("eyJ.a-b_c"), "text")?.body).toBe(`image (${asset})`);
    for (const format of ["text", "html", "markdown"] as const) {
      expect(readCommentHtml(dropped("one"), format)).toEqual(
        readCommentHtml(dropped("two"), format),
      );
    }
    expect(readCommentHtml(html.video, "html")?.body).toContain(`href="${asset}"`);
  });

  it("shows nothing where it is empty", () => {
    for (const given of ["", "  ", '<p dir="auto"></p>']) {
      expect(readCommentHtml(given, "html")).toBeUndefined();
    }
  });
});
