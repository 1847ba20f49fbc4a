import type { Finding } from "../domain/finding.ts";
import type { MigrationOutcome } from "../migration/outcome.ts";
import type { RollbackOutcome } from "../migration/roll-back.ts";
import { commentsLeft } from "../migration/summarise-rollback.ts";
import { runMessages } from "./messages.ts";

/**
 * What a run whose time budget is used up says of the pages that remain. Only one with a memory resumes
 * from there.
 */
export function remainingPages({ pages, mode, dryRun }: MigrationOutcome): readonly Finding[] {
  const remaining = pages.filter(({ state }) => state === "remaining").length;
  if (remaining === 0) return [];
  const isResumed = mode === "migrate" && !dryRun;
  return [
    runMessages.finding(isResumed ? "time-budget-used/migration" : "time-budget-used/reading", {
      pages: remaining,
    }),
  ];
}

/** The same of the moved comments that a rollback did not come to. */
export function remainingComments(outcome: RollbackOutcome): readonly Finding[] {
  const comments = commentsLeft(outcome);
  return comments === 0 ? [] : [runMessages.finding("time-budget-used/rollback", { comments })];
}
