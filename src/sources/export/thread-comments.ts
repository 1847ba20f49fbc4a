import type { Conversation } from "../../domain/comment.ts";
import type { ContentFormat } from "../../domain/content-format.ts";
import type { Finding } from "../../domain/finding.ts";
import { textDigest } from "../../domain/text-digest.ts";
import { livingComments, type WrittenComment } from "../conversation/living-comments.ts";
import { messageTexts, type OwnFiles } from "../media/message-media.ts";
import {
  type ExportedPost,
  type ExportedThread,
  type ExportFormat,
  longestText,
} from "./export-format.ts";
import { exportMessages } from "./messages.ts";

/** What a thread holds for its page. */
export type ThreadComments = Required<
  Pick<Conversation, "comments" | "skipped" | "removed" | "findings" | "media">
>;

/** What is known beside a thread's own posts. */
interface ThreadContext {
  /** Whose comments they are: kind and site. */
  readonly source: string;
  readonly textsOf: ExportFormat["textsOf"];
  readonly contentFormat: ContentFormat;
  /** Files that are to be kept elsewhere; undefined for none. */
  readonly ownFiles: OwnFiles | undefined;
  /** Whether another thread has this post. */
  isElsewhere(post: string): boolean;
}

/** Why readers see nothing of a post, its text aside; undefined where they do. */
export function hiddenBecause(post: ExportedPost, thread?: ExportedThread): string | undefined {
  if (thread?.isDeleted && post.hidden !== "spam") return "in a deleted thread";
  if (post.hidden !== undefined) return post.hidden;
  if (post.message === undefined) return `longer than ${longestText} characters`;
  return post.createdAt === null ? "without a time" : undefined;
}

/**
 * The comments of a thread, oldest first. Each answers the nearest living ancestor of its post: what was
 * deleted, is spam or shows nothing is not moved, but its replies are.
 * @param posts each id once
 */
export function threadComments(
  thread: ExportedThread,
  posts: readonly ExportedPost[],
  { source, textsOf, contentFormat, ownFiles, isElsewhere }: ThreadContext,
): ThreadComments {
  const { comments, skipped, media, cut } = livingComments(
    posts,
    source,
    (post) => hiddenBecause(post, thread) ?? commentOf(post),
  );
  const repliesTo = (isThere: boolean) =>
    cut.flatMap(({ comment, answered }) => (isElsewhere(answered) === isThere ? comment : []));
  return {
    comments: comments.toSorted(
      (a, b) => a.sentAt - b.sentAt || compareIds(a.sourceId, b.sourceId),
    ),
    skipped,
    removed: posts
      .filter(({ hidden }) => thread.isDeleted || hidden !== undefined)
      .map(({ id }) => id),
    findings: findingsOf(thread, comments.length, repliesTo(false), repliesTo(true)),
    media,
  };

  /** Why a post is no comment, or the comment. */
  function commentOf(post: ExportedPost): string | WrittenComment {
    const texts = messageTexts(
      post.id,
      (files) => textsOf(post.message ?? "", contentFormat, files),
      ownFiles,
    );
    if (texts === undefined) return "without a text";
    const { editedAt, author, reactions } = post;
    const authorId = post.authorId || `guest-${textDigest(post.authorName).slice(0, 32)}`;
    const comment = {
      sourceId: post.id,
      authorId,
      authorName: post.authorName || authorId,
      sentAt: post.createdAt ?? 0,
      ...texts.shown,
      ...(editedAt === undefined ? {} : { editedAt }),
      ...(author === undefined ? {} : { author }),
      ...(reactions === undefined ? {} : { reactions }),
    };
    return { comment, media: texts.media };
  }
}

/** Ids are mostly numbers that grow, too long for some to be counted with. */
function compareIds(a: string, b: string): number {
  if (a.length !== b.length) return a.length - b.length;
  return a < b ? -1 : 1;
}

function findingsOf(
  { id, addresses: [address = id], isClosed }: ExportedThread,
  comments: number,
  missing: readonly string[],
  elsewhere: readonly string[],
): readonly Finding[] {
  const thread = `The thread ${address}`;
  const told = (
    code: "exported-parent-missing" | "exported-parent-elsewhere",
    sourceIds: readonly string[],
  ) =>
    sourceIds.length === 0
      ? []
      : [exportMessages.finding(code, { thread, replies: sourceIds.length }, { sourceIds })];
  return [
    ...told("exported-parent-missing", missing),
    ...told("exported-parent-elsewhere", elsewhere),
    ...(isClosed && comments > 0
      ? [exportMessages.finding("exported-thread-closed", { thread })]
      : []),
  ];
}
