import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import fc from "fast-check";
import { afterEach, describe, expect, it } from "vitest";
import type { SitePlace } from "../../../src/hugo/built/built-site.ts";
import { readPageLinks } from "../../../src/hugo/built/page-links.ts";
import { scanBuilt } from "../../../src/hugo/built/scan-built.ts";
import { siteWidget } from "../scan-fixture.ts";
import { threadsByPage } from "./scanned-build.ts";

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

function write(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), "built-site-"));
  folders.push(folder);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

function scan(files: Readonly<Record<string, string>>, place: Partial<SitePlace> = {}) {
  return scanFolder(write(files), place);
}

function scanFolder(publicDir: string, place: Partial<SitePlace> = {}) {
  const { signal } = new AbortController();
  return scanBuilt({
    widget: siteWidget,
    publicDir,
    index: [],
    baseUrl: "https://example.org/",
    signal,
    ...place,
  });
}

const thread = (id: string) =>
  `<script>initComments({commentSectionId:"${id}",siteName:"s"})</script>`;
const canonical = (href: string) => `<link rel="canonical" href="${href}">`;
const codes = (site: { readonly findings: readonly { readonly code: string }[] }) =>
  site.findings.map(({ code }) => code);

describe("a page of a built site", () => {
  it("is told with its address, file, title, date and comment sections", async () => {
    const html = `<title>A &amp; B | Blog</title><meta property="og:title" content="A &amp; B">
      <meta property="article:published_time" content="2022-11-05T10:00:00Z">
      ${canonical("https://example.org/posts/a/")}${thread("one")}${thread("two")}${thread("one")}`;
    const { pages, findings } = await scan({ "posts/a/index.html": html, "b/index.html": "<p>" });
    expect(pages).toMatchObject([
      {
        pageId: "/posts/a/",
        file: "posts/a/index.html",
        title: "A & B",
        date: new Date("2022-11-05T10:00:00Z"),
        canonical: "https://example.org/posts/a/",
        shown: [
          { address: { threadId: "one", siteName: "s" }, mark: undefined },
          { address: { threadId: "two", siteName: "s" }, mark: undefined },
        ],
        unreadable: [],
      },
    ]);
    expect(findings).toEqual([]);
  });

  it.each([
    ["posts/a/index.html", "https://example.org/", "/posts/a/"],
    ["posts/a.html", "https://example.org/", "/posts/a.html"],
    ["posts/a.htm", "https://example.org/", "/posts/a.htm"],
    ["index.html", "https://example.org/", "/"],
    ["index.html", "https://example.org/blog/", "/blog/"],
    ["a/index.html", "https://example.org/blog", "/blog/a/"],
    ["a/index.html", "//example.org/blog/", "/blog/a/"],
    ["a/index.html", "/", "/a/"],
    ["a/index.html", "", "/a/"],
    ["ü ß/index.html", "https://example.org/", "/%C3%BC%20%C3%9F/"],
    ["c#/index.html", "https://example.org/", "/c%23/"],
    ["404.html", "https://example.org/", "/404.html"],
  ])("has its address from its file: %s under %j is %s", async (file, baseUrl, pageId) => {
    expect(threadsByPage(await scan({ [file]: thread("x") }, { baseUrl }))).toEqual({
      [pageId]: ["x"],
    });
  });

  it("has its address below its language's own, where languages have their own", async () => {
    const site = await scan(
      {
        "en/a/index.html": thread("en") + canonical("https://example.org/a/"),
        "de/a/index.html": thread("de") + canonical("https://example.de/blog/a/"),
      },
      { languageBaseUrls: { en: "https://example.org/", de: "https://example.de/blog/" } },
    );
    expect(threadsByPage(site)).toEqual({ "/a/": ["en"], "/blog/a/": ["de"] });
    expect(site.findings).toEqual([]);
  });

  it("shows what the site's own script files show", async () => {
    const site = await scan(
      {
        "js/comments.min.3f2a.js": 'initComments({...site,commentSectionId:"from-file"})',
        "js/other.js": "console.log(1)",
        "a/index.html":
          '<script>var site={siteName:"s"}</script><script src="/blog/js/comments.min.3f2a.js?v=1"></script>',
        "b/index.html": "<script src=../js/comments.min.3f2a.js></script>",
        "c/index.html": '<script src="https://example.org/blog/js/comments.min.3f2a.js"></script>',
        "d/index.html":
          '<script src="https://elsewhere.example/blog/js/comments.min.3f2a.js"></script>',
      },
      { baseUrl: "https://example.org/blog/" },
    );
    expect(threadsByPage(site)).toEqual({
      "/blog/a/": ["from-file"],
      "/blog/b/": ["from-file"],
      "/blog/c/": ["from-file"],
    });
    expect(site.pages[0]?.shown).toMatchObject([{ address: { siteName: "s" } }]);
  });

  it("says of each section that can't be read why", async () => {
    const computed = "\n<script>initComments({commentSectionId:location.pathname})</script>";
    const { pages, findings } = await scan({
      "a/index.html": computed,
      "b/index.html": computed + thread("b"),
    });
    const reason = "its section id is worked out in the browser (location.pathname)";
    expect(pages).toMatchObject([
      { pageId: "/a/", shown: [], unreadable: [reason] },
      { pageId: "/b/", shown: [{ address: { threadId: "b" } }], unreadable: [reason] },
    ]);
    expect(findings).toEqual([]);
  });
});

describe("the canonical link", () => {
  it.each([
    ["absolute", "https://example.org/a/"],
    ["with the other scheme", "http://example.org/a/"],
    ["without a scheme", "//example.org/a/"],
    ["without a host", "/a/"],
    ["relative", "../a/"],
    ["without the slash at its end", "https://example.org/a"],
    ["with the file", "https://example.org/a/index.html"],
    ["with query and hash", "https://example.org/a/?utm=1#top"],
    ["in capitals", "HTTPS://EXAMPLE.ORG/a/"],
  ])("decides between two addresses with one section: %s", async (_, href) => {
    const { pages, findings } = await scan({
      "a/index.html": thread("x"),
      "b/index.html": canonical(href) + thread("x"),
    });
    expect(pages.map(({ file }) => file)).toEqual(["a/index.html"]);
    expect(findings).toMatchObject([{ code: "repeated-section", pageId: "/b/" }]);
  });

  it("may be og:url", async () => {
    const link = '<meta property="og:url" content="https://example.org/a/">';
    const site = await scan({ "a/index.html": thread("x"), "b/index.html": link + thread("x") });
    expect(threadsByPage(site)).toEqual({ "/a/": ["x"] });
  });

  it("is followed through a redirect and through further canonical links", async () => {
    const site = await scan({
      "a/index.html": thread("x"),
      "old/index.html": '<meta http-equiv="refresh" content="0; url=https://example.org/a/">',
      "b/index.html": canonical("/old/") + thread("x"),
      "c/index.html": canonical("/b/") + thread("x"),
    });
    expect(threadsByPage(site)).toEqual({ "/a/": ["x"] });
  });

  it.each([
    ["to another site", "https://elsewhere.example/a/"],
    ["to a page that does not exist", "https://example.org/nowhere/"],
    ["to nothing", ""],
    ["to something that is no address", "http://["],
    ["to the outside of the site's folder", "https://example.org/"],
  ])("does not count when it leads %s", async (_, href) => {
    const place = {
      baseUrl: href.endsWith("org/") ? "https://example.org/blog/" : "https://example.org/",
    };
    const { pages, findings } = await scan(
      { "b/index.html": canonical(href) + thread("x"), "index.html": "<p>" },
      place,
    );
    expect(pages.map(({ file }) => file)).toEqual(["b/index.html"]);
    expect(findings).toEqual([]);
  });

  it("does not count when it leads all pages home, and that is said once", async () => {
    const home = canonical("https://example.org/");
    const site = await scan({
      "index.html": home,
      "a/index.html": home + thread("a"),
      "b/index.html": home + thread("b"),
    });
    expect(threadsByPage(site)).toEqual({ "/a/": ["a"], "/b/": ["b"] });
    expect(site.findings).toMatchObject([
      { severity: "warning", code: "canonical-without-section" },
    ]);
    expect(site.findings[0]?.message).toMatch(
      "The canonical link of /a/, /b/ points to https://example.org/, which does not show the same comments",
    );
  });

  it("does not count when it leads to a list that shows the page again", async () => {
    const home = canonical("https://example.org/");
    const site = await scan({
      "index.html": home + thread("a") + thread("b"),
      "a/index.html": home + thread("a"),
      "b/index.html": home + thread("b"),
    });
    expect(threadsByPage(site)).toEqual({ "/a/": ["a"], "/b/": ["b"] });
    expect(codes(site)).toEqual(["repeated-section", "canonical-without-section"]);
  });

  it("does not lose a section when two pages name each other", async () => {
    const site = await scan({
      "a/index.html": canonical("/b/") + thread("x"),
      "b/index.html": canonical("/a/") + thread("x"),
    });
    expect(threadsByPage(site)).toEqual({ "/a/": ["x"], "/b/": ["x"] });
  });
});

describe("a section on several pages", () => {
  const feed = { "index.xml": "", "posts/index.xml": "", "tags/t/index.xml": "" };

  it("is the page's own, not the lists' that show it again", async () => {
    const site = await scan({
      ...feed,
      "index.html": thread("a") + thread("b"),
      "page/2/index.html": thread("c"),
      "posts/index.html": thread("a") + thread("b") + thread("c"),
      "tags/t/index.html": thread("c"),
      "posts/a/index.html": thread("a"),
      "posts/b/index.html": thread("b"),
      "posts/c/index.html": thread("c"),
    });
    expect(threadsByPage(site)).toEqual({
      "/posts/a/": ["a"],
      "/posts/b/": ["b"],
      "/posts/c/": ["c"],
    });
    expect(site.findings).toMatchObject([{ severity: "notice", code: "repeated-section" }]);
  });

  it("is the page's own where lists have no feeds", async () => {
    const site = await scan({
      "index.html": thread("a") + thread("b"),
      "seite/2/index.html": thread("c") + thread("d"),
      "posts/a/index.html": thread("a"),
      "posts/b/index.html": thread("b"),
      "c/index.html": thread("c"),
      "d/index.html": thread("d"),
    });
    expect(Object.keys(threadsByPage(site))).toEqual(["/c/", "/d/", "/posts/a/", "/posts/b/"]);
  });

  it("is the page's own, not that of the folder it is in, where nothing else tells", async () => {
    const site = await scan({
      "posts/index.html": thread("a"),
      "posts/a/index.html": thread("a"),
    });
    expect(threadsByPage(site)).toEqual({ "/posts/a/": ["a"] });
  });

  it("is the page's own where only Open Graph tells lists from articles", async () => {
    const type = (name: string) => `<meta property="og:type" content="${name}">`;
    const site = await scan({
      "tags/t/index.html": type("website") + thread("a"),
      "a/index.html": type("article") + thread("a"),
    });
    expect(threadsByPage(site)).toEqual({ "/a/": ["a"] });
  });

  it("stays the list's where it is the list's own", async () => {
    const site = await scan({
      ...feed,
      "index.html": thread("home") + thread("a"),
      "posts/index.html": thread("all-posts"),
      "posts/a/index.html": thread("a"),
    });
    expect(threadsByPage(site)).toEqual({
      "/": ["home"],
      "/posts/": ["all-posts"],
      "/posts/a/": ["a"],
    });
  });

  it.each([
    ["amp/posts/a/index.html"],
    ["posts/a/amp/index.html"],
    ["posts/a/amp.html"],
    ["posts/a/print.html"],
    ["print/posts/a/index.html"],
  ])("is the page's own, not its other form's: %s", async (file) => {
    const site = await scan({ "posts/a/index.html": thread("a"), [file]: thread("a") });
    expect(threadsByPage(site)).toEqual({ "/posts/a/": ["a"] });
  });

  it("is the page's own where that names its other form, but translations are pages of their own", async () => {
    const links =
      '<link rel="alternate" type="text/html" href="/a/plain.html"><link rel="alternate" hreflang="de" href="/de/a/">';
    const site = await scan({
      "a/index.html": links + thread("a"),
      "a/plain.html": `<link rel="alternate" href="/a/">${thread("a")}`,
      "de/a/index.html": thread("a"),
    });
    expect(threadsByPage(site)).toEqual({ "/a/": ["a"], "/de/a/": ["a"] });
  });

  it("stays on all of them where they are equals", async () => {
    const site = await scan({
      ...feed,
      "a/index.html": thread("all"),
      "b/index.html": thread("all"),
      "c/index.html": thread("all") + thread("more"),
    });
    expect(threadsByPage(site)).toEqual({
      "/a/": ["all"],
      "/b/": ["all"],
      "/c/": ["all", "more"],
    });
    expect(codes(site)).toEqual([]);
  });

  it("stays on all of very many equals, and on them alone", async () => {
    const files = Array.from(
      { length: 3000 },
      (_, n) => [`p${n}/index.html`, thread("all")] as const,
    );
    const site = await scan({
      ...feed,
      "index.html": thread("all"),
      ...Object.fromEntries(files),
    });
    expect(site.pages).toHaveLength(3000);
    expect(site.findings).toMatchObject([{ code: "repeated-section", pageId: "/" }]);
  });

  it("is another one in the rooms of another site name", async () => {
    const other = '<script>initComments({commentSectionId:"a",siteName:"other"})</script>';
    const site = await scan({ ...feed, "index.html": other, "a/index.html": thread("a") });
    expect(threadsByPage(site)).toEqual({ "/": ["a"], "/a/": ["a"] });
  });
});

describe("an address that is nothing but a redirect", () => {
  it.each([
    '<meta http-equiv="refresh" content="0; url=https://example.org/blog/a/">',
    "<meta http-equiv=refresh content='0; url=https://example.org/blog/a/'>",
    '<META HTTP-EQUIV="Refresh" CONTENT="0;URL=&#39;/blog/a/&#39;">',
    '<meta http-equiv="refresh" content="0;../a/">',
  ])("shows nothing, and is an address of the site: %s", async (tag) => {
    const site = await scan(
      { "a/index.html": thread("x"), "old/index.html": tag },
      { baseUrl: "https://example.org/blog/" },
    );
    expect(threadsByPage(site)).toEqual({ "/blog/a/": ["x"] });
    expect([...site.addresses]).toEqual(["/blog/a/", "/blog/old/"]);
  });

  it("is none where it leads elsewhere, or a page reloads itself after a while", async () => {
    const link = canonical("/old/") + thread("x");
    for (const content of ["0; url=https://elsewhere.example/", "300", "30; url=/a/"]) {
      const site = await scan({
        "a/index.html": thread("x"),
        "b/index.html": link,
        "old/index.html": `<meta http-equiv="refresh" content="${content}">`,
      });
      expect(threadsByPage(site)).toEqual({ "/a/": ["x"], "/b/": ["x"] });
    }
  });
});

describe("a built site that is not there", () => {
  it("is an error that says what to do", async () => {
    const publicDir = join(tmpdir(), "no-such-site");
    await expect(scanFolder(publicDir)).rejects.toMatchObject({
      code: "built-site-not-found",
      remedy: "Build the site with Hugo first.",
    });
  });
});

describe("any files", () => {
  it("are read without an error", async () => {
    const pieces = [
      "<link rel=canonical href='",
      "'>",
      "<meta http-equiv=refresh content='0;url=",
      "http://",
      "//",
      "%",
      "[",
      "\\",
      "<title>",
      thread("x"),
    ];
    const html = fc.array(fc.oneof(fc.constantFrom(...pieces), fc.string({ maxLength: 8 })), {
      maxLength: 20,
    });
    await fc.assert(
      fc.asyncProperty(html, html, async (one, other) => {
        readPageLinks(one.join(""));
        const site = await scan({ "%zz/a&b.html": one.join(""), "c/index.html": other.join("") });
        expect(site.addresses.size).toBe(2);
      }),
      { numRuns: 200 },
    );
  });

  it("stop being read when the run is stopped", async () => {
    const publicDir = write({ "a/index.html": thread("x") });
    const reason = new Error("stopped");
    const scanning = scanBuilt({
      widget: siteWidget,
      publicDir,
      index: [],
      baseUrl: "https://example.org/",
      signal: AbortSignal.abort(reason),
    });
    await expect(scanning).rejects.toBe(reason);
  });
});
