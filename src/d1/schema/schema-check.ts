import { z } from "zod";
import { sqlText } from "../sql/sql-literal.ts";
import type { Row } from "../transport/transport.ts";
import type { FoundColumn } from "./found-column.ts";
import { schemaMessages } from "./messages.ts";
import type { Affinity, ExpectedColumn, ExpectedTable } from "./target-schema.ts";

// Source: https://sqlite.org/pragma.html#pragma_table_xinfo
const generated = [2, 3];
const foundColumns = z.array(
  z
    .object({
      name: z.string(),
      type: z.string(),
      notnull: z.number(),
      dflt_value: z.string().nullable(),
      pk: z.number(),
      hidden: z.number(),
    })
    .transform(
      ({ name, type, notnull, dflt_value, pk, hidden }): FoundColumn => ({
        name,
        type,
        isNotNull: notnull !== 0,
        defaultValue: dflt_value,
        keyPosition: pk,
        isGenerated: generated.includes(hidden),
      }),
    ),
);

/** The columns that {@link readColumns} returned. */
export function parseColumns(rows: readonly Row[]): readonly FoundColumn[] {
  return foundColumns.parse(rows);
}

/** The statement that returns the columns of a table; no row where there is no such table. */
export function readColumns(table: string): string {
  return `SELECT name, type, "notnull", dflt_value, pk, hidden FROM pragma_table_xinfo(${sqlText(table)})`;
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
  const found = new Map(parseColumns(rows).map((column) => [lower(column.name), column]));
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
  const { name, declaration, affinities, primaryKey = false, withoutIt } = expected;
  if (found === undefined) return [`column ${name} is missing (needed: ${name} ${declaration})`];
  if (found.isGenerated) {
    const orElse = withoutIt === undefined ? "" : `, or ${withoutIt} in schema-map`;
    return [
      `column ${name} is generated, so nothing can be written to it (needed: ${name} ${declaration}${orElse})`,
    ];
  }
  if (!affinities.includes(affinityOf(found.type))) {
    const type = found.type === "" ? "no type" : `type ${found.type}`;
    return [`column ${name} has ${type} (needed: ${name} ${declaration})`];
  }
  if (primaryKey && found.keyPosition !== 1) {
    return [`column ${name} is not the primary key (needed: ${name} ${declaration})`];
  }
  return [];
}

function mustBeFilled(column: FoundColumn): readonly string[] {
  const { name, isNotNull, defaultValue, keyPosition, isGenerated } = column;
  if (keyPosition > 0)
    return [`column ${name} is part of the primary key, which has to be a single column`];
  if (!isNotNull || defaultValue !== null || isGenerated) return [];
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
