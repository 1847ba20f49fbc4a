import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseSnapshot, serialiseSnapshot } from "../../src/checkpoint/snapshot.ts";
import { newState } from "../../src/checkpoint/state.ts";
import type { CommentId } from "../../src/domain/comment-row.ts";
import { blog, noon } from "./blog.ts";

function stateWith(ids: Iterable<readonly [string, CommentId]>) {
  return { ...newState(blog, noon), id_mapping: new Map(ids) };
}

describe("the ids in a checkpoint file", () => {
  const anyText = fc.string({ unit: "binary" });
  const anyId = fc.oneof(
    fc.integer(),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    anyText,
  );

  it("are read as they were written, whatever they are", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.oneof(anyText, fc.constant("__proto__")), anyId)), (ids) => {
        const state = stateWith(
          ids.map(([sourceId, id]) => [sourceId, Object.is(id, -0) ? 0 : id]),
        );
        const bytes = serialiseSnapshot(state);
        expect(parseSnapshot(bytes)).toEqual({ kind: "current", state });
        const json: unknown = JSON.parse(bytes.toString());
        expect(json).toHaveProperty("id_mapping", Object.fromEntries(state.id_mapping));
      }),
    );
  });

  it("are all there when they are many", () => {
    const ids = Array.from({ length: 20_000 }, (_, n) => [`$event-${n},\n"`, n] as const);
    const state = stateWith(ids);
    expect(parseSnapshot(serialiseSnapshot(state))).toEqual({ kind: "current", state });
  });

  it("may stand in a file beside a page of the same name as the field", () => {
    const state = stateWith([["$1", 1]]);
    const page = '\n  "id_mapping": {';
    state.completed_pages[page] = { comments: 1, completed_at: noon.toISOString() };
    expect(parseSnapshot(serialiseSnapshot(state))).toEqual({ kind: "current", state });
  });
});
