import { debug } from "@actions/core";
import type { CheckpointKeeper } from "./checkpoint-keeper.ts";

/** When the checkpoint is saved during a run. */
interface SaveSchedule {
  /** The shortest time between two saves, in ms. */
  readonly intervalMs: number;
  /** Time since any fixed point, in ms. */
  readonly clock: () => number;
}

/** Saves in one attempt: each is an entry of the cache that nobody deletes. */
const mostSaves = 45;
const frequentSaves = 36;

/**
 * How long after the last save the next one is due, in ms: the interval, but no less than an eighth of
 * the time that has passed, so that a lost runner costs a small share of its work and a run of six
 * hours makes some thirty entries. Infinity where there have been enough.
 */
export function pauseBeforeSave(saves: number, elapsedMs: number, intervalMs: number): number {
  if (saves >= mostSaves) return Number.POSITIVE_INFINITY;
  return Math.max(intervalMs, saves < frequentSaves ? elapsedMs / 8 : elapsedMs);
}

/**
 * Does the work, and meanwhile saves the checkpoint now and then: a runner that is lost runs no post
 * step. A failed save is reported at the end, when it is tried again.
 */
export async function whileSaving<T>(
  keeper: Pick<CheckpointKeeper, "saveToCache" | "isSaved">,
  { intervalMs, clock }: SaveSchedule,
  work: () => Promise<T>,
): Promise<T> {
  const start = clock();
  let saves = 0;
  let last = start;
  const timer = setInterval(
    () => {
      const now = clock();
      if (keeper.isSaved || now - last < pauseBeforeSave(saves, now - start, intervalMs)) return;
      saves += 1;
      last = now;
      keeper.saveToCache().catch((error: unknown) => {
        debug(`a save at an interval failed: ${String(error)}`);
      });
    },
    Math.min(intervalMs, 5_000),
  );
  try {
    return await work();
  } finally {
    clearInterval(timer);
  }
}
