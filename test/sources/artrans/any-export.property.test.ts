import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { expect, it } from "vitest";
import { artransFormat } from "../../../src/sources/artrans/artrans-format.ts";
import { escapeHtml } from "../../../src/sources/html/html-text.ts";
import {
  type DrawnPost,
  drawnSite,
  expectNothingWhenCut,
  pathOfPage,
  shownByExport,
  shownOf,
} from "../export/drawn-site.ts";

function artransOf(posts: readonly DrawnPost[]): string {
  return JSON.stringify(
    posts.map(({ key, page, parent, text, at, fate, name, email, votes }) => ({
      id: String(key),
      rid: parent === null ? "0" : String(parent.key),
      content: escapeHtml(text),
      ua: "Example",
      ip: "192.0.2.7",
      is_pending: String(fate === "waiting"),
      vote_up: String(votes),
      created_at: at
        .toISOString()
        .replace("T", " ")
        .replace(/\.000Z$/, " +0000"),
      nick: name,
      email,
      page_key: pathOfPage(page),
      site_name: "Crumbs",
    })),
  );
}

it("any Artrans come out as its readers saw them, and nothing does when they are cut", async () => {
  await fc.assert(
    fc.asyncProperty(drawnSite(["waiting"]), async ({ posts, ordered, isPacked, cutAt }) => {
      const file = artransOf(ordered);
      const given = isPacked ? gzipSync(file) : file;
      expect(await shownByExport(artransFormat, [given])).toEqual(shownOf(posts));
      await expectNothingWhenCut(artransFormat, file, cutAt);
    }),
  );
});
