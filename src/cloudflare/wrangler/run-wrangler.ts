import type { ProcessResult } from "../../process/run-process.ts";
import { runProgram } from "./run-program.ts";
import { searchPath, wranglerEnvironment } from "./wrangler-environment.ts";
import { findWrangler, type WranglerPlace } from "./wrangler-program.ts";

/** Which wrangler is run, and as whom; who it is logged in as where nothing is given. */
export interface WranglerAccount extends WranglerPlace {
  readonly apiToken?: string | undefined;
  readonly accountId?: string | undefined;
  /** Address of Cloudflare's API, where it is another than wrangler's own. */
  readonly apiBase?: string | undefined;
}

const timeoutMs = 180_000;

/**
 * Runs a command of wrangler's that works on something at Cloudflare; it is stopped after three minutes.
 * @throws MigrationError `wrangler-dir-not-found`, `wrangler-not-found`, the signal's reason
 */
export async function runWrangler(
  account: WranglerAccount,
  args: readonly string[],
  signal: AbortSignal,
): Promise<ProcessResult> {
  const { wranglerDir: cwd, env } = account;
  const program = findWrangler(cwd, {
    platform: process.platform,
    searchPath: searchPath(env),
  });
  return runProgram(program, args, { cwd, env: environmentOf(account), timeoutMs }, signal);
}

/** Whether the system stopped wrangler: its start script then exits with 128 plus the signal's number. */
export function wasStopped({ exitCode }: ProcessResult): boolean {
  return exitCode === null || exitCode > 128;
}

/** Wrangler gets its own secrets, not those that a runner passes to this action. */
function environmentOf({ env, apiToken, accountId, apiBase }: WranglerAccount) {
  return {
    ...wranglerEnvironment(env),
    ...(apiToken === undefined ? {} : { CLOUDFLARE_API_TOKEN: apiToken }),
    ...(accountId === undefined ? {} : { CLOUDFLARE_ACCOUNT_ID: accountId }),
    ...(apiBase === undefined ? {} : { CLOUDFLARE_API_BASE_URL: apiBase }),
  };
}
