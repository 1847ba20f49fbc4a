import type { PreviousRun } from "../comment/previous-run.ts";
import type { PageOutcome } from "./outcome.ts";
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
export interface NewComments {
    readonly pageId: string;
    readonly comments: number;
}
/**
 * Compares what became of the pages with what is remembered of the run before.
 * @param isPart whether the pages are a part of the site's only, so that none can be called gone
 */
export declare function compareRuns({ at, completed, failed }: PreviousRun, outcomes: readonly PageOutcome[], isPart: boolean): RunComparison;
