import type { Finding } from "../../domain/finding.ts";
import { proposeMap } from "../schema/propose-map.ts";
import type { TargetSchema } from "../schema/target-schema.ts";
import type { Runner } from "../transport/runner.ts";
import { hazardMessages } from "./messages.ts";

/** What is to be said where the comments' table is new, and another one looks as if it were for them. */
export async function findOtherTable(
  run: Runner,
  schema: TargetSchema,
  signal: AbortSignal,
): Promise<readonly Finding[]> {
  const [{ name: table }] = schema.tables;
  const guess = await proposeMap(run, schema, { isNew: true }, signal);
  if (guess === undefined) return [];
  return [hazardMessages.finding("other-comment-table", { table, ...guess })];
}
