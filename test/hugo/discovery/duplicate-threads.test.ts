import { describe, expect, it } from "vitest";
import {
  type DuplicatePolicy,
  distinctThreads,
} from "../../../src/hugo/discovery/duplicate-threads.ts";
import type { FoundPage } from "../../../src/hugo/discovery/found-page.ts";

interface Shown {
  readonly threadId: string;
  readonly siteName?: string;
  readonly serverName?: string;
}

type Facts = Partial<Pick<FoundPage, "date" | "translationKey" | "language">>;

function page(name: string, threads: readonly (string | Shown)[], facts: Facts = {}): FoundPage {
  const file = `content/${name}.md`;
  const shown = threads.map((one, index) => ({
    ...(typeof one === "string" ? { threadId: one } : one),
    location: { file, line: 4 + index },
  }));
  return {
    date: undefined,
    day: undefined,
    translationKey: undefined,
    language: undefined,
    ...facts,
    page: { pageId: `/${name}/`, title: name, file, threads: shown },
  };
}

function decide(
  pages: readonly FoundPage[],
  policy: DuplicatePolicy = "error",
  languages: readonly string[] = [],
) {
  const { pages: kept, findings } = distinctThreads(pages, { policy, languages });
  return {
    owners: kept.flatMap(({ pageId, threads }) =>
      threads.map(({ threadId }) => `${pageId} ${threadId}`),
    ),
    codes: findings.map(({ severity, code }) => `${severity} ${code}`),
    findings,
  };
}

const on = (day: string) => ({ date: new Date(day) });
const old = page("old", ["x"], on("2020-01-01"));
const middle = page("middle", ["x", "own"], on("2021-01-01"));
const young = page("young", ["x"], on("2022-01-01"));
const undated = page("undated", ["x"]);

describe("a section on several pages", () => {
  it.each([
    ["error", [old, middle], ["/middle/ own"], "error"],
    ["oldest", [middle, old, young], ["/middle/ own", "/old/ x"], "warning"],
    ["newest", [young, old, middle], ["/young/ x", "/middle/ own"], "warning"],
    ["newest", [undated, old], ["/old/ x"], "warning"],
    ["newest", [undated, page("other", ["x"])], ["/other/ x"], "warning"],
    ["default-language", [old, young], [], "error"],
  ] as const)("goes by the policy %s to one at most", (policy, pages, owners, severity) => {
    const { owners: own, codes } = decide(pages, policy, ["en", "de"]);
    expect(own).toEqual(owners);
    expect(codes).toEqual(pages.map(() => `${severity} duplicate-section`));
  });

  it("is told at each of its places, with all of them", () => {
    const { findings } = decide([old, middle]);
    expect(findings.map(({ location }) => location)).toEqual([
      { file: "content/old.md", line: 4 },
      { file: "content/middle.md", line: 4 },
    ]);
    expect(findings[0]?.message).toBe(
      "The comment section x is on 2 pages (content/old.md:4 and content/middle.md:4); its comments were not moved.",
    );
  });
});

describe("translations that share a section", () => {
  const en = page("a", ["x"], { translationKey: "a", language: "en" });
  const de = page("de/a", ["x"], { translationKey: "a", language: "de" });
  const fr = page("fr/a", ["x"], { translationKey: "a", language: "fr" });

  it.each([
    [[de, en], ["en", "de"], "/a/ x"],
    [[de, en], ["de", "en"], "/de/a/ x"],
    [[fr, de], ["en", "de", "fr"], "/de/a/ x"],
  ] as const)(
    "leave it to the first language, whatever the policy: %#",
    (pages, languages, owner) => {
      for (const policy of ["error", "oldest", "newest", "default-language"] as const) {
        const { owners, codes } = decide(pages, policy, languages);
        expect(owners).toEqual([owner]);
        expect(codes).toEqual(["notice translated-section"]);
      }
    },
  );

  it("are told once for the whole site", () => {
    const pages = Array.from({ length: 7 }, (_, n) =>
      ["en", "de"].map((language) =>
        page(`${language}/${n}`, [`s${n}`], { translationKey: String(n), language }),
      ),
    ).flat();
    const { findings } = decide(pages, "error", ["en", "de"]);
    expect(findings).toHaveLength(1);
    expect(findings[0]?.message).toMatch(/^7 comment sections .* 14 pages in all.* and 2 more\.$/);
  });

  it("count as one page beside others that have it too", () => {
    const other = page("b", ["x"], { translationKey: "b", language: "en" });
    expect(decide([en, de, other], "error", ["en", "de"])).toMatchObject({
      owners: [],
      codes: ["error duplicate-section", "error duplicate-section"],
    });
  });

  it("are none where two pages of one language have one key", () => {
    const twin = page("b", ["x"], { translationKey: "a", language: "en" });
    expect(decide([en, twin], "error", ["en", "de"]).owners).toEqual([]);
  });
});

it("by the policy default-language, one page in that language gets it", () => {
  const en = page("a", ["x"], { translationKey: "a", language: "en" });
  const de = page("de/b", ["x"], { translationKey: "b", language: "de" });
  const other = page("c", ["x"], { translationKey: "c", language: "en" });
  expect(decide([de, en], "default-language", ["en", "de"]).owners).toEqual(["/a/ x"]);
  expect(decide([de, en, other], "default-language", ["en", "de"]).owners).toEqual([]);
});

describe("rooms are told apart", () => {
  it("by the site's name, and by the server", () => {
    const pages = [
      page("a", [{ threadId: "x", siteName: "one" }]),
      page("b", [{ threadId: "x", siteName: "two" }]),
      page("c", [{ threadId: "x", siteName: "two", serverName: "other.example" }]),
    ];
    expect(decide(pages)).toMatchObject({ owners: ["/a/ x", "/b/ x", "/c/ x"], codes: [] });
  });

  it("but not where a page says no site's name and all others say the same", () => {
    const pages = [page("a", [{ threadId: "x", siteName: "one" }]), page("b", ["x"])];
    expect(decide(pages)).toMatchObject({
      owners: [],
      codes: ["error duplicate-section", "error duplicate-section"],
    });
  });
});

it("sections that one page alone shows stay, and nothing is said", () => {
  expect(decide([page("a", ["x", "y"]), page("b", ["z"])])).toEqual({
    owners: ["/a/ x", "/a/ y", "/b/ z"],
    codes: [],
    findings: [],
  });
});
