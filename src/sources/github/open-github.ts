import type { AddressedSource } from "../../domain/addressed-thread.ts";
import type { ContentFormat } from "../../domain/content-format.ts";
import { addressedThread } from "./addressed-github-thread.ts";
import { createGithubSource } from "./comment-source.ts";
import { createGithubClient, type GithubClientOptions } from "./github-client.ts";
import type { GithubThread } from "./github-thread.ts";
import { listDiscussions } from "./list-discussions.ts";
import { listIssues, listPublicIssues } from "./list-issues.ts";
import { githubMessages } from "./messages.ts";
import { readDiscussion } from "./read-discussion.ts";
import { readIssue, readPublicIssue } from "./read-issue.ts";

/** Where a site's comments are at GitHub. */
export interface GithubOptions extends GithubClientOptions {
  /** `discussions` as giscus keeps them, `issues` as utterances and gitalk do. */
  readonly threads: "discussions" | "issues";
  /** Name, slug or id of the category of discussions; all of them if omitted. */
  readonly category?: string | undefined;
  /** Label of the issues, as gitalk's `Gitalk`; all of them if omitted. */
  readonly label?: string | undefined;
  /** How comments are written; `text` if omitted. */
  readonly contentFormat?: ContentFormat | undefined;
  /** Whether the pictures and files of comments are to be kept elsewhere; false if omitted. */
  readonly keepsMedia?: boolean | undefined;
}

/**
 * Lists the threads of a repository, whose comments are read page by page.
 * @throws MigrationError where GitHub can't be read, or the signal's reason
 */
export async function openGithub(
  options: GithubOptions,
  signal: AbortSignal,
): Promise<AddressedSource> {
  const { token, threads: kind, category, label, contentFormat: format = "text" } = options;
  const [owner = "", name = ""] = options.repository.split("/");
  const client = createGithubClient(options);
  const media = options.keepsMedia === true ? options : undefined;
  const list = () => {
    if (kind === "discussions") {
      if (token !== undefined) return listDiscussions(client, { owner, name, category }, signal);
      throw githubMessages.error("github-comments-token-missing", {
        repository: options.repository,
      });
    }
    const listIn = token === undefined ? listPublicIssues : listIssues;
    return listIn(client, { owner, name, label }, signal);
  };
  const { repository, threads } = await list();
  const read = (thread: GithubThread, ofPage: AbortSignal) => {
    if (thread.kind === "discussion") return readDiscussion(client, thread, ofPage);
    return token === undefined
      ? readPublicIssue(client, repository.name, thread, ofPage)
      : readIssue(client, thread, ofPage);
  };
  return {
    site: repository.name,
    threads: threads.map((thread) =>
      addressedThread(thread, kind === "issues" ? label : undefined),
    ),
    findings:
      token === undefined
        ? [githubMessages.finding("github-read-without-token", { repository: repository.name })]
        : [],
    comments: createGithubSource({ repository, threads, format, media, read }),
    async [Symbol.asyncDispose]() {},
  };
}
