import { describe, expect, it } from "vitest";
import { contentHash } from "../../../src/domain/content-hash.ts";
import { garrulSchema } from "../../../src/targets/garrul/schema.ts";
import { row } from "../../d1/stored-rows.ts";
import { openSchema } from "./open-schema.ts";

const never = new AbortController().signal;

const on = (id: string, pageId: string, pageTitle = "Rye\n bread") =>
  row(id, { pageId, pageTitle });

it("a page has its title and address in Garrul, for links, feeds and mails", async () => {
  const { target, transport } = await openSchema(garrulSchema("https://blog.example"));
  await target.importRows([on("$a", "/rye/"), on("$b", "/rye/"), on("$c", "/x/", "")], never);
  expect(
    transport.database.prepare("SELECT slug, title, url FROM posts ORDER BY slug").all(),
  ).toEqual([
    { slug: "/rye/", title: "Rye bread", url: "https://blog.example/rye/" },
    { slug: "/x/", title: null, url: "https://blog.example/x/" },
  ]);
});

it("a page that Garrul knows keeps what it has, and gets what it lacks", async () => {
  const { target, transport } = await openSchema(garrulSchema("https://blog.example"));
  transport.database.exec(
    `INSERT INTO posts (slug, title, url, created_at) VALUES ('/rye/', 'Its own', NULL, 5)`,
  );
  await target.importRows([on("$a", "/rye/")], never);
  expect(transport.database.prepare("SELECT * FROM posts").all()).toMatchObject([
    { title: "Its own", url: "https://blog.example/rye/", created_at: 5 },
  ]);
});

it("no address is made up for a site without an origin", async () => {
  const { target, transport } = await openSchema(garrulSchema());
  await target.importRows([on("$a", "/rye/")], never);
  expect(transport.database.prepare("SELECT url FROM posts").all()).toEqual([{ url: null }]);
});

describe("posts that comments leave", () => {
  const may = "2020-05-01T00:00:00.000Z";
  const june = "2020-06-01T00:00:00.000Z";

  async function opened() {
    const parts = await openSchema(garrulSchema("https://blog.example"));
    const { database } = parts.transport;
    database.exec("INSERT INTO posts (slug, created_at) VALUES ('/theirs/', 1767225600000)");
    const posts = () =>
      database
        .prepare("SELECT slug, created_at FROM posts ORDER BY slug")
        .all()
        .map(({ slug, created_at: time }) => [slug, new Date(Number(time)).toISOString()]);
    return { ...parts, database, posts };
  }
  const theirs = ["/theirs/", "2026-01-01T00:00:00.000Z"];
  const hashed = (one: ReturnType<typeof row>) => ({
    ...one,
    contentHash: contentHash(one.pageId, one.authorName, one.content),
  });
  const rows = [
    hashed(row("$a", { pageId: "/rye/", createdAt: may })),
    hashed(row("$b", { pageId: "/rye/", createdAt: june })),
    hashed(row("$c", { pageId: "/theirs/", createdAt: may })),
  ];

  it("go with a rollback; those that Garrul made stay", async () => {
    const { target, posts } = await opened();
    await target.importRows(rows, never);
    expect(posts()).toEqual([["/rye/", may], theirs]);
    await target.undoSome("refuse", never);
    expect(posts()).toEqual([theirs]);
  });

  it.each([
    [
      "a comment",
      "INSERT INTO comments (id, post_slug, user_id, body_md, body_html, renderer_version, status, created_at, depth) VALUES ('r', '/rye/', 'u', 'x', 'x', 2, 'approved', 1, 1)",
    ],
    ["a reaction to the page", "INSERT INTO page_reactions (post_slug) VALUES ('/rye/')"],
    ["a vote for the page", "INSERT INTO page_votes (post_slug) VALUES ('/rye/')"],
    ["a subscription", "INSERT INTO subscriptions (post_slug) VALUES ('/rye/')"],
    ["a thread that the owner closed", "UPDATE posts SET closed = 1 WHERE slug = '/rye/'"],
    ["a table of a later Garrul", "CREATE TABLE pins (slug TEXT REFERENCES posts (slug))"],
  ])("stay as they were for %s", async (_, sql) => {
    const { target, database, posts } = await opened();
    await target.importRows(rows, never);
    database.exec(sql);
    await target.undoSome("refuse", never);
    expect(posts()).toEqual([["/rye/", may], theirs]);
  });

  it("are known after their first comment was removed at its source, and go with the last one", async () => {
    const { target, posts } = await opened();
    await target.importRows(rows, never);
    const [first, second] = await target.readHeld("all", never);
    if (first === undefined || second === undefined) throw new Error("nothing is held");
    await target.removeComments([first], never);
    expect(posts()).toEqual([["/rye/", june], theirs]);
    await target.removeComments([second], never);
    expect(posts()).toEqual([theirs]);
  });

  it("go when a page gets another address, which keeps the title", async () => {
    const { target, database } = await opened();
    const titled = rows.map((one) => ({ ...one, pageTitle: "Rye" }));
    await target.importRows(titled, never);
    const moved = titled.slice(0, 2).map((one) => hashed({ ...one, pageId: "/br%C3%B6t/" }));
    await target.followPages(moved, never);
    expect(database.prepare("SELECT title, url FROM posts ORDER BY slug").all()).toEqual([
      { title: "Rye", url: "https://blog.example/theirs/" },
      { title: "Rye", url: "https://blog.example/br%C3%B6t/" },
    ]);
    await target.undoSome("refuse", never);
    expect(database.prepare("SELECT slug FROM posts").all()).toEqual([{ slug: "/theirs/" }]);
  });
});
