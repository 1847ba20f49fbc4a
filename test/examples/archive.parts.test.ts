import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { execa } from "execa";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { z } from "zod";
import { archiveFileName, archivePage, archiveText } from "../../src/archive/archived-page.ts";
import { detailsOf } from "../../src/domain/comment-details.ts";
import { row } from "../d1/stored-rows.ts";
import { picturesDir, startBrowser } from "../parts/browser/browser.ts";
import { type StaticServer, startStaticServer } from "../parts/browser/static-server.ts";
import { currentHugo, hugos } from "../parts/hugo/hugos.ts";
import { describeWith } from "../parts/tiers/describe-with.ts";

const theme = fileURLToPath(new URL("../../examples/worker/hugo/", import.meta.url));
const axe = createRequire(import.meta.url).resolve("axe-core/axe.min.js");

const rows = [
  row("$1", {
    authorName: "Ada <b>",
    content: "Thanks for reading.",
    author: { isOwner: true, url: "https://ada.example/?a=1&b=2" },
    reactions: [
      { key: "👍", count: 12 },
      { key: "<i>ok</i>", count: 2 },
    ],
  }),
  row("$2", { authorName: "Reader", content: "Thanks!", parentSourceId: "$1" }),
];

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "archive-site-"));
  await cp(theme, folder, { recursive: true });
  const held = rows.map((one, index) => ({
    source: one.source,
    sourceId: one.sourceId,
    commentId: index + 1,
    pageId: one.pageId,
    isVerified: true,
    digest: "",
    writtenParent: one.parentSourceId,
    importedAt: "2024-05-02T10:00:00.000Z",
    isAsWritten: true,
    hasItsTime: true,
    isShown: true,
    isEmptied: false,
    kept: { ...one, page: one.pageId },
  }));
  const page = archivePage("/p/", "text", held, detailsOf(rows));
  await write(join("data", "comments", archiveFileName("/p/")), archiveText(page));
  await write(
    "hugo.toml",
    'baseURL = "https://blog.example/"\ntitle = "Blog"\nlanguageCode = "en"\n',
  );
  await write("content/p.md", "---\ntitle: P\n---\nText\n");
  const html =
    '<!doctype html><html lang="en"><head><title>P</title></head><body><main><h1>P</h1>{{ partial "d1-comments.html" . }}</main></body></html>';
  await write("layouts/_default/single.html", html);
  await write("layouts/index.html", "home");
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function write(path: string, text: string): Promise<void> {
  const file = join(folder, path);
  await mkdir(join(file, ".."), { recursive: true });
  await writeFile(file, text);
}

async function build(hugo: string, baseUrl = "https://blog.example/"): Promise<string> {
  const destination = join(folder, "public");
  await execa(hugo, ["-b", baseUrl, "-d", destination, "--cleanDestinationDir", "--noChmod"], {
    cwd: folder,
    env: { HUGO_CACHEDIR: join(folder, "cache") },
  });
  return destination;
}

for (const hugo of hugos) {
  hugo.describe(`an archive rendered by ${hugo.name}`, () => {
    it("shows the owner in words, sites as links that lend nothing, and reactions", async () => {
      const html = await readFile(join(await build(hugo.path()), "p", "index.html"), "utf8");
      const [, first = "", second = ""] = html.split('<article class="comment"');
      expect(first).toContain(
        '<a href="https://ada.example/?a=1&amp;b=2" rel="nofollow ugc">Ada &lt;b&gt;</a>',
      );
      expect(first).toContain('<span class="comment-owner">Owner of this site</span>');
      expect(first).toMatch(/aria-label="Reactions"><li><bdi>👍<\/bdi> 12<\/li>/);
      expect(first).toContain("<bdi>&lt;i&gt;ok&lt;/i&gt;</bdi> 2");
      expect(second).toContain('dir="auto">Reader</h3>');
      expect(second).not.toMatch(/comment-owner|comment-reactions|rel="nofollow/);
    });
  });
}

describeWith("chromium", "hugo")("an archive in a browser", () => {
  let browser: Browser;
  let server: StaticServer;
  beforeAll(async () => {
    browser = await startBrowser();
    server = await startStaticServer();
    server.folder = await build(currentHugo.path(), `${server.origin}/`);
  });
  afterAll(async () => {
    await browser.close();
    await server[Symbol.asyncDispose]();
  });

  it.each([
    ["light", 900],
    ["dark", 390],
  ] as const)("is accessible where it is %s", async (colorScheme, width) => {
    const page = await browser.newPage({ colorScheme, viewport: { width, height: 600 } });
    await page.goto(`${server.origin}/p/`);
    await page.addScriptTag({ path: axe });
    const { violations } = z
      .object({ violations: z.array(z.object({ id: z.string(), help: z.string() })) })
      .parse(await page.evaluate('axe.run(document.querySelector(".comments"))'));
    expect(violations).toEqual([]);
    await mkdir(picturesDir, { recursive: true });
    await page.screenshot({ path: join(picturesDir, `archive-${colorScheme}.png`) });
    await page.close();
  });
});
