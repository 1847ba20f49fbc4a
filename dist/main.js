import { createRequire as createRequireOfNode } from "node:module";
const require = createRequireOfNode(import.meta.url);
const __filename = import.meta.filename;
const __dirname = import.meta.dirname;
import {
  CheckpointKeeper,
  checkpointKeyPrefix,
  createArtifactStore,
  createCacheStore,
  debug,
  endGroup,
  error,
  getInput,
  info,
  leaveForPost,
  notice,
  readRunContext,
  setFailed,
  setOutput,
  setSecret,
  startGroup,
  summary,
  warning
} from "./chunks/chunk-BYGBQCVL.js";
import {
  keepHeapSmall
} from "./chunks/chunk-SREJUVOC.js";
import {
  count,
  exitCodeOf,
  findPages,
  fingerprintOf,
  forgetfulMemory,
  headline,
  keepStatistics,
  keepsCheckpoint,
  loadConfig,
  pageLine,
  percent,
  readConfigFile,
  renderMarkdown,
  require_out,
  runJob,
  secretsOf,
  settingNames,
  writeReport
} from "./chunks/chunk-KNE27AGQ.js";
import {
  Checkpoint,
  MigrationError,
  inertMarkdown,
  newest,
  parseSnapshot,
  printable,
  require_lib
} from "./chunks/chunk-PWGSWD5E.js";
import "./chunks/chunk-KN7A6G4U.js";
import "./chunks/chunk-KY3H7T6O.js";
import {
  __toESM
} from "./chunks/chunk-A5UK3EUZ.js";

// src/action/main.ts
import process from "node:process";

// src/action/annotations.ts
var maxOfSeverity = 10;
function annotationsOf(report) {
  const failures = report.failedPages.map(
    ({ message, remedy, location, pageId }) => ({
      severity: "error",
      title: `Comments of ${pageId} not moved`,
      message: sentences(message, remedy),
      location
    })
  );
  const findings = report.findings.map(
    ({ severity, message, remedy, location, pageId }) => ({
      severity,
      title: pageId === void 0 ? "Comment migration" : `Comment migration: ${pageId}`,
      message: sentences(message, remedy ?? null),
      location
    })
  );
  return ["error", "warning", "notice"].flatMap(
    (severity) => withinLimit([...failures, ...findings].filter((one) => one.severity === severity))
  );
}
function withinLimit(annotations) {
  const [last] = annotations.slice(maxOfSeverity - 1);
  if (last === void 0 || annotations.length === maxOfSeverity) return annotations;
  return [
    ...annotations.slice(0, maxOfSeverity - 1),
    {
      severity: last.severity,
      title: "Comment migration",
      message: `${annotations.length - maxOfSeverity + 1} more of this kind: see the job summary.`,
      location: void 0
    }
  ];
}
function sentences(message, remedy) {
  return remedy === null ? message : `${message} ${remedy}`;
}

// src/action/inputs.ts
async function readConfig(env, workspace) {
  const at = { cwd: workspace, inputsAre: "input" };
  const file = await readConfigFile(getInput("config-file"), at);
  const inputs = Object.fromEntries(settingNames.map((name) => [name, getInput(name)]));
  return loadConfig({ ...at, inputs, env, ...file === void 0 ? {} : { file } });
}

// src/action/log.ts
function annotate(annotations) {
  const show2 = { error, warning, notice };
  for (const { severity, title, message, location } of annotations) {
    show2[severity](printable(message), {
      title: printable(title),
      ...location === void 0 ? {} : { file: location.file, startLine: location.line }
    });
  }
}
function logRetry(failure, attempt) {
  debug(`attempt ${attempt} failed and is repeated: ${printable(failure.message)}`);
}

// src/action/log-observer.ts
var progressEveryMs = 15e3;
function createLogObserver(now) {
  let total = 0;
  let done = 0;
  let groupOpen = false;
  let lastProgress = 0;
  return {
    scanned(scan, completedBefore) {
      total = scan.pages.length;
      done = completedBefore;
      const before = completedBefore === 0 ? "" : `, ${completedBefore} completed before`;
      info(
        `Found ${count(total, "page")} with comments in ${count(scan.counts.contentFiles, "content file")}${before}.`
      );
      startGroup("Pages");
      groupOpen = true;
      lastProgress = now().getTime();
    },
    pageStarted(page) {
      debug(`reading ${printable(page.pageId)}`);
    },
    pageDone(outcome) {
      done += 1;
      info(pageLine(outcome));
      const time = now().getTime();
      if (time - lastProgress < progressEveryMs) return;
      lastProgress = time;
      info(`Progress: ${done} of ${count(total, "page")}, ${percent(done / total)}`);
    },
    close() {
      if (groupOpen) endGroup();
      groupOpen = false;
    }
  };
}

// src/action/outputs.ts
var emptyOutputs = {
  status: "",
  "pages-total": 0,
  "pages-completed": 0,
  "pages-failed": 0,
  "pages-remaining": 0,
  "comments-extracted": 0,
  "comments-imported": 0,
  "comments-failed": 0,
  "report-path": "",
  "checkpoint-source": "",
  "checkpoint-saved": false
};
function outputsOf(report, reportPath, checkpointSaved) {
  const { pages, comments, checkpoint } = report;
  return {
    status: report.verdict,
    "pages-total": pages.total,
    "pages-completed": pages.completed,
    "pages-failed": pages.failed,
    "pages-remaining": pages.remaining,
    "comments-extracted": comments.extracted,
    "comments-imported": comments.imported,
    "comments-failed": comments.failed,
    "report-path": reportPath,
    "checkpoint-source": checkpoint.source,
    "checkpoint-saved": checkpointSaved
  };
}
function setOutputs(outputs) {
  for (const [name, value] of Object.entries(outputs)) setOutput(name, value);
}

// src/action/restore-checkpoint.ts
var import_fast_glob = __toESM(require_out(), 1);
var import_write_file_atomic = __toESM(require_lib(), 1);
import { mkdir, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
async function restoreCheckpoint(file, keyPrefix, { cache, artifacts }) {
  const reasons = [];
  const local = await candidateAt(file, "file");
  const restored = await fromCache(file, keyPrefix, cache, reasons) ?? await fromArtifact(file, keyPrefix, artifacts, reasons);
  const best = better(local, restored);
  if (best === void 0) return { source: "new", reasons };
  await mkdir(dirname(file), { recursive: true });
  await (0, import_write_file_atomic.default)(file, best.bytes);
  return { source: best.source, reasons };
}
async function fromCache(file, keyPrefix, cache, reasons) {
  const result = await cache.restore(keyPrefix);
  if (result.ok) return candidateAt(file, "cache");
  reasons.push(result.reason);
  return void 0;
}
async function fromArtifact(file, keyPrefix, artifacts, reasons) {
  const folder = await mkdtemp(join(tmpdir(), "comment-migration-"));
  try {
    const result = await artifacts.download(keyPrefix, folder);
    if (!result.ok) {
      reasons.push(result.reason);
      return void 0;
    }
    const [found] = await (0, import_fast_glob.default)(`**/${import_fast_glob.default.escapePath(basename(file))}`, {
      cwd: folder,
      absolute: true,
      dot: true,
      followSymbolicLinks: false
    });
    return found === void 0 ? void 0 : candidateAt(found, "artifact");
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
async function candidateAt(path, source) {
  try {
    return { source, bytes: await readFile(path) };
  } catch (error2) {
    if (error2 instanceof Error && "code" in error2 && error2.code === "ENOENT") return void 0;
    throw error2;
  }
}
function better(local, restored) {
  if (local === void 0 || restored === void 0) return local ?? restored;
  const [localState, restoredState] = [stateIn(local), stateIn(restored)];
  if (restoredState === void 0) return local;
  if (localState === void 0) return restored;
  return newest(localState, restoredState) === localState ? local : restored;
}
function stateIn({ bytes }) {
  const parsed = parseSnapshot(bytes);
  return parsed.kind === "current" ? parsed.state : void 0;
}

// src/action/while-saving.ts
async function whileSaving(keeper, intervalMs, work) {
  let failure;
  const timer = setInterval(() => {
    keeper.saveToCache().catch((error2) => {
      failure = error2;
    });
  }, intervalMs);
  try {
    return await work();
  } finally {
    clearInterval(timer);
    if (failure !== void 0) debug(`a save at an interval failed: ${String(failure)}`);
  }
}

// src/action/run-main.ts
async function runMain(env, signal) {
  setOutputs(emptyOutputs);
  try {
    const context = readRunContext(env);
    const loaded = await readConfig(env, context.workspace);
    for (const secret of secretsOf(loaded)) setSecret(secret);
    const site = { env, repositoryDir: context.workspace, now: () => /* @__PURE__ */ new Date(), say: info };
    const job = await findPages(loaded, site, signal);
    const run = keepsCheckpoint(loaded) ? runForReal : runWithoutCheckpoint;
    return await run(job, context, env, signal);
  } catch (error2) {
    if (signal.aborted) {
      warning("Stopped before the first page. Run it again to begin.");
      return 1;
    }
    if (!(error2 instanceof MigrationError)) throw error2;
    await showRefusal(error2);
    return 1;
  }
}
async function runWithoutCheckpoint(job, context, env, signal) {
  const { migration } = job.config;
  const checkpoint = { source: "none", file: migration.checkpointFile, notes: [] };
  const host = { ...hostFor(context, env), memory: forgetfulMemory, checkpoint };
  const report = await runJob(job, host, signal).finally(host.observer.close);
  const { json } = await writeReport(report, migration.reportDir);
  await show(report);
  setOutputs(outputsOf(report, json, false));
  return exitCodeOf(report, migration.failOn);
}
async function runForReal(job, context, env, signal) {
  const { migration } = job.config;
  const fingerprint = fingerprintOf(job.config);
  const keyPrefix = checkpointKeyPrefix(context, fingerprint, migration.stateKey);
  const cachePath = migration.checkpointFileAsGiven;
  const stores = { cache: createCacheStore(cachePath), artifacts: createArtifactStore() };
  const restored = await restoreCheckpoint(migration.checkpointFile, keyPrefix, stores);
  const opened = await Checkpoint.open({
    file: migration.checkpointFile,
    fingerprint,
    now: () => /* @__PURE__ */ new Date()
  });
  sayWhereFrom(restored);
  const state = {
    checkpointFile: migration.checkpointFile,
    cachePath,
    reportDir: migration.reportDir,
    fingerprint,
    keyPrefix,
    saves: 0,
    savedSequence: -1,
    artifactUploaded: false
  };
  leaveForPost(state);
  const keeper = new CheckpointKeeper({ ...stores, checkpoint: opened.checkpoint, context }, state);
  const host = {
    ...hostFor(context, env),
    memory: opened.checkpoint,
    checkpoint: {
      source: opened.origin === "new" ? "new" : restored.source,
      file: cachePath,
      notes: opened.notes
    }
  };
  const report = await whileSaving(
    keeper,
    migration.checkpointInterval * 1e3,
    () => runJob(job, host, signal)
  ).finally(host.observer.close);
  await keepStatistics(opened.checkpoint, report);
  const { json } = await writeReport(report, migration.reportDir);
  await show(report);
  if (!signal.aborted) await keep(keeper);
  setOutputs(outputsOf(report, json, keeper.isSaved));
  await opened.checkpoint.close();
  return exitCodeOf(report, migration.failOn);
}
function hostFor(context, env) {
  const now = () => /* @__PURE__ */ new Date();
  return {
    observer: createLogObserver(now),
    onRetry: logRetry,
    env,
    runId: `${context.runId}-${context.runAttempt}`,
    now
  };
}
function sayWhereFrom({ source, reasons }) {
  if (source === "new") info("No checkpoint of an earlier run: beginning a new migration.");
  else info(`Going on from the checkpoint (${source}).`);
  for (const reason of reasons) info(`  ${printable(reason)}`);
}
async function keep(keeper) {
  const saved = await keeper.saveToCache();
  if (!saved.ok) {
    warning(
      `The checkpoint was not saved to the Actions cache: ${saved.reason}. A later run looks into the artifact instead, and the database itself knows what was imported.`
    );
  }
  const uploaded = await keeper.uploadArtifact();
  if (!uploaded.ok) warning(`Checkpoint and report were not uploaded: ${uploaded.reason}.`);
}
async function show(report) {
  annotate(annotationsOf(report));
  info(printable(headline(report)));
  await summary.addRaw(renderMarkdown(report)).write();
}
async function showRefusal({ message, remedy = "" }) {
  setFailed([message, remedy].join("\n").trim());
  const lines = message.split("\n").map(inertMarkdown).join("  \n");
  await summary.addRaw(`## ❌ The migration did not begin

${lines}

${inertMarkdown(remedy)}
`).write();
}

// src/action/stop-signal.ts
function stopSignal(process2) {
  const controller = new AbortController();
  for (const name of ["SIGINT", "SIGTERM"]) {
    process2.on(name, () => controller.abort(new Error(`stopped by ${name}`)));
  }
  return controller.signal;
}

// src/action/main.ts
keepHeapSmall();
try {
  process.exitCode = await runMain(process.env, stopSignal(process));
} catch (error2) {
  setFailed(error2 instanceof Error ? error2.stack ?? error2.message : String(error2));
}
