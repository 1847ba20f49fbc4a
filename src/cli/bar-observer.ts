import { Presets, SingleBar } from "cli-progress";
import { pageLine } from "../job/page-line.ts";
import type { MigrationObserver } from "../migration/ports.ts";
import { printable } from "../report/printable.ts";

/** A progress bar for a terminal; failed pages stay above it as lines. */
export interface BarObserver extends MigrationObserver {
  /** Leaves the bar as it stands and gives the cursor back. */
  close(): void;
}

export function createBarObserver(stream: NodeJS.WriteStream): BarObserver {
  const bar = new SingleBar(
    {
      stream,
      format:
        "{bar} {percentage}% | {value}/{total} pages | {comments} comments | ETA {eta_formatted} | {page}",
      hideCursor: true,
      gracefulExit: false,
      emptyOnZero: true,
    },
    Presets.shades_classic,
  );
  let comments = 0;
  return {
    scanned(scan, completedBefore) {
      bar.start(scan.pages.length, completedBefore, { comments, page: "" });
    },
    pageStarted(page) {
      bar.update({ page: printable(page.pageId) });
    },
    pageDone(outcome) {
      if (outcome.state === "failed") {
        stream.clearLine(0);
        stream.cursorTo(0);
        stream.write(`${pageLine(outcome)}\n`);
      } else if (outcome.state !== "remaining") {
        comments += outcome.comments;
      }
      bar.increment(1, { comments });
    },
    close() {
      bar.stop();
    },
  };
}
