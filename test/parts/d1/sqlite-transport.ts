import { DatabaseSync } from "node:sqlite";
import { z } from "zod";
import { D1Error, type D1Transport } from "../../../src/d1/transport/transport.ts";

/** An SQLite database in memory behind the transport's interface: for many small calls. */
export interface SqliteTransport extends D1Transport {
  readonly database: DatabaseSync;
  /** Called before each call; throw to make it fail. */
  beforeRun: () => void;
  /** Called after each call was committed; throw to lose its answer. */
  afterRun: () => void;
}

/** Runs each call as a transaction, as D1 does with a batch. */
export function createSqliteTransport(maxBatchBytes = 100_000): SqliteTransport {
  const database = new DatabaseSync(":memory:");
  return {
    database,
    maxBatchBytes,
    beforeRun() {},
    afterRun() {},
    rowsWritten: () => Number(database.prepare("SELECT total_changes() AS n").get()?.["n"]),
    async [Symbol.asyncDispose]() {},
    async run(statements) {
      this.beforeRun();
      database.exec("BEGIN");
      try {
        const results = statements.map(({ sql, params }) => {
          checkWords(sql);
          return database.prepare(sql).all(...params);
        });
        database.exec("COMMIT");
        this.afterRun();
        return results;
      } catch (error) {
        if (database.isTransaction) database.exec("ROLLBACK");
        if (error instanceof D1Error) throw error;
        throw new D1Error("statement-failed", inWordsOfD1(error), {
          transient: false,
          cause: error,
        });
      }
    },
  };
}

/**
 * wrangler splits scripts by looking for words that begin and end compound statements, and each of its
 * versions takes other signs after an END for one: 4.123 to 4.136 none but `;`. So ours have neither.
 */
function checkWords(sql: string): void {
  const [word] = /\b(?:BEGIN|CASE|END)\b/i.exec(sql.replace(/'[^']*'|"[^"]*"/g, "")) ?? [];
  if (word !== undefined) throw new Error(`a splitter of scripts would see a compound: ${word}`);
}

const sqliteError = z.looseObject({ message: z.string(), errcode: z.number() });

/** D1 puts the name of SQLite's result code behind its message. */
function inWordsOfD1(error: unknown): string {
  const { data } = sqliteError.safeParse(error);
  if (data === undefined) return String(error);
  const name = (data.errcode & 0xff) === sqliteConstraint ? "SQLITE_CONSTRAINT" : "SQLITE_ERROR";
  return `${data.message}: ${name}`;
}

/** Source: https://www.sqlite.org/rescode.html#constraint */
const sqliteConstraint = 19;
