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
const post = (threadId: string) => `---\ntitle: Post\n---\n{{< chat "${threadId}" >}}\n`;

/** What a build of the site holds: each page with the sections of its calls. */
function builtFiles(files: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const template = files["layouts/shortcodes/chat.html"] ?? "";
  const pages = Object.entries(files).flatMap(([name, text]) => {
    const [, page] = /^content\/(.+)\.md$/.exec(name) ?? [];
    if (page === undefined) return [];
    const calls = [...text.matchAll(/\{\{< chat "(.*?)" >\}\}/g)];
    const shown = calls.map(([, id = ""]) => template.replace("{{ .Get 0 }}", id));
    return [[`public/${page}/index.html`, `<html>${shown.join("")}</html>`] as const];
  });
  return { "public/index.html": "<html></html>", ...Object.fromEntries(pages) };
}

/** What is found in a site of these files that was built before, without a Hugo. */
async function find(
  files: Readonly<Record<string, string>>,
  settings: Readonly<Record<string, string>> = {},
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
    say: () => {},
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
