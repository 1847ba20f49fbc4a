import { readFile } from "node:fs/promises";
import { z } from "zod";
import { ConfigError } from "../../config/config-error.ts";
import { jsonOf } from "../../domain/json-of.ts";
import type { MigrationError } from "../../domain/migration-error.ts";
import { runnerMessages } from "./messages.ts";

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
  throw runnerMessages.error("untrusted-event", {});
}

/**
 * What a refusal means in the run of a fork's pull request: GitHub passes no secrets to it, so that
 * settings seem to be missing that the workflow does set. Any other error as it is.
 */
export async function explainForFork(
  error: MigrationError,
  env: Environment,
): Promise<MigrationError> {
  if (!(error instanceof ConfigError) || !(await isOfFork(env))) return error;
  return runnerMessages.error(
    "no-secrets-for-forks",
    { problems: error.message },
    { cause: error },
  );
}

async function isOfFork(env: Environment): Promise<boolean> {
  if (env["GITHUB_EVENT_NAME"] !== "pull_request") return false;
  const text = await readFile(env["GITHUB_EVENT_PATH"] ?? "", "utf8").catch(() => "{}");
  const event = pullRequestEvent.safeParse(jsonOf(text)).data;
  if (event === undefined) return false;
  return event.pull_request.head.repo?.full_name !== env["GITHUB_REPOSITORY"];
}
