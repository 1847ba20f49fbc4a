import fc from "fast-check";
import { expect, it } from "vitest";
import { pageSlug } from "../../src/targets/garrul/page-slug.ts";
import { garrulSchema } from "../../src/targets/garrul/schema.ts";
import { row } from "../d1/stored-rows.ts";
import { openSchema } from "./schemas/open-schema.ts";

const never = new AbortController().signal;

// Source: SLUG_RE in Garrul's src/routes/api.comments.ts.
const garrulsSlug = /^[a-zA-Z0-9_\-./]{1,200}$/;

const address = fc.webPath({ size: "medium" }).map((path) => `/${path}`);

it("every page has a slug that Garrul takes, and no other page has the same", () => {
  fc.assert(
    fc.property(address, address, (one, other) => {
      expect(pageSlug(one)).toMatch(garrulsSlug);
      expect(pageSlug(one) === pageSlug(other)).toBe(one === other);
    }),
    { numRuns: 1_000 },
  );
});

it("an address of Garrul's characters is its own slug", () => {
  expect(pageSlug("/2024/05/rye-bread_1.2/")).toBe("/2024/05/rye-bread_1.2/");
});

it.each([
  ["percent signs", "/br%C3%B6tchen/"],
  ["more than 200 characters", `/${"a".repeat(200)}/`],
])(
  "comments of an address with %s are under a hash, whose template is reported",
  async (_, pageId) => {
    const { target, transport } = await openSchema(garrulSchema("https://blog.example"));
    const rows = [row("$a", { pageId }), row("$b", { pageId, parentSourceId: "$a" })];
    const { findings } = await target.importRows(rows, never);
    expect(findings).toMatchObject([
      { code: "page-named-by-hash", pageId, message: expect.stringContaining(pageSlug(pageId)) },
    ]);
    expect(transport.database.prepare("SELECT slug, url FROM posts").all()).toEqual([
      { slug: pageSlug(pageId), url: `https://blog.example${pageId}` },
    ]);
    const held = await target.readHeld("all", never);
    expect(held.map(({ kept }) => kept)).toEqual(target.asKept(rows));
    expect(held.map(({ kept, pageId }) => [kept?.page, pageId])).toEqual([
      [pageSlug(pageId), pageId],
      [pageSlug(pageId), pageId],
    ]);
  },
);
