import type { Report } from "./report-schema.ts";

// A report and its parts by name; report-schema.ts declares them.

export type { Report };
export type MigrationReport = Extract<Report, { readonly mode: "migrate" }>;
export type DryRunReport = Extract<Report, { readonly mode: "dry-run" }>;
export type VerificationReport = Extract<Report, { readonly mode: "verify" }>;
export type RollbackReport = Extract<Report, { readonly mode: "rollback" }>;
export type ArchiveReport = Extract<Report, { readonly mode: "archive" }>;
/** A report of a kind that is about pages. */
export type PagesReport = MigrationReport | DryRunReport | VerificationReport;
/** A report that is put together from those of shards. */
export type MergedReport = Extract<Report, { readonly shards: readonly unknown[] }>;
/** A report of one job about pages: all of them, or one shard. */
export type JobReport = Exclude<PagesReport, MergedReport>;

export type Verdict = Report["verdict"];
export type ReportedSite = Report["site"];
export type ReportedCheckpoint = Exclude<Report, MergedReport>["checkpoint"];
export type CheckpointSource = ReportedCheckpoint["source"];
export type Problem = NonNullable<Report["stoppedBy"]>;
export type PhaseTime = Report["phases"][number];
export type Phase = PhaseTime["phase"];
export type FailedPage = PagesReport["failedPages"][number];
export type PageStep = FailedPage["step"];
export type ReportedPage = PagesReport["pageList"][number];
export type PageState = ReportedPage["state"];
export type ReportedMonth = MigrationReport["months"][number];
export type ReportedConversation = NonNullable<MigrationReport["conversations"]>[number];
export type CloudflareUse = NonNullable<MigrationReport["cloudflare"]>;
export type RunComparison = NonNullable<MigrationReport["comparison"]>;
export type ReportedTrial = DryRunReport["trial"];
export type Judgement = ReportedTrial["judgement"];
export type JudgementReason = ReportedTrial["reasons"][number];
export type TrialCost = ReportedTrial["cost"];
export type Sample = ReportedTrial["samples"][number];
export type ReportedRollback = RollbackReport["rollback"];
export type ReportedArchive = ArchiveReport["archive"];
export type ReportedReplacement = NonNullable<PagesReport["replacement"]>;
export type ReportedPullRequest = NonNullable<ReportedReplacement["pullRequest"]>;
export type KnownProblem = NonNullable<DryRunReport["baseline"]>["gone"][number];
export type ShardCheckpoint = NonNullable<MergedReport["shards"][number]["checkpoint"]>;
export type ReportedPart = NonNullable<PagesReport["part"]>;
export type ReportedPlacement = NonNullable<PagesReport["placement"]>;
