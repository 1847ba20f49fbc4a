import { z } from "zod";
import type { GithubClient, GithubQuery, RestPage } from "./github-client.ts";
import {
  type GithubThread,
  type GithubThreads,
  namedBy,
  namedRepository,
} from "./github-thread.ts";
import { listedThread, threadFields } from "./listed-thread.ts";
import { itemsOf, pageFields, pageOf } from "./paging.ts";
import { restAuthor, time } from "./wire-comment.ts";

/** Which issues are listed. */
interface ListedIssues {
  readonly owner: string;
  readonly name: string;
  /** Name of a label; undefined for all. */
  readonly label: string | undefined;
}

const listed = listedThread
  .extend({
    labels: z.object({ nodes: z.array(z.object({ name: z.string() })) }).nullable(),
    comments: z.object({ totalCount: z.int(), nodes: z.array(z.object({ createdAt: time })) }),
  })
  .transform(
    ({ id, comments: { nodes, totalCount }, createdAt, labels, ...rest }): GithubThread => ({
      ...rest,
      kind: "issue",
      nodeId: id,
      labels: (labels?.nodes ?? []).map(({ name }) => name),
      date: nodes[0]?.createdAt ?? createdAt,
      comments: totalCount,
    }),
  );

const listData = z.object({
  repository: namedRepository.extend({ issues: pageOf(listed) }),
});

const listQuery: GithubQuery<z.output<typeof listData>> = {
  text: `query Issues($owner: String!, $name: String!, $labels: [String!], $first: Int!, $after: String) {
  repository(owner: $owner, name: $name) {
    nameWithOwner
    databaseId
    issues(
      first: $first
      after: $after
      labels: $labels
      orderBy: { field: CREATED_AT, direction: ASC }
    ) {
      ${pageFields}
      nodes {
        ${threadFields}
        labels(first: 100) { nodes { name } }
        comments(first: 1) {
          totalCount
          nodes { createdAt }
        }
      }
    }
  }
}`,
  data: listData,
};

/**
 * The issues of a repository, the oldest first, open and closed, without pull requests.
 * Throws as {@link GithubClient.query} does.
 */
export async function listIssues(
  client: GithubClient,
  { owner, name, label }: ListedIssues,
  signal: AbortSignal,
): Promise<GithubThreads> {
  const threads = new Map<string, GithubThread>();
  let repository: GithubThreads["repository"] | undefined;
  const list = {
    query: listQuery,
    variables: { owner, name, labels: label === undefined ? null : [label] },
    size: { items: 100 },
    pageIn: (data: z.output<typeof listData>) => {
      repository = namedBy(data.repository);
      return data.repository.issues;
    },
  };
  for await (const thread of itemsOf(client, list, signal)) threads.set(thread.nodeId, thread);
  if (repository === undefined) throw new Error("a list of issues has no first page");
  return { repository, threads: [...threads.values()] };
}

const restRepository = z
  .object({ full_name: z.string(), id: z.int() })
  .transform(({ full_name: name, id }) => ({ name, id }));

const restIssue = z
  .object({
    node_id: z.string(),
    number: z.int(),
    title: z.string(),
    body: z.string().nullish(),
    created_at: time,
    user: restAuthor,
    labels: z.array(z.union([z.string(), z.object({ name: z.string().optional() })])),
    comments: z.int(),
    pull_request: z.unknown().optional(),
  })
  .transform(({ pull_request, ...issue }) => ({
    isPullRequest: pull_request !== undefined && pull_request !== null,
    thread: {
      kind: "issue",
      nodeId: issue.node_id,
      number: issue.number,
      title: issue.title,
      body: issue.body ?? "",
      author: issue.user,
      labels: issue.labels.flatMap((one) => (typeof one === "string" ? one : (one.name ?? []))),
      date: issue.created_at,
      comments: issue.comments,
    } satisfies GithubThread,
  }));

/** The same by the REST API, which tells anybody of public issues. Throws as {@link GithubClient.rest}. */
export async function listPublicIssues(
  client: GithubClient,
  { owner, name, label }: ListedIssues,
  signal: AbortSignal,
): Promise<GithubThreads> {
  const path = `/repos/${encodeURIComponent(owner)}/${encodeURIComponent(name)}`;
  const { body: repository } = await client.rest(path, restRepository, signal);
  const query = new URLSearchParams({
    state: "all",
    sort: "created",
    direction: "asc",
    per_page: "100",
    ...(label === undefined ? {} : { labels: label }),
  });
  const threads = new Map<string, GithubThread>();
  for (let next: string | undefined = `${path}/issues?${query}`; next !== undefined; ) {
    const page: RestPage<z.output<typeof restIssue>[]> = await client.rest(
      next,
      z.array(restIssue),
      signal,
    );
    for (const { thread, isPullRequest } of page.body) {
      if (!isPullRequest) threads.set(thread.nodeId, thread);
    }
    next = page.next;
  }
  return { repository, threads: [...threads.values()] };
}
