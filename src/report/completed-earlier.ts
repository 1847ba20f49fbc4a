import type { MigrationReport } from "./report.ts";

/** How many of the run's pages had been complete before it, whether it read them again or not. */
export function completedEarlier({ pages, comparison }: MigrationReport): number {
  return Math.max(pages.completedBefore, comparison?.completedThen ?? 0);
}
