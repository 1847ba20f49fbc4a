import { createRetry, type OnRetry } from "../../resilience/retry.ts";
import type { Statement } from "../sql/statement.ts";
import { D1Error, type D1Transport, type Row } from "./transport.ts";

/** What repeats calls that failed for a passing reason. */
export interface RunnerOptions {
  readonly maxRetries: number;
  /** Told before each repetition. */
  readonly onRetry?: OnRetry;
}

/** Runs statements as one transaction and returns the rows of each; asks for them anew in each attempt. */
export type Runner = (
  statements: () => readonly Statement[],
  signal: AbortSignal,
) => Promise<readonly (readonly Row[])[]>;

/** The transport with repetitions. */
export function createRunner(
  transport: D1Transport,
  { maxRetries, onRetry }: RunnerOptions,
): Runner {
  const retry = createRetry({
    maxRetries,
    isTransient: (error) => error instanceof D1Error && error.transient,
    retryAfterMs: (error) => (error instanceof D1Error ? error.retryAfterMs : undefined),
    ...(onRetry === undefined ? {} : { onRetry }),
  });
  return (statements, signal) => retry(() => transport.run(statements(), signal), signal);
}
