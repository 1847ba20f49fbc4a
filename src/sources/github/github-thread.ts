import type { GithubAuthor } from "./wire-comment.ts";

/** A discussion or an issue, as a list has it. */
export interface GithubThread {
  readonly kind: "discussion" | "issue";
  /** GitHub's id of it in the GraphQL API, for further requests of this run. */
  readonly nodeId: string;
  readonly number: number;
  readonly title: string;
  /** Markdown of its opening post. */
  readonly body: string;
  readonly author: GithubAuthor;
  /** Names, none of a discussion. */
  readonly labels: readonly string[];
  /** Of its first comment, else its own, in ms since the Unix epoch. */
  readonly date: number;
  /** Comments and replies, about. */
  readonly comments: number;
}

/** What a list of threads holds. */
export interface GithubThreads {
  /** `owner/name` as GitHub itself spells it. */
  readonly repository: string;
  /** Each once. */
  readonly threads: readonly GithubThread[];
}

/** `discussions/17` or `issues/17`: the end of its address, which stays. */
export function threadId({ kind, number }: GithubThread): string {
  return `${kind}s/${number}`;
}
