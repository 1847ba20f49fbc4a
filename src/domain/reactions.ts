import type { Reaction } from "./comment.ts";
import { storableText } from "./storable-text.ts";

// Anybody can send any text as a reaction, and as many as they like.
const longestKey = 64;
const mostKeys = 50;

/** The reactions with keys that a database can store, each once, the most frequent first. */
export function storableReactions(reactions: readonly Reaction[]): readonly Reaction[] {
  const counts = new Map<string, number>();
  for (const { key, count } of reactions) {
    const storable = storableText(key);
    counts.set(storable, (counts.get(storable) ?? 0) + count);
  }
  return [...counts].map(([key, count]) => ({ key, count })).toSorted((a, b) => b.count - a.count);
}

/**
 * The reactions that can be shown as text: at most 50 keys, none of more than 64 UTF-16 code units,
 * none empty, and no address of a picture (`mxc:`), which is no text to a reader.
 */
export function showableReactions(reactions: readonly Reaction[] = []): readonly Reaction[] {
  return reactions
    .filter(({ key }) => key.trim() !== "" && key.length <= longestKey && !/^mxc:/i.test(key))
    .slice(0, mostKeys);
}

/** How many reactions there are, whatever their keys. */
export function numberOfReactions(reactions: readonly Reaction[] = []): number {
  return reactions.reduce((sum, { count }) => sum + count, 0);
}

/**
 * How many reactions are this emoji, in whatever skin tone and presentation. Who used two skin tones
 * counts twice.
 */
export function countOfEmoji(emoji: string, reactions: readonly Reaction[] = []): number {
  const wanted = plainEmoji(emoji);
  return numberOfReactions(reactions.filter(({ key }) => plainEmoji(key) === wanted));
}

/** Source: Unicode TR51, 1.4.3 (variation selectors) and 2.4 (skin tones). */
function plainEmoji(key: string): string {
  return key.replaceAll(/[\u{fe0e}\u{fe0f}\u{1f3fb}-\u{1f3ff}]/gu, "");
}
