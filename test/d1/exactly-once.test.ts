import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { D1Error } from "../../src/d1/transport/transport.ts";
import { createSqliteTransport, type SqliteTransport } from "../parts/d1/sqlite-transport.ts";
import { blog, targetOn } from "../parts/d1/target-on.ts";
import { anyRows } from "./comment-row-arbitrary.ts";
import { row } from "./stored-rows.ts";

const never = new AbortController().signal;

async function importer(transport: SqliteTransport, runId = "run", maxRetries = 0) {
  const target = targetOn(transport, { runId, maxRetries });
  await target.prepare({ readOnly: false }, never);
  return target;
}

/** What is in the table, with parents by event. */
function stored({ database }: SqliteTransport) {
  const rows = database
    .prepare(
      `SELECT l.source, l.source_id, p.source_id AS parent, c.* FROM comments c
      LEFT JOIN comment_migration_ledger l ON l.comment_id = c.id
      LEFT JOIN comment_migration_ledger p ON p.comment_id = c.parent_id ORDER BY c.id`,
    )
    .all();
  return rows.map((row) => ({
    source: row["source"],
    sourceId: row["source_id"],
    pageId: row["page_id"],
    parentSourceId: row["parent"],
    authorName: row["author_name"],
    content: row["content"],
    createdAt: row["created_at"],
    ipAddress: row["ip_address"],
    contentHash: row["content_hash"],
  }));
}

describe("an import", () => {
  it("stores every row as it is, with its parent, in order, whatever it holds", async () => {
    await fc.assert(
      fc.asyncProperty(anyRows("a", "/a/"), async (rows) => {
        const transport = createSqliteTransport();
        const result = await (await importer(transport)).importRows(rows, never);
        expect(stored(transport)).toEqual(rows);
        expect(result.imported.map(({ sourceId }) => sourceId)).toEqual(
          rows.map((r) => r.sourceId),
        );
        expect(result.inserted.size).toBe(rows.length);
      }),
    );
  });

  it("divided into many transactions stores the same", async () => {
    await fc.assert(
      fc.asyncProperty(anyRows("a", "/a/", 30), async (rows) => {
        const transport = createSqliteTransport(9_000);
        await (await importer(transport)).importRows(rows, never);
        expect(stored(transport)).toEqual(rows);
      }),
    );
  });

  it("by several importers, again and again and among readers' comments, stores each row once", async () => {
    const slice = fc.record({ importer: fc.nat(2), end: fc.nat(20), reader: fc.boolean() });
    await fc.assert(
      fc.asyncProperty(
        anyRows("a", "/a/", 20),
        fc.array(slice, { maxLength: 8 }),
        async (rows, slices) => {
          const transport = createSqliteTransport();
          const importers = [];
          for (const name of ["one", "two", "three"])
            importers.push(await importer(transport, name));
          for (const { importer: which, end, reader } of [
            ...slices,
            { importer: 0, end: 20, reader: false },
          ]) {
            if (reader) {
              transport.database.exec(
                "INSERT INTO comments (page_id, author_name, content, created_at) VALUES ('/a/', 'R', 'live', '2025')",
              );
            }
            await importers[which]?.importRows(rows.slice(0, end), never);
          }
          const migrated = stored(transport).filter(({ ipAddress }) => ipAddress === "migrated");
          expect(migrated).toEqual(rows);
        },
      ),
    );
  });

  it("does not bring back what a moderator deleted, and its replies stay", async () => {
    const transport = createSqliteTransport();
    const target = await importer(transport);
    await target.importRows([row("$a"), row("$b", { parentSourceId: "$a" })], never);
    transport.database.exec(
      "UPDATE comments SET parent_id = NULL; DELETE FROM comments WHERE id = 1",
    );
    await target.importRows(
      [row("$a"), row("$b", { parentSourceId: "$a" }), row("$c", { parentSourceId: "$a" })],
      never,
    );
    expect(
      stored(transport).map(({ sourceId, parentSourceId }) => [sourceId, parentSourceId]),
    ).toEqual([
      ["$b", null],
      ["$c", null],
    ]);
  });

  it("never uses the id of a deleted comment again", async () => {
    const transport = createSqliteTransport();
    const target = await importer(transport);
    transport.database.exec(
      "INSERT INTO comments (id, page_id, author_name, content, created_at) VALUES (41, '/', 'R', 'x', '2025'); DELETE FROM comments",
    );
    const { imported } = await target.importRows([row("$a")], never);
    expect(imported[0]?.commentId).toBe(42);
  });

  it("whose answer was lost after the commit counts its rows as its own when it is repeated", async () => {
    const transport = createSqliteTransport();
    const target = await importer(transport, "run", 2);
    let losses = 1;
    transport.afterRun = () => {
      losses -= 1;
      if (losses >= 0) throw new D1Error("timeout", "no answer", { transient: true });
    };
    const { inserted } = await target.importRows([row("$a"), row("$b")], never);
    expect([...inserted]).toEqual(["$a", "$b"]);
    expect(stored(transport)).toHaveLength(2);
  });

  it("that fails for good is not repeated", async () => {
    const transport = createSqliteTransport();
    const target = await importer(transport, "run", 2);
    let calls = 0;
    transport.beforeRun = () => {
      calls += 1;
      throw new D1Error("d1-auth", "no entry", { transient: false });
    };
    await expect(target.importRows([row("$a")], never)).rejects.toThrow("no entry");
    expect(calls).toBe(1);
  });

  it("with a row that the table refuses writes nothing of its transaction, ledger included", async () => {
    const transport = createSqliteTransport();
    const target = await importer(transport);
    transport.database.exec(
      "CREATE TRIGGER no_spam BEFORE INSERT ON comments WHEN NEW.content = 'spam' BEGIN SELECT RAISE(ABORT, 'no spam'); END",
    );
    const rows = [row("$a"), row("$b", { content: "spam" })];
    await expect(target.importRows(rows, never)).rejects.toThrow("no spam");
    expect(await target.readLedger(never)).toEqual([]);
    expect(stored(transport)).toEqual([]);
  });

  it("of a reply to a comment that was never imported is refused, not made a root", async () => {
    const target = await importer(createSqliteTransport());
    await expect(
      target.importRows([row("$b", { parentSourceId: "$nowhere" })], never),
    ).rejects.toMatchObject({ code: "unknown-parent", message: expect.stringContaining("$b") });
  });

  it("of a comment that a trigger drops in silence is undone and names the comment", async () => {
    const transport = createSqliteTransport();
    const target = await importer(transport);
    transport.database.exec(
      "CREATE TRIGGER quiet BEFORE INSERT ON comments WHEN NEW.content = 'spam' BEGIN SELECT RAISE(IGNORE); END",
    );
    const rows = [row("$a"), row("$it's", { content: "spam" })];
    await expect(target.importRows(rows, never)).rejects.toMatchObject({
      code: "comment-not-kept",
      message: expect.stringContaining("$it's "),
    });
    expect(await target.readLedger(never)).toEqual([]);
    expect(stored(transport)).toEqual([]);
  });

  it("of one event under two pages stores it under the first", async () => {
    const transport = createSqliteTransport();
    const target = await importer(transport);
    const rows = [row("$a"), row("$a", { pageId: "/q/" }), row("$b")];
    const { imported, inserted } = await target.importRows(rows, never);
    expect(stored(transport)).toEqual([row("$a"), row("$b")]);
    expect(imported.map(({ pageId }) => pageId)).toEqual(["/p/", "/p/", "/p/"]);
    expect([...inserted]).toEqual(["$a", "$b"]);
  });

  it.each([
    ["U+0000", "a\0b"],
    ["half of a surrogate pair", "a\uD83D"],
  ])("of a text with %s is refused by name before anything is written", async (_, content) => {
    const transport = createSqliteTransport();
    const target = await importer(transport);
    await expect(
      target.importRows([row("$a"), row("$odd", { content })], never),
    ).rejects.toMatchObject({
      code: "unstorable-text",
      message: expect.stringContaining("$odd"),
    });
    expect(stored(transport)).toEqual([]);
  });

  it("of a comment too large for a call is refused by name before anything is written", async () => {
    const transport = createSqliteTransport();
    const target = await importer(transport);
    const rows = [row("$small"), row("$large", { content: "x".repeat(100_000) })];
    await expect(target.importRows(rows, never)).rejects.toMatchObject({
      code: "comment-too-large",
      message: expect.stringContaining("$large"),
    });
    expect(stored(transport)).toEqual([]);
  });
});

describe("the ledger", () => {
  it("lists what was imported, in order, with the ids that the comments have", async () => {
    const transport = createSqliteTransport();
    const target = await importer(transport);
    const { imported } = await target.importRows([row("$a"), row("$b", { pageId: "/q/" })], never);
    expect(await target.readLedger(never)).toEqual(imported);
    expect(imported).toEqual([
      { source: blog, sourceId: "$a", commentId: 1, pageId: "/p/" },
      { source: blog, sourceId: "$b", commentId: 2, pageId: "/q/" },
    ]);
  });

  it("is empty where there is none yet", async () => {
    const target = targetOn(createSqliteTransport(), { runId: "r", maxRetries: 0 });
    expect(await target.readLedger(never)).toEqual([]);
  });
});

describe("an existing comments table", () => {
  const prepare = async (sql: string, readOnly = false) => {
    const transport = createSqliteTransport();
    transport.database.exec(sql);
    await targetOn(transport, { runId: "r", maxRetries: 0 }).prepare({ readOnly }, never);
    return transport;
  };
  const rest = "content TEXT, created_at TEXT, ip_address TEXT, content_hash TEXT";

  it.each([
    [
      "a missing column",
      `CREATE TABLE comments (id INTEGER PRIMARY KEY, page_id TEXT, parent_id INTEGER, ${rest})`,
      "author_name is missing",
    ],
    [
      "a column of another type",
      `CREATE TABLE comments (id INTEGER PRIMARY KEY, page_id INTEGER, parent_id INTEGER, author_name TEXT, ${rest})`,
      "page_id has type INTEGER",
    ],
    [
      "a column that must be filled",
      `CREATE TABLE comments (id INTEGER PRIMARY KEY, page_id TEXT, parent_id INTEGER, author_name TEXT, ${rest}, mood TEXT NOT NULL)`,
      "mood is NOT NULL",
    ],
    [
      "an id that is no number",
      `CREATE TABLE comments (id TEXT PRIMARY KEY, page_id TEXT, parent_id INTEGER, author_name TEXT, ${rest})`,
      "id has type TEXT",
    ],
    [
      "a generated column, and how to leave it out",
      `CREATE TABLE comments (id INTEGER PRIMARY KEY, page_id TEXT, parent_id INTEGER, author_name TEXT, ${rest.replace("content_hash TEXT", "content_hash TEXT AS (hex(content)) STORED")})`,
      "content_hash is generated, so nothing can be written to it (needed: content_hash TEXT, or content_hash=- in schema-map)",
    ],
    [
      "a generated column that is needed",
      `CREATE TABLE comments (id INTEGER PRIMARY KEY, slug TEXT, page_id TEXT AS ('/' || slug), parent_id INTEGER, author_name TEXT, ${rest})`,
      "page_id is generated, so nothing can be written to it (needed: page_id TEXT NOT NULL)",
    ],
  ])("with %s is refused by the column's name", async (_, sql, words) => {
    await expect(prepare(sql)).rejects.toMatchObject({
      code: "schema-mismatch",
      message: expect.stringContaining(words),
    });
  });

  it("that fits is used as it is, more columns with defaults included", async () => {
    const sql = `CREATE TABLE Comments (ID INTEGER PRIMARY KEY, page_id VARCHAR(200), parent_id INTEGER, author_name TEXT, ${rest}, approved INTEGER NOT NULL DEFAULT 1)`;
    const transport = await prepare(sql);
    await (await importer(transport)).importRows([row("$a")], never);
    expect(transport.database.prepare("SELECT approved FROM comments").all()).toEqual([
      { approved: 1 },
    ]);
  });

  it("that is gone while the ledger is there is not created anew without a word", async () => {
    const transport = createSqliteTransport();
    await (await importer(transport)).importRows([row("$a")], never);
    transport.database.exec("DROP TABLE comments");
    await expect(importer(transport)).rejects.toMatchObject({ code: "ledger-without-comments" });
  });

  it("is looked at and nothing more in a dry run", async () => {
    const { database } = await prepare("", true);
    expect(database.prepare("SELECT name FROM sqlite_master").all()).toEqual([]);
  });
});
