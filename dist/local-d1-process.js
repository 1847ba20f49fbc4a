import { createRequire as createRequireOfNode } from "node:module";
const require = createRequireOfNode(import.meta.url);
const __filename = import.meta.filename;
const __dirname = import.meta.dirname;
import {
  databaseBinding,
  databaseToOpen,
  transaction
} from "./chunks/local-d1-process+main+migrate-site+run-cli.js";
import {
  loadWrangler,
  serveParent
} from "./chunks/local-d1-process+local-r2-process.js";
import {
  withTemporaryConfig
} from "./chunks/local-d1-process+local-r2-process+main+migrate-site+run-cli.js";
import {
  external_exports
} from "./chunks/artifact-store+ask-setup+cache-store+failure-text+local-d1-process+local-r2-process+main+migrate-site+post+run-cli.js";
import "./chunks/all.js";

// src/d1/local/local-d1-process.ts
import { dirname, join } from "node:path";
var wranglerConfig = external_exports.object({
  userConfigPath: external_exports.string().optional(),
  d1_databases: external_exports.array(
    external_exports.object({
      binding: external_exports.string(),
      database_name: external_exports.string().optional(),
      database_id: external_exports.string().optional(),
      preview_database_id: external_exports.string().optional()
    })
  )
});
async function openDatabase(options) {
  const wrangler = loadWrangler(options.wrangler);
  const { id, folder } = placeOf(wrangler, options);
  return withTemporaryConfig(
    databaseBinding({ name: options.databaseName, id }),
    (configPath) => wrangler.getPlatformProxy({
      configPath,
      persist: { path: join(options.persistTo ?? folder, "v3") },
      remoteBindings: false
    })
  );
}
function placeOf({ unstable_readConfig }, { databaseName, databaseId }) {
  const config = wranglerConfig.parse(unstable_readConfig({}, { hideWarnings: true }));
  const { d1_databases, userConfigPath } = config;
  const named = d1_databases.find(
    ({ database_name, binding }) => database_name === databaseName || binding === databaseName
  );
  const beside = named === void 0 || userConfigPath === void 0 ? process.cwd() : dirname(userConfigPath);
  return {
    id: named === void 0 ? databaseId : named.preview_database_id ?? named.database_id ?? named.binding,
    folder: join(beside, ".wrangler", "state")
  };
}
await serveParent(async () => {
  const { env, dispose } = await openDatabase(
    databaseToOpen.parse(JSON.parse(process.argv[2] ?? ""))
  );
  return {
    async answer(call) {
      const prepared = transaction.parse(call).map(({ sql, params }) => {
        const one = env.DB.prepare(sql);
        return params.length === 0 ? one : one.bind(...params);
      });
      const results = await env.DB.batch(prepared);
      return results.map(({ results: results2, meta: { rows_written, rows_read, size_after } }) => ({
        results: results2,
        meta: { rows_written, rows_read, size_after }
      }));
    },
    close: dispose
  };
});
