import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** What a configuration of wrangler's names. Source: https://developers.cloudflare.com/workers/wrangler/configuration/ */
interface Bindings {
  readonly d1_databases?: readonly Readonly<
    Record<"binding" | "database_name" | "database_id", string>
  >[];
  readonly r2_buckets?: readonly Readonly<Record<"binding" | "bucket_name", string>>[];
}

/**
 * Calls `use` with the path of a configuration that has these bindings and nothing else; it is
 * removed afterwards.
 */
export async function withTemporaryConfig<T>(
  bindings: Bindings,
  use: (configPath: string) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), "comment-migration-"));
  try {
    const configPath = join(folder, "wrangler.json");
    const config = {
      name: "comment-migration",
      compatibility_date: "2026-01-01",
      ...bindings,
    };
    await writeFile(configPath, JSON.stringify(config));
    return await use(configPath);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
