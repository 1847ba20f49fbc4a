import type { MigrationMemory } from "../domain/ports.ts";

/** The memory of a dry run, a verification and a rollback: it neither knows of earlier runs nor keeps anything. */
export const forgetfulMemory: MigrationMemory = {
  previousRun: () => undefined,
  bookmark: () => undefined,
  async markBookmark() {},
  async start() {},
  completedPage: () => undefined,
  getNewCommentId: () => undefined,
  async markPageComplete() {},
  async rebuild() {},
  markPageFailed: async () => 1,
  async markDone() {},
};
