import { getOctokit } from "@actions/github";
import { createRetry } from "../../resilience/retry.ts";
import { logRetry } from "../log/log.ts";
import type { RunContext } from "../runner/run-context.ts";
import { isTransient, retryAfterMs } from "./api-failure.ts";

/** GitHub's REST API for one repository. */
export interface RepositoryApi {
  readonly rest: ReturnType<typeof getOctokit>["rest"];
  /** What each request names the repository by. */
  readonly at: { readonly owner: string; readonly repo: string };
  /** `owner/name`. */
  readonly name: string;
  /** Repeats what failed for now; it may be done twice. */
  readonly retried: <T>(operation: () => Promise<T>) => Promise<T>;
}

/** The API of the repository that the run belongs to. */
export function repositoryApi(
  token: string,
  { repository, apiUrl }: Pick<RunContext, "repository" | "apiUrl">,
  maxRetries: number,
  signal: AbortSignal,
): RepositoryApi {
  const [owner = "", repo = ""] = repository.split("/");
  const retry = createRetry({ maxRetries, isTransient, retryAfterMs, onRetry: logRetry });
  const { rest } = getOctokit(token, { baseUrl: apiUrl, request: { signal } });
  return {
    rest,
    at: { owner, repo },
    name: repository,
    retried: (operation) => retry(operation, signal),
  };
}
