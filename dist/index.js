import { createRequire as createRequireOfNode } from "node:module";
const require = createRequireOfNode(import.meta.url);
const __filename = import.meta.filename;
const __dirname = import.meta.dirname;
import {
  nodeTooOld
} from "./chunks/cli+index+main+migrate-site+run-cli.js";
import {
  MigrationError
} from "./chunks/artifact-store+ask-setup+cache-store+cli+failure-text+index+main+migrate-site+post+run-cli.js";
import "./chunks/all.js";

// src/index.ts
var refusal = nodeTooOld(process.versions.node);
if (refusal !== void 0) throw refusal;
var { migrateSite } = await import("./chunks/migrate-site.js");
export {
  MigrationError,
  migrateSite
};
