import { createRequire as createRequireOfNode } from "node:module";
const require = createRequireOfNode(import.meta.url);
const __filename = import.meta.filename;
const __dirname = import.meta.dirname;
import {
  orRefusal,
  refusal,
  refusalText,
  serviceSchema,
  storeMessages
} from "./artifact-store+cache-store+main+post.js";
import {
  debug,
  error,
  getState,
  info,
  notice,
  saveState,
  setFailed,
  warning
} from "./artifact-store+cache-store+main+post+tool-cache.js";
import {
  withRemedy
} from "./main+post+run-cli.js";
import {
  fingerprintSchema,
  inertMarkdown,
  reportFilesIn,
  writeReason
} from "./main+migrate-site+post+run-cli.js";
import {
  detailsOf,
  explained,
  logLine,
  printable
} from "./failure-text+main+migrate-site+post+run-cli.js";
import {
  shardName
} from "./ask-setup+main+migrate-site+post+run-cli.js";
import {
  MigrationError,
  defineMessages
} from "./artifact-store+ask-setup+cache-store+cli+failure-text+index+main+migrate-site+post+run-cli.js";
import {
  external_exports
} from "./artifact-store+ask-setup+cache-store+failure-text+local-d1-process+local-r2-process+main+migrate-site+post+run-cli.js";

// src/action/entries/fail-step.ts
import process from "node:process";
function failStep(error2) {
  const shown = explained(error2, "workflow");
  setFailed(withRemedy(shown.message, shown.remedy ?? null));
  if (shown !== error2) debug(detailsOf(error2).join("\n"));
}
function failOnUncaughtErrors() {
  process.on("uncaughtException", (error2) => {
    failStep(error2);
    process.exit(1);
  });
}

// src/action/log/log.ts
function annotate(annotations) {
  const show = { error, warning, notice };
  for (const { severity, title, message, location } of annotations) {
    show[severity](printable(message), {
      title: printable(title),
      ...location === void 0 ? {} : { file: location.file, startLine: location.line }
    });
  }
}
function say(lines) {
  for (const line of lines.split("\n")) info(logLine(line));
}
function logRetry(failure, attempt) {
  debug(`attempt ${attempt} failed and is repeated: ${printable(failure.message)}`);
}

// src/action/runner/messages.ts
var runnerMessages = defineMessages({
  "untrusted-event": {
    severity: "error",
    message: "This run was started by pull_request_target, in which a stranger's pull request can reach this repository's secrets; no comments are migrated in such a run.",
    remedy: "Start the migration by workflow_dispatch, push or schedule, and dry runs for pull requests by pull_request."
  },
  "odd-runner": {
    severity: "error",
    message: ({ variables }) => `The environment of this step is not that of a runner: there is no usable value for ${variables}.`,
    remedy: "Remove what sets it in the workflow, or run the command in a terminal instead."
  },
  "no-secrets-for-forks": {
    severity: "error",
    message: ({ problems }) => `This run is for a pull request from a fork, and GitHub passes no secrets to it.
${problems}`,
    remedy: "This is expected. Skip the step for forks with if: github.event.pull_request.head.repo.full_name == github.repository in the workflow."
  }
});

// src/action/runner/run-context.ts
var schema = external_exports.object({
  GITHUB_WORKSPACE: external_exports.string().min(1),
  GITHUB_REPOSITORY: external_exports.string().default(""),
  GITHUB_WORKFLOW: external_exports.string().default(""),
  GITHUB_WORKFLOW_REF: external_exports.string().default(""),
  GITHUB_JOB: external_exports.string().default(""),
  GITHUB_ACTION: external_exports.string().default(""),
  "INPUT_MATRIX-LEG": external_exports.string().default(""),
  GITHUB_RUN_ID: external_exports.string().regex(/^\d+$/).default("0"),
  GITHUB_RUN_ATTEMPT: external_exports.coerce.number().int().positive().default(1),
  GITHUB_REF: external_exports.string().default(""),
  GITHUB_EVENT_NAME: external_exports.string().default(""),
  GITHUB_EVENT_PATH: external_exports.string().default(""),
  GITHUB_API_URL: external_exports.url({ protocol: /^https?$/ }).default("https://api.github.com"),
  RUNNER_ENVIRONMENT: external_exports.string().default(""),
  GITHUB_SERVER_URL: external_exports.string().default("https://github.com"),
  GITHUB_SHA: external_exports.string().default("")
});
function readRunContext(env) {
  const given = Object.entries(env).filter(([, value]) => value !== "");
  const { data: vars, error: error2 } = schema.safeParse(Object.fromEntries(given));
  if (error2 !== void 0) {
    const names = new Set(error2.issues.map(({ path }) => String(path[0])));
    throw runnerMessages.error("odd-runner", { variables: [...names].join(", ") });
  }
  return {
    workspace: vars.GITHUB_WORKSPACE,
    repository: vars.GITHUB_REPOSITORY,
    workflow: vars.GITHUB_WORKFLOW,
    workflowFile: /^[^/]+\/[^/]+\/(.*)@/.exec(vars.GITHUB_WORKFLOW_REF)?.[1] ?? "",
    job: vars.GITHUB_JOB,
    leg: vars["INPUT_MATRIX-LEG"],
    step: vars.GITHUB_ACTION,
    runId: vars.GITHUB_RUN_ID,
    runAttempt: vars.GITHUB_RUN_ATTEMPT,
    isHosted: vars.RUNNER_ENVIRONMENT === "github-hosted",
    ref: vars.GITHUB_REF,
    eventName: vars.GITHUB_EVENT_NAME,
    eventFile: vars.GITHUB_EVENT_PATH,
    apiUrl: vars.GITHUB_API_URL,
    serverUrl: vars.GITHUB_SERVER_URL,
    commit: vars.GITHUB_SHA
  };
}
function runAddressOf({
  serverUrl,
  repository,
  runId,
  runAttempt
}) {
  if (repository === "" || runId === "0" || !URL.canParse(serverUrl)) return void 0;
  const name = repository.split("/").map(encodeURIComponent).join("/");
  return `${new URL(serverUrl).origin}/${name}/actions/runs/${runId}/attempts/${runAttempt}`;
}
function sourceAddress({
  serverUrl,
  repository,
  commit
}) {
  if (repository === "" || commit === "" || !URL.canParse(serverUrl)) return void 0;
  return ({ file, line }) => {
    const path = [...repository.split("/"), "blob", commit, ...file.split("/")].map(encodeURIComponent).join("/").replace(/[()'*!~]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`);
    return `${new URL(serverUrl).origin}/${path}#L${line}`;
  };
}

// src/action/checkpoint/deadline.ts
var DeadlineError = class extends Error {
  name = "DeadlineError";
  code = "deadline";
};
async function withDeadline(work, milliseconds) {
  let timer;
  const deadline = new Promise((_, reject) => {
    timer = setTimeout(
      () => reject(new DeadlineError(`no answer within ${milliseconds / 1e3} s`)),
      milliseconds
    );
  });
  try {
    return await Promise.race([work, deadline]);
  } finally {
    clearTimeout(timer);
  }
}

// src/action/checkpoint/patience.ts
var longWaitMs = 1e4;
var deadlineMs = 6e4;
var Patience = class {
  #refusals;
  /** @param lost services that let an earlier step of this run wait in vain */
  constructor(lost = []) {
    this.#refusals = new Map(
      lost.map((service) => [
        service,
        refusal(storeMessages.words("storage-unreachable", { service }))
      ])
    );
  }
  /** The services that are called no more. */
  get lost() {
    return [...this.#refusals.keys()];
  }
  /** Calls a service, unless it has let this run wait in vain. It never throws. */
  async call(service, work, milliseconds = deadlineMs) {
    const known = this.#refusals.get(service);
    if (known !== void 0) return known;
    const begin = performance.now();
    const result = await orRefusal(service, () => withDeadline(work(), milliseconds));
    const isLate = performance.now() - begin >= longWaitMs;
    if (!result.ok && result.severity !== "notice" && isLate) this.#refusals.set(service, result);
    return result;
  }
};

// src/action/checkpoint/saved-state.ts
var stateName = "checkpoint";
var schema2 = external_exports.object({
  checkpointFile: external_exports.string(),
  /** Relative to the workspace: the name by which the cache knows the file. */
  cachePath: external_exports.string(),
  reportDir: external_exports.string(),
  fingerprint: fingerprintSchema,
  keyPrefix: external_exports.string(),
  /** Saves begun in this attempt; each has a key of its own. */
  saves: external_exports.int(),
  /** Sequence of the checkpoint in the newest entry that the cache accepted; -1 for none. */
  savedSequence: external_exports.int(),
  artifactUploaded: external_exports.boolean(),
  /** Services that let the main step wait in vain. */
  lostServices: external_exports.array(serviceSchema)
});
function leaveForPost(state) {
  saveState(stateName, JSON.stringify(state));
}
function readFromMain() {
  const text = getState(stateName);
  return text === "" ? void 0 : schema2.parse(JSON.parse(text));
}

// src/action/checkpoint/checkpoint-keeper.ts
import { existsSync } from "node:fs";
import { dirname } from "node:path";

// src/action/checkpoint/checkpoint-key.ts
import { createHash } from "node:crypto";
var prefix = "hugo-comment-migration-v2";
function isOurArtifact(name) {
  return new RegExp(`^${prefix}-[0-9a-f]{32}$`).test(name);
}
function checkpointKeyPrefix(context, identity, stateKey, shard) {
  const parts = [context.workflow, placeOf(context), identity, stateKey];
  const hash = hashOf(shard === void 0 ? parts : [...parts, shardName(shard)]);
  return `${prefix}-${hash.slice(0, 32)}-`;
}
function checkpointKey(keyPrefix, context, save) {
  return `${keyPrefix}${context.runId}-${context.runAttempt}-${save}`;
}
function artifactName(keyPrefix) {
  return keyPrefix.replace(/-$/, "");
}
function reportArtifactName({ mode, shard, shards, site }, context) {
  const kind = shards === void 0 ? mode : "all-shards";
  const part = shard ? [`${shard.number}-of-${shard.of}`] : [];
  const own = hashOf([placeOf(context), site]).slice(0, 8);
  return ["comment-migration-report", context.job, kind, ...part, own, context.runAttempt].join(
    "-"
  );
}
function previewArtifactName({ site }, context) {
  const own = hashOf([placeOf(context), site]).slice(0, 8);
  return ["comment-migration-preview", context.job, own, context.runAttempt].join("-");
}
function placeOf({ job, leg, step }) {
  return [job, leg, step];
}
function hashOf(parts) {
  return createHash("sha256").update(JSON.stringify(parts)).digest("hex");
}

// src/action/checkpoint/checkpoint-keeper.ts
var CheckpointKeeper = class {
  #parts;
  #state;
  #lastSave = Promise.resolve();
  constructor(parts, state) {
    this.#parts = parts;
    this.#state = state;
  }
  /** Whether the cache holds the checkpoint as it is now. */
  get isSaved() {
    return this.#state.savedSequence === this.#parts.checkpoint.state.sequence;
  }
  /** Saves to the cache what is new since the last save. Saves follow each other, never overlap. */
  async saveToCache() {
    const save = this.#lastSave.then(() => this.isSaved ? { ok: true } : this.#save());
    this.#lastSave = save.catch(() => void 0);
    return save;
  }
  /** Uploads checkpoint and report, once in an attempt. */
  async uploadArtifact() {
    if (this.#state.artifactUploaded) return { ok: true };
    const { checkpointFile, reportDir, keyPrefix } = this.#state;
    const root = commonFolder(checkpointFile, reportDir);
    const files = [checkpointFile, ...Object.values(reportFilesIn(reportDir))];
    const name = artifactName(keyPrefix);
    const result = await this.#parts.artifacts.upload(name, files.filter(existsSync), root);
    this.#leave(result.ok ? { artifactUploaded: true } : {});
    return result;
  }
  async #save() {
    const { checkpoint, cache, context } = this.#parts;
    try {
      await checkpoint.save();
    } catch (error2) {
      if (!(error2 instanceof MigrationError)) throw error2;
      const { code, message, stopsRun, remedy = "" } = error2;
      return refusal({ severity: "warning", code, message, remedy, stopsRun });
    }
    const { sequence } = checkpoint.state;
    this.#leave({ saves: this.#state.saves + 1 });
    const key = checkpointKey(this.#state.keyPrefix, context, this.#state.saves);
    const result = await cache.save(key);
    debug(`checkpoint ${sequence} saved as ${key}: ${result.ok ? "yes" : result.message}`);
    this.#leave(result.ok ? { savedSequence: sequence } : {});
    return result;
  }
  #leave(change) {
    const lostServices = [...this.#parts.patience.lost];
    this.#state = { ...this.#state, lostServices, ...change };
    leaveForPost(this.#state);
  }
};
function commonFolder(file, folder) {
  let common = dirname(file);
  while (!`${folder}/`.startsWith(`${common}/`) && common !== dirname(common)) {
    common = dirname(common);
  }
  return common;
}

// src/action/checkpoint/keep-checkpoint.ts
async function keepCheckpoint(keeper) {
  const cached = await keeper.saveToCache();
  const uploaded = await keeper.uploadArtifact();
  const lines = [
    reportResult("The checkpoint", "in the Actions cache", cached),
    reportResult("Checkpoint and report", "as an artifact of this run", uploaded)
  ];
  if (cached.ok || uploaded.ok) return lines;
  const comfort = "Nothing is lost: the next run recognises the comments in the database and imports none of them twice.";
  say(comfort);
  return [...lines, comfort];
}
function keptSection(lines) {
  if (lines.length === 0) return "";
  return `
### Checkpoint

${lines.map(inertMarkdown).join("  \n")}
`;
}
function reportResult(what, where, result) {
  if (result.ok) {
    const line2 = `${what}: kept ${where}.`;
    say(line2);
    return line2;
  }
  const line = `${what}: not kept ${where}. Reason: ${refusalText(result)}`;
  warning(printable(line));
  return line;
}

// src/action/log/job-summary.ts
import { appendFile } from "node:fs/promises";

// src/action/log/messages.ts
var nothingElse = "The migration is not affected: the log and the folder report-dir have the report.";
var logMessages = defineMessages({
  "no-job-summary/unset": {
    severity: "warning",
    message: "There is no job summary, because the variable GITHUB_STEP_SUMMARY is not set.",
    remedy: nothingElse
  },
  "no-job-summary/unwritable": {
    severity: "warning",
    message: ({ file, reason }) => `The job summary ${file} could not be written: ${reason}.`,
    remedy: nothingElse
  }
});

// src/action/log/job-summary.ts
async function findJobSummary(env) {
  const file = env["GITHUB_STEP_SUMMARY"] ?? "";
  if (file === "") {
    warn(logMessages.finding("no-job-summary/unset", {}));
    return async () => {
    };
  }
  const isUsable = await addTo(file, "");
  return async (markdown) => {
    if (isUsable) await addTo(file, markdown);
  };
}
async function addTo(file, markdown) {
  try {
    await appendFile(file, markdown);
    return true;
  } catch (error2) {
    const reason = writeReason(error2);
    if (reason === void 0) throw error2;
    warn(logMessages.finding("no-job-summary/unwritable", { file, reason }));
    return false;
  }
}
function warn({ severity, message, remedy }) {
  const sentences = withRemedy(message, remedy ?? null);
  annotate([{ severity, title: "Comment migration", message: sentences, location: void 0 }]);
}

export {
  failStep,
  failOnUncaughtErrors,
  annotate,
  say,
  logRetry,
  runnerMessages,
  readRunContext,
  runAddressOf,
  sourceAddress,
  isOurArtifact,
  checkpointKeyPrefix,
  artifactName,
  reportArtifactName,
  previewArtifactName,
  Patience,
  leaveForPost,
  readFromMain,
  CheckpointKeeper,
  keepCheckpoint,
  keptSection,
  findJobSummary
};
