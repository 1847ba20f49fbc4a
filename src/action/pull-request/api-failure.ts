import { z } from "zod";
import type { MigrationError } from "../../domain/migration-error.ts";
import { pullRequestMessages } from "./messages.ts";

/** An answer of GitHub's API that is no success, as Octokit throws it. */
const requestError = z.object({
  status: z.number(),
  message: z.string(),
  response: z
    .object({ headers: z.record(z.string(), z.unknown()).optional() })
    .optional()
    .catch(undefined),
});

type RequestFailure = z.output<typeof requestError>;

/** What was asked of the API, and where. */
export interface Attempt {
  readonly what: "read" | "find-pull-request" | "push" | "pull-request";
  /** `owner/name`. */
  readonly repository: string;
  readonly branch: string;
  readonly base: string;
}

/** The status of an answer that is no success; undefined for any other error. */
export function statusOf(error: unknown): number | undefined {
  return requestError.safeParse(error).data?.status;
}

/** Octokit reports a failed connection as status 500. */
export function isTransient(error: unknown): boolean {
  const failure = requestError.safeParse(error).data;
  if (failure === undefined) return false;
  return failure.status >= 500 || isLimit(failure);
}

function isLimit({ status, message }: RequestFailure): boolean {
  return status === 429 || (status === 403 && /rate limit|abuse detection/i.test(message));
}

/** Source: https://docs.github.com/rest/using-the-rest-api/best-practices-for-using-the-rest-api#handle-rate-limit-errors-appropriately */
export function retryAfterMs(error: unknown): number | undefined {
  const seconds = requestError.safeParse(error).data?.response?.headers?.["retry-after"];
  const asked = Number(seconds);
  return seconds === undefined || Number.isNaN(asked) ? undefined : asked * 1000;
}

/** What GitHub refused, in words for the site's owner; other errors are thrown again. */
export function failureOf(error: unknown, attempt: Attempt): MigrationError {
  const failure = requestError.safeParse(error).data;
  if (failure === undefined) throw error;
  const { status, message } = failure;
  const { what, repository, branch, base } = attempt;
  const details = { cause: error };
  if (status === 401) {
    return pullRequestMessages.error("github-token-refused", { repository }, details);
  }
  if (/archived/i.test(message)) {
    return pullRequestMessages.error("repository-archived", { repository }, details);
  }
  if (/not permitted to create or approve pull requests/i.test(message)) {
    const place = { repository, branch, base };
    return pullRequestMessages.error("pull-requests-forbidden", place, details);
  }
  const reason = inOneLine(message);
  if (/protected branch|rule violations|protected ref/i.test(message)) {
    return pullRequestMessages.error("branch-protected", { repository, branch, reason }, details);
  }
  if (/already has the maximum|too many files|too large/i.test(message)) {
    return pullRequestMessages.error("change-too-large", { reason }, details);
  }
  if (status >= 500 || isLimit(failure)) {
    return pullRequestMessages.error("github-unreachable", { reason }, details);
  }
  // To a token without the right to see something, GitHub says that it does not exist.
  if (status === 403 || (status === 404 && what !== "read")) return forbidden(attempt, error);
  return status === 404
    ? pullRequestMessages.error("repository-not-found", { repository, base }, details)
    : pullRequestMessages.error("github-refused", { reason }, details);
}

/** Source: https://docs.github.com/actions/reference/workflows-and-actions/workflow-syntax#permissions */
function forbidden({ what, repository, branch }: Attempt, cause: unknown): MigrationError {
  if (what === "pull-request") {
    const place = { repository, branch };
    return pullRequestMessages.error("permission-missing/after-push", place, { cause });
  }
  return what === "find-pull-request"
    ? pullRequestMessages.error("permission-missing/pull-requests", { repository }, { cause })
    : pullRequestMessages.error("permission-missing/contents", { repository }, { cause });
}

/** Whether GitHub refused a draft because the repository has none, as private ones on a free plan. */
export function isWithoutDrafts(error: unknown): boolean {
  const failure = requestError.safeParse(error).data;
  return failure?.status === 422 && /draft/i.test(failure.message);
}

/** Why a request failed, in one line. */
export function reasonOf(error: unknown): string {
  return inOneLine(error instanceof Error ? error.message : String(error)).replace(/\.$/, "");
}

function inOneLine(message: string): string {
  return message.replaceAll(/\s+/g, " ").replace(/ - https:\/\/docs\S*$/, "");
}
