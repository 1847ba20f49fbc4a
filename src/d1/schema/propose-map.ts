import type { MigrationError } from "../../domain/migration-error.ts";
import type { Runner } from "../transport/runner.ts";
import { readSample } from "./database-tables.ts";
import type { DatabaseTable } from "./found-table.ts";
import { schemaMessages } from "./messages.ts";
import type { GuessInWords, TargetSchema } from "./target-schema.ts";

/**
 * Guesses the schema-map of a table that the schema does not fit: of its own, or where that is no table
 * of comments, of the one among the tables that is likeliest to be. It only reads, at most a few rows.
 * @param tables of the database
 * @returns undefined where no table looks like one of comments, or the schema's names can't be mapped
 */
export async function proposeMap(
  run: Runner,
  { schemaMap, tables: [own] }: TargetSchema,
  tables: readonly DatabaseTable[],
  signal: AbortSignal,
): Promise<GuessInWords | undefined> {
  if (schemaMap === undefined) return undefined;
  const named = tables.find(({ name }) => name.toLowerCase() === own.name.toLowerCase());
  const candidates = [named, schemaMap.likeliest(tables)].filter((table) => table !== undefined);
  const guesses: GuessInWords[] = [];
  for (const table of new Set(candidates)) {
    const [rows = []] = await run(() => [readSample(table)], signal);
    guesses.push(schemaMap.guess(table, rows));
  }
  return guesses.find(({ missing }) => missing === "") ?? guesses[0];
}

/** Columns of a table that don't fit. */
interface Mismatch {
  readonly table: string;
  readonly problems: readonly string[];
}

/**
 * The error about columns that don't fit, with what a schema-map might be.
 * @param tables of the database
 */
export async function mismatch(
  run: Runner,
  schema: TargetSchema,
  { table, problems }: Mismatch,
  tables: readonly DatabaseTable[],
  signal: AbortSignal,
): Promise<MigrationError> {
  const what = { table, problems: problems.join("; ") };
  const guess = await proposeMap(run, schema, tables, signal);
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
