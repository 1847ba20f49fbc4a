import type { Checkpoint } from "../checkpoint/checkpoint.ts";
import type { Config, LoadedConfig } from "../config/config.ts";
import type { MigrationObserver } from "../migration/ports.ts";
import type { CheckpointSource, Report } from "../report/report.ts";
import type { PlannedShard } from "../shard/plan-shards.ts";
import type { Check } from "./check.ts";
import type { HugoReleases } from "./hugo-releases.ts";
import type { Preview } from "./preview-site.ts";
import type { Proposal, ProposalResult } from "./proposal.ts";
import type { ReportFiles } from "./write-report.ts";

/**
 * What differs between the programs that run a migration, and nothing else: {@link runOnHost} is the
 * same for all. What a host lacks it can't do, and settings that ask for it are refused.
 */
export interface Host extends ReportKeeper {
  /** Absolute path of the folder to which file names in the report are relative. */
  readonly repositoryDir: string;
  /** The environment in which Hugo and wrangler are started. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Names this run in the ledger. */
  readonly runId: string;
  /** The address at which the run can be looked at, where there is one. */
  readonly runAddress?: string;
  /** When the run began, by `performance.now()`: a time budget counts from here. */
  readonly startedAt: number;
  /** Where Hugo comes from when the machine has none. */
  readonly hugoReleases: HugoReleases;
  readonly observer: HostObserver;
  readonly telling: Telling;
  /**
   * Opens the checkpoint of a run that keeps one.
   * @throws MigrationError `checkpoint-required`, and what `Checkpoint.open` throws
   */
  openMemory(config: Config): Promise<RunMemory>;
  /** Whether what belongs to this host alone is there, for a dry run; left out where that is nothing. */
  examine?(loaded: LoadedConfig): Promise<readonly Check[]>;
  /**
   * Brings a preview to a place that outlasts the machine, and returns a sentence that says where and how
   * to look at it. Left out where the machine's disk is that place.
   */
  keepPreview?(preview: Preview, report: Report): Promise<string>;
  /** Minutes that a run may take where no time budget is set; undefined where it may take any time. */
  timeLimit?(): Promise<number | undefined>;
  /**
   * Opens or updates a pull request.
   * @throws MigrationError where the repository refuses
   */
  propose?(proposal: Proposal, config: LoadedConfig, signal: AbortSignal): Promise<ProposalResult>;
  /**
   * The reports of the shards of this workflow run, merged.
   * @throws MigrationError `no-shard-reports`, `reports-of-several-sites`
   */
  readShardReports?(loaded: LoadedConfig): Promise<Report>;
}

/** Watches a run. */
export interface HostObserver extends MigrationObserver {
  /** No page follows: a progress bar or a group of log lines ends. */
  close?(): void;
}

/** How a host tells people what happens. Each line is one of text, without its line break. */
interface Telling {
  /** What takes time, as far as `log-level` lets it through. */
  say(line: string): void;
  /** What `log-level` holds back, where there is a place for it. */
  debug?(line: string): void;
  /** What a dry run found to be there or missing, before it begins. */
  checks?(checks: readonly Check[]): void;
  /** The changes that a dry run would make to the site's files, as a unified diff. */
  diff(diff: string): void;
  /** The shards of a plan. Left out where there are no jobs to divide the pages among. */
  plan?(plan: Plan): void | Promise<void>;
  /** The report at the end of a run. */
  report(finished: FinishedRun): void | Promise<void>;
}

/** The pages of a site, divided. */
export interface Plan {
  readonly shards: readonly PlannedShard[];
  /** Number of all pages. */
  readonly pages: number;
}

/** What a run left. */
export interface FinishedRun extends KeptReport {
  readonly report: Report;
  /** Those that could be written. */
  readonly files: Partial<ReportFiles>;
  /** Undefined where none was asked for, or built. */
  readonly preview?: Preview | undefined;
}

/** Brings a report to a place that outlasts the machine. */
interface ReportKeeper {
  /** Left out where the machine's disk is that place. */
  keepReport?(
    report: Report,
    files: Partial<ReportFiles>,
    signal: AbortSignal,
  ): Promise<KeptReport>;
}

/** What became of report and checkpoint after the run. */
interface KeptReport {
  /** Where they went, a sentence each. */
  readonly kept: readonly string[];
  /** Whether the next run finds the checkpoint as it is now. */
  readonly isCheckpointSaved: boolean;
}

/** The memory of a run that keeps a checkpoint. Its report is kept beside it. */
export interface RunMemory extends ReportKeeper {
  readonly checkpoint: Checkpoint;
  /** Where the checkpoint was found. */
  readonly source: Extract<CheckpointSource, "new" | "file" | "cache" | "artifact">;
  /** What was odd about it, for the report. */
  readonly notes: readonly string[];
  /** Whether pages that the database knows to be complete are left alone. */
  readonly believesDatabase: boolean;
  /** Does the work, and saves the checkpoint meanwhile. Left out where the disk is safe enough. */
  whileSaving?<T>(work: () => Promise<T>): Promise<T>;
}
