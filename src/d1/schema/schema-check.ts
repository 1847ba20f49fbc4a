import { z } from "zod";
import { sqlText } from "../sql/sql-literal.ts";
import type { Row } from "../transport/transport.ts";
import { schemaMessages } from "./messages.ts";
import type { Affinity, ExpectedColumn, ExpectedTable } from "./target-schema.ts";

const foundColumns = z.array(
  z.object({
    name: z.string(),
    type: z.string(),
    notnull: z.number(),
    dflt_value: z.unknown(),
    pk: z.number(),
  }),
);

type FoundColumn = z.infer<typeof foundColumns>[number];

/** The statement that returns the columns of a table; no row where there is no such table. */
export function readColumns(table: string): string {
  return `SELECT name, type, "notnull", dflt_value, pk FROM pragma_table_info(${sqlText(table)})`;
}

/**
 * Compares the columns of an existing table, as {@link readColumns} returned them, with what is needed.
 * Column names are compared without case, as SQLite does.
 * @param setUpInstructions what the user does about it
 * @throws MigrationError `schema-mismatch`, with each column that does not fit
 */
export function checkColumns(
  { name: table, columns: expected }: ExpectedTable,
  rows: readonly Row[],
  setUpInstructions: string,
): void {
  const found = new Map(foundColumns.parse(rows).map((column) => [lower(column.name), column]));
  const filled = new Set(expected.map((column) => lower(column.name)));
  const problems = [
    ...expected.flatMap((column) => problemOf(column, found.get(lower(column.name)))),
    ...[...found.values()]
      .filter((column) => !filled.has(lower(column.name)))
      .flatMap(mustBeFilled),
  ];
  if (problems.length === 0) return;
  throw schemaMessages.error("schema-mismatch", {
    table,
    problems: problems.join("; "),
    setUpInstructions,
  });
}

function problemOf(expected: ExpectedColumn, found: FoundColumn | undefined): readonly string[] {
  const { name, declaration, affinities, primaryKey = false } = expected;
  if (found === undefined) return [`column ${name} is missing (needed: ${name} ${declaration})`];
  if (!affinities.includes(affinityOf(found.type))) {
    const type = found.type === "" ? "no type" : `type ${found.type}`;
    return [`column ${name} has ${type} (needed: ${name} ${declaration})`];
  }
  if (primaryKey && found.pk !== 1) {
    return [`column ${name} is not the primary key (needed: ${name} ${declaration})`];
  }
  return [];
}

function mustBeFilled({ name, notnull, dflt_value, pk }: FoundColumn): readonly string[] {
  if (pk > 0) return [`column ${name} is part of the primary key, which has to be a single column`];
  if (notnull === 0 || dflt_value !== null) return [];
  return [`column ${name} is NOT NULL, but comments have no value for it (give it a DEFAULT)`];
}

/** Source: https://sqlite.org/datatype3.html, 3.1 "Determination Of Column Affinity". */
function affinityOf(type: string): Affinity {
  if (/INT/i.test(type)) return "INTEGER";
  if (/CHAR|CLOB|TEXT/i.test(type)) return "TEXT";
  if (type === "" || /BLOB/i.test(type)) return "BLOB";
  if (/REAL|FLOA|DOUB/i.test(type)) return "REAL";
  return "NUMERIC";
}

function lower(name: string): string {
  return name.toLowerCase();
}
