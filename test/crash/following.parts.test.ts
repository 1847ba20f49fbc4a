import pMap from "p-map";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sharedMigrationParts } from "../parts/shared/shared-parts.ts";
import { prepareFollowing } from "./following.ts";
import {
  isGood,
  killAndResume,
  resumptions,
  runUndisturbed,
  type Undisturbed,
} from "./kill-and-resume.ts";
import type { Migrations } from "./migrations.ts";

// A sample of all points; `npm run crash` kills at each of them.
const samplePoints = 7;

describe("a run that follows its source and is killed (SIGKILL)", () => {
  let migrations: Migrations;
  let undisturbed: Undisturbed;
  beforeAll(async () => {
    migrations = await prepareFollowing(await sharedMigrationParts());
    undisturbed = await runUndisturbed(migrations);
  });
  afterAll(() => migrations[Symbol.asyncDispose]());

  it("has without that what its source says", () => {
    const { comments, ledger } = undisturbed.rows;
    const texts = comments.map(({ content }) => String(content).replace(/ (of|in) #.*/, ""));
    const numbers = [...Map.groupBy(texts, (text) => text)].map(([text, { length }]) => [
      text,
      length,
    ]);
    expect(Object.fromEntries(numbers)).toEqual({
      ...{ "[removed]": 10, edited: 5, other: 5 },
      ...{ new: 5, later: 5 },
    });
    expect([comments.length, ledger.length]).toEqual([30, 30]);
  });

  it("leaves the very rows of an undisturbed one when it is run again", async () => {
    const { killPoints } = undisturbed;
    const step = killPoints.length / samplePoints;
    const points = killPoints.filter((_, index) => Math.floor(index % step) === 1);
    const outcomes = await pMap(
      points,
      async (point, index) => {
        const resumption = resumptions[index % resumptions.length] ?? "without a checkpoint";
        return { point, ...(await killAndResume(migrations, undisturbed, point, resumption)) };
      },
      { concurrency: 2 },
    );
    expect(outcomes.filter((outcome) => !isGood(outcome))).toEqual([]);
    expect(outcomes.filter(({ killed }) => killed).length).toBeGreaterThan(points.length - 3);
  });
});
