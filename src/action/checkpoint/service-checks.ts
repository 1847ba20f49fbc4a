import { isFeatureAvailable } from "@actions/cache";
import { getOctokit } from "@actions/github";
import { inOneLine } from "../../domain/in-one-line.ts";
import type { Check } from "../../run/check.ts";
import type { RunContext } from "../runner/run-context.ts";

const longestWaitMs = 10_000;

/**
 * Whether checkpoints can be kept in the Actions cache, and found among the artifacts of earlier runs.
 * Without either, the database itself knows what is done, so nothing here stops a run.
 * Source: https://docs.github.com/rest/actions/artifacts#list-artifacts-for-a-repository
 */
export async function serviceChecks(
  token: string | undefined,
  { repository }: Pick<RunContext, "repository">,
): Promise<readonly Check[]> {
  const cache: Check = isFeatureAvailable()
    ? { name: "Cache", state: "ok", found: "the Actions cache is available" }
    : {
        name: "Cache",
        state: "warning",
        found: "the Actions cache is not available here",
        remedy: "A run resumes from artifacts, or from what the database knows.",
      };
  return [cache, await artifactCheck(token, repository)];
}

async function artifactCheck(token: string | undefined, repository: string): Promise<Check> {
  const name = "Artifacts";
  const remedy =
    "Give the job the permission actions: read; else a run resumes from the cache, or from what the database knows.";
  if (token === undefined) return { name, state: "warning", found: "there is no token", remedy };
  const [owner = "", repo = ""] = repository.split("/");
  try {
    const request = { signal: AbortSignal.timeout(longestWaitMs) };
    await getOctokit(token).rest.actions.listArtifactsForRepo({
      owner,
      repo,
      per_page: 1,
      request,
    });
    return { name, state: "ok", found: "those of earlier runs can be found" };
  } catch (error) {
    const found = `those of earlier runs can't be found: ${inOneLine(error)}`;
    return { name, state: "warning", found, remedy };
  }
}
