import { z } from "zod";
import { MigrationError } from "../domain/migration-error.ts";
import { createLedger, expectedLedger, readTargets, targetName } from "./ledger.ts";
import { createPages, expectedPages } from "./page-records.ts";
import type { Runner } from "./runner.ts";
import { checkColumns, readColumns } from "./schema/schema-check.ts";
import type { TargetSchema } from "./schema/target-schema.ts";
import { ledgerTable } from "./sql/ledger-table.ts";
import { statement } from "./sql/statement.ts";

const targetOf = z.object({ target: z.string() });

/**
 * Compares the tables with what is needed, and creates those that are missing and can be created
 * here, unless `readOnly`. Nothing is written before all of them fit.
 * @throws MigrationError `schema-mismatch`, `schema-missing`, `ledger-without-comments`,
 * `ledger-of-another-schema`
 */
export async function prepareTables(
  run: Runner,
  schema: TargetSchema,
  { readOnly }: { readonly readOnly: boolean },
  signal: AbortSignal,
): Promise<void> {
  const expected = [...schema.tables, expectedLedger, expectedPages];
  const found = await run(() => expected.map(({ name }) => statement(readColumns(name))), signal);
  const columnsOf = (name: string) =>
    found[expected.findIndex((table) => table.name === name)] ?? [];
  const isMissing = (name: string) => columnsOf(name).length === 0;
  const missing = schema.tables.filter(({ name }) => isMissing(name)).map(({ name }) => name);
  const hasLedger = !isMissing(ledgerTable);
  const hasPages = !isMissing(expectedPages.name);
  for (const table of [expectedLedger, expectedPages]) {
    if (!isMissing(table.name)) checkColumns(table, columnsOf(table.name), notOurs(table.name));
  }
  if (hasLedger) await checkTarget(run, schema, signal);
  if (missing.length > 0 && schema.create.length === 0) throw schemaMissing(schema, missing);
  const [comments] = schema.tables;
  if (hasLedger && missing.includes(comments.name)) throw ledgerWithoutComments(comments.name);
  for (const table of schema.tables) {
    if (!isMissing(table.name)) checkColumns(table, columnsOf(table.name), schema.setUp);
  }
  const create = [
    ...(missing.length > 0 ? schema.create : []),
    ...(hasLedger ? [] : createLedger),
    ...(hasPages ? [] : createPages),
  ];
  if (!readOnly && create.length > 0) {
    await run(() => create.map((sql) => statement(sql)), signal);
  }
}

function notOurs(table: string): string {
  return `Rename or delete the table ${table} if it is not this program's. Nothing was written.`;
}

async function checkTarget(run: Runner, schema: TargetSchema, signal: AbortSignal): Promise<void> {
  const [rows = []] = await run(() => [readTargets], signal);
  const own = targetName(schema);
  const other = z
    .array(targetOf)
    .parse(rows)
    .find(({ target }) => target !== own);
  if (other === undefined) return;
  throw new MigrationError(
    "ledger-of-another-schema",
    `Comments were moved to this database in the schema ${other.target} before, and now it is ${own}.`,
    {
      remedy:
        "Set target-schema and schema-map as they were then, or take those comments back first by mode: rollback with those settings.",
    },
  );
}

function schemaMissing(schema: TargetSchema, missing: readonly string[]): MigrationError {
  const tables = missing.length === 1 ? "the table" : "the tables";
  return new MigrationError(
    "schema-missing",
    `The database lacks ${tables} ${missing.join(", ")} of ${schema.name}.`,
    { remedy: schema.setUp },
  );
}

function ledgerWithoutComments(table: string): MigrationError {
  return new MigrationError(
    "ledger-without-comments",
    `The database has the migration's ledger (${ledgerTable}) but no table ${table}: the comments that the ledger lists are gone.`,
    {
      remedy: `Restore ${table}, or, to import everything again, delete the ledger first: DROP TABLE ${ledgerTable}.`,
    },
  );
}
