import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { loadConfig } from "../../src/config/load-config.ts";
import { findPages } from "../../src/run/find-pages.ts";
import { cactusOf } from "../config/cactus-of.ts";

const folders: string[] = [];
afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true });
});

const widget = `<script>initComments({ node: document.getElementById("c"),
defaultHomeserverUrl: "https://m.example", serverName: "m.example", siteName: "blog",
commentSectionId: "{{ .Get 0 }}" })</script>`;
const shortcode = { "layouts/shortcodes/chat.html": widget };
const post = (threadId: string, date?: string) =>
  `---\ntitle: Post\n${date === undefined ? "" : `date: ${date}\n`}---\n{{< chat "${threadId}" >}}\n`;

/** What a build of the site holds: each page with the sections of its calls. */
function builtFiles(files: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const template = files["layouts/shortcodes/chat.html"] ?? "";
  const pages = Object.entries(files).flatMap(([name, text]) => {
    const [, page] = /^content\/(.+)\.md$/.exec(name) ?? [];
    if (page === undefined) return [];
    const calls = [...text.matchAll(/\{\{< chat "(.*?)" >\}\}/g)];
    const shown = calls.map(([, id = ""]) => template.replace("{{ .Get 0 }}", id));
    const [, date] = /^date: (.+)$/m.exec(text) ?? [];
    const dated =
      date === undefined ? "" : `<meta property="article:published_time" content="${date}">`;
    return [[`public/${page}/index.html`, `<html>${dated}${shown.join("")}</html>`] as const];
  });
  return { "public/index.html": "<html></html>", ...Object.fromEntries(pages) };
}

/** What is found in a site of these files that was built before, without a Hugo. */
async function find(
  files: Readonly<Record<string, string>>,
  settings: Readonly<Record<string, string>> = {},
  say: (line: string) => void = () => {},
) {
  const siteDir = await mkdtemp(join(tmpdir(), "find-pages-"));
  folders.push(siteDir);
  const site = {
    "hugo.toml": 'baseURL = "https://blog.example/"',
    ...files,
    ...builtFiles(files),
  };
  for (const [name, text] of Object.entries(site)) {
    await mkdir(dirname(join(siteDir, name)), { recursive: true });
    await writeFile(join(siteDir, name), text);
  }
  const inputs = {
    "database-name": "comments",
    "d1-mode": "local",
    ...settings,
  };
  const loaded = loadConfig({ cwd: siteDir, inputsAre: "input", env: {}, inputs });
  const host = {
    env: { PATH: join(siteDir, "no-programs") },
    repositoryDir: siteDir,
    now: () => new Date(),
    hugoReleases: {
      kept: { find: async () => undefined, keep: async (folder: string) => folder },
      releasesUrl: "https://releases.invalid",
      defaultVersion: "none",
    },
    say,
    onRetry: () => {},
    budget: { ms: undefined },
  } as const;
  return await findPages(loaded, host, new AbortController().signal);
}

const dryRun = { mode: "dry-run" };
const nothing = { "content/a.md": "---\ntitle: A\n---\nNo comments here.\n", ...shortcode };

describe("a site whose pages name another site than the one that is moved", () => {
  it("has no page left, and an error for each", async () => {
    const files = { ...shortcode, "content/a.md": post("a"), "content/b.md": post("b") };
    const { scan } = await find(files, { "site-name": "misspelt" });
    expect(scan.pages).toEqual([]);
    const errors = scan.findings.filter(({ code }) => code === "other-site-name");
    expect(errors.map(({ pageId, location }) => [pageId, location?.file, location?.line])).toEqual([
      ["/a/", "content/a.md", 4],
      ["/b/", "content/b.md", 4],
    ]);
  });

  it("tells every shard's job so, since a plan has no job for such a page", async () => {
    const files = { ...shortcode, "content/a.md": post("a"), "content/b.md": post("b") };
    for (const shard of ["1/2", "2/2"]) {
      const { scan } = await find(files, { "site-name": "misspelt", shard });
      expect(scan.findings.filter(({ code }) => code === "other-site-name")).toHaveLength(2);
    }
  });
});

describe("a site without a comment section", () => {
  it("is for the dry run's verdict to tell, without the site's name", async () => {
    const { config, scan } = await find(nothing, dryRun);
    expect(cactusOf(config).siteNames).toEqual([]);
    expect(scan.pages).toEqual([]);
    expect(scan.findings.map(({ code }) => code)).toContain("no-sections");
  });

  it.each([{}, { mode: "plan" }, { mode: "verify" }, { mode: "rollback-dry-run" }])(
    "is an error that says so in any other run: %j",
    async (settings) => {
      await expect(find(nothing, settings)).rejects.toMatchObject({
        code: "no-pages",
        message: expect.stringMatching(
          /^There is nothing to move\. No page shows a comment section; .*chat/,
        ),
        remedy: expect.stringContaining("site-dir"),
      });
    },
  );

  it("does not keep what else is wrong from being told", async () => {
    const settings = { "homeserver-url": "https://m.example" };
    await expect(find(nothing, settings)).rejects.toThrow(/input server-name: is missing/);
  });

  it("needs nothing to be done where the site's name is given: its pages may be replaced", async () => {
    const { scan } = await find(nothing, { "site-name": "blog" });
    expect(scan.pages).toEqual([]);
  });
});

describe("a site whose only section stands on two pages", () => {
  const files = {
    ...shortcode,
    "content/a.md": post("cactus-comments"),
    "content/b.md": post("cactus-comments"),
  };
  const silent = {
    ...files,
    "layouts/shortcodes/chat.html": widget.replace('siteName: "blog",', ""),
  };

  it.each([
    ["the pages name the site", files, ["blog"]],
    ["they don't", silent, []],
  ])("goes on to the dry run's verdict, where %s", async (_, site, siteNames) => {
    const { config, scan } = await find(site, dryRun);
    expect(cactusOf(config).siteNames).toEqual(siteNames);
    const places = scan.findings.flatMap(({ code, location }) =>
      code === "duplicate-section" ? [`${location?.file}:${location?.line}`] : [],
    );
    expect(places).toEqual(["public/a/index.html:1", "public/b/index.html:1"]);
  });

  it("is that error where a real run knows no site name", async () => {
    await expect(find(silent)).rejects.toMatchObject({
      code: "no-pages",
      message: expect.stringContaining(
        "is on 2 pages (public/a/index.html:1 and public/b/index.html:1)",
      ),
    });
  });
});

describe("a part of a site", () => {
  const files = {
    ...shortcode,
    "content/2019/a.md": post("a", "2019-12-31T23:30:00-05:00"),
    "content/2020/b.md": post("b", "2020-01-01T00:30:00+02:00"),
    "content/2020/c.md": post("c", "2020-06-01T10:00:00Z"),
    "content/undated.md": post("d"),
  };
  const idsOf = (pages: readonly { readonly pageId: string }[]) =>
    pages.map(({ pageId }) => pageId);

  it("has the pages that are asked for, and leaves the others alone", async () => {
    const lines: string[] = [];
    const asked = { pages: "/20*/**", exclude: "/2020/b/" };
    const { scan, part } = await find(files, asked, (line) => lines.push(line));
    expect(idsOf(scan.pages)).toEqual(["/2019/a/", "/2020/c/"]);
    expect(idsOf(scan.others)).toEqual(["/2020/b/", "/undated/"]);
    expect(part).toMatchObject({
      asked: { pages: ["/20*/**"], exclude: ["/2020/b/"] },
      chosen: 2,
      others: 2,
    });
    expect(lines).toContain("Only a part of the site: 2 of 4 pages; 2 were not asked for.");
  });

  it("goes by the days of the pages' own time zones, and says which pages have none", async () => {
    const until2019 = await find(files, { until: "2019" });
    expect(idsOf(until2019.scan.pages)).toEqual(["/2019/a/"]);
    const { scan } = await find(files, { since: "2020-01-01", until: "2020-01" });
    expect(idsOf(scan.pages)).toEqual(["/2020/b/"]);
    expect(scan.findings.slice(1)).toMatchObject([
      {
        severity: "notice",
        code: "pages-without-date",
        message: expect.stringContaining("/undated/"),
      },
    ]);
  });

  it("warns of a pattern that fits no page with comments", async () => {
    const { scan } = await find(files, { pages: "/2020/**,/2021/**", exclude: "/drafts/**" });
    expect(
      scan.findings.slice(1).map(({ severity, code, message }) => [severity, code, message]),
    ).toEqual([
      [
        "warning",
        "part-pattern-unused",
        "The pattern /2021/** in pages fits no page with comments.",
      ],
      [
        "warning",
        "part-pattern-unused",
        "The pattern /drafts/** in exclude fits no page with comments.",
      ],
    ]);
  });

  it.each([{}, { mode: "dry-run" }, { mode: "verify" }, { mode: "plan" }])(
    "that has no page is an error that says what was asked for and what there is: %j",
    async (settings) => {
      await expect(find(files, { ...settings, pages: "/x/**", limit: "5" })).rejects.toMatchObject({
        code: "part-without-pages",
        message:
          "No page with comments is in the part that was asked for (pages /x/**; limit 5). The site has 4 pages with comments: /2019/a/, /2020/b/, /2020/c/, /undated/.",
        remedy: "Correct pages and limit; nothing was written.",
      });
      await expect(find(files, { ...settings, since: "2022" })).rejects.toThrow(
        "1 page has no date",
      );
    },
  );

  it("of a site without any page with comments is for the dry run's verdict to tell", async () => {
    const { scan } = await find(nothing, { mode: "dry-run", pages: "/a/", "site-name": "blog" });
    expect(scan.findings.map(({ code }) => code)).toEqual(["build-may-be-old", "no-sections"]);
    const real = find(nothing, { pages: "/a/", "site-name": "blog" });
    await expect(real).rejects.toMatchObject({ code: "no-pages" });
  });

  it("is divided into shards, which leave alone what another one has too", async () => {
    const shards = ["1/2", "2/2"].map((shard) => find(files, { pages: "/20*/**", shard }));
    const [one, other] = await Promise.all(shards);
    const both = [...(one?.scan.pages ?? []), ...(other?.scan.pages ?? [])];
    expect(idsOf(both).toSorted()).toEqual(["/2019/a/", "/2020/b/", "/2020/c/"]);
    for (const { scan, part } of [one, other].filter((found) => found !== undefined)) {
      expect(idsOf([...scan.pages, ...scan.others]).toSorted()).toEqual([
        "/2019/a/",
        "/2020/b/",
        "/2020/c/",
        "/undated/",
      ]);
      expect(part).toMatchObject({ chosen: 3, others: 1 });
    }
  });
});

describe("a section on a page of the part and on another one", () => {
  const files = {
    ...shortcode,
    "content/new.md": post("x", "2022-01-01"),
    "content/old.md": post("x", "2020-01-01"),
    "content/other.md": post("y", "2021-01-01"),
  };
  const pagesOf = async (settings: Readonly<Record<string, string>>) => {
    const { scan } = await find(files, settings);
    return [scan.pages, scan.others].map((pages) =>
      pages.flatMap(({ pageId, threads }) =>
        threads.map(({ threadId }) => `${pageId} ${threadId}`),
      ),
    );
  };

  it("belongs to the page that gets it on the whole site", async () => {
    const oldest = { "duplicate-sections": "oldest" };
    expect(await pagesOf({ ...oldest, exclude: "/other/" })).toEqual([["/old/ x"], ["/other/ y"]]);
    await expect(find(files, { ...oldest, pages: "/new/" })).rejects.toMatchObject({
      code: "part-without-pages",
      message: expect.stringMatching(/ \(pages \/new\/\)\. .* are moved to \/old\/ only\.$/),
    });
    expect(await pagesOf({ ...oldest, since: "2021" })).toEqual([["/other/ y"], ["/old/ x"]]);
  });

  it("is an error of the part's pages only, where nobody decided", async () => {
    const placesFor = async (settings: Readonly<Record<string, string>>) => {
      const { scan } = await find(files, settings);
      return scan.findings.flatMap(({ code, location }) =>
        code === "duplicate-section" ? location?.file : [],
      );
    };
    expect(await placesFor({})).toEqual(["public/new/index.html", "public/old/index.html"]);
    expect(await placesFor({ exclude: "/old/" })).toEqual(["public/new/index.html"]);
    expect(await placesFor({ pages: "/other/" })).toEqual([]);
  });
});

it("pages of the part alone are errors where they name another site than the one that is moved", async () => {
  const foreign = post("a").replace("{{<", "<!-- x -->{{<");
  const files = {
    "layouts/shortcodes/chat.html": widget.replace(
      'siteName: "blog"',
      'siteName: "blog-{{ .Get 0 }}"',
    ),
    "content/a.md": foreign,
    "content/b.md": post("b"),
    "content/c.md": post("c"),
  };
  const { scan } = await find(files, { "site-name": "blog-a", pages: "/a/,/c/" });
  const errors = scan.findings.filter(({ code }) => code === "other-site-name");
  expect(errors.map(({ pageId }) => pageId)).toEqual(["/c/"]);
});
