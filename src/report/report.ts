import type { CommentId } from "../comment/comment-row.ts";
import type { Difference } from "../comment/difference.ts";
import type { Finding } from "../comment/finding.ts";
import type { SkippedEvents } from "../comment/matrix-comment.ts";
import type { SiteScan } from "../comment/page.ts";
import type { SourceLocation } from "../comment/source-location.ts";

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
  readonly scan: Pick<SiteScan, "resolvedBy" | "discoveredBy" | "counts">;
  readonly checkpoint: ReportedCheckpoint;
  /** What stopped the run before its end, where something did. */
  readonly stoppedBy: Problem | null;
  readonly failedPages: readonly FailedPage[];
  readonly pageList: readonly ReportedPage[];
  readonly findings: readonly Finding[];
  /** Where comments in the target are not as in their rooms. */
  readonly differences: readonly Difference[];
  /** What a rollback did; null in the other modes. */
  readonly rollback: ReportedRollback | null;
  /** Events that are not comments by this program's rules, by page and reason. */
  readonly skippedEvents: readonly (SkippedEvents & { readonly pageId: string })[];
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
export interface ReportedReply {
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
export interface PageNumbers {
  readonly total: number;
  /** Completed by this run or an earlier one. */
  readonly completed: number;
  /** Completed by an earlier run and left alone by this one. */
  readonly completedBefore: number;
  readonly failed: number;
  readonly remaining: number;
}

/** Numbers of comments over all runs, `inserted` excepted. */
export interface CommentNumbers {
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
