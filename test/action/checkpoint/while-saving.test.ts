import { describe, expect, it } from "vitest";
import { pauseBeforeSave } from "../../../src/action/checkpoint/while-saving.ts";

const hour = 3_600_000;

/** The times of the saves of a run that long, in ms. */
function savesIn(runMs: number, intervalMs: number): readonly number[] {
  const saves: number[] = [];
  for (let last = 0; ; ) {
    let time = last + intervalMs;
    while (time - last < pauseBeforeSave(saves.length, time, intervalMs) && time <= runMs) {
      time += 1_000;
    }
    if (time > runMs) return saves;
    saves.push(time);
    last = time;
  }
}

describe("the saves of a long run", () => {
  it.each([1, 10, 120, 600, 3600])("stay under 50 in six hours and in five days, at %d s", (s) => {
    for (const length of [6 * hour, 120 * hour]) {
      expect(savesIn(length, s * 1000).length).toBeLessThan(50);
    }
  });

  it("lose no more than the interval or an eighth of the time, in six hours of the default", () => {
    const saves = [0, ...savesIn(6 * hour, 120_000), 6 * hour];
    saves.slice(1).forEach((time, index) => {
      const since = time - (saves[index] ?? 0);
      expect(since).toBeLessThanOrEqual(Math.max(120_000, time / 8) + 2_000);
    });
  });
});
