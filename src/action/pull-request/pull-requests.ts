import type { ReportedPullRequest } from "../../report/report.ts";
import type { RepositoryApi } from "./repository-api.ts";

/** A pull request that is there. */
interface FoundPullRequest {
  readonly number: number;
  readonly url: string;
  readonly title: string;
  readonly body: string;
  readonly headSha: string;
  /** The branch that it is for. */
  readonly base: string;
}

/** The pull requests of one branch. */
export interface PullRequests {
  /**
   * The one that is open, whatever it is for, and the newest one to the base that was closed without being
   * merged, if none is newer.
   */
  find(): Promise<{
    readonly open: FoundPullRequest | undefined;
    readonly closed: FoundPullRequest | undefined;
  }>;
  create(title: string, body: string, isDraft: boolean): Promise<ReportedPullRequest>;
  update(number: number, title: string, body: string): Promise<void>;
}

/** Source: https://docs.github.com/rest/pulls/pulls */
export function pullRequestsOf(
  { rest, at, retried }: RepositoryApi,
  { branch, base }: { readonly branch: string; readonly base: string },
): PullRequests {
  return {
    async find() {
      const head = `${at.owner}:${branch}`;
      const { data } = await retried(() =>
        rest.pulls.list({ ...at, head, state: "all", sort: "created", direction: "desc" }),
      );
      const found = data.map(
        ({ number, html_url, title, body, state, merged_at, head: from, base: to }) => ({
          number,
          url: html_url,
          title,
          body: body ?? "",
          headSha: from.sha,
          base: to.ref,
          isOpen: state === "open",
          isMerged: merged_at !== null,
        }),
      );
      const newest = found.find((one) => one.base === base);
      return {
        open:
          found.find((one) => one.isOpen && one.base === base) ?? found.find((one) => one.isOpen),
        closed: newest === undefined || newest.isOpen || newest.isMerged ? undefined : newest,
      };
    },
    async create(title, body, draft) {
      const { data } = await rest.pulls.create({ ...at, title, body, head: branch, base, draft });
      return { number: data.number, url: data.html_url, state: "created" };
    },
    async update(number, title, body) {
      await retried(() => rest.pulls.update({ ...at, pull_number: number, title, body }));
    },
  };
}
