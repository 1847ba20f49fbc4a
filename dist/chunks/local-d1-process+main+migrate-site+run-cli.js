import { createRequire as createRequireOfNode } from "node:module";
const require = createRequireOfNode(import.meta.url);
const __filename = import.meta.filename;
const __dirname = import.meta.dirname;
import {
  external_exports
} from "./artifact-store+ask-setup+cache-store+failure-text+local-d1-process+local-r2-process+main+migrate-site+post+run-cli.js";

// src/d1/transport/meter.ts
var resultMeta = external_exports.object({
  rows_written: external_exports.number(),
  rows_read: external_exports.number().optional().catch(void 0),
  size_after: external_exports.number().optional().catch(void 0)
});
var Meter = class {
  #written = null;
  #read = null;
  #bytes = null;
  add(results2) {
    for (const { meta } of results2) {
      if (meta === void 0) continue;
      this.#written = (this.#written ?? 0) + meta.rows_written;
      if (meta.rows_read !== void 0) this.#read = (this.#read ?? 0) + meta.rows_read;
      this.#bytes = meta.size_after ?? this.#bytes;
    }
  }
  rowsWritten() {
    return this.#written;
  }
  rowsRead() {
    return this.#read;
  }
  /** Size of the database after the last call. */
  databaseBytes() {
    return this.#bytes;
  }
};

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
var transaction = external_exports.array(external_exports.object({ sql: external_exports.string(), params: external_exports.array(external_exports.string()).readonly() })).readonly();
var results = external_exports.array(
  external_exports.object({
    results: external_exports.array(external_exports.record(external_exports.string(), external_exports.unknown())),
    meta: resultMeta
  })
);

// src/d1/wrangler/database-binding.ts
function databaseBinding({ name, id }) {
  return { d1_databases: [{ binding: "DB", database_name: name, database_id: id }] };
}

export {
  resultMeta,
  Meter,
  databaseToOpen,
  transaction,
  results,
  databaseBinding
};
