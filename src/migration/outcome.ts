import type { SkippedItems } from "../domain/comment.ts";
import type { CommentDetails } from "../domain/comment-details.ts";
import type { Difference } from "../domain/difference.ts";
import type { Finding } from "../domain/finding.ts";
import type { HeldComment } from "../domain/kept-comment.ts";
import type { SiteScan } from "../domain/page.ts";
import type { PageFailure } from "../domain/page-failure.ts";
import type { RehearsedWriting } from "../domain/ports.ts";
import type { SourceChange } from "../domain/source-change.ts";
import type { RunComparison, Sample } from "../report/report.ts";
import type { PickedConversation } from "./conversation-picker.ts";
import type { PageOutcome } from "./page-outcome.ts";

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
  /** What was edited or removed at the source after it was moved, and what became of it. */
  readonly changes: readonly SourceChange[];
  readonly skipped: readonly (SkippedItems & { readonly pageId: string })[];
  /** What the archive shows of comments that this run read, beside what the target holds; by source id. */
  readonly details: ReadonlyMap<string, CommentDetails>;
  /** Comments of this source that earlier runs had moved. */
  readonly movedBefore: number;
  /** Pages whose completion was known to the database only. */
  readonly rebuiltPages: number;
  /** Numbers of comments read by this run, by the month of their time in UTC (`2021-03`). */
  readonly months: ReadonlyMap<string, number>;
  /** A few to look at, as the target holds them; none in a verification. */
  readonly conversations?: readonly PickedConversation[];
  /** What changed since the run before; undefined where there was none, or it does not matter. */
  readonly comparison?: RunComparison;
  /** What a dry run found out; absent in the others. */
  readonly trial?: TrialOutcome;
  /** What the target would hold of each page, where a dry run was to keep that; by page id. */
  readonly rehearsed?: ReadonlyMap<string, readonly RehearsedComment[]>;
  readonly startedAt: Date;
  readonly finishedAt: Date;
}

/** A comment as the target would hold it, or where it was not tried, as it would be given to it. */
export type RehearsedComment = Pick<
  HeldComment,
  "sourceId" | "commentId" | "kept" | "isShown" | "isEmptied"
>;

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
  /** What the import wrote to the copy in memory; absent where there was none. */
  readonly written?: RehearsedWriting | undefined;
}
