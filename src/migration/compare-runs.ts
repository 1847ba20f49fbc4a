import type { PreviousRun } from "../domain/previous-run.ts";
import type { PageOutcome } from "./page-outcome.ts";

/** What is different from how the run before left it. Pages are named by their ids. */
export interface RunComparison {
  /** When the run before last noted something, ISO 8601 in UTC; null where that is not known. */
  readonly previousRunAt: string | null;
  /** Complete now, and not then. */
  readonly newlyCompleted: readonly string[];
  /** Failed now, and not then. */
  readonly newlyFailed: readonly string[];
  /** Failed then and now. */
  readonly stillFailed: readonly string[];
  /** Comments that were written at the source since, on pages that were complete then. */
  readonly newComments: readonly NewComments[];
  /** Complete then, and without comment section now. */
  readonly gone: readonly string[];
}

/** New comments of a page. */
interface NewComments {
  readonly pageId: string;
  readonly comments: number;
}

/**
 * Compares what became of the pages with what is remembered of the run before.
 * @param isPart whether the pages are a part of the site's only, so that none can be called gone
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
