import type { Comment, CommentMedia, Conversation } from "../../domain/comment.ts";

/** What a source has of a comment, as far as threads need it. */
interface Post {
  readonly id: string;
  /** The post that this one answers; null for none. */
  readonly parent: string | null;
}

/** A post that is a comment, and the files that it shows. */
export interface WrittenComment {
  readonly comment: Omit<Comment, "source" | "replyTo">;
  readonly media: readonly CommentMedia[];
}

/** What of a thread is moved, and what not. */
interface LivingComments extends Required<Pick<Conversation, "comments" | "skipped" | "media">> {
  /** Comments that answer what is no post of the thread, each with what that is. */
  readonly cut: readonly { readonly comment: string; readonly answered: string }[];
}

/**
 * The comments of a thread, in the order of its posts. Each answers the nearest living ancestor of its
 * post: what is not moved leaves its replies to what it answered itself.
 * @param posts each id once
 * @param commentOf the comment that a post is, or why it is none, in plain words
 */
export function livingComments<P extends Post>(
  posts: readonly P[],
  source: string,
  commentOf: (post: P) => string | WrittenComment,
): LivingComments {
  const byId = new Map(posts.map((post) => [post.id, post]));
  const skipped = new Map<string, string[]>();
  const written = new Map<string, Omit<Comment, "replyTo">>();
  const media: CommentMedia[] = [];
  for (const post of posts) {
    const read = commentOf(post);
    if (typeof read === "string") {
      const ids = skipped.get(read) ?? [];
      ids.push(post.id);
      skipped.set(read, ids);
      continue;
    }
    written.set(post.id, { source, ...read.comment });
    media.push(...read.media);
  }
  const ancestorOf = livingAncestors(byId, (id) => written.has(id));
  const cut: { comment: string; answered: string }[] = [];
  const comments = [...written].map(([id, comment]): Comment => {
    const ancestor = ancestorOf(byId.get(id)?.parent ?? null);
    if (ancestor.kind === "unknown") cut.push({ comment: id, answered: ancestor.id });
    return { ...comment, replyTo: ancestor.kind === "living" ? ancestor.id : null };
  });
  return {
    comments,
    skipped: [...skipped].map(([reason, sourceIds]) => ({ reason, sourceIds })),
    media,
    cut,
  };
}

type Ancestor =
  | { readonly kind: "living"; readonly id: string }
  | { readonly kind: "none" }
  /** No post of the thread. */
  | { readonly kind: "unknown"; readonly id: string };

/** Finds the nearest living one of a post and its ancestors, each way up once. */
function livingAncestors(
  byId: ReadonlyMap<string, Post>,
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
