import { describe, expect, it } from "vitest";
import { readingOnly } from "../../src/d1/reading-only.ts";
import { statement } from "../../src/d1/sql/statement.ts";
import { createSqliteTransport } from "../parts/d1/sqlite-transport.ts";

const never = new AbortController().signal;

describe("a way to the database that only reads", () => {
  it.each([
    "INSERT INTO t VALUES (1)",
    "  insert into t values (1)",
    "REPLACE INTO t VALUES (1)",
    "UPDATE t SET a = 1",
    "DELETE FROM t",
    "CREATE TABLE u (a)",
    "DROP TABLE t",
    "ALTER TABLE t ADD b",
    "PRAGMA user_version = 1",
    "VACUUM",
    "ATTACH 'x' AS y",
    "WITH w AS (SELECT 1 AS a) INSERT INTO t SELECT a FROM w",
    "WITH w AS (SELECT 'x') DELETE FROM t",
  ])("refuses %s, and nothing of its call is sent", async (sql) => {
    const sqlite = createSqliteTransport();
    sqlite.database.exec("CREATE TABLE t (a)");
    const before = sqlite.rowsWritten();
    const transport = readingOnly(sqlite);
    await expect(
      transport.run([statement("SELECT * FROM t"), statement(sql)], never),
    ).rejects.toThrow("writes nothing");
    expect(sqlite.rowsWritten()).toBe(before);
  });

  it.each([
    "SELECT 1",
    'SELECT \'INSERT INTO t\' AS a, "update" AS b FROM (SELECT 1 AS "update")',
    "WITH RECURSIVE w (a) AS (SELECT 1) SELECT replace('a', 'b', a) FROM w",
  ])("lets %s through", async (sql) => {
    await expect(
      readingOnly(createSqliteTransport()).run([statement(sql)], never),
    ).resolves.toHaveLength(1);
  });
});
