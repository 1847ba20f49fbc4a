import { createRequire as createRequireOfNode } from "node:module";
const require = createRequireOfNode(import.meta.url);
const __filename = import.meta.filename;
const __dirname = import.meta.dirname;
import {
  hugoSearchOf,
  openMemory
} from "./migrate-site+run-cli.js";
import {
  Stopwatch,
  findPages,
  loadConfig,
  readConfigFile,
  requirePlacesInside,
  runJob,
  switchComments,
  timeBudget
} from "./main+migrate-site+run-cli.js";
import {
  writeReport
} from "./main+migrate-site+post+run-cli.js";
import {
  MigrationError
} from "./cli+index+main+migrate-site+post+run-cli.js";
import "./local-d1-process+main+migrate-site+run-cli.js";
import "./local-d1-process+main+migrate-site+post+run-cli.js";
import "./main+migrate-site+run-cli+rust-crypto.js";
import "./artifact-store+main+migrate-site+post+run-cli+rust-crypto.js";
import "./all.js";

// src/migrate-site.ts
async function migrateSite(options) {
  const { settings, repositoryDir, env = {}, observer = {}, log = () => {
  } } = options;
  const signal = options.signal ?? new AbortController().signal;
  const now = () => /* @__PURE__ */ new Date();
  const started = performance.now();
  const stopwatch = new Stopwatch(now, "scan");
  const at = { cwd: repositoryDir, inputsAre: "input" };
  const file = await readConfigFile(void 0, at);
  const loaded = loadConfig({ ...at, inputs: settings, env, ...file && { file } });
  if (loaded.migration.mode === "plan" || loaded.migration.mode === "report") {
    throw modeOfWorkflows(loaded.migration.mode);
  }
  if (loaded.switch.to === "pull-request") throw pullRequestOfWorkflows();
  await requirePlacesInside(loaded, repositoryDir);
  const job = await findPages(
    loaded,
    { env, repositoryDir, now, hugoReleases: hugoSearchOf(env), say: log },
    signal
  );
  const { migration } = job.config;
  stopwatch.enter("start");
  const { finish, close, ...memory } = await openMemory(job.config);
  const budget = timeBudget(migration.timeBudget, performance.now() - started);
  try {
    const host = {
      ...memory,
      env,
      now,
      stopwatch,
      until: budget.until,
      runId: `library-${now().toISOString()}`,
      observer: { scanned() {
      }, pageStarted() {
      }, pageDone() {
      }, ...observer },
      onRetry: (error, attempt) => log(`attempt ${attempt} failed: ${error.message}`)
    };
    const moved = await runJob(job, host, AbortSignal.any([signal, budget.end]));
    const switching = { repositoryDir, show: log, propose: void 0 };
    const report = await switchComments(job, moved, switching, signal);
    await finish(report);
    await writeReport(report, migration.reportDir);
    return report;
  } finally {
    await close();
  }
}
function modeOfWorkflows(mode) {
  return new MigrationError(
    "mode-of-workflows",
    `The mode ${mode} divides a workflow's work among its jobs, which a program does not have.`,
    { remedy: "Leave shard out to move all pages, or give it such as 2/4 for the second of four." }
  );
}
function pullRequestOfWorkflows() {
  return new MigrationError(
    "pull-request-of-workflows",
    "A pull request is made by the action, in a workflow; a program changes the files of its checkout.",
    { remedy: "Set switch to working-tree." }
  );
}
export {
  MigrationError,
  migrateSite
};
