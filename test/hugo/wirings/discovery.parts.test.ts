import { rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { afterAll, expect, it } from "vitest";
import type { SiteScan } from "../../../src/domain/page.ts";
import { createHugoSite } from "../../../src/hugo/site-source.ts";
import { hugos, oldestHugo } from "../../parts/hugo/hugos.ts";
import { hugosAt, siteWidget } from "../scan-fixture.ts";
import { builtSections, inOrder } from "./built-sections.ts";
import { type ExpectedSection, type FixtureSite, writeFixtureSite } from "./fixture-site.ts";
import { fixtureSites } from "./fixtures.ts";

const sites = fixtureSites.map((site) => ({ ...site, folder: writeFixtureSite(site) }));

function scan(site: FixtureSite & { readonly folder: string }, hugoPath: string) {
  return createHugoSite({
    widget: siteWidget,
    siteDir: site.folder,
    repositoryDir: site.folder,
    baseUrl: undefined,
    findHugos: hugosAt(hugoPath),
    shortcodes: site.shortcodes,
    duplicateSections: "oldest",
    discover: "auto",
    publicDir: undefined,
    say() {},
    env: { PATH: process.env["PATH"], HOME: tmpdir() },
    now: new Date(),
  }).scan(new AbortController().signal);
}

function threadsOf({ pages }: SiteScan): readonly ExpectedSection[] {
  return inOrder(
    pages.flatMap(({ pageId, threads }) =>
      threads.map(({ location: _, ...address }) => ({ page: pageId, ...address })),
    ),
  );
}

/** A section that several pages show goes to one of them. */
function eachOnce(threads: readonly ExpectedSection[], shown: readonly ExpectedSection[]) {
  const ids = new Set(threads.map(({ threadId }) => threadId));
  return {
    ids: [...ids].sort(),
    astray: shown.filter(
      (one) => !threads.some((other) => JSON.stringify(one) === JSON.stringify(other)),
    ),
  };
}

afterAll(() => {
  for (const { folder } of sites) rmSync(folder, { recursive: true });
});

for (const hugo of hugos) {
  const cases = sites.filter(({ needsNewHugo }) => hugo !== oldestHugo || needsNewHugo !== true);
  hugo.describe(`with ${hugo.name}, every wiring of the catalogue`, () => {
    it.each(cases)("is built as the catalogue says: $name", ({ folder, expected }) => {
      expect(builtSections(folder, hugo.path())).toEqual(inOrder(expected));
    });

    it.each(cases)("is discovered: $name", async (site) => {
      const found = await scan(site, hugo.path());
      const shown = threadsOf(found);
      const { ids, astray } = eachOnce(site.expected, shown);
      expect(shown.map(({ threadId }) => threadId).sort()).toEqual(ids);
      expect(astray).toEqual([]);
      expect(found.discoveredBy).toBe("build");
      expect(found.findings.map(({ code }) => code)).not.toContain("plain-build");
    });
  });
}
