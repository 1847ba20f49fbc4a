import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { expect, it } from "vitest";
import { commentoFormat } from "../../../src/sources/commento/commento-format.ts";
import { escapeHtml } from "../../../src/sources/html/html-text.ts";
import {
  type DrawnPost,
  drawnSite,
  expectNothingWhenCut,
  pathOfPage,
  shownByExport,
  shownOf,
} from "../export/drawn-site.ts";

function firstVersion(posts: readonly DrawnPost[]): string {
  return JSON.stringify({
    version: 1,
    comments: posts.map(({ key, page, parent, text, at, fate, name, votes }) => ({
      commentHex: `c${key}`,
      domain: "crumbs.example",
      url: pathOfPage(page),
      commenterHex: name,
      markdown: fate === "deleted" ? "[deleted]" : escapeHtml(text),
      html: "",
      parentHex: parent === null ? "root" : `c${parent.key}`,
      score: votes,
      state: fate === "waiting" ? "unapproved" : "approved",
      creationDate: at.toISOString(),
      direction: 0,
      deleted: false,
    })),
    commenters: posts.map(({ name, email }) => ({ commenterHex: name, name, email, link: "" })),
  });
}

function thirdVersion(posts: readonly DrawnPost[]): string {
  return JSON.stringify({
    version: 3,
    pages: [1, 2, 3].map((page) => ({ id: `p${page}`, path: pathOfPage(page), title: "" })),
    comments: posts.map(({ key, page, parent, text, at, fate, name, votes }) => ({
      id: `c${key}`,
      ...(parent === null ? {} : { parentId: `c${parent.key}` }),
      pageId: `p${page}`,
      markdown: text,
      html: `<p>${escapeHtml(text)}</p>\n`,
      score: votes,
      isApproved: fate !== "waiting",
      isPending: fate === "waiting",
      isDeleted: fate === "deleted",
      createdTime: at.toISOString(),
      editedTime: "0001-01-01T00:00:00.000Z",
      userCreated: "00000000-0000-0000-0000-000000000000",
      authorName: name,
      authorIP: "192.0.2.7",
      url: `https://crumbs.example${pathOfPage(page)}#comentario-c${key}`,
    })),
    commenters: null,
  });
}

it.each([
  ["Commento", firstVersion],
  ["Comentario", thirdVersion],
])(
  "any export of %s comes out as its readers saw it, and nothing does when it is cut",
  async (_, write) => {
    await fc.assert(
      fc.asyncProperty(
        drawnSite(["deleted", "waiting"]),
        async ({ posts, ordered, isPacked, cutAt }) => {
          const file = write(ordered);
          const given = isPacked ? gzipSync(file) : file;
          expect(await shownByExport(commentoFormat, [given])).toEqual(shownOf(posts));
          await expectNothingWhenCut(commentoFormat, file, cutAt);
        },
      ),
    );
  },
);
