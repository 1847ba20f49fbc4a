import type { Comment, Conversation } from "../../domain/comment.ts";
import type { ContentFormat } from "../../domain/content-format.ts";
import { readCommentHtml } from "./comment-html.ts";
import type { GithubComment } from "./wire-comment.ts";

/** What a thread is for the conversation of its page. */
type ThreadComments = Required<Pick<Conversation, "comments" | "skipped" | "removed">>;

/**
 * What of a thread is moved, in its order. A reply to what is not moved answers the nearest comment above
 * that is.
 * @param written each id once
 */
export function threadComments(
  written: readonly GithubComment[],
  source: string,
  format: ContentFormat,
): ThreadComments {
  const parents = new Map(written.map(({ id, parent }) => [id, parent]));
  const skipped = new Map<string, string[]>();
  const living = new Map<string, Omit<Comment, "replyTo">>();
  for (const one of written) {
    const read = commentOf(one, format);
    if (typeof read !== "string") {
      living.set(one.id, { source, ...read });
      continue;
    }
    skipped.set(read, [...(skipped.get(read) ?? []), one.id]);
  }
  const livingAbove = (id: string): string | null => {
    let above = parents.get(id) ?? null;
    while (above !== null && !living.has(above)) above = parents.get(above) ?? null;
    return above;
  };
  return {
    comments: [...living].map(([id, comment]) => ({ ...comment, replyTo: livingAbove(id) })),
    skipped: [...skipped].map(([reason, sourceIds]) => ({ reason, sourceIds })),
    removed: written
      .filter(({ isDeleted, minimised }) => isDeleted || minimised !== null)
      .map(({ id }) => id),
  };
}

/** Why something is no comment, or the comment. */
function commentOf(
  { id, author, html, createdAt, editedAt, isDeleted, minimised, reactions }: GithubComment,
  format: ContentFormat,
): string | Omit<Comment, "source" | "replyTo"> {
  if (isDeleted) return "deleted";
  if (minimised !== null) return `minimised: ${minimised.toLowerCase()}`;
  if (author.isBot) return "written by a bot";
  const texts = readCommentHtml(html, format);
  if (texts === undefined) return "without a text";
  return {
    sourceId: id,
    authorId: author.login,
    authorName: author.login,
    ...texts,
    sentAt: createdAt,
    ...(editedAt === null ? {} : { editedAt }),
    ...(reactions.length === 0 ? {} : { reactions }),
  };
}
