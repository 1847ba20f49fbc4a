import { rmSync } from "node:fs";
import { afterAll, expect, it } from "vitest";
import { readSiteConfig } from "../../../src/hugo/config/site-config.ts";
import { describeWith } from "../../parts/describe-with.ts";
import { type PartName, partPath } from "../../parts/tiers.ts";
import { inOrder } from "../wirings/built-sections.ts";
import { writeFixtureSite } from "../wirings/fixture-site.ts";
import { fixtureSites } from "../wirings/fixtures.ts";
import { scanBuild } from "./scanned-build.ts";

const sites = fixtureSites.map((site) => ({ ...site, folder: writeFixtureSite(site) }));
const versions: readonly PartName[] = ["hugo", "hugo-0.111"];

describeWith("hugo", "hugo-0.111")("the comment sections that readers see are found", () => {
  afterAll(() => {
    for (const { folder } of sites) rmSync(folder, { recursive: true });
  });

  const cases = versions.flatMap((version) =>
    sites
      .filter(({ needsNewHugo }) => version === "hugo" || needsNewHugo !== true)
      .map((site) => ({ ...site, version })),
  );
  it.each(cases)("by $version: $name", async ({ folder, expected, onlyBuilt, version }) => {
    const { baseUrl } = await readSiteConfig(folder);
    const { pages } = await scanBuild(folder, partPath(version), { baseUrl });
    const found = pages.flatMap(({ pageId, wirings }) =>
      wirings.map((wiring) => ({ page: pageId, ...wiring })),
    );
    const all = inOrder([...expected, ...(onlyBuilt ?? [])]);
    expect(inOrder(found)).toEqual(all);
  });
});
