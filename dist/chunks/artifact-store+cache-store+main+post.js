import { createRequire as createRequireOfNode } from "node:module";
const require = createRequireOfNode(import.meta.url);
const __filename = import.meta.filename;
const __dirname = import.meta.dirname;
import {
  defineMessages
} from "./artifact-store+cache-store+cli+failure-text+index+main+migrate-site+post+run-cli.js";
import {
  external_exports
} from "./artifact-store+cache-store+failure-text+local-d1-process+local-r2-process+main+migrate-site+post+run-cli.js";

// src/action/checkpoint/messages.ts
var nothingToDo = "You don't have to do anything: comments already in the database are recognised.";
var storeMessages = defineMessages({
  "no-stored-checkpoint/cache": {
    severity: "notice",
    message: "The Actions cache has no checkpoint of this migration.",
    remedy: nothingToDo
  },
  "no-stored-checkpoint/this-run": {
    severity: "notice",
    message: "This run has no checkpoint of an earlier attempt.",
    remedy: nothingToDo
  },
  "no-stored-checkpoint/earlier-runs": {
    severity: "notice",
    message: "No earlier run has a checkpoint in its artifacts.",
    remedy: nothingToDo
  },
  "stored-checkpoint-unusable": {
    severity: "warning",
    message: ({ place }) => `The checkpoint in the ${place} is damaged or belongs to another migration; it was ignored.`,
    remedy: nothingToDo
  },
  "stored-archive-unsafe": {
    severity: "warning",
    message: (p) => `The ${p.archive} ${p.oddity}: no run of this program made it, and it was ignored.`,
    remedy: "Find out which workflow made it: whoever did can run code in this repository."
  },
  "cache-needs-gnu-tar": {
    severity: "warning",
    message: "The Actions cache was not used: this runner's tar is not GNU tar.",
    remedy: "Install GNU tar on the runner (on macOS: brew install gnu-tar)."
  },
  "artifact-damaged": {
    severity: "warning",
    message: ({ artifact }) => `The artifact ${artifact} arrived damaged.`,
    remedy: nothingToDo
  },
  "artifacts-without-token": {
    severity: "warning",
    message: "Artifacts of earlier runs can't be read without a token.",
    remedy: "Set the input github-token to a token with the permission actions: read."
  },
  "cache-unavailable": {
    severity: "warning",
    message: "This runner has no Actions cache.",
    remedy: "On GitHub Enterprise Server an administrator has to enable the cache; a self-hosted runner has to be able to reach it."
  },
  "storage-write-denied": {
    severity: "warning",
    message: ({ service }) => `${service} failed: this run has read-only access to it.`,
    remedy: "Start the workflow by workflow_dispatch, schedule or push: runs that outsiders can start get a read-only cache."
  },
  "storage-read-denied": {
    severity: "warning",
    message: ({ service }) => `${service} failed: this run can't read it.`,
    remedy: "Start the workflow by workflow_dispatch, schedule or push."
  },
  "storage-full": {
    severity: "warning",
    message: ({ service }) => `${service} failed: the account's storage is full.`,
    remedy: "Delete old artifacts and caches of the repository, or raise the limit in the account's billing settings; GitHub updates the usage every 6 to 12 hours."
  },
  "storage-rate-limited": {
    severity: "warning",
    message: ({ service }) => `${service} failed: GitHub accepts no more requests for a while (rate limit).`,
    remedy: "Wait a few minutes before the next run, or set a larger checkpoint-interval."
  },
  "storage-name-taken": {
    severity: "warning",
    message: ({ service }) => `${service} failed: another save already uses this name.`,
    remedy: "You don't have to do anything."
  },
  "storage-permission-missing": {
    severity: "warning",
    message: ({ service }) => `${service} failed: the job's token does not have the permission for it.`,
    remedy: "Give the job the permission actions: read in the workflow file."
  },
  "storage-unsupported": {
    severity: "warning",
    message: ({ service }) => `${service} failed: this GitHub Enterprise Server does not have it.`,
    remedy: "You don't have to do anything: only the Actions cache is used there."
  },
  "storage-unreachable": {
    severity: "warning",
    message: ({ service }) => `${service} failed: it could not be reached.`,
    remedy: "Check https://www.githubstatus.com and the runner's network connection."
  },
  "storage-answer-odd": {
    severity: "warning",
    message: ({ service }) => `${service} failed: the answer was something else than GitHub's, such as the web page of a proxy.`,
    remedy: "Check https://www.githubstatus.com and the runner's proxy settings."
  },
  "storage-unavailable": {
    severity: "warning",
    message: ({ service }) => `${service} failed: it is unavailable.`,
    remedy: "Check https://www.githubstatus.com."
  },
  "storage-failed": {
    severity: "warning",
    message: ({ service, reason }) => `${service} failed: ${reason}.`,
    remedy: nothingToDo
  },
  "no-shard-reports": {
    severity: "error",
    message: ({ reason }) => `There is no report of a shard. ${reason}`,
    remedy: "Run this job after the jobs that migrate the shards (`needs:`), in the same workflow run, with `if: always()`."
  },
  "reports-of-several-modes": {
    severity: "error",
    message: ({ one, other }) => `The shards of this run did different things: ${one}, and ${other}.`,
    remedy: "Use one mode in all jobs of a workflow run that move shards."
  },
  "reports-of-several-sites": {
    severity: "error",
    message: ({ one, other }) => `The shards of this run belong to different migrations: ${one}, and ${other}.`,
    remedy: "Migrate one site per workflow run, or give each site its own workflow."
  }
});

// src/action/checkpoint/store-result.ts
function refusalText({ message, remedy, severity }) {
  return severity === "notice" ? message : `${message} ${remedy}`;
}
var knownFailures = [
  ["storage-write-denied", /cache write denied|does not permit writes/i],
  ["storage-read-denied", /cache read denied|does not permit reads/i],
  ["storage-full", /quota/i],
  ["storage-rate-limited", /rate limit|too many requests|\b429\b|resource_exhausted/i],
  ["storage-name-taken", /unable to reserve cache|already exists/i],
  [
    "storage-permission-missing",
    /not accessible by integration|\b40[13]\b|forbidden|bad credentials/i
  ],
  ["storage-unsupported", /GHES|not currently supported on/i],
  [
    "storage-unreachable",
    /ENOTFOUND|ECONNREFUSED|ECONNRESET|EAI_AGAIN|ETIMEDOUT|socket hang up|fetch failed|network|no answer within/i
  ],
  ["storage-answer-odd", /not valid JSON|unexpected token/i],
  ["storage-unavailable", /\b5\d\d\b|internal (?:server )?error|unavailable/i]
];
var services = [
  "The Actions cache",
  "The artifact service",
  "GitHub's API for artifacts"
];
var serviceSchema = external_exports.enum(services);
async function orRefusal(service, work) {
  try {
    return await work();
  } catch (error) {
    return refusalOf(service, error instanceof Error ? error.message : String(error));
  }
}
function refusalOf(service, reason) {
  const [known] = knownFailures.find(([, pattern]) => pattern.test(reason)) ?? [];
  return refusal(
    known === void 0 ? storeMessages.words("storage-failed", { service, reason }) : storeMessages.words(known, { service })
  );
}
function refusal(message) {
  return { ok: false, ...message };
}

export {
  storeMessages,
  refusalText,
  serviceSchema,
  orRefusal,
  refusalOf,
  refusal
};
