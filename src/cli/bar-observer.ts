import { Presets, SingleBar } from "cli-progress";
import { printable } from "../domain/printable.ts";
import { readableAddresses } from "../domain/readable-address.ts";
import type { MigrationObserver } from "../migration/ports.ts";
import { findingLine, pageLine } from "../run/page-line.ts";
import { Progress } from "../run/progress.ts";

/** A progress bar for a terminal; failed pages stay above it as lines. */
interface BarObserver extends MigrationObserver {
  /** Leaves the bar as it is and restores the cursor. */
  close(): void;
}

export function createBarObserver(stream: NodeJS.WriteStream): BarObserver {
  const progress = new Progress(() => new Date());
  const bar = new SingleBar(
    {
      stream,
      format: "{bar} {percentage}% | {value}/{total} pages | {comments} | {rate} | {left} | {page}",
      barsize: 24,
      hideCursor: true,
      gracefulExit: false,
      emptyOnZero: true,
    },
    Presets.shades_classic,
  );
  const payload = () => ({
    comments: `${progress.comments} comments`,
    rate: progress.rate(),
    left: progress.timeLeft(),
  });
  function writeAbove(line: string): void {
    stream.clearLine(0);
    stream.cursorTo(0);
    stream.write(`${line}\n`);
  }
  return {
    scanned(scan, completedBefore) {
      progress.begin(scan.pages.length, completedBefore);
      bar.start(scan.pages.length, completedBefore, { ...payload(), page: "" });
    },
    pageStarted(page) {
      bar.update({ page: printable(readableAddresses(page.pageId)) });
    },
    pageDone(outcome) {
      progress.add(outcome);
      if (outcome.state === "failed") writeAbove(pageLine(outcome));
      bar.increment(1, payload());
    },
    noticed(finding) {
      writeAbove(findingLine(finding));
    },
    close() {
      bar.stop();
    },
  };
}
