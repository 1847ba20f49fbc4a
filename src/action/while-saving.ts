import { debug } from "@actions/core";
import type { CheckpointKeeper } from "./checkpoint-keeper.ts";

/**
 * Does the work, and meanwhile saves the checkpoint at an interval: a runner that is lost runs no
 * post step. A save that fails is told at the end, when it is tried again.
 */
export async function whileSaving<T>(
  keeper: CheckpointKeeper,
  intervalMs: number,
  work: () => Promise<T>,
): Promise<T> {
  let failure: unknown;
  const timer = setInterval(() => {
    keeper.saveToCache().catch((error: unknown) => {
      failure = error;
    });
  }, intervalMs);
  try {
    return await work();
  } finally {
    clearInterval(timer);
    if (failure !== undefined) debug(`a save at an interval failed: ${String(failure)}`);
  }
}
