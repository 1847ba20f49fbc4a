import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { CommentRow } from "../../src/domain/comment-row.ts";
import { flattenThreads } from "../../src/domain/flatten.ts";
import { anyRows } from "../d1/comment-row-arbitrary.ts";
import { row } from "../d1/stored-rows.ts";

function depths(rows: readonly CommentRow[]): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  for (const { sourceId, parentSourceId } of rows) {
    found.set(
      sourceId,
      parentSourceId === null ? 1 : (found.get(parentSourceId) ?? Number.NaN) + 1,
    );
  }
  return found;
}

describe("threads in a target of limited depth", () => {
  it("are nowhere deeper than the limit, and lose no comment, no order and no level above it", () => {
    fc.assert(
      fc.property(anyRows("a", "/a/", 30), fc.integer({ min: 1, max: 6 }), (rows, maxDepth) => {
        const flat = flattenThreads(rows, maxDepth).rows;
        expect(flat.map(({ parentSourceId: _, ...rest }) => rest)).toEqual(
          rows.map(({ parentSourceId: _, ...rest }) => rest),
        );
        const before = depths(rows);
        for (const [sourceId, depth] of depths(flat)) {
          expect(depth).toBe(Math.min(before.get(sourceId) ?? 0, maxDepth));
        }
      }),
    );
  });

  it("keep a reply that is too deep in its own thread, and name it", () => {
    const rows = [
      row("$root"),
      row("$reply", { parentSourceId: "$root" }),
      row("$deep", { parentSourceId: "$reply" }),
      row("$deeper", { parentSourceId: "$deep" }),
    ];
    const { rows: flat, moved } = flattenThreads(rows, 2);
    expect(flat.map(({ parentSourceId }) => parentSourceId)).toEqual([
      null,
      "$root",
      "$root",
      "$root",
    ]);
    expect(moved.map(({ sourceId }) => sourceId)).toEqual(["$deep", "$deeper"]);
  });

  it("are left alone where there is no limit", () => {
    fc.assert(
      fc.property(anyRows("a", "/a/", 20), (rows) => {
        expect(flattenThreads(rows, Number.POSITIVE_INFINITY)).toEqual({ rows, moved: [] });
      }),
    );
  });
});
