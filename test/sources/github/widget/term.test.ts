import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cleanedTerm, strictTerm, termOf } from "../../../../src/sources/github/widget/term.ts";

const origin = "https://blog.example";

describe.each(["giscus", "utterances"] as const)("the mapping pathname of %s", (widget) => {
  it.each([
    ["/", "index"],
    ["/posts/a/", "posts/a/"],
    ["/posts/a", "posts/a"],
    ["/posts/a.html", "posts/a"],
    ["/posts/a.b.html", "posts/a.b"],
    ["/posts/v1.2/", "posts/v1.2/"],
    ["/posts/v1.2", "posts/v1"],
    ["/blog/index.html", "blog/index"],
    ["/posts/%C3%BCber-uns/", "posts/%C3%BCber-uns/"],
    ["/posts/über uns/", "posts/%C3%BCber%20uns/"],
    ["/de/%E6%97%A5%E6%9C%AC.html", "de/%E6%97%A5%E6%9C%AC"],
    ["/a/?page=2#top", "a/"],
  ])("calls %s %s", (path, term) => {
    expect(termOf("pathname", { widget, address: origin + path })).toBe(term);
    expect(termOf("pathname", { widget, address: path })).toBe(term);
  });

  it("names nothing where the page's address is not known", () => {
    expect(termOf("pathname", { widget })).toBeUndefined();
  });
});

describe("giscus", () => {
  it("takes the pathname where it has no mapping, or one that it doesn't know", () => {
    for (const mapping of [undefined, "", "slug"]) {
      expect(termOf(mapping, { address: "/posts/a/" })).toBe("posts/a/");
    }
  });

  it("calls a page by its whole address, without what follows #", () => {
    const address = `${origin}/posts/a/?x=1#top`;
    expect(termOf("url", { address })).toBe(`${origin}/posts/a/?x=1`);
    expect(termOf("url", { address: "/posts/a/" })).toBeUndefined();
    const canonical = "https://elsewhere.example/a/";
    expect(termOf("url", { address, canonical })).toBe(`${origin}/posts/a/?x=1`);
  });

  it("calls a page by its title or og:title, as it is", () => {
    const page = { title: "A & B – Blog", ogTitle: "A & B" };
    expect(termOf("title", page)).toBe("A & B – Blog");
    expect(termOf("og:title", page)).toBe("A & B");
    expect(termOf("og:title", { title: "A" })).toBeUndefined();
    expect(termOf("title", { title: "" })).toBeUndefined();
  });

  // Source: giscus lib/utils.ts, cleanSessionParam, which takes whatever parses as an address for one.
  it("changes a title that can be read as an address", () => {
    expect(termOf("title", { title: "Rust: a tale" })).toBe("rust: a tale");
    expect(termOf("title", { title: "https://Blog.example" })).toBe("https://blog.example/");
  });

  it("calls a page by a term of its own", () => {
    expect(termOf("specific", { term: "About this blog" })).toBe("About this blog");
    expect(termOf("specific", {})).toBeUndefined();
  });

  it.each([
    ["17", "#17"],
    ["017", "#17"],
    ["0", undefined],
    ["-1", undefined],
    ["1.5", undefined],
    ["x", undefined],
    ["", undefined],
  ])("calls a page by a number: %s", (term, expected) => {
    expect(termOf("number", { term })).toBe(expected);
  });

  it("looks for a hash of the term in its strict mode", () => {
    // printf posts/a/ | sha1sum
    const hash = "sha1:eccd0f9a9820cae9a5ef002073c21f929f9228a7";
    expect(termOf("pathname", { address: "/posts/a/", strict: true })).toBe(hash);
    expect(strictTerm("posts/a/")).toBe(hash);
    expect(termOf("number", { term: "17", strict: true })).toBe("#17");
    // printf Über | sha1sum
    expect(strictTerm("Über")).toBe("sha1:189b770d2221c6a47b85f7d503092797984b1280");
  });
});

describe("utterances", () => {
  const page = { widget: "utterances", address: `${origin}/posts/a/` } as const;

  it("calls a page by its canonical address, where it has one", () => {
    expect(termOf("url", page)).toBe(`${origin}/posts/a/`);
    expect(termOf("url", { ...page, canonical: "/posts/b/" })).toBe(`${origin}/posts/b/`);
  });

  it("takes a title as it is", () => {
    expect(termOf("title", { ...page, title: "Rust: a tale" })).toBe("Rust: a tale");
    expect(termOf("og:title", { ...page, ogTitle: "A" })).toBe("A");
  });

  it("takes only what is written as a number for one", () => {
    expect(termOf("number", { ...page, term: "17" })).toBe("#17");
    expect(termOf("number", { ...page, term: "017" })).toBeUndefined();
  });
});

describe("gitalk", () => {
  const page = { widget: "gitalk", address: `${origin}/posts/a/`, title: "A" } as const;

  it("calls a page by its whole address unless told otherwise", () => {
    expect(termOf(undefined, page)).toBe(`${origin}/posts/a/`);
    expect(termOf("pathname", page)).toBe("/posts/a/");
    expect(termOf("title", page)).toBe("A");
    expect(termOf("specific", { ...page, term: "abc" })).toBe("abc");
    expect(termOf("number", { ...page, term: "17" })).toBe("#17");
  });
});

describe("a term as giscus's server reads it", () => {
  it("stays as it is when it is read again", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: "grapheme" }), fc.webUrl()), (term) => {
        const once = cleanedTerm(term);
        expect(cleanedTerm(once)).toBe(once);
      }),
    );
  });
});

describe("a pathname's term", () => {
  it("is what giscus's client makes of it, for any path", () => {
    fc.assert(
      fc.property(fc.webPath(), (path) => {
        const { pathname } = new URL(origin + path);
        // The rule as giscus documents it: no first slash, no ending.
        const withoutSlash = pathname === "/" ? "index" : pathname.slice(1);
        const dot = withoutSlash.lastIndexOf(".");
        const ending = dot < 0 ? "" : withoutSlash.slice(dot + 1);
        const expected = /^[A-Za-z0-9_]+$/.test(ending) ? withoutSlash.slice(0, dot) : withoutSlash;
        fc.pre(expected !== "" && !URL.canParse(expected));
        expect(termOf("pathname", { address: origin + path })).toBe(expected);
      }),
    );
  });
});
