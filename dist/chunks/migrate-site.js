import { createRequire as createRequireOfNode } from "node:module";
const require = createRequireOfNode(import.meta.url);
const __filename = import.meta.filename;
const __dirname = import.meta.dirname;
import {
  hugoSearchOf,
  openMemory
} from "./migrate-site+run-cli.js";
import {
  loadConfig,
  readConfigFile,
  runOnHost
} from "./main+migrate-site+run-cli.js";
import "./ask-setup+main+migrate-site+run-cli.js";
import "./main+migrate-site+post+run-cli.js";
import "./cache-store+main+migrate-site+post+run-cli.js";
import {
  explained
} from "./failure-text+main+migrate-site+post+run-cli.js";
import "./ask-setup+main+migrate-site+post+run-cli.js";
import "./cli+index+main+migrate-site+run-cli.js";
import {
  MigrationError
} from "./artifact-store+ask-setup+cache-store+cli+failure-text+index+main+migrate-site+post+run-cli.js";
import "./local-d1-process+main+migrate-site+run-cli.js";
import "./local-r2-process+main+migrate-site+run-cli.js";
import "./local-d1-process+local-r2-process+main+migrate-site+run-cli.js";
import "./artifact-store+ask-setup+cache-store+failure-text+local-d1-process+local-r2-process+main+migrate-site+post+run-cli.js";
import "./main+migrate-site+run-cli+rust-crypto.js";
import "./artifact-store+main+migrate-site+post+run-cli+rust-crypto.js";
import "./all.js";

// src/migrate-site.ts
async function migrateSite(options) {
  try {
    return await run(options);
  } catch (error) {
    if (options.signal?.aborted === true) throw error;
    throw explained(error, "library");
  }
}
async function run(options) {
  const { settings, repositoryDir, env = {}, observer = {}, log = () => {
  } } = options;
  const startedAt = performance.now();
  const at = { cwd: repositoryDir, inputsAre: "input" };
  const file = await readConfigFile(void 0, at);
  const loaded = loadConfig({ ...at, inputs: settings, env, ...file && { file } });
  const host = {
    repositoryDir,
    env,
    runId: `library-${(/* @__PURE__ */ new Date()).toISOString()}`,
    startedAt,
    hugoReleases: hugoSearchOf(env),
    openMemory,
    observer: { scanned() {
    }, pageStarted() {
    }, pageDone() {
    }, noticed() {
    }, ...observer },
    telling: { say: log, diff: log, report() {
    } }
  };
  const signal = options.signal ?? new AbortController().signal;
  const { report } = await runOnHost(loaded, host, signal);
  if (report === void 0) throw new Error("only a plan has no report");
  return report;
}
export {
  MigrationError,
  migrateSite
};
