import { createHash } from "node:crypto";
import type { Report } from "../../report/report.ts";
import { type Shard, shardName } from "../../shard/shard.ts";
import type { RunContext } from "../runner/run-context.ts";

const prefix = "hugo-comment-migration-v2";

/** Whether an artifact of that name holds a checkpoint and a report. */
export function isOurArtifact(name: string): boolean {
  return new RegExp(`^${prefix}-[0-9a-f]{32}$`).test(name);
}

/**
 * The name under which the checkpoints of one migration are kept: the same for every run and
 * attempt of one step of a job on one site, database and shard, another for all others. It ends with
 * a hyphen, because the cache finds entries by prefix.
 */
export function checkpointKeyPrefix(
  context: RunContext,
  identity: unknown,
  stateKey: string,
  shard?: Shard,
): string {
  const parts = [context.workflow, placeOf(context), identity, stateKey];
  const hash = hashOf(shard === undefined ? parts : [...parts, shardName(shard)]);
  return `${prefix}-${hash.slice(0, 32)}-`;
}

/**
 * A key that no other save uses: an entry of the cache can't be replaced, and a save that was cut
 * off blocks its key for ever.
 */
export function checkpointKey(keyPrefix: string, context: RunContext, save: number): string {
  return `${keyPrefix}${context.runId}-${context.runAttempt}-${save}`;
}

/**
 * The name of the artifact: the same in every run and attempt, since artifacts of earlier runs are
 * found by their exact name, and each attempt has names of its own.
 */
export function artifactName(keyPrefix: string): string {
  return keyPrefix.replace(/-$/, "");
}

/** The name of an artifact that holds a report alone: another in each job, step, attempt and site. */
export function reportArtifactName(
  { mode, shard, shards, site }: Report,
  context: RunContext,
): string {
  const kind = shards === undefined ? mode : "all-shards";
  const part = shard ? [`${shard.number}-of-${shard.of}`] : [];
  const own = hashOf([placeOf(context), site]).slice(0, 8);
  return ["comment-migration-report", context.job, kind, ...part, own, context.runAttempt].join(
    "-",
  );
}

/** The name of an artifact that holds a preview: another in each job, step, attempt and site. */
export function previewArtifactName({ site }: Pick<Report, "site">, context: RunContext): string {
  const own = hashOf([placeOf(context), site]).slice(0, 8);
  return ["comment-migration-preview", context.job, own, context.runAttempt].join("-");
}

/** Legs of a matrix and steps of a job share all names that GitHub has for a job. */
function placeOf({ job, leg, step }: RunContext): readonly string[] {
  return [job, leg, step];
}

function hashOf(parts: readonly unknown[]): string {
  return createHash("sha256").update(JSON.stringify(parts)).digest("hex");
}
