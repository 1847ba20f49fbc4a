import { statusOf } from "../pull-request/api-failure.ts";
import type { RepositoryApi } from "../pull-request/repository-api.ts";

/** A comment or an issue that a run wrote. */
interface Found {
  /** Of a comment its id, of an issue its number. */
  readonly id: number;
  readonly body: string;
}

/** What a workflow writes into issues and pull requests of its repository. */
export interface Conversations {
  /** The comment with the marker; undefined where there is none. */
  findComment(issue: number, marker: string): Promise<Found | undefined>;
  addComment(issue: number, body: string): Promise<void>;
  /** False where it is no longer there. */
  updateComment(id: number, body: string): Promise<boolean>;
  /** The open issue with the marker, the newest of several; undefined where there is none. */
  findIssue(marker: string): Promise<Found | undefined>;
  openIssue(title: string, body: string): Promise<void>;
  updateIssue(number: number, body: string): Promise<void>;
  closeIssue(number: number): Promise<void>;
}

const perPage = 100;

/**
 * Source: https://docs.github.com/rest/issues/comments and https://docs.github.com/rest/issues/issues;
 * a pull request is an issue there.
 */
export function conversationsOf({ rest, at, retried }: RepositoryApi): Conversations {
  return {
    async findComment(issue_number, marker) {
      for (let page = 1; ; page++) {
        const { data } = await retried(() =>
          rest.issues.listComments({ ...at, issue_number, per_page: perPage, page }),
        );
        const found = data.find((one) => isOurs(one, marker));
        if (found !== undefined) return { id: found.id, body: found.body ?? "" };
        if (data.length < perPage) return undefined;
      }
    },
    // What creates something is not repeated: it may have been done.
    async addComment(issue_number, body) {
      await rest.issues.createComment({ ...at, issue_number, body });
    },
    async updateComment(comment_id, body) {
      try {
        await retried(() => rest.issues.updateComment({ ...at, comment_id, body }));
        return true;
      } catch (error) {
        if (statusOf(error) === 404) return false;
        throw error;
      }
    },
    async findIssue(marker) {
      for (let page = 1; ; page++) {
        const { data } = await retried(() =>
          rest.issues.listForRepo({ ...at, state: "open", per_page: perPage, page }),
        );
        const found = data.find((one) => one.pull_request === undefined && isOurs(one, marker));
        if (found !== undefined) return { id: found.number, body: found.body ?? "" };
        if (data.length < perPage) return undefined;
      }
    },
    async openIssue(title, body) {
      await rest.issues.create({ ...at, title, body });
    },
    async updateIssue(issue_number, body) {
      await retried(() => rest.issues.update({ ...at, issue_number, body }));
    },
    async closeIssue(issue_number) {
      await retried(() =>
        rest.issues.update({ ...at, issue_number, state: "closed", state_reason: "completed" }),
      );
    },
  };
}

/** What an answer says of a comment or an issue. */
interface Written {
  readonly body?: string | null | undefined;
  readonly user?: { readonly type: string } | null;
  readonly author_association?: string;
}

const trusted: ReadonlySet<string> = new Set(["OWNER", "MEMBER", "COLLABORATOR"]);

/**
 * Anybody can write our marker, and edit what they wrote after we did. Only apps that are installed in
 * the repository, such as GitHub Actions, and its own people are taken for us.
 */
function isOurs({ body, user, author_association = "" }: Written, marker: string): boolean {
  const isTrusted = user?.type === "Bot" || trusted.has(author_association);
  return isTrusted && (body ?? "").trimStart().startsWith(marker);
}
