import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { areInOrder, choosePages, isPart, type Part } from "../../src/part/part.ts";

const everything: Part = {
  pages: undefined,
  exclude: undefined,
  since: undefined,
  until: undefined,
  limit: undefined,
};
const day = fc
  .record({ year: fc.integer({ min: 2019, max: 2022 }), days: fc.nat(365) })
  .map(({ year, days }) => new Date(Date.UTC(year, 0, 1 + days)).toISOString().slice(0, 10));
/** A year, a month or a day. */
const days = fc.tuple(day, fc.constantFrom(4, 7, 10)).map(([one, length]) => one.slice(0, length));
const folder = fc.constantFrom("a", "b", "c", "d");
const site = fc.uniqueArray(
  fc.record({
    pageId: fc.tuple(folder, folder).map(([one, two]) => `/${one}/${two}/`),
    day: fc.option(day, { nil: undefined }),
  }),
  { selector: ({ pageId }) => pageId, maxLength: 16 },
);
const pattern = fc.oneof(
  folder.map((name) => `/${name}/**`),
  fc.tuple(folder, folder).map(([one, two]) => `/${one}/${two}/`),
);
const patterns = fc.option(fc.array(pattern, { minLength: 1, maxLength: 3 }), { nil: undefined });
const part: fc.Arbitrary<Part> = fc.record({
  pages: patterns,
  exclude: patterns,
  since: fc.option(days, { nil: undefined }),
  until: fc.option(days, { nil: undefined }),
  limit: fc.option(fc.integer({ min: 1, max: 20 }), { nil: undefined }),
});

/** The days that a year, a month or a day begins and ends with. */
function first(written: string): string {
  return `${written}-01-01`.slice(0, "2020-01-01".length);
}
function last(written: string): string {
  const [year = "", month = "12", day] = written.split("-");
  return day === undefined
    ? new Date(Date.UTC(Number(year), Number(month), 0)).toISOString().slice(0, 10)
    : written;
}

function fits(one: string, pageId: string): boolean {
  return one.endsWith("**") ? pageId.startsWith(one.slice(0, -2)) : one === pageId;
}

function choose(asked: Part, pages: readonly { pageId: string; day: string | undefined }[]) {
  return choosePages(
    asked,
    pages.map(({ pageId }) => pageId),
    new Map(pages.flatMap((page) => (page.day === undefined ? [] : [[page.pageId, page.day]]))),
  );
}

describe("the pages of a part", () => {
  it("are those that patterns and dates leave, and of these the first in the order of their ids", () => {
    fc.assert(
      fc.property(part, site, (asked, pages) => {
        const { pages: wanted, exclude, since, until, limit } = asked;
        const left = pages
          .filter(({ pageId }) => wanted?.some((one) => fits(one, pageId)) !== false)
          .filter(({ pageId }) => exclude?.some((one) => fits(one, pageId)) !== true)
          .filter((page) => since === undefined || (page.day ?? "") >= first(since))
          .filter((page) => until === undefined || (page.day ?? "9999") <= last(until))
          .map(({ pageId }) => pageId)
          .sort();
        expect(choose(asked, pages).chosen).toEqual(left.slice(0, limit));
      }),
    );
  });

  it("are the same whatever the order in which the site has them, and those that it holds", () => {
    fc.assert(
      fc.property(part, site, (asked, pages) => {
        const { chosen } = choose(asked, pages);
        const reversed = choose(asked, pages.toReversed());
        expect(reversed.chosen).toEqual(chosen);
        fc.pre(chosen.length > 0);
        expect(
          pages
            .map(({ pageId }) => pageId)
            .filter(reversed.holds)
            .sort(),
        ).toEqual(chosen);
      }),
    );
  });

  it("are all where nothing is asked for", () => {
    expect(isPart(everything)).toBe(false);
    expect(isPart({ ...everything, limit: 1 })).toBe(true);
  });

  it("hold another page that would have been chosen: one without readable comments", () => {
    const pages = ["/a/", "/b/", "/x/c/"].map((pageId) => ({ pageId, day: undefined }));
    const asked = { ...everything, exclude: ["/x/**"] };
    expect(choose(asked, pages).holds("/0/")).toBe(true);
    expect(choose(asked, pages).holds("/x/0/")).toBe(false);
    const first = choose({ ...asked, limit: 1 }, pages);
    expect(["/0/", "/a/", "/aa/", "/b/"].filter(first.holds)).toEqual(["/0/", "/a/"]);
  });

  it("name the patterns that fit no page of the site, and the pages whose date is not known", () => {
    const pages = [
      { pageId: "/a/", day: "2020-01-01" },
      { pageId: "/b/", day: undefined },
      { pageId: "/x/", day: undefined },
    ];
    const asked = { ...everything, pages: ["/*/", "/no/"], exclude: ["/x/", "/none/**"] };
    expect(choose({ ...asked, until: "2019" }, pages)).toMatchObject({
      chosen: [],
      unused: [
        { setting: "pages", pattern: "/no/" },
        { setting: "exclude", pattern: "/none/**" },
      ],
      undated: ["/b/"],
    });
    expect(choose(asked, pages)).toMatchObject({ chosen: ["/a/", "/b/"], undated: [] });
  });
});

describe("a first and a last day", () => {
  it.each([
    ["2020", "2020", true],
    ["2020-05", "2020", true],
    ["2020", "2020-05", true],
    ["2020-05-31", "2020-05", true],
    ["2020-05-31", "2020-05-31", true],
    ["2021", "2020-12-31", false],
    ["2020-06", "2020-05-31", false],
    ["2020-06-02", "2020-06-01", false],
  ])("of %s and %s: %s", (since, until, are) => {
    expect(areInOrder(since, until)).toBe(are);
  });
});
