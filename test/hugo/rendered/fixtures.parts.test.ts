import { rmSync } from "node:fs";
import { afterAll, expect, it } from "vitest";
import { readSiteConfig } from "../../../src/hugo/config/site-config.ts";
import { hugos, oldestHugo } from "../../parts/hugos.ts";
import { inOrder } from "../wirings/built-sections.ts";
import { writeFixtureSite } from "../wirings/fixture-site.ts";
import { fixtureSites } from "../wirings/fixtures.ts";
import { scanBuild } from "./scanned-build.ts";

const sites = fixtureSites.map((site) => ({ ...site, folder: writeFixtureSite(site) }));

afterAll(() => {
  for (const { folder } of sites) rmSync(folder, { recursive: true });
});

for (const hugo of hugos) {
  hugo.describe(`the comment sections that readers see are found where ${hugo.name} builds`, () => {
    const cases = sites.filter(({ needsNewHugo }) => hugo !== oldestHugo || needsNewHugo !== true);
    it.each(cases)("$name", async ({ folder, expected, onlyBuilt }) => {
      const { baseUrl } = await readSiteConfig(folder);
      const { pages } = await scanBuild(folder, hugo.path(), { baseUrl });
      const found = pages.flatMap(({ pageId, wirings }) =>
        wirings.map((wiring) => ({ page: pageId, ...wiring })),
      );
      const all = inOrder([...expected, ...(onlyBuilt ?? [])]);
      expect(inOrder(found)).toEqual(all);
    });
  });
}
