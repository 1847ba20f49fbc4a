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
}
/** Details of a {@link MigrationError}. */
interface MigrationErrorOptions {
  /** What the user can do about it, one sentence. */
  readonly remedy?: string;
  readonly location?: SourceLocation;
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
  constructor(code: string, message: string, options?: MigrationErrorOptions);
}
/** What a page says of where the comments are that it shows, as far as it says it. */
interface ThreadAddress {
  /** The thread's name among those of its site, as the page passes it to the comment widget. */
  readonly threadId: string;
  /** In a job's scan, undefined stands for the first of the site names that are moved. */
  readonly siteName?: string | undefined;
  /** The name by which its server is known, whatever the server's address. */
  readonly serverName?: string | undefined;
  /** The server's address, without a slash at its end. */
  readonly serverUrl?: string | undefined;
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
/** The names of all settings, in the order of the documentation. */
declare const settingNames: readonly ("accept-differences" | "access-token" | "api-base" | "archive" | "base-url" | "batch-size" | "checkpoint-file" | "checkpoint-interval" | "cloudflare-account-id" | "cloudflare-api-base" | "cloudflare-api-token" | "concurrency" | "content-dir" | "content-format" | "d1-mode" | "d1-transport" | "database-id" | "database-name" | "delay-between-batches" | "discover" | "dry-run" | "duplicate-sections" | "fail-on" | "github-token" | "homeserver-url" | "hugo-path" | "hugo-version" | "ignore-senders" | "log-level" | "matrix-password" | "matrix-user" | "max-retries" | "mode" | "oversized-content" | "persist-to" | "public-dir" | "reader-replies" | "replace" | "replace-branch" | "replace-with" | "report-dir" | "reset" | "resume" | "schema-map" | "server-name" | "shard" | "shards" | "shortcodes" | "site-dir" | "site-name" | "source" | "state-key" | "target-schema" | "time-budget" | "wrangler-cwd" | "wrangler-path")[];
/** Name of a setting: of its action input and of its flag. */
type SettingName = (typeof settingNames)[number];
/** Why a page could not be moved, in words for its owner. */
interface PageFailure {
  readonly code: string;
  readonly message: string;
  readonly remedy?: string;
}
/** Where the comments came from and went to. */
type ReportedSite = {
  readonly siteName: string; /** The address where the comments are now. */
  readonly source: string;
  readonly database: string;
  readonly databaseIs: "local" | "remote";
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
/** A failure in words for the site's owner. */
type ReportedProblem = {
  readonly code: string;
  readonly message: string;
  readonly remedy: string | null;
};
/** Something that a person should know. */
type ReportedFinding = {
  readonly severity: "error" | "warning" | "notice";
  readonly code: string;
  readonly message: string;
  readonly remedy?: string;
  readonly pageId?: string;
  readonly location?: ReportedLocation;
  readonly sourceIds?: ReadonlyArray<string>;
};
/** A line of a file, from the root of the repository. */
type ReportedLocation = {
  readonly file: string;
  readonly line: number;
};
/** The time that a phase took. */
type ReportedPhaseTime = {
  /** Reading the site, restoring the checkpoint and preparing the database, waiting for comments, writing them and comparing, and what comes after the last page. */readonly phase: "scan" | "start" | "read" | "import" | "finish";
  readonly durationMs: number;
};
/** Numbers of pages with comment sections. */
type ReportedPageNumbers = {
  readonly total: number; /** By this run or an earlier one. */
  readonly completed: number; /** By an earlier run, and left alone by this one. */
  readonly completedBefore: number;
  readonly failed: number;
  readonly remaining: number;
};
/** Numbers of comments over all runs, `inserted` excepted. */
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
  readonly attempts: number; /** What was being done with it: its comments were read, put in order and checked, written, or what was written was compared. */
  readonly step: "read" | "check" | "import" | "verify";
};
/** A page, and what became of it. */
type ReportedListedPage = {
  /** The page's address, as Hugo has it. */readonly pageId: string;
  readonly title: string; /** Where its comment section is. */
  readonly location: ReportedLocation;
  readonly state: "completed" | "completed-before" | "failed" | "remaining" | "readable" | "verified";
  readonly comments: number;
};
/** What is no comment by this program's rules, of one page and for one reason. */
type ReportedSkippedItems = {
  /** The page's address, as Hugo has it. */readonly pageId: string;
  readonly reason: string;
  readonly sourceIds: ReadonlyArray<string>;
};
/** What became of the old shortcodes; in a dry run, what would. */
type ReportedReplacement = {
  readonly to: "working-tree" | "pull-request";
  readonly dryRun: boolean; /** Shortcodes that were replaced by a new one. */
  readonly replaced: number; /** Those that were removed, because their page's comments are shown further up. */
  readonly removed: number; /** Places that still show the old comments; findings say why. */
  readonly kept: number; /** From the root of the repository, with `/`. */
  readonly files: ReadonlyArray<string>;
  readonly pullRequest: ReportedPullRequest | null;
};
/** The pull request that holds the replacement. */
type ReportedPullRequest = {
  readonly number: number;
  readonly url: string; /** `unchanged` where its branch held exactly this replacement before. */
  readonly state: "created" | "updated" | "unchanged";
};
/** A part of the pages, of so many. */
type ReportedShard = {
  readonly number: number;
  readonly of: number;
};
/** The migration's memory. */
type ReportedCheckpoint = {
  /** `ledger` where it was rebuilt from what the database knows. */readonly source: "none" | "new" | "file" | "cache" | "artifact" | "ledger";
  readonly file: string; /** What was odd about it. */
  readonly notes: ReadonlyArray<string>;
};
/** Where a comment in the target differs from its source. */
type ReportedDifference = {
  readonly kind: "missing" | "deleted" | "not-shown" | "duplicated" | "not-in-ledger" | "page" | "author" | "text" | "time" | "parent"; /** Source id, or the target's id where the source has no such comment. */
  readonly comment: string; /** The page's address, as Hugo has it. */
  readonly pageId: string;
  readonly seenBy: "database" | "api";
  readonly expected: string | null;
  readonly found: string | null;
};
/** How many comments were written in a month, in UTC. */
type ReportedMonth = {
  readonly month: string;
  readonly comments: number;
};
/** What is different from how the previous run left it. */
type ReportedComparison = {
  /** Null where only the database knows of that run. */readonly previousRunAt: string | null; /** Complete now, and not then. */
  readonly newlyCompleted: ReadonlyArray<string>; /** Failed now, and not then. */
  readonly newlyFailed: ReadonlyArray<string>; /** Failed then and now. */
  readonly stillFailed: ReadonlyArray<string>; /** Comments written at the source since, on pages that were complete then. */
  readonly newComments: ReadonlyArray<{
    /** The page's address, as Hugo has it. */readonly pageId: string;
    readonly comments: number;
  }>; /** Complete then, and without a comment section now. */
  readonly gone: ReadonlyArray<string>;
};
/** The migration's memory, which was not used. */
type ReportedUnusedCheckpoint = {
  readonly source: "none";
  readonly file: string; /** What was odd about it. */
  readonly notes: ReadonlyArray<string>;
};
/** What a dry run found out about the migration. */
type ReportedTrial = {
  /** `go`: move; `caution`: read the reasons first; `no-go`: comments would be left behind. */readonly judgement: "go" | "caution" | "no-go"; /** Why, the gravest first; empty for `go`. */
  readonly reasons: ReadonlyArray<ReportedJudgementReason>;
  readonly samples: ReadonlyArray<ReportedSample>;
  readonly cost: ReportedTrialCost; /** What was asked of the database, and what it says it wrote for it. */
  readonly proof: {
    readonly databaseCalls: number; /** Indexes included; null where the database does not say. */
    readonly rowsWritten: number | null;
  };
};
/** One reason of a judgement. */
type ReportedJudgementReason = {
  readonly judgement: "caution" | "no-go";
  readonly code: string;
  readonly message: string;
  readonly remedy: string;
};
/** A comment at its source, and as the target would keep it. */
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
/** What the migration would take. */
type ReportedTrialCost = {
  /** Comments that would be written. */readonly comments: number; /** Comments that are in the target already. */
  readonly alreadyThere: number; /** As this dry run made them. */
  readonly sourceRequests: number;
  readonly databaseCalls: number; /** Rows of the comments, of the ledger and of the notes on pages; entries of indexes come on top. */
  readonly databaseRows: number; /** An estimate: what reading took, and what the calls to the database will take. */
  readonly durationMs: number;
};
/** What was rolled back, or would be in a dry run. */
type ReportedRollback = {
  /** Comments that the ledger named. */readonly named: number; /** Those of them that were deleted. */
  readonly deleted: number; /** Those of them that someone had deleted before. */
  readonly goneBefore: number; /** What was to become of readers' replies. */
  readonly readerReplies: "refuse" | "keep" | "delete";
  readonly repliesKept: number;
  readonly repliesDeleted: number; /** Rows of other tables that went with their comments, such as votes, by table. */
  readonly attachments: Readonly<Record<string, number>>; /** Readers' comments that answered moved ones, directly or not. */
  readonly replies: ReadonlyArray<{
    readonly commentId: number | string;
    readonly page: string;
    readonly authorName: string;
    readonly isDirect: boolean;
  }>;
};
/** What the checkpoint of a shard remembers. */
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
  readonly durationMs: number;
  readonly scan: ReportedScan; /** What stopped the run before its end, where something did. */
  readonly stoppedBy: ReportedProblem | null;
  readonly findings: ReadonlyArray<ReportedFinding>; /** What the time went into, in order. Shards have their times added up. */
  readonly phases: ReadonlyArray<ReportedPhaseTime>;
  readonly pages: ReportedPageNumbers;
  readonly comments: ReportedCommentNumbers; /** Pages processed (completed or failed) among all pages; 1 where there are no pages. */
  readonly progressRate: number; /** Pages completed among those processed; null where none was. */
  readonly successRate: number | null;
  readonly failedPages: ReadonlyArray<ReportedFailedPage>;
  readonly pageList: ReadonlyArray<ReportedListedPage>;
  readonly skipped: ReadonlyArray<ReportedSkippedItems>; /** Left out where replacing the old shortcodes was not asked for. */
  readonly replacement?: ReportedReplacement; /** The part that this is about; null for all pages. */
  readonly shard: ReportedShard | null;
  readonly checkpoint: ReportedCheckpoint;
  readonly mode: "migrate"; /** `complete`: every page's comments are in the target; `partial`: nothing failed, but pages remain; `failed`: at least one page failed, or something stopped the run. */
  readonly verdict: "complete" | "partial" | "failed"; /** Where comments in the target differ from their source. */
  readonly differences: ReadonlyArray<ReportedDifference>; /** When the comments that this run read were written, the earliest month first. */
  readonly months: ReadonlyArray<ReportedMonth>; /** Null where there was no previous run, or where it does not matter. */
  readonly comparison: ReportedComparison | null;
} | {
  readonly schemaVersion: 1;
  readonly site: ReportedSite; /** ISO 8601 in UTC. */
  readonly startedAt: string; /** ISO 8601 in UTC. */
  readonly finishedAt: string;
  readonly durationMs: number;
  readonly scan: ReportedScan; /** What stopped the run before its end, where something did. */
  readonly stoppedBy: ReportedProblem | null;
  readonly findings: ReadonlyArray<ReportedFinding>; /** What the time went into, in order. Shards have their times added up. */
  readonly phases: ReadonlyArray<ReportedPhaseTime>;
  readonly pages: ReportedPageNumbers;
  readonly comments: ReportedCommentNumbers; /** Pages processed (completed or failed) among all pages; 1 where there are no pages. */
  readonly progressRate: number; /** Pages completed among those processed; null where none was. */
  readonly successRate: number | null;
  readonly failedPages: ReadonlyArray<ReportedFailedPage>;
  readonly pageList: ReadonlyArray<ReportedListedPage>;
  readonly skipped: ReadonlyArray<ReportedSkippedItems>; /** Left out where replacing the old shortcodes was not asked for. */
  readonly replacement?: ReportedReplacement; /** The part that this is about; null for all pages. */
  readonly shard: ReportedShard | null;
  readonly checkpoint: ReportedUnusedCheckpoint;
  readonly mode: "dry-run"; /** `failed` where the migration would leave comments behind. */
  readonly verdict: "dry-run" | "partial" | "failed"; /** When the comments that this run read were written, the earliest month first. */
  readonly months: ReadonlyArray<ReportedMonth>;
  readonly trial: ReportedTrial;
} | {
  readonly schemaVersion: 1;
  readonly site: ReportedSite; /** ISO 8601 in UTC. */
  readonly startedAt: string; /** ISO 8601 in UTC. */
  readonly finishedAt: string;
  readonly durationMs: number;
  readonly scan: ReportedScan; /** What stopped the run before its end, where something did. */
  readonly stoppedBy: ReportedProblem | null;
  readonly findings: ReadonlyArray<ReportedFinding>; /** What the time went into, in order. Shards have their times added up. */
  readonly phases: ReadonlyArray<ReportedPhaseTime>;
  readonly pages: ReportedPageNumbers;
  readonly comments: ReportedCommentNumbers; /** Pages processed (completed or failed) among all pages; 1 where there are no pages. */
  readonly progressRate: number; /** Pages completed among those processed; null where none was. */
  readonly successRate: number | null;
  readonly failedPages: ReadonlyArray<ReportedFailedPage>;
  readonly pageList: ReadonlyArray<ReportedListedPage>;
  readonly skipped: ReadonlyArray<ReportedSkippedItems>; /** Left out where replacing the old shortcodes was not asked for. */
  readonly replacement?: ReportedReplacement; /** The part that this is about; null for all pages. */
  readonly shard: ReportedShard | null;
  readonly checkpoint: ReportedUnusedCheckpoint;
  readonly mode: "verify"; /** `verified`: every page's comments are in the target and match their source. */
  readonly verdict: "verified" | "partial" | "failed"; /** Where comments in the target differ from their source. */
  readonly differences: ReadonlyArray<ReportedDifference>;
} | {
  readonly schemaVersion: 1;
  readonly site: ReportedSite; /** ISO 8601 in UTC. */
  readonly startedAt: string; /** ISO 8601 in UTC. */
  readonly finishedAt: string;
  readonly durationMs: number;
  readonly scan: ReportedScan; /** What stopped the run before its end, where something did. */
  readonly stoppedBy: ReportedProblem | null;
  readonly findings: ReadonlyArray<ReportedFinding>; /** What the time went into, in order. Shards have their times added up. */
  readonly phases: ReadonlyArray<ReportedPhaseTime>;
  readonly checkpoint: ReportedUnusedCheckpoint;
  readonly mode: "rollback"; /** `rolled-back`: all moved comments were removed; `dry-run`: they could be; `partial`: the time budget left some. */
  readonly verdict: "rolled-back" | "dry-run" | "partial" | "failed";
  readonly rollback: ReportedRollback;
} | {
  readonly schemaVersion: 1;
  readonly site: ReportedSite; /** ISO 8601 in UTC. */
  readonly startedAt: string; /** ISO 8601 in UTC. */
  readonly finishedAt: string;
  readonly durationMs: number;
  readonly scan: ReportedScan; /** What stopped the run before its end, where something did. */
  readonly stoppedBy: ReportedProblem | null;
  readonly findings: ReadonlyArray<ReportedFinding>; /** What the time went into, in order. Shards have their times added up. */
  readonly phases: ReadonlyArray<ReportedPhaseTime>;
  readonly pages: ReportedPageNumbers;
  readonly comments: ReportedCommentNumbers; /** Pages processed (completed or failed) among all pages; 1 where there are no pages. */
  readonly progressRate: number; /** Pages completed among those processed; null where none was. */
  readonly successRate: number | null;
  readonly failedPages: ReadonlyArray<ReportedFailedPage>;
  readonly pageList: ReadonlyArray<ReportedListedPage>;
  readonly skipped: ReadonlyArray<ReportedSkippedItems>; /** Left out where replacing the old shortcodes was not asked for. */
  readonly replacement?: ReportedReplacement;
  readonly checkpoint: {
    /** What was odd about it. */readonly notes: ReadonlyArray<string>;
  }; /** What it was put together from. */
  readonly shards: ReadonlyArray<{
    readonly number: number;
    readonly of: number; /** Null where its job left no report. */
    readonly verdict: "complete" | "partial" | "failed" | null;
    readonly pages: ReportedPageNumbers | null; /** As it is beside its report; null where there is none that is intact. */
    readonly checkpoint: ReportedShardCheckpoint | null;
  }>;
  readonly mode: "migrate"; /** `complete`: every page's comments are in the target; `partial`: nothing failed, but pages remain; `failed`: at least one page failed, or something stopped the run. */
  readonly verdict: "complete" | "partial" | "failed"; /** Where comments in the target differ from their source. */
  readonly differences: ReadonlyArray<ReportedDifference>; /** When the comments that this run read were written, the earliest month first. */
  readonly months: ReadonlyArray<ReportedMonth>; /** Null where there was no previous run, or where it does not matter. */
  readonly comparison: ReportedComparison | null;
} | {
  readonly schemaVersion: 1;
  readonly site: ReportedSite; /** ISO 8601 in UTC. */
  readonly startedAt: string; /** ISO 8601 in UTC. */
  readonly finishedAt: string;
  readonly durationMs: number;
  readonly scan: ReportedScan; /** What stopped the run before its end, where something did. */
  readonly stoppedBy: ReportedProblem | null;
  readonly findings: ReadonlyArray<ReportedFinding>; /** What the time went into, in order. Shards have their times added up. */
  readonly phases: ReadonlyArray<ReportedPhaseTime>;
  readonly pages: ReportedPageNumbers;
  readonly comments: ReportedCommentNumbers; /** Pages processed (completed or failed) among all pages; 1 where there are no pages. */
  readonly progressRate: number; /** Pages completed among those processed; null where none was. */
  readonly successRate: number | null;
  readonly failedPages: ReadonlyArray<ReportedFailedPage>;
  readonly pageList: ReadonlyArray<ReportedListedPage>;
  readonly skipped: ReadonlyArray<ReportedSkippedItems>; /** Left out where replacing the old shortcodes was not asked for. */
  readonly replacement?: ReportedReplacement;
  readonly checkpoint: {
    /** What was odd about it. */readonly notes: ReadonlyArray<string>;
  }; /** What it was put together from. */
  readonly shards: ReadonlyArray<{
    readonly number: number;
    readonly of: number; /** Null where its job left no report. */
    readonly verdict: "dry-run" | "partial" | "failed" | null;
    readonly pages: ReportedPageNumbers | null; /** As it is beside its report; null where there is none that is intact. */
    readonly checkpoint: ReportedShardCheckpoint | null;
  }>;
  readonly mode: "dry-run"; /** `failed` where the migration would leave comments behind. */
  readonly verdict: "dry-run" | "partial" | "failed"; /** When the comments that this run read were written, the earliest month first. */
  readonly months: ReadonlyArray<ReportedMonth>;
  readonly trial: ReportedTrial;
} | {
  readonly schemaVersion: 1;
  readonly site: ReportedSite; /** ISO 8601 in UTC. */
  readonly startedAt: string; /** ISO 8601 in UTC. */
  readonly finishedAt: string;
  readonly durationMs: number;
  readonly scan: ReportedScan; /** What stopped the run before its end, where something did. */
  readonly stoppedBy: ReportedProblem | null;
  readonly findings: ReadonlyArray<ReportedFinding>; /** What the time went into, in order. Shards have their times added up. */
  readonly phases: ReadonlyArray<ReportedPhaseTime>;
  readonly pages: ReportedPageNumbers;
  readonly comments: ReportedCommentNumbers; /** Pages processed (completed or failed) among all pages; 1 where there are no pages. */
  readonly progressRate: number; /** Pages completed among those processed; null where none was. */
  readonly successRate: number | null;
  readonly failedPages: ReadonlyArray<ReportedFailedPage>;
  readonly pageList: ReadonlyArray<ReportedListedPage>;
  readonly skipped: ReadonlyArray<ReportedSkippedItems>; /** Left out where replacing the old shortcodes was not asked for. */
  readonly replacement?: ReportedReplacement;
  readonly checkpoint: {
    /** What was odd about it. */readonly notes: ReadonlyArray<string>;
  }; /** What it was put together from. */
  readonly shards: ReadonlyArray<{
    readonly number: number;
    readonly of: number; /** Null where its job left no report. */
    readonly verdict: "verified" | "partial" | "failed" | null;
    readonly pages: ReportedPageNumbers | null; /** As it is beside its report; null where there is none that is intact. */
    readonly checkpoint: ReportedShardCheckpoint | null;
  }>;
  readonly mode: "verify"; /** `verified`: every page's comments are in the target and match their source. */
  readonly verdict: "verified" | "partial" | "failed"; /** Where comments in the target differ from their source. */
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
}) /** An earlier run had completed it, so that this one left it alone. */ | Read<"completed-before"> /** `comments` were read from the source (0 when reading failed); none or some are in the target. */ | (Read<"failed"> & {
  readonly failure: PageFailure;
  readonly step: PageStep; /** Runs that failed on this page, this one included. */
  readonly attempts: number;
}) /** A verification found all its comments as they should be. */ | Read<"verified"> /** A dry run read it. */ | Read<"readable"> /** Not reached before the run was stopped. */ | Outcome<"remaining">;
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
   * wrangler are started. None when left out; Hugo and wrangler are then found by their paths alone.
   */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Stops the run in good order: what is done is kept, and the next run goes on. */
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
 * @throws MigrationError where nothing could begin, with a `code`, a message and mostly a `remedy`;
 * the signal's reason where it was aborted before the first page
 */
declare function migrateSite(options: MigrateSiteOptions): Promise<Report>;
export { type Finding, MigrateSiteOptions, MigrationError, type MigrationObserver, type PageOutcome, type Report, type SettingName, migrateSite };