import { isFeatureAvailable } from "@actions/cache";
import { getOctokit } from "@actions/github";
import { inOneLine } from "../../domain/in-one-line.ts";
import type { Check } from "../../run/check.ts";
import { checks } from "../../run/check-texts.ts";
import type { RunContext } from "../runner/run-context.ts";

const longestWaitMs = 10_000;

type Repository = Pick<RunContext, "repository" | "apiUrl">;

/** What the runner offers a step. */
interface Offered {
  /** `github-token` */
  readonly token: string | undefined;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/**
 * Whether checkpoints can be kept in the Actions cache and as artifacts, and found among the artifacts
 * of earlier runs. Without any, the database itself knows what is done, so nothing here stops a run.
 * Source: https://docs.github.com/rest/actions/artifacts#list-artifacts-for-a-repository
 */
export async function serviceChecks(
  { token, env }: Offered,
  { repository, apiUrl }: Repository,
): Promise<readonly Check[]> {
  // Source: the variables that the client of @actions/artifact reads.
  const isOffered = Boolean(env["ACTIONS_RUNTIME_TOKEN"] && env["ACTIONS_RESULTS_URL"]);
  return [
    checks.check(isFeatureAvailable() ? "cache-ok" : "cache-missing", {}),
    checks.check(isOffered ? "uploads-ok" : "uploads-missing", {}),
    await artifactCheck(token, { repository, apiUrl }),
  ];
}

async function artifactCheck(
  token: string | undefined,
  { repository, apiUrl }: Repository,
): Promise<Check> {
  if (token === undefined) return checks.check("artifacts-without-token", {});
  const [owner = "", repo = ""] = repository.split("/");
  try {
    const request = { signal: AbortSignal.timeout(longestWaitMs) };
    await getOctokit(token, { baseUrl: apiUrl }).rest.actions.listArtifactsForRepo({
      owner,
      repo,
      per_page: 1,
      request,
    });
    return checks.check("artifacts-ok", {});
  } catch (error) {
    return checks.check("artifacts-refused", { reason: inOneLine(error) });
  }
}
