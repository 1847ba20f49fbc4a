import { expect, it } from "vitest";
import { plural } from "../../src/domain/plural.ts";

it.each([
  [0, "0 pages"],
  [1, "1 page"],
  [2, "2 pages"],
  [1_200, "1,200 pages"],
  [1_000_000, "1,000,000 pages"],
])("names %d of a thing as %s", (count, text) => {
  expect(plural(count, "page")).toBe(text);
});

it("takes a plural of its own, with the verb that goes with it", () => {
  expect(plural(3, "reply", "replies")).toBe("3 replies");
  expect(plural(1, "page is", "pages are")).toBe("1 page is");
  expect(plural(3, "page is", "pages are")).toBe("3 pages are");
});
