import { info, summary, warning } from "@actions/core";
import { Checkpoint } from "../checkpoint/checkpoint.ts";
import { inertMarkdown } from "../report/inert-markdown.ts";
import { createArtifactStore } from "./artifact-store.ts";
import { createCacheStore, type StoreResult } from "./cache-store.ts";
import { CheckpointKeeper } from "./checkpoint-keeper.ts";
import { readRunContext } from "./run-context.ts";
import type { Environment } from "./run-main.ts";
import { readFromMain } from "./saved-state.ts";

/**
 * The post step, which runs whatever happened to the main step: brings the checkpoint that is on
 * the disk to the cache and into an artifact, unless the main step has done it.
 */
export async function runPost(env: Environment): Promise<void> {
  const state = readFromMain();
  if (state === undefined) {
    info("There is no checkpoint to keep.");
    return;
  }
  const { checkpoint } = await Checkpoint.open({
    file: state.checkpointFile,
    fingerprint: state.fingerprint,
    now: () => new Date(),
  });
  const keeper = new CheckpointKeeper(
    {
      checkpoint,
      cache: createCacheStore(state.cachePath),
      artifacts: createArtifactStore(),
      context: readRunContext(env),
    },
    state,
  );
  if (keeper.isSaved && state.artifactUploaded) {
    info("The main step has kept the checkpoint.");
    return;
  }
  const lines = [
    sentence("Actions cache", await keeper.saveToCache()),
    sentence("artifact", await keeper.uploadArtifact()),
  ];
  await summary.addRaw(`### Checkpoint\n\n${lines.map(inertMarkdown).join("  \n")}\n`).write();
  await checkpoint.close();
}

function sentence(place: string, result: StoreResult): string {
  if (result.ok) {
    const text = `The checkpoint is kept (${place}).`;
    info(text);
    return text;
  }
  const text = `The checkpoint is not kept (${place}): ${result.reason}.`;
  warning(text);
  return text;
}
