import type { Reaction } from "../../domain/comment.ts";
import type { TimelineEntry } from "./timeline-entry.ts";

/**
 * The reactions to each message, by its event id: each person counts once for each key.
 * Source: Matrix 1.11 client-server API, "Event annotations and reactions".
 */
export function countReactions(
  entries: readonly TimelineEntry[],
): ReadonlyMap<string, readonly Reaction[]> {
  const people = new Map<string, Map<string, Set<string>>>();
  for (const entry of entries) {
    if (entry.kind !== "reaction") continue;
    const keys = people.get(entry.target) ?? new Map<string, Set<string>>();
    const senders = keys.get(entry.key) ?? new Set();
    people.set(entry.target, keys.set(entry.key, senders.add(entry.sender)));
  }
  return new Map([...people].map(([target, keys]) => [target, mostFrequentFirst(keys)]));
}

/** Those of one frequency stay in the order in which they were first used. */
function mostFrequentFirst(keys: ReadonlyMap<string, ReadonlySet<string>>): readonly Reaction[] {
  return [...keys]
    .map(([key, { size }]) => ({ key, count: size }))
    .toSorted((a, b) => b.count - a.count);
}
