import { readFile } from "node:fs/promises";
import { z } from "zod";
import { ConfigError } from "../../config/config-error.ts";
import { MigrationError } from "../../domain/migration-error.ts";

type Environment = Readonly<Record<string, string | undefined>>;

const pullRequestEvent = z.object({
  pull_request: z.object({
    head: z.object({ repo: z.object({ full_name: z.string() }).nullable() }),
  }),
});

/**
 * Refuses runs in which a stranger's pull request meets this repository's secrets.
 * Source: https://securitylab.github.com/resources/github-actions-preventing-pwn-requests/
 * @throws MigrationError `untrusted-event`
 */
export function requireTrustedEvent(env: Environment): void {
  if (env["GITHUB_EVENT_NAME"] !== "pull_request_target") return;
  throw new MigrationError(
    "untrusted-event",
    "This run was started by pull_request_target, in which a stranger's pull request can reach this repository's secrets; comments are not moved so.",
    {
      remedy:
        "Start the migration by workflow_dispatch, push or schedule, and a dry run for pull requests by pull_request.",
    },
  );
}

/**
 * What a refusal means in the run of a fork's pull request: GitHub hands no secrets to it, so that
 * settings seem to be missing that the workflow does give. Any other error as it is.
 */
export async function explainForFork(
  error: MigrationError,
  env: Environment,
): Promise<MigrationError> {
  if (!(error instanceof ConfigError) || !(await isOfFork(env))) return error;
  return new MigrationError(
    "no-secrets-for-forks",
    `This run is of a pull request from a fork, and GitHub gives it no secrets.\n${error.message}`,
    {
      remedy:
        "That is as it should be. Let the step be skipped for forks, by if: github.event.pull_request.head.repo.full_name == github.repository in the workflow.",
      cause: error,
    },
  );
}

async function isOfFork(env: Environment): Promise<boolean> {
  if (env["GITHUB_EVENT_NAME"] !== "pull_request") return false;
  const text = await readFile(env["GITHUB_EVENT_PATH"] ?? "", "utf8").catch(() => "{}");
  const event = pullRequestEvent.safeParse(jsonOf(text)).data;
  if (event === undefined) return false;
  return event.pull_request.head.repo?.full_name !== env["GITHUB_REPOSITORY"];
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
