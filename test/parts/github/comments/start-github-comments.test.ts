import { schema as published } from "@octokit/graphql-schema";
import { buildSchema, parse } from "graphql";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { queryCost } from "./query-cost.ts";
import { type GithubApis, startGithubComments } from "./start-github-comments.ts";
import { giscusDiscussion } from "./threads-of-widgets.ts";

describe("the APIs that stand for GitHub's", () => {
  let github: GithubApis;
  beforeAll(async () => {
    const url = "https://blog.example/";
    const discussions = [giscusDiscussion({ number: 1, term: "index", url }, [])];
    const issues = [1, 2].map((number) => ({ number, title: "a", body: "", comments: [] }));
    github = await startGithubComments({ repository: "octo/blog", discussions, issues });
  });
  afterAll(() => github.close());

  async function query(inside: string) {
    const response = await fetch(`${github.url}/graphql`, {
      method: "POST",
      headers: { authorization: `Bearer ${github.token}` },
      body: JSON.stringify({ query: `{ repository(owner: "octo", name: "blog") { ${inside} } }` }),
    });
    return { status: response.status, text: await response.text() };
  }

  it.each([
    ["a field", "discussions(first: 1) { nodes { headline } }", "headline"],
    ["an argument", "discussions(first: 1, category: 1) { totalCount }", "category"],
    ["a type of argument", 'discussions(first: "1") { totalCount }', "Int cannot represent"],
  ])("take no query with %s that GitHub's schema doesn't have", async (_, inside, fault) => {
    const { status, text } = await query(inside);
    expect(status).toBe(418);
    expect(text).toContain(fault);
  });

  it.each([
    ["without a size", "discussions { nodes { id } }", "MISSING_PAGINATION_BOUNDARIES"],
    ["of more than 100", "discussions(first: 101) { nodes { id } }", "EXCESSIVE_PAGINATION"],
  ])("give no page %s", async (_, inside, type) => {
    const { status, text } = await query(inside);
    expect(status).toBe(200);
    expect(JSON.parse(text)).toMatchObject({ errors: [{ type }] });
  });

  it("answer what is asked", async () => {
    const { text } = await query("discussions(first: 1) { totalCount nodes { number title } }");
    expect(JSON.parse(text)).toEqual({
      data: {
        repository: { discussions: { totalCount: 1, nodes: [{ number: 1, title: "index" }] } },
      },
    });
  });

  it.each([
    ["/repos/octo/blog/issues?sort=age", 418],
    ["/repos/octo/blog/issues?first=1", 418],
    ["/repos/octo/blog/issues", 200],
    ["/repos/octo/shop/issues", 404],
    ["/repos/octo/blog/issues/9/comments", 404],
    ["/users/octo", 404],
  ])("answer %s with status %i", async (path, status) => {
    expect((await fetch(github.url + path)).status).toBe(status);
  });

  it("lead from page to page of a list", async () => {
    const first = await fetch(`${github.url}/repos/octo/blog/issues?per_page=1`);
    expect(first.headers.get("link")).toContain(
      `<${github.url}/repos/octo/blog/issues?per_page=1&page=2>; rel="next"`,
    );
  });
});

describe("a query's cost", () => {
  // Source: https://docs.github.com/en/graphql/overview/rate-limits-and-query-limits-for-the-graphql-api
  it("is that of GitHub's own example", () => {
    const example = parse(`{
      viewer { login repositories(first: 100) { edges { node { id
        issues(first: 50) { edges { node { id labels(first: 60) { edges { node { id name } } } } } }
      } } } }
    }`);
    const schema = buildSchema(published.idl, { assumeValid: true });
    expect(queryCost(schema, example, {})).toEqual({ points: 51, nodes: 305_100 });
  });
});
