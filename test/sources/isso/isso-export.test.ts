import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { textDigest } from "../../../src/domain/text-digest.ts";
import { openExport } from "../../../src/sources/export/open-export.ts";
import { issoFormat } from "../../../src/sources/isso/isso-format.ts";
import { withExport } from "../export/with-export.ts";

/** Made by Isso 0.14 through its own HTTP interface. */
const crumbs = readFileSync(new URL("crumbs.db", import.meta.url));

/** All that an export holds. */
function contents(files: readonly (string | Buffer)[]) {
  return withExport(issoFormat, files, ({ threads, findings, source, commentsOf }) => ({
    source,
    threads,
    findings: findings.map(({ code }) => code),
    conversations: threads.map(({ id }) => commentsOf(id)),
  }));
}

/** The database as it is after some SQL. */
function changed(sql: string): Buffer {
  const folder = mkdtempSync(join(tmpdir(), "isso-"));
  try {
    const path = join(folder, "crumbs.db");
    copyFileSync(new URL("crumbs.db", import.meta.url), path);
    const database = new DatabaseSync(path);
    database.exec(sql);
    database.close();
    return readFileSync(path);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

describe("Isso's database", () => {
  it("has its comments by the page's path, with their Markdown as readers saw it", async () => {
    const { source, threads, conversations, findings } = await contents([crumbs]);
    expect(source).toBe("isso");
    expect(findings).toEqual([]);
    expect(threads).toEqual([
      {
        id: "/bread/",
        addresses: ["/bread/"],
        identifiers: ["/bread/"],
        title: "Bread",
        date: new Date(1600003600250),
        comments: 4,
      },
      {
        id: "/salt/",
        addresses: ["/salt/"],
        identifiers: ["/salt/"],
        title: "Salt & pepper",
        date: new Date(1600021660250),
        comments: 1,
      },
    ]);
    const annHash = textDigest("ann@example.org");
    const ann = { authorId: annHash.slice(0, 32), authorName: "Ann", source: "isso" };
    expect(conversations[0]?.comments).toEqual([
      {
        ...ann,
        sourceId: "1-1600003600250",
        body: "Rye or wheat?\nI can't say.",
        formatted: "<p>Rye <em>or</em> wheat?<br />I can't say.</p>",
        sentAt: 1600003600250,
        replyTo: null,
        author: { isOwner: false, emailHash: annHash, url: "https://ann.example/" },
        reactions: [{ key: "👍", count: 2 }],
      },
      {
        source: "isso",
        sourceId: "2-1600007200250",
        authorId: `guest-${textDigest("Bo").slice(0, 32)}`,
        authorName: "Bo",
        body: "Rye, of course: see https://rye.example/a_b_c",
        sentAt: 1600007200250,
        editedAt: 1600018060250,
        replyTo: "1-1600003600250",
      },
      {
        ...ann,
        sourceId: "4-1600014400250",
        body: "No, it is right.",
        sentAt: 1600014400250,
        replyTo: null,
        author: { isOwner: false, emailHash: annHash },
      },
      {
        source: "isso",
        sourceId: "5-1600018000250",
        authorId: `guest-${textDigest("Anonymous").slice(0, 32)}`,
        authorName: "Anonymous",
        body: "Dough rises falls <b>fast</b>",
        formatted: "<p>Dough <s>rises</s> falls &lt;b&gt;fast&lt;/b&gt;</p>",
        sentAt: 1600018000250,
        replyTo: null,
        reactions: [{ key: "👎", count: 1 }],
      },
    ]);
  });

  it("leaves out what was deleted or waits for approval, and keeps replies to it", async () => {
    const { conversations } = await contents([crumbs]);
    expect(conversations.map((one) => one?.skipped)).toEqual([
      [{ reason: "deleted", sourceIds: ["3-1600010800250"] }],
      [{ reason: "waiting for approval", sourceIds: ["7-1600025260250"] }],
    ]);
    expect(conversations[0]?.removed).toEqual(["3-1600010800250"]);
  });

  it("never holds the addresses of machines or mail", async () => {
    const all = JSON.stringify(await contents([crumbs]));
    expect(all).not.toMatch(/192\.0|198\.51|203\.0|@/);
  });

  it("is read packed too", async () => {
    expect(await contents([gzipSync(crumbs)])).toEqual(await contents([crumbs]));
  });

  it("leads from a name that a page was given to no address", async () => {
    const { threads } = await contents([
      changed("UPDATE threads SET uri = 'bread-2020' WHERE id = 1"),
    ]);
    expect(threads[0]).toMatchObject({ addresses: [], identifiers: ["bread-2020"] });
  });

  it("is read by older versions' tables, and with values of other types", async () => {
    const { conversations } = await contents([
      changed(`ALTER TABLE comments DROP COLUMN notification; PRAGMA user_version = 3;
        UPDATE comments SET text = x'4869', likes = NULL, created = 1600000001 WHERE id = 1;
        UPDATE comments SET created = 'yesterday' WHERE id = 2;
        UPDATE comments SET mode = 9 WHERE id = 4;
        UPDATE comments SET id = 9223372036854775807 WHERE id = 5`),
    ]);
    expect(conversations[0]?.comments).toMatchObject([
      { sourceId: "1-1600000001000", body: "Hi", sentAt: 1600000001000 },
      { sourceId: "9223372036854775807-1600018000250" },
    ]);
    expect(conversations[0]?.skipped.map(({ reason }) => reason)).toEqual([
      "without a time",
      "deleted",
      "in a state that Isso does not name (9)",
    ]);
  });

  it("counts comments whose thread is gone", async () => {
    const { findings, threads } = await contents([
      changed("PRAGMA foreign_keys = OFF; DELETE FROM threads WHERE id = 2"),
    ]);
    expect(threads.map(({ id }) => id)).toEqual(["/bread/"]);
    expect(findings).toEqual(["exported-posts-without-place"]);
  });

  it("includes what is only in the write-ahead log, and changes neither file", async () => {
    const folder = mkdtempSync(join(tmpdir(), "isso-"));
    const path = join(folder, "crumbs.db");
    copyFileSync(new URL("crumbs.db", import.meta.url), path);
    using database = new DatabaseSync(path);
    database.exec("PRAGMA journal_mode = WAL; UPDATE comments SET text = 'new' WHERE id = 6");
    const kept = mkdtempSync(join(tmpdir(), "isso-"));
    for (const name of ["crumbs.db", "crumbs.db-wal"]) {
      copyFileSync(join(folder, name), join(kept, name));
    }
    const file = { path: join(kept, "crumbs.db"), name: "crumbs.db" };
    const bodies = async () => {
      const spool = mkdtempSync(join(tmpdir(), "isso-"));
      const opened = await openExport(issoFormat, {
        ...{ files: [file], folder: spool, site: undefined, contentFormat: "text" },
      });
      const comments = opened.commentsOf("/salt/")?.comments ?? [];
      opened.close();
      rmSync(spool, { recursive: true });
      return comments.map(({ body }) => body);
    };
    const before = readFileSync(file.path);
    expect(await bodies()).toEqual(["new"]);
    expect(readdirSync(kept).toSorted()).toEqual(["crumbs.db", "crumbs.db-wal"]);
    expect(readFileSync(file.path)).toEqual(before);
    rmSync(join(kept, "crumbs.db-wal"));
    expect(await bodies()).toEqual(["Sea salt."]);
    rmSync(kept, { recursive: true });
    rmSync(folder, { recursive: true });
  });
});

describe("a file that is no whole database of Isso", () => {
  it.each([
    ["empty", "", "seems to be empty"],
    ["another program's", () => changed("ALTER TABLE threads RENAME TO posts"), "another program"],
    [
      "a view",
      () => changed("ALTER TABLE threads RENAME TO t; CREATE VIEW threads AS SELECT * FROM t"),
      "another program",
    ],
  ])("is of another kind: %s", async (_, file, words) => {
    await expect(contents([typeof file === "string" ? file : file()])).rejects.toMatchObject({
      code: "export-of-another-kind",
      message: expect.stringContaining(words),
    });
  });

  it.each([50, 4096, 8192 + 100, 24_575])("is cut after %i bytes", async (bytes) => {
    await expect(contents([crumbs.subarray(0, bytes)])).rejects.toMatchObject({
      code: "export-cut",
    });
  });

  it("is cut where its packing is", async () => {
    await expect(contents([gzipSync(crumbs).subarray(0, -20)])).rejects.toMatchObject({
      code: "export-cut",
    });
  });

  it("is damaged", async () => {
    const damaged = Buffer.from(crumbs);
    damaged.fill(0x55, 4096, 4096 + 64);
    damaged.fill(0x55, 8192, 8192 + 64);
    await expect(contents([damaged])).rejects.toMatchObject({ code: "export-malformed" });
  });
});
