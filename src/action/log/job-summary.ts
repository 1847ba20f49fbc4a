import { appendFile } from "node:fs/promises";
import type { Finding } from "../../domain/finding.ts";
import { writeReason } from "../../files/system-error.ts";
import { withRemedy } from "../../report/with-remedy.ts";
import { annotate } from "./log.ts";
import { logMessages } from "./messages.ts";

/** Adds Markdown to the job summary. Where that can't be done it warns, and never throws. */
export type JobSummary = (markdown: string) => Promise<void>;

/**
 * Tries the file of the job summary before anything else happens. Where it can't be written, one warning
 * says so, and what is added is dropped: the log and the report have it as well.
 *
 * The runner's own client does not tell why it fails.
 */
export async function findJobSummary(
  env: Readonly<Record<string, string | undefined>>,
): Promise<JobSummary> {
  const file = env["GITHUB_STEP_SUMMARY"] ?? "";
  if (file === "") {
    warn(logMessages.finding("no-job-summary/unset", {}));
    return async () => {};
  }
  const isUsable = await addTo(file, "");
  return async (markdown) => {
    if (isUsable) await addTo(file, markdown);
  };
}

async function addTo(file: string, markdown: string): Promise<boolean> {
  try {
    await appendFile(file, markdown);
    return true;
  } catch (error) {
    const reason = writeReason(error);
    if (reason === undefined) throw error;
    warn(logMessages.finding("no-job-summary/unwritable", { file, reason }));
    return false;
  }
}

function warn({ severity, message, remedy }: Finding): void {
  const sentences = withRemedy(message, remedy ?? null);
  annotate([{ severity, title: "Comment migration", message: sentences, location: undefined }]);
}
