import { defineMessages } from "../../domain/message-catalogue.ts";

const nothingToDo =
  "You don't have to do anything: comments already in the database are recognised.";

/** What is reported about checkpoints in the Actions cache and in artifacts, and of shards' reports. */
export const storeMessages = defineMessages({
  "no-stored-checkpoint/cache": {
    severity: "notice",
    message: "The Actions cache has no checkpoint of this migration.",
    remedy: nothingToDo,
  },
  "no-stored-checkpoint/this-run": {
    severity: "notice",
    message: "This run has no checkpoint of an earlier attempt.",
    remedy: nothingToDo,
  },
  "no-stored-checkpoint/earlier-runs": {
    severity: "notice",
    message: "No earlier run has a checkpoint in its artifacts.",
    remedy: nothingToDo,
  },
  "stored-checkpoint-unusable": {
    severity: "warning",
    message: ({ place }: { place: string }) =>
      `The checkpoint in the ${place} is damaged or belongs to another migration; it was ignored.`,
    remedy: nothingToDo,
  },
  "stored-archive-unsafe": {
    severity: "warning",
    message: (p: Record<"archive" | "oddity", string>) =>
      `The ${p.archive} ${p.oddity}: no run of this program made it, and it was ignored.`,
    remedy: "Find out which workflow made it: whoever did can run code in this repository.",
  },
  "cache-needs-gnu-tar": {
    severity: "warning",
    message: "The Actions cache was not used: this runner's tar is not GNU tar.",
    remedy: "Install GNU tar on the runner (on macOS: brew install gnu-tar).",
  },
  "artifact-damaged": {
    severity: "warning",
    message: ({ artifact }: { artifact: number }) => `The artifact ${artifact} arrived damaged.`,
    remedy: nothingToDo,
  },
  "artifacts-without-token": {
    severity: "warning",
    message: "Artifacts of earlier runs can't be read without a token.",
    remedy: "Set the input github-token to a token with the permission actions: read.",
  },
  "cache-unavailable": {
    severity: "warning",
    message: "This runner has no Actions cache.",
    remedy:
      "On GitHub Enterprise Server an administrator has to enable the cache; a self-hosted runner has to be able to reach it.",
  },
  "storage-write-denied": {
    severity: "warning",
    message: ({ service }: { service: string }) =>
      `${service} failed: this run has read-only access to it.`,
    remedy:
      "Start the workflow by workflow_dispatch, schedule or push: runs that outsiders can start get a read-only cache.",
  },
  "storage-read-denied": {
    severity: "warning",
    message: ({ service }: { service: string }) => `${service} failed: this run can't read it.`,
    remedy: "Start the workflow by workflow_dispatch, schedule or push.",
  },
  "storage-full": {
    severity: "warning",
    message: ({ service }: { service: string }) =>
      `${service} failed: the account's storage is full.`,
    remedy:
      "Delete old artifacts and caches of the repository, or raise the limit in the account's billing settings; GitHub updates the usage every 6 to 12 hours.",
  },
  "storage-rate-limited": {
    severity: "warning",
    message: ({ service }: { service: string }) =>
      `${service} failed: GitHub accepts no more requests for a while (rate limit).`,
    remedy: "Wait a few minutes before the next run, or set a larger checkpoint-interval.",
  },
  "storage-name-taken": {
    severity: "warning",
    message: ({ service }: { service: string }) =>
      `${service} failed: another save already uses this name.`,
    remedy: "You don't have to do anything.",
  },
  "storage-permission-missing": {
    severity: "warning",
    message: ({ service }: { service: string }) =>
      `${service} failed: the job's token does not have the permission for it.`,
    remedy: "Give the job the permission actions: read in the workflow file.",
  },
  "storage-unsupported": {
    severity: "warning",
    message: ({ service }: { service: string }) =>
      `${service} failed: this GitHub Enterprise Server does not have it.`,
    remedy: "You don't have to do anything: only the Actions cache is used there.",
  },
  "storage-unreachable": {
    severity: "warning",
    message: ({ service }: { service: string }) => `${service} failed: it could not be reached.`,
    remedy: "Check https://www.githubstatus.com and the runner's network connection.",
  },
  "storage-answer-odd": {
    severity: "warning",
    message: ({ service }: { service: string }) =>
      `${service} failed: the answer was something else than GitHub's, such as the web page of a proxy.`,
    remedy: "Check https://www.githubstatus.com and the runner's proxy settings.",
  },
  "storage-unavailable": {
    severity: "warning",
    message: ({ service }: { service: string }) => `${service} failed: it is unavailable.`,
    remedy: "Check https://www.githubstatus.com.",
  },
  "storage-failed": {
    severity: "warning",
    message: ({ service, reason }: { service: string; reason: string }) =>
      `${service} failed: ${reason}.`,
    remedy: nothingToDo,
  },
  "no-shard-reports": {
    severity: "error",
    message: ({ reason }: { reason: string }) => `There is no report of a shard. ${reason}`,
    remedy:
      "Run this job after the jobs that migrate the shards (`needs:`), in the same workflow run, with `if: always()`.",
  },
  "reports-of-several-modes": {
    severity: "error",
    message: ({ one, other }: { one: string; other: string }) =>
      `The shards of this run did different things: ${one}, and ${other}.`,
    remedy: "Use one mode in all jobs of a workflow run that move shards.",
  },
  "reports-of-several-sites": {
    severity: "error",
    message: ({ one, other }: { one: string; other: string }) =>
      `The shards of this run belong to different migrations: ${one}, and ${other}.`,
    remedy: "Migrate one site per workflow run, or give each site its own workflow.",
  },
});
