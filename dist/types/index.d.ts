/** The names of all settings, in the order of the documentation. */
declare const settingNames: readonly ("accept-differences" | "access-token" | "address-table" | "api-base" | "archive" | "authors" | "base-url" | "baseline" | "batch-size" | "checkpoint-file" | "checkpoint-interval" | "cloudflare-account-id" | "cloudflare-api-base" | "cloudflare-api-token" | "concurrency" | "content-format" | "d1-mode" | "database-id" | "database-name" | "delay-between-batches" | "discover" | "duplicate-sections" | "exclude" | "fail-on" | "follow" | "former-hosts" | "github-category" | "github-label" | "github-mapping" | "github-repository" | "github-threads" | "github-token" | "gone-pages" | "homeserver-url" | "hugo-path" | "hugo-version" | "ignore-senders" | "limit" | "log-level" | "matrix-password" | "matrix-user" | "max-retries" | "media" | "media-folder" | "media-limit" | "media-url" | "mode" | "on-failure" | "oversized-content" | "pages" | "persist-to" | "preview" | "public-dir" | "pull-request-base" | "pull-request-branch" | "pull-request-comment" | "pull-request-draft" | "pull-request-labels" | "pull-request-reviewers" | "pull-request-title" | "r2-bucket" | "reader-replies" | "replace" | "replace-with" | "report-dir" | "resume" | "schema-map" | "server-name" | "shard" | "shards" | "shortcodes" | "since" | "site-dir" | "site-name" | "source" | "source-file" | "source-site" | "state-key" | "target-schema" | "target-site" | "time-budget" | "until" | "wrangler-dir")[];
/** Name of a setting: of its action input and of its flag. */
type SettingName = (typeof settingNames)[number];
/** A place in a text file: path relative to the repository's root with `/`, line counted from 1. */
interface SourceLocation {
  readonly file: string;
  readonly line: number;
}
/** How much a finding matters: an error means that comments were not moved. */
type Severity = "error" | "warning" | "notice";
/** Something that a person should know: shown in the report and, with a location, as an annotation. */
interface Finding {
  readonly severity: Severity;
  /** Stable name of the rule, in kebab-case. */
  readonly code: string;
  /** One plain sentence: what is the matter, and where. */
  readonly message: string;
  /** What the user can do about it. */
  readonly remedy?: string;
  readonly pageId?: string;
  readonly location?: SourceLocation;
  /** The comments that it is about, where it is about some. */
  readonly sourceIds?: readonly string[];
  /** Whether the baseline has it; absent where there is no baseline. */
  readonly known?: boolean;
}
/** Details of a {@link MigrationError}. */
interface MigrationErrorOptions {
  /** What the user can do about it, one sentence. */
  readonly remedy?: string;
  readonly location?: SourceLocation;
  /** Whether every page would meet the same; false if omitted. */
  readonly stopsRun?: boolean;
  readonly cause?: unknown;
}
/**
 * A failure that this program understands and explains. `message` says what happened and where;
 * `remedy` what to do. Subclasses exist only where a caller tells them apart.
 */
declare class MigrationError extends Error {
  readonly name: string;
  /** Stable name of the failure, in kebab-case. */
  readonly code: string;
  readonly remedy: string | undefined;
  readonly location: SourceLocation | undefined;
  /** Whether every page would meet the same, so that it makes no sense to go on. */
  readonly stopsRun: boolean;
  constructor(code: string, message: string, options?: MigrationErrorOptions);
}
/** What a page says of where the comments are that it shows, as far as it says it. */
interface ThreadAddress {
  /** The thread's name among those of its site, as the page passes it to the comment widget. */
  readonly threadId: string;
  /** In a job's scan, undefined means the first of the site names that are moved. */
  readonly siteName?: string | undefined;
  /** The name by which its server is known, whatever the server's address. */
  readonly serverName?: string | undefined;
  /** The server's address, without a slash at its end. */
  readonly serverUrl?: string | undefined;
  /** Whatever else the widget is given there, by names of its own. */
  readonly settings?: Readonly<Record<string, string>> | undefined;
}
/** One comment section on a page. */
interface Thread extends ThreadAddress {
  readonly location: SourceLocation;
}
/** A Hugo page that shows comments. */
interface Page {
  /** The page's `.RelPermalink` as Hugo has it: percent-encoded, with the base URL's path. */
  readonly pageId: string;
  readonly title: string;
  /** Content file, relative to the repository's root, with `/`. */
  readonly file: string;
  /** In the order in which they appear on the page; at least one. */
  readonly threads: readonly Thread[];
}
/** What a scan of a Hugo repository found, for whoever watches the run. */
interface ScanResult {
  /** Pages to migrate, ordered by `pageId`, each `pageId` and each thread once. */
  readonly pages: readonly Page[];
  /** Where the page addresses come from: Hugo itself, or the files of a built site. */
  readonly resolvedBy: "hugo" | "built-site";
  /** What was searched for threads: a new build, a site built before, or content files alone. */
  readonly discoveredBy: "build" | "built-site" | "content";
  /** The Hugo that was asked; absent where there is none. */
  readonly hugoVersion?: string;
  readonly counts: SiteScanCounts;
  readonly findings: readonly Finding[];
}
/** Numbers of content files, by what became of them. */
interface SiteScanCounts {
  readonly contentFiles: number;
  /** Files with a thread; the next four say why some of them are not among the pages. */
  readonly withSection: number;
  readonly draft: number;
  readonly future: number;
  readonly expired: number;
  readonly unrendered: number;
}
/** Why a page could not be moved, in words for its owner. */
interface PageFailure {
  readonly code: string;
  readonly message: string;
  readonly remedy?: string;
}
/** Where the comments came from and went to. */
type ReportedSite = {
  /** Empty for an archive, which is of a database. */readonly siteName: string; /** The address of the server that has the comments now; empty for an archive. */
  readonly source: string;
  readonly database: string;
  readonly databaseIs: "local" | "remote";
};
/** A failure, explained for the site's owner. */
type ReportedProblem = {
  readonly code: string;
  readonly message: string;
  readonly remedy: string | null;
};
/** Something that the site's owner should know. */
type ReportedFinding = {
  readonly severity: "error" | "warning" | "notice";
  readonly code: string;
  readonly message: string;
  readonly remedy?: string;
  readonly pageId?: string;
  readonly location?: ReportedLocation;
  readonly sourceIds?: ReadonlyArray<string>; /** Whether the baseline has it. Only present if there is a baseline. */
  readonly known?: boolean;
};
/** A line of a file, from the root of the repository. */
type ReportedLocation = {
  readonly file: string;
  readonly line: number;
};
/** The time that a phase took. */
type ReportedPhaseTime = {
  /** Reading the site, restoring the checkpoint and preparing the database, waiting for comments, writing and comparing them, and the work after the last page. */readonly phase: "scan" | "start" | "read" | "import" | "finish";
  readonly durationMs: number;
};
/** How the pages with comment sections were found. */
type ReportedScan = {
  readonly resolvedBy: "hugo" | "built-site";
  readonly discoveredBy: "build" | "built-site" | "content";
  readonly counts: {
    readonly contentFiles: number;
    readonly withSection: number;
    readonly draft: number;
    readonly future: number;
    readonly expired: number;
    readonly unrendered: number;
  };
};
/** Numbers of pages with comment sections. */
type ReportedPageNumbers = {
  readonly total: number; /** By this run or an earlier one. */
  readonly completed: number; /** By an earlier run, and skipped by this one. */
  readonly completedBefore: number; /** With a comment section that the source does not have. */
  readonly withoutConversation: number;
  readonly failed: number;
  readonly remaining: number;
};
/** Numbers of comments over all runs, except `inserted`. */
type ReportedCommentNumbers = {
  /** Read from the source. */readonly extracted: number; /** In the target, on completed pages. */
  readonly imported: number; /** Written by this run. */
  readonly inserted: number; /** Read, but their page failed. */
  readonly failed: number;
};
/** A page whose comments are not all in the target. */
type ReportedFailedPage = {
  readonly code: string;
  readonly message: string;
  readonly remedy: string | null; /** The page's address, as Hugo has it. */
  readonly pageId: string;
  readonly title: string; /** Where its comment section is. */
  readonly location: ReportedLocation;
  readonly comments: number; /** Runs that failed on it, this one included. */
  readonly attempts: number; /** The step that failed: reading its comments, checking them, writing them, or comparing what was written. */
  readonly step: "read" | "check" | "import" | "verify"; /** Whether the baseline has it. Only present if there is a baseline. */
  readonly known?: boolean;
};
/** A page and its result. */
type ReportedListedPage = {
  /** The page's address, as Hugo has it. */readonly pageId: string;
  readonly title: string; /** Where its comment section is. */
  readonly location: ReportedLocation;
  readonly state: "completed" | "completed-before" | "without-conversation" | "failed" | "remaining" | "readable" | "verified" | "outdated";
  readonly comments: number;
};
/** Items of one page that are not comments, for one reason. */
type ReportedSkippedItems = {
  /** The page's address, as Hugo has it. */readonly pageId: string;
  readonly reason: string;
  readonly sourceIds: ReadonlyArray<string>;
};
/** The part of the site that was asked for. */
type ReportedPart = {
  /** The settings that were given. */readonly asked: {
    readonly pages?: ReadonlyArray<string>;
    readonly exclude?: ReadonlyArray<string>;
    readonly since?: string;
    readonly until?: string;
    readonly limit?: number;
  }; /** Pages with comment sections in the part. */
  readonly chosen: number; /** Those of the site that were not asked for, and left as they were. */
  readonly others: number;
};
/** Where the conversations of the source went, of those with comments. */
type ReportedPlacement = {
  /** Those whose page is not known, and whose comments were not moved; most first. */readonly unplaced: ReadonlyArray<{
    /** Its address at the source, else an identifier. */readonly from: string; /** Empty where the source has none. */
    readonly title: string;
    readonly comments: number;
    readonly proposals: ReadonlyArray<{
      /** The page's address, as Hugo has it. */readonly pageId: string;
      readonly because: string;
    }>;
  }>; /** Those without a page on purpose. */
  readonly gone: ReadonlyArray<{
    /** Its address at the source, else an identifier. */readonly from: string; /** Empty where the source has none. */
    readonly title: string;
    readonly comments: number;
  }>;
  readonly matched: ReadonlyArray<{
    /** Its address at the source, else an identifier. */readonly from: string; /** Empty where the source has none. */
    readonly title: string;
    readonly comments: number; /** The page's address, as Hugo has it. */
    readonly pageId: string; /** What the page is known by. */
    readonly by: "address" | "alias" | "identifier" | "table";
  }>;
};
/** What was done, or in a dry run would be done, with the old shortcodes. */
type ReportedReplacement = {
  readonly to: "working-tree" | "pull-request";
  readonly dryRun: boolean; /** Shortcodes that were replaced by a new one. */
  readonly replaced: number; /** Those that were removed, because their page's comments are shown further up. */
  readonly removed: number; /** Places that still show the old comments; findings say why. */
  readonly kept: number; /** From the root of the repository, with `/`. */
  readonly files: ReadonlyArray<string>;
  readonly pullRequest: ReportedPullRequest | null;
};
/** The pull request with the replacement or the archive. */
type ReportedPullRequest = {
  readonly number: number;
  readonly url: string; /** `unchanged` if its branch already had exactly this replacement. */
  readonly state: "created" | "updated" | "unchanged";
};
/** One of several parts of the pages. */
type ReportedShard = {
  readonly number: number;
  readonly of: number;
};
/** The migration's memory. */
type ReportedCheckpoint = {
  /** `ledger` if it was rebuilt from the database's records. */readonly source: "none" | "new" | "file" | "cache" | "artifact" | "ledger";
  readonly file: string; /** Remarks about it. */
  readonly notes: ReadonlyArray<string>;
};
/** Where a comment in the target differs from its source. */
type ReportedDifference = {
  readonly kind: "missing" | "deleted" | "removed" | "not-shown" | "duplicated" | "not-in-ledger" | "page" | "author" | "text" | "time" | "parent"; /** `source`: it was written, edited or removed there after it was moved; `target`: somebody has changed it there; `wrong`: it is not as it should have been written. */
  readonly cause: "source" | "target" | "wrong"; /** Source id, or the target's id if the source has no such comment. */
  readonly comment: string; /** The page's address, as Hugo has it. */
  readonly pageId: string;
  readonly seenBy: "database" | "api";
  readonly expected: string | null;
  readonly found: string | null;
};
/** A moved comment that was edited or removed at its source since. */
type ReportedSourceChange = {
  readonly kind: "edited" | "removed"; /** `applied`; `emptied`: it was removed but has replies, so that its place stays without its text; or why the target was left as it is. */
  readonly result: "applied" | "emptied" | "changed-in-target" | "too-large" | "not-followed"; /** Its source id. */
  readonly comment: string; /** The page's address, as Hugo has it. */
  readonly pageId: string;
  readonly authorName: string; /** ISO 8601 in UTC. */
  readonly createdAt: string;
};
/** How many comments were written in a month, in UTC. */
type ReportedMonth = {
  readonly month: string;
  readonly comments: number;
};
/** A conversation as readers see it in the target. */
type ReportedMovedConversation = {
  /** The page's address, as Hugo has it. */readonly pageId: string; /** Of the page. */
  readonly title: string; /** All that readers see there, of those that were moved. */
  readonly comments: number; /** The first ones, each followed by its replies. */
  readonly shown: ReadonlyArray<{
    readonly authorName: string; /** ISO 8601 in UTC. */
    readonly createdAt: string; /** 0 for a comment that answers none. */
    readonly depth: number; /** Without markup; long texts are cut. */
    readonly text: string;
  }>;
};
/** What the run used of Cloudflare, or a migration would use. */
type ReportedCloudflareUse = {
  /** Including indexes; of a dry run an estimate. Null if it is not known. */readonly rowsWritten: number | null; /** Of a dry run an estimate. Null if it is not known. */
  readonly rowsRead: number | null; /** Size of the database at the end of the run; null if it is not known. */
  readonly databaseBytes: number | null; /** How much larger the migration would make it; null except in a dry run. */
  readonly bytesAdded: number | null; /** Files that were or would be put into an R2 bucket; null without one. */
  readonly media: {
    readonly files: number; /** Null as long as the files were not fetched. */
    readonly bytes: number | null;
  } | null;
};
/** What changed since the previous run. */
type ReportedComparison = {
  /** Null if only the database has a record of that run. */readonly previousRunAt: string | null; /** Pages of this run that were complete then. */
  readonly completedThen: number; /** Complete now, but not then. */
  readonly newlyCompleted: ReadonlyArray<string>; /** Failed now, but not then. */
  readonly newlyFailed: ReadonlyArray<string>; /** Failed then and now. */
  readonly stillFailed: ReadonlyArray<string>; /** Comments written at the source since, on pages that were complete then. */
  readonly newComments: ReadonlyArray<{
    /** The page's address, as Hugo has it. */readonly pageId: string;
    readonly comments: number;
  }>; /** Complete then, but without a comment section now. */
  readonly gone: ReadonlyArray<string>;
};
/** How the database is restored to its state before the first write. */
type ReportedWayBack = {
  /** Of D1's Time Travel; the earliest one of several shards. */readonly bookmark: string; /** The command that restores the database. */
  readonly command: string; /** Whether an earlier run of the same migration wrote first. */
  readonly isFromEarlierRun: boolean;
};
/** The migration's memory, which was not used. */
type ReportedUnusedCheckpoint = {
  readonly source: "none";
  readonly file: string; /** Remarks about it. */
  readonly notes: ReadonlyArray<string>;
};
/** How the problems compare with those known before. */
type ReportedBaseline = {
  /** From the root of the repository. */readonly file: string; /** If it is missing, every problem is new. */
  readonly isThere: boolean;
  readonly new: {
    readonly errors: number;
    readonly warnings: number;
  };
  readonly known: {
    readonly errors: number;
    readonly warnings: number;
  }; /** Those that no longer occur, or less often by `count`; empty if not all pages were read. */
  readonly gone: ReadonlyArray<ReportedKnownProblem>;
};
/** A problem as a baseline has it. */
type ReportedKnownProblem = {
  readonly severity: "error" | "warning";
  readonly code: string;
  readonly pageId: string | null; /** From the root of the repository. */
  readonly file: string | null; /** How often it occurs; of an error that names comments, and of a page that failed verification, how many are wrong. */
  readonly count: number;
};
/** What a dry run found out about the migration. */
type ReportedTrial = {
  /** `go`: migrate; `caution`: read the reasons first; `no-go`: comments would be left behind. */readonly judgement: "go" | "caution" | "no-go"; /** Why, the most serious first; empty for `go`. */
  readonly reasons: ReadonlyArray<ReportedJudgementReason>;
  readonly samples: ReadonlyArray<ReportedSample>;
  readonly cost: ReportedTrialCost; /** The calls to the database, and the rows that it reports as written for them. */
  readonly proof: {
    readonly databaseCalls: number; /** Including indexes; null if the database does not report it. */
    readonly rowsWritten: number | null;
  };
};
/** One reason for a judgement. */
type ReportedJudgementReason = {
  readonly judgement: "caution" | "no-go";
  readonly code: string;
  readonly message: string;
  readonly remedy: string;
};
/** A comment at its source, and as the target would store it. */
type ReportedSample = {
  readonly kind: "plain" | "changed" | "media" | "edited" | "reply"; /** The page's address, as Hugo has it. */
  readonly pageId: string;
  readonly sourceId: string;
  readonly before: {
    readonly authorId: string; /** ISO 8601 in UTC. */
    readonly sentAt: string;
    readonly replyTo: string | null;
    readonly body: string;
  };
  readonly after: {
    /** The page as the target names it. */readonly page: string;
    readonly authorName: string; /** ISO 8601 in UTC. */
    readonly createdAt: string;
    readonly parentSourceId: string | null;
    readonly content: string;
  };
};
/** What the migration would cost. */
type ReportedTrialCost = {
  /** Comments that would be written. */readonly comments: number; /** Comments that are in the target already. */
  readonly alreadyThere: number; /** As many as this dry run made. */
  readonly sourceRequests: number;
  readonly databaseCalls: number; /** Rows of comments, of the ledger and of the records of pages; index entries are not included. */
  readonly databaseRows: number; /** An estimate: the time that reading took, plus the time that the calls to the database will take; of shards, the longest. */
  readonly durationMs: number;
};
/** What was rolled back, or would be in a dry run. */
type ReportedRollback = {
  /** Comments listed in the ledger. */readonly named: number; /** Those of them that were deleted. */
  readonly deleted: number; /** Those of them that someone had deleted before. */
  readonly goneBefore: number; /** The setting `reader-replies`. */
  readonly readerReplies: "refuse" | "keep" | "delete";
  readonly repliesKept: number;
  readonly repliesDeleted: number; /** Rows of other tables that were deleted with their comments, such as votes, by table. */
  readonly attachments: Readonly<Record<string, number>>; /** Readers' comments that answered moved ones, directly or not. */
  readonly replies: ReadonlyArray<{
    readonly commentId: number | string;
    readonly page: string;
    readonly authorName: string;
    readonly isDirect: boolean;
  }>;
};
/** What became of the archive. */
type ReportedArchive = {
  /** The setting `archive`. */readonly folder: string; /** Pages with a file in the archive. */
  readonly pages: number; /** Comments in the archive, as far as this run knows them. */
  readonly comments: number; /** Files that were new or changed. */
  readonly written: number;
  readonly unchanged: number; /** Files of pages that have no comments any more. */
  readonly removed: number; /** Comments in the database that readers don't see. */
  readonly hidden: number; /** Comments that readers see, of pages that could not be traced. */
  readonly withoutPage: number; /** Null if there is none, or none was asked for. */
  readonly pullRequest: ReportedPullRequest | null;
};
/** What the checkpoint of a shard records. */
type ReportedShardCheckpoint = {
  readonly status: "running" | "done";
  readonly completedPages: number;
  readonly failedPages: number;
};
/** What a run did: the content of `report.json`. */
type Report = {
  readonly schemaVersion: 1;
  readonly site: ReportedSite; /** ISO 8601 in UTC. */
  readonly startedAt: string; /** ISO 8601 in UTC. */
  readonly finishedAt: string;
  readonly durationMs: number; /** What stopped the run before its end, if anything did. */
  readonly stoppedBy: ReportedProblem | null;
  readonly findings: ReadonlyArray<ReportedFinding>; /** When an earlier run rolled the migration back. Only present if the report of that run, or one that knew of it, was in the folder, and no comments were moved since. */
  readonly rolledBackAt?: string; /** What the time was spent on, in order. The times of shards are added up. */
  readonly phases: ReadonlyArray<ReportedPhaseTime>;
  readonly scan: ReportedScan;
  readonly pages: ReportedPageNumbers;
  readonly comments: ReportedCommentNumbers; /** Pages processed (completed or failed) among all pages; 1 if there are no pages. */
  readonly progressRate: number; /** Pages completed among those processed; null if none was. */
  readonly successRate: number | null;
  readonly failedPages: ReadonlyArray<ReportedFailedPage>;
  readonly pageList: ReadonlyArray<ReportedListedPage>;
  readonly skipped: ReadonlyArray<ReportedSkippedItems>; /** Only present if a part of the site was asked for (`pages`, `exclude`, `since`, `until`, `limit`). */
  readonly part?: ReportedPart; /** Only present if the source's conversations name their pages. */
  readonly placement?: ReportedPlacement; /** Only present if replacing the old shortcodes was requested. */
  readonly replacement?: ReportedReplacement; /** The part that this report covers; null for all pages. */
  readonly shard: ReportedShard | null;
  readonly checkpoint: ReportedCheckpoint;
  readonly mode: "migrate"; /** `complete`: every page's comments are in the target; `partial`: nothing failed, but pages remain, or were not asked for; `failed`: at least one page failed, or something stopped the run. */
  readonly verdict: "complete" | "partial" | "failed"; /** Where comments in the target differ from their source. */
  readonly differences: ReadonlyArray<ReportedDifference>; /** What was edited or removed at the source since it was moved, and what became of it. */
  readonly changes: ReadonlyArray<ReportedSourceChange>; /** When the comments that this run read were written, earliest month first. */
  readonly months: ReadonlyArray<ReportedMonth>; /** Two or three to look at, of those that this run moved or a dry run tried. */
  readonly conversations?: ReadonlyArray<ReportedMovedConversation>; /** Absent if it was not counted. */
  readonly cloudflare?: ReportedCloudflareUse; /** Null if there was no previous run, or if it is irrelevant. */
  readonly comparison: ReportedComparison | null; /** Null if the database has no bookmark, or if nothing was written. */
  readonly wayBack: ReportedWayBack | null;
} | {
  readonly schemaVersion: 1;
  readonly site: ReportedSite; /** ISO 8601 in UTC. */
  readonly startedAt: string; /** ISO 8601 in UTC. */
  readonly finishedAt: string;
  readonly durationMs: number; /** What stopped the run before its end, if anything did. */
  readonly stoppedBy: ReportedProblem | null;
  readonly findings: ReadonlyArray<ReportedFinding>; /** When an earlier run rolled the migration back. Only present if the report of that run, or one that knew of it, was in the folder, and no comments were moved since. */
  readonly rolledBackAt?: string; /** What the time was spent on, in order. The times of shards are added up. */
  readonly phases: ReadonlyArray<ReportedPhaseTime>;
  readonly scan: ReportedScan;
  readonly pages: ReportedPageNumbers;
  readonly comments: ReportedCommentNumbers; /** Pages processed (completed or failed) among all pages; 1 if there are no pages. */
  readonly progressRate: number; /** Pages completed among those processed; null if none was. */
  readonly successRate: number | null;
  readonly failedPages: ReadonlyArray<ReportedFailedPage>;
  readonly pageList: ReadonlyArray<ReportedListedPage>;
  readonly skipped: ReadonlyArray<ReportedSkippedItems>; /** Only present if a part of the site was asked for (`pages`, `exclude`, `since`, `until`, `limit`). */
  readonly part?: ReportedPart; /** Only present if the source's conversations name their pages. */
  readonly placement?: ReportedPlacement; /** Only present if replacing the old shortcodes was requested. */
  readonly replacement?: ReportedReplacement; /** The part that this report covers; null for all pages. */
  readonly shard: ReportedShard | null;
  readonly checkpoint: ReportedUnusedCheckpoint;
  readonly mode: "dry-run"; /** `failed` where the migration would leave comments behind; `known-problems`: all that is wrong is in the baseline, and nothing is new. */
  readonly verdict: "dry-run" | "known-problems" | "partial" | "failed"; /** Only present if the setting `baseline` names a file. */
  readonly baseline?: ReportedBaseline; /** What was edited or removed at the source since it was moved, and what became of it. */
  readonly changes: ReadonlyArray<ReportedSourceChange>; /** When the comments that this run read were written, earliest month first. */
  readonly months: ReadonlyArray<ReportedMonth>; /** Two or three to look at, of those that this run moved or a dry run tried. */
  readonly conversations?: ReadonlyArray<ReportedMovedConversation>; /** Absent if it was not counted. */
  readonly cloudflare?: ReportedCloudflareUse;
  readonly trial: ReportedTrial;
} | {
  readonly schemaVersion: 1;
  readonly site: ReportedSite; /** ISO 8601 in UTC. */
  readonly startedAt: string; /** ISO 8601 in UTC. */
  readonly finishedAt: string;
  readonly durationMs: number; /** What stopped the run before its end, if anything did. */
  readonly stoppedBy: ReportedProblem | null;
  readonly findings: ReadonlyArray<ReportedFinding>; /** When an earlier run rolled the migration back. Only present if the report of that run, or one that knew of it, was in the folder, and no comments were moved since. */
  readonly rolledBackAt?: string; /** What the time was spent on, in order. The times of shards are added up. */
  readonly phases: ReadonlyArray<ReportedPhaseTime>;
  readonly scan: ReportedScan;
  readonly pages: ReportedPageNumbers;
  readonly comments: ReportedCommentNumbers; /** Pages processed (completed or failed) among all pages; 1 if there are no pages. */
  readonly progressRate: number; /** Pages completed among those processed; null if none was. */
  readonly successRate: number | null;
  readonly failedPages: ReadonlyArray<ReportedFailedPage>;
  readonly pageList: ReadonlyArray<ReportedListedPage>;
  readonly skipped: ReadonlyArray<ReportedSkippedItems>; /** Only present if a part of the site was asked for (`pages`, `exclude`, `since`, `until`, `limit`). */
  readonly part?: ReportedPart; /** Only present if the source's conversations name their pages. */
  readonly placement?: ReportedPlacement; /** Only present if replacing the old shortcodes was requested. */
  readonly replacement?: ReportedReplacement; /** The part that this report covers; null for all pages. */
  readonly shard: ReportedShard | null;
  readonly checkpoint: ReportedUnusedCheckpoint;
  readonly mode: "verify"; /** `verified`: every page's comments are in the target and match their source; `known-problems`: all that is wrong is in the baseline, and nothing is new; `partial`: nothing is wrong, but pages remain, or were not asked for. */
  readonly verdict: "verified" | "known-problems" | "partial" | "failed"; /** Only present if the setting `baseline` names a file. */
  readonly baseline?: ReportedBaseline; /** Where comments in the target differ from their source. */
  readonly differences: ReadonlyArray<ReportedDifference>;
} | {
  readonly schemaVersion: 1;
  readonly site: ReportedSite; /** ISO 8601 in UTC. */
  readonly startedAt: string; /** ISO 8601 in UTC. */
  readonly finishedAt: string;
  readonly durationMs: number; /** What stopped the run before its end, if anything did. */
  readonly stoppedBy: ReportedProblem | null;
  readonly findings: ReadonlyArray<ReportedFinding>; /** When an earlier run rolled the migration back. Only present if the report of that run, or one that knew of it, was in the folder, and no comments were moved since. */
  readonly rolledBackAt?: string; /** What the time was spent on, in order. The times of shards are added up. */
  readonly phases: ReadonlyArray<ReportedPhaseTime>;
  readonly scan: ReportedScan;
  readonly checkpoint: ReportedUnusedCheckpoint;
  readonly mode: "rollback"; /** `rolled-back`: all moved comments were removed; `dry-run`: they could be; `partial`: the time budget left some. */
  readonly verdict: "rolled-back" | "dry-run" | "partial" | "failed";
  readonly rollback: ReportedRollback; /** Null if the database has no bookmark, or if nothing was written. */
  readonly wayBack: ReportedWayBack | null;
} | {
  readonly schemaVersion: 1;
  readonly site: ReportedSite; /** ISO 8601 in UTC. */
  readonly startedAt: string; /** ISO 8601 in UTC. */
  readonly finishedAt: string;
  readonly durationMs: number; /** What stopped the run before its end, if anything did. */
  readonly stoppedBy: ReportedProblem | null;
  readonly findings: ReadonlyArray<ReportedFinding>; /** When an earlier run rolled the migration back. Only present if the report of that run, or one that knew of it, was in the folder, and no comments were moved since. */
  readonly rolledBackAt?: string; /** What the time was spent on, in order. The times of shards are added up. */
  readonly phases: ReadonlyArray<ReportedPhaseTime>;
  readonly checkpoint: ReportedUnusedCheckpoint;
  readonly mode: "archive"; /** `archived`: the folder has what readers see in the database. */
  readonly verdict: "archived" | "failed";
  readonly archive: ReportedArchive;
} | {
  readonly schemaVersion: 1;
  readonly site: ReportedSite; /** ISO 8601 in UTC. */
  readonly startedAt: string; /** ISO 8601 in UTC. */
  readonly finishedAt: string;
  readonly durationMs: number; /** What stopped the run before its end, if anything did. */
  readonly stoppedBy: ReportedProblem | null;
  readonly findings: ReadonlyArray<ReportedFinding>; /** When an earlier run rolled the migration back. Only present if the report of that run, or one that knew of it, was in the folder, and no comments were moved since. */
  readonly rolledBackAt?: string; /** What the time was spent on, in order. The times of shards are added up. */
  readonly phases: ReadonlyArray<ReportedPhaseTime>;
  readonly scan: ReportedScan;
  readonly pages: ReportedPageNumbers;
  readonly comments: ReportedCommentNumbers; /** Pages processed (completed or failed) among all pages; 1 if there are no pages. */
  readonly progressRate: number; /** Pages completed among those processed; null if none was. */
  readonly successRate: number | null;
  readonly failedPages: ReadonlyArray<ReportedFailedPage>;
  readonly pageList: ReadonlyArray<ReportedListedPage>;
  readonly skipped: ReadonlyArray<ReportedSkippedItems>; /** Only present if a part of the site was asked for (`pages`, `exclude`, `since`, `until`, `limit`). */
  readonly part?: ReportedPart; /** Only present if the source's conversations name their pages. */
  readonly placement?: ReportedPlacement; /** Only present if replacing the old shortcodes was requested. */
  readonly replacement?: ReportedReplacement;
  readonly checkpoint: {
    /** Remarks about it. */readonly notes: ReadonlyArray<string>;
  }; /** The shards whose reports were merged. */
  readonly shards: ReadonlyArray<{
    readonly number: number;
    readonly of: number; /** Null if its job left no report. */
    readonly verdict: "complete" | "partial" | "failed" | null;
    readonly pages: ReportedPageNumbers | null; /** The one beside its report; null if there is no intact one. */
    readonly checkpoint: ReportedShardCheckpoint | null;
  }>;
  readonly mode: "migrate"; /** `complete`: every page's comments are in the target; `partial`: nothing failed, but pages remain, or were not asked for; `failed`: at least one page failed, or something stopped the run. */
  readonly verdict: "complete" | "partial" | "failed"; /** Where comments in the target differ from their source. */
  readonly differences: ReadonlyArray<ReportedDifference>; /** What was edited or removed at the source since it was moved, and what became of it. */
  readonly changes: ReadonlyArray<ReportedSourceChange>; /** When the comments that this run read were written, earliest month first. */
  readonly months: ReadonlyArray<ReportedMonth>; /** Two or three to look at, of those that this run moved or a dry run tried. */
  readonly conversations?: ReadonlyArray<ReportedMovedConversation>; /** Absent if it was not counted. */
  readonly cloudflare?: ReportedCloudflareUse; /** Null if there was no previous run, or if it is irrelevant. */
  readonly comparison: ReportedComparison | null; /** Null if the database has no bookmark, or if nothing was written. */
  readonly wayBack: ReportedWayBack | null;
} | {
  readonly schemaVersion: 1;
  readonly site: ReportedSite; /** ISO 8601 in UTC. */
  readonly startedAt: string; /** ISO 8601 in UTC. */
  readonly finishedAt: string;
  readonly durationMs: number; /** What stopped the run before its end, if anything did. */
  readonly stoppedBy: ReportedProblem | null;
  readonly findings: ReadonlyArray<ReportedFinding>; /** When an earlier run rolled the migration back. Only present if the report of that run, or one that knew of it, was in the folder, and no comments were moved since. */
  readonly rolledBackAt?: string; /** What the time was spent on, in order. The times of shards are added up. */
  readonly phases: ReadonlyArray<ReportedPhaseTime>;
  readonly scan: ReportedScan;
  readonly pages: ReportedPageNumbers;
  readonly comments: ReportedCommentNumbers; /** Pages processed (completed or failed) among all pages; 1 if there are no pages. */
  readonly progressRate: number; /** Pages completed among those processed; null if none was. */
  readonly successRate: number | null;
  readonly failedPages: ReadonlyArray<ReportedFailedPage>;
  readonly pageList: ReadonlyArray<ReportedListedPage>;
  readonly skipped: ReadonlyArray<ReportedSkippedItems>; /** Only present if a part of the site was asked for (`pages`, `exclude`, `since`, `until`, `limit`). */
  readonly part?: ReportedPart; /** Only present if the source's conversations name their pages. */
  readonly placement?: ReportedPlacement; /** Only present if replacing the old shortcodes was requested. */
  readonly replacement?: ReportedReplacement;
  readonly checkpoint: {
    /** Remarks about it. */readonly notes: ReadonlyArray<string>;
  }; /** The shards whose reports were merged. */
  readonly shards: ReadonlyArray<{
    readonly number: number;
    readonly of: number; /** Null if its job left no report. */
    readonly verdict: "dry-run" | "known-problems" | "partial" | "failed" | null;
    readonly pages: ReportedPageNumbers | null; /** The one beside its report; null if there is no intact one. */
    readonly checkpoint: ReportedShardCheckpoint | null;
  }>;
  readonly mode: "dry-run"; /** `failed` where the migration would leave comments behind; `known-problems`: all that is wrong is in the baseline, and nothing is new. */
  readonly verdict: "dry-run" | "known-problems" | "partial" | "failed"; /** Only present if the setting `baseline` names a file. */
  readonly baseline?: ReportedBaseline; /** What was edited or removed at the source since it was moved, and what became of it. */
  readonly changes: ReadonlyArray<ReportedSourceChange>; /** When the comments that this run read were written, earliest month first. */
  readonly months: ReadonlyArray<ReportedMonth>; /** Two or three to look at, of those that this run moved or a dry run tried. */
  readonly conversations?: ReadonlyArray<ReportedMovedConversation>; /** Absent if it was not counted. */
  readonly cloudflare?: ReportedCloudflareUse;
  readonly trial: ReportedTrial;
} | {
  readonly schemaVersion: 1;
  readonly site: ReportedSite; /** ISO 8601 in UTC. */
  readonly startedAt: string; /** ISO 8601 in UTC. */
  readonly finishedAt: string;
  readonly durationMs: number; /** What stopped the run before its end, if anything did. */
  readonly stoppedBy: ReportedProblem | null;
  readonly findings: ReadonlyArray<ReportedFinding>; /** When an earlier run rolled the migration back. Only present if the report of that run, or one that knew of it, was in the folder, and no comments were moved since. */
  readonly rolledBackAt?: string; /** What the time was spent on, in order. The times of shards are added up. */
  readonly phases: ReadonlyArray<ReportedPhaseTime>;
  readonly scan: ReportedScan;
  readonly pages: ReportedPageNumbers;
  readonly comments: ReportedCommentNumbers; /** Pages processed (completed or failed) among all pages; 1 if there are no pages. */
  readonly progressRate: number; /** Pages completed among those processed; null if none was. */
  readonly successRate: number | null;
  readonly failedPages: ReadonlyArray<ReportedFailedPage>;
  readonly pageList: ReadonlyArray<ReportedListedPage>;
  readonly skipped: ReadonlyArray<ReportedSkippedItems>; /** Only present if a part of the site was asked for (`pages`, `exclude`, `since`, `until`, `limit`). */
  readonly part?: ReportedPart; /** Only present if the source's conversations name their pages. */
  readonly placement?: ReportedPlacement; /** Only present if replacing the old shortcodes was requested. */
  readonly replacement?: ReportedReplacement;
  readonly checkpoint: {
    /** Remarks about it. */readonly notes: ReadonlyArray<string>;
  }; /** The shards whose reports were merged. */
  readonly shards: ReadonlyArray<{
    readonly number: number;
    readonly of: number; /** Null if its job left no report. */
    readonly verdict: "verified" | "known-problems" | "partial" | "failed" | null;
    readonly pages: ReportedPageNumbers | null; /** The one beside its report; null if there is no intact one. */
    readonly checkpoint: ReportedShardCheckpoint | null;
  }>;
  readonly mode: "verify"; /** `verified`: every page's comments are in the target and match their source; `known-problems`: all that is wrong is in the baseline, and nothing is new; `partial`: nothing is wrong, but pages remain, or were not asked for. */
  readonly verdict: "verified" | "known-problems" | "partial" | "failed"; /** Only present if the setting `baseline` names a file. */
  readonly baseline?: ReportedBaseline; /** Where comments in the target differ from their source. */
  readonly differences: ReadonlyArray<ReportedDifference>;
};
type MigrationReport = Extract<Report, {
  readonly mode: "migrate";
}>;
type DryRunReport = Extract<Report, {
  readonly mode: "dry-run";
}>;
type VerificationReport = Extract<Report, {
  readonly mode: "verify";
}>;
/** A report of a kind that is about pages. */
type PagesReport = MigrationReport | DryRunReport | VerificationReport;
type FailedPage = PagesReport["failedPages"][number];
type PageStep = FailedPage["step"];
type ReportedPage = PagesReport["pageList"][number];
type PageState = ReportedPage["state"];
/** What became of one page. */
type PageOutcome = /** All its comments are in the target; `inserted` of them by this run. */(Read<"completed"> & {
  readonly inserted: number;
})
/**
 * The source has no conversation for at least one of its sections: nobody knows whether there are
 * more comments than those that were read, of which `inserted` were written by this run.
 */
| (Read<"without-conversation"> & {
  readonly inserted: number;
}) /** An earlier run had completed it, so that this one left it alone. */ | Read<"completed-before"> /** `comments` were read from the source (0 when reading failed); none or some are in the target. */ | (Read<"failed"> & {
  readonly failure: PageFailure;
  readonly step: PageStep; /** Runs that failed on this page, this one included. */
  readonly attempts: number;
}) /** A verification found all its comments as they should be. */ | Read<"verified"> /** A verification found nothing wrong, but the source has changed since: the target has to follow. */ | Read<"outdated"> /** A dry run read it. */ | Read<"readable"> /** Not reached before the run was stopped. */ | Outcome<"remaining">;
interface Outcome<State extends PageState> {
  readonly state: State;
  readonly page: Page;
}
interface Read<State extends PageState> extends Outcome<State> {
  /** A number. */
  readonly comments: number;
}
/** Watches a run: progress bars, log lines, annotations. */
interface MigrationObserver {
  scanned(scan: ScanResult, completedBefore: number): void;
  pageStarted(page: Page): void;
  pageDone(outcome: PageOutcome): void;
  /** Something that a person should know at once, before it is written. */
  noticed(finding: Finding): void;
}
/** What is moved, and who observes it. */
interface MigrateSiteOptions {
  /** Settings by the names of the action's inputs, written as in a workflow. */
  readonly settings: Readonly<Partial<Record<SettingName, string>>>;
  /**
   * Absolute path of the repository with the site: paths in settings and report count from here,
   * and links that lead out of it are not followed.
   */
  readonly repositoryDir: string;
  /**
   * The environment, in which settings are looked for that are not given, and with which Hugo and
   * wrangler are started. None if omitted; Hugo and wrangler are then found by their paths alone.
   */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Stops the run cleanly: what is done is kept, and the next run resumes. */
  readonly signal?: AbortSignal;
  /** Told of pages as they are found, begun and done. */
  readonly observer?: Partial<MigrationObserver>;
  /**
   * Told of what takes time, and of the diff of a dry run; with the setting `log-level` at `debug` also
   * of each repetition of a request.
   */
  readonly log?: (line: string) => void;
}
/**
 * Moves the comments of a site, or does what the setting `mode` says: verifies them, or takes them
 * back. It keeps its checkpoint and writes its report where the settings say, and returns the report;
 * `verdict` tells how it ended. Pages that failed are in it, and throw nothing.
 * @throws MigrationError where nothing could begin, with a `code`, a message and mostly a `remedy`, and
 * `unexpected-error` with a `cause` where nobody foresaw what happened; the signal's reason where it was aborted before the first page
 */
declare function migrateSite(options: MigrateSiteOptions): Promise<Report>;
export { type Finding, MigrateSiteOptions, MigrationError, type MigrationObserver, type PageOutcome, type Report, type SettingName, migrateSite };