import type { Comment, Conversation, ThreadConversation } from "../../domain/comment.ts";
import type { Finding } from "../../domain/finding.ts";
import type { Page } from "../../domain/page.ts";
import { sourceMessages } from "./messages.ts";

/** What one thread gives to its page's conversation. */
type ThreadPart = Required<Pick<Conversation, "comments" | "skipped" | "removed" | "findings">> &
  Pick<Conversation, "media">;

/** The conversation of a page to which several threads may have led, in order of time. */
export function joinedConversation(
  page: Page,
  threads: readonly ThreadConversation[],
  parts: readonly ThreadPart[],
): Conversation {
  const comments = parts.flatMap((part) => part.comments);
  const bySkipped = Map.groupBy(
    parts.flatMap(({ skipped }) => skipped),
    ({ reason }) => reason,
  );
  const media = parts.flatMap((part) => part.media ?? []);
  return {
    threads,
    // A stable sort: within a thread, what has one time stays in its order.
    comments: comments.toSorted((a, b) => a.sentAt - b.sentAt),
    skipped: [...bySkipped].map(([reason, items]) => ({
      reason,
      sourceIds: items.flatMap(({ sourceIds }) => sourceIds),
    })),
    removed: parts.flatMap(({ removed }) => removed),
    findings: [
      ...parts.flatMap(({ findings }) => findings),
      ...(parts.length > 1 ? doubles(page, comments) : []),
    ],
    ...(media.length === 0 ? {} : { media }),
  };
}

/** Comments of one person at the same second, which two threads may have each. */
function doubles({ pageId }: Page, comments: readonly Comment[]): readonly Finding[] {
  const alike = Map.groupBy(comments, ({ authorName, sentAt }) =>
    JSON.stringify([authorName, Math.floor(sentAt / 1000)]),
  );
  const sourceIds = [...alike.values()]
    .filter((same) => same.length > 1)
    .flatMap((same) => same.map(({ sourceId }) => sourceId));
  if (sourceIds.length === 0) return [];
  const about = { page: pageId, comments: sourceIds.length };
  return [sourceMessages.finding("doubles-of-threads", about, { pageId, sourceIds })];
}
