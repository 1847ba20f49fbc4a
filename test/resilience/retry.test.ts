import { describe, expect, it, vi } from "vitest";
import { createRetry } from "../../src/resilience/retry.ts";

class Busy extends Error {
  readonly waitMs: number | undefined;
  constructor(waitMs?: number) {
    super("busy");
    this.waitMs = waitMs;
  }
}

const never = new AbortController().signal;
const quick = {
  firstDelayMs: 1,
  isTransient: (error: unknown) => error instanceof Busy,
  retryAfterMs: (error: unknown) => (error instanceof Busy ? error.waitMs : undefined),
};

function failing(times: number, error: () => Error) {
  let calls = 0;
  return vi.fn(async () => {
    calls += 1;
    if (calls <= times) throw error();
    return "done";
  });
}

describe("a request that fails for now", () => {
  it("is repeated until it succeeds", async () => {
    const work = failing(2, () => new Busy());
    await expect(createRetry({ ...quick, maxRetries: 2 })(work, never)).resolves.toBe("done");
    expect(work).toHaveBeenCalledTimes(3);
  });

  it("is given up after max-retries, with its own error", async () => {
    const work = failing(9, () => new Busy());
    await expect(createRetry({ ...quick, maxRetries: 2 })(work, never)).rejects.toThrow("busy");
    expect(work).toHaveBeenCalledTimes(3);
  });

  it("waits as long as the service asks, but no longer than until the run is stopped", async () => {
    const controller = new AbortController();
    const work = failing(1, () => new Busy(200_000));
    const result = createRetry({ ...quick, maxRetries: 1 })(work, controller.signal);
    setTimeout(() => controller.abort(new Error("stopped")), 20);
    await expect(result).rejects.toThrow("stopped");
    expect(work).toHaveBeenCalledTimes(1);
  });
});

describe("a request that fails for good", () => {
  it("is not repeated", async () => {
    const work = failing(1, () => new Error("no such room"));
    await expect(createRetry({ ...quick, maxRetries: 5 })(work, never)).rejects.toThrow("no such");
    expect(work).toHaveBeenCalledTimes(1);
  });
});

describe("a service that is down", () => {
  it("is left alone after three operations in a row, and the last failure stays known", async () => {
    const retry = createRetry({ ...quick, maxRetries: 0 });
    const work = failing(99, () => new Busy());
    for (let i = 0; i < 3; i += 1) await expect(retry(work, never)).rejects.toThrow("busy");
    await expect(retry(work, never)).rejects.toBeInstanceOf(Busy);
    expect(work).toHaveBeenCalledTimes(3);
  });

  it("is told as being left alone in the words of whoever asks it", async () => {
    const leftAlone = ({ message }: Error) => new Error(`left alone: ${message}`);
    const retry = createRetry({ ...quick, maxRetries: 0, leftAlone });
    const work = failing(99, () => new Busy());
    for (let i = 0; i < 3; i += 1) await expect(retry(work, never)).rejects.toBeInstanceOf(Busy);
    await expect(retry(work, never)).rejects.toThrow("left alone: busy");
  });

  it("is not called down because of failures that stay with one request", async () => {
    const retry = createRetry({ ...quick, maxRetries: 0 });
    const work = failing(5, () => new Error("no such room"));
    for (let i = 0; i < 5; i += 1) await expect(retry(work, never)).rejects.toThrow("no such");
    await expect(retry(work, never)).resolves.toBe("done");
  });
});
