import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { beginTimeBudget } from "../../src/run/time-budget.ts";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe("a time budget", () => {
  it("breaks off what was begun a second or a twentieth after its end, and says why", () => {
    for (const [minutes, margin] of [
      [0.5, 1_500],
      [0.1, 1_000],
    ] as const) {
      const { end } = beginTimeBudget(minutes, performance.now());
      vi.advanceTimersByTime(minutes * 60_000 + margin - 100);
      expect(end.aborted).toBe(false);
      vi.advanceTimersByTime(200);
      expect(end.reason).toMatchObject({ code: "time-budget-too-small" });
    }
  });

  it("that is not set breaks off nothing", () => {
    const { end, until } = beginTimeBudget(undefined, performance.now());
    vi.advanceTimersByTime(10 * 24 * 3600_000);
    expect([end.aborted, until.aborted]).toEqual([false, false]);
  });
});
