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
  readonly eventIds?: readonly string[];
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
/** The names of all settings, in the order of the documentation. */
declare const settingNames: readonly ("access-token" | "api-base" | "archive" | "base-url" | "batch-size" | "checkpoint-file" | "checkpoint-interval" | "cloudflare-account-id" | "cloudflare-api-base" | "cloudflare-api-token" | "concurrency" | "content-dir" | "content-format" | "d1-mode" | "d1-transport" | "database-id" | "database-name" | "delay-between-batches" | "discover" | "dry-run" | "duplicate-sections" | "fail-on" | "github-token" | "homeserver-url" | "hugo-path" | "hugo-version" | "ignore-senders" | "log-level" | "matrix-password" | "matrix-user" | "max-retries" | "mode" | "oversized-content" | "persist-to" | "public-dir" | "reader-replies" | "replace-with" | "report-dir" | "reset" | "resume" | "schema-map" | "server-name" | "shard" | "shards" | "shortcodes" | "site-dir" | "site-name" | "state-key" | "switch" | "switch-branch" | "target-schema" | "time-budget" | "wrangler-cwd" | "wrangler-path")[];
/** Name of a setting: of its action input and of its flag. */
type SettingName = (typeof settingNames)[number];
/**
 * What a page tells the Cactus client, as far as it says it.
 * Source: https://cactus.chat/docs/reference/web-client/
 */
interface CactusWiring {
  /** `commentSectionId`, as the client gets it. */
  readonly sectionId: string;
  /** In a job's scan, undefined stands for the first of the site names that are moved. */
  readonly siteName?: string | undefined;
  readonly serverName?: string | undefined;
  /** `defaultHomeserverUrl`, without a slash at its end. */
  readonly homeserverUrl?: string | undefined;
}
/** One Cactus comment section on a page. */
interface Section extends CactusWiring {
  readonly location: SourceLocation;
}
/** A Hugo page that shows comments. */
interface Page {
  /** The page's `.RelPermalink` as Hugo gives it: percent-encoded, with the base URL's path. */
  readonly pageId: string;
  readonly title: string;
  /** Content file, relative to the repository's root, with `/`. */
  readonly file: string;
  /** The sections in the order in which they stand on the page; at least one. */
  readonly sections: readonly Section[];
}
/** What a scan of a Hugo repository found, for whoever watches the run. */
interface ScanResult {
  /** Pages to migrate, ordered by `pageId`, each `pageId` and each `sectionId` once. */
  readonly pages: readonly Page[];
  /** Who said what the page addresses are: Hugo itself, or the files of a built site. */
  readonly resolvedBy: "hugo" | "built-site";
  /** What was looked at for sections: a new build, a site built before, or content files alone. */
  readonly discoveredBy: "build" | "built-site" | "content";
  readonly counts: SiteScanCounts;
  readonly findings: readonly Finding[];
}
/** Numbers of content files, by what became of them. */
interface SiteScanCounts {
  readonly contentFiles: number;
  /** Files with a comment section; the next four say why some of them are not among the pages. */
  readonly withSection: number;
  readonly draft: number;
  readonly future: number;
  readonly expired: number;
  readonly unrendered: number;
}
/** The target's own id of a comment. */
type CommentId = number | string;
/** How a comment in the target differs from its source. */
type DifferenceKind = /** It was never imported. */"missing" /** It was imported, and someone has deleted it since. */ | "deleted" /** It is in the target, but readers don't see it. */ | "not-shown" /** Readers see it more than once. */ | "doubled" /** It looks as if an import wrote it, but the ledger does not name it. */ | "not-in-ledger" | "page" | "author" | "text" | "time" | "parent";
/** One difference between a comment and its source. */
interface Difference {
  readonly kind: DifferenceKind;
  /** Matrix event id, or the target's id where the source has no such comment. */
  readonly comment: string;
  readonly pageId: string;
  /** Who looked: into the database, or at the public comments API. */
  readonly seenBy: "database" | "api";
  /** What the source says; null where there is nothing to compare. */
  readonly expected: string | null;
  readonly found: string | null;
}
/** Why a page could not be moved, in words for its owner. */
interface PageFailure {
  readonly code: string;
  readonly message: string;
  readonly remedy?: string;
}
/**
 * What was done with a page when it failed: its room was read, its comments were put in order and
 * checked, they were written, or what was written was compared.
 */
type PageStep = "read" | "check" | "import" | "verify";
/** What became of one page. Counts are of comments. */
type PageOutcome = /** All its comments are in the target; `inserted` of them by this run. */{
  readonly state: "completed";
  readonly page: Page;
  readonly comments: number;
  readonly inserted: number;
} /** An earlier run had completed it, so that this one left it alone. */ | {
  readonly state: "completed-before";
  readonly page: Page;
  readonly comments: number;
} /** `comments` were read from the source (0 when reading failed); none or some are in the target. */ | {
  readonly state: "failed";
  readonly page: Page;
  readonly comments: number;
  readonly failure: PageFailure;
  readonly step: PageStep; /** Runs that failed on this page, this one included. */
  readonly attempts: number;
} /** A verification found all its comments as they should be. */ | {
  readonly state: "verified";
  readonly page: Page;
  readonly comments: number;
} /** Not reached before the run was stopped. */ | {
  readonly state: "remaining";
  readonly page: Page;
} /** A dry run read it. */ | {
  readonly state: "readable";
  readonly page: Page;
  readonly comments: number;
};
/** Events that were left out, so that nothing is left out in silence. */
interface SkippedEvents {
  /** Plain words, such as `encrypted` or `message type m.image`. */
  readonly reason: string;
  readonly eventIds: readonly string[];
}
/** Watches a run: progress bars, log lines, annotations. */
interface MigrationObserver {
  scanned(scan: ScanResult, completedBefore: number): void;
  pageStarted(page: Page): void;
  pageDone(outcome: PageOutcome): void;
}
/**
 * - `complete`: every page's comments are in the target
 * - `partial`: nothing failed, but pages remain; running again goes on
 * - `failed`: at least one page failed, or something stopped the run
 * - `dry-run`: nothing was written
 * - `verified`: every page's comments are in the target as they are in their rooms
 * - `rolled-back`: all moved comments were taken back
 */
type Verdict = "complete" | "partial" | "failed" | "dry-run" | "verified" | "rolled-back";
/** What a run did: the one model that every rendering is made from, and the content of report.json. */
interface Report {
  readonly schemaVersion: 1;
  readonly verdict: Verdict;
  readonly mode: "migrate" | "verify" | "rollback";
  /** The part of the pages that this is about; null where it is about all of them. */
  readonly shard: {
    readonly number: number;
    readonly of: number;
  } | null;
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
  readonly switch?: ReportedSwitch;
  /** Events that are not comments by this program's rules, by page and reason. */
  readonly skippedEvents: readonly (SkippedEvents & {
    readonly pageId: string;
  })[];
}
/**
 * Time of one phase: reading the site, restoring the checkpoint and preparing the database, waiting
 * for comments, writing them and comparing, and what comes after the last page.
 */
interface ReportedPhase {
  readonly phase: "scan" | "start" | "read" | "import" | "finish";
  readonly durationMs: number;
}
/** How many comments a month has. */
interface ReportedMonth {
  /** `2021-03`. */
  readonly month: string;
  readonly comments: number;
}
/** What is different from how the run before left it. Pages are named by their ids. */
interface ReportedComparison {
  /** ISO 8601 in UTC; null where only the database knows of that run. */
  readonly previousRunAt: string | null;
  readonly newlyCompleted: readonly string[];
  readonly newlyFailed: readonly string[];
  readonly stillFailed: readonly string[];
  /** Comments that were written at the source since, on pages that were complete then. */
  readonly newComments: readonly {
    readonly pageId: string;
    readonly comments: number;
  }[];
  /** Complete then, and without comment section now. */
  readonly gone: readonly string[];
}
/** `go`: move; `caution`: read the reasons first; `no-go`: comments would be left behind. */
type Judgement = "go" | "caution" | "no-go";
/** What a dry run found out about the migration that it did not make. */
interface ReportedTrial {
  readonly judgement: Judgement;
  /** Why, the gravest first; empty for `go`. */
  readonly reasons: readonly JudgementReason[];
  /** Comments as they are in their rooms, and as they would be in the target. */
  readonly samples: readonly ReportedSample[];
  readonly cost: TrialCost;
  /** What the dry run asked of the database, and what the database says it wrote for it. */
  readonly proof: {
    readonly databaseCalls: number; /** Rows, indexes included; null where the database does not say. */
    readonly rowsWritten: number | null;
  };
}
/** One reason of a judgement. */
interface JudgementReason {
  readonly judgement: "caution" | "no-go";
  readonly code: string;
  readonly message: string;
  readonly remedy: string;
}
/** What the migration would take. */
interface TrialCost {
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
interface ReportedSample {
  readonly kind: "plain" | "changed" | "media" | "edited" | "reply";
  readonly pageId: string;
  readonly eventId: string;
  readonly before: {
    readonly sender: string; /** ISO 8601 in UTC. */
    readonly sentAt: string;
    readonly replyTo: string | null;
    readonly body: string;
  };
  readonly after: {
    readonly page: string;
    readonly authorName: string;
    readonly createdAt: string;
    readonly parentEventId: string | null;
    readonly content: string;
  };
}
/** The replacement of old shortcodes; in a dry run, what it would be. */
interface ReportedSwitch {
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
interface ReportedPullRequest {
  readonly number: number;
  readonly url: string;
  /** `unchanged` where its branch held exactly this replacement before. */
  readonly state: "created" | "updated" | "unchanged";
}
/** A part of the pages that a job of its own moved. */
interface ReportedShard {
  readonly number: number;
  readonly of: number;
  /** Null where its job left no report. */
  readonly verdict: Verdict | null;
  readonly pages: PageNumbers | null;
  /** Its checkpoint, as it lies beside its report; null where there is none that is intact. */
  readonly checkpoint: ShardCheckpoint | null;
}
/** What the checkpoint of a shard remembers. */
interface ShardCheckpoint {
  readonly status: "running" | "done";
  readonly completedPages: number;
  readonly failedPages: number;
}
/** What a rollback took back, or would take back in a dry run. */
interface ReportedRollback {
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
interface ReportedSite {
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
interface ReportedCheckpoint {
  readonly source: CheckpointSource;
  readonly file: string;
  readonly notes: readonly string[];
}
/**
 * `none` for a dry run, a verification and a rollback, which use no checkpoint; `ledger` where it was
 * rebuilt from what the database knows.
 */
type CheckpointSource = "none" | "new" | "file" | "cache" | "artifact" | "ledger";
/** A failure in words for the site's owner. */
interface Problem {
  readonly code: string;
  readonly message: string;
  readonly remedy: string | null;
}
/** A page whose comments are not all in the target. */
interface FailedPage extends Problem {
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
interface ReportedPage {
  readonly pageId: string;
  readonly title: string;
  readonly location: SourceLocation;
  readonly state: "completed" | "completed-before" | "failed" | "remaining" | "readable" | "verified";
  readonly comments: number;
}
/** What is moved, and who is told of it. */
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
  /** Told of each repetition of a request, and of what takes time. */
  readonly log?: (line: string) => void;
}
/**
 * Moves the comments of a site, or does what the setting `mode` says: verifies them, or takes them
 * back. It keeps its checkpoint and writes its report where the settings say, and gives the report;
 * `verdict` tells how it ended. Pages that failed are in it, and throw nothing.
 * @throws MigrationError where nothing could begin, with a `code`, a message and mostly a `remedy`;
 * the signal's reason where it was aborted before the first page
 */
declare function migrateSite(options: MigrateSiteOptions): Promise<Report>;
export { type Finding, MigrateSiteOptions, MigrationError, type MigrationObserver, type PageOutcome, type Report, type SettingName, migrateSite };