import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { planShards } from "../../src/shard/plan-shards.ts";
import { formatShard, holdsPage, parseShard } from "../../src/shard/shard.ts";

const pageId = fc.string({ unit: "grapheme", maxLength: 12 }).map((text) => `/${text}/`);
const pages = fc.uniqueArray(fc.record({ pageId, comments: fc.oneof(fc.nat(9), fc.nat(5_000)) }), {
  selector: (page) => page.pageId,
  maxLength: 60,
});
const count = fc.integer({ min: 1, max: 256 });

describe("a plan of shards", () => {
  it("gives every page to exactly one shard, one that came after the plan as well", () => {
    fc.assert(
      fc.property(pages, count, fc.array(pageId), (all, shards, later) => {
        const plan = planShards(all, shards).map((shard) => parseShard(formatShard(shard)));
        for (const id of [...all.map((page) => page.pageId), ...later]) {
          expect(plan.filter((shard) => shard !== undefined && holdsPage(shard, id))).toHaveLength(
            1,
          );
        }
      }),
    );
  });

  it("has as many shards as asked for, or as there are pages, and one where there are none", () => {
    fc.assert(
      fc.property(pages, count, (all, shards) => {
        const plan = planShards(all, shards);
        expect(plan).toHaveLength(Math.max(1, Math.min(shards, all.length)));
        if (all.length > 0)
          expect(Math.min(...plan.map((shard) => shard.pages))).toBeGreaterThan(0);
        expect(plan.reduce((sum, shard) => sum + shard.pages, 0)).toBe(all.length);
        expect(plan.map(({ number, of }) => [number, of])).toEqual(
          plan.map((_, index) => [index + 1, plan.length]),
        );
      }),
    );
  });

  it("is balanced: no other division into neighbours has a smaller largest shard", () => {
    const few = fc.uniqueArray(fc.record({ pageId, comments: fc.nat(50) }), {
      selector: (page) => page.pageId,
      minLength: 1,
      maxLength: 9,
    });
    const weight = (comments: number, number: number) => comments + 2 * number;
    fc.assert(
      fc.property(few, fc.integer({ min: 1, max: 4 }), (all, shards) => {
        const sorted = all.toSorted((a, b) => (a.pageId < b.pageId ? -1 : 1));
        const best = (from: number, left: number): number => {
          let sum = 0;
          let least = Number.POSITIVE_INFINITY;
          for (let end = from; end < sorted.length; end++) {
            sum += weight(sorted[end]?.comments ?? 0, 1);
            const rest =
              end + 1 === sorted.length ? 0 : left > 1 ? best(end + 1, left - 1) : Infinity;
            least = Math.min(least, Math.max(sum, rest));
          }
          return least;
        };
        const largest = Math.max(
          ...planShards(all, shards).map((shard) => weight(shard.comments, shard.pages)),
        );
        expect(largest).toBe(best(0, shards));
      }),
    );
  });

  it("divides by the pages' names where there is none, each page to one shard", () => {
    fc.assert(
      fc.property(pageId, fc.integer({ min: 1, max: 20 }), (id, of) => {
        const shards = Array.from({ length: of }, (_, index) => parseShard(`${index + 1}/${of}`));
        expect(shards.filter((shard) => shard !== undefined && holdsPage(shard, id))).toHaveLength(
          1,
        );
      }),
    );
  });

  it.each([
    "",
    "0/4",
    "5/4",
    "1",
    "1/4 []",
    '1/4 ["/a/"]',
    '1/4 ["/a/", 7]',
    "1/4 [",
    "a/b",
    "1/4 x",
  ])("is not read from %j", (text) => expect(parseShard(text)).toBeUndefined());
});
