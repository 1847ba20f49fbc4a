import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { pageIdsOf } from "../../src/d1/shown/page-ids.ts";
import { type PageForm, pageForms } from "../../src/domain/classic-map.ts";
import { pageKey } from "../../src/targets/classic/page-key.ts";
import { cwdSchema } from "../../src/targets/cwd/schema.ts";
import { garrulSchema } from "../../src/targets/garrul/schema.ts";
import { twikooSchema } from "../../src/targets/twikoo/schema.ts";
import { walineSchema } from "../../src/targets/waline/schema.ts";

const inForm = (form: PageForm) => ({
  pageName: (pageId: string) => pageKey(pageId, form, "https://blog.example"),
});
const segment = fc.stringMatching(/^[a-z0-9é (]{1,6}$/).map(encodeURIComponent);
const pageId = fc
  .tuple(fc.array(segment, { maxLength: 3 }), fc.constantFrom("/", ""))
  .map(([segments, end]) => (segments.length === 0 ? "/" : `/${segments.join("/")}${end}`));

describe("a name in the target's table", () => {
  it.each(["/posts/rye/", "/", "/posts/caf%C3%A9/", "/posts/rye.html"])(
    "that is a page's address is its id, though no migration knows it: %s",
    (name) => expect(pageIdsOf(inForm("path"), [])(name)).toBe(name),
  );

  it("behind the site's own address is the rest of it", () => {
    const pageIdOf = pageIdsOf(inForm("address"), []);
    expect(pageIdOf("https://blog.example/posts/rye/")).toBe("/posts/rye/");
    expect(pageIdOf("https://elsewhere.example/posts/rye/")).toBeUndefined();
    expect(pageIdOf("/posts/rye/")).toBeUndefined();
  });

  it.each([
    ["bare-path", "/posts/rye"],
    ["trimmed", "posts/rye"],
    ["slug", "rye"],
    ["path-decoded", "/posts/café/"],
    ["path-decoded", "/posts/(rye)/"],
    ["path", "/posts/café/"],
    ["path", "/posts/100%/"],
    ["path", "posts/rye"],
    ["path", ""],
    ["path", "https://blog.example/posts/rye/"],
  ] as const)(
    "in the form %s that could be of several pages, or of none, is nobody's: %s",
    (form, name) => {
      expect(pageIdsOf(inForm(form), [])(name)).toBeUndefined();
    },
  );

  it("is that of a known page whatever its form", () => {
    for (const form of pageForms) {
      const { pageName } = inForm(form);
      const known = ["/posts/caf%C3%A9/", "/posts/rye/", "/posts/rye/"];
      const pageIdOf = pageIdsOf({ pageName }, known);
      for (const page of known) expect(pageIdOf(pageName(page))).toBe(page);
    }
  });

  it("of two known pages is nobody's", () => {
    expect(pageIdsOf(inForm("slug"), ["/a/rye/", "/b/rye/"])("rye")).toBeUndefined();
  });

  it.each([
    ["garrul", garrulSchema(), "sha256-0", undefined],
    ["garrul", garrulSchema(), "/posts/rye/", "/posts/rye/"],
    ["garrul", garrulSchema(), "posts/rye", undefined],
    ["cwd", cwdSchema(), "/posts/rye/", "/posts/rye/"],
    ["cwd", cwdSchema(), "/posts/café/", undefined],
    ["waline", walineSchema(), "/posts/rye/", "/posts/rye/"],
    ["twikoo", twikooSchema("twikoo"), "/posts/caf%C3%A9/", "/posts/caf%C3%A9/"],
  ])("is read as %s writes it: %#", (_, schema, name, expected) => {
    expect(pageIdsOf(schema, [])(name)).toBe(expected);
  });

  it("finds a page under each name under which Twikoo has its comments", () => {
    const pageIdOf = pageIdsOf(twikooSchema("twikoo-api-worker"), ["/posts/rye/"]);
    expect(["/posts/rye/", "/posts/rye"].map(pageIdOf)).toEqual(["/posts/rye/", "/posts/rye/"]);
  });

  it("is never given to a page whose name is another one", () => {
    const schemas = [
      ...pageForms.map(inForm),
      ...[garrulSchema(), cwdSchema(), walineSchema()],
    ] as const;
    const name = fc.oneof(pageId, fc.string());
    fc.assert(
      fc.property(fc.constantFrom(...schemas), fc.array(pageId), name, (schema, known, one) => {
        const found = pageIdsOf(schema, known)(one);
        if (found !== undefined) expect(schema.pageName(found)).toBe(one);
        for (const page of known) {
          const own = pageIdsOf(schema, known)(schema.pageName(page));
          const others = known.filter((other) => schema.pageName(other) === schema.pageName(page));
          expect(own).toBe(new Set(others).size === 1 ? page : undefined);
        }
      }),
    );
  });
});
