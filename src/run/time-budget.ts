/** When a run with a time budget stops. */
interface TimeBudget {
  /** Aborted when no further page should be begun. */
  readonly until: AbortSignal;
  /** Aborted when what was begun takes too long. */
  readonly end: AbortSignal;
}

/**
 * The signals of a budget in minutes that began `elapsedMs` ago; a twentieth of it, at most five
 * minutes, is for what was begun. Without a budget neither is ever aborted.
 */
export function timeBudget(minutes: number | undefined, elapsedMs: number): TimeBudget {
  if (minutes === undefined) {
    const { signal } = new AbortController();
    return { until: signal, end: signal };
  }
  const until = Math.max(0, minutes * 60_000 - elapsedMs);
  return {
    until: AbortSignal.timeout(Math.round(until)),
    end: AbortSignal.timeout(Math.round(until + Math.min(5, minutes / 20) * 60_000)),
  };
}
