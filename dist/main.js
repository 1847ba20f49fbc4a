import { createRequire as createRequireOfNode } from "node:module";
const require = createRequireOfNode(import.meta.url);
const __filename = import.meta.filename;
const __dirname = import.meta.dirname;
import {
  CheckpointKeeper,
  artifactName,
  checkpointKeyPrefix,
  createArtifactStore,
  createCacheStore,
  debug,
  endGroup,
  error,
  getInput,
  info,
  isOurArtifact,
  keepCheckpoint,
  leaveForPost,
  notice,
  readRunContext,
  refusalText,
  setFailed,
  setOutput,
  setSecret,
  sourceAddress,
  startGroup,
  summary,
  warning
} from "./chunks/chunk-F5RXUS2U.js";
import {
  keepHeapSmall
} from "./chunks/chunk-HNWSNMIW.js";
import {
  Progress,
  Stopwatch,
  exitCodeOf,
  findPages,
  fingerprintOf,
  forgetfulMemory,
  foundLine,
  isQuiet,
  judgementOf,
  keepStatistics,
  keepsCheckpoint,
  loadConfig,
  pageLine,
  planJob,
  readConfigFile,
  require_dist,
  require_out,
  runJob,
  secretsOf,
  settingNames,
  timeBudget
} from "./chunks/chunk-WIED64OX.js";
import {
  Checkpoint,
  MigrationError,
  attentionOf,
  checkpointRequired,
  count,
  external_exports,
  formatShard,
  headline,
  inertMarkdown,
  inspectSnapshot,
  newest,
  printable,
  renderMarkdown,
  require_lib,
  sameMigration,
  shardName,
  writeReport
} from "./chunks/chunk-OKKPKSDP.js";
import "./chunks/chunk-KN7A6G4U.js";
import "./chunks/chunk-KY3H7T6O.js";
import {
  __toESM
} from "./chunks/chunk-A5UK3EUZ.js";

// src/action/main.ts
import process from "node:process";

// src/action/inputs.ts
async function readConfig(env, workspace) {
  const at = { cwd: workspace, inputsAre: "input" };
  const file = await readConfigFile(getInput("config-file"), at);
  const inputs = Object.fromEntries(settingNames.map((name) => [name, getInput(name)]));
  return loadConfig({ ...at, inputs, env, ...file === void 0 ? {} : { file } });
}

// src/action/log.ts
function annotate(annotations) {
  const show = { error, warning, notice };
  for (const { severity, title, message, location: location2 } of annotations) {
    show[severity](printable(message), {
      title: printable(title),
      ...location2 === void 0 ? {} : { file: location2.file, startLine: location2.line }
    });
  }
}
function logRetry(failure, attempt) {
  debug(`attempt ${attempt} failed and is repeated: ${printable(failure.message)}`);
}

// src/action/log-observer.ts
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
      info(foundLine(scan, completedBefore));
      open();
    },
    pageStarted(page) {
      debug(`reading ${printable(page.pageId)}`);
    },
    pageDone(outcome) {
      progress.add(outcome);
      if (isQuiet2) {
        if (outcome.state === "failed") info(pageLine(outcome));
        return;
      }
      info(pageLine(outcome));
      if (now().getTime() - lastProgress < progressEveryMs) return;
      close();
      info(progress.line());
      open();
    },
    close
  };
}

// src/action/restore-checkpoint.ts
var import_fast_glob = __toESM(require_out(), 1);
var import_write_file_atomic = __toESM(require_lib(), 1);
import { mkdir, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
async function restoreCheckpoint(options) {
  const { file } = options;
  const refusals = [];
  const localBytes = await readIfThere(file);
  const local = localBytes === void 0 ? void 0 : goodCandidate(localBytes, "file", options);
  const restored = await fromCache(options, refusals) ?? await fromArtifacts(options, refusals);
  if (restored !== void 0 && (local === void 0 || newest(local.fields, restored.fields) !== local.fields)) {
    await replace(file, restored.bytes);
    return { source: restored.source, refusals };
  }
  if (localBytes === void 0) {
    await rm(file, { force: true });
    return { source: "new", refusals };
  }
  await replace(file, localBytes);
  return { source: "file", refusals };
}
async function fromCache(options, refusals) {
  const { file, names, stores } = options;
  const result = await stores.cache.restore(names.cachePrefix);
  return judged(result, result.ok ? file : void 0, "cache", options, refusals);
}
async function fromArtifacts(options, refusals) {
  const { file, names, stores } = options;
  for (const place of ["downloadOfThisRun", "downloadOfEarlierRun"]) {
    const folder = await mkdtemp(join(tmpdir(), "comment-migration-"));
    try {
      const result = await stores.artifacts[place](names.artifact, folder);
      const [unpacked] = await (0, import_fast_glob.default)(`**/${import_fast_glob.default.escapePath(basename(file))}`, {
        cwd: folder,
        absolute: true,
        dot: true,
        followSymbolicLinks: false
      });
      const found = await judged(result, unpacked, "artifact", options, refusals);
      if (found !== void 0) return found;
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }
  return void 0;
}
async function judged(result, path, source, options, refusals) {
  if (!result.ok) {
    refusals.push(result);
    return void 0;
  }
  const bytes = path === void 0 ? void 0 : await readIfThere(path);
  const candidate = bytes === void 0 ? void 0 : goodCandidate(bytes, source, options);
  if (candidate === void 0) {
    const reason = `what the ${source} holds is no good checkpoint of this migration, and is ignored`;
    refusals.push({ ok: false, reason });
  }
  return candidate;
}
function goodCandidate(bytes, source, { fingerprint }) {
  const fields = inspectSnapshot(bytes);
  if (fields === void 0 || !sameMigration(fields.fingerprint, fingerprint)) return void 0;
  return { source, bytes, fields };
}
async function replace(file, bytes) {
  await mkdir(dirname(file), { recursive: true });
  await (0, import_write_file_atomic.default)(file, bytes);
}
async function readIfThere(path) {
  try {
    return await readFile(path);
  } catch (error2) {
    if (error2 instanceof Error && "code" in error2 && error2.code === "ENOENT") return void 0;
    throw error2;
  }
}

// src/action/open-checkpoint.ts
async function openCheckpoint({ config }, context, keyPrefix, stores) {
  const { checkpointFile: file, resume, reset } = config.migration;
  const fingerprint = fingerprintOf(config);
  const names = { cachePrefix: keyPrefix, artifact: artifactName(keyPrefix) };
  const restored = resume === "never" ? { source: "new", refusals: [] } : await restoreCheckpoint({ file, fingerprint, names, stores });
  if (resume === "required" && restored.source === "new") {
    throw checkpointRequired(
      "There is no checkpoint to go on from, and resume is required.",
      ...restored.refusals.map(refusalText)
    );
  }
  const startOver = resume === "never" ? startAgain : startOnce(Number(context.runId));
  const opened = await Checkpoint.open({
    file,
    fingerprint,
    now: () => /* @__PURE__ */ new Date(),
    ...reset || resume === "never" ? { startOver } : {}
  });
  const source = opened.origin === "new" ? "new" : restored.source;
  sayWhereFrom(source, restored);
  const failures = restored.refusals.filter(({ isMiss }) => isMiss !== true);
  return {
    opened,
    source,
    notes: [...failures.map(refusalText), ...opened.notes],
    believesDatabase: resume !== "never" && !(reset && source === "new")
  };
}
function startAgain(generation) {
  return generation + 1;
}
function startOnce(runId) {
  return (generation) => generation <= runId ? runId : generation + 1;
}
function sayWhereFrom(source, { refusals }) {
  if (source === "new") info("No checkpoint of an earlier run: beginning a new one.");
  else info(`Going on from the checkpoint (${source}).`);
  for (const refusal of refusals) info(`  ${printable(refusalText(refusal))}`);
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
  "checkpoint-saved": false,
  matrix: ""
};
function outputsOf(report, reportPath, checkpointSaved) {
  const { pages: pages2, comments, checkpoint } = report;
  return {
    status: report.verdict,
    "pages-total": pages2.total,
    "pages-completed": pages2.completed,
    "pages-failed": pages2.failed,
    "pages-remaining": pages2.remaining,
    "comments-extracted": comments.extracted,
    "comments-imported": comments.imported,
    "comments-failed": comments.failed,
    "report-path": reportPath,
    "checkpoint-source": checkpoint.source,
    "checkpoint-saved": checkpointSaved,
    matrix: ""
  };
}
function setOutputs(outputs) {
  for (const [name, value] of Object.entries(outputs)) setOutput(name, value);
}

// src/report/plan.ts
function renderPlan(shards) {
  const pages2 = shards.reduce((sum, shard) => sum + shard.pages, 0);
  const comments = shards.reduce((sum, shard) => sum + shard.comments, 0);
  const rows = shards.map(
    (shard) => `| ${shardName(shard)} | ${shard.pages} | ${shard.comments} | ${inertMarkdown(shard.range[0])} |`
  );
  return [
    `## 🗂️ ${count(pages2, "page")} in ${count(shards.length, "shard")}`,
    `About ${count(comments, "comment")} in all. Each shard is moved by a job of its own.`,
    ["| Shard | Pages | About comments | From |", "| --- | --- | --- | --- |", ...rows].join("\n"),
    ""
  ].join("\n\n");
}

// src/action/shard-reports.ts
var import_fast_glob2 = __toESM(require_out(), 1);
import { mkdtemp as mkdtemp2, readFile as readFile2, rm as rm2 } from "node:fs/promises";
import { tmpdir as tmpdir2 } from "node:os";
import { basename as basename2, dirname as dirname2, join as join2 } from "node:path";

// src/report/merge-reports.ts
function mergeReports(left) {
  const numberOf = ({ report }) => report.shard?.number ?? 1;
  const sorted = left.toSorted((a, b) => numberOf(a) - numberOf(b));
  const inOrder = sorted.map(({ report }) => report);
  const [{ report: first }] = left;
  const of = Math.max(...inOrder.map(({ shard }) => shard?.of ?? 1));
  const missing = Array.from({ length: of }, (_, index) => index + 1).filter(
    (number) => !inOrder.some(({ shard }) => (shard?.number ?? 1) === number)
  );
  const pages2 = total(inOrder.map((report) => report.pages));
  const startedAt = inOrder.map((report) => report.startedAt).sort()[0] ?? first.startedAt;
  const finishedAt = inOrder.map((report) => report.finishedAt).sort().at(-1) ?? first.finishedAt;
  const dealtWith = pages2.total - pages2.remaining;
  const known = pages2.total === 0 ? 1 : dealtWith / pages2.total;
  return {
    ...first,
    verdict: verdictOf(inOrder, missing.length > 0),
    shard: null,
    shards: [
      ...sorted.map(shardOf),
      ...missing.map((number) => ({ number, of, verdict: null, pages: null, checkpoint: null }))
    ].toSorted((a, b) => a.number - b.number),
    startedAt,
    finishedAt,
    durationMs: Date.parse(finishedAt) - Date.parse(startedAt),
    pages: pages2,
    comments: total(inOrder.map((report) => report.comments)),
    progressRate: known * inOrder.length / of,
    successRate: dealtWith === 0 ? null : (dealtWith - pages2.failed) / dealtWith,
    checkpoint: {
      ...first.checkpoint,
      notes: distinct(inOrder.flatMap(({ checkpoint }) => checkpoint.notes))
    },
    stoppedBy: inOrder.find(({ stoppedBy }) => stoppedBy !== null)?.stoppedBy ?? null,
    failedPages: inOrder.flatMap((report) => report.failedPages),
    pageList: inOrder.flatMap((report) => report.pageList).toSorted((a, b) => a.pageId < b.pageId ? -1 : 1),
    findings: [
      ...missing.map((number) => lostShard(number, of)),
      ...distinct(inOrder.flatMap((report) => report.findings))
    ],
    differences: inOrder.flatMap((report) => report.differences),
    phases: addedUp(inOrder.flatMap((report) => report.phases)),
    months: months(inOrder.flatMap((report) => report.months)),
    comparison: compared(inOrder),
    trial: tried(inOrder),
    rollback: null,
    skippedEvents: inOrder.flatMap((report) => report.skippedEvents)
  };
}
function verdictOf(reports, isPartMissing) {
  const verdicts = reports.map(({ verdict: verdict2 }) => verdict2);
  const [first = "failed"] = verdicts;
  if (verdicts.includes("failed")) return "failed";
  if (isPartMissing || verdicts.includes("partial")) return "partial";
  return verdicts.every((verdict2) => verdict2 === first) ? first : "partial";
}
function shardOf({ report, checkpoint }) {
  const { shard, verdict: verdict2, pages: pages2 } = report;
  return { number: shard?.number ?? 1, of: shard?.of ?? 1, verdict: verdict2, pages: pages2, checkpoint };
}
function lostShard(number, of) {
  return {
    severity: "warning",
    code: "shard-without-report",
    message: `Shard ${number}/${of} left no report: its job was lost, or cancelled before its end.`,
    remedy: "Re-run the failed jobs of this workflow run: it goes on where it stopped."
  };
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
function compared(reports) {
  const parts = reports.flatMap(({ comparison: comparison2 }) => comparison2 ?? []);
  if (parts.length === 0) return null;
  return {
    previousRunAt: parts.flatMap(({ previousRunAt }) => previousRunAt ?? []).sort().at(-1) ?? null,
    newlyCompleted: parts.flatMap((part) => part.newlyCompleted),
    newlyFailed: parts.flatMap((part) => part.newlyFailed),
    stillFailed: parts.flatMap((part) => part.stillFailed),
    newComments: parts.flatMap((part) => part.newComments),
    gone: parts.flatMap((part) => part.gone)
  };
}
function tried(reports) {
  const parts = reports.flatMap(({ trial: trial2 }) => trial2 ?? []);
  const [first] = parts;
  if (first === void 0) return null;
  const reasons = distinct(parts.flatMap((part) => part.reasons));
  const written = parts.map(({ proof }) => proof.rowsWritten);
  return {
    judgement: judgementOf(reasons),
    reasons,
    samples: first.samples,
    cost: total(parts.map(({ cost }) => cost)),
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

// src/report/report-schema.ts
var count2 = external_exports.int().nonnegative();
var location = external_exports.object({ file: external_exports.string(), line: external_exports.int() });
var problem = { code: external_exports.string(), message: external_exports.string(), remedy: external_exports.string().nullable() };
var time = external_exports.iso.datetime();
var verdict = external_exports.enum(["complete", "partial", "failed", "dry-run", "verified", "rolled-back"]);
var pages = external_exports.object({
  total: count2,
  completed: count2,
  completedBefore: count2,
  failed: count2,
  remaining: count2
});
var step = external_exports.enum(["read", "check", "import", "verify"]);
var comparison = external_exports.object({
  previousRunAt: time.nullable(),
  newlyCompleted: external_exports.array(external_exports.string()),
  newlyFailed: external_exports.array(external_exports.string()),
  stillFailed: external_exports.array(external_exports.string()),
  newComments: external_exports.array(external_exports.object({ pageId: external_exports.string(), comments: count2 })),
  gone: external_exports.array(external_exports.string())
});
var sample = external_exports.object({
  kind: external_exports.enum(["plain", "changed", "media", "edited", "reply"]),
  pageId: external_exports.string(),
  eventId: external_exports.string(),
  before: external_exports.object({
    sender: external_exports.string(),
    sentAt: external_exports.string(),
    replyTo: external_exports.string().nullable(),
    body: external_exports.string()
  }),
  after: external_exports.object({
    page: external_exports.string(),
    authorName: external_exports.string(),
    createdAt: external_exports.string(),
    parentEventId: external_exports.string().nullable(),
    content: external_exports.string()
  })
});
var trial = external_exports.object({
  judgement: external_exports.enum(["go", "caution", "no-go"]),
  reasons: external_exports.array(
    external_exports.object({
      judgement: external_exports.enum(["caution", "no-go"]),
      code: external_exports.string(),
      message: external_exports.string(),
      remedy: external_exports.string()
    })
  ),
  samples: external_exports.array(sample),
  cost: external_exports.object({
    comments: count2,
    alreadyThere: count2,
    homeserverRequests: count2,
    databaseCalls: count2,
    databaseRows: count2,
    durationMs: count2
  }),
  proof: external_exports.object({ databaseCalls: count2, rowsWritten: count2.nullable() })
});
var difference = external_exports.object({
  kind: external_exports.enum([
    "missing",
    "deleted",
    "not-shown",
    "doubled",
    "not-in-ledger",
    "page",
    "author",
    "text",
    "time",
    "parent"
  ]),
  comment: external_exports.string(),
  pageId: external_exports.string(),
  seenBy: external_exports.enum(["database", "api"]),
  expected: external_exports.string().nullable(),
  found: external_exports.string().nullable()
});
var rollback = external_exports.object({
  named: count2,
  deleted: count2,
  goneBefore: count2,
  readerReplies: external_exports.enum(["refuse", "keep", "delete"]),
  repliesKept: count2,
  repliesDeleted: count2,
  attachments: external_exports.record(external_exports.string(), count2),
  replies: external_exports.array(
    external_exports.object({
      commentId: external_exports.union([external_exports.number(), external_exports.string()]),
      page: external_exports.string(),
      authorName: external_exports.string(),
      isDirect: external_exports.boolean()
    })
  )
});
var reportSchema = external_exports.object({
  schemaVersion: external_exports.literal(1),
  verdict,
  mode: external_exports.enum(["migrate", "verify", "rollback"]),
  shard: external_exports.object({ number: external_exports.int().positive(), of: external_exports.int().positive() }).nullable(),
  shards: external_exports.array(
    external_exports.object({
      number: external_exports.int().positive(),
      of: external_exports.int().positive(),
      verdict: verdict.nullable(),
      pages: pages.nullable(),
      checkpoint: external_exports.object({
        status: external_exports.enum(["running", "done"]),
        completedPages: count2,
        failedPages: count2
      }).nullable()
    })
  ).nullable(),
  site: external_exports.object({
    siteName: external_exports.string(),
    homeserver: external_exports.string(),
    database: external_exports.string(),
    databaseIs: external_exports.enum(["local", "remote"])
  }),
  startedAt: time,
  finishedAt: time,
  durationMs: external_exports.number().nonnegative(),
  pages,
  comments: external_exports.object({ extracted: count2, imported: count2, inserted: count2, failed: count2 }),
  progressRate: external_exports.number().min(0).max(1),
  successRate: external_exports.number().min(0).max(1).nullable(),
  scan: external_exports.object({
    resolvedBy: external_exports.enum(["hugo", "resolver"]),
    discoveredBy: external_exports.enum(["content", "rendered", "both"]),
    counts: external_exports.object({
      contentFiles: count2,
      withSection: count2,
      draft: count2,
      future: count2,
      expired: count2,
      unrendered: count2
    })
  }),
  checkpoint: external_exports.object({
    source: external_exports.enum(["none", "new", "file", "cache", "artifact", "ledger"]),
    file: external_exports.string(),
    notes: external_exports.array(external_exports.string())
  }),
  stoppedBy: external_exports.object(problem).nullable(),
  failedPages: external_exports.array(
    external_exports.object({
      ...problem,
      pageId: external_exports.string(),
      title: external_exports.string(),
      location,
      comments: count2,
      attempts: count2,
      step
    })
  ),
  pageList: external_exports.array(
    external_exports.object({
      pageId: external_exports.string(),
      title: external_exports.string(),
      location,
      state: external_exports.enum([
        "completed",
        "completed-before",
        "failed",
        "remaining",
        "readable",
        "verified"
      ]),
      comments: count2
    })
  ),
  findings: external_exports.array(
    external_exports.object({
      severity: external_exports.enum(["error", "warning", "notice"]),
      code: external_exports.string(),
      message: external_exports.string(),
      remedy: external_exports.string().exactOptional(),
      pageId: external_exports.string().exactOptional(),
      location: location.exactOptional(),
      eventIds: external_exports.array(external_exports.string()).exactOptional()
    })
  ),
  differences: external_exports.array(difference),
  phases: external_exports.array(
    external_exports.object({
      phase: external_exports.enum(["scan", "start", "read", "import", "finish"]),
      durationMs: external_exports.number().nonnegative()
    })
  ),
  months: external_exports.array(external_exports.object({ month: external_exports.string().regex(/^\d{4}-\d{2}$/), comments: count2 })),
  comparison: comparison.nullable(),
  trial: trial.nullable(),
  rollback: rollback.nullable(),
  skippedEvents: external_exports.array(
    external_exports.object({ pageId: external_exports.string(), reason: external_exports.string(), eventIds: external_exports.array(external_exports.string()) })
  )
});

// src/action/shard-reports.ts
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
      throw noReports("None of this run's artifacts holds a shard's report.");
    const siteOf = ({ report }) => JSON.stringify(report.site);
    const stranger = others.find((other) => siteOf(other) !== siteOf(first));
    if (stranger !== void 0) throw severalSites(first.report, stranger.report);
    return mergeReports([first, ...others]);
  } finally {
    await rm2(folder, { recursive: true, force: true });
  }
}
async function readShard(file) {
  const report = reportSchema.safeParse(jsonOf(await readFile2(file, "utf8"))).data;
  if (report === void 0 || report.shard === null) return void 0;
  const [checkpoint] = await (0, import_fast_glob2.default)(
    `**/${import_fast_glob2.default.escapePath(basename2(report.checkpoint.file))}`,
    {
      cwd: dirname2(dirname2(file)),
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
  } catch (error2) {
    if (error2 instanceof SyntaxError) return void 0;
    throw error2;
  }
}
function noReports(reason) {
  return new MigrationError("no-shard-reports", `There is no report of a shard. ${reason}`, {
    remedy: "Let this job come after the jobs that move the shards (`needs:`), in the same workflow run, with `if: always()`."
  });
}
function severalSites(one, other) {
  const [a, b] = [one, other].map(({ site }) => `${site.siteName} to ${site.database}`);
  return new MigrationError(
    "reports-of-several-sites",
    `The shards of this run belong to several migrations: ${a}, and ${b}.`,
    { remedy: "Move one site in one workflow run, or in workflows of their own." }
  );
}

// src/action/tell-report.ts
import { basename as basename3 } from "node:path";

// src/action/annotations.ts
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
function annotationOf({ group: { severity, about }, pageId, location: location2, message, remedy }, { mode }) {
  const title = {
    stopped: "Comment migration stopped",
    page: `Comments of ${pageId} not ${mode === "verify" ? "verified" : "moved"}`,
    finding: pageId === null ? "Comment migration" : `Comment migration: ${pageId}`
  }[about];
  return {
    severity,
    title,
    message: remedy === null ? message : `${message} ${remedy}`,
    location: location2 ?? void 0
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

// src/action/show-report.ts
async function showReport(report, context, kept) {
  annotate(annotationsOf(report));
  info(printable(headline(report)));
  const addressOf = sourceAddress(context);
  const options = { kept, ...addressOf === void 0 ? {} : { addressOf } };
  await summary.addRaw(renderMarkdown(report, options)).write();
}
async function showRefusal({ message, remedy = "" }) {
  setFailed([message, remedy].join("\n").trim());
  const lines = message.split("\n").map(inertMarkdown).join("  \n");
  await summary.addRaw(`## ❌ The migration did not begin

${lines}

${inertMarkdown(remedy)}
`).write();
}

// src/action/tell-report.ts
async function tellReport(report, { migration }, context) {
  const files = await writeReport(report, migration.reportDir);
  const name = artifactNameOf(report, context);
  const result = await createArtifactStore(context, void 0).upload(
    name,
    Object.values(files),
    migration.reportDir
  );
  const line = result.ok ? `Report: kept as the artifact ${name} of this run; ${basename3(files.html)} is for people.` : `Report: not kept as an artifact. Reason: ${refusalText(result)}`;
  info(printable(line));
  await showReport(report, context, [line]);
  setOutputs(outputsOf(report, files.json, false));
  return exitCodeOf(report, migration.failOn);
}
function artifactNameOf({ mode, trial: trial2, shard, shards }, context) {
  const kind = shards !== null ? "all-shards" : trial2 !== null ? "dry-run" : mode;
  const part = shard === null ? [] : [`${shard.number}-of-${shard.of}`];
  return ["comment-migration-report", context.job, kind, ...part, context.runAttempt].join("-");
}

// src/action/run-shards.ts
async function runPlan(job, signal) {
  const shards = await planJob(job, { onRetry: logRetry }, signal);
  const include = shards.map((shard) => ({ number: shardName(shard), shard: formatShard(shard) }));
  await summary.addRaw(renderPlan(shards)).write();
  setOutputs({
    ...emptyOutputs,
    "pages-total": job.scan.pages.length,
    matrix: JSON.stringify({ include })
  });
  info(`Divided ${job.scan.pages.length} pages into ${shards.length} shards.`);
  return 0;
}
async function runReport(loaded, context) {
  const report = await readShardReports(createArtifactStore(context, loaded.github.token));
  return await tellReport(report, loaded, context);
}

// src/action/time-limit.ts
var import_yaml = __toESM(require_dist(), 1);
import { readFile as readFile3 } from "node:fs/promises";
import { join as join3 } from "node:path";
var hostedLimit = 360;
var workflowSchema = external_exports.object({
  jobs: external_exports.record(external_exports.string(), external_exports.object({ "timeout-minutes": external_exports.number().positive().optional() }))
});
async function timeLimitOf(context) {
  const fallback = context.isHosted ? hostedLimit : void 0;
  if (context.workflowFile === "") return fallback;
  const text = await readFile3(join3(context.workspace, context.workflowFile), "utf8").catch(
    () => void 0
  );
  const workflow = workflowSchema.safeParse(text === void 0 ? void 0 : parsed(text)).data;
  const said = workflow?.jobs[context.job]?.["timeout-minutes"];
  return said === void 0 ? fallback : Math.min(said, fallback ?? said);
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

// src/action/while-saving.ts
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
      keeper.saveToCache().catch((error2) => {
        debug(`a save at an interval failed: ${String(error2)}`);
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

// src/action/run-main.ts
async function runMain(env, signal) {
  setOutputs(emptyOutputs);
  try {
    const context = readRunContext(env);
    const loaded = await readConfig(env, context.workspace);
    for (const secret of secretsOf(loaded)) setSecret(secret);
    if (loaded.migration.mode === "report") return await runReport(loaded, context);
    const site = { env, repositoryDir: context.workspace, now: () => /* @__PURE__ */ new Date(), say: info };
    const stopwatch = new Stopwatch(site.now, "scan");
    const job = await findPages(loaded, site, signal);
    if (job.config.migration.mode === "plan") return await runPlan(job, signal);
    stopwatch.enter("start");
    const run = keepsCheckpoint(loaded) ? runForReal : runWithoutCheckpoint;
    return await run(job, hostFor(context, env, job.config, stopwatch), context, signal);
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
async function runWithoutCheckpoint(job, runner, context, signal) {
  const { migration } = job.config;
  const checkpoint = { source: "none", file: migration.checkpointFile, notes: [] };
  const memory = { memory: forgetfulMemory, believesDatabase: false };
  const host = { ...runner, ...memory, checkpoint };
  const report = await runJob(job, host, signal).finally(host.observer.close);
  return await tellReport(report, job.config, context);
}
async function runForReal(job, runner, context, signal) {
  const { migration, github } = job.config;
  const fingerprint = fingerprintOf(job.config);
  const keyPrefix = checkpointKeyPrefix(context, fingerprint, migration.stateKey, migration.shard);
  const cachePath = migration.checkpointFileAsGiven;
  const stores = {
    cache: createCacheStore(cachePath),
    artifacts: createArtifactStore(context, github.token)
  };
  const { opened, ...found } = await openCheckpoint(job, context, keyPrefix, stores);
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
    ...runner,
    memory: opened.checkpoint,
    believesDatabase: found.believesDatabase,
    checkpoint: { source: found.source, file: cachePath, notes: found.notes }
  };
  const schedule = {
    intervalMs: migration.checkpointInterval * 1e3,
    clock: () => performance.now()
  };
  const limit = await timeLimitOf(context);
  const minutes = migration.timeBudget ?? (limit === void 0 ? void 0 : budgetWithin(limit));
  const budget = timeBudget(minutes, performance.now());
  const report = await whileSaving(
    keeper,
    schedule,
    () => runJob(job, { ...host, until: budget.until }, AbortSignal.any([signal, budget.end]))
  ).finally(host.observer.close);
  await keepStatistics(opened.checkpoint, report);
  const { json } = await writeReport(report, migration.reportDir);
  const kept = signal.aborted ? [] : await keepCheckpoint(keeper);
  await showReport(report, context, kept);
  setOutputs(outputsOf(report, json, keeper.isSaved));
  await opened.checkpoint.close();
  return exitCodeOf(report, migration.failOn);
}
function hostFor(context, env, { logging }, stopwatch) {
  const now = () => /* @__PURE__ */ new Date();
  return {
    observer: createLogObserver(now, isQuiet(logging)),
    onRetry: logRetry,
    env,
    runId: `${context.runId}-${context.runAttempt}`,
    stopwatch,
    now
  };
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
