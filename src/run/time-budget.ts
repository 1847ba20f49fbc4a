import { MigrationError } from "../domain/migration-error.ts";
import { runMessages } from "./messages.ts";

/** When a run with a time budget stops. */
export interface TimeBudget {
  /** In ms; undefined where the run may take any time. */
  readonly ms: number | undefined;
  /** Aborted when no further page should be begun. */
  readonly until: AbortSignal;
  /** Aborted by a MigrationError `time-budget-too-small` when what was begun takes too long. */
  readonly end: AbortSignal;
  /**
   * What the work returns.
   * @throws MigrationError `time-budget-too-small` where `end` broke the work off
   */
  within<T>(work: () => Promise<T>): Promise<T>;
}

/** In ms: a request takes its time, however short the budget. */
const leastMargin = 1_000;
const mostMargin = 300_000;

/**
 * The budget in minutes of a run that began at `startedAt` of `performance.now()`. What was begun then has
 * a twentieth of it more, at least a second and at most five minutes. Without a budget neither signal is ever aborted.
 */
export function beginTimeBudget(minutes: number | undefined, startedAt: number): TimeBudget {
  if (minutes === undefined) {
    const { signal } = new AbortController();
    return { ms: undefined, until: signal, end: signal, within: (work) => work() };
  }
  const elapsedMs = performance.now() - startedAt;
  const ms = minutes * 60_000;
  const until = Math.max(0, ms - elapsedMs);
  const margin = Math.max(leastMargin, Math.min(mostMargin, ms / 20));
  const tooSmall = (cause?: unknown) => runMessages.error("time-budget-too-small", {}, { cause });
  const ending = new AbortController();
  setTimeout(() => ending.abort(tooSmall()), Math.round(until + margin)).unref();
  const end = ending.signal;
  return {
    ms,
    until: until === 0 ? AbortSignal.abort() : AbortSignal.timeout(Math.round(until)),
    end,
    async within(work) {
      try {
        return await work();
      } catch (error) {
        if (!end.aborted || error instanceof MigrationError) throw error;
        throw tooSmall(error);
      }
    },
  };
}
