import type { Reaction } from "../../domain/comment.ts";

/** Votes as reactions, those of whom nobody gave any left out; undefined for none at all. */
export function votes(up: number, down: number): readonly Reaction[] | undefined {
  const reactions = [
    { key: "👍", count: up },
    { key: "👎", count: down },
  ].filter(({ count }) => Number.isSafeInteger(count) && count > 0);
  return reactions.length === 0
    ? undefined
    : reactions.sort((one, other) => other.count - one.count);
}
