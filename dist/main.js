import { createRequire as createRequireOfNode } from "node:module";
const require = createRequireOfNode(import.meta.url);
const __filename = import.meta.filename;
const __dirname = import.meta.dirname;
import {
  Progress,
  findingLine,
  foundLine,
  pageLine
} from "./chunks/main+run-cli.js";
import {
  ConfigError,
  checkLines,
  createRetry,
  fingerprintOf,
  isQuiet,
  judgementOf,
  loadConfig,
  noConversations,
  readConfigFile,
  releasesUrlOf,
  reportMessages,
  reportSchema,
  require_dist,
  require_out,
  runOnHost,
  settingInfo,
  settingNames
} from "./chunks/main+migrate-site+run-cli.js";
import "./chunks/ask-setup+main+migrate-site+run-cli.js";
import {
  CheckpointKeeper,
  Patience,
  annotate,
  artifactName,
  checkpointKeyPrefix,
  failOnUncaughtErrors,
  failStep,
  findJobSummary,
  isOurArtifact,
  keepCheckpoint,
  leaveForPost,
  logRetry,
  readRunContext,
  reportArtifactName,
  runnerMessages,
  say,
  sourceAddress
} from "./chunks/main+post.js";
import {
  getOctokit
} from "./chunks/artifact-store+main+post.js";
import {
  isFeatureAvailable
} from "./chunks/cache-store+main+post.js";
import {
  refusal,
  refusalText,
  storeMessages
} from "./chunks/artifact-store+cache-store+main+post.js";
import "./chunks/cache-store+main+post+tool-cache.js";
import {
  debug,
  endGroup,
  getInput,
  setFailed,
  setOutput,
  setSecret,
  startGroup,
  warning
} from "./chunks/artifact-store+cache-store+main+post+tool-cache.js";
import {
  withRemedy
} from "./chunks/main+post+run-cli.js";
import {
  Checkpoint,
  attentionOf,
  checkpointRequired,
  headline,
  inertMarkdown,
  inspectSnapshot,
  makeFolder,
  newest,
  readIfThere,
  renderMarkdown,
  replaceSnapshot,
  sameMigration,
  writingTo
} from "./chunks/main+migrate-site+post+run-cli.js";
import "./chunks/cache-store+main+migrate-site+post+run-cli.js";
import {
  inOneLine,
  plural,
  printable
} from "./chunks/failure-text+main+migrate-site+post+run-cli.js";
import {
  formatShard,
  shardName
} from "./chunks/ask-setup+main+migrate-site+post+run-cli.js";
import {
  keepHeapSmall
} from "./chunks/cli+main.js";
import {
  MigrationError,
  defineMessages
} from "./chunks/artifact-store+ask-setup+cache-store+cli+failure-text+index+main+migrate-site+post+run-cli.js";
import "./chunks/local-d1-process+main+migrate-site+run-cli.js";
import "./chunks/local-r2-process+main+migrate-site+run-cli.js";
import "./chunks/local-d1-process+local-r2-process+main+migrate-site+run-cli.js";
import {
  external_exports
} from "./chunks/artifact-store+ask-setup+cache-store+failure-text+local-d1-process+local-r2-process+main+migrate-site+post+run-cli.js";
import "./chunks/main+migrate-site+run-cli+rust-crypto.js";
import "./chunks/artifact-store+main+migrate-site+post+run-cli+rust-crypto.js";
import {
  __toESM
} from "./chunks/all.js";

// src/action/entries/main.ts
import process2 from "node:process";

// src/action/runner/stop-signal.ts
function stopSignal(process3) {
  const controller = new AbortController();
  for (const name of ["SIGINT", "SIGTERM", "SIGBREAK"]) {
    process3.on(name, () => controller.abort(new Error(`stopped by ${name}`)));
  }
  return controller.signal;
}

// src/action/checkpoint/keep-report.ts
import { basename, dirname } from "node:path";
async function keepReport(report, files, context) {
  const { json, html } = files;
  if (json === void 0) return { kept: [], isCheckpointSaved: false };
  const name = reportArtifactName(report, context);
  const { createArtifactStore } = await import("./chunks/artifact-store.js");
  const store = createArtifactStore(context, void 0, new Patience());
  const result = await store.upload(name, Object.values(files), dirname(json));
  const line = result.ok ? `Report: kept as the artifact ${name} of this run${html === void 0 ? "" : `; ${basename(html)} is for people`}.` : `Report: not kept as an artifact. Reason: ${refusalText(result)}`;
  say(line);
  return { kept: [line], isCheckpointSaved: false };
}

// src/action/checkpoint/restore-checkpoint.ts
var import_fast_glob = __toESM(require_out(), 1);
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename as basename2, dirname as dirname2, join } from "node:path";
async function restoreCheckpoint(options) {
  const { file } = options;
  const refusals = [];
  const localBytes = readIfThere(file);
  const local = localBytes === void 0 ? void 0 : goodCandidate(localBytes, "file", options);
  const restored = await fromCache(options, refusals) ?? await fromArtifacts(options, refusals);
  if (restored !== void 0 && (local === void 0 || newest(local.fields, restored.fields) !== local.fields)) {
    replace(file, restored.bytes);
    return { source: restored.source, refusals };
  }
  return { source: localBytes === void 0 ? "new" : "file", refusals };
}
async function fromCache(options, refusals) {
  const { names, stores } = options;
  const unpack = (into) => stores.cache.restore(names.cachePrefix, into);
  return candidateIn(unpack, "cache", options, refusals);
}
async function fromArtifacts(options, refusals) {
  const { names, stores } = options;
  for (const place of ["downloadOfThisRun", "downloadOfEarlierRun"]) {
    const unpack = (into) => stores.artifacts[place](names.artifact, into);
    const found = await candidateIn(unpack, "artifact", options, refusals);
    if (found !== void 0) return found;
  }
  return void 0;
}
async function candidateIn(unpack, source, options, refusals) {
  const folder = await mkdtemp(join(tmpdir(), "comment-migration-"));
  try {
    const result = await unpack(folder);
    if (!result.ok) {
      refusals.push(result);
      return void 0;
    }
    const [file] = await (0, import_fast_glob.default)(`**/${import_fast_glob.default.escapePath(basename2(options.file))}`, {
      cwd: folder,
      absolute: true,
      dot: true,
      followSymbolicLinks: false
    });
    const candidate = file === void 0 ? void 0 : goodCandidate(await readFile(file), source, options);
    if (candidate === void 0) {
      refusals.push(refusal(storeMessages.words("stored-checkpoint-unusable", { place: source })));
    }
    return candidate;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
function goodCandidate(bytes, source, { fingerprint }) {
  const fields = inspectSnapshot(bytes);
  if (fields === void 0 || !sameMigration(fields.fingerprint, fingerprint)) return void 0;
  return { source, bytes, fields };
}
function replace(file, bytes) {
  writingTo(file, () => makeFolder(dirname2(file)));
  replaceSnapshot(file, bytes, { keepPrevious: false });
}

// src/action/checkpoint/while-saving.ts
var mostSaves = 45;
var frequentSaves = 36;
function pauseBeforeSave(saves, elapsedMs, intervalMs) {
  if (saves >= mostSaves) return Number.POSITIVE_INFINITY;
  return Math.max(intervalMs, saves < frequentSaves ? elapsedMs / 8 : elapsedMs);
}
async function whileSaving(keeper, { intervalMs, clock }, work) {
  const start = clock();
  let saves = 0;
  let last = start;
  const timer = setInterval(
    () => {
      const now = clock();
      if (keeper.isSaved || now - last < pauseBeforeSave(saves, now - start, intervalMs)) return;
      saves += 1;
      last = now;
      keeper.saveToCache().catch((error) => {
        debug(`a save at an interval failed: ${String(error)}`);
      });
    },
    Math.min(intervalMs, 5e3)
  );
  try {
    return await work();
  } finally {
    clearInterval(timer);
  }
}

// src/action/checkpoint/open-memory.ts
async function openMemory(config, context) {
  const { migration, github, logging } = config;
  const { checkpointFile: file, resume, reset } = migration;
  const fingerprint = fingerprintOf(config);
  const keyPrefix = checkpointKeyPrefix(context, fingerprint, migration.stateKey, migration.shard);
  const cachePath = migration.checkpointFileAsGiven;
  const { createArtifactStore } = await import("./chunks/artifact-store.js");
  const { createCacheStore } = await import("./chunks/cache-store.js");
  const patience = new Patience();
  const stores = {
    cache: createCacheStore(cachePath, patience),
    artifacts: createArtifactStore(context, github.token, patience)
  };
  const names = { cachePrefix: keyPrefix, artifact: artifactName(keyPrefix) };
  const restored = resume === "never" ? { source: "new", refusals: [] } : await restoreCheckpoint({ file, fingerprint, names, stores });
  if (resume === "required" && restored.source === "new") {
    throw checkpointRequired("checkpoint", restored.refusals.map(refusalText));
  }
  const startOver = resume === "never" ? startAgain : startOnce(Number(context.runId));
  const { checkpoint, origin, notes } = await Checkpoint.open({
    file,
    fingerprint,
    now: () => /* @__PURE__ */ new Date(),
    ...reset || resume === "never" ? { startOver } : {}
  });
  const source = origin === "new" ? "new" : restored.source;
  if (!isQuiet(logging)) sayWhereFrom(source, restored);
  const state = {
    checkpointFile: file,
    cachePath,
    reportDir: migration.reportDir,
    fingerprint,
    keyPrefix,
    saves: 0,
    savedSequence: -1,
    artifactUploaded: false,
    lostServices: []
  };
  leaveForPost(state);
  const keeper = new CheckpointKeeper({ ...stores, patience, checkpoint, context }, state);
  const schedule = {
    intervalMs: migration.checkpointInterval * 1e3,
    clock: () => performance.now()
  };
  const failures = restored.refusals.filter(({ severity }) => severity !== "notice");
  return {
    checkpoint,
    source,
    notes: [...failures.map(refusalText), ...notes],
    believesDatabase: resume !== "never" && !(reset && source === "new"),
    whileSaving: (work) => whileSaving(keeper, schedule, work),
    async keepReport(_report, _files, signal) {
      const kept = signal.aborted ? [] : await keepCheckpoint(keeper);
      return { kept, isCheckpointSaved: keeper.isSaved };
    }
  };
}
function startAgain(generation) {
  return generation + 1;
}
function startOnce(runId) {
  return (generation) => generation <= runId ? runId : generation + 1;
}
function sayWhereFrom(source, { refusals }) {
  if (source === "new") say("No checkpoint of an earlier run was found: starting a new one.");
  else say(`Resuming from the checkpoint (${source}).`);
  for (const refusal2 of refusals) say(`  ${refusalText(refusal2)}`);
}

// src/action/checkpoint/service-checks.ts
var longestWaitMs = 1e4;
async function serviceChecks(token, { repository }) {
  const cache = isFeatureAvailable() ? { name: "Cache", state: "ok", found: "the Actions cache is available" } : {
    name: "Cache",
    state: "warning",
    found: "the Actions cache is not available here",
    remedy: "A run resumes from artifacts, or from what the database knows."
  };
  return [cache, await artifactCheck(token, repository)];
}
async function artifactCheck(token, repository) {
  const name = "Artifacts";
  const remedy = "Give the job the permission actions: read; else a run resumes from the cache, or from what the database knows.";
  if (token === void 0) return { name, state: "warning", found: "there is no token", remedy };
  const [owner = "", repo = ""] = repository.split("/");
  try {
    const request = { signal: AbortSignal.timeout(longestWaitMs) };
    await getOctokit(token).rest.actions.listArtifactsForRepo({
      owner,
      repo,
      per_page: 1,
      request
    });
    return { name, state: "ok", found: "those of earlier runs can be found" };
  } catch (error) {
    const found = `those of earlier runs can't be found: ${inOneLine(error)}`;
    return { name, state: "warning", found, remedy };
  }
}

// src/action/checkpoint/shard-reports.ts
var import_fast_glob2 = __toESM(require_out(), 1);
import { mkdtemp as mkdtemp2, readFile as readFile2, rm as rm2 } from "node:fs/promises";
import { tmpdir as tmpdir2 } from "node:os";
import { basename as basename3, dirname as dirname3, join as join2 } from "node:path";

// src/report/merge-reports.ts
function mergeReports(left) {
  const parts = left.toSorted((a, b) => numberOf(a) - numberOf(b));
  const reports = parts.map(({ report }) => report);
  const { schemaVersion, site, scan, mode } = left[0].report;
  const of = Math.max(...reports.map(({ shard }) => shard?.of ?? 1));
  const missing = Array.from({ length: of }, (_, index) => index + 1).filter(
    (number) => !parts.some((part) => numberOf(part) === number)
  );
  const pages = total(reports.map((report) => report.pages));
  const [startedAt = ""] = reports.map((report) => report.startedAt).sort();
  const finishedAt = reports.map((report) => report.finishedAt).sort().at(-1) ?? "";
  const pageList = reports.flatMap((report) => report.pageList).toSorted((a, b) => a.pageId < b.pageId ? -1 : 1);
  const placement = reports.find((report) => report.placement !== void 0)?.placement;
  const lost = missing.length === 0 ? noConversations(pageList) : [];
  const dealtWith = pages.total - pages.remaining;
  const known = pages.total === 0 ? 1 : dealtWith / pages.total;
  const common = {
    schemaVersion,
    site,
    startedAt,
    finishedAt,
    durationMs: Date.parse(finishedAt) - Date.parse(startedAt),
    scan,
    stoppedBy: reports.find(({ stoppedBy }) => stoppedBy !== null)?.stoppedBy ?? null,
    findings: [
      ...missing.map(
        (number) => reportMessages.finding("shard-without-report", { shard: number, shards: of })
      ),
      ...lost,
      ...distinct(reports.flatMap(({ findings }) => findings))
    ],
    phases: addedUp(reports.flatMap(({ phases }) => phases)),
    checkpoint: { notes: distinct(reports.flatMap(({ checkpoint }) => checkpoint.notes)) },
    pages,
    comments: total(reports.map(({ comments }) => comments)),
    progressRate: known * reports.length / of,
    successRate: dealtWith === 0 ? null : (dealtWith - pages.failed - pages.withoutConversation) / dealtWith,
    failedPages: reports.flatMap(({ failedPages }) => failedPages),
    pageList,
    skipped: reports.flatMap(({ skipped }) => skipped),
    // Each shard has placed all conversations of the site.
    ...placement === void 0 ? {} : { placement }
  };
  const differences = reports.flatMap((report) => report.differences ?? []);
  const changes = reports.flatMap((report) => report.changes ?? []);
  const allMonths = months(reports.flatMap((report) => report.months ?? []));
  switch (mode) {
    case "migrate": {
      const own = ofMode(parts, mode);
      const comparison = compared(own.flatMap(({ report }) => report.comparison ?? []));
      const merged = partsOf(own, missing, of, lost.length > 0);
      const wayBack = earliest(own.flatMap(({ report }) => report.wayBack ?? []));
      return {
        ...common,
        ...merged,
        mode,
        differences,
        changes,
        months: allMonths,
        comparison,
        wayBack
      };
    }
    case "dry-run": {
      const own = ofMode(parts, mode);
      const trial = tried(own.map(({ report }) => report.trial));
      return {
        ...common,
        ...partsOf(own, missing, of, lost.length > 0),
        mode,
        changes,
        months: allMonths,
        trial
      };
    }
    case "verify": {
      const own = ofMode(parts, mode);
      return { ...common, ...partsOf(own, missing, of, lost.length > 0), mode, differences };
    }
  }
}
function ofMode(parts, mode) {
  return parts.filter((part) => part.report.mode === mode);
}
function partsOf(parts, missing, of, isLost) {
  const none = { verdict: null, pages: null, checkpoint: null };
  const shards = [
    ...parts.map(({ report: { shard, verdict, pages }, checkpoint }) => ({
      ...shard ?? { number: 1, of: 1 },
      verdict,
      pages,
      checkpoint
    })),
    ...missing.map((number) => ({ number, of, ...none }))
  ].toSorted((a, b) => a.number - b.number);
  return {
    shards,
    verdict: isLost ? "failed" : verdictOf(
      parts.map(({ report }) => report.verdict),
      missing.length
    )
  };
}
function numberOf({ report }) {
  return report.shard?.number ?? 1;
}
function verdictOf(verdicts, missing) {
  const [first] = verdicts;
  if (first === void 0 || verdicts.some((verdict) => verdict === "failed")) return "failed";
  return missing === 0 && verdicts.every((verdict) => verdict === first) ? first : "partial";
}
function addedUp(phases) {
  return [...Map.groupBy(phases, ({ phase }) => phase)].map(([phase, times]) => ({
    phase,
    durationMs: times.reduce((sum, { durationMs }) => sum + durationMs, 0)
  }));
}
function months(all) {
  return [...Map.groupBy(all, ({ month }) => month)].map(([month, parts]) => ({
    month,
    comments: parts.reduce((sum, { comments }) => sum + comments, 0)
  })).sort((a, b) => a.month < b.month ? -1 : 1);
}
function compared(parts) {
  if (parts.length === 0) return null;
  return {
    previousRunAt: parts.flatMap(({ previousRunAt }) => previousRunAt ?? []).sort().at(-1) ?? null,
    completedThen: parts.reduce((sum, { completedThen }) => sum + completedThen, 0),
    newlyCompleted: parts.flatMap((part) => part.newlyCompleted),
    newlyFailed: parts.flatMap((part) => part.newlyFailed),
    stillFailed: parts.flatMap((part) => part.stillFailed),
    newComments: parts.flatMap((part) => part.newComments),
    gone: parts.flatMap((part) => part.gone)
  };
}
function earliest(all) {
  const [first] = all.toSorted((a, b) => a.bookmark < b.bookmark ? -1 : 1);
  return first ?? null;
}
function tried(parts) {
  const reasons = distinct(parts.flatMap((part) => part.reasons));
  const written = parts.map(({ proof }) => proof.rowsWritten);
  return {
    judgement: judgementOf(reasons),
    reasons,
    samples: parts[0]?.samples ?? [],
    cost: {
      ...total(parts.map(({ cost }) => cost)),
      // Shards run at once.
      durationMs: Math.max(...parts.map(({ cost }) => cost.durationMs))
    },
    proof: {
      databaseCalls: parts.reduce((sum, { proof }) => sum + proof.databaseCalls, 0),
      rowsWritten: written.reduce(
        (sum, rows) => sum === null || rows === null ? null : sum + rows
      )
    }
  };
}
function total(parts) {
  const [first, ...others] = parts;
  if (first === void 0) throw new Error("there is nothing to add up");
  const sum = { ...first };
  for (const part of others) {
    for (const key in sum) Object.assign(sum, { [key]: sum[key] + part[key] });
  }
  return sum;
}
function distinct(items) {
  return [...new Map(items.map((item) => [JSON.stringify(item), item])).values()];
}

// src/action/checkpoint/shard-reports.ts
async function readShardReports(artifacts) {
  const folder = await mkdtemp2(join2(tmpdir2(), "comment-migration-"));
  try {
    const result = await artifacts.downloadAllOfThisRun(isOurArtifact, folder);
    if (!result.ok) throw noReports(refusalText(result));
    const files = await (0, import_fast_glob2.default)("*/**/report.json", {
      cwd: folder,
      absolute: true,
      dot: true,
      followSymbolicLinks: false
    });
    const left = await Promise.all(files.map(readShard));
    const [first, ...others] = left.flatMap((one) => one ?? []);
    if (first === void 0)
      throw noReports("None of this run's artifacts contains a shard's report.");
    const siteOf = ({ report }) => JSON.stringify(report.site);
    const stranger = others.find((other) => siteOf(other) !== siteOf(first));
    if (stranger !== void 0) throw severalSites(first.report, stranger.report);
    const otherwise = others.find(({ report }) => report.mode !== first.report.mode);
    if (otherwise !== void 0) throw severalModes(first.report, otherwise.report);
    return mergeReports([first, ...others]);
  } finally {
    await rm2(folder, { recursive: true, force: true });
  }
}
async function readShard(file) {
  const report = reportSchema.safeParse(jsonOf(await readFile2(file, "utf8"))).data;
  if (!report?.shard) return void 0;
  const [checkpoint] = await (0, import_fast_glob2.default)(
    `**/${import_fast_glob2.default.escapePath(basename3(report.checkpoint.file))}`,
    {
      cwd: dirname3(dirname3(file)),
      absolute: true,
      dot: true,
      followSymbolicLinks: false
    }
  );
  return { report, checkpoint: checkpoint === void 0 ? null : await readCheckpoint(checkpoint) };
}
async function readCheckpoint(file) {
  const fields = inspectSnapshot(await readFile2(file));
  if (fields === void 0) return null;
  return {
    status: fields.status,
    completedPages: Object.keys(fields.completed_pages).length,
    failedPages: Object.keys(fields.failed_pages).length
  };
}
function jsonOf(text) {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return void 0;
    throw error;
  }
}
function noReports(reason) {
  return storeMessages.error("no-shard-reports", { reason });
}
function severalSites({ site: one }, { site: other }) {
  return storeMessages.error("reports-of-several-sites", {
    one: `${one.siteName} to ${one.database}`,
    other: `${other.siteName} to ${other.database}`
  });
}
function severalModes(one, other) {
  return storeMessages.error("reports-of-several-modes", { one: one.mode, other: other.mode });
}

// src/action/log/log-observer.ts
var progressEveryMs = 15e3;
function createLogObserver(now, isQuiet2) {
  const progress = new Progress(now);
  let lastProgress = 0;
  let isOpen = false;
  function open() {
    startGroup(progress.done === 0 ? "Pages" : `Pages from ${progress.done + 1}`);
    isOpen = true;
    lastProgress = now().getTime();
  }
  function close() {
    if (isOpen) endGroup();
    isOpen = false;
  }
  return {
    scanned(scan, completedBefore) {
      progress.begin(scan.pages.length, completedBefore);
      if (isQuiet2) return;
      say(foundLine(scan, completedBefore));
      open();
    },
    pageStarted(page) {
      debug(`reading ${printable(page.pageId)}`);
    },
    pageDone(outcome) {
      progress.add(outcome);
      if (isQuiet2) {
        if (outcome.state === "failed") say(pageLine(outcome));
        return;
      }
      say(pageLine(outcome));
      if (now().getTime() - lastProgress < progressEveryMs) return;
      close();
      say(progress.line());
      open();
    },
    noticed(finding) {
      if (!isQuiet2) say(findingLine(finding));
    },
    close
  };
}

// src/report/plan.ts
function renderPlan(shards) {
  const pages = shards.reduce((sum, shard) => sum + shard.pages, 0);
  const comments = shards.reduce((sum, shard) => sum + shard.comments, 0);
  const rows = shards.map(
    (shard) => `| ${shardName(shard)} | ${shard.pages} | ${shard.comments} | ${inertMarkdown(shard.range[0])} |`
  );
  return [
    `## 🗂️ ${plural(pages, "page")} in ${plural(shards.length, "shard")}`,
    `About ${plural(comments, "comment")} in all. Each shard is moved by a job of its own.`,
    ["| Shard | Pages | About comments | From |", "| --- | --- | --- | --- |", ...rows].join("\n"),
    ""
  ].join("\n\n");
}

// src/action/runner/outputs.ts
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
  "checkpoint-saved": false,
  "pull-request-url": "",
  "pull-request-number": "",
  bookmark: "",
  matrix: ""
};
function outputsOf(report, reportPath, checkpointSaved) {
  const { pages, comments, checkpoint } = report;
  const pullRequest = report.replacement?.pullRequest;
  return {
    ...emptyOutputs,
    status: report.verdict,
    ...pages && {
      "pages-total": pages.total,
      "pages-completed": pages.completed,
      "pages-failed": pages.failed,
      "pages-remaining": pages.remaining,
      "comments-extracted": comments.extracted,
      "comments-imported": comments.imported,
      "comments-failed": comments.failed
    },
    "report-path": reportPath,
    "checkpoint-source": "source" in checkpoint ? checkpoint.source : "",
    "checkpoint-saved": checkpointSaved,
    "pull-request-url": pullRequest?.url ?? "",
    "pull-request-number": pullRequest?.number ?? "",
    bookmark: report.wayBack?.bookmark ?? ""
  };
}
function setOutputs(outputs) {
  for (const [name, value] of Object.entries(outputs)) setOutput(name, value);
}

// src/action/log/show-plan.ts
async function showPlan({ shards, pages }, addToSummary) {
  const include = shards.map((shard) => ({ number: shardName(shard), shard: formatShard(shard) }));
  await addToSummary(renderPlan(shards));
  setOutputs({ ...emptyOutputs, "pages-total": pages, matrix: JSON.stringify({ include }) });
  say(`Divided ${plural(pages, "page")} into ${plural(shards.length, "shard")}.`);
}

// src/action/log/annotations.ts
var maxOfSeverity = 10;
function annotationsOf(report) {
  const groups = attentionOf(report);
  return ["error", "warning", "notice"].flatMap(
    (severity) => withinLimit(
      takingTurns(groups.filter((group) => group.severity === severity)).map(
        (occurrence) => annotationOf(occurrence, report)
      )
    )
  );
}
function takingTurns(groups) {
  return groups.flatMap(
    (group) => group.items.flatMap(({ places, ...item }) => places.map((place) => ({ group, ...item, ...place }))).map((occurrence, turn) => ({ turn, occurrence }))
  ).toSorted((a, b) => a.turn - b.turn).map(({ occurrence }) => occurrence);
}
function annotationOf({ group: { severity, about }, pageId, location, message, remedy }, { mode }) {
  const title = {
    stopped: "Comment migration stopped",
    page: `Comments of ${pageId} not ${mode === "verify" ? "verified" : "moved"}`,
    finding: pageId === null ? "Comment migration" : `Comment migration: ${pageId}`
  }[about];
  return {
    severity,
    title,
    message: withRemedy(message, remedy),
    location: location ?? void 0
  };
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

// src/action/log/show-report.ts
async function showReport(report, context, kept, addToSummary) {
  annotate(annotationsOf(report));
  say(headline(report));
  const addressOf = sourceAddress(context);
  const options = { kept, ...addressOf === void 0 ? {} : { addressOf } };
  await addToSummary(renderMarkdown(report, options));
}
async function showRefusal({ message, remedy = "" }, addToSummary) {
  setFailed([message, remedy].join("\n").trim());
  const lines = message.split("\n").map(inertMarkdown).join("  \n");
  await addToSummary(`## ❌ The migration did not start

${lines}

${inertMarkdown(remedy)}
`);
}

// src/action/pull-request/messages.ts
var commitYourself = "Run it in a terminal with replace: working-tree, and commit the result.";
var startOnBranch = "Replace the widgets in a run of workflow_dispatch on the branch that the site is built from.";
var grantPermissions = "Give the job the permissions contents: write and pull-requests: write in the workflow file, or set github-token to a token that has them.";
var pullRequestMessages = defineMessages({
  "github-token-missing": {
    severity: "error",
    message: "There is no token for GitHub's API, so the pull request could not be created.",
    remedy: "Remove the input github-token so that the job's own token is used."
  },
  "github-token-refused": {
    severity: "error",
    message: ({ repository }) => `GitHub does not accept the token for ${repository}.`,
    remedy: "Remove the input github-token so that the job's own token is used, or set it to a token that has not expired."
  },
  "permission-missing/contents": {
    severity: "error",
    message: ({ repository }) => `The token does not have the permission contents: write for ${repository}.`,
    remedy: grantPermissions
  },
  "permission-missing/pull-requests": {
    severity: "error",
    message: ({ repository }) => `The token does not have the permission pull-requests: write for ${repository}.`,
    remedy: grantPermissions
  },
  "permission-missing/after-push": {
    severity: "error",
    message: ({ repository, branch }) => `The token does not have the permission pull-requests: write for ${repository}. The branch ${branch} was pushed.`,
    remedy: grantPermissions
  },
  "pull-requests-forbidden": {
    severity: "error",
    message: ({ repository, branch }) => `${repository} does not allow GitHub Actions to create pull requests. The branch ${branch} was pushed.`,
    remedy: ({ branch, base }) => `Allow it (Settings → Actions → General → Workflow permissions → Allow GitHub Actions to create and approve pull requests) and run it again, or open the pull request from ${branch} to ${base} yourself.`
  },
  "repository-not-found": {
    severity: "error",
    message: ({ repository, base }) => `GitHub finds no repository ${repository} with a branch ${base}, or the token has no access to it.`,
    remedy: grantPermissions
  },
  "repository-archived": {
    severity: "error",
    message: ({ repository }) => `${repository} is archived and can't be changed.`,
    remedy: "Unarchive it (Settings → General → Danger Zone) and run it again."
  },
  "branch-protected": {
    severity: "error",
    message: ({ repository, branch, reason }) => `A rule of ${repository} protects the branch ${branch}: ${reason}`,
    remedy: "Choose a branch that no rule covers with the input replace-branch, or exempt this action from the rule."
  },
  "branch-has-other-commits": {
    severity: "error",
    message: ({ branch }) => `The branch ${branch} has commits that this action did not make, so it was not overwritten.`,
    remedy: "Merge its pull request, delete the branch, or choose another one with the input replace-branch; then run it again."
  },
  "replace-branch-in-use": {
    severity: "error",
    message: ({ branch }) => `This run was started on ${branch}, the branch of the pull request itself.`,
    remedy: "Start it on the branch that the site is built from, or set another replace-branch."
  },
  "run-of-a-pull-request/same-repository": {
    severity: "error",
    message: "This run was started by a pull request, and what it checked out is not a branch.",
    remedy: startOnBranch
  },
  "run-of-a-pull-request/fork": {
    severity: "error",
    message: ({ fork, repository }) => `This run was started by a pull request from the fork ${fork} and can't change anything in ${repository}.`,
    remedy: startOnBranch
  },
  "change-too-large": {
    severity: "error",
    message: ({ reason }) => `GitHub refused the change: ${reason}`,
    remedy: commitYourself
  },
  "github-refused": {
    severity: "error",
    message: ({ reason }) => `GitHub refused the pull request: ${reason}`,
    remedy: commitYourself
  },
  "github-unreachable": {
    severity: "error",
    message: ({ reason }) => `GitHub's API failed (${reason}).`,
    remedy: "Run it again later: nothing is lost or duplicated."
  },
  "other-file-on-branch": {
    severity: "error",
    message: ({ file, branch }) => `The shortcodes in ${file} were not replaced: on the branch ${branch}, the file differs from the one checked out, or is missing.`,
    remedy: "Run it again on the current state of the branch, and let no step between the checkout and this one change content."
  },
  "pull-request-declined": {
    severity: "notice",
    message: ({ number }) => `The pull request #${number} with exactly this replacement was closed, so no new one was opened.`,
    remedy: ({ url }) => `Reopen ${url} if you want it after all, or set another replace-branch.`
  }
});

// src/action/pull-request/propose-changes.ts
import { readFileSync } from "node:fs";

// src/action/pull-request/api-failure.ts
var requestError = external_exports.object({
  status: external_exports.number(),
  message: external_exports.string(),
  response: external_exports.object({ headers: external_exports.record(external_exports.string(), external_exports.unknown()).optional() }).optional().catch(void 0)
});
function statusOf(error) {
  return requestError.safeParse(error).data?.status;
}
function isTransient(error) {
  const failure = requestError.safeParse(error).data;
  if (failure === void 0) return false;
  return failure.status >= 500 || isLimit(failure);
}
function isLimit({ status, message }) {
  return status === 429 || status === 403 && /rate limit|abuse detection/i.test(message);
}
function retryAfterMs(error) {
  const seconds = requestError.safeParse(error).data?.response?.headers?.["retry-after"];
  const asked = Number(seconds);
  return seconds === void 0 || Number.isNaN(asked) ? void 0 : asked * 1e3;
}
function failureOf(error, attempt) {
  const failure = requestError.safeParse(error).data;
  if (failure === void 0) throw error;
  const { status, message } = failure;
  const { what, repository, branch, base } = attempt;
  const details = { cause: error };
  if (status === 401) {
    return pullRequestMessages.error("github-token-refused", { repository }, details);
  }
  if (/archived/i.test(message)) {
    return pullRequestMessages.error("repository-archived", { repository }, details);
  }
  if (/not permitted to create or approve pull requests/i.test(message)) {
    const place = { repository, branch, base };
    return pullRequestMessages.error("pull-requests-forbidden", place, details);
  }
  const reason = inOneLine2(message);
  if (/protected branch|rule violations|protected ref/i.test(message)) {
    return pullRequestMessages.error("branch-protected", { repository, branch, reason }, details);
  }
  if (/already has the maximum|too many files|too large/i.test(message)) {
    return pullRequestMessages.error("change-too-large", { reason }, details);
  }
  if (status >= 500 || isLimit(failure)) {
    return pullRequestMessages.error("github-unreachable", { reason }, details);
  }
  if (status === 403 || status === 404 && what !== "read") return forbidden(attempt, error);
  return status === 404 ? pullRequestMessages.error("repository-not-found", { repository, base }, details) : pullRequestMessages.error("github-refused", { reason }, details);
}
function forbidden({ what, repository, branch }, cause) {
  if (what === "pull-request") {
    const place = { repository, branch };
    return pullRequestMessages.error("permission-missing/after-push", place, { cause });
  }
  return what === "find-pull-request" ? pullRequestMessages.error("permission-missing/pull-requests", { repository }, { cause }) : pullRequestMessages.error("permission-missing/contents", { repository }, { cause });
}
function inOneLine2(message) {
  return message.replaceAll(/\s+/g, " ").replace(/ - https:\/\/docs\S*$/, "");
}

// src/action/pull-request/base-branch.ts
import { readFile as readFile3 } from "node:fs/promises";
var pullRequestEvent = external_exports.object({
  pull_request: external_exports.object({
    head: external_exports.object({ repo: external_exports.object({ full_name: external_exports.string() }).nullable() })
  })
});
async function branchOfRun({
  ref,
  eventName,
  eventFile,
  repository
}) {
  if (!eventName.startsWith("pull_request")) return /^refs\/heads\/(.+)$/.exec(ref)?.[1];
  const event = pullRequestEvent.safeParse(await readEvent(eventFile));
  const head = event.data?.pull_request.head.repo?.full_name;
  if (head === repository) {
    throw pullRequestMessages.error("run-of-a-pull-request/same-repository", {});
  }
  throw pullRequestMessages.error("run-of-a-pull-request/fork", {
    fork: head ?? "(deleted)",
    repository
  });
}
async function readEvent(file) {
  try {
    return JSON.parse(await readFile3(file, "utf8"));
  } catch {
    return void 0;
  }
}

// src/action/pull-request/git-tree.ts
import { createHash } from "node:crypto";
import { posix } from "node:path";
async function filesInTree(api, treeSha, paths) {
  const whole = await readTree(api, treeSha, true);
  const wanted = new Set(paths);
  if (!whole.truncated) {
    return new Map(
      whole.tree.flatMap((entry) => {
        const file = fileOf(entry);
        return file !== void 0 && wanted.has(entry.path) ? [[entry.path, file]] : [];
      })
    );
  }
  const found = /* @__PURE__ */ new Map();
  const folders = /* @__PURE__ */ new Map([[".", Promise.resolve(treeSha)]]);
  const shaOfFolder = (folder) => {
    const known = folders.get(folder) ?? inFolder(folder).then((entry) => entry?.sha);
    folders.set(folder, known);
    return known;
  };
  const trees = /* @__PURE__ */ new Map();
  const inFolder = async (path) => {
    const sha = await shaOfFolder(posix.dirname(path));
    if (sha === void 0) return void 0;
    const tree = trees.get(sha) ?? readTree(api, sha, false);
    trees.set(sha, tree);
    return (await tree).tree.find((entry) => entry.path === posix.basename(path));
  };
  for (const path of paths) {
    const entry = await inFolder(path);
    const file = entry === void 0 ? void 0 : fileOf(entry);
    if (file !== void 0) found.set(path, file);
  }
  return found;
}
async function readTree({ rest, at, retried }, sha, isWhole) {
  const { data } = await retried(
    () => rest.git.getTree({ ...at, tree_sha: sha, ...isWhole ? { recursive: "1" } : {} })
  );
  return data;
}
function fileOf({ mode, sha }) {
  return mode === "100644" || mode === "100755" ? { sha, mode } : void 0;
}
function blobSha(bytes, digits = 40) {
  const hash = createHash(digits === 64 ? "sha256" : "sha1");
  return hash.update(`blob ${bytes.length}\0`).update(bytes).digest("hex");
}

// src/action/pull-request/pull-requests.ts
function pullRequestsOf({ rest, at, retried }, { branch, base }) {
  return {
    async find() {
      const head = `${at.owner}:${branch}`;
      const { data } = await retried(
        () => rest.pulls.list({ ...at, head, base, state: "all", sort: "created", direction: "desc" })
      );
      const found = data.map(({ number, html_url, title, body, state, merged_at, head: from }) => ({
        number,
        url: html_url,
        title,
        body: body ?? "",
        headSha: from.sha,
        isOpen: state === "open",
        isMerged: merged_at !== null
      }));
      const [newest2] = found;
      return {
        open: found.find(({ isOpen }) => isOpen),
        closed: newest2 === void 0 || newest2.isOpen || newest2.isMerged ? void 0 : newest2
      };
    },
    async create(title, body) {
      const { data } = await rest.pulls.create({ ...at, title, body, head: branch, base });
      return { number: data.number, url: data.html_url, state: "created" };
    },
    async update(number, title, body) {
      await retried(() => rest.pulls.update({ ...at, pull_number: number, title, body }));
    }
  };
}

// src/action/pull-request/write-tree.ts
import { isUtf8 } from "node:buffer";
var mostBytes = 1e6;
async function writeTree(api, baseTree, files) {
  const texts = files.filter(({ after }) => isUtf8(after));
  let tree = baseTree;
  for (const batch of batches(texts)) {
    tree = await createTree(api, tree, batch.map(withContent));
  }
  const paths = files.map(({ path }) => path);
  const there = await filesInTree(api, tree, paths);
  const missing = files.filter(({ path, after }) => {
    const sha = there.get(path)?.sha;
    return sha === void 0 || sha !== blobSha(after, sha.length);
  });
  if (missing.length === 0) return tree;
  const blobs = [];
  for (const file of missing) blobs.push(await asBlob(api, file));
  return createTree(api, tree, blobs);
}
function* batches(files) {
  let batch = [];
  let bytes = 0;
  for (const file of files) {
    if (batch.length > 0 && bytes + file.after.length > mostBytes) {
      yield batch;
      [batch, bytes] = [[], 0];
    }
    batch.push(file);
    bytes += file.after.length;
  }
  if (batch.length > 0) yield batch;
}
function withContent({ path, mode, after }) {
  return { path, mode, type: "blob", content: Buffer.from(after).toString("utf8") };
}
async function asBlob({ rest, at, retried }, { path, mode, after }) {
  const content = Buffer.from(after).toString("base64");
  const { data } = await retried(() => rest.git.createBlob({ ...at, content, encoding: "base64" }));
  return { path, mode, type: "blob", sha: data.sha };
}
async function createTree({ rest, at, retried }, base_tree, tree) {
  const { data } = await retried(() => rest.git.createTree({ ...at, base_tree, tree }));
  return data.sha;
}

// src/action/pull-request/propose-changes.ts
var trailer = "Hugo-Comment-Migration: replace";
async function proposeChanges(api, proposal, context) {
  const { branch } = proposal;
  const named = await branchOfRun(context);
  const attempt = { repository: api.name, branch, base: named ?? "" };
  const guard = async (what, run) => {
    try {
      return await run();
    } catch (error) {
      throw error instanceof MigrationError ? error : failureOf(error, { ...attempt, what });
    }
  };
  const base = await guard("read", () => readBase(api, named));
  attempt.base = base.name;
  if (base.name === branch) throw pullRequestMessages.error("replace-branch-in-use", { branch });
  const { files: changed, findings } = await guard(
    "read",
    () => unchangedFiles(api, base, proposal)
  );
  if (changed.length === 0) return { pullRequest: null, findings };
  const files = [...changed, ...proposal.added.map(fileOnDisk)];
  const pulls = pullRequestsOf(api, { branch, base: base.name });
  const { open, closed } = await guard("find-pull-request", () => pulls.find());
  if (open === void 0 && closed !== void 0) {
    const isSame = await guard("read", () => holds(api, closed.headSha, files));
    if (isSame)
      return {
        pullRequest: null,
        findings: [...findings, pullRequestMessages.finding("pull-request-declined", closed)]
      };
  }
  const tree = await guard("push", () => writeTree(api, base.treeSha, files));
  const isPushed = await guard("push", () => push(api, { proposal, base, tree }));
  const pullRequest = await guard("pull-request", () => settle(pulls, proposal, isPushed));
  return { pullRequest, findings };
}
async function readBase(api, named) {
  const { rest, at, retried } = api;
  const { data: repository } = await retried(() => rest.repos.get(at));
  if (repository.archived) {
    throw pullRequestMessages.error("repository-archived", { repository: api.name });
  }
  const name = named ?? repository.default_branch;
  const { data } = await retried(() => rest.git.getRef({ ...at, ref: `heads/${name}` }));
  return { name, sha: data.object.sha, treeSha: await treeOf(api, data.object.sha) };
}
async function treeOf({ rest, at, retried }, commit_sha) {
  const { data } = await retried(() => rest.git.getCommit({ ...at, commit_sha }));
  return data.tree.sha;
}
async function unchangedFiles(api, base, { files }) {
  const paths = files.map(({ inRepository }) => inRepository);
  const there = await filesInTree(api, base.treeSha, paths);
  const unchanged = [];
  const findings = [];
  for (const { inRepository: path, before, after } of files) {
    const file = there.get(path);
    const form = [asIs, withoutReturns].find(
      (one) => file?.sha === blobSha(one(before), file?.sha.length)
    );
    if (file === void 0 || form === void 0) findings.push(otherThere(path, base.name));
    else unchanged.push({ path, mode: file.mode, after: form(after) });
  }
  return { files: unchanged, findings };
}
function fileOnDisk({ path, inRepository }) {
  return {
    path: inRepository,
    mode: "100644",
    get after() {
      return readFileSync(path);
    }
  };
}
function asIs(bytes) {
  return bytes;
}
function withoutReturns(bytes) {
  return Buffer.from(Buffer.from(bytes).toString("latin1").replaceAll("\r\n", "\n"), "latin1");
}
async function holds(api, sha, files) {
  try {
    const tree = await treeOf(api, sha);
    const there = await filesInTree(
      api,
      tree,
      files.map(({ path }) => path)
    );
    return files.every(({ path, after }) => {
      const found = there.get(path)?.sha;
      return found !== void 0 && found === blobSha(after, found.length);
    });
  } catch (error) {
    if (statusOf(error) === 404) return false;
    throw error;
  }
}
async function push(api, {
  proposal,
  base,
  tree
}) {
  const { rest, at, retried } = api;
  const { branch, title } = proposal;
  const ref = `heads/${branch}`;
  const head = await retried(() => rest.git.getRef({ ...at, ref })).then(
    ({ data }) => data.object.sha,
    (error) => {
      if (statusOf(error) === 404) return void 0;
      throw error;
    }
  );
  if (head !== void 0) {
    if (await treeOf(api, head) === tree) return false;
    await requireOwnCommits(api, base, head, branch);
  }
  const message = `${title}

${trailer}
`;
  const { data: commit } = await retried(
    () => rest.git.createCommit({ ...at, message, tree, parents: [base.sha] })
  );
  if (head === void 0) await rest.git.createRef({ ...at, ref: `refs/${ref}`, sha: commit.sha });
  else await retried(() => rest.git.updateRef({ ...at, ref, sha: commit.sha, force: true }));
  return true;
}
async function requireOwnCommits({ rest, at, retried }, base, head, branch) {
  const { data } = await retried(
    () => rest.repos.compareCommitsWithBasehead({
      ...at,
      basehead: `${base.sha}...${head}`,
      per_page: 100
    })
  );
  const isOwn = ({ commit, parents }) => commit.message.trimEnd().endsWith(trailer) || parents.length > 1;
  if (data.total_commits <= data.commits.length && data.commits.every(isOwn)) return;
  throw pullRequestMessages.error("branch-has-other-commits", { branch });
}
async function settle(pulls, { title, body }, isPushed) {
  const { open } = await pulls.find();
  if (open === void 0) return pulls.create(title, body);
  const state = isPushed ? "updated" : "unchanged";
  if (open.title !== title || open.body !== body) await pulls.update(open.number, title, body);
  return { number: open.number, url: open.url, state };
}
function otherThere(file, branch) {
  const location = { file, line: 1 };
  return pullRequestMessages.finding("other-file-on-branch", { file, branch }, { location });
}

// src/action/pull-request/repository-api.ts
function repositoryApi(token, { repository, apiUrl }, maxRetries, signal) {
  const [owner = "", repo = ""] = repository.split("/");
  const retry = createRetry({ maxRetries, isTransient, retryAfterMs, onRetry: logRetry });
  const { rest } = getOctokit(token, { baseUrl: apiUrl, request: { signal } });
  return {
    rest,
    at: { owner, repo },
    name: repository,
    retried: (operation) => retry(operation, signal)
  };
}

// src/action/pull-request/propose-replacement.ts
var deadlineMs = 3e5;
var deadlineOfFileMs = 1e3;
async function proposeInRepository(proposal, { github, migration }, context, signal) {
  if (github.token === void 0) throw pullRequestMessages.error("github-token-missing", {});
  const time = deadlineMs + proposal.added.length * deadlineOfFileMs;
  const within = AbortSignal.any([signal, AbortSignal.timeout(time)]);
  const api = repositoryApi(github.token, context, migration.maxRetries, within);
  return proposeChanges(api, proposal, context);
}

// src/action/runner/hugo-tool-cache.ts
import { rm as rm3 } from "node:fs/promises";
import { arch, tmpdir as tmpdir3 } from "node:os";
import { join as join3 } from "node:path";
var tool = "hugo";
function hugoSearchOf(env) {
  const folder = toolCacheOf(env);
  return {
    releasesUrl: releasesUrlOf(env),
    defaultVersion: "auto",
    kept: {
      async find(version) {
        const { find } = await loadToolCache();
        return find(tool, version) || void 0;
      },
      async keep(dir, version) {
        const { cacheDir } = await loadToolCache();
        try {
          return await cacheDir(dir, tool, version);
        } catch (error) {
          await rm3(join3(folder, tool, version, arch()), { recursive: true, force: true });
          throw error;
        }
      }
    }
  };
}
function loadToolCache() {
  return import("./chunks/tool-cache.js");
}
function toolCacheOf(env) {
  const given = env["RUNNER_TOOL_CACHE"];
  if (given) return given;
  const own = join3(env["RUNNER_TEMP"] || tmpdir3(), "comment-migration-tools");
  process.env["RUNNER_TOOL_CACHE"] = own;
  return own;
}

// src/action/runner/inputs.ts
async function readConfig(env, workspace) {
  maskSecrets(env);
  const at = { cwd: workspace, inputsAre: "input" };
  const file = await readConfigFile(getInput("config-file"), at);
  const inputs = Object.fromEntries(settingNames.map((name) => [name, getInput(name)]));
  return loadConfig({ ...at, inputs, env, ...file === void 0 ? {} : { file } });
}
function maskSecrets(env) {
  for (const name of settingNames) {
    const { secret, env: variables } = settingInfo(name);
    if (!secret) continue;
    for (const value of [getInput(name), ...variables.map((variable) => env[variable])]) {
      if (value) setSecret(value);
    }
  }
}

// src/action/runner/time-limit.ts
var import_yaml = __toESM(require_dist(), 1);
import { readFile as readFile4 } from "node:fs/promises";
import { join as join4 } from "node:path";
var hostedLimit = 360;
var workflowSchema = external_exports.object({ jobs: external_exports.record(external_exports.string(), external_exports.unknown()) });
var jobSchema = external_exports.object({ "timeout-minutes": external_exports.number().positive() });
async function timeLimitOf(context) {
  const fallback = context.isHosted ? hostedLimit : void 0;
  if (context.workflowFile === "") return fallback;
  const text = await readFile4(join4(context.workspace, context.workflowFile), "utf8").catch(
    () => void 0
  );
  const workflow = workflowSchema.safeParse(text === void 0 ? void 0 : parsed(text)).data;
  const said = jobSchema.safeParse(workflow?.jobs[context.job]).data?.["timeout-minutes"];
  return said === void 0 ? fallback : Math.min(said, fallback ?? said);
}
async function timeForWork(context) {
  const limit = await timeLimitOf(context);
  return limit === void 0 ? void 0 : budgetWithin(limit);
}
function budgetWithin(limit) {
  return limit - Math.min(10, limit / 10);
}
function parsed(text) {
  try {
    return (0, import_yaml.parse)(text);
  } catch {
    return void 0;
  }
}

// src/action/runner/trusted-event.ts
import { readFile as readFile5 } from "node:fs/promises";
var pullRequestEvent2 = external_exports.object({
  pull_request: external_exports.object({
    head: external_exports.object({ repo: external_exports.object({ full_name: external_exports.string() }).nullable() })
  })
});
function requireTrustedEvent(env) {
  if (env["GITHUB_EVENT_NAME"] !== "pull_request_target") return;
  throw runnerMessages.error("untrusted-event", {});
}
async function explainForFork(error, env) {
  if (!(error instanceof ConfigError) || !await isOfFork(env)) return error;
  return runnerMessages.error(
    "no-secrets-for-forks",
    { problems: error.message },
    { cause: error }
  );
}
async function isOfFork(env) {
  if (env["GITHUB_EVENT_NAME"] !== "pull_request") return false;
  const text = await readFile5(env["GITHUB_EVENT_PATH"] ?? "", "utf8").catch(() => "{}");
  const event = pullRequestEvent2.safeParse(jsonOf2(text)).data;
  if (event === void 0) return false;
  return event.pull_request.head.repo?.full_name !== env["GITHUB_REPOSITORY"];
}
function jsonOf2(text) {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return void 0;
    throw error;
  }
}

// src/action/entries/run-main.ts
async function runMain(env, signal, startedAt = 0) {
  const addToSummary = await findJobSummary(env);
  try {
    setOutputs(emptyOutputs);
    requireTrustedEvent(env);
    const context = readRunContext(env);
    const loaded = await readConfig(env, context.workspace);
    for (const secret of loaded.secrets) setSecret(secret);
    const host = hostOf({ context, env, startedAt, addToSummary }, loaded);
    const { exitCode } = await runOnHost(loaded, host, signal);
    return exitCode;
  } catch (error) {
    if (signal.aborted) {
      warning("Stopped before the first page. Run it again to start.");
      return 1;
    }
    if (error instanceof MigrationError) {
      await showRefusal(await explainForFork(error, env), addToSummary);
    } else {
      failStep(error);
    }
    return 1;
  }
}
function hostOf({ context, env, startedAt, addToSummary }, { logging }) {
  return {
    repositoryDir: context.workspace,
    env,
    runId: `${context.runId}-${context.runAttempt}`,
    startedAt,
    hugoReleases: hugoSearchOf(env),
    openMemory: (config) => openMemory(config, context),
    observer: createLogObserver(() => /* @__PURE__ */ new Date(), isQuiet(logging)),
    examine: ({ github }) => serviceChecks(github.token, context),
    timeLimit: () => timeForWork(context),
    propose: (proposal, config, signal) => proposeInRepository(proposal, config, context, signal),
    async readShardReports({ github }) {
      const { createArtifactStore } = await import("./chunks/artifact-store.js");
      return readShardReports(createArtifactStore(context, github.token, new Patience()));
    },
    keepReport: (report, files) => keepReport(report, files, context),
    telling: {
      say,
      debug: (line) => debug(printable(line)),
      checks(checks) {
        startGroup("Checks");
        for (const line of checks.flatMap(checkLines)) say(line);
        endGroup();
      },
      // The bar keeps the spaces at the beginning of a line.
      diff: (diff) => say(diff.replace(/^/gm, "| ")),
      plan: (plan) => showPlan(plan, addToSummary),
      async report({ report, files, kept, isCheckpointSaved }) {
        setOutputs(outputsOf(report, files.json ?? "", isCheckpointSaved));
        await showReport(report, context, kept, addToSummary);
      }
    }
  };
}

// src/action/entries/main.ts
keepHeapSmall();
failOnUncaughtErrors();
try {
  process2.exitCode = await runMain(process2.env, stopSignal(process2));
} catch (error) {
  failStep(error);
}
