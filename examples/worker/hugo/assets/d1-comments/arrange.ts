/** What decides where a comment is. */
export interface Placed {
  readonly id: number;
  readonly parent: number | null;
  /** Id of the first comment of its thread. */
  readonly thread: number;
}

/**
 * Puts comments in order: threads the oldest first, replies below what they answer. Where that is in
 * another part, they are one step in.
 * @param onTop ids of those that come before all threads, the newest first
 */
export function arrange<Item extends Placed>(
  items: Iterable<Item>,
  onTop: ReadonlySet<number>,
): readonly { readonly item: Item; readonly depth: number }[] {
  const all = [...items].sort((a, b) => a.thread - b.thread || a.id - b.id);
  const ids = new Set(all.map(({ id }) => id));
  const roots: Item[] = [];
  const replies = new Map<number, Item[]>();
  for (const item of all) {
    if (item.parent === null || !ids.has(item.parent)) roots.push(item);
    else replies.set(item.parent, [...(replies.get(item.parent) ?? []), item]);
  }
  const top = roots.filter(({ id }) => onTop.has(id)).reverse();
  const others = roots.filter(({ id }) => !onTop.has(id));
  const waiting = [...top, ...others]
    .map((item) => ({ item, depth: item.parent === null ? 0 : 1 }))
    .reverse();
  const arranged: { item: Item; depth: number }[] = [];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    arranged.push(next);
    const depth = next.depth + 1;
    const below = replies.get(next.item.id) ?? [];
    waiting.push(...below.map((item) => ({ item, depth })).reverse());
  }
  return arranged;
}
