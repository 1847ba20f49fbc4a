import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { z } from "zod";
import { withTemporaryConfig } from "../wrangler/wrangler-config.ts";
import {
  type Answer,
  type DatabaseToOpen,
  databaseToOpen,
  transaction,
} from "./process-messages.ts";

// A program of its own: it keeps a local D1 database open with the wrangler that it is given, and
// runs the transactions that its parent sends, until the parent disconnects or ends.

/** What is needed of wrangler's programmatic interface. Source: https://developers.cloudflare.com/workers/wrangler/api/ */
type Wrangler = Pick<typeof import("wrangler"), "getPlatformProxy" | "unstable_readConfig">;

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
  readonly meta: { readonly rows_written: number };
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

const closesWithinMs = 5_000;

function loadWrangler(folder: string): Wrangler {
  const wrangler: unknown = createRequire(join(folder, "package.json"))(folder);
  if (!isWrangler(wrangler)) {
    throw new Error(
      `The wrangler in ${folder} has no getPlatformProxy: version 4.100 or newer is needed.`,
    );
  }
  return wrangler;
}

function isWrangler(value: unknown): value is Wrangler {
  return (
    typeof value === "object" &&
    value !== null &&
    "getPlatformProxy" in value &&
    "unstable_readConfig" in value
  );
}

/** Opens the database with a configuration that has nothing else, so that nothing else is started. */
async function openDatabase(options: DatabaseToOpen) {
  const wrangler = loadWrangler(options.wrangler);
  const { id, folder } = placeOf(wrangler, options);
  return withTemporaryConfig({ name: options.databaseName, id }, (configPath) =>
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

function tell(answer: Answer): void {
  process.send?.(answer);
}

/** D1 wraps SQLite's words in its own. */
function wordsOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? error.cause.message : error.message;
}

let close = async () => {};

// workerd outlives a parent that is killed, so the group that this process leads is ended with it.
process.once("disconnect", async () => {
  setTimeout(endGroup, closesWithinMs);
  await close();
  endGroup();
});

const { env, dispose } = await openDatabase(
  databaseToOpen.parse(JSON.parse(process.argv[2] ?? "")),
);
close = dispose;

process.on("message", async (message) => {
  const { id, statements } = transaction.parse(message);
  try {
    const prepared = statements.map(({ sql, params }) => {
      const one = env.DB.prepare(sql);
      return params.length === 0 ? one : one.bind(...params);
    });
    const results = await env.DB.batch(prepared);
    tell({
      kind: "results",
      id,
      results: results.map(({ results, meta: { rows_written } }) => ({
        results,
        meta: { rows_written },
      })),
    });
  } catch (error) {
    tell({ kind: "failure", id, words: wordsOf(error) });
  }
});

tell({ kind: "open" });

function endGroup(): void {
  if (process.platform !== "win32") process.kill(-process.pid, "SIGKILL");
  process.exit();
}
