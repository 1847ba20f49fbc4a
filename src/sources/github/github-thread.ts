import { z } from "zod";
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

/** A repository, by its name and what stays when it is renamed or gets another owner. */
interface GithubRepository {
  /** `owner/name` as GitHub itself spells it. */
  readonly name: string;
  readonly id: number;
}

/** The fields of a GraphQL query that say which repository it is. */
export const namedRepository = z.object({ nameWithOwner: z.string(), databaseId: z.int() });

/** What these fields say. */
export function namedBy({
  nameWithOwner: name,
  databaseId: id,
}: z.output<typeof namedRepository>): GithubRepository {
  return { name, id };
}

/** What a list of threads holds. */
export interface GithubThreads {
  readonly repository: GithubRepository;
  /** Each once. */
  readonly threads: readonly GithubThread[];
}

/** `discussions/17` or `issues/17`: the end of its address, which stays. */
export function threadId({ kind, number }: GithubThread): string {
  return `${kind}s/${number}`;
}
