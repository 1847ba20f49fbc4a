import { dirname, join } from "node:path";
import { z } from "zod";
import { loadWrangler, type Wrangler } from "../../cloudflare/local/load-wrangler.ts";
import { serveParent } from "../../cloudflare/local/serve-parent.ts";
import { withTemporaryConfig } from "../../cloudflare/wrangler/wrangler-config.ts";
import { databaseBinding } from "../wrangler/database-binding.ts";
import { type DatabaseToOpen, databaseToOpen, transaction } from "./process-messages.ts";

// A program of its own: it keeps a local D1 database open with the wrangler that it is given, and
// runs the transactions that its parent sends, until the parent disconnects or ends.

/** What is needed of the binding. Source: https://developers.cloudflare.com/d1/worker-api/d1-database/ */
interface Database {
  prepare(sql: string): PreparedStatement;
  batch(statements: readonly PreparedStatement[]): Promise<readonly Result[]>;
}

interface PreparedStatement {
  bind(...params: readonly string[]): PreparedStatement;
}

interface Result {
  readonly results: Record<string, unknown>[];
  readonly meta: Readonly<Record<"rows_written" | "rows_read" | "size_after", number>>;
}

/** What is needed of wrangler's configuration. Source: https://developers.cloudflare.com/workers/wrangler/configuration/#d1-databases */
const wranglerConfig = z.object({
  userConfigPath: z.string().optional(),
  d1_databases: z.array(
    z.object({
      binding: z.string(),
      database_name: z.string().optional(),
      database_id: z.string().optional(),
      preview_database_id: z.string().optional(),
    }),
  ),
});

/** Opens the database with a configuration that has nothing else, so that nothing else is started. */
async function openDatabase(options: DatabaseToOpen) {
  const wrangler = loadWrangler(options.wrangler);
  const { id, folder } = placeOf(wrangler, options);
  return withTemporaryConfig(databaseBinding({ name: options.databaseName, id }), (configPath) =>
    wrangler.getPlatformProxy<{ DB: Database }>({
      configPath,
      persist: { path: join(options.persistTo ?? folder, "v3") },
      remoteBindings: false,
    }),
  );
}

/**
 * Where wrangler keeps the database: under the id, and beside the configuration, that names it.
 * Source: `wrangler d1 execute --local` (packages/wrangler/src/d1/execute.ts of cloudflare/workers-sdk).
 */
function placeOf({ unstable_readConfig }: Wrangler, { databaseName, databaseId }: DatabaseToOpen) {
  const config = wranglerConfig.parse(unstable_readConfig({}, { hideWarnings: true }));
  const { d1_databases, userConfigPath } = config;
  const named = d1_databases.find(
    ({ database_name, binding }) => database_name === databaseName || binding === databaseName,
  );
  const beside =
    named === undefined || userConfigPath === undefined ? process.cwd() : dirname(userConfigPath);
  return {
    id:
      named === undefined
        ? databaseId
        : (named.preview_database_id ?? named.database_id ?? named.binding),
    folder: join(beside, ".wrangler", "state"),
  };
}

await serveParent(async () => {
  const { env, dispose } = await openDatabase(
    databaseToOpen.parse(JSON.parse(process.argv[2] ?? "")),
  );
  return {
    async answer(call) {
      const prepared = transaction.parse(call).map(({ sql, params }) => {
        const one = env.DB.prepare(sql);
        return params.length === 0 ? one : one.bind(...params);
      });
      const results = await env.DB.batch(prepared);
      return results.map(({ results, meta: { rows_written, rows_read, size_after } }) => ({
        results,
        meta: { rows_written, rows_read, size_after },
      }));
    },
    close: dispose,
  };
});
