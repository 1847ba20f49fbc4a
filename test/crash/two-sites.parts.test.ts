import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sharedMigrationParts } from "../parts/shared/shared-parts.ts";
import { type Migrations, prepareMigrations } from "./migrations.ts";
import { killTwoSites, prepareTwoSites, randomFrom, type TwoSites } from "./two-sites.ts";

// A sample of trials; `npm run crash` makes 60.
const seeds = [1, 2, 3];

describe("two sites that move into one database, and of which one is taken back meanwhile,", () => {
  let migrations: Migrations;
  let sites: TwoSites;
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "two-sites-"));
    migrations = await prepareMigrations(await sharedMigrationParts());
    sites = await prepareTwoSites(migrations, folder);
  });
  afterAll(async () => {
    await sites[Symbol.asyncDispose]();
    await migrations[Symbol.asyncDispose]();
    await rm(folder, { recursive: true });
  });

  it.each(seeds)(
    "lose, double and take from each other nothing when they are killed: %i",
    async (seed) => {
      const outcome = await killTwoSites(sites, randomFrom(seed));
      expect(outcome).toMatchObject({ lost: 0, duplicated: 0, good: true, reached: true });
    },
  );
});
