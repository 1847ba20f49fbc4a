import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import type { CommentRow } from "../../../src/domain/comment-row.ts";
import { walineSchema } from "../../../src/targets/waline/schema.ts";
import { anyRows } from "../../d1/comment-row-arbitrary.ts";
import { row } from "../../d1/stored-rows.ts";
import type { SqliteTransport } from "../../parts/d1/sqlite-transport.ts";
import { openSchema } from "./open-schema.ts";

const never = new AbortController().signal;

const stored = z.object({
  id: z.number(),
  pid: z.number().nullable(),
  rid: z.number().nullable(),
  nick: z.string(),
});
type Stored = z.infer<typeof stored>;

/** A page with people who read it and write below what Waline shows. */
async function opened() {
  const { target, transport } = await openSchema(walineSchema());
  // Waline's own table refers to parents by no foreign key.
  transport.database.exec("PRAGMA foreign_keys = OFF");
  return { target, transport, ...waline(transport) };
}

function waline({ database }: SqliteTransport) {
  const all = () =>
    database
      .prepare("SELECT id, pid, rid, nick FROM wl_Comment ORDER BY id")
      .all()
      .map((one) => stored.parse(one));
  const find = (nick: string): Stored => {
    const found = all().find((one) => one.nick === nick);
    if (found === undefined) throw new Error(`${nick} has written nothing`);
    return found;
  };
  return {
    /** Threads as Waline lists them: of roots, and of what names a root as its own, by name. */
    threads: () =>
      Object.fromEntries(
        all()
          .filter(({ pid, rid }) => pid === null && rid === null)
          .map(({ id, nick }) => [
            nick,
            all().flatMap((one) => (one.rid === id ? [one.nick] : [])),
          ]),
      ),
    all,
    find,
    /** As Waline's widget and API write a reply: to any comment that it shows. */
    read(nick: string, to?: string) {
      const parent = to === undefined ? undefined : find(to);
      database
        .prepare(
          "INSERT INTO wl_Comment (url, nick, orig, comment, insertedAt, pid, rid, status) VALUES ('/p/', ?, 'x', 'x', '2025-01-01 00:00:00', ?, ?, 'approved')",
        )
        .run(nick, parent?.id ?? null, parent === undefined ? null : (parent.rid ?? parent.id));
    },
    /** As Waline deletes: a root with all of its thread, a reply alone. */
    remove(nick: string) {
      const { id } = find(nick);
      database.prepare("DELETE FROM wl_Comment WHERE id = ? OR rid = ?").run(id, id);
    },
  };
}

const named = (name: string, to: string | null = null): CommentRow =>
  row(`$${name}`, {
    authorName: name,
    parentSourceId: to === null ? null : `$${to}`,
  });

const conversation = [
  named("root"),
  named("reply", "root"),
  named("below", "reply"),
  named("deeper", "below"),
  named("other"),
];

describe("in Waline's table", () => {
  it("a reply names the comment that it answers, and the root of its thread", async () => {
    const { target, find, threads } = await opened();
    await target.importRows(conversation, never);
    expect(threads()).toEqual({ root: ["reply", "below", "deeper"], other: [] });
    expect(find("deeper").pid).toBe(find("below").id);
  });

  it("replies that come later join the thread, in whatever parts they come", async () => {
    const { target, threads } = await opened();
    for (const one of conversation) await target.importRows([one], never);
    expect(threads()).toEqual({ root: ["reply", "below", "deeper"], other: [] });
  });

  it("replies to what was deleted in Waline begin a thread, and theirs join it", async () => {
    const { target, threads, remove } = await opened();
    await target.importRows(conversation.slice(0, 2), never);
    remove("root");
    await target.importRows(conversation, never);
    expect(threads()).toEqual({ below: ["deeper"], other: [] });
  });

  it("what answers a reply whose own parent was deleted in Waline stays in the thread", async () => {
    const { target, threads, remove } = await opened();
    await target.importRows(conversation.slice(0, 3), never);
    remove("reply");
    await target.importRows(conversation, never);
    expect(threads()).toEqual({ root: ["below", "deeper"], other: [] });
  });

  it("readers' replies begin threads when a rollback takes away what they answer", async () => {
    const { target, threads, read, find } = await opened();
    await target.importRows(conversation, never);
    read("A", "below");
    read("B", "A");
    read("C", "root");
    read("D");
    read("E", "D");
    expect(await target.undoSome("keep", never)).toMatchObject({ deleted: 5, repliesKept: 2 });
    expect(threads()).toEqual({ A: ["B"], C: [], D: ["E"] });
    expect(find("B").pid).toBe(find("A").id);
  });

  it("that is so too while the thread's root is still for a later call of the rollback", async () => {
    const { target, threads, read } = await opened();
    const replies = Array.from({ length: 1_000 }, (_, index) => named(`r${index}`, "root"));
    await target.importRows([named("root"), ...replies], never);
    read("A", "r0");
    read("B", "A");
    expect(await target.undoSome("keep", never)).toMatchObject({ deleted: 1_000, isDone: false });
    expect(threads()).toEqual({ root: [], A: ["B"] });
    await target.undoSome("keep", never);
    expect(threads()).toEqual({ A: ["B"] });
  });

  it.each(["refuse", "keep", "delete"] as const)(
    "readers' replies to a deleted one of the thread stay in sight after a rollback with %s",
    async (readerReplies) => {
      const { target, threads, read, remove } = await opened();
      await target.importRows(conversation, never);
      read("A", "reply");
      read("B", "A");
      remove("reply");
      await target.undoSome(readerReplies, never);
      expect(threads()).toEqual({ A: ["B"] });
    },
  );

  it("and after the thread's root is removed at its source", async () => {
    const { target, threads, read, remove } = await opened();
    await target.importRows(conversation.slice(0, 2), never);
    read("A", "reply");
    remove("reply");
    await target.removeComments(await target.readHeld(["$root"], never), never);
    expect(threads()).toEqual({ A: [] });
  });

  it("what someone hid by deleting a reader's root from the table is left alone", async () => {
    const { target, transport, threads, read, all } = await opened();
    read("A");
    read("B", "A");
    transport.database.exec("DELETE FROM wl_Comment WHERE nick = 'A'");
    const before = all();
    await target.importRows(conversation, never);
    await target.undoSome("keep", never);
    expect([threads(), all()]).toEqual([{}, before]);
  });

  it("a reply that Waline shows nowhere is held as hidden", async () => {
    const { target, transport } = await opened();
    await target.importRows(conversation, never);
    transport.database.exec("UPDATE wl_Comment SET rid = NULL WHERE nick = 'below'");
    transport.database.exec("UPDATE wl_Comment SET rid = 99 WHERE nick = 'deeper'");
    const held = await target.readHeld("all", never);
    const hidden = held.filter(({ isShown }) => !isShown);
    expect(hidden.map(({ sourceId }) => sourceId)).toEqual(["$below", "$deeper"]);
  });

  it("nothing is out of sight, whoever writes and deletes in whatever order", async () => {
    await fc.assert(
      fc.asyncProperty(
        anyRows("a", "/p/", 12, 3),
        fc.array(fc.tuple(fc.constantFrom(...stepNames), fc.nat(40)), { maxLength: 14 }),
        async (drawn, steps) => {
          const rows = drawn.map((one, index) => ({ ...one, authorName: `moved ${index}` }));
          const page = await opened();
          for (const [index, [name, n]] of steps.entries()) {
            await doings[name](page, { n, rows, nick: `reader ${index}` });
            expectThreads(page.all());
          }
        },
      ),
      { numRuns: 150 },
    );
  });
});

type Page = Awaited<ReturnType<typeof opened>>;

interface Step {
  readonly n: number;
  readonly rows: readonly CommentRow[];
  readonly nick: string;
}

const stepNames = ["import", "read", "delete", "remove", "roll back"] as const;

const doings: Readonly<Record<(typeof stepNames)[number], (page: Page, step: Step) => unknown>> = {
  import: ({ target }, { rows, n }) => target.importRows(rows.slice(0, n), never),
  read: ({ read, all }, { nick, n }) => {
    read(nick, n % 3 === 0 ? undefined : anyOf(all(), n));
  },
  delete: ({ remove, all }, { n }) => {
    const nick = anyOf(all(), n);
    if (nick !== undefined) remove(nick);
  },
  remove: async ({ target }, { n }) => {
    const held = await target.readHeld("all", never);
    const some = held.filter(({ kept }, place) => kept !== null && place % 3 === n % 3);
    await target.removeComments(some, never);
  },
  "roll back": ({ target }) => target.undoSome("keep", never),
};

function anyOf(all: readonly Stored[], n: number): string | undefined {
  return all[n % Math.max(1, all.length)]?.nick;
}

/** Waline shows each: as a root, or below the root of what it answers. */
function expectThreads(all: readonly Stored[]): void {
  const byId = new Map(all.map((one) => [one.id, one]));
  for (const { pid, rid } of all) {
    expect(pid === null).toBe(rid === null);
    if (pid === null || rid === null) continue;
    expect(byId.get(rid)).toMatchObject({ pid: null, rid: null });
    const parent = byId.get(pid);
    if (parent !== undefined) expect(rid).toBe(parent.rid ?? parent.id);
  }
}
