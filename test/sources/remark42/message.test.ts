import { describe, expect, it } from "vitest";
import { readMessage } from "../../../src/sources/remark42/message.ts";

describe("a comment's HTML", () => {
  it("is a text with its formatting beside it, or safe HTML, or Markdown", () => {
    const html = '<p onclick="x()">2*3 is <em>six</em><script>x()</script></p>\n';
    expect(readMessage(html, "text")).toEqual({
      body: "2*3 is six",
      formatted: "<p>2*3 is <em>six</em></p>",
    });
    expect(readMessage(html, "html")).toEqual({ body: "<p>2*3 is <em>six</em></p>" });
    expect(readMessage(html, "markdown")).toEqual({ body: "2\\*3 is *six*" });
  });

  it("shows an address whole that remark42 shortened", () => {
    const address = "https://crumbs.example/a/very/long/way/to/bread?one=1&amp;two=2";
    const link = `<a href="${address}" rel="nofollow">${address.slice(0, 45)}...</a>`;
    expect(readMessage(link, "text")).toEqual({ body: address.replace("&amp;", "&") });
    expect(readMessage(link, "html")?.body).toContain(`>${address}</a>`);
  });

  it("keeps the text of a link that is no beginning of its address", () => {
    const link = '<a href="https://crumbs.example/">see...</a>';
    expect(readMessage(link, "text")?.body).toBe("see... (https://crumbs.example/)");
  });

  it("has code without colours", () => {
    const html =
      '<pre class="chroma"><code><span class="line"><span class="kd">func</span> <span class="nf">main</span>()\n</span></code></pre>';
    expect(readMessage(html, "html")?.body).toBe("<pre><code>func main()\n</code></pre>");
    expect(readMessage(html, "markdown")?.body).toBe("```\nfunc main()\n```");
  });

  it.each(["", "<p> </p>\n", "<script>x()</script>"])(
    "is none where nothing is shown: %j",
    (html) => {
      for (const format of ["text", "html", "markdown"] as const) {
        expect(readMessage(html, format)).toBeUndefined();
      }
    },
  );
});
