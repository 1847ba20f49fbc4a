import type { MigrationMemory } from "../migration/ports.ts";

/** The memory of a dry run: it neither knows of earlier runs nor keeps anything. */
export const forgetfulMemory: MigrationMemory = {
  async start() {},
  completedPage: () => undefined,
  async markPageComplete() {},
  markPageFailed: async () => 1,
  async markDone() {},
};
