import { readdirSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";

/** A row, by column. */
type Row = Readonly<Record<string, unknown>>;

/** What a local D1 database holds after a migration. */
export interface LocalD1 {
  /** All columns, ordered by id. */
  readonly comments: readonly Row[];
  /** Source id, comment id and page id, ordered by comment id. */
  readonly ledger: readonly Row[];
}

/** Reads the only database below wrangler's folder for local data (`--persist-to`). */
export function readLocalD1(persistTo: string): LocalD1 {
  const folder = join(persistTo, "v3", "d1", "miniflare-D1DatabaseObject");
  const files = readdirSync(folder).filter((name) => /^[0-9a-f]{64}\.sqlite$/.test(name));
  const [file, ...others] = files;
  if (file === undefined || others.length > 0) {
    throw new Error(`expected one database in ${folder}, found ${files.length}`);
  }
  const database = new DatabaseSync(join(folder, file), { readOnly: true });
  try {
    return {
      comments: database.prepare("SELECT * FROM comments ORDER BY id").all(),
      ledger: database
        .prepare(
          "SELECT source_id, comment_id, page_id FROM comment_migration_ledger ORDER BY comment_id",
        )
        .all(),
    };
  } finally {
    database.close();
  }
}
