import { expect, it } from "vitest";
import { withNamesOfTheirOwn } from "../../src/run/with-names-of-their-own.ts";
import { enough, load } from "../config/sources.ts";

const scan = (...pageIds: readonly string[]) => ({
  origin: undefined,
  others: [],
  pages: pageIds.map((pageId) => ({ pageId, title: "", file: "a.md", threads: [] })),
});
const config = (inputs: Readonly<Record<string, string>>) =>
  load({ inputs: { ...enough, ...inputs } });
const bySlug = { "schema-map": "page_form=slug" };

it("pages that the target would take for one are refused by their addresses, all of them", () => {
  const same = scan("/2023/hello/", "/a/", "/2024/hello/", "/b/a/");
  expect(() => withNamesOfTheirOwn(same, config(bySlug))).toThrow(
    "/2023/hello/ and /2024/hello/ (hello), /a/ and /b/a/ (a).",
  );
});

it("pages that are not moved are no hindrance to each other, but to those that are moved", () => {
  const { pages } = scan("/2023/hello/", "/2024/hello/");
  const apart = { ...scan("/a/"), others: pages };
  expect(withNamesOfTheirOwn(apart, config(bySlug))).toBe(apart);
  const shared = { ...scan("/2022/hello/"), others: pages };
  expect(() => withNamesOfTheirOwn(shared, config(bySlug))).toThrow(
    "/2022/hello/ and /2023/hello/",
  );
});

it("many are counted", () => {
  const ids = ["a", "b", "c", "d"].flatMap((name) => [`/1/${name}/`, `/2/${name}/`]);
  expect(() => withNamesOfTheirOwn(scan(...ids), config(bySlug))).toThrow(/\(c\) and 1 more\.$/);
});

it("pages with names of their own are left as they are, and so are all of them in a rollback", () => {
  const apart = scan("/2023/hello/", "/2024/hi/");
  expect(withNamesOfTheirOwn(apart, config(bySlug))).toBe(apart);
  const same = scan("/2023/hello/", "/2024/hello/");
  expect(withNamesOfTheirOwn(same, config({}))).toBe(same);
  expect(withNamesOfTheirOwn(same, config({ ...bySlug, mode: "rollback" }))).toBe(same);
});
