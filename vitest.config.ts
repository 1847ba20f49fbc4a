import { defineConfig } from "vitest/config";

// vitest reads its configuration from the default export.
export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    testTimeout: 240_000,
    hookTimeout: 240_000,
    maxWorkers: 2,
    restoreMocks: true,
    unstubEnvs: true,
  },
});
