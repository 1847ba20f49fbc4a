import { describeMigration } from "../checkpoint/fingerprint.ts";
import { summariseProgress } from "../checkpoint/progress.ts";
import { readCheckpoint } from "../checkpoint/read-checkpoint.ts";
import type { CheckpointState } from "../checkpoint/state.ts";
import type { ReportPlaces } from "../config/load-places.ts";
import { restoreCommand } from "../d1/way-back.ts";
import { headline } from "../report/headline.ts";
import { partOf } from "../report/part.ts";
import type { Report, ReportedPart } from "../report/report.ts";
import { readReport, rolledBackAt } from "./earlier-rollback.ts";
import { reportFilesIn } from "./write-report.ts";

/** What the files of earlier runs say of a migration. */
export interface Status {
  /** Absolute path of the checkpoint. */
  readonly checkpointFile: string;
  /** Undefined where there is none that can be read; `trouble` says why. */
  readonly checkpoint: CheckpointStatus | undefined;
  /** Why nothing is known from a checkpoint, in a sentence; undefined where something is. */
  readonly trouble: string | undefined;
  /** The last report; undefined where there is none. */
  readonly report: ReportStatus | undefined;
}

/** How far a migration came. */
interface CheckpointStatus {
  /** In words: which comments, into which database. */
  readonly migration: string;
  /** `rolled-back` where the last report knows of a rollback since, which no checkpoint does. */
  readonly state: "complete" | "unfinished" | "rolled-back";
  /** ISO 8601 in UTC. */
  readonly startedAt: string;
  readonly lastChangeAt: string;
  readonly pages: Readonly<Record<"total" | "completed" | "failed" | "remaining", number>>;
  /** Number of comments that were moved. */
  readonly comments: number;
  readonly failedPages: readonly {
    readonly pageId: string;
    readonly error: string;
    readonly attempts: number;
  }[];
  /** Restores the database as it was before the first write; undefined where none is remembered. */
  readonly restore: string | undefined;
}

/** What the last run said. */
interface ReportStatus {
  /** Absolute path. */
  readonly file: string;
  readonly mode: Report["mode"];
  readonly verdict: Report["verdict"];
  /** ISO 8601 in UTC. */
  readonly finishedAt: string;
  readonly headline: string;
  /** The part of the site that it was about; undefined where that was all of it. */
  readonly part: ReportedPart | undefined;
}

/**
 * What the checkpoint and the last report say, without any request.
 * @throws MigrationError `checkpoint-not-read`
 */
export function readStatus({ checkpointFile, reportDir }: ReportPlaces): Status {
  const read = readCheckpoint(checkpointFile);
  const file = reportFilesIn(reportDir).json;
  const report = readReport(file);
  return {
    checkpointFile,
    checkpoint: read.kind === "current" ? statusOf(read.state, report) : undefined,
    trouble: troubleOf(read),
    report: report === undefined ? undefined : reportOf(file, report),
  };
}

function troubleOf(read: ReturnType<typeof readCheckpoint>): string | undefined {
  switch (read.kind) {
    case "current":
      return undefined;
    case "absent":
      return "There is no checkpoint yet.";
    case "legacy":
      return "The checkpoint is one of version 1.0, which the next migration takes over.";
    case "too-new":
      return `The checkpoint is of version ${read.version}: use the release that wrote it, or a newer one.`;
    case "damaged":
      return `The checkpoint is damaged: ${read.reason}. The next migration uses the one before it, or what the database knows.`;
  }
}

function statusOf(state: CheckpointState, report: Report | undefined): CheckpointStatus {
  const { fingerprint, status, bookmark, started_at, last_updated, statistics } = state;
  const { total, completed, failed, remaining } = summariseProgress(state);
  const [, database = fingerprint.database] = /^\w+ (.*)$/.exec(fingerprint.database) ?? [];
  return {
    migration: describeMigration(fingerprint),
    state: isRolledBack(state, report)
      ? "rolled-back"
      : status === "done"
        ? "complete"
        : "unfinished",
    startedAt: started_at,
    lastChangeAt: last_updated,
    pages: { total, completed, failed, remaining },
    comments: statistics.comments_imported,
    failedPages: Object.entries(state.failed_pages).map(([pageId, { error, attempts }]) => ({
      pageId,
      error,
      attempts,
    })),
    restore: bookmark === undefined ? undefined : restoreCommand(database, bookmark),
  };
}

/** Whether a run deleted comments of which the checkpoint still says that they are there. */
function isRolledBack({ last_updated }: CheckpointState, report: Report | undefined): boolean {
  const time = report === undefined ? undefined : rolledBackAt(report);
  return time !== undefined && Date.parse(time) >= Date.parse(last_updated);
}

function reportOf(file: string, report: Report): ReportStatus {
  const { mode, verdict, finishedAt } = report;
  return { file, mode, verdict, finishedAt, headline: headline(report), part: partOf(report) };
}
