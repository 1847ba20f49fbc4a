import { info } from "@actions/core";
import { MigrationError } from "../comment/migration-error.ts";
import type { Job } from "../job/run-job.ts";
import { switchComments } from "../job/switch-comments.ts";
import { printable } from "../report/printable.ts";
import type { Report } from "../report/report.ts";
import { proposeChanges } from "./pull-request/propose-changes.ts";
import { repositoryApi } from "./pull-request/repository-api.ts";
import type { RunContext } from "./run-context.ts";

const deadlineMs = 300_000;

/** Replaces the old shortcodes as the configuration asks for it, in the repository of the run. */
export function switchInRepository(
  job: Job,
  report: Report,
  context: RunContext,
  signal: AbortSignal,
): Promise<Report> {
  const { github, migration } = job.config;
  const host = {
    repositoryDir: context.workspace,
    show: (diff: string) => {
      for (const line of diff.split("\n")) info(inLog(line));
    },
    propose: async (proposal: Parameters<typeof proposeChanges>[1]) => {
      if (github.token === undefined) throw tokenMissing();
      const within = AbortSignal.any([signal, AbortSignal.timeout(deadlineMs)]);
      const api = repositoryApi(github.token, context, migration.maxRetries, within);
      return proposeChanges(api, proposal, context);
    },
  };
  return switchComments(job, report, host, signal);
}

/**
 * A line of content, so that the runner takes none of it for a command: `::` after leading spaces,
 * or `##[` anywhere.
 * Source: actions/runner, ActionCommand.cs
 */
function inLog(line: string): string {
  return `| ${printable(line).replaceAll("##[", "## [")}`;
}

function tokenMissing(): MigrationError {
  return new MigrationError(
    "github-token-missing",
    "There is no token for GitHub's API, so that no pull request could be made.",
    { remedy: "Leave the input github-token out, so that the job's own token is used." },
  );
}
