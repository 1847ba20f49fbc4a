import type { CommentRow, ImportedComment } from "../comment/comment-row.ts";
import type { CommentTarget } from "./ports.ts";
import type { Sample } from "./samples.ts";
/** What a dry run found out about the import that it did not make. */
export interface TrialOutcome {
    /** Comments that the import would write. */
    readonly toWrite: number;
    /** Comments that are in the target already. */
    readonly alreadyThere: number;
    /** Calls to the database that the import would take. */
    readonly databaseCalls: number;
    /** Batches of whole pages. */
    readonly batches: number;
    readonly samples: readonly Sample[];
}
/** Counts what an import would take, and finds what would hinder it. */
export declare class Trial {
    #private;
    /** @param imported the comments that were imported before */
    constructor(target: Pick<CommentTarget, "callsFor">, imported: readonly ImportedComment[]);
    /**
     * Looks whether a page's comments may be imported under its address.
     * @throws MigrationError `imported-under-another-page`
     */
    checkPage(rows: readonly CommentRow[]): void;
    /** Counts pages that the import would write together. */
    count(rows: readonly CommentRow[]): void;
    outcome(samples: readonly Sample[]): TrialOutcome;
}
