import type { Finding } from "../../domain/finding.ts";
import type { DatabaseTable } from "../schema/found-table.ts";
import { proposeMap } from "../schema/propose-map.ts";
import type { TargetSchema } from "../schema/target-schema.ts";
import type { Runner } from "../transport/runner.ts";
import { hazardMessages } from "./messages.ts";

/**
 * What is to be said where the comments' table is new, and another one looks as if it were for them.
 * @param tables of the database before the new one was made
 */
export async function findOtherTable(
  run: Runner,
  schema: TargetSchema,
  tables: readonly DatabaseTable[],
  signal: AbortSignal,
): Promise<readonly Finding[]> {
  const [{ name: table }] = schema.tables;
  const guess = await proposeMap(run, schema, tables, signal);
  if (guess === undefined) return [];
  return [hazardMessages.finding("other-comment-table", { table, ...guess })];
}
