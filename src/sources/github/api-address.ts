/**
 * Where the GraphQL API is, by the address of the REST API: `https://api.github.com/graphql`, and beside
 * `/api/v3` on GitHub Enterprise Server.
 * Source: https://docs.github.com/en/enterprise-server/graphql/guides/forming-calls-with-graphql
 */
export function graphqlAddress(apiUrl: string): string {
  const base = apiUrl.replace(/\/+$/, "");
  return /\/api\/v3$/.test(base) ? base.replace(/v3$/, "graphql") : `${base}/graphql`;
}
