/** A repository, as far as comments are in it. */
export interface GithubModel {
  /** `owner/name`. */
  readonly repository: string;
  /** Whether only tokens see it; false if omitted. */
  readonly isPrivate?: boolean;
  /** True if omitted. */
  readonly hasDiscussionsEnabled?: boolean;
  /** Names, beside those that its discussions have. */
  readonly categories?: readonly string[];
  readonly discussions?: readonly ModelDiscussion[];
  readonly issues?: readonly ModelIssue[];
}

/** What discussions and issues have in common; both are numbered together. */
interface ModelThread {
  readonly number: number;
  readonly title: string;
  /** Markdown. */
  readonly body: string;
  /** The widget's own account if omitted. */
  readonly author?: ModelAuthor;
  /** ISO 8601; 2024-01-01 if omitted. */
  readonly createdAt?: string;
}

/** A discussion; its comments may have replies, and those have none. */
export interface ModelDiscussion extends ModelThread {
  /** Name of its category; `Announcements` if omitted. */
  readonly category?: string;
  readonly comments: readonly (ModelComment & { readonly replies?: readonly ModelComment[] })[];
}

/** An issue. */
export interface ModelIssue extends ModelThread {
  readonly labels?: readonly string[];
  readonly isClosed?: boolean;
  /** GitHub's REST API lists pull requests among issues. */
  readonly isPullRequest?: boolean;
  readonly comments: readonly ModelComment[];
}

/** A comment or a reply. */
export interface ModelComment {
  /** Each once in a repository. */
  readonly id: number;
  readonly author: ModelAuthor;
  /** As GitHub renders it. */
  readonly html: string;
  /** ISO 8601. */
  readonly createdAt: string;
  readonly editedAt?: string;
  /** Kept for its replies. */
  readonly isDeleted?: boolean;
  /** In GitHub's words: `spam`, `off-topic`. */
  readonly minimised?: string;
  readonly reactions?: Readonly<Partial<Record<ReactionContent, number>>>;
}

/** A login; a bot's; or nobody, of a deleted account. */
export type ModelAuthor = string | { readonly bot: string } | null;

/** As the GraphQL API has them. */
export const reactionContents = [
  "THUMBS_UP",
  "THUMBS_DOWN",
  "LAUGH",
  "HOORAY",
  "CONFUSED",
  "HEART",
  "ROCKET",
  "EYES",
] as const;

/** A reaction of the GraphQL API. */
type ReactionContent = (typeof reactionContents)[number];

/** The id of any model's repository, whatever its name. */
export const repositoryId = 4_242;

/** When a thread was opened whose model does not say it. */
export const anyTime = "2024-01-01T00:00:00Z";

/** Anchors of comments at github.com. */
export function commentUrl(
  repository: string,
  kind: "discussion" | "issue",
  number: number,
  id: number,
): string {
  return `https://github.com/${repository}/${kind}s/${number}#${kind}comment-${id}`;
}
