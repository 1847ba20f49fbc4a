import { pageLine } from "../job/page-line.ts";
import type { MigrationObserver } from "../migration/ports.ts";
import { count } from "../report/wording.ts";

/** Writes a run as plain lines, one for each page: for pipes, files and terminals without a cursor. */
export function createPlainObserver(write: (line: string) => void): MigrationObserver {
  let total = 0;
  let done = 0;
  return {
    scanned(scan, completedBefore) {
      total = scan.pages.length;
      done = completedBefore;
      const before = completedBefore === 0 ? "" : `, ${completedBefore} completed before`;
      write(
        `Found ${count(total, "page")} with comments in ${count(scan.counts.contentFiles, "content file")}${before}.`,
      );
    },
    pageStarted() {},
    pageDone(outcome) {
      done += 1;
      write(`[${done}/${total}] ${pageLine(outcome)}`);
    },
  };
}
