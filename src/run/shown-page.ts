import { z } from "zod";
import { type ArchivedPage, archivePage } from "../archive/archived-page.ts";
import type { ShownComment } from "../d1/shown/shown-comments.ts";
import type { CommentDetails } from "../domain/comment-details.ts";
import type { CommentId } from "../domain/comment-row.ts";
import { orderReplies } from "../domain/order-replies.ts";
import { showableReactions } from "../domain/reactions.ts";
import type { ArchivedForm } from "./archived-form.ts";
import { inOneForm } from "./in-one-form.ts";

/**
 * The archive of a page's comments that readers see. Replies to one that they don't see, or that answer
 * each other in a circle, are roots; siblings are in the order of numbered ids, or else of time.
 */
export function shownPage(
  pageId: string,
  comments: readonly ShownComment[],
  form: ArchivedForm,
): ArchivedPage {
  const { ordered } = orderReplies(
    comments.map(({ commentId, parentId }) => ({
      sourceId: String(commentId),
      replyTo: parentId === null ? null : String(parentId),
    })),
  );
  const parents = new Map(
    ordered.map(({ comment: { sourceId }, parentSourceId }) => [sourceId, parentSourceId]),
  );
  const shown = inOneForm(comments.toSorted(bySequence), form);
  const held = shown.comments.map((comment) => {
    const sourceId = String(comment.commentId);
    return {
      sourceId,
      commentId: comment.commentId,
      isShown: true,
      isEmptied: false,
      kept: {
        sourceId,
        page: pageId,
        parentSourceId: parents.get(sourceId) ?? null,
        authorName: comment.authorName,
        content: comment.content,
        createdAt: comment.createdAt,
      },
    };
  });
  const details = new Map(comments.map((one) => [String(one.commentId), detailsOf(one)]));
  return archivePage(pageId, shown.format, held, details);
}

function bySequence(a: ShownComment, b: ShownComment): number {
  if (typeof a.commentId === "number" && typeof b.commentId === "number") {
    return a.commentId - b.commentId;
  }
  return compare(a.createdAt, b.createdAt) || compare(a.commentId, b.commentId);
}

function compare(a: CommentId, b: CommentId): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

const counts = z.record(z.string(), z.number());

function detailsOf({ reactions, isOwner, url }: ShownComment): CommentDetails {
  return { reactions: reactionsIn(reactions), isOwner, url: addressIn(url) };
}

/** The most frequent first; none where a hand-made column holds something else. */
function reactionsIn(text: string | null): CommentDetails["reactions"] {
  if (text === null) return [];
  try {
    const all = Object.entries(counts.parse(JSON.parse(text)));
    const most = all.toSorted(([, a], [, b]) => b - a).map(([key, count]) => ({ key, count }));
    return showableReactions(most);
  } catch {
    return [];
  }
}

function addressIn(text: string | null): string | undefined {
  const protocol = text === null ? undefined : URL.parse(text)?.protocol;
  return text !== null && (protocol === "https:" || protocol === "http:") ? text : undefined;
}
