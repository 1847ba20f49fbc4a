import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createHugoSite } from "../../src/hugo/site-source.ts";
import { describeWith } from "../parts/describe-with.ts";
import { type PartName, partPath } from "../parts/tiers.ts";

const exampleSite = fileURLToPath(new URL("../../examples/site", import.meta.url));
const noHugo = "/nonexistent/hugo";

async function scan(siteDir: string, hugoPath: string) {
  const site = createHugoSite({
    siteDir,
    repositoryDir: siteDir,
    contentDir: undefined,
    baseUrl: undefined,
    hugoPath,
    shortcodes: ["chat"],
    duplicateSections: "error",
    env: { PATH: process.env["PATH"], HOME: tmpdir() },
    now: new Date(),
  });
  return site.scan(new AbortController().signal);
}

async function addresses(siteDir: string, hugoPath: string, by: "hugo" | "resolver") {
  const { pages, resolvedBy, findings } = await scan(siteDir, hugoPath);
  expect(findings.filter(({ severity }) => severity !== "notice")).toEqual([]);
  expect(resolvedBy).toBe(by);
  return Object.fromEntries(pages.map((page) => [page.file, page.pageId]));
}

/** Shapes of pages: path, and front matter beside title and date. */
const shapes: readonly (readonly [path: string, frontMatter: string])[] = [
  ["root-page.md", ""],
  ["posts/plain.md", ""],
  ["posts/Mixed Case File.md", ""],
  ["posts/under_score-dash.md", ""],
  ["posts/dots.in.name.md", ""],
  ["posts/Ünïcödé-你好.md", ""],
  ["posts/slugged.md", "slug: My Slug"],
  ["posts/umlaut-slug.md", 'slug: "Ärger & Übermut"'],
  ["posts/number-slug.md", "slug: 2020"],
  ["posts/with-url.md", "url: /custom/place/"],
  ["posts/with-bare-url.md", "url: other/place"],
  ["posts/with-file-url.md", "url: /Old/Place.html"],
  ["posts/leaf/index.md", ""],
  ["posts/slugged-leaf/index.md", "slug: leafy"],
  ["posts/nested/deep/page.md", ""],
  ["posts/nested/bundle/index.md", ""],
  ["posts/branch/_index.md", ""],
  ["posts/branch/twig.md", ""],
  ["posts/branch/below/bud.md", ""],
  ["_index.md", ""],
  ["posts/zoned.md", 'date: "2021-03-04T23:30:00-05:00"'],
  ["posts/published.md", "publishDate: 2020-02-03"],
  ["docs/guide.md", ""],
  ["docs/language.en.md", ""],
];

const baseUrls = ["https://example.org/", "https://example.org/sub/path/"];
const permalinks = [
  "",
  'posts = "/:year/:month/:day/:slug/"',
  'posts = "/:section/:title/"',
  'posts = "/:sections/:filename/"',
  'posts = "/p/:slugorfilename"',
  'posts = "/:year/:monthname/:weekdayname/:yearday/:filename/"\ndocs = "/:filename/"',
];
const styles = ["", "uglyURLs = true", "disablePathToLower = true", "removePathAccents = true"];

const configs = baseUrls.flatMap((baseUrl) =>
  permalinks.flatMap((pattern) =>
    styles.map((style) => `baseURL = "${baseUrl}"\n${style}\n[permalinks]\n${pattern}\n`),
  ),
);

function writeSite(folder: string, config: string): void {
  rmSync(folder, { recursive: true, force: true });
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  write("hugo.toml", config);
  write("layouts/shortcodes/chat.html", "");
  shapes.forEach(([path, frontMatter], index) => {
    const date =
      frontMatter.includes("date:") || frontMatter.includes("Date:") ? "" : "date: 2022-11-05\n";
    write(
      join("content", path),
      `---\ntitle: "Page Number ${index}: Größe & more"\n${date}${frontMatter}\n---\n{{< chat section-${index} >}}\n`,
    );
  });
}

describeWith("hugo", "hugo-0.111")("page addresses", () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "hugo-site-"));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const versions: readonly PartName[] = ["hugo", "hugo-0.111"];

  it.each(versions)("of the example site are the same by our resolver and by %s", async (name) => {
    const own = await addresses(exampleSite, noHugo, "resolver");
    expect(Object.keys(own).length).toBeGreaterThanOrEqual(12);
    expect(await addresses(exampleSite, partPath(name), "hugo")).toEqual(own);
  });

  it.each(configs)("are Hugo's own under the configuration %j", async (config) => {
    writeSite(folder, config);
    const own = await addresses(folder, noHugo, "resolver");
    expect(Object.keys(own)).toHaveLength(shapes.length);
    expect(own).toEqual(await addresses(folder, partPath("hugo"), "hugo"));
  });

  it.each(configs.filter((_, index) => index % 4 === 0))(
    "are those of Hugo 0.111 under the configuration %j",
    async (config) => {
      writeSite(folder, config);
      const own = await addresses(folder, noHugo, "resolver");
      expect(own).toEqual(await addresses(folder, partPath("hugo-0.111"), "hugo"));
    },
  );

  it.each(versions)("are asked of %s without leaving anything in the site", async (name) => {
    writeSite(folder, 'baseURL = "https://example.org/"\n');
    await addresses(folder, partPath(name), "hugo");
    expect(readdirSync(folder).sort()).toEqual(["content", "hugo.toml", "layouts"]);
  });

  it("are worked out without Hugo, and that is said, where Hugo fails", async () => {
    writeSite(
      folder,
      'baseURL = "https://example.org/"\n[module]\n[[module.imports]]\npath = "nowhere.invalid/theme"\n',
    );
    const { pages, resolvedBy, findings } = await scan(folder, partPath("hugo"));
    expect([resolvedBy, pages.length]).toEqual(["resolver", shapes.length]);
    expect(findings.map(({ code }) => code)).toContain("hugo-failed");
  });
});
