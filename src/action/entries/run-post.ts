import { Checkpoint } from "../../checkpoint/checkpoint.ts";
import { createArtifactStore } from "../checkpoint/artifact-store.ts";
import { createCacheStore } from "../checkpoint/cache-store.ts";
import { CheckpointKeeper } from "../checkpoint/checkpoint-keeper.ts";
import { keepCheckpoint, keptSection } from "../checkpoint/keep-checkpoint.ts";
import { Patience } from "../checkpoint/patience.ts";
import { readFromMain } from "../checkpoint/saved-state.ts";
import { findJobSummary } from "../log/job-summary.ts";
import { say } from "../log/log.ts";
import { readRunContext } from "../runner/run-context.ts";
import type { Environment } from "./run-main.ts";

/**
 * The post step, which runs whatever happened to the main step: brings the checkpoint that is on
 * the disk to the cache and into an artifact, unless the main step has done it.
 */
export async function runPost(env: Environment): Promise<void> {
  const state = readFromMain();
  if (state === undefined) {
    say("There is no checkpoint to keep.");
    return;
  }
  const context = readRunContext(env);
  const { checkpoint } = await Checkpoint.open({
    file: state.checkpointFile,
    fingerprint: state.fingerprint,
    now: () => new Date(),
  });
  const patience = new Patience(state.lostServices);
  const keeper = new CheckpointKeeper(
    {
      checkpoint,
      cache: createCacheStore(state.cachePath, patience),
      artifacts: createArtifactStore(context, undefined, patience),
      patience,
      context,
    },
    state,
  );
  if (keeper.isSaved && state.artifactUploaded) {
    say("The main step has kept the checkpoint.");
    return;
  }
  const lines = await keepCheckpoint(keeper);
  const addToSummary = await findJobSummary(env);
  await addToSummary(keptSection(lines));
  await checkpoint.close();
}
