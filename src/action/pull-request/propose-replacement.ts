import { MigrationError } from "../../domain/migration-error.ts";
import type { Report } from "../../report/report.ts";
import { replaceWidgets } from "../../run/replace-widgets.ts";
import type { Job } from "../../run/run-job.ts";
import { say } from "../log/log.ts";
import type { RunContext } from "../runner/run-context.ts";
import { proposeChanges } from "./propose-changes.ts";
import { repositoryApi } from "./repository-api.ts";

const deadlineMs = 300_000;

/** Replaces the old shortcodes as the configuration asks for it, in the repository of the run. */
export function replaceInRepository(
  job: Job,
  report: Report,
  context: RunContext,
  signal: AbortSignal,
): Promise<Report> {
  const { github, migration } = job.config;
  const host = {
    repositoryDir: context.workspace,
    // The bar keeps the spaces at the beginning of a line.
    show: (diff: string) => say(diff.replace(/^/gm, "| ")),
    propose: async (proposal: Parameters<typeof proposeChanges>[1]) => {
      if (github.token === undefined) throw tokenMissing();
      const within = AbortSignal.any([signal, AbortSignal.timeout(deadlineMs)]);
      const api = repositoryApi(github.token, context, migration.maxRetries, within);
      return proposeChanges(api, proposal, context);
    },
  };
  return replaceWidgets(job, report, host, signal);
}

function tokenMissing(): MigrationError {
  return new MigrationError(
    "github-token-missing",
    "There is no token for GitHub's API, so that no pull request could be made.",
    { remedy: "Leave the input github-token out, so that the job's own token is used." },
  );
}
