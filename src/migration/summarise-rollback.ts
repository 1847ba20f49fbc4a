import type { Report, ReportedCheckpoint, ReportedSite, Verdict } from "../report/report.ts";
import type { RollbackOutcome } from "./roll-back.ts";

/** Makes the report of a rollback. */
export function summariseRollback(
  outcome: RollbackOutcome,
  site: ReportedSite,
  checkpoint: ReportedCheckpoint,
): Report {
  const { scan, named, replies, readerReplies, undone, stoppedBy, startedAt, finishedAt } = outcome;
  const left = commentsLeft(outcome);
  return {
    schemaVersion: 1,
    verdict: verdictOf(outcome),
    mode: "rollback",
    shard: null,
    shards: null,
    site,
    startedAt: startedAt.toISOString(),
    finishedAt: finishedAt.toISOString(),
    durationMs: finishedAt.getTime() - startedAt.getTime(),
    pages: { total: 0, completed: 0, completedBefore: 0, failed: 0, remaining: 0 },
    comments: { extracted: 0, imported: 0, inserted: 0, failed: 0 },
    progressRate: stoppedBy !== undefined ? 0 : left === 0 ? 1 : (named - left) / named,
    successRate: null,
    scan: {
      resolvedBy: scan.resolvedBy,
      discoveredBy: scan.discoveredBy,
      counts: scan.counts,
    },
    checkpoint,
    stoppedBy: stoppedBy === undefined ? null : { remedy: null, ...stoppedBy },
    failedPages: [],
    pageList: [],
    findings: outcome.findings,
    differences: [],
    phases: [],
    months: [],
    comparison: null,
    trial: null,
    rollback: {
      named,
      deleted: undone?.deleted ?? 0,
      goneBefore: undone?.goneBefore ?? 0,
      readerReplies,
      repliesKept: undone?.repliesKept ?? 0,
      repliesDeleted: undone?.repliesDeleted ?? 0,
      attachments: Object.fromEntries(undone?.attachments ?? []),
      replies,
    },
    skipped: [],
  };
}

/** Comments that are still to be taken back by a rollback whose time ran out. */
export function commentsLeft({ named, undone, stoppedBy }: RollbackOutcome): number {
  if (undone === undefined || undone.isDone || stoppedBy !== undefined) return 0;
  return Math.max(0, named - undone.deleted - undone.goneBefore);
}

function verdictOf(outcome: RollbackOutcome): Verdict {
  const { stoppedBy, dryRun } = outcome;
  if (stoppedBy !== undefined) return "failed";
  if (commentsLeft(outcome) > 0) return "partial";
  return dryRun ? "dry-run" : "rolled-back";
}
