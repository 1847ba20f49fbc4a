import type { MigrationError } from "../../domain/migration-error.ts";
import type { Runner } from "../transport/runner.ts";
import { parseTables, readSample, readTables } from "./database-tables.ts";
import type { DatabaseTable } from "./found-table.ts";
import { schemaMessages } from "./messages.ts";
import type { GuessInWords, TargetSchema } from "./target-schema.ts";

/**
 * Guesses the schema-map of a table that the schema does not fit: of its own, or where that is no table
 * of comments, of the one in the database that is likeliest to be. It only reads.
 * @param isNew whether the schema's own table is none that was there before
 * @returns undefined where no table looks like one of comments, or the schema's names can't be mapped
 */
export async function proposeMap(
  run: Runner,
  { schemaMap, tables: [own] }: TargetSchema,
  { isNew }: { readonly isNew: boolean },
  signal: AbortSignal,
): Promise<GuessInWords | undefined> {
  if (schemaMap === undefined) return undefined;
  const isOwn = ({ name }: DatabaseTable) => name.toLowerCase() === own.name.toLowerCase();
  const all = parseTables(await run(() => readTables, signal));
  const tables = isNew ? all.filter((table) => !isOwn(table)) : all;
  const candidates = [tables.find(isOwn), schemaMap.likeliest(tables)].filter(
    (table) => table !== undefined,
  );
  const guesses: GuessInWords[] = [];
  for (const table of new Set(candidates)) {
    const [rows = []] = await run(() => [readSample(table)], signal);
    guesses.push(schemaMap.guess(table, rows));
  }
  return guesses.find(({ missing }) => missing === "") ?? guesses[0];
}

/** The error about columns that don't fit, with what a schema-map might be. */
export async function mismatch(
  run: Runner,
  schema: TargetSchema,
  { table, problems }: { readonly table: string; readonly problems: readonly string[] },
  signal: AbortSignal,
): Promise<MigrationError> {
  const what = { table, problems: problems.join("; ") };
  const guess =
    table === schema.tables[0].name
      ? await proposeMap(run, schema, { isNew: false }, signal)
      : undefined;
  if (guess === undefined) {
    return schemaMessages.error("schema-mismatch/columns", {
      ...what,
      setUpInstructions: schema.setUp,
    });
  }
  return guess.missing === ""
    ? schemaMessages.error("schema-mismatch/guessed", { ...what, ...guess })
    : schemaMessages.error("schema-mismatch/half-guessed", { ...what, ...guess });
}
