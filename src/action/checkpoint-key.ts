import { createHash } from "node:crypto";
import type { RunContext } from "./run-context.ts";

const prefix = "hugo-comment-migration-v2";

/**
 * The name under which the checkpoints of one migration are kept: the same for every run and
 * attempt of one job on one site and database, another for all others. It ends with a hyphen,
 * because the cache finds entries by prefix.
 */
export function checkpointKeyPrefix(
  context: RunContext,
  identity: unknown,
  stateKey: string,
): string {
  const hash = createHash("sha256")
    .update(JSON.stringify([context.workflow, context.job, identity, stateKey]))
    .digest("hex");
  return `${prefix}-${hash.slice(0, 32)}-`;
}

/**
 * A key that no other save uses: an entry of the cache can't be replaced, and a save that was cut
 * off blocks its key for ever.
 */
export function checkpointKey(keyPrefix: string, context: RunContext, save: number): string {
  return `${keyPrefix}${context.runId}-${context.runAttempt}-${save}`;
}
