import { z } from "zod";
import type { Reaction } from "../../domain/comment.ts";
import { storableReactions } from "../../domain/reactions.ts";

/** A comment as GitHub has it, before anyone asked whether it is moved. */
export interface GithubComment {
  /** `discussioncomment-17` or `issuecomment-17`: see {@link commentAnchor}. */
  readonly id: string;
  /** The comment of a discussion that it answers; null for none. Issues have no replies. */
  readonly parent: string | null;
  readonly author: GithubAuthor;
  /** As GitHub shows it. */
  readonly html: string;
  /** Milliseconds since the Unix epoch. */
  readonly createdAt: number;
  /** Time of the last edit, as {@link createdAt}; null for none or where nobody says so. */
  readonly editedAt: number | null;
  /** Deleted, but kept in its place for the replies. */
  readonly isDeleted: boolean;
  /** Why it was minimised, in GitHub's words; null for what was not. */
  readonly minimised: string | null;
  readonly reactions: readonly Reaction[];
}

/** Who wrote something at GitHub. */
export interface GithubAuthor {
  readonly login: string;
  /** Whether it is a program's account. */
  readonly isBot: boolean;
}

/** Who wrote what deleted accounts wrote. Source: GitHub documentation, "Deleting your personal account". */
const ghost: GithubAuthor = { login: "ghost", isBot: false };

const unknownReason = "without a reason";

/** A point in time, as milliseconds since the Unix epoch. */
export const time = z.iso.datetime({ offset: true }).transform((text) => Date.parse(text));

/**
 * The end of a comment's address. It is its id for ever and in both APIs, which node ids are not: GitHub
 * writes those of older comments in two ways, and drops the older one.
 * Source: https://docs.github.com/en/graphql/guides/migrating-graphql-global-node-ids
 */
const commentAnchor = z
  .string()
  .regex(/#(?:discussion|issue)comment-\d+$/)
  .transform((url) => url.slice(url.indexOf("#") + 1));

/** An `Actor` of the GraphQL API. */
export const graphqlAuthor = z
  .object({ __typename: z.string(), login: z.string() })
  .nullable()
  .transform((actor) =>
    actor === null ? ghost : { login: actor.login, isBot: actor.__typename === "Bot" },
  );

/** A user of the REST API. */
export const restAuthor = z
  .object({ type: z.string(), login: z.string() })
  .nullable()
  .transform((user) => (user === null ? ghost : { login: user.login, isBot: user.type === "Bot" }));

/** Sources: GraphQL `ReactionContent`; REST schema `reaction-rollup`. */
const emoji: ReadonlyMap<string, string> = new Map([
  ["THUMBS_UP", "👍"],
  ["THUMBS_DOWN", "👎"],
  ["LAUGH", "😄"],
  ["HOORAY", "🎉"],
  ["CONFUSED", "😕"],
  ["HEART", "❤️"],
  ["ROCKET", "🚀"],
  ["EYES", "👀"],
  ["+1", "👍"],
  ["-1", "👎"],
  ["laugh", "😄"],
  ["hooray", "🎉"],
  ["confused", "😕"],
  ["heart", "❤️"],
  ["rocket", "🚀"],
  ["eyes", "👀"],
]);

const graphqlReactions = z
  .array(z.object({ content: z.string(), reactors: z.object({ totalCount: z.int().min(0) }) }))
  .nullable()
  .transform((groups) =>
    reactionsOf((groups ?? []).map(({ content, reactors }) => [content, reactors.totalCount])),
  );

const restReactions = z
  .record(z.string(), z.unknown())
  .optional()
  .transform((rollup = {}) => reactionsOf(Object.entries(rollup)));

function reactionsOf(counts: readonly (readonly [string, unknown])[]): readonly Reaction[] {
  return storableReactions(
    counts.flatMap(([content, count]) => {
      const key = emoji.get(content);
      return key === undefined || typeof count !== "number" || count < 1 ? [] : [{ key, count }];
    }),
  );
}

/** What is asked of a comment, of either kind. */
export const commentFields = `
  url
  author { __typename login }
  bodyHTML
  createdAt
  lastEditedAt
  isMinimized
  minimizedReason
  reactionGroups { content reactors { totalCount } }`;

const graphqlComment = z.object({
  url: commentAnchor,
  author: graphqlAuthor,
  bodyHTML: z.string(),
  createdAt: time,
  lastEditedAt: time.nullable(),
  isMinimized: z.boolean(),
  minimizedReason: z.string().nullable(),
  reactionGroups: graphqlReactions,
});

/** An `IssueComment` of the GraphQL API, asked for {@link commentFields}. */
export const graphqlIssueComment = graphqlComment.transform((wire) => ofGraphql(wire, null));

/** A `DiscussionComment` of the GraphQL API, asked for {@link commentFields} and `deletedAt`. */
export const graphqlDiscussionComment = graphqlComment
  .extend({ deletedAt: time.nullable() })
  .transform((wire) => ofGraphql(wire, wire.deletedAt));

function ofGraphql(
  wire: z.output<typeof graphqlComment>,
  deletedAt: number | null,
): Omit<GithubComment, "parent"> {
  return {
    id: wire.url,
    author: wire.author,
    html: wire.bodyHTML,
    createdAt: wire.createdAt,
    editedAt: wire.lastEditedAt,
    isDeleted: deletedAt !== null,
    minimised: wire.isMinimized ? (wire.minimizedReason ?? unknownReason) : null,
    reactions: wire.reactionGroups,
  };
}

/** An issue comment of the REST API, which doesn't say what was edited. */
export const restIssueComment = z
  .object({
    html_url: commentAnchor,
    user: restAuthor,
    body_html: z.string().default(""),
    created_at: time,
    reactions: restReactions,
    minimized: z.object({ reason: z.string().nullable() }).nullish(),
  })
  .transform(
    (wire): GithubComment => ({
      id: wire.html_url,
      parent: null,
      author: wire.user,
      html: wire.body_html,
      createdAt: wire.created_at,
      editedAt: null,
      isDeleted: false,
      minimised: wire.minimized ? (wire.minimized.reason ?? unknownReason) : null,
      reactions: wire.reactions,
    }),
  );
