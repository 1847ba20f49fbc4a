import type { TargetSchema } from "./target-schema.ts";

/**
 * The statement by which moved comments no longer answer those that go, for a table that deletes replies
 * with what they answer: each level of a thread is a trigger there, and D1 allows few within each other.
 * @param going SQL of the ids of what goes
 * @param moved SQL of the ids of moved comments
 */
export function freeOfParents(
  { table, id, parentId }: TargetSchema["comments"],
  going: string,
  moved: string,
): string {
  return `UPDATE ${table} SET ${parentId} = NULL WHERE ${parentId} IN (${going}) AND ${id} IN (${moved})`;
}
