import type { Comment } from "./comment.ts";
import type { CommentRow } from "./comment-row.ts";
import { contentHash } from "./content-hash.ts";
import type { Finding } from "./finding.ts";
import { flattenThreads } from "./flatten.ts";
import { transformMessages } from "./messages.ts";
import { orderReplies } from "./order-replies.ts";
import type { Page } from "./page.ts";
import { storableReactions } from "./reactions.ts";
import { storableText } from "./storable-text.ts";

/** A page's conversation, ready to be imported. */
export interface TransformedPage {
  /** Parents before replies. */
  readonly rows: readonly CommentRow[];
  readonly findings: readonly Finding[];
}

const latestTime = Date.UTC(9999, 11, 31, 23, 59, 59, 999);

/**
 * Turns the comments of a page into rows for the target, and reports what had to be changed.
 * @param maxDepth levels that the target's threads may have, 1 for no replies
 * @param mostOfPage comments of a page that the target shows
 */
export function transformPage(
  page: Page,
  comments: readonly Comment[],
  maxDepth = Number.POSITIVE_INFINITY,
  mostOfPage = Number.POSITIVE_INFINITY,
): TransformedPage {
  const replies = orderReplies(comments);
  const threaded = replies.ordered.map(({ comment, parentSourceId }) =>
    toRow(page, comment, parentSourceId),
  );
  const { rows, moved } = flattenThreads(threaded, maxDepth);
  return {
    rows,
    findings: [
      ...(moved.length === 0 ? [] : [flattenedFinding(page, moved.length, maxDepth)]),
      ...replies.orphans.map((orphan) => orphanFinding(page, orphan)),
      ...replies.cut.map((comment) => circleFinding(page, comment)),
      ...comments
        .filter((comment) => !isUsableTime(comment.sentAt))
        .map((c) => timeFinding(page, c)),
      // Where all are shown, those that readers write next are not.
      ...(rows.length < mostOfPage ? [] : [shownInPartFinding(page, rows.length, mostOfPage)]),
    ],
  };
}

function toRow(
  { pageId, title }: Page,
  comment: Comment,
  parentSourceId: string | null,
): CommentRow {
  const authorName = storableText(comment.authorName);
  const content = storableText(comment.body);
  return {
    source: comment.source,
    sourceId: comment.sourceId,
    pageId,
    ...(title === "" ? {} : { pageTitle: storableText(title) }),
    parentSourceId,
    authorName,
    content,
    createdAt: new Date(usableTime(comment.sentAt)).toISOString(),
    ipAddress: "migrated",
    contentHash: contentHash(pageId, authorName, content),
    ...(comment.reactions === undefined ? {} : { reactions: storableReactions(comment.reactions) }),
    ...(comment.author === undefined ? {} : { author: comment.author }),
  };
}

function isUsableTime(sentAt: number): boolean {
  return sentAt >= 0 && sentAt <= latestTime;
}

/** Years past 9999 have no four-digit ISO 8601 form, so a text column would sort them wrongly. */
function usableTime(sentAt: number): number {
  if (Number.isNaN(sentAt)) return 0;
  return Math.min(Math.max(sentAt, 0), latestTime);
}

function flattenedFinding({ pageId }: Page, replies: number, levels: number): Finding {
  const place = { pageId };
  return levels === 1
    ? transformMessages.finding("thread-flattened/no-replies", { page: pageId, replies }, place)
    : transformMessages.finding("thread-flattened/depth", { page: pageId, replies, levels }, place);
}

function shownInPartFinding({ pageId }: Page, comments: number, most: number): Finding {
  return transformMessages.finding(
    "page-shown-in-part",
    { page: pageId, comments, most },
    { pageId },
  );
}

function orphanFinding({ pageId }: Page, { authorName, sourceId }: Comment): Finding {
  return transformMessages.finding(
    "orphan-reply",
    { page: pageId, author: authorName, comment: sourceId },
    { pageId, sourceIds: [sourceId] },
  );
}

function circleFinding({ pageId }: Page, { sourceId }: Comment): Finding {
  return transformMessages.finding("reply-circle", { page: pageId, comment: sourceId }, { pageId });
}

function timeFinding({ pageId }: Page, { sourceId, sentAt }: Comment): Finding {
  return transformMessages.finding(
    "impossible-time",
    { page: pageId, comment: sourceId, milliseconds: sentAt },
    { pageId },
  );
}
