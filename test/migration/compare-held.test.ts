import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { flattenThreads } from "../../src/domain/flatten.ts";
import { compareHeld } from "../../src/migration/compare-held.ts";
import { followSource } from "../../src/migration/follow-source.ts";
import { cwdSchema } from "../../src/targets/cwd/schema.ts";
import { garrulSchema } from "../../src/targets/garrul/schema.ts";
import { row } from "../d1/stored-rows.ts";
import { openSchema } from "../targets/schemas/open-schema.ts";

const never = new AbortController().signal;

/** What differs from these rows where a thread of five was moved, each answering the one before it. */
async function parentsThatDiffer(now: readonly (readonly [id: string, parent: string | null])[]) {
  const { target } = await openSchema(cwdSchema());
  const ids = ["$1", "$2", "$3", "$4", "$5"];
  const moved = ids.map((id, index) => row(id, { parentSourceId: ids[index - 1] ?? null }));
  await target.importRows(moved, never);
  const rows = now.map(([id, parentSourceId]) => row(id, { parentSourceId }));
  const differences = compareHeld(rows, target.asKept(rows), await target.readHeld("all", never));
  return differences.map(({ kind, cause, comment }) => [kind, cause, comment]);
}

it("a reply keeps its place below comments that were removed at the source", async () => {
  const now = [
    ["$1", null],
    ["$4", "$1"],
    ["$5", "$4"],
  ] as const;
  expect(await parentsThatDiffer(now)).toEqual([]);
});

it("a reply that answers another comment at the source now is told, though what it answered is gone", async () => {
  const now = [
    ["$1", null],
    ["$2", "$1"],
    ["$4", "$1"],
    ["$5", "$4"],
  ] as const;
  expect(await parentsThatDiffer(now)).toEqual([["parent", "source", "$4"]]);
});

describe.each([
  ["garrul, of eight levels", garrulSchema()],
  ["cwd, of any number", cwdSchema()],
])("a thread in %s, of which comments are removed at the source", (_, schema) => {
  const maxDepth = schema.maxDepth ?? Number.POSITIVE_INFINITY;

  async function differencesAfter(
    parents: readonly number[],
    removedAt: readonly number[],
    isBridged: boolean,
  ) {
    const { target } = await openSchema(schema);
    const idOf = (index: number) => `$${index}`;
    const parentOf = new Map(
      parents.map((back, index) => [idOf(index), back > index ? null : idOf(index - back)]),
    );
    const removed = new Set(removedAt.map((index) => idOf(index % parents.length)));
    const rowsOf = (parentNow: (id: string) => string | null) =>
      flattenThreads(
        [...parentOf.keys()].map((id) => row(id, { parentSourceId: parentNow(id) })),
        maxDepth,
      ).rows;
    await target.importRows(
      rowsOf((id) => parentOf.get(id) ?? null),
      never,
    );
    const nearest = (id: string): string | null => {
      const parent = parentOf.get(id) ?? null;
      if (parent === null || !removed.has(parent)) return parent;
      return isBridged ? nearest(parent) : null;
    };
    const left = flattenThreads(
      [...parentOf.keys()]
        .filter((id) => !removed.has(id))
        .map((id) => row(id, { parentSourceId: nearest(id) })),
      maxDepth,
    ).rows;
    const page = {
      rows: left,
      expected: target.asKept(left),
      removed: [...removed],
      held: await target.readHeld("all", never),
    };
    const { held } = await followSource(target, page, "all", never);
    return compareHeld(left, page.expected, held, { maxDepth });
  }

  it("keeps its shape in the target, and is no difference", async () => {
    await fc.assert(
      fc.asyncProperty(
        // Mostly one below the other, for deep threads.
        fc.array(
          fc.oneof({ weight: 8, arbitrary: fc.constant(1) }, fc.integer({ min: 2, max: 4 })),
          {
            minLength: 1,
            maxLength: 14,
          },
        ),
        fc.array(fc.nat(13), { maxLength: 4 }),
        fc.boolean(),
        async (parents, removed, isBridged) => {
          expect(await differencesAfter(parents, removed, isBridged)).toEqual([]);
        },
      ),
      { numRuns: 150 },
    );
  });
});
