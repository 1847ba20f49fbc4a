import type { CommentRow } from "../domain/comment-row.ts";
import type { HeldComment, KeptComment } from "../domain/kept-comment.ts";
import type { Page } from "../domain/page.ts";

/** A comment in its place in a conversation. */
export interface PlacedComment {
  readonly comment: KeptComment;
  /** 0 for a comment that answers none that readers see. */
  readonly depth: number;
}

/** A page's comments as its target has them, for readers: replies follow what they answer. */
export interface PickedConversation {
  readonly pageId: string;
  readonly title: string;
  readonly comments: readonly PlacedComment[];
}

const mostPicked = 3;
const moderate = { least: 3, most: 8 } as const;

/**
 * Picks a few conversations to look at: those with replies first, then those of a length that one reads in
 * a minute, then by page id, so that it depends on the comments alone.
 */
export class ConversationPicker {
  #picked: readonly PickedConversation[] = [];

  /**
   * @param rows the comments that readers see at the source: nothing else is ever picked
   * @param held what the target holds of the page; what readers don't see there is not picked either
   */
  offer(
    { pageId, title }: Pick<Page, "pageId" | "title">,
    rows: readonly Pick<CommentRow, "sourceId">[],
    held: readonly HeldComment[],
  ): void {
    const there = new Set(rows.map(({ sourceId }) => sourceId));
    const seen = held.filter((one) => there.has(one.sourceId) && isSeen(one));
    const comments = inThreads(seen.flatMap(({ kept }) => kept ?? []));
    if (comments.length === 0) return;
    this.#picked = [...this.#picked, { pageId, title, comments }]
      .toSorted(compareForPicking)
      .slice(0, mostPicked);
  }

  picked(): readonly PickedConversation[] {
    return this.#picked;
  }
}

function isSeen({ isShown, isEmptied }: HeldComment): boolean {
  return isShown && !isEmptied;
}

function compareForPicking(a: PickedConversation, b: PickedConversation): number {
  return (
    Number(hasReplies(b)) - Number(hasReplies(a)) ||
    beyondModerate(a) - beyondModerate(b) ||
    (a.pageId < b.pageId ? -1 : 1)
  );
}

function hasReplies({ comments }: PickedConversation): boolean {
  return comments.some(({ depth }) => depth > 0);
}

function beyondModerate({ comments: { length } }: PickedConversation): number {
  return Math.max(moderate.least - length, length - moderate.most, 0);
}

/** Comments with their replies below them, the oldest first. */
function inThreads(comments: readonly KeptComment[]): readonly PlacedComment[] {
  const ids = new Set(comments.map(({ sourceId }) => sourceId));
  const oldestFirst = comments.toSorted((a, b) => compareTexts(a.createdAt, b.createdAt));
  const below = Map.groupBy(oldestFirst, ({ parentSourceId }) =>
    parentSourceId !== null && ids.has(parentSourceId) ? parentSourceId : null,
  );
  const placed: PlacedComment[] = [];
  const open = (below.get(null) ?? []).map((comment) => ({ comment, depth: 0 })).toReversed();
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { comment, depth } = next;
    placed.push(next);
    const replies = below.get(comment.sourceId) ?? [];
    open.push(...replies.map((reply) => ({ comment: reply, depth: depth + 1 })).toReversed());
  }
  return placed;
}

function compareTexts(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}
