import { createRequire as createRequireOfNode } from "node:module";
const require = createRequireOfNode(import.meta.url);
const __filename = import.meta.filename;
const __dirname = import.meta.dirname;
import {
  Progress,
  exitCodeOf,
  foundLine,
  pageLine,
  planJob
} from "./chunks/main+run-cli.js";
import {
  ConfigError,
  Stopwatch,
  createRetry,
  findPages,
  fingerprintOf,
  forgetfulMemory,
  isQuiet,
  judgementOf,
  keepStatistics,
  keepsCheckpoint,
  loadConfig,
  readConfigFile,
  releasesUrlOf,
  requirePlacesInside,
  require_dist,
  require_out,
  runJob,
  secretsOf,
  settingInfo,
  settingNames,
  switchComments,
  timeBudget
} from "./chunks/main+migrate-site+run-cli.js";
import {
  CheckpointKeeper,
  annotate,
  artifactName,
  checkpointKeyPrefix,
  failOnUncaughtErrors,
  failStep,
  isOurArtifact,
  keepCheckpoint,
  leaveForPost,
  logRetry,
  readRunContext,
  say,
  sourceAddress
} from "./chunks/main+post.js";
import {
  getOctokit
} from "./chunks/artifact-store+main+post.js";
import {
  refusalText
} from "./chunks/artifact-store+cache-store+main+post.js";
import {
  Checkpoint,
  attentionOf,
  checkpointRequired,
  count,
  formatShard,
  headline,
  inertMarkdown,
  inspectSnapshot,
  newest,
  printable,
  readIfThere,
  renderMarkdown,
  require_lib,
  sameMigration,
  shardName,
  withRemedy,
  writeReport
} from "./chunks/main+migrate-site+post+run-cli.js";
import {
  keepHeapSmall
} from "./chunks/cli+main.js";
import {
  MigrationError
} from "./chunks/cli+index+main+migrate-site+post+run-cli.js";
import "./chunks/local-d1-process+main+migrate-site+run-cli.js";
import {
  external_exports
} from "./chunks/local-d1-process+main+migrate-site+post+run-cli.js";
import "./chunks/main+migrate-site+run-cli+rust-crypto.js";
import "./chunks/artifact-store+main+migrate-site+post+run-cli+rust-crypto.js";
import {
  debug,
  endGroup,
  getInput,
  setFailed,
  setOutput,
  setSecret,
  startGroup,
  summary,
  warning
} from "./chunks/artifact-store+cache-store+main+post+tool-cache.js";
import {
  __toESM
} from "./chunks/all.js";

// src/action/main.ts
import process2 from "node:process";

// src/action/hugo-tool-cache.ts
import { rm } from "node:fs/promises";
import { arch, tmpdir } from "node:os";
import { join } from "node:path";
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
          await rm(join(folder, tool, version, arch()), { recursive: true, force: true });
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
  const own = join(env["RUNNER_TEMP"] || tmpdir(), "comment-migration-tools");
  process.env["RUNNER_TOOL_CACHE"] = own;
  return own;
}

// src/action/inputs.ts
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
    close
  };
}

// src/action/restore-checkpoint.ts
var import_fast_glob = __toESM(require_out(), 1);
var import_write_file_atomic = __toESM(require_lib(), 1);
import { mkdir, mkdtemp, rm as rm2 } from "node:fs/promises";
import { tmpdir as tmpdir2 } from "node:os";
import { basename, dirname, join as join2 } from "node:path";
async function restoreCheckpoint(options) {
  const { file } = options;
  const refusals = [];
  const localBytes = readIfThere(file);
  const local = localBytes === void 0 ? void 0 : goodCandidate(localBytes, "file", options);
  const restored = await fromCache(options, refusals) ?? await fromArtifacts(options, refusals);
  if (restored !== void 0 && (local === void 0 || newest(local.fields, restored.fields) !== local.fields)) {
    await replace(file, restored.bytes);
    return { source: restored.source, refusals };
  }
  if (localBytes === void 0) {
    await rm2(file, { force: true });
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
    const folder = await mkdtemp(join2(tmpdir2(), "comment-migration-"));
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
      await rm2(folder, { recursive: true, force: true });
    }
  }
  return void 0;
}
async function judged(result, path, source, options, refusals) {
  if (!result.ok) {
    refusals.push(result);
    return void 0;
  }
  const bytes = path === void 0 ? void 0 : readIfThere(path);
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

// src/action/open-checkpoint.ts
async function openCheckpoint({ config }, context, keyPrefix, stores) {
  const { checkpointFile: file, resume, reset } = config.migration;
  const fingerprint = fingerprintOf(config);
  const names = { cachePrefix: keyPrefix, artifact: artifactName(keyPrefix) };
  const restored = resume === "never" ? { source: "new", refusals: [] } : await restoreCheckpoint({ file, fingerprint, names, stores });
  if (resume === "required" && restored.source === "new") {
    throw checkpointRequired("checkpoint", restored.refusals.map(refusalText));
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
  if (source === "new") say("No checkpoint of an earlier run: beginning a new one.");
  else say(`Going on from the checkpoint (${source}).`);
  for (const refusal of refusals) say(`  ${refusalText(refusal)}`);
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
  "pull-request-url": "",
  "pull-request-number": "",
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
    "pull-request-url": report.switch?.pullRequest?.url ?? "",
    "pull-request-number": report.switch?.pullRequest?.number ?? "",
    matrix: ""
  };
}
function setOutputs(outputs) {
  for (const [name, value] of Object.entries(outputs)) setOutput(name, value);
}

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
  const { code, message, remedy } = explain(failure, attempt);
  return new MigrationError(code, message, { remedy, cause: error });
}
function explain(failure, attempt) {
  const { status, message } = failure;
  const { what, repository, branch, base } = attempt;
  if (status === 401) {
    return {
      code: "github-token-refused",
      message: `GitHub does not accept the token for ${repository}.`,
      remedy: "Leave github-token out, so that the job's own is used, or give one that has not expired."
    };
  }
  if (/archived/i.test(message)) return archived(repository);
  if (/not permitted to create or approve pull requests/i.test(message)) {
    return {
      code: "pull-requests-forbidden",
      message: `${repository} does not let GitHub Actions create pull requests. The branch ${branch} is pushed.`,
      remedy: `Allow it (Settings → Actions → General → Workflow permissions → Allow GitHub Actions to create and approve pull requests) and run it again, or open the pull request from ${branch} to ${base} yourself.`
    };
  }
  if (/protected branch|rule violations|protected ref/i.test(message)) {
    return {
      code: "branch-protected",
      message: `A rule of ${repository} protects the branch ${branch}: ${inOneLine(message)}`,
      remedy: "Name a branch that no rule covers by switch-branch, or let the rule except this action."
    };
  }
  if (/already has the maximum|too many files|too large/i.test(message)) {
    return {
      code: "change-too-large",
      message: `GitHub refused the change: ${inOneLine(message)}`,
      remedy: remedyOfNone
    };
  }
  if (status >= 500 || isLimit(failure)) {
    return {
      code: "github-unreachable",
      message: `GitHub's API did not do it (${inOneLine(message)}).`,
      remedy: "Run it again later: nothing is lost or doubled."
    };
  }
  if (status === 403 || status === 404 && what !== "read") return forbidden(attempt);
  if (status === 404) {
    return {
      code: "repository-not-found",
      message: `GitHub knows no repository ${repository} with a branch ${base}, or the token may not see it.`,
      remedy: "Give the job the permissions contents: write and pull-requests: write."
    };
  }
  return {
    code: "github-refused",
    message: `GitHub refused the pull request: ${inOneLine(message)}`,
    remedy: remedyOfNone
  };
}
var remedyOfNone = "Run it with switch: working-tree in a terminal, and commit what it did.";
function forbidden({ what, repository, branch }) {
  const permission = what === "pull-request" || what === "find-pull-request" ? "pull-requests: write" : "contents: write";
  const state = what === "pull-request" ? ` The branch ${branch} is pushed.` : "";
  return {
    code: "permission-missing",
    message: `The token has no permission ${permission} for ${repository}.${state}`,
    remedy: "Give the job the permissions contents: write and pull-requests: write in the workflow file, or a token that has them by github-token."
  };
}
function archived(repository) {
  return {
    code: "repository-archived",
    message: `${repository} is archived: nobody can change it.`,
    remedy: "Unarchive it (Settings → General → Danger Zone) and run it again."
  };
}
function archivedRepository(repository) {
  const { code, message, remedy } = archived(repository);
  return new MigrationError(code, message, { remedy });
}
function inOneLine(message) {
  return message.replaceAll(/\s+/g, " ").replace(/ - https:\/\/docs\S*$/, "");
}

// src/action/pull-request/base-branch.ts
import { readFile } from "node:fs/promises";
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
  const isFork = head !== repository;
  throw new MigrationError(
    "run-of-a-pull-request",
    isFork ? `This run was started by a pull request from the fork ${head ?? "(deleted)"}, and may change nothing in ${repository}.` : "This run was started by a pull request, and what it checked out is no branch.",
    { remedy: "Run the switch by workflow_dispatch on the branch that the site is built from." }
  );
}
async function readEvent(file) {
  try {
    return JSON.parse(await readFile(file, "utf8"));
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
var trailer = "Hugo-Comment-Migration: switch";
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
  if (base.name === branch) throw sameBranch(branch);
  const { files, findings } = await guard("read", () => unchangedFiles(api, base, proposal));
  if (files.length === 0) return { pullRequest: null, findings };
  const pulls = pullRequestsOf(api, { branch, base: base.name });
  const { open, closed } = await guard("find-pull-request", () => pulls.find());
  if (open === void 0 && closed !== void 0) {
    const isSame = await guard("read", () => holds(api, closed.headSha, files));
    if (isSame) return { pullRequest: null, findings: [...findings, declined(closed)] };
  }
  const tree = await guard("push", () => writeTree(api, base.treeSha, files));
  const isPushed = await guard("push", () => push(api, { proposal, base, tree }));
  const pullRequest = await guard("pull-request", () => settle(pulls, proposal, isPushed));
  return { pullRequest, findings };
}
async function readBase(api, named) {
  const { rest, at, retried } = api;
  const { data: repository } = await retried(() => rest.repos.get(at));
  if (repository.archived) throw archivedRepository(api.name);
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
  throw new MigrationError(
    "branch-has-other-commits",
    `The branch ${branch} holds commits that this action did not make, and is not written over.`,
    {
      remedy: "Merge its pull request, or delete the branch, or name another one by switch-branch; then run it again."
    }
  );
}
async function settle(pulls, { title, body }, isPushed) {
  const { open } = await pulls.find();
  if (open === void 0) return pulls.create(title, body);
  const state = isPushed ? "updated" : "unchanged";
  if (open.title !== title || open.body !== body) await pulls.update(open.number, title, body);
  return { number: open.number, url: open.url, state };
}
function sameBranch(branch) {
  return new MigrationError(
    "switch-branch-in-use",
    `This run was started on ${branch}, which is the branch of the switch itself.`,
    { remedy: "Start it on the branch that the site is built from, or set another switch-branch." }
  );
}
function otherThere(path, base) {
  return {
    severity: "error",
    code: "file-changed",
    message: `The shortcodes in ${path} were not replaced: the branch ${base} holds another version of it than the checkout, or none.`,
    remedy: "Run it again on the branch as it is now, with nothing between the checkout and this step that changes content.",
    location: { file: path, line: 1 }
  };
}
function declined({ number, url }) {
  return {
    severity: "notice",
    code: "pull-request-declined",
    message: `The pull request #${number} with exactly this replacement was closed; no other one is opened.`,
    remedy: `Reopen ${url} if you want it after all, or set another switch-branch.`
  };
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

// src/action/propose-switch.ts
var deadlineMs = 3e5;
function switchInRepository(job, report, context, signal) {
  const { github, migration } = job.config;
  const host = {
    repositoryDir: context.workspace,
    // The bar keeps the spaces at the beginning of a line.
    show: (diff) => say(diff.replace(/^/gm, "| ")),
    propose: async (proposal) => {
      if (github.token === void 0) throw tokenMissing();
      const within = AbortSignal.any([signal, AbortSignal.timeout(deadlineMs)]);
      const api = repositoryApi(github.token, context, migration.maxRetries, within);
      return proposeChanges(api, proposal, context);
    }
  };
  return switchComments(job, report, host, signal);
}
function tokenMissing() {
  return new MigrationError(
    "github-token-missing",
    "There is no token for GitHub's API, so that no pull request could be made.",
    { remedy: "Leave the input github-token out, so that the job's own token is used." }
  );
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
import { mkdtemp as mkdtemp2, readFile as readFile2, rm as rm3 } from "node:fs/promises";
import { tmpdir as tmpdir3 } from "node:os";
import { basename as basename2, dirname as dirname2, join as join3 } from "node:path";

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
    resolvedBy: external_exports.enum(["hugo", "built-site"]),
    discoveredBy: external_exports.enum(["build", "built-site", "content"]),
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
  switch: external_exports.object({
    to: external_exports.enum(["working-tree", "pull-request"]),
    dryRun: external_exports.boolean(),
    replaced: count2,
    removed: count2,
    kept: count2,
    files: external_exports.array(external_exports.string()),
    pullRequest: external_exports.object({
      number: external_exports.int().positive(),
      url: external_exports.string(),
      state: external_exports.enum(["created", "updated", "unchanged"])
    }).nullable()
  }).exactOptional(),
  skippedEvents: external_exports.array(
    external_exports.object({ pageId: external_exports.string(), reason: external_exports.string(), eventIds: external_exports.array(external_exports.string()) })
  )
});

// src/action/shard-reports.ts
async function readShardReports(artifacts) {
  const folder = await mkdtemp2(join3(tmpdir3(), "comment-migration-"));
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
    await rm3(folder, { recursive: true, force: true });
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
  } catch (error) {
    if (error instanceof SyntaxError) return void 0;
    throw error;
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
    message: withRemedy(message, remedy),
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
  say(headline(report));
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
  const { createArtifactStore } = await import("./chunks/artifact-store.js");
  const result = await createArtifactStore(context, void 0).upload(
    name,
    Object.values(files),
    migration.reportDir
  );
  const line = result.ok ? `Report: kept as the artifact ${name} of this run; ${basename3(files.html)} is for people.` : `Report: not kept as an artifact. Reason: ${refusalText(result)}`;
  say(line);
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
  say(`Divided ${job.scan.pages.length} pages into ${shards.length} shards.`);
  return 0;
}
async function runReport(loaded, context) {
  const { createArtifactStore } = await import("./chunks/artifact-store.js");
  const report = await readShardReports(createArtifactStore(context, loaded.github.token));
  return await tellReport(report, loaded, context);
}

// src/action/time-limit.ts
var import_yaml = __toESM(require_dist(), 1);
import { readFile as readFile3 } from "node:fs/promises";
import { join as join4 } from "node:path";
var hostedLimit = 360;
var workflowSchema = external_exports.object({
  jobs: external_exports.record(external_exports.string(), external_exports.object({ "timeout-minutes": external_exports.number().positive().optional() }))
});
async function timeLimitOf(context) {
  const fallback = context.isHosted ? hostedLimit : void 0;
  if (context.workflowFile === "") return fallback;
  const text = await readFile3(join4(context.workspace, context.workflowFile), "utf8").catch(
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

// src/action/trusted-event.ts
import { readFile as readFile4 } from "node:fs/promises";
var pullRequestEvent2 = external_exports.object({
  pull_request: external_exports.object({
    head: external_exports.object({ repo: external_exports.object({ full_name: external_exports.string() }).nullable() })
  })
});
function requireTrustedEvent(env) {
  if (env["GITHUB_EVENT_NAME"] !== "pull_request_target") return;
  throw new MigrationError(
    "untrusted-event",
    "This run was started by pull_request_target, in which a stranger's pull request can reach this repository's secrets; comments are not moved so.",
    {
      remedy: "Start the migration by workflow_dispatch, push or schedule, and a dry run for pull requests by pull_request."
    }
  );
}
async function explainForFork(error, env) {
  if (!(error instanceof ConfigError) || !await isOfFork(env)) return error;
  return new MigrationError(
    "no-secrets-for-forks",
    `This run is of a pull request from a fork, and GitHub gives it no secrets.
${error.message}`,
    {
      remedy: "That is as it should be. Let the step be skipped for forks, by if: github.event.pull_request.head.repo.full_name == github.repository in the workflow.",
      cause: error
    }
  );
}
async function isOfFork(env) {
  if (env["GITHUB_EVENT_NAME"] !== "pull_request") return false;
  const text = await readFile4(env["GITHUB_EVENT_PATH"] ?? "", "utf8").catch(() => "{}");
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

// src/action/run-main.ts
async function runMain(env, signal) {
  setOutputs(emptyOutputs);
  try {
    requireTrustedEvent(env);
    const context = readRunContext(env);
    const loaded = await readConfig(env, context.workspace);
    for (const secret of secretsOf(loaded)) setSecret(secret);
    await requirePlacesInside(loaded, context.workspace);
    if (loaded.migration.mode === "report") return await runReport(loaded, context);
    const site = {
      env,
      repositoryDir: context.workspace,
      now: () => /* @__PURE__ */ new Date(),
      hugoReleases: hugoSearchOf(env),
      say
    };
    const stopwatch = new Stopwatch(site.now, "scan");
    const job = await findPages(loaded, site, signal);
    if (job.config.migration.mode === "plan") return await runPlan(job, signal);
    stopwatch.enter("start");
    const run = keepsCheckpoint(loaded) ? runForReal : runWithoutCheckpoint;
    return await run(job, hostFor(context, env, job.config, stopwatch), context, signal);
  } catch (error) {
    if (signal.aborted) {
      warning("Stopped before the first page. Run it again to begin.");
      return 1;
    }
    if (!(error instanceof MigrationError)) throw error;
    await showRefusal(await explainForFork(error, env));
    return 1;
  }
}
async function runWithoutCheckpoint(job, runner, context, signal) {
  const { migration } = job.config;
  const checkpoint = { source: "none", file: migration.checkpointFile, notes: [] };
  const memory = { memory: forgetfulMemory, believesDatabase: false };
  const host = { ...runner, ...memory, checkpoint };
  const moved = await runJob(job, host, signal).finally(host.observer.close);
  const report = await switchInRepository(job, moved, context, signal);
  return await tellReport(report, job.config, context);
}
async function runForReal(job, runner, context, signal) {
  const { migration, github } = job.config;
  const fingerprint = fingerprintOf(job.config);
  const keyPrefix = checkpointKeyPrefix(context, fingerprint, migration.stateKey, migration.shard);
  const cachePath = migration.checkpointFileAsGiven;
  const { createArtifactStore } = await import("./chunks/artifact-store.js");
  const { createCacheStore } = await import("./chunks/cache-store.js");
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
  const moved = await whileSaving(
    keeper,
    schedule,
    () => runJob(job, { ...host, until: budget.until }, AbortSignal.any([signal, budget.end]))
  ).finally(host.observer.close);
  const report = await switchInRepository(job, moved, context, signal);
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
function stopSignal(process3) {
  const controller = new AbortController();
  for (const name of ["SIGINT", "SIGTERM", "SIGBREAK"]) {
    process3.on(name, () => controller.abort(new Error(`stopped by ${name}`)));
  }
  return controller.signal;
}

// src/action/main.ts
keepHeapSmall();
failOnUncaughtErrors();
try {
  process2.exitCode = await runMain(process2.env, stopSignal(process2));
} catch (error) {
  failStep(error);
}
