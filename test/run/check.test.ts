import { expect, it } from "vitest";
import { checkLines } from "../../src/run/check.ts";

it("what is to be copied from a remedy stands in a line of its own", () => {
  const remedy = "With this schema-map:\npage_id=slug, fixed.ua=\nCheck each pair.";
  const check = { code: "x", name: "Database", state: "problem", found: "x", remedy } as const;
  expect(checkLines(check)).toEqual([
    "PROBLEM  Database: x",
    "         With this schema-map:",
    "         page_id=slug, fixed.ua=",
    "         Check each pair.",
  ]);
});
