import type { Comment, CommentMedia, Conversation } from "../../domain/comment.ts";
import type { ContentFormat } from "../../domain/content-format.ts";
import { messageTexts, type OwnFiles } from "../media/message-media.ts";
import { readCommentHtml } from "./comment-html.ts";
import type { GithubComment } from "./wire-comment.ts";

/** What a thread is for the conversation of its page. */
type ThreadComments = Required<Pick<Conversation, "comments" | "skipped" | "removed" | "media">>;

/**
 * What of a thread is moved, in its order. A reply to what is not moved answers the nearest comment above
 * that is.
 * @param written each id once
 * @param ownFiles files that are to be kept elsewhere; undefined for none
 */
export function threadComments(
  written: readonly GithubComment[],
  source: string,
  format: ContentFormat,
  ownFiles?: OwnFiles,
): ThreadComments {
  const parents = new Map(written.map(({ id, parent }) => [id, parent]));
  const skipped = new Map<string, string[]>();
  const living = new Map<string, Omit<Comment, "replyTo">>();
  const media: CommentMedia[] = [];
  for (const one of written) {
    const read = commentOf(one, format, ownFiles);
    if (typeof read !== "string") {
      living.set(one.id, { source, ...read.comment });
      media.push(...read.media);
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
    media,
  };
}

/** Why something is no comment, or the comment. */
function commentOf(
  { id, author, html, createdAt, editedAt, isDeleted, minimised, reactions }: GithubComment,
  format: ContentFormat,
  ownFiles: OwnFiles | undefined,
): string | WrittenComment {
  if (isDeleted) return "deleted";
  if (minimised !== null) return `minimised: ${minimised.toLowerCase()}`;
  if (author.isBot) return "written by a bot";
  const texts = messageTexts(id, (files) => readCommentHtml(html, format, files), ownFiles);
  if (texts === undefined) return "without a text";
  const comment = {
    sourceId: id,
    authorId: author.login,
    authorName: author.login,
    ...texts.shown,
    sentAt: createdAt,
    ...(editedAt === null ? {} : { editedAt }),
    ...(reactions.length === 0 ? {} : { reactions }),
  };
  return { comment, media: texts.media };
}

interface WrittenComment {
  readonly comment: Omit<Comment, "source" | "replyTo">;
  readonly media: readonly CommentMedia[];
}
