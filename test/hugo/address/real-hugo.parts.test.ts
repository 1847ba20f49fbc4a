import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, expect, it } from "vitest";
import { currentHugo, oldestHugo } from "../../parts/hugo/hugos.ts";
import {
  addressLayout,
  builtAddresses,
  callFor,
  chatShortcode,
  scannedAddresses,
  scanSite,
} from "./hugo-pages.ts";

const exampleSite = fileURLToPath(new URL("../../../examples/site", import.meta.url));

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
  ["posts/zoned.md", 'date: "2021-03-04T23:30:00-05:00"'],
  ["posts/published.md", "publishDate: 2020-02-03"],
  ["posts/Two  Spaces (and more)!.md", ""],
  ["posts/c++ & c#.md", ""],
  ["posts/50% off %20.md", ""],
  ["posts/ΣΑΣ İstanbul.md", ""],
  ["posts/slug-with-signs.md", 'slug: "-C++ & C#: what? 100%-"'],
  ["posts/url-with-signs.md", 'url: "/Ünder the/b!b(c)/"'],
  ["posts/url-without-slash.md", "url: /plain/url"],
  ["posts/url-dots.md", "url: /v1.2/notes/"],
  ["posts/empty-url.md", 'url: ""'],
  ["posts/_index.md", ""],
  ["posts/branch/_index.md", ""],
  ["posts/branch/twig.md", ""],
  ["posts/branch/below/bud.md", ""],
  ["Docs Two/A Page.md", ""],
  ["Docs Two/Sub Section/_index.md", ""],
  ["Docs Two/Sub Section/deeper/A Page.md", ""],
  ["Docs Two/Sub Section/My Bundle/index.md", ""],
  ["manual/start.md", ""],
  ["manual/part/_index.md", ""],
  ["manual/part/deeper/page.md", ""],
  ["manual/part/bundle/index.md", ""],
  ["about/index.md", ""],
  ["_index.md", ""],
  ["docs/guide.md", ""],
  ["docs/language.en.md", ""],
];

/** Hugo 0.111 treats runs of spaces and dropped characters in file names differently. */
const newShapes = ["posts/Two  Spaces (and more)!.md", "posts/c++ & c#.md"];

const baseUrls = ["https://example.org/", "https://example.org/sub/path/"];
const permalinks = [
  "",
  'posts = "/:year/:month/:day/:slug/"',
  'posts = "/:section/:title/"',
  'posts = "/:sections/:filename/"',
  'posts = "/p/:slugorfilename"',
  'posts = "/:year/:monthname/:weekdayname/:yearday/:filename/"\ndocs = "/:filename/"',
  'manual = "/:sections[0]/x/:sections[1:]/:slug/"\n"/" = "/top/:weekday/:filename/"',
];
/** Forms that Hugo 0.111 does not know. */
const newPermalinks = [
  '[permalinks]\nmanual = "/:sections[last]/:sections[:last]/:sections[5]/:slug/"',
  '[permalinks.page]\nposts = "/:contentbasename/:day"\n"manual/part" = "/s/:slugorcontentbasename/"',
  '[permalinks.section]\nposts = "/all/:title/"\nmanual = "/:sections/:slug/"',
];
const styles = ["", "uglyURLs = true", "disablePathToLower = true", "removePathAccents = true"];

const newConfigs = newPermalinks.flatMap((table) =>
  styles.map((style) => `baseURL = "https://example.org/b/"\n${style}\n${table}\n`),
);
const uglySections = 'baseURL = "https://example.org/b/"\n[uglyURLs]\nposts = true\n';

const configs = baseUrls.flatMap((baseUrl) =>
  permalinks.flatMap((pattern) =>
    styles.map((style) => `baseURL = "${baseUrl}"\n${style}\n[permalinks]\n${pattern}\n`),
  ),
);

function writeSite(folder: string, config: string, without: readonly string[] = []): void {
  rmSync(folder, { recursive: true, force: true });
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  write("hugo.toml", config);
  write("layouts/shortcodes/chat.html", chatShortcode);
  for (const layout of ["single", "list"]) write(`layouts/_default/${layout}.html`, addressLayout);
  shapes.forEach(([path, frontMatter], index) => {
    if (without.includes(path)) return;
    const date =
      frontMatter.includes("date:") || frontMatter.includes("Date:") ? "" : "date: 2022-11-05\n";
    write(
      join("content", path),
      `---\ntitle: "Page Number ${index}: Größe & more"\n${date}${frontMatter}\n---\n${callFor(join("content", path))}\n`,
    );
  });
}

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "hugo-site-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const tested = [
  {
    hugo: currentHugo,
    without: [],
    ownConfigs: [...configs, ...newConfigs, uglySections],
  },
  {
    hugo: oldestHugo,
    without: newShapes,
    ownConfigs: configs.filter((_, index) => index % 4 === 0),
  },
];

/** Hugo 0.111 leaves a # in paths as it is. */
function escaped(addresses: Readonly<Record<string, string>> | undefined) {
  const entries = Object.entries(addresses ?? {});
  return Object.fromEntries(entries.map(([file, one]) => [file, one.replaceAll("#", "%23")]));
}

for (const { hugo, without, ownConfigs } of tested) {
  hugo.describe(`page addresses with ${hugo.name}`, () => {
    it("of the example site are found, each with its content file", async () => {
      const { pages, findings } = await scanSite(exampleSite, { hugoPath: hugo.path() });
      expect(pages.length).toBeGreaterThanOrEqual(12);
      expect(pages.filter(({ file }) => !file.startsWith("content/"))).toEqual([]);
      expect(findings.filter(({ severity }) => severity === "error")).toEqual([]);
    });

    it.each(ownConfigs)("are its own under the configuration %j", async (config) => {
      writeSite(folder, config, without);
      const options = { hugoPath: hugo.path() };
      const built = builtAddresses(folder, options);
      expect(Object.keys(built ?? {})).toHaveLength(shapes.length - without.length);
      const scanned = await scannedAddresses(folder, options);
      expect(scanned.findings.filter(({ severity }) => severity !== "notice")).toEqual([]);
      expect(escaped(scanned.addresses)).toEqual(escaped(built));
    });

    it("are asked of it without a trace in the site's folder", async () => {
      writeSite(folder, 'baseURL = "https://example.org/"\n', without);
      const before = readdirSync(folder, { recursive: true }).sort();
      await scanSite(folder, { hugoPath: hugo.path() });
      await scanSite(folder, { hugoPath: hugo.path(), discover: "content" });
      expect(readdirSync(folder, { recursive: true }).sort()).toEqual(before);
    });

    it("follow base-url where it is given", async () => {
      writeSite(folder, 'baseURL = "https://example.org/"\n', without);
      const options = { hugoPath: hugo.path(), baseUrl: "https://other.example/deep/er" };
      const { addresses } = await scannedAddresses(folder, options);
      expect(Object.values(addresses)).toContain("/deep/er/posts/plain/");
      expect(escaped(addresses)).toEqual(escaped(builtAddresses(folder, options)));
    });

    it("are left alone, and that is said, where it fails", async () => {
      writeSite(
        folder,
        'baseURL = "https://example.org/"\n[module]\n[[module.imports]]\npath = "nowhere.invalid/theme"\n',
      );
      const { pages, findings } = await scanSite(folder, { hugoPath: hugo.path() });
      expect(pages).toEqual([]);
      expect(findings.map(({ code }) => code)).toEqual(
        expect.arrayContaining(["build-failed", "not-known-without-build"]),
      );
    });
  });
}
