import type { SkippedItems } from "../domain/comment.ts";
import type { CommentId } from "../domain/comment-row.ts";
import type { Difference } from "../domain/difference.ts";
import type { Finding } from "../domain/finding.ts";
import type { ScanResult } from "../domain/page.ts";
import type { SourceLocation } from "../domain/source-location.ts";

/**
 * - `complete`: every page's comments are in the target
 * - `partial`: nothing failed, but pages remain; running again goes on
 * - `failed`: at least one page failed, or something stopped the run
 * - `dry-run`: nothing was written
 * - `verified`: every page's comments are in the target as they are in their rooms
 * - `rolled-back`: all moved comments were taken back
 */
export type Verdict = "complete" | "partial" | "failed" | "dry-run" | "verified" | "rolled-back";

/** What a run did: the one model that every rendering is made from, and the content of report.json. */
export interface Report {
  readonly schemaVersion: 1;
  readonly verdict: Verdict;
  readonly mode: "migrate" | "verify" | "rollback";
  /** The part of the pages that this is about; null where it is about all of them. */
  readonly shard: { readonly number: number; readonly of: number } | null;
  /** The shards that it was put together from; null where there were none. */
  readonly shards: readonly ReportedShard[] | null;
  readonly site: ReportedSite;
  /** ISO 8601 in UTC. */
  readonly startedAt: string;
  readonly finishedAt: string;
  readonly durationMs: number;
  readonly pages: PageNumbers;
  readonly comments: CommentNumbers;
  /** Pages dealt with (completed or failed) among all pages, 0 to 1; 1 where there are no pages. */
  readonly progressRate: number;
  /** Pages completed among those dealt with, 0 to 1; null where none was dealt with. */
  readonly successRate: number | null;
  readonly scan: Pick<ScanResult, "resolvedBy" | "discoveredBy" | "counts">;
  readonly checkpoint: ReportedCheckpoint;
  /** What stopped the run before its end, where something did. */
  readonly stoppedBy: Problem | null;
  readonly failedPages: readonly FailedPage[];
  readonly pageList: readonly ReportedPage[];
  readonly findings: readonly Finding[];
  /** Where comments in the target are not as in their rooms. */
  readonly differences: readonly Difference[];
  /** What the time went into, in order. Shards have their times added up. */
  readonly phases: readonly ReportedPhase[];
  /** When the comments that this run read were written, by month in UTC, the earliest first. */
  readonly months: readonly ReportedMonth[];
  /** What changed since the run before; null where there was none, or where it does not matter. */
  readonly comparison: ReportedComparison | null;
  /** What a dry run found out; null in the others. */
  readonly trial: ReportedTrial | null;
  /** What a rollback did; null in the other modes. */
  readonly rollback: ReportedRollback | null;
  /** What became of the old shortcodes; left out where they were not asked for. */
  readonly replacement?: ReportedReplacement;
  /** Events that are not comments by this program's rules, by page and reason. */
  readonly skipped: readonly (SkippedItems & { readonly pageId: string })[];
}

/**
 * Time of one phase: reading the site, restoring the checkpoint and preparing the database, waiting
 * for comments, writing them and comparing, and what comes after the last page.
 */
export interface ReportedPhase {
  readonly phase: "scan" | "start" | "read" | "import" | "finish";
  readonly durationMs: number;
}

/** How many comments a month has. */
export interface ReportedMonth {
  /** `2021-03`. */
  readonly month: string;
  readonly comments: number;
}

/** What is different from how the run before left it. Pages are named by their ids. */
export interface ReportedComparison {
  /** ISO 8601 in UTC; null where only the database knows of that run. */
  readonly previousRunAt: string | null;
  readonly newlyCompleted: readonly string[];
  readonly newlyFailed: readonly string[];
  readonly stillFailed: readonly string[];
  /** Comments that were written at the source since, on pages that were complete then. */
  readonly newComments: readonly { readonly pageId: string; readonly comments: number }[];
  /** Complete then, and without comment section now. */
  readonly gone: readonly string[];
}

/** `go`: move; `caution`: read the reasons first; `no-go`: comments would be left behind. */
export type Judgement = "go" | "caution" | "no-go";

/** What a dry run found out about the migration that it did not make. */
export interface ReportedTrial {
  readonly judgement: Judgement;
  /** Why, the gravest first; empty for `go`. */
  readonly reasons: readonly JudgementReason[];
  /** Comments as they are in their rooms, and as they would be in the target. */
  readonly samples: readonly ReportedSample[];
  readonly cost: TrialCost;
  /** What the dry run asked of the database, and what the database says it wrote for it. */
  readonly proof: {
    readonly databaseCalls: number;
    /** Rows, indexes included; null where the database does not say. */
    readonly rowsWritten: number | null;
  };
}

/** One reason of a judgement. */
export interface JudgementReason {
  readonly judgement: "caution" | "no-go";
  readonly code: string;
  readonly message: string;
  readonly remedy: string;
}

/** What the migration would take. */
export interface TrialCost {
  /** Comments that would be written. */
  readonly comments: number;
  /** Comments that are in the target already. */
  readonly alreadyThere: number;
  /** Requests to the homeserver, as this dry run made them. */
  readonly homeserverRequests: number;
  readonly databaseCalls: number;
  /** Rows of the comments, of the ledger and of the notes on pages; entries of indexes come on top. */
  readonly databaseRows: number;
  /** An estimate: what reading took, and what the calls to the database will take. */
  readonly durationMs: number;
}

/** A comment before and after. */
export interface ReportedSample {
  readonly kind: "plain" | "changed" | "media" | "edited" | "reply";
  readonly pageId: string;
  readonly sourceId: string;
  readonly before: {
    readonly authorId: string;
    /** ISO 8601 in UTC. */
    readonly sentAt: string;
    readonly replyTo: string | null;
    readonly body: string;
  };
  readonly after: {
    readonly page: string;
    readonly authorName: string;
    readonly createdAt: string;
    readonly parentSourceId: string | null;
    readonly content: string;
  };
}

/** The replacement of old shortcodes; in a dry run, what it would be. */
export interface ReportedReplacement {
  readonly to: "working-tree" | "pull-request";
  readonly dryRun: boolean;
  /** Shortcodes that gave way to a new one. */
  readonly replaced: number;
  /** Those that were taken out, because their page's comments stand further up. */
  readonly removed: number;
  /** Places that go on showing the old comments; findings say why. */
  readonly kept: number;
  /** From the root of the repository, with `/`. */
  readonly files: readonly string[];
  /** Null where there is none. */
  readonly pullRequest: ReportedPullRequest | null;
}

/** The pull request that holds the replacement. */
export interface ReportedPullRequest {
  readonly number: number;
  readonly url: string;
  /** `unchanged` where its branch held exactly this replacement before. */
  readonly state: "created" | "updated" | "unchanged";
}

/** A part of the pages that a job of its own moved. */
export interface ReportedShard {
  readonly number: number;
  readonly of: number;
  /** Null where its job left no report. */
  readonly verdict: Verdict | null;
  readonly pages: PageNumbers | null;
  /** Its checkpoint, as it lies beside its report; null where there is none that is intact. */
  readonly checkpoint: ShardCheckpoint | null;
}

/** What the checkpoint of a shard remembers. */
export interface ShardCheckpoint {
  readonly status: "running" | "done";
  readonly completedPages: number;
  readonly failedPages: number;
}

/** What a rollback took back, or would take back in a dry run. */
export interface ReportedRollback {
  /** Comments that the ledger named. */
  readonly named: number;
  /** Those of them that were deleted. */
  readonly deleted: number;
  /** Those of them that someone had deleted before. */
  readonly goneBefore: number;
  /** What was to become of readers' replies, and how many became it. */
  readonly readerReplies: "refuse" | "keep" | "delete";
  readonly repliesKept: number;
  readonly repliesDeleted: number;
  /** Rows of other tables that went with their comments, such as votes, by table. */
  readonly attachments: Readonly<Record<string, number>>;
  /** Readers' comments that answered moved ones, directly or not. */
  readonly replies: readonly ReportedReply[];
}

/** A reader's reply to a moved comment. */
interface ReportedReply {
  readonly commentId: CommentId;
  readonly page: string;
  readonly authorName: string;
  readonly isDirect: boolean;
}

/** Where the comments came from and went to. */
export interface ReportedSite {
  readonly siteName: string;
  readonly homeserver: string;
  readonly database: string;
  readonly databaseIs: "local" | "remote";
}

/** Numbers of pages with comment sections. */
interface PageNumbers {
  readonly total: number;
  /** Completed by this run or an earlier one. */
  readonly completed: number;
  /** Completed by an earlier run and left alone by this one. */
  readonly completedBefore: number;
  readonly failed: number;
  readonly remaining: number;
}

/** Numbers of comments over all runs, `inserted` excepted. */
interface CommentNumbers {
  /** Read from the source. */
  readonly extracted: number;
  /** In the target, on completed pages. */
  readonly imported: number;
  /** Written by this run. */
  readonly inserted: number;
  /** Read, but their page failed. */
  readonly failed: number;
}

/** The migration's memory: where it came from, and what was odd about it. */
export interface ReportedCheckpoint {
  readonly source: CheckpointSource;
  readonly file: string;
  readonly notes: readonly string[];
}

/**
 * `none` for a dry run, a verification and a rollback, which use no checkpoint; `ledger` where it was
 * rebuilt from what the database knows.
 */
export type CheckpointSource = "none" | "new" | "file" | "cache" | "artifact" | "ledger";

/** A failure in words for the site's owner. */
export interface Problem {
  readonly code: string;
  readonly message: string;
  readonly remedy: string | null;
}

/** A page whose comments are not all in the target. */
export interface FailedPage extends Problem {
  readonly pageId: string;
  readonly title: string;
  /** Where its comment section stands. */
  readonly location: SourceLocation;
  readonly comments: number;
  /** Runs that failed on it, this one included. */
  readonly attempts: number;
  /** What was being done with it. */
  readonly step: "read" | "check" | "import" | "verify";
}

/** One line of the list of all pages. */
export interface ReportedPage {
  readonly pageId: string;
  readonly title: string;
  readonly location: SourceLocation;
  readonly state:
    | "completed"
    | "completed-before"
    | "failed"
    | "remaining"
    | "readable"
    | "verified";
  readonly comments: number;
}
