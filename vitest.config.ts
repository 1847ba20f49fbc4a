import { availableParallelism } from "node:os";
import { configDefaults, defineConfig } from "vitest/config";

/**
 * Branches in percent that the unit tests take at least, by folder of src. The hosts, and what starts
 * programs, are covered by the tests with parts, whose processes are not measured.
 */
const branchFloors = {
  archive: 94,
  checkpoint: 75,
  domain: 95,
  config: 88,
  d1: 57,
  files: 85,
  http: 60,
  hugo: 66,
  migration: 80,
  replace: 79,
  report: 83,
  resilience: 95,
  shard: 87,
  shortcode: 93,
  sources: 85,
  targets: 80,
} as const;

const withParts = "test/**/*.parts.test.ts";

// vitest reads its configuration from the default export.
export default defineConfig({
  test: {
    // Tests wait for servers and clocks more than they compute.
    maxWorkers: availableParallelism() + 1,
    restoreMocks: true,
    unstubEnvs: true,
    coverage: {
      include: ["src/**/*.ts"],
      reporter: [["text-summary"], ["json-summary"]],
      reportsDirectory: "coverage",
      thresholds: Object.fromEntries(
        Object.entries(branchFloors).map(([folder, branches]) => [
          `src/${folder}/**/*.ts`,
          { branches },
        ]),
      ),
    },
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          include: ["test/**/*.test.ts"],
          exclude: [...configDefaults.exclude, withParts],
          testTimeout: 20_000,
        },
      },
      {
        // Suites that start programs (Hugo, Synapse, wrangler, a browser, our own bundles) or need minutes.
        extends: true,
        test: {
          name: "parts",
          globalSetup: ["test/parts/shared/setup.ts"],
          include: [withParts],
          testTimeout: 240_000,
          hookTimeout: 240_000,
        },
      },
    ],
  },
});
