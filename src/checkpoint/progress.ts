import type { CheckpointState } from "./state.ts";

/** How far the migration has come. Counts are of pages. */
export interface ProgressSummary {
  readonly total: number;
  readonly completed: number;
  readonly failed: number;
  /** Neither completed nor failed. */
  readonly remaining: number;
  /** Share of the pages that were dealt with, completed or failed: 0 to 1; 1 where there are none. */
  readonly progressRate: number;
  /** Share of the pages dealt with that were completed: 0 to 1; null where there are none. */
  readonly successRate: number | null;
}

/**
 * How far this pass has come. Pages that were completed in it and have left the site since count as
 * completed, and the total with them.
 */
export function summariseProgress(state: CheckpointState): ProgressSummary {
  const completed = Object.values(state.completed_pages).filter(
    ({ pass = 0 }) => pass === state.pass,
  ).length;
  const failed = Object.keys(state.failed_pages).length;
  const dealtWith = completed + failed;
  const total = Math.max(state.statistics.total_pages, dealtWith);
  return {
    total,
    completed,
    failed,
    remaining: total - dealtWith,
    progressRate: total === 0 ? 1 : dealtWith / total,
    successRate: dealtWith === 0 ? null : completed / dealtWith,
  };
}
