import { describe, expect, it } from "vitest";
import { classicNames } from "../../src/domain/classic-map.ts";
import { classicSchema } from "../../src/targets/classic/schema.ts";
import { createSqliteTransport, type SqliteTransport } from "../parts/d1/sqlite-transport.ts";
import { targetOn } from "../parts/d1/target-on.ts";
import { row } from "./stored-rows.ts";

const never = new AbortController().signal;
const shop = "cactus:example.org/shop";

async function ownedBy(transport: SqliteTransport, ...sources: readonly string[]) {
  const target = targetOn(transport, sources.length === 0 ? {} : { owner: { sources } });
  await target.prepare({ readOnly: false }, never);
  return target;
}

/** Both sites have moved a comment of a page of the same name, and a second one. */
async function twoSites() {
  const transport = createSqliteTransport();
  const [ours, theirs] = [await ownedBy(transport), await ownedBy(transport, shop)];
  await ours.importRows([row("$a", { pageId: "/about/" }), row("$b")], never);
  const rows = ["$c", "$d"].map((id) => row(id, { source: shop, pageId: "/about/" }));
  await theirs.importRows(rows, never);
  return { transport, ours, theirs };
}

const idsOf = (comments: readonly { readonly sourceId: string }[]) =>
  comments.map(({ sourceId }) => sourceId);

describe("two sites in one database", () => {
  it("read their own entries, pages and comments only", async () => {
    const { ours, theirs } = await twoSites();
    expect(idsOf(await ours.readLedger(never))).toEqual(["$a", "$b"]);
    expect(idsOf(await theirs.readHeld("all", never))).toEqual(["$c", "$d"]);
    expect(await ours.readPages(never)).toMatchObject([
      { pageId: "/about/", comments: 1 },
      { pageId: "/p/", comments: 1 },
    ]);
    expect(await theirs.readPages(never)).toMatchObject([{ pageId: "/about/", comments: 2 }]);
  });

  it("take back their own comments only, with what is noted of their pages", async () => {
    const { transport, ours, theirs } = await twoSites();
    await theirs.noteVerified(["/about/"], never);
    expect(await ours.undoSome("refuse", never)).toMatchObject({ deleted: 2, isDone: true });
    expect(idsOf(await ours.readLedger(never))).toEqual([]);
    expect(idsOf(await theirs.readHeld("all", never))).toEqual(["$c", "$d"]);
    expect(await theirs.readPages(never)).toMatchObject([{ comments: 2, isComplete: true }]);
    const { n } = transport.database.prepare("SELECT count(*) AS n FROM comments").get() ?? {};
    expect(n).toBe(2);
  });

  it("don't take each other's comments for strays, nor for readers' replies", async () => {
    const { transport, ours } = await twoSites();
    expect(await ours.readStrays(never)).toEqual([]);
    expect(await ours.readReaderReplies(never)).toEqual([]);
    transport.database.exec("DELETE FROM comment_migration_ledger WHERE source_id = '$d'");
    expect(await ours.readStrays(never)).toHaveLength(1);
  });

  it("are moved again where only their own rows are gone", async () => {
    const { transport, ours } = await twoSites();
    transport.database.exec(
      `DELETE FROM comments WHERE id IN (SELECT comment_id FROM comment_migration_ledger WHERE source <> '${shop}');
      DELETE FROM comment_migration_ledger WHERE source <> '${shop}'`,
    );
    expect(await ours.readPages(never)).toEqual([]);
    const again = [row("$a", { pageId: "/about/" }), row("$b")];
    expect((await ours.importRows(again, never)).inserted.size).toBe(2);
  });

  it("may have comments of one id", async () => {
    const { transport, ours, theirs } = await twoSites();
    await theirs.importRows([row("$a", { source: shop })], never);
    expect(idsOf(await theirs.readLedger(never))).toEqual(["$c", "$d", "$a"]);
    await theirs.undoSome("refuse", never);
    expect(idsOf(await ours.readHeld("all", never))).toEqual(["$a", "$b"]);
    expect(transport.database.prepare("SELECT * FROM comments").all()).toHaveLength(2);
  });

  it("that are moved together are one owner, and each alone still knows its own", async () => {
    const { transport } = await twoSites();
    const both = await ownedBy(transport, "cactus:example.org/blog", shop);
    expect(idsOf(await both.readLedger(never))).toEqual(["$a", "$b", "$c", "$d"]);
    const rows = [row("$a", { pageId: "/about/" }), row("$e", { source: shop })];
    expect([...(await both.importRows(rows, never)).inserted]).toEqual(["$e"]);
  });
});

describe("comments that were written otherwise", () => {
  it("in another content format refuse a run, with the way to change it", async () => {
    const transport = createSqliteTransport();
    await (await ownedBy(transport)).importRows([row("$a")], never);
    const inHtml = targetOn(transport, { contentFormat: "html" });
    for (const readOnly of [true, false]) {
      await expect(inHtml.prepare({ readOnly }, never)).rejects.toMatchObject({
        code: "ledger-of-another-content-format",
        message: expect.stringContaining("content-format: text"),
        remedy: expect.stringContaining("mode: rollback"),
      });
    }
    const another = { owner: { sources: [shop] }, contentFormat: "html" } as const;
    await targetOn(transport, another).prepare({ readOnly: false }, never);
  });

  it("with another column map refuse a run, and name both maps", async () => {
    const transport = createSqliteTransport();
    await (await ownedBy(transport)).importRows([row("$a")], never);
    transport.database.exec("ALTER TABLE comments ADD COLUMN body TEXT");
    const columns = new Map([...classicNames.columns, ["content", "body"] as const]);
    const mapped = classicSchema({ ...classicNames, columns });
    await expect(
      targetOn(transport, {}, mapped).prepare({ readOnly: false }, never),
    ).rejects.toMatchObject({
      code: "ledger-of-another-column-map",
      message: expect.stringMatching(/with the usual columns.*content=body/),
    });
  });
});

describe("an id that was given out again", () => {
  it("is not the moved comment's any more, for readers of the ledger and a rollback", async () => {
    const transport = createSqliteTransport();
    transport.database.exec(`CREATE TABLE comments (id INTEGER PRIMARY KEY, page_id TEXT NOT NULL,
      parent_id INTEGER, author_name TEXT NOT NULL, content TEXT NOT NULL, created_at TEXT NOT NULL,
      ip_address TEXT, content_hash TEXT)`);
    const target = await ownedBy(transport);
    await target.importRows([row("$a"), row("$b")], never);
    transport.database.exec(`DELETE FROM comments WHERE id = 2;
      INSERT INTO comments (page_id, author_name, content, created_at) VALUES ('/q/', 'Reader', 'mine', '2026');
      INSERT INTO comments (page_id, parent_id, author_name, content, created_at) VALUES ('/q/', 2, 'Reader', 're', '2027')`);
    const held = await target.readHeld("all", never);
    expect(held.map(({ sourceId, kept }) => [sourceId, kept?.content])).toEqual([
      ["$a", "Hello"],
      ["$b", undefined],
    ]);
    expect(await target.readReaderReplies(never)).toEqual([]);
    await target.undoSome("refuse", never);
    const left = transport.database.prepare("SELECT content FROM comments ORDER BY id").all();
    expect(left).toEqual([{ content: "mine" }, { content: "re" }]);
  });

  it("does not pass for the parent of a moved reply", async () => {
    const transport = createSqliteTransport();
    const target = await ownedBy(transport);
    await target.importRows([row("$a"), row("$b", { parentSourceId: "$a" })], never);
    transport.database.exec(`PRAGMA foreign_keys = OFF; DELETE FROM comments WHERE id = 1;
      INSERT INTO comments (id, page_id, author_name, content, created_at) VALUES (1, '/p/', 'Reader', 'mine', '2026')`);
    const [, reply] = await target.readHeld("all", never);
    expect(reply?.kept?.parentSourceId).toBe("comment 1");
  });
});
