import { availableParallelism } from "node:os";
import { configDefaults, defineConfig } from "vitest/config";

const withParts = "test/**/*.parts.test.ts";

// vitest reads its configuration from the default export.
export default defineConfig({
  test: {
    maxWorkers: Math.max(2, Math.floor(availableParallelism() / 2)),
    restoreMocks: true,
    unstubEnvs: true,
    coverage: {
      include: ["src/**/*.ts"],
      reporter: [["text-summary"], ["json-summary"]],
      reportsDirectory: "coverage",
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
          include: [withParts],
          testTimeout: 240_000,
          hookTimeout: 240_000,
        },
      },
    ],
  },
});
