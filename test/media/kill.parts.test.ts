import { beforeAll, describe, expect, it } from "vitest";
import {
  endAndResume,
  endPoints,
  fetchUndisturbed,
  isWhole,
  type Undisturbed,
} from "./killed-fetch.ts";

// A sample of all points; `npm run crash` ends such runs at a hundred.
const sample = Array.from({ length: 6 }, (_, index) => index);

describe("a migration that is ended while it fetches media", () => {
  let undisturbed: Undisturbed;
  beforeAll(async () => {
    undisturbed = await fetchUndisturbed();
  });

  it("has copies, and texts that name them, without that", () => {
    expect(undisturbed.made.files.length).toBeGreaterThan(10);
    expect(undisturbed.made.texts.join()).toContain("/comment-media/");
  });

  it.each(sample)("resumes with the same texts and whole files (%i)", async (index) => {
    const point = endPoints(sample.length, undisturbed)[index];
    if (point === undefined) throw new Error(`there is no point ${index}`);
    const outcome = await endAndResume(point);
    if (point.request < undisturbed.requests - 2) expect(outcome.ended).toBe(true);
    expect(isWhole(outcome, undisturbed), JSON.stringify(outcome)).toBe(true);
  });
});
