import { z } from "zod";
import type { GithubClient, GithubQuery, PageSize } from "./github-client.ts";

/** What every list of the GraphQL API says of its pages. */
export const pageFields = "pageInfo { hasNextPage endCursor }";

const pageInfo = z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() });

/** A page of a list, asked for {@link pageFields} and `nodes`. */
export function pageOf<Item extends z.ZodType>(item: Item) {
  return z.object({ pageInfo, nodes: z.array(item) });
}

/** A page of a list of the GraphQL API. */
interface ListPage<Item> {
  readonly pageInfo: z.output<typeof pageInfo>;
  readonly nodes: readonly Item[];
}

/** A list, and how it is asked for page by page. */
interface List<Data, Item> {
  /** Takes `$after` and `$first`. */
  readonly query: GithubQuery<Data>;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly size: PageSize;
  /** The list's page in an answer. */
  readonly pageIn: (data: Data) => ListPage<Item>;
  /** The cursor to begin behind; the list's beginning if omitted. */
  readonly after?: string | null;
}

/** All items of a list. Throws as {@link GithubClient.query} does. */
export async function* itemsOf<Data, Item>(
  client: GithubClient,
  { query, variables, size, pageIn, after: start = null }: List<Data, Item>,
  signal: AbortSignal,
): AsyncGenerator<Item> {
  for (let after: string | null = start, isMore = true; isMore; ) {
    const page = pageIn(await client.query(query, { ...variables, after }, size, signal));
    yield* page.nodes;
    const { hasNextPage, endCursor } = page.pageInfo;
    // A cursor that stays would lead in a circle.
    isMore = hasNextPage && endCursor !== null && endCursor !== after;
    after = endCursor;
  }
}
