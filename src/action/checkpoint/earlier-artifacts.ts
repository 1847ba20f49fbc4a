import { getOctokit } from "@actions/github";
import type { RunContext } from "../runner/run-context.ts";

/** An artifact of an earlier run of this workflow. */
interface EarlierArtifact {
  readonly id: number;
  readonly runId: number;
  /** In bytes. */
  readonly size: number;
  /** `sha256:…`, where GitHub says it. */
  readonly digest: string | undefined;
}

/** Events that only people with write access to the repository, or GitHub itself, can cause. */
const trustedEvents = new Set(["workflow_dispatch", "repository_dispatch", "schedule", "push"]);
const candidates = 30;

/**
 * The newest artifact of that name whose contents can be trusted: made in this repository, not in a
 * fork, by an earlier run of the same workflow file that no outsider could have started. Anybody who
 * opens a pull request can have artifacts of any name made.
 * Source: https://docs.github.com/rest/actions/artifacts#list-artifacts-for-a-repository
 * @throws the client's error, where the API refuses or can't be reached
 */
export async function findEarlierArtifact(
  name: string,
  token: string,
  { repository, workflowFile, apiUrl }: RunContext,
): Promise<EarlierArtifact | undefined> {
  const [owner = "", repo = ""] = repository.split("/");
  const { actions } = getOctokit(token, { baseUrl: apiUrl }).rest;
  const { data } = await actions.listArtifactsForRepo({ owner, repo, name, per_page: candidates });
  const own = data.artifacts
    .filter(({ expired, workflow_run: run }) => {
      const isOwn =
        run?.repository_id !== undefined && run.repository_id === run.head_repository_id;
      return isOwn && !expired;
    })
    .sort((a, b) => b.id - a.id);
  for (const { id, digest, size_in_bytes: size, workflow_run } of own) {
    if (workflow_run?.id === undefined) continue;
    const { data: run } = await actions.getWorkflowRun({ owner, repo, run_id: workflow_run.id });
    const isOfThisWorkflow = run.path.replace(/@.*$/, "") === workflowFile;
    const isOwn = run.head_repository?.full_name === repository;
    if (isOfThisWorkflow && isOwn && trustedEvents.has(run.event)) {
      return { id, size, runId: run.id, digest: digest ?? undefined };
    }
  }
  return undefined;
}
