import { describe, expect, it } from "vitest";
import { type Page, threadsOf } from "../../src/domain/page.ts";
import { ofMovedSites } from "../../src/run/moved-sites.ts";
import { scanOf } from "../parts/hugo/site-scan.ts";

/** A page with a section of each site; undefined is one that its page doesn't name. */
function page(name: string, ...siteNames: readonly (string | undefined)[]): Page {
  const file = `content/${name}.md`;
  const threads = siteNames.map((siteName, index) => ({
    threadId: `${name}-${index}`,
    ...(siteName === undefined ? {} : { siteName }),
    location: { file, line: index + 4 },
  }));
  return { pageId: `/${name}/`, title: name, file, threads };
}

function moved(siteNames: readonly string[], ...pages: readonly Page[]) {
  const scan = ofMovedSites(scanOf(pages), siteNames);
  return { pages: scan.pages.map(({ pageId }) => pageId), scan };
}

describe("the pages of the sites that are moved", () => {
  it("are those that name one of them, and those that name none", () => {
    const all = [page("a", "en"), page("b", "de"), page("c", undefined), page("d", "")];
    const { pages, scan } = moved(["en", "de"], ...all);
    expect(pages).toEqual(["/a/", "/b/", "/c/", "/d/"]);
    expect(scan.findings).toEqual([]);
  });

  it("are not those of other sites: each is an error, with what to do about it", () => {
    const { pages, scan } = moved(["en", "de"], page("a", "en"), page("b", "older"));
    expect(pages).toEqual(["/a/"]);
    expect(scan.findings).toEqual([
      {
        severity: "error",
        code: "other-site-name",
        message:
          '/b/ was skipped: it belongs to the site "older", and this run only moves "en" and "de".',
        remedy:
          'If its comments should be moved as well, name all sites (site-name: en, de, older), or migrate "older" in a separate run.',
        pageId: "/b/",
        location: { file: "content/b.md", line: 4 },
      },
    ]);
  });

  it("keep those of their sections that belong to them", () => {
    const { scan } = moved(["en"], page("a", "older", "en", "oldest"));
    expect(scan.pages.map(({ threads }) => threads.map(({ threadId }) => threadId))).toEqual([
      ["a-1"],
    ]);
    expect(scan.findings.map(({ message }) => message)).toEqual([
      'The comment section a-0 of /a/ was skipped: it belongs to the site "older", and this run only moves "en".',
      'The comment section a-2 of /a/ was skipped: it belongs to the site "oldest", and this run only moves "en".',
    ]);
  });

  it("are complete still where a checkpoint knew them before a second site was moved", () => {
    const [silent, said, other] = ["", "en", "de"].map((siteName) => {
      const [only] = moved(["en", "de"], page("a", siteName || undefined)).scan.pages;
      return only === undefined ? undefined : threadsOf(only);
    });
    expect(said).toBe(threadsOf(page("a", undefined)));
    expect(silent).toBe(said);
    expect(other).not.toBe(said);
  });

  it("are none where no site name is known", () => {
    expect(moved([], page("a", "en")).pages).toEqual([]);
  });
});
