import { z } from "zod";
import { exampleOf, operationOf } from "../api-description.ts";
import { commentId, hasLabel, issueId } from "./graphql-api.ts";
import {
  anyTime,
  commentUrl,
  type GithubModel,
  type ModelAuthor,
  type ModelComment,
  type ModelIssue,
  repositoryId,
} from "./model.ts";

/** An answer of the REST API. */
export interface RestAnswer {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

const example = z.looseObject({});
const issuesPath = "/repos/{owner}/{repo}/issues";
const commentsPath = `${issuesPath}/{issue_number}/comments`;

/** Answers a request for public issues. What breaks GitHub's description is answered with status 418. */
export function restAnswer(
  url: URL,
  { accept, mayReadPrivate }: { readonly accept: string; readonly mayReadPrivate: boolean },
  model: GithubModel,
): RestAnswer {
  const operation = operationOf("GET", url.pathname);
  if (operation === undefined) return notFound;
  const faults = operation.requestFaults(url.searchParams, undefined);
  if (faults.length > 0) return breaks(faults);
  const { owner, repo, issue_number: number } = operation.parameters;
  const isThere = `${owner}/${repo}`.toLowerCase() === model.repository.toLowerCase();
  if (!isThere || (model.isPrivate && !mayReadPrivate)) return notFound;
  const hasHtml = /\.(?:full|html)\+json/.test(accept);
  const given = bodyOf(operation.name, Number(number), { url, hasHtml, model });
  if (given === undefined) return notFound;
  const wrong = operation.answerFaults(200, JSON.parse(JSON.stringify(given.body)));
  return wrong.length > 0 ? breaks(wrong) : { status: 200, ...given };
}

function bodyOf(
  name: string,
  number: number,
  {
    url,
    hasHtml,
    model,
  }: { readonly url: URL; readonly hasHtml: boolean; readonly model: GithubModel },
): Omit<RestAnswer, "status"> | undefined {
  const { repository, issues = [] } = model;
  switch (name) {
    case "get /repos/{owner}/{repo}":
      return {
        body: {
          ...example.parse(exampleOf("get", "/repos/{owner}/{repo}", 200)),
          language: null,
          source: undefined,
          full_name: repository,
          id: repositoryId,
        },
      };
    case `get ${issuesPath}`: {
      const labels = url.searchParams.get("labels")?.split(",");
      const state = url.searchParams.get("state") ?? "open";
      const listed = issues.filter(
        (one) =>
          (labels === undefined || labels.every((label) => hasLabel(one, [label]))) &&
          (state === "all" || (state === "closed") === (one.isClosed ?? false)),
      );
      return pageOf(listed, url, (one) => issueOf(repository, one));
    }
    case `get ${commentsPath}`: {
      const issue = issues.find((one) => one.number === number);
      return (
        issue && pageOf(issue.comments, url, (one) => commentOf(repository, issue, one, hasHtml))
      );
    }
    default:
      return undefined;
  }
}

/** Source: GitHub REST documentation, "Using pagination in the REST API". */
function pageOf<Item>(items: readonly Item[], url: URL, wire: (item: Item) => unknown) {
  const size = Math.min(100, Number(url.searchParams.get("per_page") ?? 30));
  const page = Number(url.searchParams.get("page") ?? 1);
  const body = items.slice((page - 1) * size, page * size).map(wire);
  if (page * size >= items.length) return { body };
  const next = new URL(url);
  next.searchParams.set("page", String(page + 1));
  return { body, headers: { link: `<${next}>; rel="next", <${url}>; rel="first"` } };
}

function issueOf(repository: string, one: ModelIssue) {
  const [given] = z.array(example).parse(exampleOf("get", issuesPath, 200));
  return {
    ...given,
    node_id: issueId(one),
    number: one.number,
    title: one.title,
    body: one.body === "" ? null : one.body,
    html_url: `https://github.com/${repository}/issues/${one.number}`,
    user: userOf(one.author === undefined ? "utterances-bot" : one.author),
    labels: (one.labels ?? []).map((name) => ({ name })),
    state: one.isClosed ? "closed" : "open",
    comments: one.comments.length,
    created_at: one.createdAt ?? anyTime,
    pull_request: one.isPullRequest ? given?.["pull_request"] : undefined,
  };
}

function commentOf(repository: string, issue: ModelIssue, one: ModelComment, hasHtml: boolean) {
  const [given] = z.array(example).parse(exampleOf("get", commentsPath, 200));
  const reactions = one.reactions ?? {};
  const count = (content: keyof typeof reactions) => reactions[content] ?? 0;
  return {
    ...given,
    id: one.id,
    node_id: commentId("IC", one),
    html_url: commentUrl(repository, "issue", issue.number, one.id),
    user: userOf(one.author),
    body: hasHtml ? "" : undefined,
    body_html: hasHtml ? one.html : undefined,
    created_at: one.createdAt,
    updated_at: one.editedAt ?? one.createdAt,
    reactions: {
      url: "https://api.github.com/reactions",
      total_count: Object.values(reactions).reduce((sum, one) => sum + one, 0),
      "+1": count("THUMBS_UP"),
      "-1": count("THUMBS_DOWN"),
      laugh: count("LAUGH"),
      hooray: count("HOORAY"),
      confused: count("CONFUSED"),
      heart: count("HEART"),
      rocket: count("ROCKET"),
      eyes: count("EYES"),
    },
    minimized: one.minimised === undefined ? null : { reason: one.minimised },
  };
}

/** The REST API shows the account `ghost` for a deleted one, and marks names of bots. */
function userOf(author: ModelAuthor) {
  const [given] = z
    .array(z.looseObject({ user: example }))
    .parse(exampleOf("get", commentsPath, 200));
  const isBot = author !== null && typeof author !== "string";
  const login = author === null ? "ghost" : isBot ? `${author.bot}[bot]` : author;
  return { ...given?.user, login, type: isBot ? "Bot" : "User" };
}

function breaks(faults: readonly string[]): RestAnswer {
  return { status: 418, body: { message: faults.join("; ") } };
}

const notFound: RestAnswer = { status: 404, body: { message: "Not Found" } };
