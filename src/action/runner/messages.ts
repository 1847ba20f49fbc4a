import { defineMessages } from "../../domain/message-catalogue.ts";

/** What is reported about the event that started a run, and its environment. */
export const runnerMessages = defineMessages({
  "untrusted-event": {
    severity: "error",
    message:
      "This run was started by pull_request_target, in which a stranger's pull request can reach this repository's secrets; no comments are migrated in such a run.",
    remedy:
      "Start the migration by workflow_dispatch, push or schedule, and dry runs for pull requests by pull_request.",
  },
  "odd-runner": {
    severity: "error",
    message: ({ variables }: { variables: string }) =>
      `The environment of this step is not that of a runner: there is no usable value for ${variables}.`,
    remedy: "Remove what sets it in the workflow, or run the command in a terminal instead.",
  },
  "no-secrets-for-forks": {
    severity: "error",
    message: ({ problems }: { problems: string }) =>
      `This run is for a pull request from a fork, and GitHub passes no secrets to it.\n${problems}`,
    remedy:
      "This is expected. Skip the step for forks with if: github.event.pull_request.head.repo.full_name == github.repository in the workflow.",
  },
});
