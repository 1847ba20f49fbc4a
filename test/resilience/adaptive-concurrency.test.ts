import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { createThrottle } from "../../src/resilience/adaptive-concurrency.ts";

class TooMuch extends Error {}

const never = new AbortController().signal;

function throttleOf(concurrency: number) {
  return createThrottle({ concurrency, isOverload: (error) => error instanceof TooMuch });
}

/** Operations at once when many begin, each of which goes as `one` does. */
async function mostAtOnce(throttle: ReturnType<typeof throttleOf>, one: () => Promise<void>) {
  let running = 0;
  let most = 0;
  const operation = async () => {
    running += 1;
    most = Math.max(most, running);
    try {
      await sleep(100);
      await one();
    } finally {
      running -= 1;
    }
  };
  await Promise.allSettled(Array.from({ length: 40 }, () => throttle(operation, never)));
  return most;
}

const succeed = async () => {};
const overload = async () => {
  await sleep(50);
  throw new TooMuch();
};

describe("a throttle", () => {
  it("lets so many operations run at once as it may, and no more", async () => {
    expect(await mostAtOnce(throttleOf(8), succeed)).toBe(8);
  });

  it("halves them when the service says that it is too much, once for a whole round", async () => {
    const throttle = throttleOf(8);
    const round = Array.from({ length: 8 }, () => throttle(overload, never));
    await Promise.allSettled(round);
    let failures = 0;
    // Fails for ever, so that nothing is allowed again meanwhile.
    expect(await mostAtOnce(throttle, () => Promise.reject(new Error(`${failures++}`)))).toBe(4);
  });

  it("goes down to one, and not below", async () => {
    const throttle = throttleOf(8);
    for (let round = 0; round < 5; round += 1) {
      await expect(throttle(overload, never)).rejects.toThrow(TooMuch);
    }
    const failing = () => Promise.reject(new Error("another failure"));
    expect(await mostAtOnce(throttle, failing)).toBe(1);
  });

  it("recovers when the service takes it", async () => {
    const throttle = throttleOf(8);
    for (let round = 0; round < 5; round += 1) await throttle(overload, never).catch(() => {});
    expect(await mostAtOnce(throttle, succeed)).toBe(8);
  });

  it("stops waiting at once when it is aborted, and runs nothing then", async () => {
    const throttle = throttleOf(1);
    const { promise: blocked, resolve: unblock } = Promise.withResolvers<void>();
    const first = throttle(() => blocked, never);
    const controller = new AbortController();
    let ran = false;
    const waiting = throttle(async () => {
      ran = true;
    }, controller.signal);
    const reason = new Error("cancelled");
    controller.abort(reason);
    await expect(waiting).rejects.toBe(reason);
    unblock();
    await first;
    await throttle(succeed, never);
    expect(ran).toBe(false);
  });
});
