import { z } from "zod";
import type { SourceLocation } from "../../domain/source-location.ts";
import { runnerMessages } from "./messages.ts";

/** The part of a runner's environment that this action uses. */
export interface RunContext {
  /** Absolute path of the checked-out repository. */
  readonly workspace: string;
  /** `owner/name`. */
  readonly repository: string;
  readonly workflow: string;
  /** Path of the workflow file in its repository, `.github/workflows/….yml`. */
  readonly workflowFile: string;
  readonly job: string;
  /** Which job of its matrix it is, in JSON. */
  readonly leg: string;
  /** The step's id, or a name by the action and its place among its uses, `__owner_name_2`. */
  readonly step: string;
  readonly runId: string;
  /** 1 for the first run, one more for each re-run. */
  readonly runAttempt: number;
  /** Whether the runner is one of GitHub's own, whose jobs end after 6 hours. */
  readonly isHosted: boolean;
  /** Full ref of what was checked out, `refs/heads/main`. */
  readonly ref: string;
  readonly eventName: string;
  /** Absolute path of the event's payload. */
  readonly eventFile: string;
  /** Address of GitHub's REST API: another one on GitHub Enterprise Server. */
  readonly apiUrl: string;
  /** Address of GitHub, or of the GitHub Enterprise Server. */
  readonly serverUrl: string;
  /** The commit that was checked out; empty where that is not known. */
  readonly commit: string;
}

const schema = z.object({
  GITHUB_WORKSPACE: z.string().min(1),
  GITHUB_REPOSITORY: z.string().default(""),
  GITHUB_WORKFLOW: z.string().default(""),
  GITHUB_WORKFLOW_REF: z.string().default(""),
  GITHUB_JOB: z.string().default(""),
  GITHUB_ACTION: z.string().default(""),
  "INPUT_MATRIX-LEG": z.string().default(""),
  GITHUB_RUN_ID: z.string().regex(/^\d+$/).default("0"),
  GITHUB_RUN_ATTEMPT: z.coerce.number().int().positive().default(1),
  GITHUB_REF: z.string().default(""),
  GITHUB_EVENT_NAME: z.string().default(""),
  GITHUB_EVENT_PATH: z.string().default(""),
  GITHUB_API_URL: z.url({ protocol: /^https?$/ }).default("https://api.github.com"),
  RUNNER_ENVIRONMENT: z.string().default(""),
  GITHUB_SERVER_URL: z.string().default("https://github.com"),
  GITHUB_SHA: z.string().default(""),
});

/**
 * Reads the variables that a runner sets; an empty one is one that is not set.
 * @throws MigrationError `odd-runner` naming each that can't be used
 * Source: https://docs.github.com/actions/reference/workflows-and-actions/variables#default-environment-variables
 */
export function readRunContext(env: Readonly<Record<string, string | undefined>>): RunContext {
  const given = Object.entries(env).filter(([, value]) => value !== "");
  const { data: vars, error } = schema.safeParse(Object.fromEntries(given));
  if (error !== undefined) {
    const names = new Set(error.issues.map(({ path }) => String(path[0])));
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
    commit: vars.GITHUB_SHA,
  };
}

/** The address of the run, with its attempt; undefined where it is not known. */
export function runAddressOf({
  serverUrl,
  repository,
  runId,
  runAttempt,
}: RunContext): string | undefined {
  if (repository === "" || runId === "0" || !URL.canParse(serverUrl)) return undefined;
  const name = repository.split("/").map(encodeURIComponent).join("/");
  return `${new URL(serverUrl).origin}/${name}/actions/runs/${runId}/attempts/${runAttempt}`;
}

/** Tells at which address a line of a file can be looked at, as it was in this run's commit. */
export function sourceAddress({
  serverUrl,
  repository,
  commit,
}: RunContext): ((location: SourceLocation) => string) | undefined {
  if (repository === "" || commit === "" || !URL.canParse(serverUrl)) return undefined;
  return ({ file, line }) => {
    const path = [...repository.split("/"), "blob", commit, ...file.split("/")]
      .map(encodeURIComponent)
      .join("/")
      .replace(/[()'*!~]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`);
    return `${new URL(serverUrl).origin}/${path}#L${line}`;
  };
}
