import { DatabaseSync } from "node:sqlite";
import { describe, expect, it } from "vitest";
import { WrittenRows } from "../../src/d1/rehearsal/written-rows.ts";

function open(...sql: readonly string[]) {
  const database = new DatabaseSync(":memory:");
  for (const one of sql) database.exec(one);
  const written = new WrittenRows(database);
  return { written, run: (statement: string) => written.counting(() => database.exec(statement)) };
}

describe("the rows that an import into memory writes, as D1 counts them", () => {
  it.each([
    ["without an index", "CREATE TABLE t (id INTEGER PRIMARY KEY, a)", 1],
    ["with the index of a key", "CREATE TABLE t (id TEXT PRIMARY KEY, a UNIQUE)", 3],
    ["that is its own index", "CREATE TABLE t (id TEXT PRIMARY KEY, a) WITHOUT ROWID", 1],
  ])("of a table %s", (_, table, each) => {
    const { written, run } = open(table, "INSERT INTO t VALUES (1, 1)");
    run("INSERT INTO t VALUES (2, 2), (3, 3)");
    expect(written.rows()).toBe(2 * each);
  });

  it("are those of indexes and triggers, too, and of changes", () => {
    const { written, run } = open(
      "CREATE TABLE t (id INTEGER PRIMARY KEY, a)",
      "CREATE INDEX i ON t (a)",
      "CREATE TABLE log (a)",
      "CREATE TRIGGER l AFTER INSERT ON t BEGIN INSERT INTO log VALUES (new.a); END",
    );
    run("INSERT INTO t VALUES (1, 1)");
    expect(written.rows()).toBe(3);
    run("UPDATE log SET a = 2");
    expect(written.rows()).toBe(4);
  });

  it("are none of what was undone", () => {
    const { written, run } = open("CREATE TABLE t (id INTEGER PRIMARY KEY, a)");
    expect(() =>
      run("BEGIN; INSERT INTO t VALUES (1, 1); INSERT INTO nowhere VALUES (1)"),
    ).toThrow();
    run("ROLLBACK");
    expect(written.rows()).toBe(0);
  });

  it("make the database larger", () => {
    const { written, run } = open("CREATE TABLE t (a)");
    expect(written.bytes()).toBe(0);
    run(`INSERT INTO t VALUES (zeroblob(${100_000}))`);
    expect(written.bytes()).toBeGreaterThan(90_000);
  });
});
