import type { LoadedConfig } from "../../config/config.ts";
import type { Proposal, ProposalResult } from "../../run/proposal.ts";
import type { RunContext } from "../runner/run-context.ts";
import { pullRequestMessages } from "./messages.ts";
import { proposeChanges } from "./propose-changes.ts";
import { repositoryApi } from "./repository-api.ts";

const deadlineMs = 300_000;
/** GitHub takes some 80 blobs a minute. */
const deadlineOfFileMs = 1_000;

/**
 * Proposes changes to the repository of the run, in a pull request.
 * @throws MigrationError `github-token-missing`, or where the repository refuses
 */
export async function proposeInRepository(
  proposal: Proposal,
  { github, migration, replace }: Pick<LoadedConfig, "github" | "migration" | "replace">,
  context: RunContext,
  signal: AbortSignal,
): Promise<ProposalResult> {
  if (github.token === undefined) throw pullRequestMessages.error("github-token-missing", {});
  const time = deadlineMs + proposal.added.length * deadlineOfFileMs;
  const within = AbortSignal.any([signal, AbortSignal.timeout(time)]);
  const api = repositoryApi(github.token, context, migration.maxRetries, within);
  const options = {
    base: replace.pullRequestBase,
    isDraft: replace.pullRequestDraft,
    labels: replace.pullRequestLabels ?? [],
    reviewers: replace.pullRequestReviewers ?? [],
  };
  return proposeChanges(api, proposal, options, context);
}
