import type { Comment, CommentMedia, Conversation } from "../../domain/comment.ts";
import type { ContentFormat } from "../../domain/content-format.ts";
import type { Finding } from "../../domain/finding.ts";
import { textDigest } from "../../domain/text-digest.ts";
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
  const byId = new Map(posts.map((post) => [post.id, post]));
  const skipped = new Map<string, string[]>();
  const written = new Map<string, Omit<Comment, "replyTo">>();
  const media: CommentMedia[] = [];
  for (const post of posts) {
    const read = hiddenBecause(post, thread) ?? commentOf(post);
    if (typeof read !== "string") {
      written.set(post.id, { source, ...read.comment });
      media.push(...read.media);
      continue;
    }
    const ids = skipped.get(read) ?? [];
    ids.push(post.id);
    skipped.set(read, ids);
  }
  const ancestorOf = livingAncestors(byId, (id) => written.has(id));
  const missing: string[] = [];
  const elsewhere: string[] = [];
  const comments: Comment[] = [];
  for (const [id, comment] of written) {
    const ancestor = ancestorOf(byId.get(id)?.parent ?? null);
    if (ancestor.kind === "unknown") (isElsewhere(ancestor.id) ? elsewhere : missing).push(id);
    comments.push({ ...comment, replyTo: ancestor.kind === "living" ? ancestor.id : null });
  }
  return {
    comments: comments.sort((a, b) => a.sentAt - b.sentAt || compareIds(a.sourceId, b.sourceId)),
    skipped: [...skipped].map(([reason, sourceIds]) => ({ reason, sourceIds })),
    removed: posts
      .filter(({ hidden }) => thread.isDeleted || hidden !== undefined)
      .map(({ id }) => id),
    findings: findingsOf(thread, comments.length, missing, elsewhere),
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

interface WrittenComment {
  readonly comment: Omit<Comment, "source" | "replyTo">;
  readonly media: readonly CommentMedia[];
}

type Ancestor =
  | { readonly kind: "living"; readonly id: string }
  | { readonly kind: "none" }
  /** No post of the thread. */
  | { readonly kind: "unknown"; readonly id: string };

/** Finds the nearest living one of a post and its ancestors, each way up once. */
function livingAncestors(
  byId: ReadonlyMap<string, ExportedPost>,
  isLiving: (id: string) => boolean,
): (post: string | null) => Ancestor {
  const known = new Map<string, Ancestor>();
  return (post) => {
    const way: string[] = [];
    let found: Ancestor = { kind: "none" };
    for (let id = post; id !== null; id = byId.get(id)?.parent ?? null) {
      const before = known.get(id);
      if (before !== undefined) {
        found = before;
        break;
      }
      if (isLiving(id)) found = { kind: "living", id };
      else if (!byId.has(id)) found = { kind: "unknown", id };
      // A circle of dead posts ends here, because each has been seen.
      known.set(id, found);
      way.push(id);
      if (found.kind !== "none") break;
    }
    for (const id of way) known.set(id, found);
    return found;
  };
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
