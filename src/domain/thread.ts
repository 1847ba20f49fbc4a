/** What threading needs to know of a comment. */
interface Threadable {
  readonly eventId: string;
  readonly replyTo: string | null;
}

/** Comments with their parents settled. */
export interface Threads<T extends Threadable> {
  /** Each comment once, a parent always before its replies, otherwise in the order given. */
  readonly ordered: readonly ThreadedComment<T>[];
  /** Replies whose parent isn't among the comments; they became roots. */
  readonly orphans: readonly T[];
  /** Replies that closed a circle of replies; they became roots. */
  readonly cut: readonly T[];
}

/** A comment and the comment that it answers, null for a root. */
interface ThreadedComment<T extends Threadable> {
  readonly comment: T;
  readonly parentEventId: string | null;
}

/**
 * Puts parents before replies whatever the clock or the order of arrival says.
 * Linear in the number of comments; deep threads need no deep stack.
 */
export function threadComments<T extends Threadable>(comments: readonly T[]): Threads<T> {
  const byEventId = new Map(comments.map((comment) => [comment.eventId, comment]));
  const placed = new Set<string>();
  const ordered: ThreadedComment<T>[] = [];
  const orphans: T[] = [];
  const cut: T[] = [];

  for (const comment of byEventId.values()) {
    const { waiting, closesCircle } = unplacedAncestry(comment, byEventId, placed);
    for (const next of waiting.toReversed()) {
      placed.add(next.eventId);
      const parent = next.replyTo === null ? undefined : byEventId.get(next.replyTo);
      if (next === closesCircle) cut.push(next);
      else if (next.replyTo !== null && parent === undefined) orphans.push(next);
      const isReply = parent !== undefined && next !== closesCircle;
      ordered.push({ comment: next, parentEventId: isReply ? parent.eventId : null });
    }
  }
  return { ordered, orphans, cut };
}

/** The comment and those of its ancestors that have no place yet, youngest first. */
function unplacedAncestry<T extends Threadable>(
  comment: T,
  byEventId: ReadonlyMap<string, T>,
  placed: ReadonlySet<string>,
): { readonly waiting: readonly T[]; readonly closesCircle: T | undefined } {
  const waiting: T[] = [];
  const seen = new Set<string>();
  let next: T | undefined = comment;
  while (next !== undefined && !placed.has(next.eventId)) {
    if (seen.has(next.eventId)) return { waiting, closesCircle: waiting.at(-1) };
    seen.add(next.eventId);
    waiting.push(next);
    next = next.replyTo === null ? undefined : byEventId.get(next.replyTo);
  }
  return { waiting, closesCircle: undefined };
}
