import type { PreviousRun } from "../domain/previous-run.ts";
import type { RunComparison } from "../report/report.ts";
import type { PageOutcome } from "./page-outcome.ts";

/**
 * Compares what became of the pages with what is remembered of the run before.
 * @param isPart whether the pages are a part of the site's only, so that none can be reported as removed
 */
export function compareRuns(
  { at, completed, failed }: PreviousRun,
  outcomes: readonly PageOutcome[],
  isPart: boolean,
): RunComparison {
  const ids = (is: (outcome: PageOutcome) => boolean) =>
    outcomes.filter(is).map(({ page }) => page.pageId);
  const present = new Set(ids(() => true));
  return {
    previousRunAt: at,
    completedThen: ids(({ page }) => completed.has(page.pageId)).length,
    newlyCompleted: ids(({ state, page }) => state === "completed" && !completed.has(page.pageId)),
    newlyFailed: ids(({ state, page }) => state === "failed" && !failed.has(page.pageId)),
    stillFailed: ids(({ state, page }) => state === "failed" && failed.has(page.pageId)),
    newComments: outcomes.flatMap((outcome) =>
      outcome.state === "completed" && outcome.inserted > 0 && completed.has(outcome.page.pageId)
        ? [{ pageId: outcome.page.pageId, comments: outcome.inserted }]
        : [],
    ),
    gone: isPart ? [] : [...completed.keys()].filter((pageId) => !present.has(pageId)).sort(),
  };
}
