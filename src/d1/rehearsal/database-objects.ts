import { z } from "zod";
import { statement } from "../sql/statement.ts";

/** A table, index, trigger or view, with the statement that makes it. */
export interface DatabaseObject {
  readonly type: "table" | "index" | "trigger" | "view";
  readonly name: string;
  /** The table or view that it belongs to. */
  readonly table: string;
  readonly sql: string;
}

// What SQLite and D1 keep for themselves is not made by hand; indexes of constraints have no SQL.
const objects = z.array(
  z
    .object({
      type: z.enum(["table", "index", "trigger", "view"]),
      name: z.string(),
      tbl_name: z.string(),
      sql: z.string(),
    })
    .transform(({ tbl_name, ...rest }): DatabaseObject => ({ ...rest, table: tbl_name })),
);

/** The statement that returns the objects of a database, for {@link parseObjects}. */
export const readObjects = statement(
  `SELECT type, name, tbl_name, sql FROM sqlite_master
WHERE sql IS NOT NULL AND name NOT GLOB 'sqlite_*' AND name NOT GLOB '_cf_*'
ORDER BY rowid`,
);

/** The objects that {@link readObjects} returned. */
export function parseObjects(rows: unknown): readonly DatabaseObject[] {
  return objects.parse(rows);
}

/**
 * The objects that an insert into these tables can concern: the tables themselves, what they refer to,
 * and what their triggers mention. A name counts wherever it appears as a word, so these are too many
 * rather than too few.
 */
export function concerned(
  all: readonly DatabaseObject[],
  tables: readonly string[],
): readonly DatabaseObject[] {
  const reached = new Set(tables.map((name) => name.toLowerCase()));
  for (const name of reached) {
    const texts = all.filter(({ table }) => table.toLowerCase() === name).map(({ sql }) => sql);
    const words = new Set(
      texts.flatMap((sql) => sql.toLowerCase().match(/[\p{L}\p{N}_$]+/gu) ?? []),
    );
    for (const one of all) {
      if (one.type !== "table" && one.type !== "view") continue;
      const own = one.name.toLowerCase();
      const isMentioned = words.has(own) || texts.some((sql) => quotes(sql, own));
      if (isMentioned) reached.add(own);
    }
  }
  return all.filter(({ table }) => reached.has(table.toLowerCase()));
}

/** Whether the SQL has a name that is no single word, which has to be quoted there. */
function quotes(sql: string, name: string): boolean {
  return !/^[\p{L}\p{N}_$]+$/u.test(name) && sql.toLowerCase().includes(name);
}
