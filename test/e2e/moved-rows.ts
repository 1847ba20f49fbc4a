import { statement } from "../../src/d1/sql/statement.ts";
import type { D1Backend } from "../parts/d1/d1-backend.ts";
import type { readLocalD1 } from "../parts/d1/local-d1.ts";

/** A comment that was moved, without its number, which depends on the order of import. */
export type MovedRow = Readonly<Record<string, unknown>> & {
  readonly event: string;
  readonly parent: unknown;
};

/** The comments of a database in the order of their events; parents by their event. */
export function movedRows({
  comments,
  ledger,
}: Pick<ReturnType<typeof readLocalD1>, "comments" | "ledger">): readonly MovedRow[] {
  const eventOf = new Map(ledger.map((entry) => [entry["comment_id"], entry["source_id"]]));
  return comments
    .map(({ id, parent_id, ...rest }) => ({
      ...rest,
      event: String(eventOf.get(id)),
      parent: parent_id === null ? null : eventOf.get(parent_id),
    }))
    .sort((a, b) => (a.event < b.event ? -1 : 1));
}

/** The same of a database behind an API; undefined where there is no table of comments yet. */
export async function movedRowsIn(
  backend: D1Backend,
  databaseId: string,
): Promise<readonly MovedRow[] | undefined> {
  const tables = ["comments", "comment_migration_ledger"];
  const [found] = await backend.batch(databaseId, [
    statement("SELECT name FROM sqlite_master WHERE name = 'comment_migration_ledger'"),
  ]);
  if (found?.rows.length !== 1) return undefined;
  const [comments = [], ledger = []] = (
    await backend.batch(
      databaseId,
      tables.map((table) => statement(`SELECT * FROM ${table}`)),
    )
  ).map(({ columns, rows }) =>
    rows.map((row) => Object.fromEntries(columns.map((column, index) => [column, row[index]]))),
  );
  return movedRows({ comments, ledger });
}
