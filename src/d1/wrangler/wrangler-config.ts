import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** The database that a configuration of wrangler's names. */
interface NamedDatabase {
  readonly name: string;
  readonly id: string;
}

/**
 * Calls `use` with the path of a configuration that names the database and nothing else; it is
 * removed afterwards.
 */
export async function withTemporaryConfig<T>(
  { name, id }: NamedDatabase,
  use: (configPath: string) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), "comment-migration-"));
  try {
    const configPath = join(folder, "wrangler.json");
    const database = { binding: "DB", database_name: name, database_id: id };
    const config = {
      name: "comment-migration",
      compatibility_date: "2026-01-01",
      d1_databases: [database],
    };
    await writeFile(configPath, JSON.stringify(config));
    return await use(configPath);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
