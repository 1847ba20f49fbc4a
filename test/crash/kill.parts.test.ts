import pMap from "p-map";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sharedMigrationParts } from "../parts/shared/shared-parts.ts";
import {
  isGood,
  type KillPoint,
  killAndResume,
  resumptions,
  runUndisturbed,
  type Undisturbed,
} from "./kill-and-resume.ts";
import { type Migrations, prepareMigrations } from "./migrations.ts";

// A sample of all points; `npm run crash` kills at each of them.
const samplePoints = 7;

describe("a migration that is killed (SIGKILL) between two steps, or within one,", () => {
  let migrations: Migrations;
  let undisturbed: Undisturbed;
  beforeAll(async () => {
    migrations = await prepareMigrations(await sharedMigrationParts());
    undisturbed = await runUndisturbed(migrations);
  });
  afterAll(() => migrations[Symbol.asyncDispose]());

  it("can be killed at more than 200 points, around each kind of I/O", () => {
    const labels = undisturbed.killPoints.flatMap((p) => ("label" in p ? [p.label] : []));
    expect(undisturbed.killPoints.length).toBeGreaterThan(200);
    for (const io of [
      /^before GET .*\/directory\//,
      /^answered GET .*\/messages$/,
      /^read GET .*\/messages$/,
      /^before POST .*\/raw$/,
      /^answered POST .*\/raw$/,
      /^half of writeFileSync$/,
      /^after fsyncSync$/,
      /^before renameSync$/,
      /^after renameSync$/,
    ]) {
      expect(labels).toContainEqual(expect.stringMatching(io));
    }
  });

  it.each(resumptions)(
    "leaves the very rows of an undisturbed one when it is resumed %s",
    async (resumption) => {
      const points = spread(undisturbed.killPoints, samplePoints, resumptions.indexOf(resumption));
      const outcomes = await pMap(
        points,
        async (point) => ({
          point,
          ...(await killAndResume(migrations, undisturbed, point, resumption)),
        }),
        { concurrency: 2 },
      );
      expect(outcomes.filter((outcome) => !isGood(outcome))).toEqual([]);
      expect(outcomes.filter(({ killed }) => killed).length).toBeGreaterThan(samplePoints - 3);
    },
  );
});

/** Evenly spread points; each turn gives others. */
function spread(points: readonly KillPoint[], count: number, turn: number): readonly KillPoint[] {
  const step = points.length / count;
  const offset = (step * (turn + 0.5)) / resumptions.length;
  return Array.from({ length: count }, (_, n) => points[Math.floor(n * step + offset)]).filter(
    (point) => point !== undefined,
  );
}
