import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { timeBuckets } from "../../src/report/time-buckets.ts";

describe("comments over time", () => {
  it("are counted by month, the empty ones among them", () => {
    const months = [
      { month: "2020-11", comments: 2 },
      { month: "2021-02", comments: 1 },
    ];
    expect(timeBuckets(months, 12)).toEqual([
      { label: "2020-11", comments: 2 },
      { label: "2020-12", comments: 0 },
      { label: "2021-01", comments: 0 },
      { label: "2021-02", comments: 1 },
    ]);
  });

  it("are counted by year where there would be too many months", () => {
    const months = [
      { month: "2019-12", comments: 2 },
      { month: "2021-02", comments: 1 },
      { month: "2021-03", comments: 1 },
    ];
    expect(timeBuckets(months, 12)).toEqual([
      { label: "2019", comments: 2 },
      { label: "2020", comments: 0 },
      { label: "2021", comments: 2 },
    ]);
  });

  it("are all counted, each once, in few buckets or one for each year, whatever the clocks said", () => {
    const month = fc
      .tuple(fc.integer({ min: 1970, max: 9999 }), fc.integer({ min: 1, max: 12 }))
      .map(([year, number]) => `${year}-${String(number).padStart(2, "0")}`);
    const months = fc
      .uniqueArray(fc.record({ month, comments: fc.integer({ min: 1, max: 99 }) }), {
        selector: (one) => one.month,
        maxLength: 40,
      })
      .map((list) => list.toSorted((a, b) => (a.month < b.month ? -1 : 1)));
    fc.assert(
      fc.property(months, fc.integer({ min: 1, max: 60 }), (list, most) => {
        const buckets = timeBuckets(list, most);
        const sum = (all: readonly { comments: number }[]) =>
          all.reduce((total, { comments }) => total + comments, 0);
        expect(sum(buckets)).toBe(sum(list));
        expect(buckets.length).toBeLessThanOrEqual(Math.max(most, list.length));
        expect(buckets.map(({ label }) => label)).toEqual(
          [...new Set(buckets.map(({ label }) => label))].sort(),
        );
      }),
    );
  });
});
