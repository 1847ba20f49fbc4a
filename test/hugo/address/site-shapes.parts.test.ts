import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { createHugoSite, type HugoSiteOptions } from "../../../src/hugo/site-source.ts";
import { hugos } from "../../parts/hugos.ts";
import { type SiteShape, siteShapes } from "./site-shapes.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "site-shape-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const layout = "<html><body>{{ .Content }}</body></html>";
const common = {
  "layouts/shortcodes/chat.html":
    '<script>initComments({ siteName: "blog", commentSectionId: "{{ .Get 0 }}" })</script>',
  "layouts/_default/single.html": layout,
  "layouts/_default/list.html": layout,
};

function write({ files }: SiteShape): void {
  for (const [path, text] of Object.entries({ ...common, ...files })) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    const id = Buffer.from(path).toString("hex");
    writeFileSync(join(folder, path), text.replace("{chat}", `{{< chat "${id}" >}}`));
  }
}

/** Addresses by content file. */
async function addresses(
  { env = {} }: SiteShape,
  hugoPath: string,
  discover: HugoSiteOptions["discover"],
) {
  const site = createHugoSite({
    siteDir: folder,
    repositoryDir: folder,
    contentDir: undefined,
    baseUrl: undefined,
    hugoPath,
    shortcodes: undefined,
    duplicateSections: "error",
    discover,
    publicDir: undefined,
    say() {},
    env: { PATH: process.env["PATH"], HOME: tmpdir(), ...env },
    now: new Date(),
  });
  const { pages, findings } = await site.scan(new AbortController().signal);
  const found = pages.flatMap(({ pageId, sections }) =>
    sections.map(({ sectionId }) => [Buffer.from(sectionId, "hex").toString(), pageId] as const),
  );
  return {
    found: Object.fromEntries(found.toSorted()),
    faults: findings.filter(({ severity }) => severity === "error").map(({ message }) => message),
  };
}

const noHugo = "/nonexistent/hugo";

for (const hugo of hugos) {
  hugo.describe(`page addresses are those of ${hugo.name} in a site with`, () => {
    it.each(siteShapes.filter(({ only }) => only === undefined || only === hugo))(
      "$name",
      async (shape) => {
        write(shape);
        const own = await addresses(shape, noHugo, "content");
        expect(own.faults).toEqual([]);
        const built = await addresses(shape, hugo.path(), "rendered");
        expect(own.found, "built").toEqual(built.found);
        const listed = await addresses(shape, hugo.path(), "content");
        expect(listed.found, "listed").toEqual(built.found);
      },
    );
  });
}
