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
  checks,
  configFileOf,
  createRetry,
  fingerprintOf,
  formerNames,
  isQuiet,
  jsonOf,
  judgementOf,
  loadConfig,
  maskOf,
  noConversations,
  quietMarkdown,
  readConfigFile,
  readSettings,
  releasesUrlOf,
  reportMessages,
  reportSchema,
  require_dist,
  require_out,
  runOnHost,
  settingInfo,
  settingNames,
  settingsSchema
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
  previewArtifactName,
  readRunContext,
  reportArtifactName,
  runAddressOf,
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
  baselineSection,
  checkpointRequired,
  headline,
  inertMarkdown,
  inspectSnapshot,
  makeFolder,
  newest,
  nextSection,
  nextSteps,
  overview,
  placesIn,
  readIfThere,
  readableSection,
  renderMarkdown,
  renderSections,
  replaceSnapshot,
  sameMigration,
  table,
  trialSections,
  verdictMark,
  writingTo
} from "./chunks/main+migrate-site+post+run-cli.js";
import "./chunks/cache-store+main+migrate-site+post+run-cli.js";
import {
  explained,
  inOneLine,
  plural,
  printable,
  readableAddresses
} from "./chunks/failure-text+main+migrate-site+post+run-cli.js";
import {
  formatShard,
  shardName
} from "./chunks/ask-setup+main+migrate-site+post+run-cli.js";
import {
  keepHeapSmall
} from "./chunks/cli+main.js";
import "./chunks/cli+index+main+migrate-site+run-cli.js";
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

// src/config/load-announcements.ts
var { migration, github } = settingsSchema.shape;
function loadAnnouncements(sources) {
  const { valueFor, given } = readSettings(sources, configFileOf(sources.file));
  const { shape } = migration;
  const secrets = settingNames.filter((name) => settingInfo(name).secret).flatMap((name) => given.get(name)?.value ?? []).filter((value) => typeof value === "string");
  return {
    mode: valueFor(shape.mode) ?? "migrate",
    stateKey: valueFor(shape.stateKey) ?? "default",
    isPart: given.has("shard"),
    pullRequestComment: valueFor(shape.pullRequestComment) ?? false,
    onFailure: valueFor(shape.onFailure) ?? "none",
    token: valueFor(github.shape.token),
    maxRetries: valueFor(shape.maxRetries) ?? 0,
    secrets: secrets.map((secret) => secret.trim())
  };
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
    remedy: "Choose a branch that no rule covers with the input pull-request-branch, or exempt this action from the rule."
  },
  "branch-has-other-commits": {
    severity: "error",
    message: ({ branch }) => `The branch ${branch} has commits that this action did not make, so it was not overwritten.`,
    remedy: "Merge its pull request, delete the branch, or choose another one with the input pull-request-branch; then run it again."
  },
  "pull-request-branch-in-use": {
    severity: "error",
    message: ({ branch }) => `This run was started on ${branch}, the branch of the pull request itself.`,
    remedy: "Start it on the branch that the site is built from, or set another pull-request-branch."
  },
  "pull-request-base-missing": {
    severity: "error",
    message: ({ repository, base }) => `${repository} has no branch ${base}, which pull-request-base names.`,
    remedy: "Set pull-request-base to the branch that the site is built from."
  },
  "pull-request-for-another-base": {
    severity: "error",
    message: (p) => `The pull request #${p.number} of the branch ${p.branch} goes to ${p.base}, not to ${p.wanted}, so nothing was pushed.`,
    remedy: ({ url, base }) => `Set pull-request-base to ${base}, close ${url}, or set another pull-request-branch; then run it again.`
  },
  "draft-not-available": {
    severity: "warning",
    message: ({ repository, number }) => `${repository} has no draft pull requests, so #${number} was created as an ordinary one.`,
    remedy: "Remove pull-request-draft: drafts are for public repositories and paid plans."
  },
  "labels-not-added": {
    severity: "warning",
    message: ({ labels, number, reason }) => `The pull request #${number} was created, but GitHub did not add these labels: ${labels} (${reason}).`,
    remedy: ({ url }) => `Add them on ${url}: later runs don't. To create labels that the repository does not have, the token needs the permission issues: write.`
  },
  "reviews-not-requested": {
    severity: "warning",
    message: ({ reviewers, number, reason }) => `The pull request #${number} was created, but GitHub did not request a review from ${reviewers} (${reason}).`,
    remedy: ({ url, repository }) => `Request it on ${url}: later runs don't. Users must be collaborators of ${repository}; for a team, set github-token to a token that may read the organization's members.`
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
    remedy: ({ url }) => `Reopen ${url} if you want it after all, or set another pull-request-branch.`
  }
});

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
function isWithoutDrafts(error) {
  const failure = requestError.safeParse(error).data;
  return failure?.status === 422 && /draft/i.test(failure.message);
}
function reasonOf(error) {
  return inOneLine2(error instanceof Error ? error.message : String(error)).replace(/\.$/, "");
}
function inOneLine2(message) {
  return message.replaceAll(/\s+/g, " ").replace(/ - https:\/\/docs\S*$/, "");
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

// src/action/check/conversations.ts
var perPage = 100;
function conversationsOf({ rest, at, retried }) {
  return {
    async findComment(issue_number, marker) {
      for (let page = 1; ; page++) {
        const { data } = await retried(
          () => rest.issues.listComments({ ...at, issue_number, per_page: perPage, page })
        );
        const found = data.find((one) => isOurs(one, marker));
        if (found !== void 0) return { id: found.id, body: found.body ?? "" };
        if (data.length < perPage) return void 0;
      }
    },
    // What creates something is not repeated: it may have been done.
    async addComment(issue_number, body) {
      await rest.issues.createComment({ ...at, issue_number, body });
    },
    async updateComment(comment_id, body) {
      try {
        await retried(() => rest.issues.updateComment({ ...at, comment_id, body }));
        return true;
      } catch (error) {
        if (statusOf(error) === 404) return false;
        throw error;
      }
    },
    async findIssue(marker) {
      for (let page = 1; ; page++) {
        const { data } = await retried(
          () => rest.issues.listForRepo({ ...at, state: "open", per_page: perPage, page })
        );
        const found = data.find((one) => one.pull_request === void 0 && isOurs(one, marker));
        if (found !== void 0) return { id: found.number, body: found.body ?? "" };
        if (data.length < perPage) return void 0;
      }
    },
    async openIssue(title, body) {
      await rest.issues.create({ ...at, title, body });
    },
    async updateIssue(issue_number, body) {
      await retried(() => rest.issues.update({ ...at, issue_number, body }));
    },
    async closeIssue(issue_number) {
      await retried(
        () => rest.issues.update({ ...at, issue_number, state: "closed", state_reason: "completed" })
      );
    }
  };
}
var trusted = /* @__PURE__ */ new Set(["OWNER", "MEMBER", "COLLABORATOR"]);
function isOurs({ body, user, author_association = "" }, marker) {
  const isTrusted = user?.type === "Bot" || trusted.has(author_association);
  return isTrusted && (body ?? "").trimStart().startsWith(marker);
}

// src/report/short-report.ts
var maxBytes = 24e3;
function renderShort(report, { addressOf } = {}) {
  const sections = [
    readableSection(overview(report)),
    ...shortSections(report).map(readableSection)
  ];
  const options = { maxBytes, ...addressOf === void 0 ? {} : { addressOf } };
  return withinLimit(quietMarkdown(renderSections(verdictMark(report), sections, options)));
}
function renderRefusal(message, remedy) {
  const lines = readableAddresses(message.slice(0, mostOfRefusal)).split("\n").map((line) => inertMarkdown(line)).join("  \n");
  const text = `## ❌ The run did not start

${lines}

${inertMarkdown(readableAddresses(remedy.slice(0, mostOfRefusal)))}
`;
  return withinLimit(quietMarkdown(text));
}
var mostOfRefusal = 2e3;
var maxCharacters = 65e3;
function shortSections(report) {
  const groups = attentionOf(report).filter(({ severity }) => severity !== "notice");
  const isKnown = ({ known: known3 }) => known3 === true;
  const fresh = groups.filter((group) => !isKnown(group));
  const known2 = groups.filter(isKnown);
  const title = report.baseline === void 0 ? "Needs your attention" : "New problems";
  return [
    ...trialSections(report).slice(0, 1),
    baselineSection(report),
    problemsSection(title, fresh),
    problemsSection("Known problems", known2, true),
    failedPagesSection(report),
    nextSection(nextSteps(report))
  ].filter((section) => section !== void 0);
}
function problemsSection(label, groups, isDetail = false) {
  const all = groups.reduce((sum, group) => sum + placesIn(group), 0);
  if (all === 0) return void 0;
  const title = isDetail ? `${label} (${all.toLocaleString("en-US")})` : label;
  return {
    title,
    ...isDetail ? { isDetail } : {},
    blocks: [{ kind: "problems", label, groups }]
  };
}
function failedPagesSection({ failedPages = [] }) {
  if (failedPages.length < 2) return void 0;
  const rows = failedPages.map(({ pageId, location, code }) => [pageId, { place: location }, code]);
  const label = `All failed pages (${failedPages.length.toLocaleString("en-US")})`;
  return {
    title: label,
    isDetail: true,
    blocks: [table(label, ["Page", "File", "Problem"], rows)]
  };
}
function withinLimit(text) {
  return text.length <= maxCharacters ? text : "## ❌ The report is too long for this place\n";
}

// src/action/check/ended-run.ts
function isFailure(run) {
  return "refusal" in run || run.exitCode !== 0 || run.report?.verdict === "failed";
}
function isSuccess(run) {
  return !isFailure(run) && "exitCode" in run && run.report?.verdict !== "partial";
}
function sentenceOf(run) {
  if ("refusal" in run) return "The run did not start.";
  return run.report === void 0 ? "The run succeeded." : headline(run.report);
}
function textOf(run, context) {
  if ("refusal" in run) return renderRefusal(run.refusal.message, run.refusal.remedy);
  if (run.report === void 0) return "## ❌ The run failed\n";
  const addressOf = sourceAddress(context);
  return renderShort(run.report, addressOf === void 0 ? {} : { addressOf });
}
function failuresOf(run) {
  if ("refusal" in run) return [run.refusal.code];
  if (run.report === void 0) return ["no-report"];
  const { stoppedBy, failedPages = [], findings, verdict } = run.report;
  const errors = findings.filter(({ severity }) => severity === "error");
  const all = [
    verdict,
    ...stoppedBy === null ? [] : [stoppedBy.code],
    ...[...failedPages, ...errors].map(
      ({ code, pageId = "", location }) => JSON.stringify([code, pageId, location?.file ?? ""])
    )
  ];
  return [...new Set(all)];
}
function linkToRun(words, context) {
  const address = runAddressOf(context);
  return address === void 0 ? words : `[${words}](${address})`;
}

// src/action/check/marker.ts
import { createHash } from "node:crypto";
function markerOf({ what, mode, stateKey }, {
  workflowFile,
  workflow,
  job,
  leg,
  ref
}) {
  const place = [workflowFile === "" ? workflow : workflowFile, job, leg];
  const branch = what === "check" ? "" : ref;
  const digest = digestOf([...place, stateKey, mode, branch]);
  return `<!-- hugo-comment-migration ${what} ${digest} -->`;
}
function failuresLine(failures) {
  return `<!-- failures ${digestOf(failures.toSorted())} -->`;
}
function digestOf(parts) {
  return createHash("sha256").update(JSON.stringify(parts)).digest("hex").slice(0, 16);
}

// src/action/check/failure-issue.ts
async function keepIssue(conversations, run, marker, subject, context) {
  if (isFailure(run)) {
    const found = await conversations.findIssue(marker);
    const body = issueBody(run, marker, context);
    if (found === void 0) {
      await conversations.openIssue(titleOf(subject), body);
      return;
    }
    await conversations.updateIssue(found.id, body);
    if (found.body.includes(failuresLine(failuresOf(run)))) return;
    await conversations.addComment(found.id, remark("Other things fail now", run, context));
  } else if (isSuccess(run)) {
    const found = await conversations.findIssue(marker);
    if (found === void 0) return;
    await conversations.addComment(found.id, remark("A later run succeeded", run, context));
    await conversations.closeIssue(found.id);
  }
}
var modeWords = {
  migrate: "migration",
  "dry-run": "dry run",
  verify: "verification",
  rollback: "rollback",
  archive: "archive",
  plan: "plan of shards",
  report: "migration in shards"
};
var mostOfTitle = 200;
function titleOf({ mode, stateKey }) {
  const key = stateKey === "default" ? "" : ` (${printable(stateKey)})`;
  return `Comments: the ${modeWords[mode] ?? mode} failed${key}`.slice(0, mostOfTitle);
}
function issueBody(run, marker, context) {
  const { workflow, job, ref } = context;
  const place = quietMarkdown(
    inertMarkdown(
      `workflow ${workflow}, job ${job}, ${ref.replace(/^refs\/(?:heads|tags)\//, "")}`
    )
  );
  return [
    marker,
    failuresLine(failuresOf(run)),
    "",
    textOf(run, context),
    `---
${linkToRun("The run", context)}: ${place}. Each run that fails updates this text; the first that succeeds closes the issue.`,
    ""
  ].join("\n");
}
function remark(what, run, context) {
  const sentence = quietMarkdown(inertMarkdown(sentenceOf(run)));
  return `${what}, in ${linkToRun("this run", context)}: ${sentence}
`;
}

// src/action/check/messages.ts
var checkMessages = defineMessages({
  "comment-not-allowed/fork": {
    severity: "notice",
    message: "The result was not written as a comment, because runs for a fork's pull request may only read.",
    remedy: "The job summary has it."
  },
  "comment-not-allowed/permission": {
    severity: "notice",
    message: ({ reason }) => `The result was not written as a comment on the pull request, because the token may not do that (${reason}).`,
    remedy: "Give the job the permission pull-requests: write in the workflow file, or set pull-request-comment to false."
  },
  "comment-not-written": {
    severity: "warning",
    message: ({ reason }) => `The result was not written as a comment on the pull request: ${reason}. An older comment may be out of date.`,
    remedy: "The job summary has the result. Re-run the job to try again."
  },
  "not-announced/token": {
    severity: "warning",
    message: "The result was written neither as a comment nor as an issue: there is no token.",
    remedy: "Remove the input github-token so that the job's own token is used."
  },
  "not-announced/error": {
    severity: "warning",
    message: ({ reason }) => `The result was written neither as a comment nor as an issue: ${reason}.`,
    remedy: "The job summary has it."
  },
  "issue-not-allowed": {
    severity: "warning",
    message: ({ reason }) => `The issue about this run was not written, because the token may not do that (${reason}).`,
    remedy: "Give the job the permission issues: write in the workflow file, or set on-failure to none."
  },
  "issues-disabled": {
    severity: "warning",
    message: "The issue about this run was not written, because the repository has no issues.",
    remedy: "Enable issues in the repository's settings, or set on-failure to none."
  },
  "issue-not-written": {
    severity: "warning",
    message: ({ reason }) => `The issue about this run was not written: ${reason}.`,
    remedy: "The job summary has the result. An open issue may be out of date."
  }
});

// src/action/check/pull-request-comment.ts
async function keepComment(conversations, body, marker, { number }) {
  const found = await conversations.findComment(number, marker);
  const isWritten = found !== void 0 && (found.body === body || await conversations.updateComment(found.id, body));
  if (!isWritten) await conversations.addComment(number, body);
}
function commentBody(run, marker, { head }, context) {
  const text = textOf(run, { ...context, commit: head });
  const link = linkToRun("this run", context);
  return `${marker}

${text}
---
Commit ${head.slice(0, 7)}, checked by ${link}, whose summary has the whole report. Nothing was written to the database.
`;
}

// src/action/check/pull-request-event.ts
import { readFile } from "node:fs/promises";
var event = external_exports.object({
  pull_request: external_exports.object({
    number: external_exports.int().positive(),
    head: external_exports.object({
      sha: external_exports.string().regex(/^[\da-f]{7,64}$/),
      repo: external_exports.object({ full_name: external_exports.string() }).nullable()
    })
  })
});
async function pullRequestOf({
  eventName,
  eventFile,
  repository
}) {
  if (eventName !== "pull_request") return void 0;
  const text = await readFile(eventFile, "utf8").catch(() => "");
  const read = event.safeParse(jsonOf(text)).data?.pull_request;
  if (read === void 0) return void 0;
  const isFork = read.head.repo?.full_name !== repository;
  return { number: read.number, head: read.head.sha, isFork };
}

// src/action/check/refusal-reason.ts
var withMessage = external_exports.object({ message: external_exports.string() });
var mostOfReason = 300;
function isForbidden(error) {
  const status = statusOf(error);
  if (status === 401 || status === 404) return true;
  return status === 403 && !/rate limit|abuse|locked|archived/i.test(messageOf(error));
}
function isGone(error) {
  return statusOf(error) === 410;
}
function reasonOf2(error) {
  const timeout = error instanceof Error && /abort|timeout/i.test(error.name);
  if (timeout) return "GitHub's API did not answer in time";
  const message = messageOf(error).replace(/ - https:\/\/docs\S*$/, "");
  return inOneLine(message).slice(0, mostOfReason).replace(/\.$/, "");
}
function messageOf(error) {
  return withMessage.safeParse(error).data?.message ?? String(error);
}

// src/action/check/announce.ts
var deadlineMs = 6e4;
var eventsWithIssue = /* @__PURE__ */ new Set([
  "schedule",
  "workflow_dispatch",
  "repository_dispatch"
]);
async function announce(ended, settings, context, signal) {
  if (settings.isPart || signal.aborted) return;
  try {
    const pullRequest = await pullRequestOf(context);
    const isCommented = settings.pullRequestComment && isCheck(ended, settings);
    const hasIssue = settings.onFailure === "issue" && eventsWithIssue.has(context.eventName);
    if ((!isCommented || pullRequest === void 0) && !hasIssue) return;
    if (settings.token === void 0) {
      tell(checkMessages.finding("not-announced/token", {}));
      return;
    }
    const within = AbortSignal.any([signal, AbortSignal.timeout(deadlineMs)]);
    const api = repositoryApi(settings.token, context, settings.maxRetries, within);
    const conversations = conversationsOf(api);
    const run = withoutSecrets(ended, settings.secrets);
    if (isCommented && pullRequest !== void 0) {
      await comment(run, settings, conversations, pullRequest, context);
    }
    if (hasIssue) await issue(run, settings, conversations, context);
  } catch (error) {
    tell(checkMessages.finding("not-announced/error", { reason: reasonOf2(error) }));
  }
}
function isCheck(run, { mode }) {
  if ("refusal" in run) return mode !== "migrate" && mode !== "rollback";
  const made = run.report?.mode;
  return made === "dry-run" || made === "verify";
}
async function comment(run, { mode, stateKey }, conversations, pullRequest, context) {
  try {
    const marker = markerOf({ what: "check", mode, stateKey }, context);
    const body = commentBody(run, marker, pullRequest, context);
    await keepComment(conversations, body, marker, pullRequest);
    say(`The result is a comment on the pull request ${pullRequest.number}.`);
  } catch (error) {
    const reason = reasonOf2(error);
    if (!isForbidden(error)) tell(checkMessages.finding("comment-not-written", { reason }));
    else if (pullRequest.isFork) tell(checkMessages.finding("comment-not-allowed/fork", {}));
    else tell(checkMessages.finding("comment-not-allowed/permission", { reason }));
  }
}
async function issue(run, { mode: asked, stateKey }, conversations, context) {
  const made = "refusal" in run ? void 0 : run.report?.mode;
  const mode = asked === "report" || made === void 0 ? asked : made;
  const subject = { what: "failure", mode, stateKey };
  try {
    await keepIssue(conversations, run, markerOf(subject, context), subject, context);
  } catch (error) {
    const reason = reasonOf2(error);
    if (isGone(error)) tell(checkMessages.finding("issues-disabled", {}));
    else if (isForbidden(error)) tell(checkMessages.finding("issue-not-allowed", { reason }));
    else tell(checkMessages.finding("issue-not-written", { reason }));
  }
}
function tell({ severity, message, remedy }) {
  annotate([
    {
      severity,
      title: "Comment migration",
      message: withRemedy(message, remedy ?? null),
      location: void 0
    }
  ]);
}
function withoutSecrets(run, secrets) {
  if (!("refusal" in run)) return run;
  const { code, message, remedy } = run.refusal;
  const mask = maskOf(secrets);
  return { refusal: { code, message: mask(message), remedy: mask(remedy) } };
}

// src/action/checkpoint/keep-preview.ts
var import_fast_glob = __toESM(require_out(), 1);
async function keepPreview({ folder, addresses }, report, context) {
  const name = previewArtifactName(report, context);
  const { createArtifactStore } = await import("./chunks/artifact-store.js");
  const store = createArtifactStore(context, void 0, new Patience());
  const files = await (0, import_fast_glob.default)("**", { cwd: folder, absolute: true, followSymbolicLinks: false });
  const result = await store.upload(name, files, folder, "site");
  if (result.ok) {
    const line2 = `Preview: kept as the artifact ${name} of this run. Unpack it, run npx serve in that folder, and look at ${addresses.join(", ")}.`;
    say(line2);
    return line2;
  }
  const line = `Preview: not kept as an artifact. Reason: ${refusalText(result)}`;
  warning(printable(line));
  return line;
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
var import_fast_glob2 = __toESM(require_out(), 1);
import { mkdtemp, readFile as readFile2, rm } from "node:fs/promises";
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
    const [file] = await (0, import_fast_glob2.default)(`**/${import_fast_glob2.default.escapePath(basename2(options.file))}`, {
      cwd: folder,
      absolute: true,
      dot: true,
      followSymbolicLinks: false
    });
    const candidate = file === void 0 ? void 0 : goodCandidate(await readFile2(file), source, options);
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
  const { migration: migration2, github: github2, logging } = config;
  const { checkpointFile: file, resume } = migration2;
  const startsOver = resume === "restart";
  const fingerprint = fingerprintOf(config);
  const keyPrefix = checkpointKeyPrefix(context, fingerprint, migration2.stateKey, migration2.shard);
  const cachePath = migration2.checkpointFileAsGiven;
  const { createArtifactStore } = await import("./chunks/artifact-store.js");
  const { createCacheStore } = await import("./chunks/cache-store.js");
  const patience = new Patience();
  const stores = {
    cache: createCacheStore(cachePath, patience),
    artifacts: createArtifactStore(context, github2.token, patience)
  };
  const names = { cachePrefix: keyPrefix, artifact: artifactName(keyPrefix) };
  const restored = await restoreCheckpoint({ file, fingerprint, names, stores });
  if (resume === "required" && restored.source === "new") {
    throw checkpointRequired("checkpoint", restored.refusals.map(refusalText));
  }
  const { checkpoint, origin, notes } = await Checkpoint.open({
    file,
    fingerprint,
    now: () => /* @__PURE__ */ new Date(),
    ...startsOver ? { startOver: startOnce(Number(context.runId)) } : {}
  });
  const source = origin === "new" ? "new" : restored.source;
  if (!isQuiet(logging)) sayWhereFrom(source, restored);
  const state = {
    checkpointFile: file,
    cachePath,
    reportDir: migration2.reportDir,
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
    intervalMs: migration2.checkpointInterval * 1e3,
    clock: () => performance.now()
  };
  const failures = restored.refusals.filter(({ severity }) => severity !== "notice");
  return {
    checkpoint,
    source,
    notes: [...failures.map(refusalText), ...notes],
    believesDatabase: !(startsOver && source === "new"),
    whileSaving: (work) => whileSaving(keeper, schedule, work),
    async keepReport(_report, _files, signal) {
      const kept = signal.aborted ? [] : await keepCheckpoint(keeper);
      return { kept, isCheckpointSaved: keeper.isSaved };
    }
  };
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
async function serviceChecks({ token, env }, { repository, apiUrl }) {
  const isOffered = Boolean(env["ACTIONS_RUNTIME_TOKEN"] && env["ACTIONS_RESULTS_URL"]);
  return [
    checks.check(isFeatureAvailable() ? "cache-ok" : "cache-missing", {}),
    checks.check(isOffered ? "uploads-ok" : "uploads-missing", {}),
    await artifactCheck(token, { repository, apiUrl })
  ];
}
async function artifactCheck(token, { repository, apiUrl }) {
  if (token === void 0) return checks.check("artifacts-without-token", {});
  const [owner = "", repo = ""] = repository.split("/");
  try {
    const request = { signal: AbortSignal.timeout(longestWaitMs) };
    await getOctokit(token, { baseUrl: apiUrl }).rest.actions.listArtifactsForRepo({
      owner,
      repo,
      per_page: 1,
      request
    });
    return checks.check("artifacts-ok", {});
  } catch (error) {
    return checks.check("artifacts-refused", { reason: inOneLine(error) });
  }
}

// src/action/checkpoint/shard-reports.ts
var import_fast_glob3 = __toESM(require_out(), 1);
import { mkdtemp as mkdtemp2, readFile as readFile3, rm as rm2 } from "node:fs/promises";
import { tmpdir as tmpdir2 } from "node:os";
import { basename as basename3, dirname as dirname3, join as join2 } from "node:path";

// src/report/merge-reports.ts
var mostConversations = 3;
function mergeReports(left) {
  const parts = left.toSorted((a, b) => numberOf(a) - numberOf(b));
  const reports = parts.map(({ report }) => report);
  const { schemaVersion, site, scan, mode } = left[0].report;
  const of = Math.max(...reports.map(({ shard }) => shard?.of ?? 1));
  const missing = Array.from({ length: of }, (_, index) => index + 1).filter(
    (number) => !parts.some((part2) => numberOf(part2) === number)
  );
  const pages = total(reports.map((report) => report.pages));
  const [startedAt = ""] = reports.map((report) => report.startedAt).sort();
  const finishedAt = reports.map((report) => report.finishedAt).sort().at(-1) ?? "";
  const pageList = reports.flatMap((report) => report.pageList).toSorted((a, b) => a.pageId < b.pageId ? -1 : 1);
  const placement = reports.find((report) => report.placement !== void 0)?.placement;
  const part = reports.find((report) => report.part !== void 0)?.part;
  const lost = missing.length === 0 ? noConversations(pageList) : [];
  const dealtWith = pages.total - pages.remaining;
  const known2 = pages.total === 0 ? 1 : dealtWith / pages.total;
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
    progressRate: known2 * reports.length / of,
    successRate: dealtWith === 0 ? null : (dealtWith - pages.failed - pages.withoutConversation) / dealtWith,
    failedPages: reports.flatMap(({ failedPages }) => failedPages),
    pageList,
    skipped: reports.flatMap(({ skipped }) => skipped),
    ...part === void 0 ? {} : { part },
    // Each shard has placed all conversations of the site.
    ...placement === void 0 ? {} : { placement }
  };
  const differences = reports.flatMap((report) => report.differences ?? []);
  const changes = reports.flatMap((report) => report.changes ?? []);
  const conversations = reports.flatMap((report) => report.conversations ?? []).slice(0, mostConversations);
  const cloudflare = usedTogether(reports.flatMap((report) => report.cloudflare ?? []));
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
        conversations,
        ...cloudflare === void 0 ? {} : { cloudflare },
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
        conversations,
        ...cloudflare === void 0 ? {} : { cloudflare },
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
      rowsWritten: known(written)
    }
  };
}
function usedTogether(parts) {
  if (parts.length === 0) return void 0;
  const media = parts.flatMap((part) => part.media ?? []);
  return {
    rowsWritten: known(parts.map(({ rowsWritten }) => rowsWritten)),
    rowsRead: known(parts.map(({ rowsRead }) => rowsRead)),
    databaseBytes: parts.reduce(
      (most, { databaseBytes: own }) => own === null ? most : Math.max(most ?? 0, own),
      null
    ),
    bytesAdded: known(parts.map(({ bytesAdded }) => bytesAdded)),
    media: media.length === 0 ? null : {
      files: media.reduce((sum, { files }) => sum + files, 0),
      bytes: known(media.map(({ bytes }) => bytes))
    }
  };
}
function known(numbers) {
  return numbers.reduce(
    (sum, one) => sum === null || one === null ? null : sum + one,
    0
  );
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
    const files = await (0, import_fast_glob3.default)("*/**/report.json", {
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
  const report = reportSchema.safeParse(jsonOf(await readFile3(file, "utf8"))).data;
  if (!report?.shard) return void 0;
  const [checkpoint] = await (0, import_fast_glob3.default)(
    `**/${import_fast_glob3.default.escapePath(basename3(report.checkpoint.file))}`,
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
  const fields = inspectSnapshot(await readFile3(file));
  if (fields === void 0) return null;
  return {
    status: fields.status,
    completedPages: Object.keys(fields.completed_pages).length,
    failedPages: Object.keys(fields.failed_pages).length
  };
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
      debug(`reading ${printable(readableAddresses(page.pageId))}`);
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
  "preview-path": "",
  "checkpoint-source": "",
  "checkpoint-saved": false,
  "pull-request-url": "",
  "pull-request-number": "",
  bookmark: "",
  matrix: ""
};
function outputsOf(report, reportPath, checkpointSaved, previewPath = "") {
  const { pages, comments, checkpoint } = report;
  const pullRequest = report.replacement?.pullRequest ?? report.archive?.pullRequest;
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
    "preview-path": previewPath,
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
    (severity) => withinLimit2(
      takingTurns(groups.filter((group) => severityShown(group) === severity)).map(
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
function annotationOf({ group, pageId, location, message, remedy }, { mode }) {
  const { about, known: known2 } = group;
  const title = {
    stopped: "Comment migration stopped",
    page: `Comments of ${pageId} not ${mode === "verify" ? "verified" : "moved"}`,
    finding: pageId === null ? "Comment migration" : `Comment migration: ${pageId}`
  }[about];
  return {
    severity: severityShown(group),
    title: readableAddresses(known2 === true ? `${title} (known)` : title),
    message: readableAddresses(withRemedy(message, remedy)),
    location: location ?? void 0
  };
}
function severityShown({ severity, known: known2 }) {
  return known2 === true && severity === "error" ? "warning" : severity;
}
function withinLimit2(annotations) {
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
  const rollBack = {
    clause: `start the workflow${named(context)} again with mode: rollback; with mode: rollback-dry-run it shows first what would be deleted.`
  };
  const options = { kept, rollBack, ...addressOf === void 0 ? {} : { addressOf } };
  await addToSummary(renderMarkdown(report, options));
}
function named({ workflow }) {
  return workflow === "" ? "" : ` “${workflow}”`;
}
async function showRefusal(refusal2, addToSummary) {
  const message = readableAddresses(refusal2.message);
  const remedy = readableAddresses(refusal2.remedy ?? "");
  setFailed([message, remedy].join("\n").trim());
  const lines = message.split("\n").map(inertMarkdown).join("  \n");
  await addToSummary(`## ❌ The migration did not start

${lines}

${inertMarkdown(remedy)}
`);
}

// src/action/pull-request/base-branch.ts
import { readFile as readFile4 } from "node:fs/promises";
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
  const event2 = pullRequestEvent.safeParse(await readEvent(eventFile));
  const head = event2.data?.pull_request.head.repo?.full_name;
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
    return JSON.parse(await readFile4(file, "utf8"));
  } catch {
    return void 0;
  }
}

// src/action/pull-request/git-tree.ts
import { createHash as createHash2 } from "node:crypto";
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
    const known2 = folders.get(folder) ?? inFolder(folder).then((entry) => entry?.sha);
    folders.set(folder, known2);
    return known2;
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
  const hash = createHash2(digits === 64 ? "sha256" : "sha1");
  return hash.update(`blob ${bytes.length}\0`).update(bytes).digest("hex");
}

// src/action/pull-request/labels-and-reviewers.ts
async function addLabels({ rest, at, retried }, { number, url }, labels) {
  const refused = await refusedOf(
    labels,
    (some) => retried(() => rest.issues.addLabels({ ...at, issue_number: number, labels: [...some] }))
  );
  return [...refused].map(
    ([reason, names]) => pullRequestMessages.finding("labels-not-added", {
      labels: names.join(", "),
      number,
      url,
      reason
    })
  );
}
async function requestReviews({ rest, at, retried, name: repository }, { number, url }, names) {
  const isOfOthers = (name) => name.includes("/") && name.split("/")[0]?.toLowerCase() !== at.owner.toLowerCase();
  const ofOthers = names.filter(isOfOthers);
  const refused = await refusedOf(
    names.filter((name) => !isOfOthers(name)),
    (some) => {
      const reviewers = some.filter((name) => !name.includes("/"));
      const team_reviewers = some.flatMap((name) => name.split("/").slice(1));
      return retried(
        () => rest.pulls.requestReviewers({ ...at, pull_number: number, reviewers, team_reviewers })
      );
    }
  );
  const reasons = [
    ...refused,
    ...ofOthers.length === 0 ? [] : [[`teams must be of ${at.owner}`, ofOthers]]
  ];
  return reasons.map(
    ([reason, some]) => pullRequestMessages.finding("reviews-not-requested", {
      ...{ reviewers: some.join(", "), number, url, repository, reason }
    })
  );
}
async function refusedOf(names, ask) {
  if (names.length === 0) return /* @__PURE__ */ new Map();
  const failureOf2 = (some) => ask(some).then(
    () => void 0,
    (error) => ({ error, reason: reasonOf(error) })
  );
  const failure = await failureOf2(names);
  if (failure === void 0) return /* @__PURE__ */ new Map();
  if (names.length === 1 || isTransient(failure.error)) return /* @__PURE__ */ new Map([[failure.reason, names]]);
  const refused = /* @__PURE__ */ new Map();
  for (const name of names) {
    const reason = (await failureOf2([name]))?.reason;
    if (reason !== void 0) refused.set(reason, [...refused.get(reason) ?? [], name]);
  }
  return refused;
}

// src/action/pull-request/owned-text.ts
import { createHash as createHash3 } from "node:crypto";
var mostCharacters = 65536;
var end = "<!-- /hugo-comment-migration -->";
var ownPart = /<!-- hugo-comment-migration (\w+): [^>]*-->[\s\S]*?<!-- \/hugo-comment-migration -->/;
function newText({ title, body }) {
  return marked(digestOf2(title), body);
}
function roomIn(existing) {
  const others = existing.replace(ownPart, "").length;
  return mostCharacters - marked(digestOf2(""), "").length - others;
}
function updatedText(there, now) {
  const [, titleThen] = ownPart.exec(there.body) ?? [];
  if (titleThen === void 0) return there;
  const isOwnTitle = titleThen === digestOf2(there.title);
  const part = marked(isOwnTitle ? digestOf2(now.title) : titleThen, now.body);
  const body = there.body.replace(ownPart, () => part);
  return {
    title: isOwnTitle ? now.title : there.title,
    body: body.length > mostCharacters ? there.body : body
  };
}
function marked(titleDigest, body) {
  return `<!-- hugo-comment-migration ${titleDigest}: later runs rewrite the text down to the next mark -->

${body}

${end}`;
}
function digestOf2(title) {
  return createHash3("sha256").update(title).digest("hex").slice(0, 12);
}

// src/action/pull-request/proposed-files.ts
import { readFileSync } from "node:fs";
async function proposedFiles(api, { files, added, removed, expected }, base, { own, isOpen }) {
  const [changedPaths, addedPaths] = [files, added].map(
    (all2) => all2.map(({ inRepository }) => inRepository)
  );
  const paths = [...changedPaths ?? [], ...addedPaths ?? [], ...removed, ...expected];
  const inBase = await filesInTree(api, base.treeSha, paths);
  const wanted = [
    ...expected.filter((path) => !inBase.has(path)),
    ...added.flatMap(({ complete, inRepository }) => complete ? [inRepository] : [])
  ];
  const inOwn = own === void 0 || wanted.length === 0 ? /* @__PURE__ */ new Map() : await filesInTree(api, own.treeSha, wanted);
  const findings = [];
  const all = [];
  const changed = files.filter(({ inRepository: path, before, after }) => {
    const file = inBase.get(path);
    const form = [asIs, withoutReturns].find(
      (one) => file?.sha === blobSha(one(before), file?.sha.length)
    );
    if (file === void 0 || form === void 0) findings.push(otherThere(path, base.name));
    else all.push({ path, mode: file.mode, after: form(after) });
    return file !== void 0 && form !== void 0;
  });
  const brought = [];
  for (const one of added) {
    const there = inBase.get(one.inRepository);
    const proposed = isOpen ? inOwn.get(one.inRepository) : void 0;
    const file = await addedFile(api, one, proposed ?? there);
    if (there !== void 0 && there.sha === blobSha(file.after, there.sha.length)) continue;
    brought.push(one);
    all.push(file);
  }
  const deleted = removed.filter((path) => inBase.has(path));
  all.push(...deleted.map((path) => ({ path, mode: "100644", sha: null })));
  const kept = expected.filter((path) => !inBase.has(path) && inOwn.has(path));
  for (const path of kept) {
    const file = inOwn.get(path);
    if (file !== void 0) all.push({ path, ...file });
  }
  return {
    content: { files: changed, added: brought, removed: deleted, kept, findings },
    files: all,
    skipped: files.filter((one) => !changed.includes(one)).map(({ inRepository }) => inRepository),
    missing: expected.filter((path) => !inBase.has(path) && !inOwn.has(path)).length
  };
}
async function addedFile({ rest, at, retried }, { path, inRepository, complete }, earlier) {
  const place = { path: inRepository, mode: "100644" };
  const isSame = () => earlier?.sha === blobSha(readFileSync(path), earlier?.sha.length);
  if (complete === void 0 || earlier === void 0 || isSame()) {
    return {
      ...place,
      // Read whenever it is needed: all media of a site would not fit into memory.
      get after() {
        return readFileSync(path);
      }
    };
  }
  const { data } = await retried(() => rest.git.getBlob({ ...at, file_sha: earlier.sha }));
  const text = Buffer.from(data.content, "base64").toString("utf8");
  return { ...place, after: Buffer.from(complete(readFileSync(path, "utf8"), text)) };
}
function asIs(bytes) {
  return bytes;
}
function withoutReturns(bytes) {
  return Buffer.from(Buffer.from(bytes).toString("latin1").replaceAll("\r\n", "\n"), "latin1");
}
function otherThere(file, branch) {
  const location = { file, line: 1 };
  return pullRequestMessages.finding("other-file-on-branch", { file, branch }, { location });
}

// src/action/pull-request/pull-requests.ts
function pullRequestsOf({ rest, at, retried }, { branch, base }) {
  return {
    async find() {
      const head = `${at.owner}:${branch}`;
      const { data } = await retried(
        () => rest.pulls.list({ ...at, head, state: "all", sort: "created", direction: "desc" })
      );
      const found = data.map(
        ({ number, html_url, title, body, state, merged_at, head: from, base: to }) => ({
          number,
          url: html_url,
          title,
          body: body ?? "",
          headSha: from.sha,
          base: to.ref,
          isOpen: state === "open",
          isMerged: merged_at !== null
        })
      );
      const newest2 = found.find((one) => one.base === base);
      return {
        open: found.find((one) => one.isOpen && one.base === base) ?? found.find((one) => one.isOpen),
        closed: newest2 === void 0 || newest2.isOpen || newest2.isMerged ? void 0 : newest2
      };
    },
    async create(title, body, draft) {
      const { data } = await rest.pulls.create({ ...at, title, body, head: branch, base, draft });
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
  const known2 = files.filter((file) => "sha" in file);
  const written = files.filter((file) => "after" in file);
  const texts = written.filter(({ after }) => isUtf8(after));
  let tree = known2.length === 0 ? baseTree : await createTree(api, baseTree, known2.map(asEntry));
  for (const batch of batches(texts)) {
    tree = await createTree(api, tree, batch.map(withContent));
  }
  const paths = written.map(({ path }) => path);
  const there = await filesInTree(api, tree, paths);
  const missing = written.filter(({ path, after }) => {
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
function asEntry({ path, mode, sha }) {
  return { path, mode, type: "blob", sha };
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
async function proposeChanges(api, proposal, options, context) {
  const { branch } = proposal;
  const ofRun = await branchOfRun(context);
  const attempt = { repository: api.name, branch, base: options.base ?? ofRun ?? "" };
  const guard = async (what, run) => {
    try {
      return await run();
    } catch (error) {
      throw error instanceof MigrationError ? error : failureOf(error, { ...attempt, what });
    }
  };
  const base = await guard("read", () => readBase(api, options.base, ofRun));
  attempt.base = base.name;
  if (base.name === branch) {
    throw pullRequestMessages.error("pull-request-branch-in-use", { branch });
  }
  const head = await guard("read", () => readBranch(api, branch));
  const pulls = pullRequestsOf(api, { branch, base: base.name });
  const find = () => guard("find-pull-request", () => pulls.find());
  const needsEarlier = proposal.added.some(({ complete }) => complete !== void 0);
  const early = needsEarlier && head !== void 0 ? await find() : void 0;
  const own = { own: head, isOpen: early?.open !== void 0 };
  const { content, files, ...left } = await guard(
    "read",
    () => proposedFiles(api, proposal, base, own)
  );
  const { findings } = content;
  if ([content.files, content.added, content.removed].every(({ length }) => length === 0)) {
    return { pullRequest: null, findings, ...left };
  }
  const { open, closed } = early ?? await find();
  if (open !== void 0 && open.base !== base.name) {
    const places = { ...open, branch, wanted: base.name };
    throw pullRequestMessages.error("pull-request-for-another-base", places);
  }
  if (open === void 0 && closed !== void 0) {
    const isSame = await guard("read", () => holds(api, closed.headSha, files));
    if (isSame) {
      const declined = pullRequestMessages.finding("pull-request-declined", closed);
      return { pullRequest: null, findings: [...findings, declined], ...left };
    }
  }
  const text = proposal.describe(content, roomIn(open?.body ?? ""));
  const tree = await guard("push", () => writeTree(api, base.treeSha, files));
  const change = { branch, base, head, tree, title: text.title };
  const isPushed = await guard("push", () => push(api, change));
  const { pullRequest, notes } = await guard(
    "pull-request",
    () => settle(api, pulls, { text, isPushed, options })
  );
  return { pullRequest, findings: [...findings, ...notes], ...left };
}
async function readBase(api, asked, ofRun) {
  const { rest, at, retried, name: repository } = api;
  const { data } = await retried(() => rest.repos.get(at));
  if (data.archived) throw pullRequestMessages.error("repository-archived", { repository });
  const name = asked ?? ofRun ?? data.default_branch;
  const base = await readBranch(api, name);
  if (base !== void 0) return base;
  throw asked === void 0 ? pullRequestMessages.error("repository-not-found", { repository, base: name }) : pullRequestMessages.error("pull-request-base-missing", { repository, base: asked });
}
async function readBranch(api, name) {
  const { rest, at, retried } = api;
  try {
    const { data } = await retried(() => rest.git.getRef({ ...at, ref: `heads/${name}` }));
    const { sha } = data.object;
    return { name, sha, treeSha: await treeOf(api, sha) };
  } catch (error) {
    if (statusOf(error) === 404) return void 0;
    throw error;
  }
}
async function treeOf({ rest, at, retried }, commit_sha) {
  const { data } = await retried(() => rest.git.getCommit({ ...at, commit_sha }));
  return data.tree.sha;
}
async function holds(api, sha, files) {
  try {
    const tree = await treeOf(api, sha);
    const there = await filesInTree(
      api,
      tree,
      files.map(({ path }) => path)
    );
    return files.every((file) => {
      const found = there.get(file.path)?.sha;
      if ("sha" in file) return found === (file.sha ?? void 0);
      return found !== void 0 && found === blobSha(file.after, found.length);
    });
  } catch (error) {
    if (statusOf(error) === 404) return false;
    throw error;
  }
}
async function push(api, { branch, base, head, tree, title }) {
  const { rest, at, retried } = api;
  const ref = `heads/${branch}`;
  if (head !== void 0) {
    if (head.treeSha === tree) return false;
    await requireOwnCommits(api, base, head.sha, branch);
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
async function settle(api, pulls, {
  text,
  isPushed,
  options
}) {
  const { open } = await pulls.find();
  if (open !== void 0) {
    const { title, body } = updatedText(open, text);
    if (open.title !== title || open.body !== body) await pulls.update(open.number, title, body);
    const state = isPushed ? "updated" : "unchanged";
    return { pullRequest: { number: open.number, url: open.url, state }, notes: [] };
  }
  const { pullRequest, notes } = await create(api, pulls, text, options.isDraft);
  const labelled = await addLabels(api, pullRequest, options.labels);
  const asked = await requestReviews(api, pullRequest, options.reviewers);
  return { pullRequest, notes: [...notes, ...labelled, ...asked] };
}
async function create({ name: repository }, pulls, { title, body }, isDraft) {
  const marked2 = newText({ title, body });
  try {
    return { pullRequest: await pulls.create(title, marked2, isDraft), notes: [] };
  } catch (error) {
    if (!isDraft || !isWithoutDrafts(error)) throw error;
  }
  const pullRequest = await pulls.create(title, marked2, false);
  const { number } = pullRequest;
  const note = pullRequestMessages.finding("draft-not-available", { repository, number });
  return { pullRequest, notes: [note] };
}

// src/action/pull-request/propose-replacement.ts
var deadlineMs2 = 3e5;
var deadlineOfFileMs = 1e3;
async function proposeInRepository(proposal, { github: github2, migration: migration2, replace: replace2 }, context, signal) {
  if (github2.token === void 0) throw pullRequestMessages.error("github-token-missing", {});
  const time = deadlineMs2 + proposal.added.length * deadlineOfFileMs;
  const within = AbortSignal.any([signal, AbortSignal.timeout(time)]);
  const api = repositoryApi(github2.token, context, migration2.maxRetries, within);
  const options = {
    base: replace2.pullRequestBase,
    isDraft: replace2.pullRequestDraft,
    labels: replace2.pullRequestLabels ?? [],
    reviewers: replace2.pullRequestReviewers ?? []
  };
  return proposeChanges(api, proposal, options, context);
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
async function readSources(env, workspace) {
  maskSecrets(env);
  const at = { cwd: workspace, inputsAre: "input" };
  const file = await readConfigFile(getInput("config-file"), at);
  const names = [...settingNames, ...formerNames];
  const inputs = Object.fromEntries(names.map((name) => [name, getInput(name)]));
  return { ...at, inputs, env, ...file === void 0 ? {} : { file } };
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
import { readFile as readFile5 } from "node:fs/promises";
import { join as join4 } from "node:path";
var hostedLimit = 360;
var workflowSchema = external_exports.object({ jobs: external_exports.record(external_exports.string(), external_exports.unknown()) });
var jobSchema = external_exports.object({ "timeout-minutes": external_exports.number().positive() });
async function timeLimitOf(context) {
  const fallback = context.isHosted ? hostedLimit : void 0;
  if (context.workflowFile === "") return fallback;
  const text = await readFile5(join4(context.workspace, context.workflowFile), "utf8").catch(
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
import { readFile as readFile6 } from "node:fs/promises";
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
  const text = await readFile6(env["GITHUB_EVENT_PATH"] ?? "", "utf8").catch(() => "{}");
  const event2 = pullRequestEvent2.safeParse(jsonOf(text)).data;
  if (event2 === void 0) return false;
  return event2.pull_request.head.repo?.full_name !== env["GITHUB_REPOSITORY"];
}

// src/action/entries/run-main.ts
async function runMain(env, signal, startedAt = 0) {
  const addToSummary = await findJobSummary(env);
  let announceRun = async () => {
  };
  try {
    setOutputs(emptyOutputs);
    requireTrustedEvent(env);
    const context = readRunContext(env);
    const sources = await readSources(env, context.workspace);
    const announcements = loadAnnouncements(sources);
    announceRun = (run) => announce(run, announcements, context, signal);
    const loaded = loadConfig(sources);
    for (const secret of loaded.secrets) setSecret(secret);
    const host = hostOf({ context, env, startedAt, addToSummary }, loaded);
    const { report, exitCode } = await runOnHost(loaded, host, signal);
    await announceRun({ report, exitCode });
    return exitCode;
  } catch (error) {
    if (signal.aborted) {
      warning("Stopped before the first page. Run it again to start.");
      return 1;
    }
    const shown = error instanceof MigrationError ? await explainForFork(error, env) : void 0;
    if (shown === void 0) failStep(error);
    else await showRefusal(shown, addToSummary);
    await announceRun({ refusal: refusalOf(shown ?? error) });
    return 1;
  }
}
function refusalOf(error) {
  const { message, remedy = "" } = explained(error, "workflow");
  return { code: error instanceof MigrationError ? error.code : "unexpected", message, remedy };
}
function hostOf({ context, env, startedAt, addToSummary }, { logging }) {
  const runAddress = runAddressOf(context);
  return {
    repositoryDir: context.workspace,
    env,
    ...runAddress === void 0 ? {} : { runAddress },
    runId: `${context.runId}-${context.runAttempt}`,
    startedAt,
    hugoReleases: hugoSearchOf(env),
    openMemory: (config) => openMemory(config, context),
    observer: createLogObserver(() => /* @__PURE__ */ new Date(), isQuiet(logging)),
    examine: ({ github: github2 }) => serviceChecks({ token: github2.token, env }, context),
    timeLimit: () => timeForWork(context),
    propose: (proposal, config, signal) => proposeInRepository(proposal, config, context, signal),
    async readShardReports({ github: github2 }) {
      const { createArtifactStore } = await import("./chunks/artifact-store.js");
      return readShardReports(createArtifactStore(context, github2.token, new Patience()));
    },
    keepPreview: (preview, report) => keepPreview(preview, report, context),
    keepReport: (report, files) => keepReport(report, files, context),
    telling: {
      say,
      debug: (line) => debug(printable(line)),
      checks(checks2) {
        startGroup("Checks");
        for (const line of checks2.flatMap(checkLines)) say(line);
        endGroup();
      },
      // The bar keeps the spaces at the beginning of a line.
      diff: (diff) => say(diff.replace(/^/gm, "| ")),
      plan: (plan) => showPlan(plan, addToSummary),
      async report({ report, files, preview, kept, isCheckpointSaved }) {
        setOutputs(outputsOf(report, files.json ?? "", isCheckpointSaved, preview?.folder));
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
