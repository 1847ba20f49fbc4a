import { createRequire as createRequireOfNode } from "node:module";
const require = createRequireOfNode(import.meta.url);
const __filename = import.meta.filename;
const __dirname = import.meta.dirname;
import {
  external_exports
} from "./artifact-store+ask-setup+cache-store+failure-text+local-d1-process+local-r2-process+main+migrate-site+post+run-cli.js";

// src/cloudflare/wrangler/wrangler-config.ts
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
async function withTemporaryConfig(bindings, use) {
  const folder = await mkdtemp(join(tmpdir(), "comment-migration-"));
  try {
    const configPath = join(folder, "wrangler.json");
    const config = {
      name: "comment-migration",
      compatibility_date: "2026-01-01",
      ...bindings
    };
    await writeFile(configPath, JSON.stringify(config));
    return await use(configPath);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

// src/cloudflare/local/program-messages.ts
var callOfProgram = external_exports.object({ id: external_exports.number(), call: external_exports.unknown() });
var answerOfProgram = external_exports.discriminatedUnion("kind", [
  external_exports.object({ kind: external_exports.literal("open") }),
  external_exports.object({ kind: external_exports.literal("result"), id: external_exports.number(), result: external_exports.unknown() }),
  external_exports.object({ kind: external_exports.literal("failure"), id: external_exports.number(), words: external_exports.string() })
]);

export {
  callOfProgram,
  answerOfProgram,
  withTemporaryConfig
};
