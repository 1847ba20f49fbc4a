import { z } from "zod";
import type { GithubClient, GithubQuery } from "./github-client.ts";
import {
  type GithubThread,
  type GithubThreads,
  namedBy,
  namedRepository,
} from "./github-thread.ts";
import { listedThread, threadFields } from "./listed-thread.ts";
import { githubMessages } from "./messages.ts";
import { itemsOf, pageFields, pageOf } from "./paging.ts";
import { time } from "./wire-comment.ts";

/** Which discussions are listed. */
interface ListedDiscussions {
  readonly owner: string;
  readonly name: string;
  /** Name, slug or id; undefined for all. */
  readonly category: string | undefined;
}

/**
 * A query costs points of an hourly limit by what it could return. So replies are counted below the first
 * comments alone, which are all of them in nearly every thread.
 */
const pageSize = 25;
const commentsWithCounts = 50;

const category = z.object({ id: z.string(), name: z.string(), slug: z.string() });

const repositoryData = z.object({
  repository: namedRepository.extend({
    hasDiscussionsEnabled: z.boolean(),
    discussionCategories: z.object({ nodes: z.array(category) }),
  }),
});

const repositoryQuery: GithubQuery<z.output<typeof repositoryData>> = {
  text: `query DiscussionCategories($owner: String!, $name: String!, $first: Int!) {
  repository(owner: $owner, name: $name) {
    nameWithOwner
    databaseId
    hasDiscussionsEnabled
    discussionCategories(first: $first) { nodes { id name slug } }
  }
}`,
  data: repositoryData,
};

const listed = listedThread
  .extend({
    comments: z.object({
      totalCount: z.int(),
      nodes: z.array(z.object({ createdAt: time, replies: z.object({ totalCount: z.int() }) })),
    }),
  })
  .transform(
    ({ id, comments: { nodes, totalCount }, createdAt, ...rest }): GithubThread => ({
      ...rest,
      kind: "discussion",
      nodeId: id,
      labels: [],
      date: nodes[0]?.createdAt ?? createdAt,
      comments: nodes.reduce((sum, { replies }) => sum + replies.totalCount, totalCount),
    }),
  );

const listData = z.object({ repository: z.object({ discussions: pageOf(listed) }) });

const listQuery: GithubQuery<z.output<typeof listData>> = {
  text: `query Discussions($owner: String!, $name: String!, $category: ID, $first: Int!, $after: String) {
  repository(owner: $owner, name: $name) {
    discussions(
      first: $first
      after: $after
      categoryId: $category
      orderBy: { field: CREATED_AT, direction: ASC }
    ) {
      ${pageFields}
      nodes {
        ${threadFields}
        comments(first: ${commentsWithCounts}) {
          totalCount
          nodes { createdAt replies { totalCount } }
        }
      }
    }
  }
}`,
  data: listData,
};

/**
 * The discussions of a repository, the oldest first.
 * @throws MigrationError for a repository without them or without the category, and as
 * {@link GithubClient.query} does
 */
export async function listDiscussions(
  client: GithubClient,
  { owner, name, category }: ListedDiscussions,
  signal: AbortSignal,
): Promise<GithubThreads> {
  const about = await client.query(repositoryQuery, { owner, name }, { items: 100 }, signal);
  const { hasDiscussionsEnabled, discussionCategories } = about.repository;
  const repository = namedBy(about.repository);
  if (!hasDiscussionsEnabled) {
    throw githubMessages.error("github-discussions-disabled", { repository: repository.name });
  }
  const chosen = category === undefined ? null : idOf(category, discussionCategories.nodes);
  if (category !== undefined && chosen === undefined) {
    const existing = discussionCategories.nodes.map((each) => each.name).join(", ") || "none";
    throw githubMessages.error("github-category-unknown", {
      repository: repository.name,
      category,
      existing,
    });
  }
  const threads = new Map<string, GithubThread>();
  const list = {
    query: listQuery,
    variables: { owner, name, category: chosen },
    size: { items: pageSize },
    pageIn: (data: z.output<typeof listData>) => data.repository.discussions,
  };
  for await (const thread of itemsOf(client, list, signal)) threads.set(thread.nodeId, thread);
  return { repository, threads: [...threads.values()] };
}

function idOf(
  wanted: string,
  categories: readonly z.output<typeof category>[],
): string | undefined {
  const plain = wanted.trim().toLowerCase();
  const found =
    categories.find(({ id }) => id === wanted.trim()) ??
    categories.find(({ name }) => name.trim().toLowerCase() === plain) ??
    categories.find(({ slug }) => slug.toLowerCase() === plain);
  return found?.id;
}
