import type { Report } from "../../report/report.ts";
import { replaceWidgets } from "../../run/replace-widgets.ts";
import type { Job } from "../../run/run-job.ts";
import { say } from "../log/log.ts";
import type { RunContext } from "../runner/run-context.ts";
import { pullRequestMessages } from "./messages.ts";
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
      if (github.token === undefined) {
        throw pullRequestMessages.error("github-token-missing", {});
      }
      const within = AbortSignal.any([signal, AbortSignal.timeout(deadlineMs)]);
      const api = repositoryApi(github.token, context, migration.maxRetries, within);
      return proposeChanges(api, proposal, context);
    },
  };
  return replaceWidgets(job, report, host, signal);
}
