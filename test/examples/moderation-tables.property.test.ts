import { readdirSync, readFileSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { z } from "zod";

const migrations = new URL("../../examples/worker/migrations/", import.meta.url);
const sql = readdirSync(migrations)
  .toSorted()
  .map((name) => readFileSync(new URL(name, migrations), "utf8"))
  .join("\n");

const rows = z.array(
  z.object({
    id: z.number(),
    page_id: z.string(),
    parent_id: z.number().nullable(),
    thread_id: z.number(),
    hidden_by: z.number().nullable(),
    waits: z.number(),
  }),
);

/** The tables of the example Worker, with what a moderator and a migration do to them. */
class Tables {
  readonly #db = new DatabaseSync(":memory:");

  constructor() {
    this.#db.exec("PRAGMA foreign_keys = ON");
    this.#db.exec(sql);
  }

  /** Writes a comment below one that is there, or on a page; returns its id. */
  write({ page, below, waits }: { page: string; below?: number | undefined; waits: boolean }) {
    const above = this.rows().find(({ id }) => id === below);
    const { lastInsertRowid } = this.#db
      .prepare(
        `INSERT OR IGNORE INTO comments (page_id, parent_id, author_name, content, created_at, waits)
VALUES (?, ?, 'Ada', 'Hello', '2024-01-01T00:00:00.000Z', ?)`,
      )
      .run(above?.page_id ?? page, above?.id ?? null, waits ? 1 : 0);
    return Number(lastInsertRowid);
  }

  moderate(action: "show" | "hide" | "delete", id: number) {
    this.#db.prepare("INSERT INTO moderation (action, comment_id) VALUES (?, ?)").run(action, id);
  }

  /** As a migration does with the rows of a page that was renamed. */
  rename(from: string, to: string) {
    this.#db.prepare("UPDATE comments SET page_id = ? WHERE page_id = ?").run(to, from);
  }

  /** As a rollback does with a comment whose replies stay. */
  takeBack(id: number) {
    this.#db.prepare("UPDATE comments SET parent_id = NULL WHERE parent_id = ?").run(id);
    this.#db.prepare("DELETE FROM comments WHERE id = ?").run(id);
  }

  rows() {
    return rows.parse(
      this.#db
        .prepare("SELECT id, page_id, parent_id, thread_id, hidden_by, waits FROM comments")
        .all(),
    );
  }

  shown() {
    return this.rows().flatMap(({ id, hidden_by }) => (hidden_by === null ? [id] : []));
  }

  counts() {
    const counted = z.array(z.object({ page_id: z.string(), comments: z.number() }));
    const found = counted.parse(
      this.#db.prepare("SELECT * FROM comment_counts WHERE comments <> 0 ORDER BY page_id").all(),
    );
    return Object.fromEntries(found.map(({ page_id, comments }) => [page_id, comments]));
  }
}

const page = fc.constantFrom("/a/", "/b/", "/c/");
const step = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constant("write"), page, n: fc.nat(), waits: fc.boolean() }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constantFrom("show", "hide"), n: fc.nat() }) },
  fc.record({ kind: fc.constantFrom("delete", "take back"), n: fc.nat() }),
  fc.record({ kind: fc.constant("rename"), page, to: page }),
);
type Step = {
  kind: string;
  page?: string;
  to?: string;
  n?: number;
  waits?: boolean;
};

function take(tables: Tables, { kind, page: name = "/a/", to = "/a/", n = 0, waits }: Step) {
  const ids = tables.rows().map(({ id }) => id);
  const id = ids[n % Math.max(1, ids.length)];
  if (kind === "write")
    tables.write({ page: name, below: n % 3 === 0 ? undefined : id, waits: waits === true });
  else if (kind === "rename") tables.rename(name, to);
  else if (id === undefined) return;
  else if (kind === "take back") tables.takeBack(id);
  else if (kind === "show" || kind === "hide" || kind === "delete") tables.moderate(kind, id);
}

describe("the tables of the example Worker", () => {
  it("count what each page shows, whatever is written, hidden, deleted, renamed or taken back", () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 25 }), (steps) => {
        const tables = new Tables();
        for (const each of steps) take(tables, each);
        const shown = tables.rows().filter(({ hidden_by }) => hidden_by === null);
        const counted = Object.groupBy(shown, ({ page_id }) => page_id);
        expect(tables.counts()).toEqual(
          Object.fromEntries(Object.entries(counted).map(([name, all = []]) => [name, all.length])),
        );
      }),
    );
  });

  it("hide what hangs below a hidden comment, and show it again as it was", () => {
    const writing = fc.record({
      kind: fc.constant("write"),
      page,
      n: fc.nat(),
      waits: fc.boolean(),
    });
    fc.assert(
      fc.property(
        fc.array(writing, { minLength: 1, maxLength: 20 }),
        fc.array(fc.nat(), { maxLength: 4 }),
        fc.nat(),
        (writings, hidden, n) => {
          const tables = new Tables();
          for (const each of writings) take(tables, each);
          for (const each of hidden) take(tables, { kind: "hide", n: each });
          const before = tables.shown();
          const target = before[n % Math.max(1, before.length)];
          if (target === undefined) return;
          tables.moderate("hide", target);
          const all = new Map(tables.rows().map((row) => [row.id, row]));
          for (const { parent_id: parent, hidden_by } of all.values()) {
            if (parent !== null && all.get(parent)?.hidden_by !== null)
              expect(hidden_by).not.toBeNull();
          }
          expect(tables.shown()).not.toContain(target);
          tables.moderate("show", target);
          expect(tables.shown()).toEqual(before);
        },
      ),
      { numRuns: 40 },
    );
  });

  it("show what waits once it is approved, and a reply again whose hidden parent is gone", () => {
    const tables = new Tables();
    const waiting = tables.write({ page: "/a/", waits: true });
    expect(tables.shown()).toEqual([]);
    tables.moderate("show", waiting);
    expect(tables.rows()[0]).toMatchObject({ hidden_by: null, waits: 0 });
    const reply = tables.write({ page: "/a/", below: waiting, waits: false });
    tables.moderate("hide", waiting);
    tables.takeBack(waiting);
    expect(tables.shown()).toEqual([]);
    tables.moderate("show", reply);
    expect(tables.shown()).toEqual([reply]);
  });

  it("delete a comment with what hangs below, and say so where there is none", () => {
    const tables = new Tables();
    const root = tables.write({ page: "/a/", waits: false });
    const reply = tables.write({ page: "/a/", below: root, waits: false });
    tables.write({ page: "/a/", below: reply, waits: false });
    const other = tables.write({ page: "/a/", waits: false });
    tables.moderate("delete", root);
    expect(tables.rows().map(({ id }) => id)).toEqual([other]);
    expect(() => tables.moderate("hide", root)).toThrow("no comment has this id");
  });

  it("come to what an earlier version of them had", () => {
    const [first = "", ...later] = readdirSync(migrations)
      .toSorted()
      .map((name) => readFileSync(new URL(name, migrations), "utf8"));
    const db = new DatabaseSync(":memory:");
    db.exec(first);
    const write = (parent: string) =>
      db.exec(`INSERT INTO comments (page_id, parent_id, author_name, content, created_at)
VALUES ('/a/', ${parent}, 'Ada', 'Hello', '2024-01-01T00:00:00.000Z')`);
    write("NULL");
    write("1");
    for (const each of later) db.exec(each);
    expect(db.prepare("SELECT * FROM comment_counts").all()).toEqual([
      { page_id: "/a/", comments: 2 },
    ]);
  });
});
