import { dirname } from "node:path";
import type { ResultsService } from "../actions-services/results-service.ts";
import { compileCache } from "../machine/compile-cache.ts";
import type { Job } from "./job.ts";

/** Folders and files of a runner; absolute paths. */
export interface RunnerPlaces {
  readonly workspace: string;
  readonly home: string;
  readonly temp: string;
  readonly toolCache: string;
  readonly eventFile: string;
}

/** PATH of a machine that has Node 24 and the system's own programs. */
export const cleanPath = [
  dirname(process.execPath),
  "/usr/local/bin",
  "/usr/bin",
  "/usr/local/sbin",
  "/usr/sbin",
  "/bin",
  "/sbin",
].join(":");

const sha = "f00dcafe".repeat(5);

/**
 * The variables that every step of a job has on a GitHub-hosted Linux runner. GITHUB_ACTION_PATH is
 * not among them: only composite actions have it.
 * Source: https://docs.github.com/actions/reference/workflows-and-actions/variables#default-environment-variables
 */
export function runnerEnvironment(job: Job, places: RunnerPlaces): Record<string, string> {
  const [owner = ""] = job.repository.split("/");
  return {
    PATH: cleanPath,
    HOME: places.home,
    ...compileCache,
    LANG: "C.UTF-8",
    CI: "true",
    GITHUB_ACTION: "__self",
    GITHUB_ACTION_REF: "",
    GITHUB_ACTION_REPOSITORY: "",
    GITHUB_ACTIONS: "true",
    GITHUB_ACTOR: "octocat",
    GITHUB_ACTOR_ID: "583231",
    GITHUB_API_URL: "https://api.github.com",
    GITHUB_BASE_REF: "",
    GITHUB_EVENT_NAME: job.eventName,
    GITHUB_EVENT_PATH: places.eventFile,
    GITHUB_GRAPHQL_URL: "https://api.github.com/graphql",
    GITHUB_HEAD_REF: "",
    GITHUB_JOB: job.job,
    GITHUB_REF: job.ref,
    GITHUB_REF_NAME: job.ref.replace(/^refs\/(heads|tags|pull)\//, ""),
    GITHUB_REF_PROTECTED: "false",
    GITHUB_REF_TYPE: job.ref.startsWith("refs/tags/") ? "tag" : "branch",
    GITHUB_REPOSITORY: job.repository,
    GITHUB_REPOSITORY_ID: "1296269",
    GITHUB_REPOSITORY_OWNER: owner,
    GITHUB_REPOSITORY_OWNER_ID: "9919",
    GITHUB_RETENTION_DAYS: "90",
    GITHUB_RUN_ATTEMPT: String(job.attempt),
    GITHUB_RUN_ID: job.runId,
    GITHUB_RUN_NUMBER: "1",
    GITHUB_SERVER_URL: "https://github.com",
    GITHUB_SHA: sha,
    GITHUB_TRIGGERING_ACTOR: "octocat",
    GITHUB_WORKFLOW: job.workflow,
    GITHUB_WORKFLOW_REF: `${job.repository}/.github/workflows/workflow.yml@${job.ref}`,
    GITHUB_WORKFLOW_SHA: sha,
    GITHUB_WORKSPACE: places.workspace,
    RUNNER_ARCH: process.arch === "arm64" ? "ARM64" : "X64",
    RUNNER_ENVIRONMENT: "github-hosted",
    RUNNER_NAME: "GitHub Actions 1",
    RUNNER_OS: "Linux",
    RUNNER_TEMP: places.temp,
    RUNNER_TOOL_CACHE: places.toolCache,
  };
}

/**
 * The variables by which the steps of an action, but not those with `run`, reach the services.
 * Source: actions/runner, NodeScriptActionHandler.cs
 */
export function serviceVariables(
  services: Pick<ResultsService, "url" | "issueToken">,
  job: Job,
): Record<string, string> {
  return {
    ACTIONS_CACHE_SERVICE_V2: "True",
    ACTIONS_RESULTS_URL: services.url,
    ACTIONS_RUNTIME_TOKEN: services.issueToken(job),
    GITHUB_API_URL: services.url.replace(/\/$/, ""),
  };
}
