import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { pagePattern } from "../../src/part/page-pattern.ts";

describe("a pattern of pages", () => {
  it.each([
    ["/posts/**", "/posts/a/"],
    ["/posts/**", "/posts/a/b/"],
    ["/posts/**", "/posts/"],
    ["/**", "/"],
    ["/posts/a", "/posts/a/"],
    ["/2022/*/", "/2022/a/"],
    ["/2022/*", "/2022/a/"],
    ["/2022/*", "/2022/a.html"],
    ["/**/a/", "/posts/2020/a/"],
    ["/{2021,2022}/*/", "/2022/a/"],
    ["/posts/*/", "/posts/.net/"],
    ["/2022/06/über-*/", "/2022/06/%C3%BCber-br%C3%B6tchen/"],
    ["/2022/06/u\u0308ber-*/", "/2022/06/%C3%BCber-br%C3%B6tchen/"],
    ["/2022/06/%C3%BCber-*/", "/2022/06/%C3%BCber-br%C3%B6tchen/"],
    ["/a b/", "/a%20b/"],
    ["#a", "#a"],
    ["!/a/", "!/a/"],
  ])("%s is one of %s", (pattern, pageId) => {
    expect(pagePattern(pattern)(pageId)).toBe(true);
  });

  it.each([
    ["/2022/*/", "/2022/a/b/"],
    ["/2022/*/", "/2022/"],
    ["/2022/*/", "/2022/a.html"],
    ["/posts/**", "/blog/posts/a/"],
    ["/posts/**", "/posts.html"],
    ["posts/**", "/posts/a/"],
    ["/A/", "/a/"],
    ["!/a/", "/b/"],
    ["/a\\b/", "/a/b/"],
  ])("%s is none of %s", (pattern, pageId) => {
    expect(pagePattern(pattern)(pageId)).toBe(false);
  });

  it("is each page's own address, whatever signs it has, percent-encoded or not", () => {
    const sign = fc.constantFrom(..."abÄ 1*?[]{}()!+@#,\\%~$^|.-_'\"&=");
    fc.assert(
      fc.property(fc.array(fc.string({ unit: sign, minLength: 1, maxLength: 6 })), (parts) => {
        const pageId = `/${parts.map((part) => `${encodeURIComponent(part)}/`).join("")}`;
        expect(pagePattern(pageId)(pageId)).toBe(true);
        expect(pagePattern(`/${parts.map((part) => `${part}/`).join("")}`)(pageId)).toBe(true);
      }),
    );
  });

  it("may be compared with an address that is no UTF-8", () => {
    expect(pagePattern("/50%/")("/50%/")).toBe(true);
    expect(pagePattern("/*/")("/%FF/")).toBe(true);
  });
});
