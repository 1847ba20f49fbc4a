import type { Comment } from "./comment.ts";
import type { CommentRow } from "./comment-row.ts";
import { contentHash } from "./content-hash.ts";
import type { Finding } from "./finding.ts";
import { flattenThreads } from "./flatten.ts";
import { orderReplies } from "./order-replies.ts";
import type { Page } from "./page.ts";
import { storableText } from "./storable-text.ts";

/** A page's conversation, ready to be imported. */
export interface TransformedPage {
  /** Parents before replies. */
  readonly rows: readonly CommentRow[];
  readonly findings: readonly Finding[];
}

const latestTime = Date.UTC(9999, 11, 31, 23, 59, 59, 999);

/**
 * Turns the comments of a page into rows for the target, and says what had to be changed.
 * @param maxDepth levels that the target's threads may have, 1 for no replies
 */
export function transformPage(
  page: Page,
  comments: readonly Comment[],
  maxDepth = Number.POSITIVE_INFINITY,
): TransformedPage {
  const replies = orderReplies(comments);
  const threaded = replies.ordered.map(({ comment, parentSourceId }) =>
    toRow(page.pageId, comment, parentSourceId),
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
    ],
  };
}

function toRow(pageId: string, comment: Comment, parentSourceId: string | null): CommentRow {
  const authorName = storableText(comment.authorName);
  const content = storableText(comment.body);
  return {
    sourceId: comment.sourceId,
    pageId,
    parentSourceId,
    authorName,
    content,
    createdAt: new Date(usableTime(comment.sentAt)).toISOString(),
    ipAddress: "migrated",
    contentHash: contentHash(pageId, authorName, content),
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

function flattenedFinding(page: Page, replies: number, maxDepth: number): Finding {
  const what =
    maxDepth === 1
      ? "it can't hold replies: they become comments of their own"
      : `its threads have ${maxDepth} levels at most: they answer the comment above the one that they answered`;
  return {
    severity: "notice",
    code: "thread-flattened",
    message: `Replies on ${page.pageId} lie deeper than the target allows (${replies}); ${what}.`,
    remedy: "Nothing needs to be done: no comment is lost by it.",
    pageId: page.pageId,
  };
}

function orphanFinding(page: Page, comment: Comment): Finding {
  return {
    severity: "notice",
    code: "orphan-reply",
    message: `A reply by ${comment.authorName} on ${page.pageId} answers a comment that is no longer there (${comment.sourceId}); it is moved as a comment of its own.`,
    remedy: "Nothing needs to be done: what it answers was removed at its source.",
    pageId: page.pageId,
  };
}

function circleFinding(page: Page, comment: Comment): Finding {
  return {
    severity: "warning",
    code: "reply-circle",
    message: `Replies on ${page.pageId} answer each other in a circle; ${comment.sourceId} is moved as a comment of its own.`,
    remedy: "Nothing needs to be done; look at the page whether its order still makes sense.",
    pageId: page.pageId,
  };
}

function timeFinding(page: Page, comment: Comment): Finding {
  return {
    severity: "warning",
    code: "impossible-time",
    message: `The time of ${comment.sourceId} on ${page.pageId} (${comment.sentAt} ms) is outside the years 1970 to 9999; the nearest time inside is used.`,
    remedy: "Correct created_at of this comment in the database, if you know its time.",
    pageId: page.pageId,
  };
}
