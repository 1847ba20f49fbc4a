import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { TargetSchema } from "../../../src/d1/schema/target-schema.ts";
import { classicNames } from "../../../src/domain/classic-map.ts";
import type { CommentRow } from "../../../src/domain/comment-row.ts";
import { schemaNames } from "../../../src/domain/comment-system.ts";
import { contentHash } from "../../../src/domain/content-hash.ts";
import { flattenThreads } from "../../../src/domain/flatten.ts";
import { classicSchema } from "../../../src/targets/classic/schema.ts";
import { commentKitSchema } from "../../../src/targets/comment-kit/schema.ts";
import { cwdSchema } from "../../../src/targets/cwd/schema.ts";
import { garrulSchema } from "../../../src/targets/garrul/schema.ts";
import { momoSchema } from "../../../src/targets/momo/schema.ts";
import { twikooSchema } from "../../../src/targets/twikoo/schema.ts";
import { walineSchema } from "../../../src/targets/waline/schema.ts";
import { anyConversation, anyRows } from "../../d1/comment-row-arbitrary.ts";
import { row } from "../../d1/stored-rows.ts";
import { createSqliteTransport } from "../../parts/d1/sqlite-transport.ts";
import { targetOn } from "../../parts/d1/target-on.ts";
import { handMade, oddNames, textAndHtml } from "./hand-made.ts";
import { openSchema } from "./open-schema.ts";

// What every target schema must do, on tables of the columns that it documents.

const never = new AbortController().signal;

const sqliteTimes = { ...classicNames, time: "sqlite" } as const;

const schemas: readonly { readonly name: string; readonly schema: TargetSchema }[] = [
  { name: "classic", schema: classicSchema() },
  { name: "classic with names of one's own", schema: classicSchema(handMade) },
  { name: "classic with times as SQLite writes them", schema: classicSchema(sqliteTimes) },
  {
    name: "classic with 0 for no parent",
    schema: classicSchema({ ...classicNames, noParent: "0" }),
  },
  {
    name: "classic with text ids and an empty text for no parent",
    schema: classicSchema({
      ...classicNames,
      ids: "hex",
      noParent: "empty",
      pageForm: "bare-path",
    }),
  },
  { name: "classic with text ids", schema: classicSchema({ ...classicNames, ids: "uuid" }) },
  { name: "classic with names of every kind", schema: classicSchema(oddNames) },
  {
    name: "classic with pages by their decoded path and HTML beside the text",
    schema: classicSchema(textAndHtml),
  },
  {
    name: "classic with HTML and its text",
    schema: classicSchema(textAndHtml, { contentFormat: "html" }),
  },
  {
    name: "classic with pages by their address",
    schema: classicSchema(
      { ...classicNames, ids: "ulid", pageForm: "address" },
      { origin: "https://blog.example" },
    ),
  },
  { name: "garrul", schema: garrulSchema() },
  { name: "cwd", schema: cwdSchema() },
  { name: "cwd with a siteId", schema: cwdSchema('it\'s "my"; blog') },
  { name: "waline", schema: walineSchema() },
  { name: "twikoo", schema: twikooSchema("twikoo", "https://it's.example") },
  { name: "twikoo-api-worker", schema: twikooSchema("twikoo-api-worker") },
  { name: "momo", schema: momoSchema() },
  { name: "comment-kit", schema: commentKitSchema("https://blog.example.org") },
];

/** Rows as the pipeline gives them to this schema. */
function fit(rows: readonly CommentRow[], { maxDepth }: TargetSchema): readonly CommentRow[] {
  return flattenThreads(rows, maxDepth ?? Number.POSITIVE_INFINITY).rows;
}

it("no comment system is left out here", () => {
  expect(new Set(schemas.map(({ schema }) => schema.name))).toEqual(new Set(schemaNames));
});

describe.each(schemas)("the schema $name", ({ schema }) => {
  it("gives every comment back as it was taken: page, author, text, time and parent", async () => {
    await fc.assert(
      fc.asyncProperty(anyRows("a", "/a/", 30), async (drawn) => {
        const { target } = await openSchema(schema);
        const rows = fit(drawn, schema);
        await target.importRows(rows, never);
        const held = await target.readHeld("all", never);
        expect(held.map(({ kept }) => kept)).toEqual(target.asKept(rows));
        const some = rows.slice(0, 3).map(({ sourceId }) => sourceId);
        const heldSome = await target.readHeld(some, never);
        expect(heldSome.map(({ sourceId }) => sourceId)).toEqual(some);
      }),
      { numRuns: 25 },
    );
  });

  it("divided into many transactions, and by several importers, holds every comment once", async () => {
    await fc.assert(
      fc.asyncProperty(anyRows("a", "/a/", 30), fc.nat(30), async (drawn, end) => {
        const { target, another } = await openSchema(schema, 12_000);
        const rows = fit(drawn, schema);
        await another("first").importRows(rows.slice(0, end), never);
        await target.importRows(rows, never);
        await another("third").importRows(rows, never);
        const held = await target.readHeld("all", never);
        expect(held.map(({ kept }) => kept)).toEqual(target.asKept(rows));
        expect(await target.readStrays(never)).toEqual([]);
      }),
      { numRuns: 15 },
    );
  });

  it("holds conversations as deep and as quick as they come, and takes them back", async () => {
    await fc.assert(
      fc.asyncProperty(anyConversation("/a/"), async (drawn) => {
        const { target } = await openSchema(schema);
        const rows = fit(drawn, schema);
        await target.importRows(rows, never);
        const held = await target.readHeld("all", never);
        expect(held.map(({ kept }) => kept)).toEqual(target.asKept(rows, held));
        expect((await target.importRows(rows, never)).inserted.size).toBe(0);
        expect(await target.undoSome("refuse", never)).toMatchObject({ deleted: rows.length });
        expect(await target.readHeld("all", never)).toEqual([]);
      }),
      { numRuns: 15 },
    );
  });

  it("keeps apart two people who both wrote the same", async () => {
    const { target } = await openSchema(schema);
    const rows = [row("$1", { content: "+1" }), row("$2", { content: "+1" })];
    await target.importRows(rows, never);
    const held = await target.readHeld("all", never);
    expect(held.map(({ kept }) => kept?.content)).toEqual(["+1", "+1"]);
    expect(new Set(held.map(({ commentId }) => commentId)).size).toBe(2);
  });

  it("is read through indexes of the ledger, however many entries that has", async () => {
    const { target, transport } = await openSchema(schema);
    const plans: string[] = [];
    const run = transport.run.bind(transport);
    transport.run = (statements, signal) => {
      for (const { sql, params } of statements) {
        const plan = transport.database.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...params);
        plans.push(...plan.map(({ detail }) => String(detail)));
      }
      return run(statements, signal);
    };
    await target.readHeld(["$1"], never);
    await target.readHeld("all", never);
    await target.readStrays(never);
    expect(plans).toContainEqual(
      expect.stringMatching(/^SEARCH p USING .*\(target=\? AND comment_id=\?\)/),
    );
    expect(plans.filter((step) => /AUTOMATIC|^SCAN [lp]\b/.test(step))).toEqual([]);
  });

  it("moves comments with their page, and gives them back under its new address", async () => {
    await fc.assert(
      fc.asyncProperty(
        anyRows("a", "/a/", 12, 1),
        fc.constantFrom("/b/", "/b/c.html"),
        async (drawn, to) => {
          const { target } = await openSchema(schema);
          const rows = fit(drawn, schema);
          await target.importRows(rows, never);
          const moved = rows.map((one) => ({
            ...one,
            pageId: to,
            contentHash: contentHash(to, one.authorName, one.content),
          }));
          await target.followPages(moved, never);
          const held = await target.readHeld("all", never);
          expect(held.map(({ kept }) => kept)).toEqual(target.asKept(moved));
          expect((await target.importRows(moved, never)).inserted.size).toBe(0);
          expect(await target.undoSome("refuse", never)).toMatchObject({ deleted: rows.length });
        },
      ),
      { numRuns: 12 },
    );
  });

  it("says which comments someone has deleted since", async () => {
    const { target, transport } = await openSchema(schema);
    await target.importRows([row("$1"), row("$2")], never);
    const [first] = await target.readHeld("all", never);
    const { table, id } = schema.comments;
    transport.database.prepare(`DELETE FROM ${table} WHERE ${id} = ?`).run(first?.commentId ?? "");
    const held = await target.readHeld("all", never);
    expect(held.map(({ sourceId, kept }) => [sourceId, kept === null])).toEqual([
      ["$1", true],
      ["$2", false],
    ]);
  });

  it("refuses a table that lacks a column, by its name, before anything is written", async () => {
    const { transport, another } = await openSchema(schema);
    const [, content = ""] = /c\.("(?:[^"]|"")+"|\w+)/.exec(schema.read.content) ?? [];
    transport.database.exec(
      `DROP TABLE comment_migration_ledger; ALTER TABLE ${schema.comments.table} RENAME COLUMN ${content} TO elsewhere`,
    );
    await expect(another("next").prepare({ readOnly: false }, never)).rejects.toMatchObject({
      code: "schema-mismatch",
      message: expect.stringContaining(`column ${nameOf(content)} is missing`),
    });
    const tables = transport.database
      .prepare("SELECT name FROM sqlite_master WHERE name = 'comment_migration_ledger'")
      .all();
    expect(tables).toEqual([]);
  });
});

/** The name that an SQL identifier stands for. */
function nameOf(identifier: string): string {
  return identifier.replace(/^"(.*)"$/s, "$1").replaceAll('""', '"');
}

it.each([
  ["garrul", garrulSchema(), "comments, posts, users"],
  ["cwd", cwdSchema(), "Comment"],
  ["waline", walineSchema(), "wl_Comment, wl_Users"],
  ["twikoo", twikooSchema("twikoo"), "comment"],
  ["twikoo-api-worker", twikooSchema("twikoo-api-worker"), "comment"],
  ["momo", momoSchema(), "Comment"],
  ["comment-kit", commentKitSchema("https://blog.example.org"), "comments, votes"],
])("%s is not created: its missing tables are named", async (_, schema, names) => {
  const target = targetOn(createSqliteTransport(), { runId: "run", maxRetries: 0 }, schema);
  await expect(target.prepare({ readOnly: false }, never)).rejects.toMatchObject({
    code: "schema-missing",
    message: expect.stringContaining(names),
  });
});

it.each([
  ["schema", cwdSchema()],
  ["table", classicSchema(handMade)],
])(
  "a database with comments of a migration to another %s is refused, before a rollback too, by its name",
  async (_, schema) => {
    const { transport, target } = await openSchema(classicSchema());
    await target.importRows([row("$1")], never);
    const other = targetOn(transport, { runId: "run", maxRetries: 0 }, schema);
    await expect(other.prepare({ readOnly: false }, never)).rejects.toMatchObject({
      code: "ledger-of-another-schema",
      message: expect.stringContaining("classic (table comments)"),
    });
  },
);
