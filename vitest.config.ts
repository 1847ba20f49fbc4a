import { availableParallelism } from "node:os";
import { configDefaults, defineConfig } from "vitest/config";

/**
 * Branches in percent that the unit tests take at least, by folder of src, some five below what they
 * take: property tests take other branches each time. The hosts, and what starts
 * programs, are covered by the tests with parts, whose processes are not measured.
 */
const branchFloors = {
  archive: 90,
  checkpoint: 72,
  cloudflare: 40,
  domain: 91,
  config: 87,
  d1: 61,
  files: 78,
  http: 75,
  hugo: 61,
  matching: 85,
  migration: 80,
  r2: 40,
  replace: 77,
  report: 84,
  resilience: 90,
  shard: 84,
  shortcode: 88,
  sources: 84,
  targets: 71,
} as const;

const withParts = "test/**/*.parts.test.ts";

// vitest reads its configuration from the default export.
export default defineConfig({
  test: {
    // Tests wait for servers and clocks more than they compute.
    maxWorkers: availableParallelism() + 1,
    // Files are many: to start a process and load the modules for each takes longer than most tests.
    isolate: false,
    // Only so that nothing waits for ever: a busy machine may take ten times as long as a quiet one.
    testTimeout: 240_000,
    hookTimeout: 240_000,
    expect: { poll: { timeout: 60_000 } },
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
        },
      },
      {
        // Suites that start programs (Hugo, Synapse, wrangler, a browser, our own bundles) or need minutes.
        extends: true,
        test: {
          name: "parts",
          globalSetup: ["test/parts/shared/setup.ts"],
          include: [withParts],
        },
      },
    ],
  },
});
