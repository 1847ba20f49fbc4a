import PQueue from "p-queue";

/** Runs an operation when there is space for it. */
type Throttle = <T>(operation: () => Promise<T>, signal: AbortSignal) => Promise<T>;

/** How many operations one service takes at once. */
interface ThrottleOptions {
  /** Never more than these. */
  readonly concurrency: number;
  /** Tells failures by which the service says that it is asked for too much. */
  isOverload(error: unknown): boolean;
}

/**
 * A throttle that finds out how much a service takes: an overload halves the operations at once, down
 * to one, and a full round of successes allows one more again. What fails while an earlier overload
 * takes effect counts as the same one. Waiting ends with the signal, by its reason.
 * Source: additive increase, multiplicative decrease, as RFC 5681 has it for TCP.
 */
export function createThrottle({ concurrency, isOverload }: ThrottleOptions): Throttle {
  const queue = new PQueue({ concurrency });
  let successes = 0;
  let overloads = 0;

  function allow(next: number): void {
    queue.concurrency = next;
    successes = 0;
  }

  async function observed<T>(operation: () => Promise<T>): Promise<T> {
    const overloadsBefore = overloads;
    try {
      const result = await operation();
      successes += 1;
      const allowed = queue.concurrency;
      if (allowed < concurrency && successes >= allowed) allow(allowed + 1);
      return result;
    } catch (error) {
      if (isOverload(error) && overloads === overloadsBefore) {
        overloads += 1;
        allow(Math.max(1, Math.floor(queue.concurrency / 2)));
      }
      throw error;
    }
  }

  return (operation, signal) => queue.add(() => observed(operation), { signal });
}
