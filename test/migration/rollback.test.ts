import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import type { TargetSchema } from "../../src/d1/schema/target-schema.ts";
import { D1Error } from "../../src/d1/transport/transport.ts";
import type { CommentRow } from "../../src/domain/comment-row.ts";
import { flattenThreads } from "../../src/domain/flatten.ts";
import { rollBack } from "../../src/migration/roll-back.ts";
import { Stopwatch } from "../../src/migration/stopwatch.ts";
import { commentsLeft } from "../../src/migration/summarise-rollback.ts";
import { classicSchema } from "../../src/targets/classic/schema.ts";
import { commentKitSchema } from "../../src/targets/comment-kit/schema.ts";
import { cwdSchema } from "../../src/targets/cwd/schema.ts";
import { garrulSchema } from "../../src/targets/garrul/schema.ts";
import { momoSchema } from "../../src/targets/momo/schema.ts";
import { walineSchema } from "../../src/targets/waline/schema.ts";
import { anyRows } from "../d1/comment-row-arbitrary.ts";
import { row } from "../d1/stored-rows.ts";
import { scanOf } from "../parts/hugo/site-scan.ts";
import { type OpenSchema, openSchema } from "../targets/schemas/open-schema.ts";

const never = new AbortController().signal;
const now = () => new Date("2024-05-01T10:00:00Z");
const stopwatch = new Stopwatch(now, "start");

/** How a reader's comment is written in each schema. */
const readers: Readonly<Record<string, (id: string, parent: string) => string>> = {
  classic: (id, parent) =>
    `INSERT INTO comments (id, page_id, parent_id, author_name, content, created_at) VALUES (${id}, '/p/', ${parent}, 'Reader', 'live', '2025')`,
  garrul: (
    id,
    parent,
  ) => `INSERT INTO users (id, provider, name, created_at) VALUES ('reader', 'anon', 'Reader', 1) ON CONFLICT DO NOTHING;
    INSERT INTO posts (slug, created_at) VALUES ('/p/', 1) ON CONFLICT DO NOTHING;
    INSERT INTO comments (id, post_slug, parent_id, user_id, body_md, body_html, renderer_version, status, created_at, depth)
    VALUES (${id}, '/p/', ${parent}, 'reader', 'live', 'live', 2, 'approved', 1, 1)`,
  cwd: (id, parent) =>
    `INSERT INTO Comment (id, created, post_slug, name, email, content_text, content_html, parent_id, status) VALUES (${id}, 1, '/p/', 'Reader', 'r@example.org', 'live', 'live', ${parent}, 'approved')`,
  waline: (id, parent) =>
    `INSERT INTO wl_Comment (id, insertedAt, url, nick, orig, comment, pid, rid)
    SELECT ${id}, '2025-01-01 00:00:00', '/p/', 'Reader', 'live', 'live', ${parent},
      (SELECT coalesce(rid, id) FROM wl_Comment WHERE id = ${parent})`,
  momo: (id, parent) =>
    `INSERT INTO Comment (id, pub_date, post_slug, author, email, content_text, content_html, parent_id, status) VALUES (${id}, '2025-01-01T00:00:00.000Z', '/p/', 'Reader', 'r@example.org', 'live', '<p>live</p>', ${parent}, 'approved')`,
  "comment-kit": (id, parent) =>
    `INSERT INTO comments (id, page_url, parent_id, author_name, author_email, content, status) VALUES (${id}, 'https://blog.example.org/p/', ${parent}, 'Reader', 'r@example.org', 'live', 'approved')`,
};

interface World extends OpenSchema {
  readonly schema: TargetSchema;
  /** A reader writes; the parent is a source event, another reader's comment or none. */
  read(id: number, parent: string | number | null): void;
  /** Readers' comments with their parents. */
  left(): readonly unknown[];
}

async function world(schema: TargetSchema, rows: readonly CommentRow[]): Promise<World> {
  const open = await openSchema(schema);
  const { database } = open.transport;
  await open.target.importRows(flattenThreads(rows, schema.maxDepth ?? Infinity).rows, never);
  const asId = (id: number) => (schema.name === "garrul" ? `'r${id}'` : String(id));
  const { table, id: idColumn, parentId } = schema.comments;
  return {
    ...open,
    schema,
    read(id, parent) {
      const parentSql =
        typeof parent === "string"
          ? `(SELECT comment_id FROM comment_migration_ledger WHERE source_id = '${parent}')`
          : parent === null
            ? "NULL"
            : asId(parent);
      database.exec(readers[schema.name]?.(asId(id), parentSql) ?? "");
    },
    left: () =>
      database
        .prepare(`SELECT ${idColumn} AS id, ${parentId} AS parent FROM ${table} ORDER BY 1`)
        .all()
        .map((found) => `${found["id"]} ← ${found["parent"]}`.replaceAll("r", "")),
  };
}

const schemas = [
  { name: "classic", schema: classicSchema() },
  { name: "garrul", schema: garrulSchema() },
  { name: "cwd", schema: cwdSchema() },
  { name: "waline", schema: walineSchema() },
  { name: "momo", schema: momoSchema() },
  { name: "comment-kit", schema: commentKitSchema("https://blog.example.org") },
];

describe.each(schemas)("a rollback from $name", ({ schema }) => {
  const conversation = [
    row("$root"),
    row("$reply", { parentSourceId: "$root" }),
    row("$other", { authorName: "Bob" }),
  ];
  const back = (
    { target }: World,
    readerReplies: "refuse" | "keep" | "delete" = "refuse",
    dryRun = false,
    until = never,
  ) => rollBack({ target, stopwatch, now }, scanOf([]), { readerReplies, dryRun, until }, never);

  it("deletes all that was moved and nothing that readers wrote", async () => {
    await fc.assert(
      fc.asyncProperty(
        anyRows("a", "/p/", 20),
        fc.array(fc.option(fc.nat(5)), { maxLength: 6 }),
        async (rows, parents) => {
          const site = await world(schema, rows);
          parents.forEach((parent, index) => {
            site.read(1000 + index, parent === null || parent >= index ? null : 1000 + parent);
          });
          const before = site.left().filter((line) => String(line).startsWith("1"));
          const { undone } = await back(site);
          expect(undone?.deleted ?? 0).toBe(rows.length);
          const readersOnly = before.filter((line) => /^10\d\d ←/.test(String(line)));
          expect(site.left()).toEqual(readersOnly);
          expect(await site.target.readLedger(never)).toEqual([]);
        },
      ),
      { numRuns: 25 },
    );
  });

  it("takes nothing back while readers' replies are in the way, and lists them", async () => {
    const site = await world(schema, conversation);
    site.read(1001, "$reply");
    site.read(1002, 1001);
    site.read(1003, null);
    const { stoppedBy, replies, undone } = await back(site);
    expect(stoppedBy?.code).toBe("reader-replies");
    expect(replies.map(({ page, authorName, isDirect }) => [page, authorName, isDirect])).toEqual([
      [schema.pageName("/p/"), "Reader", true],
      [schema.pageName("/p/"), "Reader", false],
    ]);
    expect(undone).toBeUndefined();
    expect(site.left()).toHaveLength(6);
  });

  it("refuses in the transaction too, where a reader answers after the look", async () => {
    const site = await world(schema, conversation);
    site.read(1001, "$reply");
    await expect(site.target.undoSome("refuse", never)).rejects.toMatchObject({
      code: "reader-replies",
    });
    expect(site.left()).toHaveLength(4);
  });

  it("keeps readers' replies as comments of their own, with what answers them", async () => {
    const site = await world(schema, conversation);
    site.read(1001, "$reply");
    site.read(1002, 1001);
    const { undone } = await back(site, "keep");
    expect(undone).toMatchObject({ deleted: 3, repliesKept: 1, repliesDeleted: 0 });
    expect(site.left()).toEqual(["1001 ← null", "1002 ← 1001"]);
  });

  it("deletes readers' replies, and what answers them, where it is told so", async () => {
    const site = await world(schema, conversation);
    site.read(1001, "$reply");
    site.read(1002, 1001);
    site.read(1003, null);
    const { undone } = await back(site, "delete");
    expect(undone).toMatchObject({ deleted: 3, repliesKept: 0, repliesDeleted: 2 });
    expect(site.left()).toEqual(["1003 ← null"]);
  });

  it("takes with a comment what hangs on it by a foreign key, and says how much", async () => {
    const site = await world(schema, conversation);
    site.read(1001, null);
    site.transport.database.exec(
      "INSERT INTO flags SELECT comment_id FROM comment_migration_ledger",
    );
    const { undone } = await back(site);
    expect([...(undone?.attachments ?? [])]).toEqual([["flags", 3]]);
    expect(site.left()).toEqual(["1001 ← null"]);
  });

  it("counts comments that a moderator had deleted before apart", async () => {
    const site = await world(schema, conversation);
    const { table, id } = schema.comments;
    site.transport.database.exec(
      `DELETE FROM ${table} WHERE ${id} = (SELECT comment_id FROM comment_migration_ledger WHERE source_id = '$other')`,
    );
    const { undone } = await back(site);
    expect(undone).toMatchObject({ deleted: 2, goneBefore: 1 });
  });

  it("leaves a reader's comment that got the id of a deleted one, and counts it among the readers'", async () => {
    const site = await world(schema, conversation);
    const { table, id } = schema.comments;
    const { database } = site.transport;
    const [deleted] = await site.target.readHeld(["$other"], never);
    database.prepare(`DELETE FROM ${table} WHERE ${id} = ?`).run(deleted?.commentId ?? "");
    site.read(1001, "$reply");
    database
      .prepare(`UPDATE ${table} SET ${id} = ? WHERE ${id} IN ('r1001', 1001)`)
      .run(deleted?.commentId ?? "");
    expect((await back(site)).replies.map(({ authorName }) => authorName)).toEqual(["Reader"]);
    expect((await back(site, "keep")).undone).toMatchObject({
      deleted: 2,
      goneBefore: 1,
      repliesKept: 1,
    });
    expect(site.left()).toEqual([`${deleted?.commentId} ← null`.replaceAll("r", "")]);
  });

  it("says in a dry run what it would take back, and takes nothing", async () => {
    const site = await world(schema, conversation);
    const outcome = await back(site, "keep", true);
    expect(outcome).toMatchObject({ named: 3, dryRun: true });
    expect(outcome.undone).toBeUndefined();
    expect(site.left()).toHaveLength(3);
  });

  it("takes nothing more back when its time is over, and says how much is left", async () => {
    const many = Array.from({ length: 1500 }, (_, index) => row(`$${index}`));
    const site = await world(schema, many);
    const over = new AbortController();
    const undoSome = site.target.undoSome.bind(site.target);
    vi.spyOn(site.target, "undoSome").mockImplementation((...step) => {
      over.abort();
      return undoSome(...step);
    });
    const outcome = await back(site, "refuse", false, over.signal);
    expect(outcome).toMatchObject({ named: 1500, undone: { deleted: 1000, isDone: false } });
    expect(outcome.stoppedBy).toBeUndefined();
    expect(commentsLeft(outcome)).toBe(500);
    expect(await site.target.readLedger(never)).toHaveLength(500);
  });

  it("that was cut off resumes where it left off, and a migration afterwards moves all again", async () => {
    const many = Array.from({ length: 1500 }, (_, index) =>
      row(`$${index}`, { parentSourceId: index % 3 === 0 ? null : `$${index - 1}` }),
    );
    const site = await world(schema, many);
    let calls = 0;
    site.transport.beforeRun = () => {
      calls += 1;
      if (calls === 8) throw new D1Error("gone", "the connection broke", { transient: false });
    };
    expect((await back(site)).stoppedBy?.code).toBe("gone");
    expect((await site.target.readLedger(never)).length).toBe(500);
    site.transport.beforeRun = () => {};
    expect((await back(site)).undone?.deleted).toBe(500);
    expect(site.left()).toEqual([]);
    const { inserted } = await site.target.importRows(many, never);
    expect(inserted.size).toBe(1500);
  });
});

it("a rollback from Garrul takes the authors with it that nobody else is, and leaves readers", async () => {
  const site = await world(garrulSchema(), [row("$1"), row("$2", { authorName: "Bob" })]);
  site.read(1001, null);
  await rollBack(
    { target: site.target, stopwatch, now },
    scanOf([]),
    { readerReplies: "refuse", dryRun: false },
    never,
  );
  const names = site.transport.database.prepare("SELECT name FROM users").all();
  expect(names.map(({ name }) => name)).toEqual(["Reader"]);
});
