import { defineMessages } from "../../domain/message-catalogue.ts";

/** What is reported about the comment on a pull request, and the issue of a failure. */
export const checkMessages = defineMessages({
  "comment-not-allowed/fork": {
    severity: "notice",
    message:
      "The result was not written as a comment, because runs for a fork's pull request may only read.",
    remedy: "The job summary has it.",
  },
  "comment-not-allowed/permission": {
    severity: "notice",
    message: ({ reason }: { reason: string }) =>
      `The result was not written as a comment on the pull request, because the token may not do that (${reason}).`,
    remedy:
      "Give the job the permission pull-requests: write in the workflow file, or set pull-request-comment to false.",
  },
  "comment-not-written": {
    severity: "warning",
    message: ({ reason }: { reason: string }) =>
      `The result was not written as a comment on the pull request: ${reason}. An older comment may be out of date.`,
    remedy: "The job summary has the result. Re-run the job to try again.",
  },
  "not-announced/token": {
    severity: "warning",
    message: "The result was written neither as a comment nor as an issue: there is no token.",
    remedy: "Remove the input github-token so that the job's own token is used.",
  },
  "not-announced/error": {
    severity: "warning",
    message: ({ reason }: { reason: string }) =>
      `The result was written neither as a comment nor as an issue: ${reason}.`,
    remedy: "The job summary has it.",
  },
  "issue-not-allowed": {
    severity: "warning",
    message: ({ reason }: { reason: string }) =>
      `The issue about this run was not written, because the token may not do that (${reason}).`,
    remedy:
      "Give the job the permission issues: write in the workflow file, or set on-failure to none.",
  },
  "issues-disabled": {
    severity: "warning",
    message: "The issue about this run was not written, because the repository has no issues.",
    remedy: "Enable issues in the repository's settings, or set on-failure to none.",
  },
  "issue-not-written": {
    severity: "warning",
    message: ({ reason }: { reason: string }) =>
      `The issue about this run was not written: ${reason}.`,
    remedy: "The job summary has the result. An open issue may be out of date.",
  },
});
