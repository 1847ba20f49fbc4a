import { expect, it } from "vitest";
import { projectionFor } from "../../../src/d1/sql/referred-values.ts";

const values = ["s", "id", "name", "text", 5];
const all = JSON.stringify(values);

it.each([
  [
    "those it refers to, in their places",
    "SELECT j.value ->> 1, j.value ->> 3",
    '[0,"id",0,"text"]',
  ],
  ["the first only", "FROM json_each(?1) j WHERE j.value ->> 0 = 's'", '["s"]'],
  ["one whose number has two digits", "j.value ->> 10", "[0,0,0,0,0]"],
  ["all, where it reads them in another way", "SELECT e.value ->> 1", all],
  [
    "all, where it reads some in another way",
    "SELECT j.value ->> 1, json_extract(j.value, '$[3]')",
    all,
  ],
  ["all, where it refers to none", "SELECT 1", all],
])("a statement carries %s", (_, sql, carried) => {
  expect(projectionFor(sql)(values)).toBe(carried);
});
