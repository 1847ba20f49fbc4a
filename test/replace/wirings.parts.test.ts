import { execFileSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { afterAll, expect, it } from "vitest";
import { createHugoSite } from "../../src/hugo/site-source.ts";
import { planReplacement } from "../../src/replace/plan-replacement.ts";
import { readChangedFiles } from "../../src/replace/read-changed-files.ts";
import { writeChangedFiles } from "../../src/replace/write-changed-files.ts";
import { hugosAt, siteWidget } from "../hugo/scan-fixture.ts";
import { type FixtureSite, writeFixtureSite } from "../hugo/wirings/fixture-site.ts";
import { fixtureSites } from "../hugo/wirings/fixtures.ts";
import { describeWith } from "../parts/tiers/describe-with.ts";
import { partPath } from "../parts/tiers/tiers.ts";
import { templateOf } from "../shortcode/template-of.ts";

const template = templateOf("{{< moved section=[section] page=[page] >}}");
const printer = "MOVED({{ .Get `section` }}|{{ .Get `page` }})";

type WrittenSite = FixtureSite & { readonly folder: string };
const sites: readonly WrittenSite[] = fixtureSites.map((site) => {
  const folder = writeFixtureSite(site);
  mkdirSync(join(folder, "layouts", "shortcodes"), { recursive: true });
  writeFileSync(join(folder, "layouts", "shortcodes", "moved.html"), printer);
  return { ...site, folder };
});

type Way = "content" | "auto";

async function planOf({ folder, shortcodes }: WrittenSite, discover: Way) {
  const scan = await createHugoSite({
    widget: siteWidget,
    siteDir: folder,
    repositoryDir: folder,
    baseUrl: undefined,
    findHugos: hugosAt(partPath("hugo")),
    shortcodes,
    duplicateSections: "oldest",
    discover,
    publicDir: undefined,
    say() {},
    env: { PATH: process.env["PATH"], HOME: tmpdir() },
    now: new Date(),
  }).scan(new AbortController().signal);
  const moved = new Set(scan.pages.map(({ pageId }) => pageId));
  const plan = planReplacement(scan, moved, template);
  const { files, findings } = await readChangedFiles(plan.files, template, folder);
  return { scan, plan, files, findings };
}

function contentOf(folder: string): ReadonlyMap<string, Buffer> {
  const root = join(folder, "content");
  return new Map(
    readdirSync(root, { recursive: true, encoding: "utf8" })
      .filter((file) => /\.\w+$/.test(file))
      .map((file) => [join(root, file), readFileSync(join(root, file))]),
  );
}

/** What the built pages show of the new shortcode, by page. */
function built(folder: string): ReadonlyMap<string, readonly string[]> {
  const output = join(folder, "public");
  execFileSync(partPath("hugo"), ["--source", folder, "--destination", output, "--noBuildLock"], {
    env: { PATH: process.env["PATH"], HOME: tmpdir() },
  });
  const pages = readdirSync(output, { recursive: true, encoding: "utf8" }).filter((file) =>
    file.endsWith("index.html"),
  );
  return new Map(
    pages.map((file) => [
      `/${relative(output, join(output, file)).replace(/index\.html$/, "")}`,
      readFileSync(join(output, file), "utf8").match(/MOVED\([^)]*\)/g) ?? [],
    ]),
  );
}

describeWith("hugo")("replacing every wiring of the catalogue", () => {
  afterAll(() => {
    for (const { folder } of sites) rmSync(folder, { recursive: true });
  });

  // Only the list of pages differs between the two ways: a few sites show that.
  const cases = sites.flatMap((site, index) => [
    { ...site, way: "auto" } as const,
    ...(index % 4 === 0 ? [{ ...site, way: "content" } as const] : []),
  ]);
  let replaced = 0;
  it.each(cases)(
    "replaces, does nothing twice, and can be taken back, by $way: $name",
    async (site) => {
      const before = contentOf(site.folder);
      const first = await planOf(site, site.way);
      expect(first.findings).toEqual([]);
      replaced += first.plan.files.flatMap(({ replacements }) => replacements).length;
      expect((await writeChangedFiles(first.files)).findings).toEqual([]);

      const second = await planOf(site, site.way);
      expect(second.files).toEqual([]);
      expect(second.plan.files).toEqual([]);
      expect(second.plan.kept).toBe(first.plan.kept);

      const shown = built(site.folder);
      const calls = first.plan.files.flatMap(({ file, replacements }) => {
        const ids = replacements.map(({ pageId }) => pageId);
        return [...new Set(ids)].map((pageId) => ({ file, pageId }));
      });
      expect([...shown.values()].flat()).toHaveLength(calls.length);
      for (const { pageId } of calls) {
        expect([...shown.values()].flat().join(), pageId).toContain(`|${pageId})`);
      }

      const restored = first.files.map((file) => ({
        ...file,
        before: file.after,
        after: file.before,
      }));
      expect((await writeChangedFiles(restored)).findings).toEqual([]);
      expect(contentOf(site.folder)).toEqual(before);
    },
  );

  it("covers shortcodes of every kind", () => {
    expect(replaced).toBeGreaterThan(25);
  });
});
