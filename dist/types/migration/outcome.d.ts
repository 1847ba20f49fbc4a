import type { Difference } from "../comment/difference.ts";
import type { Finding } from "../comment/finding.ts";
import type { SkippedEvents } from "../comment/matrix-comment.ts";
import type { Page, SiteScan } from "../comment/page.ts";
import type { RunComparison } from "./compare-runs.ts";
import type { TrialOutcome } from "./trial.ts";
/** Why a page could not be moved, in words for its owner. */
export interface PageFailure {
    readonly code: string;
    readonly message: string;
    readonly remedy?: string;
}
/**
 * What was done with a page when it failed: its room was read, its comments were put in order and
 * checked, they were written, or what was written was compared.
 */
export type PageStep = "read" | "check" | "import" | "verify";
/** What became of one page. Counts are of comments. */
export type PageOutcome = 
/** All its comments are in the target; `inserted` of them by this run. */
{
    readonly state: "completed";
    readonly page: Page;
    readonly comments: number;
    readonly inserted: number;
}
/** An earlier run had completed it, so that this one left it alone. */
 | {
    readonly state: "completed-before";
    readonly page: Page;
    readonly comments: number;
}
/** `comments` were read from the source (0 when reading failed); none or some are in the target. */
 | {
    readonly state: "failed";
    readonly page: Page;
    readonly comments: number;
    readonly failure: PageFailure;
    readonly step: PageStep;
    /** Runs that failed on this page, this one included. */
    readonly attempts: number;
}
/** A verification found all its comments as they should be. */
 | {
    readonly state: "verified";
    readonly page: Page;
    readonly comments: number;
}
/** Not reached before the run was stopped. */
 | {
    readonly state: "remaining";
    readonly page: Page;
}
/** A dry run read it. */
 | {
    readonly state: "readable";
    readonly page: Page;
    readonly comments: number;
};
/** What a whole run did. */
export interface MigrationOutcome {
    readonly scan: SiteScan;
    readonly mode: "migrate" | "verify";
    readonly dryRun: boolean;
    /** What stopped the run before the last page, other than the user. */
    readonly stoppedBy?: PageFailure;
    /** One for each page of the scan, in its order. */
    readonly pages: readonly PageOutcome[];
    /** The scan's findings and those of the pages. */
    readonly findings: readonly Finding[];
    /** Where the target is not as the source says, by comment. */
    readonly differences: readonly Difference[];
    readonly skipped: readonly (SkippedEvents & {
        readonly pageId: string;
    })[];
    /** Pages whose completion was known to the database only. */
    readonly rebuiltPages: number;
    /** Numbers of comments read by this run, by the month of their time in UTC (`2021-03`). */
    readonly months: ReadonlyMap<string, number>;
    /** What changed since the run before; undefined where there was none, or it does not matter. */
    readonly comparison?: RunComparison;
    /** What a dry run found out; left out in the others. */
    readonly trial?: TrialOutcome;
    readonly startedAt: Date;
    readonly finishedAt: Date;
}
