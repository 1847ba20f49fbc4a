import { debug, endGroup, startGroup } from "@actions/core";
import { printable } from "../../domain/printable.ts";
import { readableAddresses } from "../../domain/readable-address.ts";
import type { MigrationObserver } from "../../migration/ports.ts";
import { findingLine, foundLine, pageLine } from "../../run/page-line.ts";
import { Progress } from "../../run/progress.ts";
import { say } from "./log.ts";

const progressEveryMs = 15_000;

/**
 * Writes a run to the log of a step: a line for each page, in groups that a reader opens, and between
 * two groups a line that shows the progress.
 */
interface LogObserver extends MigrationObserver {
  /** Ends the group of pages, where one is open. */
  close(): void;
}

/** @param isQuiet whether only failures are logged */
export function createLogObserver(now: () => Date, isQuiet: boolean): LogObserver {
  const progress = new Progress(now);
  let lastProgress = 0;
  let isOpen = false;

  function open(): void {
    startGroup(progress.done === 0 ? "Pages" : `Pages from ${progress.done + 1}`);
    isOpen = true;
    lastProgress = now().getTime();
  }

  function close(): void {
    if (isOpen) endGroup();
    isOpen = false;
  }

  return {
    scanned(scan, completedBefore) {
      progress.begin(scan.pages.length, completedBefore);
      if (isQuiet) return;
      say(foundLine(scan, completedBefore));
      open();
    },
    pageStarted(page) {
      debug(`reading ${printable(readableAddresses(page.pageId))}`);
    },
    pageDone(outcome) {
      progress.add(outcome);
      if (isQuiet) {
        if (outcome.state === "failed") say(pageLine(outcome));
        return;
      }
      say(pageLine(outcome));
      if (now().getTime() - lastProgress < progressEveryMs) return;
      close();
      say(progress.line());
      open();
    },
    noticed(finding) {
      if (!isQuiet) say(findingLine(finding));
    },
    close,
  };
}
