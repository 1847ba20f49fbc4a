import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  countOfEmoji,
  numberOfReactions,
  showableReactions,
  storableReactions,
} from "../../src/domain/reactions.ts";

const anyReactions = fc.array(
  fc.record({
    key: fc.oneof(
      fc.constantFrom("👍", "👍🏽", "❤", "❤️", "", "mxc://x/y"),
      fc.string({ unit: "binary" }),
    ),
    count: fc.integer({ min: 1, max: 50 }),
  }),
  { maxLength: 80 },
);

describe("reactions", () => {
  it("are all kept for a database, each key once, the most frequent first", () => {
    fc.assert(
      fc.property(anyReactions, (given) => {
        const kept = storableReactions(given);
        expect(numberOfReactions(kept)).toBe(numberOfReactions(given));
        expect(new Set(kept.map(({ key }) => key)).size).toBe(kept.length);
        const counts = kept.map(({ count }) => count);
        expect(counts).toEqual(counts.toSorted((a, b) => b - a));
        for (const { key } of kept) expect(key.isWellFormed() && !key.includes("\0")).toBe(true);
      }),
    );
  });

  it("are shown as text only where they are some, and not without end", () => {
    const long = { key: "x".repeat(65), count: 9 };
    const picture = { key: "mxc://example.org/abc", count: 8 };
    const shown = { key: "x".repeat(64), count: 7 };
    expect(showableReactions([long, picture, { key: " ", count: 1 }, shown])).toEqual([shown]);
    const many = Array.from({ length: 200 }, (_, index) => ({ key: `k${index}`, count: 1 }));
    expect(showableReactions(many)).toEqual(many.slice(0, 50));
    expect(showableReactions()).toEqual([]);
  });

  it.each([
    ["👍", "👍🏽", true],
    ["❤️", "❤", true],
    ["❤", "❤\u{fe0e}", true],
    ["👍", "👎", false],
    ["❤️", "❤️‍🔥", false],
    ["👍", "+1", false],
  ])("of the emoji %s are those with the key %s: %s", (emoji, key, isOne) => {
    expect(countOfEmoji(emoji, [{ key, count: 3 }])).toBe(isOne ? 3 : 0);
  });
});
