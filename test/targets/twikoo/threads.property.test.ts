import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { CommentRow } from "../../../src/domain/comment-row.ts";
import { compareHeld } from "../../../src/migration/compare-held.ts";
import { twikooSchema } from "../../../src/targets/twikoo/schema.ts";
import { anyRows } from "../../d1/comment-row-arbitrary.ts";
import { row } from "../../d1/stored-rows.ts";
import type { SqliteTransport } from "../../parts/d1/sqlite-transport.ts";
import { openSchema } from "../schemas/open-schema.ts";
import { readerWrites, rowsOf, type TwikooRow } from "./readers.ts";

const never = new AbortController().signal;
const variants = ["twikoo", "twikoo-api-worker"] as const;

/** The first comment of each comment's thread, as Twikoo has it: empty for that itself. */
function threads(rows: readonly TwikooRow[]): ReadonlyMap<string, string> {
  const parents = new Map(rows.map(({ _id, pid }) => [_id, pid]));
  return new Map(
    rows.map(({ _id }) => {
      let first = _id;
      for (let next = parents.get(first); next !== undefined && next !== ""; ) {
        first = next;
        next = parents.get(first);
      }
      return [_id, first === _id ? "" : first];
    }),
  );
}

/** The ids that comments have, by source id. */
function idsOf(rows: readonly CommentRow[]): ReadonlyMap<string, string> {
  const { ids } = twikooSchema("twikoo");
  if (!("of" in ids)) throw new Error("ids of Twikoo are derived");
  return new Map(rows.map((one) => [one.sourceId, ids.of(one)]));
}

/** Replies of readers: to any earlier comment, moved or a reader's. */
const someReplies = fc.array(fc.nat(), { maxLength: 10 });

/** Writes readers' replies as Twikoo's widget does: below what is there. */
function answer(transport: SqliteTransport, picks: readonly number[]): readonly string[] {
  return picks.map((pick, index) => {
    const all = rowsOf(transport);
    const above = all[pick % all.length];
    const id = `reader${index}`;
    const created = 1_800_000_000_000 + index;
    if (above === undefined) readerWrites(transport, { id, url: "/a/", created });
    else {
      const rid = above.rid === "" ? above._id : above.rid;
      readerWrites(transport, { id, url: "/a/", created, pid: above._id, rid });
    }
    return id;
  });
}

describe.each(variants)("threads in the table of %s", (name) => {
  const schema = twikooSchema(name);

  it("name the first comment in each reply, and nothing in that, however they are divided", async () => {
    await fc.assert(
      fc.asyncProperty(anyRows("a", "/a/", 25), fc.nat(25), async (rows, end) => {
        const { target, transport, another } = await openSchema(schema, 13_000);
        await another("first").importRows(rows.slice(0, end), never);
        await target.importRows(rows, never);
        const found = rowsOf(transport);
        const ids = idsOf(rows);
        const first = threads(found);
        const pids = new Map(
          rows.map((one) => [ids.get(one.sourceId), ids.get(one.parentSourceId ?? "") ?? ""]),
        );
        for (const { _id, pid, rid } of found) {
          expect(_id).toMatch(/^[\da-f]{12}8[\da-f]{3}a[\da-f]{15}$/);
          expect([pid, rid]).toEqual([pids.get(_id), first.get(_id)]);
        }
      }),
      { numRuns: 40 },
    );
  });

  it("begin anew below what somebody has deleted, so that readers see every later comment", async () => {
    await fc.assert(
      fc.asyncProperty(
        anyRows("a", "/a/", 25, 2),
        fc.nat(25),
        fc.array(fc.nat(), { maxLength: 6 }),
        async (rows, end, picks) => {
          const { target, transport } = await openSchema(schema, 13_000);
          const earlier = rows.slice(0, end);
          await target.importRows(earlier, never);
          const ids = idsOf(rows);
          for (const pick of picks) {
            const id = ids.get(earlier[pick % earlier.length]?.sourceId ?? "") ?? "";
            transport.database.prepare("DELETE FROM comment WHERE _id = ?").run(id);
          }
          const left = rowsOf(transport);
          await target.importRows(rows, never);
          const found = new Map(rowsOf(transport).map((one) => [one._id, one]));
          // What was there is as it was.
          for (const one of left) expect(found.get(one._id)).toEqual(one);
          for (const { sourceId, parentSourceId } of rows.slice(end)) {
            const one = found.get(ids.get(sourceId) ?? "");
            const above = found.get(ids.get(parentSourceId ?? "") ?? "");
            const isShown = above !== undefined && (above.rid === "" || found.has(above.rid));
            const thread = above?.rid === "" ? above._id : (above?.rid ?? "");
            expect([one?.pid, one?.rid]).toEqual(isShown ? [above._id, thread] : ["", ""]);
          }
          // A verification takes what was deleted for that, and finds the new comments right.
          const held = await target.readHeld("all", never);
          const gone = new Set(["deleted", "not-shown"]);
          const differences = compareHeld(rows, target.asKept(rows, held), held);
          expect(differences.filter(({ kind }) => !gone.has(kind))).toEqual([]);
          const later = new Set(rows.slice(end).map(({ sourceId }) => sourceId));
          expect(differences.filter(({ comment }) => later.has(comment))).toEqual([]);
        },
      ),
      { numRuns: 60 },
    );
  });

  it("of readers are whole after a rollback that keeps their replies, and shown", async () => {
    await fc.assert(
      fc.asyncProperty(
        anyRows("a", "/a/", 12, 1),
        someReplies,
        fc.array(fc.nat(), { maxLength: 2 }),
        async (rows, picks, deleted) => {
          const { target, transport } = await openSchema(schema);
          await target.importRows(rows, never);
          readerWrites(transport, { id: "zzz", url: "/a/", created: 1_700_000_000_000 });
          const readers = answer(transport, picks);
          const shown = new Set(shownIds(transport));
          // A moderator deletes some, and what is below the first comment of a thread is still shown.
          for (const pick of deleted) {
            const all = rowsOf(transport).filter(({ rid }) => rid !== "");
            const id = all[pick % all.length]?._id ?? "";
            transport.database.prepare("DELETE FROM comment WHERE _id = ?").run(id);
          }
          const kept = readers.filter((id) => rowsOf(transport).some(({ _id }) => _id === id));
          await target.undoSome("keep", never);
          const found = rowsOf(transport);
          expect(found.map(({ _id }) => _id).sort()).toEqual(["zzz", ...kept].sort());
          expect(shownIds(transport)).toEqual(
            [...shown].filter((id) => found.some(({ _id }) => _id === id)).sort(),
          );
        },
      ),
      { numRuns: 80 },
    );
  });

  it("with replies of readers are not taken back without a word, nor left without them", async () => {
    await fc.assert(
      fc.asyncProperty(
        anyRows("a", "/a/", 8, 1),
        fc.array(fc.nat(), { minLength: 1, maxLength: 8 }),
        async (rows, picks) => {
          const { target, transport } = await openSchema(schema);
          await target.importRows(rows, never);
          const readers = answer(transport, picks);
          const replies = await target.readReaderReplies(never);
          expect(replies.map(({ commentId }) => commentId)).toEqual([...readers].sort());
          await expect(target.undoSome("refuse", never)).rejects.toMatchObject({
            code: "reader-replies",
          });
          await target.undoSome("delete", never);
          expect(rowsOf(transport)).toEqual([]);
        },
      ),
      { numRuns: 30 },
    );
  });
});

/** The comments that Twikoo shows: firsts, and those that name one. */
function shownIds(transport: SqliteTransport): readonly string[] {
  const all = rowsOf(transport);
  const firsts = new Set(all.filter(({ rid }) => rid === "").map(({ _id }) => _id));
  return all
    .filter(({ rid }) => rid === "" || firsts.has(rid))
    .map(({ _id }) => _id)
    .sort();
}

describe("a reply whose own parent is gone, but not its thread", () => {
  async function open() {
    const opened = await openSchema(twikooSchema("twikoo"));
    const rows = [row("$1"), row("$2", { parentSourceId: "$1" })];
    await opened.target.importRows(rows, never);
    const [first = "", second = ""] = idsOf(rows).values();
    readerWrites(opened.transport, { id: "reader", created: 1, pid: second, rid: first });
    opened.transport.database.prepare("DELETE FROM comment WHERE _id = ?").run(second);
    return { ...opened, first };
  }

  it("hinders a rollback as any other", async () => {
    const { target } = await open();
    await expect(target.undoSome("refuse", never)).rejects.toMatchObject({
      code: "reader-replies",
    });
    expect(await target.readReaderReplies(never)).toMatchObject([{ commentId: "reader" }]);
  });

  it("becomes a thread of its own when it is kept", async () => {
    const { target, transport } = await open();
    await target.undoSome("keep", never);
    expect(rowsOf(transport)).toMatchObject([{ _id: "reader", pid: "", rid: "" }]);
  });

  it("keeps the place of the first comment when that is removed at its source", async () => {
    const { target, transport, first } = await open();
    const held = await target.readHeld(["$1"], never);
    await target.removeComments(held, never);
    expect(
      rowsOf(transport)
        .map(({ _id }) => _id)
        .sort(),
    ).toEqual([first, "reader"].sort());
    const texts = transport.database
      .prepare("SELECT comment FROM comment WHERE _id = ?")
      .get(first);
    expect({ ...texts }).toEqual({ comment: "[removed]" });
  });
});

it("replies below a thread that a moderator has hidden whole stay hidden after a rollback", async () => {
  const { target, transport } = await openSchema(twikooSchema("twikoo"));
  await target.importRows([row("$1")], never);
  readerWrites(transport, { id: "hidden", created: 1, pid: "gone", rid: "gone" });
  await target.undoSome("keep", never);
  expect(rowsOf(transport)).toMatchObject([{ _id: "hidden", pid: "gone", rid: "gone" }]);
});

it("comments of a removed thread are told as not shown", async () => {
  const { target, transport } = await openSchema(twikooSchema("twikoo"));
  const rows = [row("$1"), row("$2", { parentSourceId: "$1" })];
  await target.importRows(rows, never);
  transport.database.exec("DELETE FROM comment WHERE rid = ''");
  const held = await target.readHeld("all", never);
  expect(compareHeld(rows, target.asKept(rows, held), held).map(({ kind }) => kind)).toEqual([
    "deleted",
    "not-shown",
  ]);
});
