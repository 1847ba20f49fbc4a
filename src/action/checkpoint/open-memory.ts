import { Checkpoint } from "../../checkpoint/checkpoint.ts";
import { checkpointRequired } from "../../checkpoint/checkpoint-error.ts";
import { type Config, isQuiet } from "../../config/config.ts";
import { fingerprintOf } from "../../run/fingerprint-of.ts";
import type { RunMemory } from "../../run/host.ts";
import { say } from "../log/log.ts";
import type { RunContext } from "../runner/run-context.ts";
import { CheckpointKeeper } from "./checkpoint-keeper.ts";
import { artifactName, checkpointKeyPrefix } from "./checkpoint-key.ts";
import { keepCheckpoint } from "./keep-checkpoint.ts";
import { Patience } from "./patience.ts";
import { type RestoredCheckpoint, restoreCheckpoint } from "./restore-checkpoint.ts";
import { leaveForPost, type SavedState } from "./saved-state.ts";
import { refusalText } from "./store-result.ts";
import { whileSaving } from "./while-saving.ts";

/**
 * Finds the checkpoint by the setting `resume` on a machine that is new each time, opens
 * it, says in the log where it came from, and leaves to the post step how to keep it.
 * @throws MigrationError `checkpoint-required`, and what `Checkpoint.open` throws
 */
export async function openMemory(config: Config, context: RunContext): Promise<RunMemory> {
  const { migration, github, logging } = config;
  const { checkpointFile: file, resume } = migration;
  const startsOver = resume === "restart";
  const fingerprint = fingerprintOf(config);
  const keyPrefix = checkpointKeyPrefix(context, fingerprint, migration.stateKey, migration.shard);
  const cachePath = migration.checkpointFileAsGiven;
  // The services' clients are half of the program: a dry run, and the first lines, do without them.
  const { createArtifactStore } = await import("./artifact-store.ts");
  const { createCacheStore } = await import("./cache-store.ts");
  const patience = new Patience();
  const stores = {
    cache: createCacheStore(cachePath, patience),
    artifacts: createArtifactStore(context, github.token, patience),
  };
  const names = { cachePrefix: keyPrefix, artifact: artifactName(keyPrefix) };
  const restored = await restoreCheckpoint({ file, fingerprint, names, stores });
  if (resume === "required" && restored.source === "new") {
    throw checkpointRequired("checkpoint", restored.refusals.map(refusalText));
  }
  const { checkpoint, origin, notes } = await Checkpoint.open({
    file,
    fingerprint,
    now: () => new Date(),
    ...(startsOver ? { startOver: startOnce(Number(context.runId)) } : {}),
  });
  const source = origin === "new" ? "new" : restored.source;
  if (!isQuiet(logging)) sayWhereFrom(source, restored);
  const state: SavedState = {
    checkpointFile: file,
    cachePath,
    reportDir: migration.reportDir,
    fingerprint,
    keyPrefix,
    saves: 0,
    savedSequence: -1,
    artifactUploaded: false,
    lostServices: [],
  };
  leaveForPost(state);
  const keeper = new CheckpointKeeper({ ...stores, patience, checkpoint, context }, state);
  const schedule = {
    intervalMs: migration.checkpointInterval * 1000,
    clock: () => performance.now(),
  };
  const failures = restored.refusals.filter(({ severity }) => severity !== "notice");
  return {
    checkpoint,
    source,
    notes: [...failures.map(refusalText), ...notes],
    believesDatabase: !(startsOver && source === "new"),
    whileSaving: (work) => whileSaving(keeper, schedule, work),
    async keepReport(_report, _files, signal) {
      // After a signal the runner kills this process within seconds: the post step does the rest.
      const kept = signal.aborted ? [] : await keepCheckpoint(keeper);
      return { kept, isCheckpointSaved: keeper.isSaved };
    },
  };
}

/** Starts over in the first attempt of a run; the later ones find the run's own generation. */
function startOnce(runId: number): (generation: number) => number {
  return (generation) => (generation <= runId ? runId : generation + 1);
}

function sayWhereFrom(
  source: RestoredCheckpoint["source"],
  { refusals }: RestoredCheckpoint,
): void {
  if (source === "new") say("No checkpoint of an earlier run was found: starting a new one.");
  else say(`Resuming from the checkpoint (${source}).`);
  for (const refusal of refusals) say(`  ${refusalText(refusal)}`);
}
