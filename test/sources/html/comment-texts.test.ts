import { describe, expect, it } from "vitest";
import { commentTexts } from "../../../src/sources/html/comment-texts.ts";

describe("a comment's HTML as text", () => {
  it("keeps where a link leads", () => {
    const html = '<p>See <a href="https://crumbs.example/a?b=1&amp;c=2"><b>this</b></a>.</p>';
    expect(commentTexts(html, "text")?.body).toBe("See this (https://crumbs.example/a?b=1&c=2).");
  });

  it.each([
    ["https://crumbs.example/a", "https://crumbs.example/a"],
    ["https://crumbs.example/", "crumbs.example"],
    ["mailto:ada@crumbs.example", "ada@crumbs.example"],
  ])("says the address %s once, where the link shows %s", (href, shown) => {
    expect(commentTexts(`<a href="${href}">${shown}</a>`, "text")?.body).toBe(shown);
  });

  it("says where a picture is, which it can't show", () => {
    const html = '<img src="https://crumbs.example/cake.jpg" alt="cake">';
    expect(commentTexts(html, "text")?.body).toBe("cake (https://crumbs.example/cake.jpg)");
  });
});
