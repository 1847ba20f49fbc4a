import { describe, expect, it } from "vitest";
import { pathnameOf, spellingsOf } from "../../../src/targets/twikoo/page-path.ts";
import { twikooApi } from "../../../src/targets/twikoo/public-api.ts";
import { twikooSchema } from "../../../src/targets/twikoo/schema.ts";
import { row } from "../../d1/stored-rows.ts";
import { openSchema } from "../schemas/open-schema.ts";

const never = new AbortController().signal;

it.each([
  ["/about/", "/about/"],
  ["/posts/caf%C3%A9/", "/posts/caf%C3%A9/"],
  ["/posts/café/", "/posts/caf%C3%A9/"],
  ["/it's (so)/", "/it's%20(so)/"],
  ["//double/", "//double/"],
  ["/", "/"],
])("the page %s is %s to a browser", (pageId, path) => {
  expect(pathnameOf(pageId)).toBe(path);
});

it("a path has one other spelling, and that has it as its own", () => {
  for (const path of ["/", "/a", "/a/", "/a/b.html"]) {
    const [, other] = spellingsOf(path);
    expect(spellingsOf(other)).toEqual([other, path]);
  }
});

it.each([
  ["https://blog.example", "https://blog.example/p/"],
  [undefined, "/p/"],
])("the address of a comment on a site at %s is %s", async (origin, href) => {
  const { target, transport } = await openSchema(twikooSchema("twikoo", origin));
  await target.importRows([row("$1")], never);
  const hrefs = () => transport.database.prepare("SELECT href FROM comment").get()?.["href"];
  expect(hrefs()).toBe(href);
  await target.followPages([row("$1", { pageId: "/q/" })], never);
  expect(hrefs()).toBe(href.replace("/p/", "/q/"));
});

describe("a table to which a column was added later", () => {
  const rebuilt = `ALTER TABLE comment DROP COLUMN ipRegion;
    ALTER TABLE comment ADD COLUMN ipRegion TEXT NOT NULL DEFAULT ''`;

  it("is told, since Twikoo's Worker writes values by their places; moved comments get into the right ones", async () => {
    const { target, transport, another } = await openSchema(twikooSchema("twikoo"));
    expect(await target.findHazards(never)).toEqual([]);
    transport.database.exec(rebuilt);
    const later = another("later");
    await later.prepare({ readOnly: false }, never);
    expect(await later.findHazards(never)).toMatchObject([
      { severity: "warning", code: "columns-in-other-order" },
    ]);
    await later.importRows([row("$1", { author: { isOwner: true } })], never);
    const found = transport.database.prepare("SELECT ipRegion, master, url FROM comment").get();
    expect({ ...found }).toEqual({ ipRegion: "", master: 1, url: "/p/" });
  });

  it("is as good as any to twikoo-api-worker, which names them", async () => {
    const { transport, another } = await openSchema(twikooSchema("twikoo-api-worker"));
    transport.database.exec(rebuilt);
    const later = another("later");
    await later.prepare({ readOnly: false }, never);
    expect(await later.findHazards(never)).toEqual([]);
  });
});

describe("Twikoo's API", () => {
  const one = { id: "a", pid: "", nick: "Ada", comment: "<p>Hi</p>", created: 1_700_000_000_005 };
  const reply = { ...one, id: "b", pid: "a", created: 1_700_000_000_001 };

  it("is asked by POST, with the page's path and where to go on", () => {
    expect(twikooApi.path("/a/", undefined)).toBe("/");
    expect(twikooApi.body?.("/a/", undefined)).toEqual({ event: "COMMENT_GET", url: "/a/" });
    expect(twikooApi.body?.("/a/", "5")).toEqual({ event: "COMMENT_GET", url: "/a/", before: 5 });
  });

  it("returns threads with their replies, and is asked on before the oldest that is not pinned", () => {
    const pinned = { ...one, id: "p", created: 1, top: 1, replies: [] };
    const { comments, next } = twikooApi.read({
      data: [pinned, { ...one, top: 0, replies: [reply] }],
      more: true,
    });
    expect(comments.map(({ commentId, parentId }) => [commentId, parentId])).toEqual([
      ["p", null],
      ["a", null],
      ["b", "a"],
    ]);
    expect(comments[1]).toMatchObject({ authorName: "Ada", content: "<p>Hi</p>" });
    expect(next).toBe("1700000000005");
  });

  it.each([
    ["a failure, which comes as no comments", { data: [], message: "no such table" }],
    ["too many requests", { code: 1000, message: "Too Many Requests" }],
  ])("that tells %s has not answered", (_, body) => {
    expect(() => twikooApi.read(body)).toThrow();
  });
});
