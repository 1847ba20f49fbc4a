import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import type { Worker, WranglerDev } from "../parts/d1/wrangler-dev.ts";
import { partPath } from "../parts/tiers/tiers.ts";

/** A comment system that runs on workerd: its own Worker on the database that is migrated to. */
export interface CommentSystem {
  readonly worker: Worker;
  /** SQL that its own setup runs, each text as a whole. */
  readonly setUp: readonly string[];
  /** Path of its public API. */
  readonly apiPath: string;
}

/** Id of the database that the Workers have. */
export const systemDatabase = "22222222-3333-4444-5555-666666666666";
const database = { database_name: systemDatabase, database_id: systemDatabase };

const examples = fileURLToPath(new URL("../../examples/worker/", import.meta.url));

const answer = z.object({
  result: z.array(z.object({ results: z.object({ rows: z.array(z.array(z.unknown())) }) })),
});

/** Gives SQL to the Workers' database; returns the rows of its first statement. */
export async function executeOn(
  { databasesUrl }: WranglerDev,
  sql: string,
): Promise<readonly (readonly unknown[])[]> {
  const response = await fetch(`${databasesUrl}/${systemDatabase}/raw`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ sql }),
  });
  if (!response.ok) throw new Error(await response.text());
  return answer.parse(await response.json()).result[0]?.results.rows ?? [];
}

/** The Worker of the examples, with these variables. */
export function classicSystem(vars: Readonly<Record<string, string>> = {}): CommentSystem {
  const ratelimits = [{ name: "WRITERS", namespace_id: "1001", simple: { limit: 5, period: 60 } }];
  return {
    worker: {
      main: join(examples, "src", "worker.ts"),
      d1_databases: [{ binding: "DB", ...database }],
      ratelimits,
      vars: { ALLOWED_ORIGINS: "https://blog.example.org", CONTENT_FORMAT: "text", ...vars },
    },
    setUp: sqlFilesIn(join(examples, "migrations")),
    apiPath: "/api",
  };
}

/** Garrul's own Worker and migrations. */
export function garrulSystem(): CommentSystem {
  const checkout = partPath("garrul");
  const migrations = join(checkout, "src", "db", "migrations");
  const namespaces = ["RATE_LIMITS", "OAUTH_STATE", "SESSIONS", "TREE_CACHE"];
  return {
    worker: {
      main: join(checkout, "src", "index.ts"),
      compatibility_flags: ["nodejs_compat"],
      d1_databases: [{ binding: "DB", ...database }],
      kv_namespaces: namespaces.map((binding) => ({ binding, id: binding.toLowerCase() })),
      analytics_engine_datasets: [{ binding: "ANALYTICS", dataset: "garrul_events" }],
      vars: {
        ENV: "production",
        ALLOWED_ORIGINS: "https://blog.example.org",
        JWT_SECRET: "secret",
        IP_HASH_SECRET: "secret",
      },
    },
    setUp: sqlFilesIn(migrations),
    apiPath: "/api/v1",
  };
}

/** CWD's own Worker and schema. */
export function cwdSystem(): CommentSystem {
  const folder = join(partPath("cwd"), "cwd-api");
  return {
    worker: {
      main: join(folder, "src", "index.ts"),
      compatibility_flags: ["nodejs_compat"],
      d1_databases: [{ binding: "CWD_DB", ...database }],
      kv_namespaces: [{ binding: "CWD_AUTH_KV", id: "auth" }],
      vars: { ALLOW_ORIGIN: "*", ADMIN_NAME: "admin", ADMIN_PASSWORD: "secret" },
    },
    setUp: [
      readFileSync(join(folder, "schemas", "comment.sql"), "utf8"),
      // As its scripts/auto_migrate.js does on each deployment.
      "ALTER TABLE Comment ADD COLUMN post_url TEXT",
    ],
    apiPath: "/api",
  };
}

function sqlFilesIn(folder: string): readonly string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith(".sql"))
    .toSorted()
    .map((name) => readFileSync(join(folder, name), "utf8"));
}
