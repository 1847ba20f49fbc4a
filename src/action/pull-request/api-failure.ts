import { z } from "zod";
import { MigrationError } from "../../domain/migration-error.ts";

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

/** Octokit gives a connection that failed the status 500. */
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
  const { code, message, remedy } = explain(failure, attempt);
  return new MigrationError(code, message, { remedy, cause: error });
}

interface Explanation {
  readonly code: string;
  readonly message: string;
  readonly remedy: string;
}

function explain(failure: RequestFailure, attempt: Attempt): Explanation {
  const { status, message } = failure;
  const { what, repository, branch, base } = attempt;
  if (status === 401) {
    return {
      code: "github-token-refused",
      message: `GitHub does not accept the token for ${repository}.`,
      remedy:
        "Leave github-token out, so that the job's own is used, or give one that has not expired.",
    };
  }
  if (/archived/i.test(message)) return archived(repository);
  if (/not permitted to create or approve pull requests/i.test(message)) {
    return {
      code: "pull-requests-forbidden",
      message: `${repository} does not let GitHub Actions create pull requests. The branch ${branch} is pushed.`,
      remedy: `Allow it (Settings → Actions → General → Workflow permissions → Allow GitHub Actions to create and approve pull requests) and run it again, or open the pull request from ${branch} to ${base} yourself.`,
    };
  }
  if (/protected branch|rule violations|protected ref/i.test(message)) {
    return {
      code: "branch-protected",
      message: `A rule of ${repository} protects the branch ${branch}: ${inOneLine(message)}`,
      remedy:
        "Name a branch that no rule covers by replace-branch, or let the rule except this action.",
    };
  }
  if (/already has the maximum|too many files|too large/i.test(message)) {
    return {
      code: "change-too-large",
      message: `GitHub refused the change: ${inOneLine(message)}`,
      remedy: remedyOfNone,
    };
  }
  if (status >= 500 || isLimit(failure)) {
    return {
      code: "github-unreachable",
      message: `GitHub's API did not do it (${inOneLine(message)}).`,
      remedy: "Run it again later: nothing is lost or doubled.",
    };
  }
  // To a token without the right to see something, GitHub says that it does not exist.
  if (status === 403 || (status === 404 && what !== "read")) return forbidden(attempt);
  if (status === 404) {
    return {
      code: "repository-not-found",
      message: `GitHub knows no repository ${repository} with a branch ${base}, or the token may not see it.`,
      remedy: "Give the job the permissions contents: write and pull-requests: write.",
    };
  }
  return {
    code: "github-refused",
    message: `GitHub refused the pull request: ${inOneLine(message)}`,
    remedy: remedyOfNone,
  };
}

const remedyOfNone = "Run it with replace: working-tree in a terminal, and commit what it did.";

/** Source: https://docs.github.com/actions/reference/workflows-and-actions/workflow-syntax#permissions */
function forbidden({ what, repository, branch }: Attempt): Explanation {
  const permission =
    what === "pull-request" || what === "find-pull-request"
      ? "pull-requests: write"
      : "contents: write";
  const state = what === "pull-request" ? ` The branch ${branch} is pushed.` : "";
  return {
    code: "permission-missing",
    message: `The token has no permission ${permission} for ${repository}.${state}`,
    remedy:
      "Give the job the permissions contents: write and pull-requests: write in the workflow file, or a token that has them by github-token.",
  };
}

function archived(repository: string): Explanation {
  return {
    code: "repository-archived",
    message: `${repository} is archived: nobody can change it.`,
    remedy: "Unarchive it (Settings → General → Danger Zone) and run it again.",
  };
}

/** A repository that says itself that it is archived. */
export function archivedRepository(repository: string): MigrationError {
  const { code, message, remedy } = archived(repository);
  return new MigrationError(code, message, { remedy });
}

function inOneLine(message: string): string {
  return message.replaceAll(/\s+/g, " ").replace(/ - https:\/\/docs\S*$/, "");
}
