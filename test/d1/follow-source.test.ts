import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { TargetSchema } from "../../src/d1/schema/target-schema.ts";
import { classicNames } from "../../src/domain/classic-map.ts";
import type { CommentRow } from "../../src/domain/comment-row.ts";
import { contentHash } from "../../src/domain/content-hash.ts";
import { flattenThreads } from "../../src/domain/flatten.ts";
import type { HeldComment } from "../../src/domain/kept-comment.ts";
import { classicSchema } from "../../src/targets/classic/schema.ts";
import { commentKitSchema } from "../../src/targets/comment-kit/schema.ts";
import { cwdSchema } from "../../src/targets/cwd/schema.ts";
import { garrulSchema } from "../../src/targets/garrul/schema.ts";
import { momoSchema } from "../../src/targets/momo/schema.ts";
import { walineSchema } from "../../src/targets/waline/schema.ts";
import { openSchema } from "../targets/schemas/open-schema.ts";
import { anyRows, anyText } from "./comment-row-arbitrary.ts";
import { row } from "./stored-rows.ts";

const never = new AbortController().signal;

const schemas: readonly { readonly name: string; readonly schema: TargetSchema }[] = [
  { name: "classic", schema: classicSchema() },
  {
    name: "classic without replies",
    schema: classicSchema({
      ...classicNames,
      columns: new Map([...classicNames.columns].filter(([column]) => column !== "parent_id")),
    }),
  },
  { name: "garrul", schema: garrulSchema() },
  { name: "cwd", schema: cwdSchema() },
  { name: "waline", schema: walineSchema() },
  { name: "momo", schema: momoSchema() },
  { name: "comment-kit", schema: commentKitSchema("https://blog.example.org") },
];

function hashed(one: CommentRow): CommentRow {
  return { ...one, contentHash: contentHash(one.pageId, one.authorName, one.content) };
}

/** A page of a root with a reply, which has one too, and of another root. */
const page = [
  hashed(row("$root")),
  hashed(row("$reply", { parentSourceId: "$root", content: "Yes" })),
  hashed(row("$below", { parentSourceId: "$reply", content: "No" })),
  hashed(row("$other", { content: "+1" })),
];

function fit(rows: readonly CommentRow[], { maxDepth }: TargetSchema): readonly CommentRow[] {
  return flattenThreads(rows, maxDepth ?? Number.POSITIVE_INFINITY).rows;
}

function byId(held: readonly HeldComment[], sourceId: string): HeldComment {
  const found = held.find((one) => one.sourceId === sourceId);
  if (found === undefined) throw new Error(`${sourceId} is not held`);
  return found;
}

describe.each(schemas)("following the source in the schema $name", ({ schema }) => {
  async function opened(rows: readonly CommentRow[] = page, maxBatchBytes?: number) {
    const parts = await openSchema(schema, maxBatchBytes);
    const own = fit(rows, schema);
    await parts.target.importRows(own, never);
    return { ...parts, rows: own, held: await parts.target.readHeld("all", never) };
  }

  it("writes author and text of an edited comment, and nothing of the others", async () => {
    await fc.assert(
      fc.asyncProperty(
        anyRows("a", "/p/", 8, 1),
        fc.nat(),
        anyText,
        anyText,
        async (drawn, index, authorName, content) => {
          const { target, rows, held } = await opened(drawn);
          const at = index % rows.length;
          const edited = rows.map((one, place) =>
            place === at ? hashed({ ...one, authorName, content }) : one,
          );
          const [before, after] = [held[at], edited[at]];
          if (before === undefined || after === undefined) throw new Error("there is no row");
          await target.editComments([{ held: before, row: after }], never);
          const now = await target.readHeld("all", never);
          expect(now.map(({ kept }) => kept)).toEqual(target.asKept(edited));
          expect(now.every(({ isAsWritten, isShown }) => isAsWritten && isShown)).toBe(true);
          expect(now.map(({ commentId }) => commentId)).toEqual(held.map((one) => one.commentId));
        },
      ),
      { numRuns: 40 },
    );
  });

  it("leaves a comment that somebody changes before it is written", async () => {
    const { target, transport, held, rows } = await opened();
    const [before] = held;
    const [first] = rows;
    if (before === undefined || first === undefined) throw new Error("there is no row");
    // Garrul's column is within an expression that reads its Markdown.
    const [, column = ""] = /c\.("[^"]+"|\w+)/.exec(schema.read.content) ?? [];
    transport.database.exec(`UPDATE ${schema.comments.table} SET ${column} = 'moderated'`);
    await target.editComments([{ held: before, row: hashed({ ...first, content: "new" }) }], never);
    await target.removeComments(held, never);
    const now = await target.readHeld("all", never);
    expect(now.map(({ kept }) => kept?.content)).toEqual(held.map(() => "moderated"));
    expect(now.map(({ digest }) => digest)).toEqual(held.map(({ digest }) => digest));
  });

  it("leaves a comment that another run puts under its page's new address meanwhile", async () => {
    const { target, held, rows } = await opened();
    const [before] = held;
    const [first] = rows;
    if (before === undefined || first === undefined) throw new Error("there is no row");
    const moved = rows.map((one) => hashed({ ...one, pageId: "/q/" }));
    await target.followPages(moved, never);
    await target.editComments([{ held: before, row: hashed({ ...first, content: "new" }) }], never);
    const now = await target.readHeld("all", never);
    expect(now.map(({ kept }) => kept)).toEqual(target.asKept(moved));
    expect(now.every(({ isAsWritten }) => isAsWritten)).toBe(true);
  });

  it("takes a removed comment out with its entry, and what hangs on it", async () => {
    const { target, transport, held } = await opened();
    const { commentId } = byId(held, "$other");
    transport.database.prepare("INSERT INTO flags VALUES (?)").run(commentId);
    await target.removeComments([byId(held, "$other")], never);
    const now = await target.readHeld("all", never);
    expect(now.map(({ sourceId }) => sourceId)).toEqual(["$root", "$reply", "$below"]);
    expect(transport.database.prepare("SELECT * FROM flags").all()).toEqual([]);
    expect(await target.readStrays(never)).toEqual([]);
  });

  it("takes a whole thread out together", async () => {
    const { target, transport, held } = await opened();
    await target.removeComments(held, never);
    expect(await target.readHeld("all", never)).toEqual([]);
    const tables = [schema.comments.table, "comment_migration_ledger", "comment_migration_pages"];
    for (const table of tables) {
      expect(transport.database.prepare(`SELECT * FROM ${table}`).all(), table).toEqual([]);
    }
  });

  it("does the same in the end wherever it is cut off, and with calls of any size", async () => {
    await fc.assert(
      fc.asyncProperty(
        anyRows("a", "/p/", 12, 1),
        fc.array(fc.boolean(), { minLength: 12, maxLength: 12 }),
        fc.nat(6),
        fc.boolean(),
        fc.constantFrom(12_000, 100_000),
        async (drawn, isRemoved, calls, isLost, maxBatchBytes) => {
          const small = drawn.map((one) =>
            hashed({ ...one, content: [...one.content].slice(0, 99).join("") }),
          );
          const removed = new Set(
            small.flatMap(({ sourceId }, index) => (isRemoved[index] === true ? sourceId : [])),
          );
          const going = (held: readonly HeldComment[]) =>
            held.filter(({ sourceId }) => removed.has(sourceId));
          const whole = await opened(small);
          await whole.target.removeComments(going(whole.held), never);
          const { target, transport, held } = await opened(small, maxBatchBytes);
          let left = calls;
          const cut = () => {
            left -= 1;
            if (left < 0) throw new Error("cut off");
          };
          if (isLost) transport.afterRun = cut;
          else transport.beforeRun = cut;
          await target.removeComments(going(held), never).catch(() => undefined);
          transport.beforeRun = () => {};
          transport.afterRun = () => {};
          await target.removeComments(going(await target.readHeld("all", never)), never);
          const shown = (all: readonly HeldComment[]) =>
            all.map(({ sourceId, kept, isEmptied }) => [sourceId, kept?.content, isEmptied]);
          const now = await target.readHeld("all", never);
          expect(shown(now)).toEqual(shown(await whole.target.readHeld("all", never)));
          const staying = now.filter(({ isEmptied }) => !isEmptied);
          expect(staying.map(({ sourceId }) => sourceId)).toEqual(
            held.flatMap(({ sourceId }) => (removed.has(sourceId) ? [] : sourceId)),
          );
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe.each(schemas.filter(({ schema }) => schema.comments.parentId !== undefined))(
  "a removed comment with replies in the schema $name",
  ({ schema }) => {
    async function opened() {
      const parts = await openSchema(schema);
      await parts.target.importRows(page, never);
      return { ...parts, held: await parts.target.readHeld("all", never) };
    }

    it("keeps its place without its text, until its last reply goes too", async () => {
      const { target, held } = await opened();
      await target.removeComments([byId(held, "$root"), byId(held, "$reply")], never);
      const now = await target.readHeld("all", never);
      expect(now.map(({ sourceId, isEmptied }) => [sourceId, isEmptied])).toEqual([
        ["$root", true],
        ["$reply", true],
        ["$below", false],
        ["$other", false],
      ]);
      expect(byId(now, "$root").kept?.content).not.toContain("Hello");
      expect(byId(now, "$below").kept?.parentSourceId).toBe("$reply");
      await target.removeComments(
        now.filter(({ sourceId }) => sourceId !== "$other"),
        never,
      );
      const end = await target.readHeld("all", never);
      expect(end.map(({ sourceId }) => sourceId)).toEqual(["$other"]);
    });

    it("keeps it for a reader's reply, too", async () => {
      const { target, transport, held } = await opened();
      const { table, id, parentId } = schema.comments;
      const columns = schema.tables[0].columns
        .map(({ name }) => name)
        .filter((name) => ![id, parentId].some((own) => own?.replaceAll('"', "") === name));
      const newId = "of" in schema.ids ? "'reader'" : "99";
      transport.database
        .prepare(
          `INSERT INTO ${table} (${id}, ${parentId}, ${columns.join(", ")}) SELECT ${newId}, ?, ${columns.join(", ")} FROM ${table} WHERE ${id} = ?`,
        )
        .run(byId(held, "$other").commentId, byId(held, "$other").commentId);
      await target.removeComments([byId(held, "$other")], never);
      const now = await target.readHeld(["$other"], never);
      expect(now.map(({ isEmptied }) => isEmptied)).toEqual([true]);
    });

    it("is taken back by a rollback with all others", async () => {
      const { target, held } = await opened();
      await target.removeComments([byId(held, "$root")], never);
      const { deleted, isDone } = await target.undoSome("refuse", never);
      expect([deleted, isDone]).toEqual([4, true]);
    });
  },
);

it.each([
  ["garrul", garrulSchema()],
  ["cwd", cwdSchema()],
  ["waline", walineSchema()],
  ["momo", momoSchema()],
  ["comment-kit", commentKitSchema("https://blog.example.org")],
] as const)(
  "a comment that a moderator has hidden in %s is left, however it is hidden",
  async (_, schema) => {
    const { target, transport } = await openSchema(schema);
    await target.importRows(page, never);
    const before = await target.readHeld("all", never);
    transport.database.exec(`UPDATE ${schema.comments.table} SET status = 'spam'`);
    const [held] = before;
    const [first] = page;
    if (held === undefined || first === undefined) throw new Error("there is no row");
    await target.editComments([{ held, row: hashed({ ...first, content: "new" }) }], never);
    await target.removeComments(before, never);
    const now = await target.readHeld("all", never);
    expect(now.map(({ kept }) => kept)).toEqual(before.map(({ kept }) => kept));
    expect(new Set(now.map(({ isShown }) => isShown))).toEqual(new Set([false]));
  },
);

it("in Garrul is deleted in Garrul's own way", async () => {
  const { target, transport } = await openSchema(garrulSchema());
  await target.importRows(page, never);
  await target.removeComments(await target.readHeld(["$root"], never), never);
  const select = "SELECT body_md, body_html, status, deleted_at > 0 AS deleted FROM comments";
  const [first] = transport.database.prepare(`${select} WHERE parent_id IS NULL`).all();
  expect(first).toEqual({ body_md: "", body_html: "", status: "deleted", deleted: 1 });
});

it("a comment that a trigger keeps as it was is no edited one", async () => {
  const { target, transport } = await openSchema(classicSchema());
  await target.importRows(page, never);
  transport.database.exec(
    "CREATE TRIGGER cut AFTER UPDATE OF content ON comments BEGIN UPDATE comments SET content = 'cut' WHERE id = new.id; END",
  );
  const [held] = await target.readHeld(["$root"], never);
  const [first] = page;
  if (held === undefined || first === undefined) throw new Error("there is no row");
  const edit = { held, row: hashed({ ...first, content: "new" }) };
  await expect(target.editComments([edit], never)).rejects.toMatchObject({
    code: "comment-not-kept",
  });
  expect(await target.readHeld(["$root"], never)).toEqual([held]);
});

it("a comment that a trigger keeps from being deleted keeps its entry", async () => {
  const { target, transport } = await openSchema(classicSchema());
  await target.importRows(page, never);
  transport.database.exec(
    "CREATE TRIGGER keep BEFORE DELETE ON comments BEGIN SELECT RAISE(IGNORE); END",
  );
  const held = await target.readHeld(["$other"], never);
  await expect(target.removeComments(held, never)).rejects.toMatchObject({
    code: "comment-not-removed",
  });
  expect(await target.readHeld(["$other"], never)).toEqual(held);
});

it("a change that fits into no call is left, and named", async () => {
  const { target } = await openSchema(classicSchema(), 8_000);
  const long = hashed(row("$long", { content: "x".repeat(2_000) }));
  await target.importRows([long], never);
  const [held] = await target.readHeld(["$long"], never);
  if (held === undefined) throw new Error("there is no row");
  const edit = { held, row: hashed({ ...long, content: "y".repeat(2_600) }) };
  expect([...(await target.editComments([edit], never))]).toEqual(["$long"]);
  expect(await target.readHeld(["$long"], never)).toEqual([held]);
});
