import type { Finding } from "../../domain/finding.ts";
import { isTransient, reasonOf } from "./api-failure.ts";
import { pullRequestMessages } from "./messages.ts";
import type { RepositoryApi } from "./repository-api.ts";

/** A pull request that was just created. */
interface NewPullRequest {
  readonly number: number;
  readonly url: string;
}

/**
 * Adds labels to a pull request. Returns which were not added, and why: the pull request is there already.
 * Sources: https://docs.github.com/rest/issues/labels#add-labels-to-an-issue; new labels need `issues: write`,
 * https://github.com/actions/labeler/pull/867
 */
export async function addLabels(
  { rest, at, retried }: RepositoryApi,
  { number, url }: NewPullRequest,
  labels: readonly string[],
): Promise<readonly Finding[]> {
  const refused = await refusedOf(labels, (some) =>
    retried(() => rest.issues.addLabels({ ...at, issue_number: number, labels: [...some] })),
  );
  return [...refused].map(([reason, names]) =>
    pullRequestMessages.finding("labels-not-added", {
      labels: names.join(", "),
      number,
      url,
      reason,
    }),
  );
}

/**
 * Asks users, and teams as `owner/team`, for their review of a pull request. Returns who was not asked, and why.
 * Source: https://docs.github.com/rest/pulls/review-requests#request-reviewers-for-a-pull-request
 */
export async function requestReviews(
  { rest, at, retried, name: repository }: RepositoryApi,
  { number, url }: NewPullRequest,
  names: readonly string[],
): Promise<readonly Finding[]> {
  const isOfOthers = (name: string) =>
    name.includes("/") && name.split("/")[0]?.toLowerCase() !== at.owner.toLowerCase();
  const ofOthers = names.filter(isOfOthers);
  const refused = await refusedOf(
    names.filter((name) => !isOfOthers(name)),
    (some) => {
      const reviewers = some.filter((name) => !name.includes("/"));
      const team_reviewers = some.flatMap((name) => name.split("/").slice(1));
      return retried(() =>
        rest.pulls.requestReviewers({ ...at, pull_number: number, reviewers, team_reviewers }),
      );
    },
  );
  const reasons = [
    ...refused,
    ...(ofOthers.length === 0 ? [] : [[`teams must be of ${at.owner}`, ofOthers] as const]),
  ];
  return reasons.map(([reason, some]) =>
    pullRequestMessages.finding("reviews-not-requested", {
      ...{ reviewers: some.join(", "), number, url, repository, reason },
    }),
  );
}

/** One wrong name makes GitHub refuse all: then each is tried by itself. Names by the reason of their refusal. */
async function refusedOf(
  names: readonly string[],
  ask: (some: readonly string[]) => Promise<unknown>,
): Promise<ReadonlyMap<string, readonly string[]>> {
  if (names.length === 0) return new Map();
  const failureOf = (some: readonly string[]) =>
    ask(some).then(
      () => undefined,
      (error: unknown) => ({ error, reason: reasonOf(error) }),
    );
  const failure = await failureOf(names);
  if (failure === undefined) return new Map();
  if (names.length === 1 || isTransient(failure.error)) return new Map([[failure.reason, names]]);
  const refused = new Map<string, string[]>();
  for (const name of names) {
    const reason = (await failureOf([name]))?.reason;
    if (reason !== undefined) refused.set(reason, [...(refused.get(reason) ?? []), name]);
  }
  return refused;
}
