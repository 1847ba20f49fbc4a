import type { Checkpoint } from "../checkpoint/checkpoint.ts";
import type { Report } from "../report/report.ts";

/** Writes the run's numbers into the checkpoint, and folds its journal into the file. */
export async function keepStatistics(checkpoint: Checkpoint, { comments }: Report): Promise<void> {
  if (comments !== undefined) {
    await checkpoint.updateStatistics({
      comments_extracted: comments.extracted,
      comments_failed: comments.failed,
    });
  }
  await checkpoint.save();
}
