import { setTimeout as sleep } from "node:timers/promises";
import { BrokenCircuitError, ConsecutiveBreaker, circuitBreaker, handleWhen } from "cockatiel";
import pRetry from "p-retry";

/** Runs an operation under a retry rule; returns its result or throws the last attempt's error. */
export type Retry = <T>(operation: () => Promise<T>, signal: AbortSignal) => Promise<T>;

/** Called before a request is repeated, with the wait in ms that the service asked for. */
export type OnRetry = (error: Error, attempt: number, waitMs: number) => void;

/** The rule by which failed requests to one service are repeated. */
interface RetryOptions {
  /** Repetitions after the first attempt; 0 means none. */
  readonly maxRetries: number;
  /** Wait before the first repetition in ms (default 500); doubled each time, with jitter. */
  readonly firstDelayMs?: number;
  /** Tells failures that may pass by themselves from those that stay; only the former are repeated. */
  isTransient(error: unknown): boolean;
  /** The wait that the service itself asked for, in ms, where it did. */
  retryAfterMs?(error: unknown): number | undefined;
  onRetry?: OnRetry;
  /**
   * What is thrown while a service is left alone that failed several times in a row; the last of those
   * failures if omitted.
   */
  leftAlone?(lastFailure: Error): Error;
}

const maxDelayMs = 30_000;
const maxRetryAfterMs = 300_000;
const failuresUntilOpen = 3;
const openForMs = 30_000;

/**
 * A retry rule for one service: exponential backoff with jitter, the service's own wait where it
 * names one (up to five minutes), and a circuit that opens after three operations in a row ran out
 * of retries, so that the next ones fail at once instead of each waiting in turn.
 * The rule throws the signal's reason when it is aborted; waits end at once then.
 */
export function createRetry(options: RetryOptions): Retry {
  const circuit = circuitBreaker(
    handleWhen((error) => options.isTransient(error)),
    { breaker: new ConsecutiveBreaker(failuresUntilOpen), halfOpenAfter: openForMs },
  );
  let lastFailure: Error | undefined;

  return async (operation, signal) => {
    try {
      return await circuit.execute(() =>
        pRetry(operation, {
          retries: options.maxRetries,
          minTimeout: options.firstDelayMs ?? 500,
          maxTimeout: maxDelayMs,
          randomize: true,
          signal,
          shouldRetry: ({ error }) => options.isTransient(error),
          onFailedAttempt: async ({ error, attemptNumber, retriesLeft }) => {
            lastFailure = error;
            if (retriesLeft === 0 || !options.isTransient(error)) return;
            const waitMs = Math.min(options.retryAfterMs?.(error) ?? 0, maxRetryAfterMs);
            options.onRetry?.(error, attemptNumber, waitMs);
            await sleep(waitMs, undefined, { signal });
          },
        }),
      );
    } catch (error) {
      if (signal.aborted) throw signal.reason;
      if (!(error instanceof BrokenCircuitError) || lastFailure === undefined) throw error;
      throw options.leftAlone?.(lastFailure) ?? lastFailure;
    }
  };
}
