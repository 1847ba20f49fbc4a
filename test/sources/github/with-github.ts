import { onTestFinished } from "vitest";
import type { Conversation } from "../../../src/domain/comment.ts";
import type { Page } from "../../../src/domain/page.ts";
import { type GithubOptions, openGithub } from "../../../src/sources/github/open-github.ts";
import type { GithubModel, ModelComment } from "../../parts/github/comments/model.ts";
import {
  type GithubApis,
  startGithubComments,
} from "../../parts/github/comments/start-github-comments.ts";

export const never = new AbortController().signal;

/** GitHub's APIs until the test ends. */
export async function github(
  ...given: Parameters<typeof startGithubComments>
): Promise<GithubApis> {
  const apis = await startGithubComments(...given);
  onTestFinished(() => apis.close());
  return apis;
}

/** How a source of the APIs is opened, without long waits. */
export function optionsFor(apis: GithubApis, options: Partial<GithubOptions> = {}): GithubOptions {
  return {
    repository: apis.model.repository,
    threads: "discussions",
    token: apis.token,
    apiUrl: apis.url,
    maxRetries: 2,
    firstDelayMs: 1,
    ...options,
  };
}

/** A source of the comments of a repository. */
export async function open(apis: GithubApis, options?: Partial<GithubOptions>) {
  return await openGithub(optionsFor(apis, options), never);
}

/** A page that shows threads. */
export function pageWith(...threadIds: readonly string[]): Page {
  const location = { file: "content/post.md", line: 1 };
  const threads = threadIds.map((threadId) => ({ threadId, location }));
  return { pageId: "/post/", title: "Post", file: "content/post.md", threads };
}

/** The conversation of all discussions or issues of a repository, as that of one page. */
export async function readAll(
  model: GithubModel,
  options?: Partial<GithubOptions>,
): Promise<Conversation> {
  const source = await open(await github(model), options);
  return await source.comments.readPage(pageWith(...source.threads.map(({ id }) => id)), never);
}

/** A comment of ann's, a second after the one with the number before. */
export function comment(id: number, more: Partial<ModelComment> = {}): ModelComment {
  const createdAt = new Date(Date.UTC(2024, 0, 1) + id * 1000).toISOString();
  return { id, author: "ann", html: `<p dir="auto">Comment ${id}</p>`, createdAt, ...more };
}
