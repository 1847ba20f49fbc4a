/** What threading needs to know of a comment. */
interface Reply {
  readonly sourceId: string;
  readonly replyTo: string | null;
}

/** Comments with their parents settled. */
interface OrderedReplies<T extends Reply> {
  /** Each comment once, a parent always before its replies, otherwise in the order given. */
  readonly ordered: readonly PlacedComment<T>[];
  /** Replies whose parent isn't among the comments; they became roots. */
  readonly orphans: readonly T[];
  /** Replies that closed a circle of replies; they became roots. */
  readonly cut: readonly T[];
}

/** A comment and the comment that it answers, null for a root. */
interface PlacedComment<T extends Reply> {
  readonly comment: T;
  readonly parentSourceId: string | null;
}

/**
 * Puts parents before replies whatever the clock or the order of arrival says.
 * Linear in the number of comments; deep threads need no deep stack.
 */
export function orderReplies<T extends Reply>(comments: readonly T[]): OrderedReplies<T> {
  const bySourceId = new Map(comments.map((comment) => [comment.sourceId, comment]));
  const placed = new Set<string>();
  const ordered: PlacedComment<T>[] = [];
  const orphans: T[] = [];
  const cut: T[] = [];

  for (const comment of bySourceId.values()) {
    const { waiting, closesCircle } = unplacedAncestry(comment, bySourceId, placed);
    for (const next of waiting.toReversed()) {
      placed.add(next.sourceId);
      const parent = next.replyTo === null ? undefined : bySourceId.get(next.replyTo);
      if (next === closesCircle) cut.push(next);
      else if (next.replyTo !== null && parent === undefined) orphans.push(next);
      const isReply = parent !== undefined && next !== closesCircle;
      ordered.push({ comment: next, parentSourceId: isReply ? parent.sourceId : null });
    }
  }
  return { ordered, orphans, cut };
}

/** The comment and those of its ancestors that have no place yet, youngest first. */
function unplacedAncestry<T extends Reply>(
  comment: T,
  bySourceId: ReadonlyMap<string, T>,
  placed: ReadonlySet<string>,
): { readonly waiting: readonly T[]; readonly closesCircle: T | undefined } {
  const waiting: T[] = [];
  const seen = new Set<string>();
  let next: T | undefined = comment;
  while (next !== undefined && !placed.has(next.sourceId)) {
    if (seen.has(next.sourceId)) return { waiting, closesCircle: waiting.at(-1) };
    seen.add(next.sourceId);
    waiting.push(next);
    next = next.replyTo === null ? undefined : bySourceId.get(next.replyTo);
  }
  return { waiting, closesCircle: undefined };
}
