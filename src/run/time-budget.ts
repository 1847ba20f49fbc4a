import { MigrationError } from "../domain/migration-error.ts";

/** When a run with a time budget stops. */
export interface TimeBudget {
  /** In ms; undefined where the run may take any time. */
  readonly ms: number | undefined;
  /** Aborted when no further page should be begun. */
  readonly until: AbortSignal;
  /** Aborted when what was begun takes too long. */
  readonly end: AbortSignal;
  /**
   * What the work gives.
   * @throws MigrationError `time-budget-too-small` where `end` broke the work off
   */
  within<T>(work: () => Promise<T>): Promise<T>;
}

/**
 * The budget in minutes of a run that began at `startedAt` of `performance.now()`; a twentieth of it, at
 * most five minutes, is for what was begun. Without a budget neither signal is ever aborted.
 */
export function beginTimeBudget(minutes: number | undefined, startedAt: number): TimeBudget {
  if (minutes === undefined) {
    const { signal } = new AbortController();
    return { ms: undefined, until: signal, end: signal, within: (work) => work() };
  }
  const elapsedMs = performance.now() - startedAt;
  const ms = minutes * 60_000;
  const until = Math.max(0, ms - elapsedMs);
  const end = AbortSignal.timeout(Math.round(until + Math.min(5, minutes / 20) * 60_000));
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

function tooSmall(cause: unknown): MigrationError {
  return new MigrationError(
    "time-budget-too-small",
    "The time budget was used up before the first page could be read.",
    { remedy: "Set a longer time-budget.", cause },
  );
}
