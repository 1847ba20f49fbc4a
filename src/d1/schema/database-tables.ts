import { z } from "zod";
import { sqlName } from "../sql/sql-literal.ts";
import { type Statement, statement } from "../sql/statement.ts";
import type { Row } from "../transport/transport.ts";
import type { DatabaseTable } from "./found-table.ts";
import { parseColumns } from "./schema-check.ts";

// Cloudflare's own tables can't be asked for.
const tables = `(SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT GLOB '_cf_*'
  AND name NOT GLOB 'sqlite_*' AND name NOT GLOB 'comment_migration_*' AND name <> 'd1_migrations' LIMIT 200)`;

/**
 * The statements that return the tables of a database but this program's own, for {@link parseTables}.
 * Sources: https://sqlite.org/pragma.html#pragma_foreign_key_list,
 * https://sqlite.org/pragma.html#pragma_index_list
 */
export const readTables: readonly Statement[] = [
  statement(`SELECT m.name AS "table", x.name, x.type, x."notnull", x.dflt_value, x.pk, x.hidden
FROM ${tables} m, pragma_table_xinfo(m.name) x`),
  statement(`SELECT m.name AS "table", f."from" AS "column", f."table" AS target
FROM ${tables} m, pragma_foreign_key_list(m.name) f`),
  statement(`SELECT DISTINCT m.name AS "table", c.name AS "column"
FROM ${tables} m, pragma_index_list(m.name) i, pragma_index_info(i.name) c
WHERE i."unique" = 1 AND i.origin <> 'pk' AND c.name IS NOT NULL`),
];

const ofTables = z.array(z.object({ table: z.string() }));
const references = z.array(z.object({ table: z.string(), column: z.string(), target: z.string() }));

const uniques = z.array(z.object({ table: z.string(), column: z.string() }));

/** The tables that {@link readTables} returned. */
export function parseTables([columns = [], keys = [], unique = []]: readonly (readonly Row[])[]) {
  const names = ofTables.parse(columns).map(({ table }) => table);
  const found = parseColumns(columns);
  const uniqueOf = Map.groupBy(uniques.parse(unique), ({ table }) => table);
  const keysOf = Map.groupBy(references.parse(keys), ({ table }) => table);
  return [...new Set(names)].map(
    (name): DatabaseTable => ({
      name,
      columns: found.filter((_, index) => names[index] === name),
      references: (keysOf.get(name) ?? []).map(({ column, target }) => ({ column, table: target })),
      uniqueColumns: (uniqueOf.get(name) ?? []).map(({ column }) => column),
    }),
  );
}

const sampledRows = 50;
const sampledCharacters = 200;

/** The statement that returns some rows of a table, the newest if its key says that, texts shortened. */
export function readSample({ name, columns }: Pick<DatabaseTable, "name" | "columns">): Statement {
  const values = columns.map((column) => {
    const own = sqlName(column.name);
    return `iif(typeof(${own}) = 'text', substr(${own}, 1, ${sampledCharacters}),
  iif(typeof(${own}) = 'blob', NULL, iif(abs(CAST(${own} AS REAL)) > ${Number.MAX_SAFE_INTEGER}, CAST(${own} AS TEXT), ${own}))) AS ${own}`;
  });
  const keys = columns.filter(({ keyPosition }) => keyPosition > 0).map((one) => sqlName(one.name));
  const order = keys.length === 1 ? ` ORDER BY ${keys.join()} DESC` : "";
  return statement(
    `SELECT ${values.join(", ")} FROM ${sqlName(name)}${order} LIMIT ${sampledRows}`,
  );
}
