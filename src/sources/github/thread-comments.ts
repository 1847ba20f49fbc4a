import type { Conversation } from "../../domain/comment.ts";
import type { ContentFormat } from "../../domain/content-format.ts";
import { livingComments, type WrittenComment } from "../conversation/living-comments.ts";
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
  const { comments, skipped, media } = livingComments(written, source, (one) =>
    commentOf(one, format, ownFiles),
  );
  return {
    comments,
    skipped,
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
