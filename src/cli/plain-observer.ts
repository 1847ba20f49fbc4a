import type { MigrationObserver } from "../migration/ports.ts";
import { findingLine, foundLine, pageLine } from "../run/page-line.ts";
import { Progress } from "../run/progress.ts";

/**
 * Writes a run as plain lines, one for each page, or only for those that failed: for pipes, files and
 * terminals without a cursor.
 */
export function createPlainObserver(
  write: (line: string) => void,
  isQuiet: boolean,
): MigrationObserver {
  const progress = new Progress(() => new Date());
  return {
    scanned(scan, completedBefore) {
      progress.begin(scan.pages.length, completedBefore);
      if (!isQuiet) write(foundLine(scan, completedBefore));
    },
    pageStarted() {},
    pageDone(outcome) {
      progress.add(outcome);
      if (!isQuiet || outcome.state === "failed")
        write(`[${progress.done}/${progress.total}] ${pageLine(outcome)}`);
    },
    noticed(finding) {
      if (!isQuiet) write(findingLine(finding));
    },
  };
}
