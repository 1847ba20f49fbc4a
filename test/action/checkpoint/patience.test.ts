import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Patience } from "../../../src/action/checkpoint/patience.ts";
import type { StoreResult } from "../../../src/action/checkpoint/store-result.ts";

const cache = "The Actions cache";
const artifacts = "The artifact service";

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

/** Calls a service whose client gives up after this time; returns the result and whether it was asked. */
async function callFor(patience: Patience, service: typeof cache | typeof artifacts, ms: number) {
  let isAsked = false;
  const result = patience.call(service, async (): Promise<StoreResult> => {
    isAsked = true;
    await new Promise((resolve) => setTimeout(resolve, ms));
    throw new Error("socket hang up");
  });
  await vi.advanceTimersByTimeAsync(ms);
  return { isAsked, result: await result };
}

describe("a service that let a run wait in vain", () => {
  it("is not called again, and refuses as before; others are", async () => {
    const patience = new Patience();
    const first = await callFor(patience, cache, 45_000);
    expect(first).toMatchObject({ isAsked: true, result: { code: "storage-unreachable" } });
    const second = await callFor(patience, cache, 45_000);
    expect(second).toEqual({ isAsked: false, result: first.result });
    expect(await callFor(patience, artifacts, 1)).toMatchObject({ isAsked: true });
    expect(patience.lost).toEqual([cache]);
  });

  it("is waited for up to a minute", async () => {
    const patience = new Patience();
    const { result } = await callFor(patience, cache, 60_000);
    expect(result).toMatchObject({ ok: false, code: "storage-unreachable" });
  });

  it("is not called by the post step either", async () => {
    const patience = new Patience([artifacts]);
    expect(await callFor(patience, artifacts, 1)).toMatchObject({
      isAsked: false,
      result: { code: "storage-unreachable" },
    });
  });
});

it("a service that failed at once is called again", async () => {
  const patience = new Patience();
  await callFor(patience, cache, 100);
  expect(await callFor(patience, cache, 100)).toMatchObject({ isAsked: true });
});
