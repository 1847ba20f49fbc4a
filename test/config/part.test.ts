import { describe, expect, it } from "vitest";
import { enough, load, problems } from "./sources.ts";

const partOf = (inputs: Readonly<Record<string, string>>) => {
  const { pages, exclude, since, until, limit } = load({
    inputs: { ...enough, ...inputs },
  }).migration;
  return { pages, exclude, since, until, limit };
};
const nothing = {
  pages: undefined,
  exclude: undefined,
  since: undefined,
  until: undefined,
  limit: undefined,
};

describe("the settings of a part", () => {
  it("are not set unless they are given", () => {
    expect(partOf({})).toEqual(nothing);
  });

  it("are lists of patterns, dates and a number", () => {
    const inputs = {
      pages: "/posts/**, /{2021,2022}/*/ ,",
      exclude: "/posts/x/",
      since: "2020",
      until: "2020-05-31",
      limit: "5",
    };
    expect(partOf(inputs)).toEqual({
      pages: ["/posts/**", "/{2021,2022}/*/"],
      exclude: ["/posts/x/"],
      since: "2020",
      until: "2020-05-31",
      limit: 5,
    });
  });

  it("may be written in the config file as YAML has them", () => {
    const yaml = `migration:
  pages: ["/a,b/", /c/]
  since: 2020
  until: 2020-05
  limit: 3
`;
    expect(load({ yaml, inputs: enough }).migration).toMatchObject({
      pages: ["/a,b/", "/c/"],
      since: "2020",
      until: "2020-05",
      limit: 3,
    });
  });

  it("are refused where they can't be used, all of them at once", () => {
    const inputs = {
      pages: " , ",
      since: "2020-02-30",
      until: "last year",
      limit: "0",
    };
    expect(problems({ inputs: { ...enough, ...inputs } })).toEqual([
      'input pages: must be patterns of page addresses such as /posts/**, separated by commas, but it is " , "',
      'input since: must be a date such as 2020-05-31, a month such as 2020-05 or a year such as 2020, but it is "2020-02-30"',
      'input until: must be a date such as 2020-05-31, a month such as 2020-05 or a year such as 2020, but it is "last year"',
      'input limit: must be a whole number from 1 to 1000000, but it is "0"',
    ]);
  });

  it.each([
    "20",
    "2020-5",
    "2020-13",
    "2020-00",
    "2020-05-00",
    "2021-02-29",
    "20200531",
    "2020-05-31T00:00",
  ])("are no date: %s", (since) => {
    expect(problems({ inputs: { ...enough, since } })).toHaveLength(1);
  });

  it("are refused where no day can be in them", () => {
    const inputs = { ...enough, since: "2021", until: "2020-12" };
    expect(problems({ inputs })).toEqual(["input until: must not be before since, which is 2021"]);
    expect(problems({ inputs: { ...enough, since: "2020-12", until: "2020" } })).toEqual([]);
  });

  it("are refused with a rollback, each of them", () => {
    const inputs = {
      ...enough,
      mode: "rollback",
      pages: "/a/",
      exclude: "/b/",
      since: "2020",
      until: "2021",
      limit: "1",
    };
    const because =
      "can't be set with mode rollback, which deletes all comments that were moved, whatever their page";
    expect(problems({ inputs })).toEqual(
      ["pages", "exclude", "since", "until", "limit"].map((name) => `input ${name}: ${because}`),
    );
  });
});
