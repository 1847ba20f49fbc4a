import type { Checkpoint } from "../checkpoint/checkpoint.ts";
import { MigrationError } from "../domain/migration-error.ts";
import type { Report } from "../report/report.ts";

/**
 * Writes the run's numbers into the checkpoint, and folds its journal into the file. Where that fails it
 * is a warning in the report that is returned: the comments are moved, and the journal remembers them.
 */
export async function keepStatistics(
  checkpoint: Pick<Checkpoint, "updateStatistics" | "save">,
  report: Report,
): Promise<Report> {
  const { comments } = report;
  try {
    if (comments !== undefined) {
      await checkpoint.updateStatistics({
        comments_extracted: comments.extracted,
        comments_failed: comments.failed,
      });
    }
    await checkpoint.save();
    return report;
  } catch (error) {
    if (!(error instanceof MigrationError)) throw error;
    const { code, message, remedy } = error;
    const severity = "warning" as const;
    const finding = { severity, code, message, ...(remedy === undefined ? {} : { remedy }) };
    return { ...report, findings: [...report.findings, finding] };
  }
}
