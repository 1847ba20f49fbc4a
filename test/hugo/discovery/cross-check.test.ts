import { describe, expect, it } from "vitest";
import type { ContentPages, UnplacedPage } from "../../../src/hugo/discovery/content-pages.ts";
import { crossCheck, placeShown, type ShownPage } from "../../../src/hugo/discovery/cross-check.ts";
import type { DatedPage } from "../../../src/hugo/discovery/duplicate-sections.ts";

/** A page of the content, whose sections stand in lines 10, 11, … */
function inContent(pageId: string, ...sectionIds: readonly string[]): DatedPage {
  const file = `content${pageId}index.md`;
  const sections = sectionIds.map((sectionId, index) => ({
    sectionId,
    location: { file, line: 10 + index },
  }));
  return { page: { pageId, title: `Title of ${pageId}`, file, sections }, date: new Date(0) };
}

function shown(pageId: string, ...sectionIds: readonly string[]): ShownPage {
  return {
    pageId,
    title: `Built ${pageId}`,
    file: `public${pageId}index.html`,
    date: undefined,
    wirings: sectionIds.map((sectionId) => ({ sectionId, siteName: "blog" })),
    unreadable: [],
  };
}

function contentOf(pages: readonly DatedPage[], unplaced: readonly UnplacedPage[] = []) {
  return {
    pages,
    unplaced,
    files: new Map(),
    places: [],
    findings: [],
    doubts: [],
  } satisfies ContentPages;
}

function check(
  content: readonly DatedPage[],
  built: readonly ShownPage[],
  unplaced?: readonly UnplacedPage[],
) {
  const { pages, findings } = crossCheck(contentOf(content, unplaced), built);
  return {
    sections: Object.fromEntries(
      pages.map(({ page }) => [page.pageId, page.sections.map(({ sectionId }) => sectionId)]),
    ),
    messages: findings.map(({ message }) => message),
    pages,
    findings,
  };
}

describe("content and built site", () => {
  it("agree without a word, and the place is the content's", () => {
    const { pages, findings } = check([inContent("/a/", "a")], [shown("/a/", "a")]);
    expect(findings).toEqual([]);
    expect(pages).toEqual([
      {
        date: new Date(0),
        page: {
          pageId: "/a/",
          title: "Title of /a/",
          file: "content/a/index.md",
          sections: [
            {
              sectionId: "a",
              siteName: "blog",
              location: { file: "content/a/index.md", line: 10 },
            },
          ],
        },
      },
    ]);
  });

  it("disagree on a page's section: the built page is believed, and both ids are reported at their place", () => {
    const { sections, findings } = check(
      [inContent("/a/", "written", "same")],
      [shown("/a/", "same", "seen")],
    );
    expect(sections).toEqual({ "/a/": ["same", "seen"] });
    expect(findings.map(({ message, location }) => [message.split(",")[0], location])).toEqual([
      ["The content of /a/ names the section written", { file: "content/a/index.md", line: 10 }],
      ["The built page /a/ shows the section seen", { file: "content/a/index.md", line: 10 }],
    ]);
  });

  it("know different pages: both are moved, and both are reported", () => {
    const { sections, messages } = check([inContent("/a/", "a")], [shown("/b/", "b")]);
    expect(sections).toEqual({ "/b/": ["b"], "/a/": ["a"] });
    expect(messages).toEqual([
      expect.stringMatching(/^The built page \/b\/ shows the section b, which was not found/),
      expect.stringMatching(/^By the content, \/a\/ shows .* a, .* moved to it all the same/),
    ]);
  });

  it("put one section on different pages: it goes where readers see it, and nowhere else", () => {
    const { sections, messages } = check([inContent("/a/", "x", "y")], [shown("/b/", "x")]);
    expect(sections).toEqual({ "/b/": ["x"], "/a/": ["y"] });
    expect(messages).toContainEqual(expect.stringMatching(/\/a\/ .* x, .* moved to \/b\//));
  });

  it("meet by the section where the page's address is known to the built site only", () => {
    const { page } = inContent("/?/", "a");
    const noAddress = {
      severity: "error",
      code: "no-page-address",
      message: "No address.",
    } as const;
    const unplaced = { page, date: undefined, findings: [noAddress] };
    const met = check([], [shown("/real/", "a")], [unplaced]);
    expect(met.pages.map(({ page: { pageId, file } }) => [pageId, file])).toEqual([
      ["/real/", "content/?/index.md"],
    ]);
    expect(met.findings).toEqual([]);
    expect(check([], [], [unplaced]).findings).toEqual([noAddress]);
  });

  it("leave a doubt to the built site: what it does not show is not there", () => {
    const doubtful = { ...inContent("/a/", "a"), isUncertain: true };
    expect(check([doubtful], [])).toMatchObject({ pages: [], findings: [] });
  });

  it("keep a section that the built page shows but does not tell, as the content tells it", () => {
    const untold = { ...shown("/a/"), unreadable: ["its id is worked out by the browser"] };
    expect(check([inContent("/a/", "a")], [untold])).toMatchObject({
      sections: { "/a/": ["a"] },
      findings: [],
    });
    expect(check([], [untold]).findings).toMatchObject([
      { severity: "error", code: "unreadable-section", pageId: "/a/" },
    ]);
  });
});

it("the built site alone takes only places from the content", () => {
  const { pages } = placeShown(contentOf([inContent("/a/", "a"), inContent("/c/", "c")]), [
    shown("/a/", "a"),
    shown("/b/", "b"),
  ]);
  expect(pages.map(({ page }) => [page.pageId, page.sections[0]?.location])).toEqual([
    ["/a/", { file: "content/a/index.md", line: 10 }],
    ["/b/", { file: "public/b/index.html", line: 1 }],
  ]);
});
