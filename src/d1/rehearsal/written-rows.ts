import type { DatabaseSync } from "node:sqlite";
import { z } from "zod";
import { sqlName, sqlText } from "../sql/sql-literal.ts";

const numbers = z.object({ n: z.number() });
const tables = z.array(z.object({ name: z.string(), indexes: z.number() }));

/**
 * Counts what calls to a database in memory write, as D1 bills it: each changed row, and for each added one
 * an entry in each index of its table. SQLite itself counts no entries of indexes; those of changed rows
 * and of rows that are deleted again are missing, and partial indexes count as if they were whole.
 * Source: https://developers.cloudflare.com/d1/platform/pricing/#billing-metrics
 */
export class WrittenRows {
  readonly #database: DatabaseSync;
  readonly #rowsBefore: ReadonlyMap<string, number>;
  readonly #bytesBefore: number;
  #changes = 0;

  constructor(database: DatabaseSync) {
    this.#database = database;
    this.#rowsBefore = new Map(this.#tables().map(({ name, rows }) => [name, rows]));
    this.#bytesBefore = this.#bytes();
  }

  /** Runs a transaction, and counts what it changed if it was committed. */
  counting<T>(transaction: () => T): T {
    const before = this.#totalChanges();
    const result = transaction();
    this.#changes += this.#totalChanges() - before;
    return result;
  }

  rows(): number {
    const entries = this.#tables().map(
      ({ name, rows, indexes }) => Math.max(0, rows - (this.#rowsBefore.get(name) ?? 0)) * indexes,
    );
    return entries.reduce((sum, some) => sum + some, this.#changes);
  }

  /** How much larger the database has become. */
  bytes(): number {
    return Math.max(0, this.#bytes() - this.#bytesBefore);
  }

  #totalChanges(): number {
    return numbers.parse(this.#database.prepare("SELECT total_changes() AS n").get()).n;
  }

  #bytes(): number {
    const sql =
      "SELECT (SELECT page_count FROM pragma_page_count) * (SELECT page_size FROM pragma_page_size) AS n";
    return numbers.parse(this.#database.prepare(sql).get()).n;
  }

  /** The tables with their numbers of rows and of indexes; what a table without row ids is itself is none. */
  #tables() {
    const found = tables.parse(
      this.#database
        .prepare(
          `SELECT t.name, (SELECT count(*) FROM pragma_index_list(t.name)) - t.wr AS indexes
FROM pragma_table_list t WHERE t.schema = 'main' AND t.type = 'table' AND t.name <> ${sqlText("sqlite_schema")}`,
        )
        .all(),
    );
    return found.map((table) => ({ ...table, rows: this.#rowsIn(table.name) }));
  }

  #rowsIn(table: string): number {
    const sql = `SELECT count(*) AS n FROM ${sqlName(table)}`;
    return numbers.parse(this.#database.prepare(sql).get()).n;
  }
}
