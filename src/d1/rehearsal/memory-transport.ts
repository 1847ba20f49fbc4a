import type { DatabaseSync } from "node:sqlite";
import type { Message } from "../../domain/message-catalogue.ts";
import type { ExpectedTable } from "../schema/target-schema.ts";
import type { Statement } from "../sql/statement.ts";
import { type D1Transport, d1Error, type Row } from "../transport/transport.ts";
import { brokenForeignKey, brokenRows, isForeignKeyError, refusalOf } from "./refusal.ts";
import { WrittenRows } from "./written-rows.ts";

/** A connection to a database in memory, which counts what it writes. */
export interface MemoryTransport extends D1Transport {
  /** An estimate of what D1 would count. */
  rowsWritten(): number;
  /** How much larger the database has become. */
  bytesAdded(): number;
}

/**
 * A database in memory as if it were D1: each call is a transaction.
 * @param expected the tables that are written to, for what is said of a refusal
 */
export function createMemoryTransport(
  database: DatabaseSync,
  maxBatchBytes: number,
  expected: readonly ExpectedTable[],
): MemoryTransport {
  const written = new WrittenRows(database);
  return {
    maxBatchBytes,
    rowsWritten: () => written.rows(),
    bytesAdded: () => written.bytes(),
    async run(statements) {
      database.exec("BEGIN");
      try {
        return written.counting(() => {
          const results = runAll(database, statements);
          database.exec("COMMIT");
          return results;
        });
      } catch (error) {
        if (database.isTransaction) database.exec("ROLLBACK");
        const words = isForeignKeyError(error)
          ? foreignKeyThatRefuses(database, statements, expected)
          : refusalOf(error, database, expected);
        throw d1Error(words, { transient: false, cause: error });
      }
    },
    async [Symbol.asyncDispose]() {
      database.close();
    },
  };
}

function runAll(
  database: DatabaseSync,
  statements: readonly Statement[],
): readonly (readonly Row[])[] {
  return statements.map(({ sql, params }) => database.prepare(sql).all(...params));
}

/** Runs the statements once more without keeping what they write, to see what they break. */
function foreignKeyThatRefuses(
  database: DatabaseSync,
  statements: readonly Statement[],
  expected: readonly ExpectedTable[],
): Message<"error"> {
  const before = brokenRows(database);
  database.exec("BEGIN; PRAGMA defer_foreign_keys = ON");
  try {
    runAll(database, statements);
    return brokenForeignKey(database, before);
  } catch (error) {
    return refusalOf(error, database, expected);
  } finally {
    if (database.isTransaction) database.exec("ROLLBACK");
  }
}
