import { z } from "zod";
import type { GithubClient, GithubQuery } from "./github-client.ts";
import type { GithubThread } from "./github-thread.ts";
import { itemsOf, pageFields, pageOf } from "./paging.ts";
import { commentFields, type GithubComment, graphqlDiscussionComment } from "./wire-comment.ts";

/**
 * A query costs points of an hourly limit by what it could return, a hundredth for each list of each
 * comment in it. So most threads are asked for as many comments as they are known to have.
 * Source: https://docs.github.com/en/graphql/overview/rate-limits-and-query-limits-for-the-graphql-api
 */
const mostComments = 50;
const repliesWithComments = 10;
/** GitHub's largest page. */
const mostReplies = 100;

const replies = pageOf(graphqlDiscussionComment);

const comment = z.intersection(z.object({ nodeId: z.string(), replies }), graphqlDiscussionComment);

const commentsData = z.object({ node: z.object({ comments: pageOf(comment) }) });

const repliesPage = `${pageFields} nodes { ...fields }`;

const fragment = `fragment fields on DiscussionComment {
  deletedAt
  ${commentFields}
}`;

const commentsQuery: GithubQuery<z.output<typeof commentsData>> = {
  text: `query DiscussionComments($id: ID!, $first: Int!, $after: String) {
  node(id: $id) {
    ... on Discussion {
      comments(first: $first, after: $after) {
        ${pageFields}
        nodes { nodeId: id ...fields replies(first: ${repliesWithComments}) { ${repliesPage} } }
      }
    }
  }
}
${fragment}`,
  data: commentsData,
};

const repliesData = z.object({ node: z.object({ replies }) });

const repliesQuery: GithubQuery<z.output<typeof repliesData>> = {
  text: `query DiscussionReplies($id: ID!, $first: Int!, $after: String) {
  node(id: $id) {
    ... on DiscussionComment { replies(first: $first, after: $after) { ${repliesPage} } }
  }
}
${fragment}`,
  data: repliesData,
};

/**
 * The comments of a discussion, each once; a reply follows what it answers. GitHub has one level of
 * replies. Throws as {@link GithubClient.query} does.
 */
export async function readDiscussion(
  client: GithubClient,
  { nodeId, comments: known }: GithubThread,
  signal: AbortSignal,
): Promise<readonly GithubComment[]> {
  const found = new Map<string, GithubComment>();
  const add = (one: Omit<GithubComment, "parent">, parent: string | null) => {
    found.set(one.id, { ...one, parent });
  };
  const comments = {
    query: commentsQuery,
    variables: { id: nodeId },
    size: { items: Math.min(Math.max(known, 1), mostComments) },
    pageIn: (data: z.output<typeof commentsData>) => data.node.comments,
  };
  for await (const { nodeId: id, replies, ...own } of itemsOf(client, comments, signal)) {
    add(own, null);
    for (const reply of replies.nodes) add(reply, own.id);
    const { hasNextPage, endCursor } = replies.pageInfo;
    if (!hasNextPage) continue;
    const rest = {
      query: repliesQuery,
      variables: { id },
      size: { items: mostReplies },
      after: endCursor,
      pageIn: (data: z.output<typeof repliesData>) => data.node.replies,
    };
    for await (const reply of itemsOf(client, rest, signal)) add(reply, own.id);
  }
  return [...found.values()];
}
