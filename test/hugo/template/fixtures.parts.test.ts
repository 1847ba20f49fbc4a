import { rmSync } from "node:fs";
import { afterAll, describe, expect, it } from "vitest";
import { hugos, oldestHugo } from "../../parts/hugos.ts";
import { builtSections, inOrder } from "../wirings/built-sections.ts";
import { writeFixtureSite } from "../wirings/fixture-site.ts";
import { fixtureSites } from "../wirings/fixtures.ts";
import { templateSections } from "../wirings/template-sections.ts";

const sites = fixtureSites.map((site) => ({ ...site, folder: writeFixtureSite(site) }));

afterAll(() => {
  for (const { folder } of sites) rmSync(folder, { recursive: true });
});

describe("the comment sections of a site are known", () => {
  it.each(sites)(
    "from its templates: $name",
    async ({ folder, expected, shortcodes, findings }) => {
      const found = await templateSections(folder, shortcodes);
      expect(found.sections).toEqual(inOrder(expected));
      expect(found.findings).toEqual(findings ?? []);
    },
  );
});

for (const hugo of hugos) {
  const buildable = sites.filter(
    ({ needsNewHugo }) => hugo !== oldestHugo || needsNewHugo !== true,
  );
  hugo.describe(`the comment sections of a site are known as ${hugo.name} shows them`, () => {
    it.each(buildable)("$name", ({ folder, expected, onlyBuilt }) => {
      const all = inOrder([...expected, ...(onlyBuilt ?? [])]);
      expect(builtSections(folder, hugo.path())).toEqual(all);
    });
  });
}
