import { rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { afterAll, describe, expect, it } from "vitest";
import type { SiteScan } from "../../../src/comment/page.ts";
import { createHugoSite } from "../../../src/hugo/site-source.ts";
import { currentHugo } from "../../parts/hugos.ts";
import { inOrder } from "./built-sections.ts";
import { type ExpectedSection, type FixtureSite, writeFixtureSite } from "./fixture-site.ts";
import { fixtureSites } from "./fixtures.ts";

const sites = fixtureSites.map((site) => ({ ...site, folder: writeFixtureSite(site) }));

function scan(
  site: FixtureSite & { readonly folder: string },
  discover: "auto" | "content" | "rendered",
  hugoPath: string,
) {
  return createHugoSite({
    siteDir: site.folder,
    repositoryDir: site.folder,
    contentDir: undefined,
    baseUrl: undefined,
    hugoPath,
    shortcodes: site.shortcodes,
    duplicateSections: "oldest",
    discover,
    publicDir: undefined,
    say() {},
    env: { PATH: process.env["PATH"], HOME: tmpdir() },
    now: new Date(),
  }).scan(new AbortController().signal);
}

function sectionsOf({ pages }: SiteScan): readonly ExpectedSection[] {
  return inOrder(
    pages.flatMap(({ pageId, sections }) =>
      sections.map(({ location: _, ...wiring }) => ({ page: pageId, ...wiring })),
    ),
  );
}

/** A section that several pages show goes to one of them. */
function eachOnce(sections: readonly ExpectedSection[], shown: readonly ExpectedSection[]) {
  const ids = new Set(sections.map(({ sectionId }) => sectionId));
  return {
    ids: [...ids].sort(),
    astray: shown.filter(
      (one) =>
        !sections.some(({ page, sectionId }) => page === one.page && sectionId === one.sectionId),
    ),
  };
}

afterAll(() => {
  for (const { folder } of sites) rmSync(folder, { recursive: true });
});

describe("every wiring of the catalogue is discovered without Hugo", () => {
  it.each(sites)("in content and templates: $name", async (site) => {
    const shown = sectionsOf(await scan(site, "content", "/nonexistent/hugo"));
    const { ids, astray } = eachOnce(site.expected, shown);
    expect(shown.map(({ sectionId }) => sectionId).sort()).toEqual(ids);
    expect(astray).toEqual([]);
  });
});

currentHugo.describe("every wiring of the catalogue is discovered", () => {
  it.each(sites)("in the site as Hugo builds it: $name", async (site) => {
    const all = [...site.expected, ...(site.onlyBuilt ?? [])];
    const shown = sectionsOf(await scan(site, "rendered", currentHugo.path()));
    const { ids, astray } = eachOnce(all, shown);
    expect(shown.map(({ sectionId }) => sectionId).sort()).toEqual(ids);
    expect(astray).toEqual([]);
  });

  it.each(sites)("by both ways together, which agree: $name", async (site) => {
    const both = await scan(site, "auto", currentHugo.path());
    const built = await scan(site, "rendered", currentHugo.path());
    expect(sectionsOf(both)).toEqual(sectionsOf(built));
    expect(both.discoveredBy).toBe("both");
    const disagreements = both.findings.filter(({ code }) => code === "discovery-disagreement");
    if (site.onlyBuilt === undefined) expect(disagreements).toEqual([]);
  });
});
