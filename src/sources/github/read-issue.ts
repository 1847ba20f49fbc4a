import { z } from "zod";
import type { GithubClient, GithubQuery, RestPage } from "./github-client.ts";
import type { GithubThread } from "./github-thread.ts";
import { itemsOf, pageFields, pageOf } from "./paging.ts";
import {
  commentFields,
  type GithubComment,
  graphqlIssueComment,
  restIssueComment,
} from "./wire-comment.ts";

const commentsData = z.object({ node: z.object({ comments: pageOf(graphqlIssueComment) }) });

const commentsQuery: GithubQuery<z.output<typeof commentsData>> = {
  text: `query IssueComments($id: ID!, $first: Int!, $after: String) {
  node(id: $id) {
    ... on Issue {
      comments(first: $first, after: $after) {
        ${pageFields}
        nodes { ${commentFields} }
      }
    }
  }
}`,
  data: commentsData,
};

/** The comments of an issue, each once. Throws as {@link GithubClient.query} does. */
export async function readIssue(
  client: GithubClient,
  { nodeId }: GithubThread,
  signal: AbortSignal,
): Promise<readonly GithubComment[]> {
  const found = new Map<string, GithubComment>();
  const list = {
    query: commentsQuery,
    variables: { id: nodeId },
    size: { items: 100 },
    pageIn: (data: z.output<typeof commentsData>) => data.node.comments,
  };
  for await (const one of itemsOf(client, list, signal))
    found.set(one.id, { ...one, parent: null });
  return [...found.values()];
}

/** The same by the REST API. Throws as {@link GithubClient.rest} does. */
export async function readPublicIssue(
  client: GithubClient,
  repository: string,
  { number }: GithubThread,
  signal: AbortSignal,
): Promise<readonly GithubComment[]> {
  const found = new Map<string, GithubComment>();
  const [owner = "", name = ""] = repository.split("/").map(encodeURIComponent);
  const first = `/repos/${owner}/${name}/issues/${number}/comments?per_page=100`;
  for (let next: string | undefined = first; next !== undefined; ) {
    const page: RestPage<GithubComment[]> = await client.rest(
      next,
      z.array(restIssueComment),
      signal,
    );
    for (const one of page.body) found.set(one.id, one);
    next = page.next;
  }
  return [...found.values()];
}
