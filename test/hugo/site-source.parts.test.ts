import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { createHugoSite, type HugoSiteOptions } from "../../src/hugo/site-source.ts";
import { describeWith } from "../parts/tiers/describe-with.ts";
import { partPath } from "../parts/tiers/tiers.ts";
import { contentLayouts } from "./cases/base-site.ts";
import { hugosAt, noHugos, siteWidget } from "./scan-fixture.ts";

const config =
  'baseURL = "https://example.org/"\ndisableKinds = ["taxonomy", "term", "rss", "sitemap"]\n';

const describe = describeWith("hugo");

let repositoryDir: string;
beforeEach(() => {
  repositoryDir = mkdtempSync(join(tmpdir(), "hugo-repository-"));
  write("blog/hugo.toml", config);
  for (const [path, text] of Object.entries(contentLayouts)) write(`blog/${path}`, text);
  write(
    "blog/layouts/shortcodes/chat.html",
    '<script>initComments({ siteName: "blog", commentSectionId: "{{ .Get 0 }}" })</script>',
  );
});
afterEach(() => rmSync(repositoryDir, { recursive: true }));

function write(path: string, text: string): void {
  mkdirSync(dirname(join(repositoryDir, path)), { recursive: true });
  writeFileSync(join(repositoryDir, path), text);
}

function writePage(name: string, frontMatter: string, ...threadIds: readonly string[]): void {
  const calls = threadIds.map((id) => `{{< chat "${id}" >}}`).join("\n");
  write(`blog/content/${name}`, `---\n${frontMatter}\n---\n${calls}\n`);
}

async function scan(options: Partial<HugoSiteOptions> = {}, signal = new AbortController().signal) {
  const site = createHugoSite({
    widget: siteWidget,
    siteDir: join(repositoryDir, "blog"),
    repositoryDir,
    baseUrl: undefined,
    findHugos: hugosAt(partPath("hugo")),
    shortcodes: undefined,
    duplicateSections: "error",
    discover: "auto",
    publicDir: undefined,
    say() {},
    env: { PATH: process.env["PATH"], HOME: tmpdir() },
    now: new Date("2024-06-01T12:00:00Z"),
    ...options,
  });
  return site.scan(signal);
}

function codes(findings: readonly { readonly code: string; readonly severity: string }[]) {
  return findings.map(({ code, severity }) => `${severity} ${code}`);
}

describe("a page that Hugo does not publish", () => {
  it.each([
    ["draft", "draft: true"],
    ["future", "date: 2199-01-01"],
    ["future", "date: 2020-01-01\npublishDate: 2199-01-01"],
    ["expired", "expiryDate: 2024-05-31"],
    ["unrendered", "headless: true"],
    ["unrendered", "build:\n  render: never"],
  ] as const)("is left out and counted as %s: %j", async (status, frontMatter) => {
    writePage("a/index.md", frontMatter, "a");
    writePage("b.md", "date: 2020-01-01", "b");
    const { pages, counts, findings } = await scan();
    expect(pages.map(({ pageId }) => pageId)).toEqual(["/b/"]);
    const none = { draft: 0, future: 0, expired: 0, unrendered: 0 };
    expect(counts).toEqual({ contentFiles: 2, withSection: 2, ...none, [status]: 1 });
    const severity = status === "unrendered" ? "warning" : "notice";
    expect(codes(findings)).toEqual([`${severity} ${status}-pages`]);
    expect(findings[0]?.message).toContain("blog/content/a/index.md");
  });

  it("is moved where the site's configuration builds it", async () => {
    write(
      "blog/hugo.toml",
      "baseURL = '/'\nbuildDrafts = true\nbuildFuture = true\nbuildExpired = true\n",
    );
    writePage("a.md", "draft: true", "a");
    writePage("b.md", "date: 2199-01-01", "b");
    writePage("c.md", "expiryDate: 2001-01-01", "c");
    const { pages, findings } = await scan();
    expect(pages.map(({ pageId }) => pageId)).toEqual(["/a/", "/b/", "/c/"]);
    expect(findings).toEqual([]);
  });

  it("because it is part of a leaf bundle has no address", async () => {
    writePage("a/index.md", "title: A", "a");
    writePage("a/part.md", "title: Part", "part");
    const { pages, counts } = await scan();
    expect(pages.map(({ pageId }) => pageId)).toEqual(["/a/"]);
    expect(counts.unrendered).toBe(1);
  });
});

describe("a section on several pages", () => {
  beforeEach(() => {
    writePage("new.md", "date: 2023-01-01", "shared");
    writePage("old.md", "date: 2021-01-01", "shared", "own");
    writePage("undated.md", "title: U", "other");
  });

  it("goes to none of them by default, and each place is named", async () => {
    const { pages, findings } = await scan();
    const kept = pages.map(({ pageId, threads }) => [pageId, threads.map((s) => s.threadId)]);
    expect(kept).toEqual([
      ["/old/", ["own"]],
      ["/undated/", ["other"]],
    ]);
    expect(codes(findings)).toEqual(["error duplicate-section", "error duplicate-section"]);
    expect(findings[0]?.message).toMatch(/new\.md:4.*old\.md:4/);
  });

  it.each([
    ["oldest", "/old/"],
    ["newest", "/new/"],
  ] as const)("goes to the %s page where that is the policy", async (duplicateSections, owner) => {
    const { pages, findings } = await scan({ duplicateSections });
    const holding = pages.filter(({ threads }) => threads.some((s) => s.threadId === "shared"));
    expect(holding.map(({ pageId }) => pageId)).toEqual([owner]);
    expect(codes(findings)).toEqual(["warning duplicate-section", "warning duplicate-section"]);
  });
});

describe("two files with one address", () => {
  it("are both left out, with an error that names both", async () => {
    writePage("a.md", "url: /same/", "a");
    writePage("b.md", "url: /same/", "b");
    const { pages, findings } = await scan();
    expect(pages).toEqual([]);
    const [conflict] = findings.filter(({ code }) => code === "duplicate-address");
    expect(conflict).toMatchObject({
      severity: "error",
      message: expect.stringMatching(/a\.md and .*b\.md/),
    });
  });
});

describe("a file that can't be used, with which no build succeeds,", () => {
  beforeEach(() => writePage("good.md", "title: Good", "good"));

  it("because its front matter is malformed is an error that names its shortcode and file", async () => {
    writePage("bad.md", "title: ok\nbroken: [a", "lost-section");
    const { pages, findings } = await scan();
    expect(pages).toEqual([]);
    expect(codes(findings)).toContain("warning build-failed");
    expect(findings.find(({ code }) => code === "malformed-front-matter")).toMatchObject({
      severity: "error",
      message: expect.stringContaining("of its chat"),
      location: { file: "blog/content/bad.md" },
    });
  });

  it("because its front matter never ends is an error that names its file", async () => {
    write("blog/content/bad.md", "---\ntitle: x\n\n{{< chat lost-section >}}\n");
    const { findings } = await scan();
    expect(codes(findings)).toContain("error malformed-front-matter");
    expect(findings.map(({ location }) => location?.file)).toContain("blog/content/bad.md");
  });
});

describe("the shortcode chat", () => {
  it("shows comments when its template does, whatever the name of the parameter", async () => {
    write(
      "blog/layouts/shortcodes/chat.html",
      '<script>initComments({ siteName: "blog", commentSectionId: "{{ .Get `room` }}" })</script>',
    );
    write("blog/content/a.md", 'Text\n{{< chat theme="dark" room="my-room" >}}');
    const { pages, findings } = await scan();
    expect(pages.map(({ threads }) => threads)).toMatchObject([
      [{ threadId: "my-room", siteName: "blog" }],
    ]);
    expect(findings).toEqual([]);
  });

  it("shows none when its template is about something else", async () => {
    write("blog/layouts/shortcodes/chat.html", '<p class="bubble">{{ .Get 0 }}</p>');
    writePage("a.md", "title: A", "hello");
    const { pages, findings } = await scan();
    expect(pages).toEqual([]);
    expect(codes(findings)).toEqual(["warning no-sections"]);
  });
});

describe("a site", () => {
  it("without a section is a warning that says what was looked for", async () => {
    writePage("a.md", "title: A");
    const { findings } = await scan({ shortcodes: ["chat", "talk"] });
    expect(codes(findings)).toEqual(["warning no-sections"]);
    expect(findings[0]?.message).toContain("the shortcode chat");
  });

  it("whose scan is aborted gives the reason", async () => {
    writePage("a.md", "title: A", "a");
    const reason = new Error("stopped");
    await expect(scan({}, AbortSignal.abort(reason))).rejects.toBe(reason);
  });
});

describe("a page", () => {
  it("that Hugo does not list is found where it is built", async () => {
    writePage("a.md", "build:\n  list: never", "a");
    writePage("b.md", "title: B", "b");
    const { pages, findings, resolvedBy } = await scan();
    expect(resolvedBy).toBe("hugo");
    expect(pages.map(({ pageId, file }) => [pageId, file])).toEqual([
      ["/a/", "blog/content/a.md"],
      ["/b/", "blog/content/b.md"],
    ]);
    expect(findings).toEqual([]);
  });

  it("in another content folder has the address that Hugo gives it there", async () => {
    write("blog/pages/posts/A Page.md", "Text\n{{</* chat x */>}} {{< chat a >}}\n");
    write("blog/hugo.toml", 'baseURL = "https://example.org/"\ncontentDir = "pages"\n');
    const { pages, findings } = await scan();
    expect(pages.map(({ pageId }) => pageId)).toEqual(["/posts/a-page/"]);
    expect(findings).toEqual([]);
  });

  it("has the address of config/_default over hugo.toml, and of config/production over both", async () => {
    write("blog/hugo.toml", 'baseURL = "https://example.org/one/"\nuglyURLs = true\n');
    write("blog/config/_default/hugo.yaml", "baseURL: https://example.org/two/\n");
    write("blog/config/_default/permalinks.toml", 'posts = "/p/:filename"\n');
    write("blog/config/production/config.json", '{ "uglyURLs": false }');
    writePage("posts/a.md", "title: A", "a");
    const { pages } = await scan();
    expect(pages.map(({ pageId }) => pageId)).toEqual(["/two/p/a/"]);
  });
});

describe("a scan says how it looked", () => {
  beforeEach(() => writePage("a.md", "title: A", "a"));

  it("at a build of Hugo", async () => {
    expect(await scan()).toMatchObject({ discoveredBy: "build", resolvedBy: "hugo" });
  });

  it("at the content, with Hugo's addresses", async () => {
    const { pages, ...how } = await scan({ discover: "content" });
    expect(how).toMatchObject({ discoveredBy: "content", resolvedBy: "hugo" });
    expect(pages.map(({ pageId }) => pageId)).toEqual(["/a/"]);
  });

  it("at a site that was built before, without Hugo", async () => {
    const page = '<script>initComments({ siteName: "blog", commentSectionId: "a" })</script>';
    write("blog/public/a/index.html", page);
    const { pages, ...how } = await scan({ findHugos: noHugos });
    expect(how).toMatchObject({ discoveredBy: "built-site", resolvedBy: "built-site" });
    expect(pages.map(({ pageId, file }) => [pageId, file])).toEqual([["/a/", "blog/content/a.md"]]);
  });

  it.each(["auto", "content", "rendered"] as const)(
    "and is refused with a remedy where there is nothing to look at: %s",
    async (discover) => {
      await expect(scan({ findHugos: noHugos, discover })).rejects.toMatchObject({
        code: "no-hugo",
        remedy: expect.stringContaining("hugo-version"),
      });
    },
  );
});
