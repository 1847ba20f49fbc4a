import { expect, it } from "vitest";
import { compareHeld } from "../../src/migration/compare-held.ts";
import { cwdSchema } from "../../src/targets/cwd/schema.ts";
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
