import { createRequire as createRequireOfNode } from "node:module";
const require = createRequireOfNode(import.meta.url);
const __filename = import.meta.filename;
const __dirname = import.meta.dirname;
import {
  external_exports
} from "./artifact-store+ask-setup+cache-store+failure-text+local-d1-process+local-r2-process+main+migrate-site+post+run-cli.js";

// src/r2/process-messages.ts
var bucketToOpen = external_exports.object({
  /** Folder of the wrangler package. */
  wrangler: external_exports.string(),
  bucket: external_exports.string(),
  /** Folder of wrangler's local data; its own by default. */
  persistTo: external_exports.string().optional()
});
var bucketCall = external_exports.discriminatedUnion("kind", [
  external_exports.object({ kind: external_exports.literal("size"), name: external_exports.string() }),
  external_exports.object({
    kind: external_exports.literal("put"),
    name: external_exports.string(),
    path: external_exports.string(),
    bytes: external_exports.number(),
    headers: external_exports.object({
      contentType: external_exports.string(),
      contentDisposition: external_exports.string().optional(),
      cacheControl: external_exports.string()
    })
  })
]);
var sizeOfObject = external_exports.number().nullable();

export {
  bucketToOpen,
  bucketCall,
  sizeOfObject
};
