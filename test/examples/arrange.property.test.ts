import fc from "fast-check";
import { expect, it } from "vitest";
import { arrange } from "../../examples/worker/hugo/assets/d1-comments/arrange.ts";

/** Comments that answer an earlier one or none, of which a page may show any. */
const comments = fc
  .array(fc.record({ answers: fc.nat(), isReply: fc.boolean(), isShown: fc.boolean() }), {
    maxLength: 40,
  })
  .map((drawn) => {
    const all: { id: number; parent: number | null; thread: number; isShown: boolean }[] = [];
    for (const [index, { answers, isReply, isShown }] of drawn.entries()) {
      const id = index + 1;
      const above = isReply && index > 0 ? all[answers % index] : undefined;
      all.push({ id, parent: above?.id ?? null, thread: above?.thread ?? id, isShown });
    }
    return all.filter((one) => one.isShown);
  })
  .chain((shown) => fc.shuffledSubarray(shown, { minLength: shown.length }));

it("shows each comment once, below what it answers, and threads one after the other", () => {
  fc.assert(
    fc.property(comments, (shown) => {
      const arranged = arrange(shown, new Set());
      expect(arranged.map(({ item }) => item.id).toSorted((a, b) => a - b)).toEqual(
        shown.map(({ id }) => id).toSorted((a, b) => a - b),
      );
      const threads = arranged.map(({ item }) => item.thread);
      expect(threads).toEqual(threads.toSorted((a, b) => a - b));
      for (const [index, { item, depth }] of arranged.entries()) {
        const above = arranged.findIndex((one) => one.item.id === item.parent);
        if (above === -1) expect(depth).toBe(item.parent === null ? 0 : 1);
        else {
          expect(above).toBeLessThan(index);
          expect(depth).toBe((arranged[above]?.depth ?? 0) + 1);
          const between = arranged.slice(above + 1, index);
          expect(between.every((one) => one.depth >= depth)).toBe(true);
        }
      }
    }),
  );
});

it("has one's own new threads on top, the newest first", () => {
  const roots = [1, 2, 3, 4].map((id) => ({ id, parent: null, thread: id }));
  const reply = { id: 5, parent: 3, thread: 3 };
  const shown = arrange([...roots, reply], new Set([3, 4])).map(({ item }) => item.id);
  expect(shown).toEqual([4, 3, 5, 1, 2]);
});
