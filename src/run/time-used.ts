import type { Finding } from "../domain/finding.ts";
import type { MigrationOutcome } from "../migration/outcome.ts";
import type { RollbackOutcome } from "../migration/roll-back.ts";
import { commentsLeft } from "../migration/summarise-rollback.ts";

/**
 * What a run whose time budget is used up tells of the pages that remain. Only one with a memory goes on
 * from there.
 */
export function remainingPages({ pages, mode, dryRun }: MigrationOutcome): readonly Finding[] {
  const remaining = pages.filter(({ state }) => state === "remaining").length;
  if (remaining === 0) return [];
  const left = remaining === 1 ? "1 page remains" : `${remaining} pages remain`;
  return [
    {
      severity: "notice",
      code: "time-budget-used",
      message: `The time budget is used up; the run stopped in good order, and ${left}.`,
      remedy:
        mode === "migrate" && !dryRun
          ? "Run it again: it goes on where this run stopped."
          : "Run it again with a longer time-budget: it begins with the first page each time.",
    },
  ];
}

/** The same of the moved comments that a rollback did not come to. */
export function remainingComments(outcome: RollbackOutcome): readonly Finding[] {
  const number = commentsLeft(outcome);
  if (number === 0) return [];
  const comments = number === 1 ? "1 moved comment remains" : `${number} moved comments remain`;
  return [
    {
      severity: "notice",
      code: "time-budget-used",
      message: `The time budget is used up; the rollback stopped in good order, and ${comments}.`,
      remedy: "Run it again: it goes on where this run stopped.",
    },
  ];
}
