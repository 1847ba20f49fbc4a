import type { DatabaseSync } from "node:sqlite";
import { z } from "zod";
import { jsonArray, jsonText, sqlName, sqlText } from "../sql/sql-literal.ts";
import { type Statement, statement } from "../sql/statement.ts";
import type { Runner } from "../transport/runner.ts";
import { valueOfLiteral } from "./copied-value.ts";

/** Most rows of a table that are copied. */
export const mostCopiedRows = 50_000;
const rowsPerRead = 1_000;
const namesPerRead = 500;

/** How much of a table was copied. */
export type CopiedPart = "all" | "of-pages" | "too-many";

/** The tables that are copied, and what their rows are chosen by where they are too many. */
export interface CopyPlan {
  readonly tables: readonly string[];
  /** Names of the pages that are moved, as rows may have them. */
  readonly pageNames: readonly string[];
}

const counts = z.array(z.tuple([z.object({ n: z.number() })]));
const names = z.array(z.object({ name: z.string() }));
const copied = z.array(z.record(z.string(), z.string()));

/**
 * Copies rows from a database into one in memory that has the same tables: all, or of a large table
 * those that have the name of a page in any column. Returns what was copied, by table.
 */
export async function copyRows(
  run: Runner,
  into: DatabaseSync,
  { tables, pageNames }: CopyPlan,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, CopiedPart>> {
  const parts = new Map<string, CopiedPart>();
  if (tables.length === 0) return parts;
  const counting = tables.map((name) => statement(`SELECT count(*) AS n FROM ${sqlName(name)}`));
  const counted = counts.parse(await run(() => counting, signal));
  for (const [index, table] of tables.entries()) {
    const rows = counted[index]?.[0].n ?? 0;
    const copy = new TableCopy(run, into, table, signal);
    if (rows <= mostCopiedRows) {
      if (rows > 0) await copy.take();
      parts.set(table, "all");
    } else {
      parts.set(table, (await copy.takeNaming(pageNames)) ? "of-pages" : "too-many");
    }
  }
  return parts;
}

/** Copies rows of one table, in the order of their row ids where it has them. */
class TableCopy {
  readonly #run: Runner;
  readonly #into: DatabaseSync;
  readonly #table: string;
  readonly #signal: AbortSignal;
  readonly #columns: readonly string[];
  readonly #hasRowIds: boolean;

  constructor(run: Runner, into: DatabaseSync, table: string, signal: AbortSignal) {
    this.#run = run;
    this.#into = into;
    this.#table = table;
    this.#signal = signal;
    const columns = `SELECT name FROM pragma_table_xinfo(${sqlText(table)}) WHERE hidden = 0`;
    this.#columns = names.parse(into.prepare(columns).all()).map(({ name }) => name);
    this.#hasRowIds = hasRowIds(into, table);
  }

  async take(): Promise<void> {
    await this.#takeWhere("true", "[]", Number.POSITIVE_INFINITY);
  }

  /** Copies the rows that have one of these values in any column; false where those are too many. */
  async takeNaming(values: readonly string[]): Promise<boolean> {
    const isNamed = this.#columns
      .map((name) => `${sqlName(name)} IN (SELECT value FROM json_each(?1))`)
      .join(" OR ");
    let space = mostCopiedRows;
    for (let start = 0; start < values.length && space >= 0; start += namesPerRead) {
      const some = jsonArray(values.slice(start, start + namesPerRead).map(jsonText));
      space -= await this.#takeWhere(`(${isNamed})`, some, space);
    }
    return space >= 0;
  }

  async #takeWhere(condition: string, values: string, most: number): Promise<number> {
    let taken = 0;
    let last = "-9223372036854775808";
    for (;;) {
      const place = this.#hasRowIds ? last : String(taken);
      const [rows = []] = await this.#run(
        () => [this.#select(condition, values, place)],
        this.#signal,
      );
      const read = copied.parse(rows);
      this.#insert(read);
      taken += read.length;
      last = read.at(-1)?.["r"] ?? last;
      if (read.length < rowsPerRead || taken > most) return taken;
    }
  }

  #select(condition: string, values: string, place: string): Statement {
    const table = sqlName(this.#table);
    const quoted = this.#columns.map((name, index) => `quote(${sqlName(name)}) AS c${index}`);
    return this.#hasRowIds
      ? statement(
          `SELECT CAST(_rowid_ AS TEXT) AS r, ${quoted.join(", ")} FROM ${table}
WHERE ${condition} AND _rowid_ > CAST(${sqlText(place)} AS INTEGER)
ORDER BY _rowid_ LIMIT ${rowsPerRead}`,
          values,
        )
      : statement(
          `SELECT ${quoted.join(", ")} FROM ${table} WHERE ${condition}
LIMIT ${rowsPerRead} OFFSET ${place}`,
          values,
        );
  }

  #insert(rows: z.infer<typeof copied>): void {
    const columns = this.#columns.map(sqlName).join(", ");
    const values = this.#columns.map(() => "?").join(", ");
    const insert = this.#into.prepare(
      `INSERT OR IGNORE INTO ${sqlName(this.#table)} (${columns}) VALUES (${values})`,
    );
    this.#into.exec("BEGIN");
    for (const row of rows) {
      insert.run(...this.#columns.map((_, index) => valueOfLiteral(row[`c${index}`] ?? "NULL")));
    }
    this.#into.exec("COMMIT");
  }
}

function hasRowIds(database: DatabaseSync, table: string): boolean {
  try {
    database.prepare(`SELECT _rowid_ FROM ${sqlName(table)}`);
    return true;
  } catch {
    return false;
  }
}
