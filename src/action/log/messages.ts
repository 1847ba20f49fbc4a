import { defineMessages } from "../../domain/message-catalogue.ts";

const nothingElse =
  "The migration is not affected: the log and the folder report-dir have the report.";

/** What is reported about the places in which a workflow shows a run. */
export const logMessages = defineMessages({
  "no-job-summary/unset": {
    severity: "warning",
    message: "There is no job summary, because the variable GITHUB_STEP_SUMMARY is not set.",
    remedy: nothingElse,
  },
  "no-job-summary/unwritable": {
    severity: "warning",
    message: ({ file, reason }: Record<"file" | "reason", string>) =>
      `The job summary ${file} could not be written: ${reason}.`,
    remedy: nothingElse,
  },
});
