import type { Conversation } from "../../domain/comment.ts";
import type { ContentFormat } from "../../domain/content-format.ts";
import type { Finding } from "../../domain/finding.ts";
import type { Page } from "../../domain/page.ts";
import type { CommentSource } from "../../domain/ports.ts";
import { joinedConversation } from "../conversation/joined-conversation.ts";
import { createFileReader, type FileReaderOptions } from "../media/file-reader.ts";
import { GithubFailure } from "./github-failure.ts";
import { type GithubThread, type GithubThreads, threadId } from "./github-thread.ts";
import { githubMessages } from "./messages.ts";
import { readOpeningPost } from "./opening-post.ts";
import { isOwnFile } from "./own-files.ts";
import { threadComments } from "./thread-comments.ts";
import type { GithubComment } from "./wire-comment.ts";

/** What pages are read of. */
interface GithubComments {
  readonly repository: GithubThreads["repository"];
  readonly threads: readonly GithubThread[];
  readonly format: ContentFormat;
  /** How files are read that GitHub itself keeps; undefined where they stay there. */
  readonly media: FileReaderOptions | undefined;
  /** All comments of a thread, each once; a reply follows what it answers. */
  read(thread: GithubThread, signal: AbortSignal): Promise<readonly GithubComment[]>;
}

/** Reads the comments of pages whose threads have the ids of those listed. */
export function createGithubSource(options: GithubComments): CommentSource {
  const { repository, format, media } = options;
  const ownFiles = media === undefined ? undefined : isOwnFile;
  // Its name may change, and its comments are the same then.
  const source = `github:${repository.id}`;
  const known = new Map(options.threads.map((thread) => [threadId(thread), thread]));
  const threadsOf = (page: Page) =>
    page.threads.map((thread) => {
      const id = known.has(thread.threadId) ? thread.threadId : null;
      return { thread, id };
    });
  const knownOf = (page: Page) =>
    [...new Set(page.threads.map((thread) => thread.threadId))].flatMap(
      (id) => known.get(id) ?? [],
    );

  async function read(thread: GithubThread, signal: AbortSignal) {
    try {
      return await options.read(thread, signal);
    } catch (error) {
      if (!(error instanceof GithubFailure && error.isNotFound)) throw error;
      const words = { thread: nameOf(thread, repository.name) };
      throw githubMessages.error("github-thread-deleted", words, { cause: error });
    }
  }

  return {
    names: [source],
    findConversations: async (page) => threadsOf(page),
    expectedComments: async (page) =>
      knownOf(page).reduce((sum, { comments }) => sum + comments, 0),
    async readPage(page, signal): Promise<Conversation> {
      signal.throwIfAborted();
      const parts = [];
      for (const thread of knownOf(page)) {
        parts.push({
          ...threadComments(await read(thread, signal), source, format, ownFiles),
          findings: openingPost(thread, repository.name, page.pageId),
        });
      }
      return joinedConversation(page, threadsOf(page), parts);
    },
    ...(media === undefined ? {} : { readMedia: createFileReader(media) }),
  };
}

/** What a person wrote above the comments is lost to readers of the page, who never saw it there. */
function openingPost(thread: GithubThread, repository: string, pageId: string): readonly Finding[] {
  const { author, body } = thread;
  const { writer } = readOpeningPost(body);
  if (writer !== undefined || author.isBot || body.trim() === "") return [];
  const words = { thread: nameOf(thread, repository), author: author.login };
  return [githubMessages.finding("github-opening-post", words, { pageId })];
}

function nameOf({ kind, number }: GithubThread, repository: string): string {
  return `${kind} ${repository}#${number}`;
}
