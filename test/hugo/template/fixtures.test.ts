import { rmSync } from "node:fs";
import { afterAll, expect, it } from "vitest";
import { describeWith } from "../../parts/describe-with.ts";
import { partPath } from "../../parts/tiers.ts";
import { builtSections, inOrder } from "../wirings/built-sections.ts";
import { writeFixtureSite } from "../wirings/fixture-site.ts";
import { fixtureSites } from "../wirings/fixtures.ts";
import { templateSections } from "../wirings/template-sections.ts";

const sites = fixtureSites.map((site) => ({ ...site, folder: writeFixtureSite(site) }));

describeWith("hugo", "hugo-0.111")("the comment sections of a site are known", () => {
  afterAll(() => {
    for (const { folder } of sites) rmSync(folder, { recursive: true });
  });

  it.each(sites)(
    "from its templates: $name",
    async ({ folder, expected, shortcodes, findings }) => {
      const found = await templateSections(folder, shortcodes);
      expect(found.sections).toEqual(inOrder(expected));
      expect(found.findings).toEqual(findings ?? []);
    },
  );

  it.each(sites)("as Hugo shows them: $name", ({ folder, expected, onlyBuilt }) => {
    const all = inOrder([...expected, ...(onlyBuilt ?? [])]);
    expect(builtSections(folder, partPath("hugo"))).toEqual(all);
  });

  it.each(sites.filter(({ needsNewHugo }) => needsNewHugo !== true))(
    "as Hugo 0.111 shows them: $name",
    ({ folder, expected, onlyBuilt }) => {
      const all = inOrder([...expected, ...(onlyBuilt ?? [])]);
      expect(builtSections(folder, partPath("hugo-0.111"))).toEqual(all);
    },
  );
});
