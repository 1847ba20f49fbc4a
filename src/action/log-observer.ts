import { debug, endGroup, info, startGroup } from "@actions/core";
import { pageLine } from "../job/page-line.ts";
import type { MigrationObserver } from "../migration/ports.ts";
import { printable } from "../report/printable.ts";
import { count, percent } from "../report/wording.ts";

const progressEveryMs = 15_000;

/** Writes a run to the log of a step: a group for the pages, one line for each, progress between. */
export interface LogObserver extends MigrationObserver {
  /** Ends the group of pages, where one is open. */
  close(): void;
}

export function createLogObserver(now: () => Date): LogObserver {
  let total = 0;
  let done = 0;
  let groupOpen = false;
  let lastProgress = 0;

  return {
    scanned(scan, completedBefore) {
      total = scan.pages.length;
      done = completedBefore;
      const before = completedBefore === 0 ? "" : `, ${completedBefore} completed before`;
      info(
        `Found ${count(total, "page")} with comments in ${count(scan.counts.contentFiles, "content file")}${before}.`,
      );
      startGroup("Pages");
      groupOpen = true;
      lastProgress = now().getTime();
    },
    pageStarted(page) {
      debug(`reading ${printable(page.pageId)}`);
    },
    pageDone(outcome) {
      done += 1;
      info(pageLine(outcome));
      const time = now().getTime();
      if (time - lastProgress < progressEveryMs) return;
      lastProgress = time;
      info(`Progress: ${done} of ${count(total, "page")}, ${percent(done / total)}`);
    },
    close() {
      if (groupOpen) endGroup();
      groupOpen = false;
    },
  };
}
