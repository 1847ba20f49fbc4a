import { createRequire as createRequireOfNode } from "node:module";
const require = createRequireOfNode(import.meta.url);
const __filename = import.meta.filename;
const __dirname = import.meta.dirname;
import {
  external_exports
} from "./artifact-store+cache-store+failure-text+local-d1-process+main+migrate-site+post+run-cli.js";

// src/d1/local/process-messages.ts
var databaseToOpen = external_exports.object({
  /** Folder of the wrangler package. */
  wrangler: external_exports.string(),
  databaseName: external_exports.string(),
  /** Names the database where wrangler's configuration doesn't. */
  databaseId: external_exports.string(),
  /** Folder of the local databases; wrangler's own by default. */
  persistTo: external_exports.string().optional()
});
var transaction = external_exports.object({
  id: external_exports.number(),
  statements: external_exports.array(external_exports.object({ sql: external_exports.string(), params: external_exports.array(external_exports.string()).readonly() })).readonly()
});
var results = external_exports.array(
  external_exports.object({
    results: external_exports.array(external_exports.record(external_exports.string(), external_exports.unknown())),
    meta: external_exports.object({ rows_written: external_exports.number() })
  })
);
var answer = external_exports.discriminatedUnion("kind", [
  external_exports.object({ kind: external_exports.literal("open") }),
  external_exports.object({ kind: external_exports.literal("results"), id: external_exports.number(), results }),
  external_exports.object({ kind: external_exports.literal("failure"), id: external_exports.number(), words: external_exports.string() })
]);

// src/d1/wrangler/wrangler-config.ts
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
async function withTemporaryConfig({ name, id }, use) {
  const folder = await mkdtemp(join(tmpdir(), "comment-migration-"));
  try {
    const configPath = join(folder, "wrangler.json");
    const database = { binding: "DB", database_name: name, database_id: id };
    const config = {
      name: "comment-migration",
      compatibility_date: "2026-01-01",
      d1_databases: [database]
    };
    await writeFile(configPath, JSON.stringify(config));
    return await use(configPath);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

export {
  databaseToOpen,
  transaction,
  answer,
  withTemporaryConfig
};
