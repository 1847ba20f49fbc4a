import type { MigrationObserver } from "../../src/migration/ports.ts";

/** An observer that tells nobody. */
export const silentObserver: MigrationObserver = {
  scanned() {},
  pageStarted() {},
  pageDone() {},
  noticed() {},
};
