import type { WayBack } from "../domain/way-back.ts";
import type {
  PhaseTime,
  ReportedCheckpoint,
  ReportedSite,
  RollbackReport,
} from "../report/report.ts";
import type { RollbackOutcome } from "./roll-back.ts";

/** What a report says of its rollback, beside what came of it. */
interface RollbackFacts {
  readonly site: ReportedSite;
  readonly checkpoint: ReportedCheckpoint;
  readonly phases: readonly PhaseTime[];
  readonly wayBack: WayBack | null;
}

/** Makes the report of a rollback. */
export function summariseRollback(
  outcome: RollbackOutcome,
  { site, checkpoint, phases, wayBack }: RollbackFacts,
): RollbackReport {
  const { scan, named, replies, readerReplies, undone, stoppedBy, startedAt, finishedAt } = outcome;
  return {
    schemaVersion: 1,
    verdict: verdictOf(outcome),
    mode: "rollback",
    site,
    startedAt: startedAt.toISOString(),
    finishedAt: finishedAt.toISOString(),
    durationMs: finishedAt.getTime() - startedAt.getTime(),
    scan: {
      resolvedBy: scan.resolvedBy,
      discoveredBy: scan.discoveredBy,
      counts: scan.counts,
    },
    checkpoint: { ...checkpoint, source: "none" },
    stoppedBy: stoppedBy === undefined ? null : { remedy: null, ...stoppedBy },
    findings: outcome.findings,
    phases,
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
    wayBack,
  };
}

/** Comments that are still to be rolled back by a rollback whose time ran out. */
export function commentsLeft({ named, undone, stoppedBy }: RollbackOutcome): number {
  if (undone === undefined || undone.isDone || stoppedBy !== undefined) return 0;
  return Math.max(0, named - undone.deleted - undone.goneBefore);
}

function verdictOf(outcome: RollbackOutcome): RollbackReport["verdict"] {
  const { stoppedBy, dryRun } = outcome;
  if (stoppedBy !== undefined) return "failed";
  if (commentsLeft(outcome) > 0) return "partial";
  return dryRun ? "dry-run" : "rolled-back";
}
