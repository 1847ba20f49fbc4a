import { cp, mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { execa } from "execa";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { z } from "zod";
import { classicSystem, systemDatabase } from "../e2e/comment-systems.ts";
import { checkOutSite, type SiteCheckout } from "../e2e/migration-site.ts";
import { remoteSettings, runMigration } from "../e2e/run-migration.ts";
import { axeViolationsOf, picturesDir, startBrowser } from "../parts/browser/browser.ts";
import { type StaticServer, startStaticServer } from "../parts/browser/static-server.ts";
import { startCloudflareApi } from "../parts/d1/cloudflare-api.ts";
import { workerdBackend } from "../parts/d1/d1-backend.ts";
import { startWranglerDev, type WranglerDev } from "../parts/d1/wrangler-dev.ts";
import type { SeenConversations } from "../parts/homeserver/seed.ts";
import { currentHugo, hugos } from "../parts/hugo/hugos.ts";
import { sharedExampleSite } from "../parts/shared/shared-parts.ts";
import { describeWith } from "../parts/tiers/describe-with.ts";

const account = {
  accountId: "acc00000000000000000000000000000",
  apiToken: "cf-token",
  databaseName: "comments",
};
const theme = fileURLToPath(new URL("../../examples/worker/hugo/", import.meta.url));
const shown = z.array(
  z.object({
    author: z.string(),
    text: z.string(),
    time: z.string(),
    parentAuthor: z.string().nullable(),
  }),
);

/** The section that a content file's shortcode shows, by file. */
async function oldSections(workspace: string): Promise<ReadonlyMap<string, string>> {
  const files = await readdir(join(workspace, "content"), { recursive: true });
  const found = await Promise.all(
    files
      .filter((file) => file.endsWith(".md"))
      .map(async (file) => {
        const text = await readFile(join(workspace, "content", file), "utf8");
        const call = /\{\{<\s*chat\s+["`]?([^"`\s>]+)["`]?\s*>\}\}/.exec(text);
        return [`content/${file}`, call?.[1] ?? ""] as const;
      }),
  );
  return new Map(found);
}

/** The files of a built site that hold something. */
async function pagesWith(folder: string, sign: RegExp): Promise<readonly string[]> {
  const files = await readdir(folder, { recursive: true });
  const texts = files
    .filter((file) => file.endsWith(".html"))
    .map(async (file) => ({ file, text: await readFile(join(folder, file), "utf8") }));
  return (await Promise.all(texts))
    .flatMap(({ file, text }) => (sign.test(text) ? file : []))
    .sort();
}

/** Runs in the page: the comments as the reader has them before them. */
const readComments = `() => [...document.querySelectorAll(".comments-list > li > article")].map((article) => {
  const parent = article.querySelector(".comment-parent");
  const text = article.querySelector(".comment-text").cloneNode(true);
  for (const lineBreak of text.querySelectorAll("br")) lineBreak.replaceWith("\\n");
  return {
    author: article.querySelector(".comment-author").textContent,
    text: text.textContent.replaceAll("\\u00a0", " "),
    time: article.querySelector("time").dateTime,
    parentAuthor: parent.hidden ? null : parent.querySelector("bdi").textContent,
  };
})`;

describeWith(
  "chromium",
  "synapse",
  "hugo",
)("a site that shows its comments by the Worker", () => {
  const parts = new AsyncDisposableStack();
  let browser: Browser;
  let dev: WranglerDev;
  let site: StaticServer;
  let checkout: SiteCheckout;
  let seen: SeenConversations;
  /** Page ids by section. */
  let pages: ReadonlyMap<string, string>;
  /** The site as Hugo built it before its widgets were replaced. */
  let oldSite: string;

  beforeAll(async () => {
    browser = await startBrowser();
    parts.defer(() => browser.close());
    site = parts.use(await startStaticServer());
    const { worker, setUp } = classicSystem({ ALLOWED_ORIGINS: site.origin });
    const { ratelimits: _, ...unlimited } = worker;
    dev = parts.use(await startWranglerDev({ ...unlimited, main: worker.main }));
    for (const sql of setUp) {
      const response = await fetch(`${dev.databasesUrl}/${systemDatabase}/raw`, {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify({ sql }),
      });
      if (!response.ok) throw new Error(await response.text());
    }
    const { homeserver, seen: conversations } = await sharedExampleSite();
    seen = conversations;
    const backend = workerdBackend(dev.databasesUrl);
    const api = parts.use(
      await startCloudflareApi(account, { backend, databaseId: systemDatabase }),
    );
    checkout = parts.use(await checkOutSite());
    oldSite = await build(currentHugo.path(), "public-old");
    const threads = await oldSections(checkout.workspace);
    const { main, report } = await runMigration({
      workspace: checkout.workspace,
      inputs: {
        ...remoteSettings(homeserver, account, api),
        archive: "data/comments",
        replace: "working-tree",
      },
    });
    expect(main.exitCode, main.log).toBe(0);
    const moved = report?.pageList?.filter(({ state }) => state === "completed") ?? [];
    pages = new Map(
      moved.map(({ pageId, location }) => [threads.get(location.file) ?? "", pageId]),
    );
    await cp(theme, join(checkout.workspace, "themes", "d1-comments"), { recursive: true });
    const configFile = join(checkout.workspace, "hugo.toml");
    const config = await readFile(configFile, "utf8");
    const settings = `[params.d1comments]\napi = "${dev.origin}/api"\n\n[params.comments.cactus]`;
    const changed = config.replace("[params.comments.cactus]", settings);
    await writeFile(configFile, `theme = ["d1-comments"]\n${changed}`);
    site.folder = await build(currentHugo.path(), "public");
  });
  afterAll(() => parts.disposeAsync());

  async function build(hugo: string, folder: string, shortcode = "mark"): Promise<string> {
    const destination = join(checkout.workspace, folder);
    await execa(hugo, ["-b", `${site.origin}/`, "-d", destination, "--noChmod"], {
      cwd: checkout.workspace,
      env: {
        HUGO_CACHEDIR: join(checkout.d1, "cache"),
        HUGO_PARAMS_D1COMMENTS_SHORTCODE: shortcode,
      },
    });
    return destination;
  }

  async function withPage<T>(
    path: string,
    look: (page: Page) => Promise<T>,
    options: Parameters<Browser["newContext"]>[0] = {},
  ): Promise<T> {
    const context: BrowserContext = await browser.newContext(options);
    try {
      const page = await context.newPage();
      await page.goto(`${site.origin}${path}`);
      return await look(page);
    } finally {
      await context.close();
    }
  }

  async function loaded(page: Page): Promise<void> {
    await page.evaluate("scrollTo(0, document.body.scrollHeight)");
    await page.locator(".comments[data-live]").waitFor();
  }

  /** What readers saw in the rooms, in the form that the page's DOM gives. */
  function before(thread: string) {
    const comments = seen.get(thread) ?? [];
    const authors = new Map(comments.map(({ eventId, authorName }) => [eventId, authorName]));
    return comments
      .map(({ authorName, text, sentAt, replyTo }) => ({
        author: authorName,
        text: text.replaceAll("\t", "    ").replaceAll("\u00a0", " "),
        time: new Date(sentAt).toISOString(),
        parentAuthor: authors.get(replyTo ?? "") ?? null,
      }))
      .toSorted(byTime);
  }

  const byTime = (a: { time: string; text: string }, b: { time: string; text: string }) =>
    a.time < b.time ? -1 : a.time > b.time ? 1 : a.text < b.text ? -1 : 1;

  it("has the new widget where the old one was, but for the page without a room", async () => {
    const withOld = await pagesWith(oldSite, /initComments|cactus\.chat/);
    const left = ["2023/06/a-post-without-a-room/index.html"];
    expect(withOld).toHaveLength(17);
    expect(await pagesWith(site.folder, /initComments|cactus\.chat/)).toEqual(left);
    expect(await pagesWith(site.folder, /<div class="?d1-comments/)).toEqual(
      withOld.filter((file) => !left.includes(file)),
    );
  });

  it("shows the same authors, texts, times and threads as the rooms did, on each page", async () => {
    expect(pages.size).toBeGreaterThan(10);
    for (const [thread, path] of pages) {
      const comments = await withPage(path, async (page) => {
        await loaded(page);
        const more = page.getByRole("button", { name: "Show more comments" });
        const count = () => page.locator(".comment").count();
        for (let before = await count(); await more.isVisible(); before = await count()) {
          await more.click();
          await page.locator(`.comments-list > :nth-child(${before + 1})`).waitFor();
        }
        return shown.parse(await page.evaluate(`(${readComments})()`));
      });
      expect(comments.toSorted(byTime), thread).toEqual(before(thread));
    }
  });

  for (const hugo of hugos) {
    hugo.describe(`rendered by ${hugo.name}`, () => {
      it("shows them without JavaScript and without a server", async () => {
        const online = site.folder;
        site.folder = await build(hugo.path(), `public-${hugo.name}`, "inline");
        try {
          // The longest and every third; the Worker's were all looked at above.
          for (const [thread, path] of [...pages].filter((_, index) => index % 3 === 0)) {
            // evaluate() runs in a page without scripts as well.
            const read = async (page: Page) =>
              shown.parse(await page.evaluate(`(${readComments})()`));
            const comments = await withPage(
              path,
              async (page) => {
                const all = await read(page);
                const more = page.getByText("Show more comments");
                while ((await more.count()) > 0) {
                  await more.click();
                  all.push(...(await read(page)));
                }
                return all;
              },
              { javaScriptEnabled: false },
            );
            expect(comments.toSorted(byTime), thread).toEqual(before(thread));
          }
        } finally {
          site.folder = online;
        }
      });
    });
  }

  it("takes a new comment and an answer to it, and shows both to the next reader", async () => {
    const path = pages.get("quiet-post") ?? "";
    await withPage(path, async (page) => {
      await loaded(page);
      await page.getByLabel("Name").fill("Grace");
      await page.getByLabel("Comment", { exact: true }).fill("A new <b>comment</b>");
      await page.getByRole("button", { name: "Post comment" }).click();
      await page.getByRole("status").filter({ hasText: "posted" }).waitFor();
      await page.getByRole("button", { name: "Reply: Grace" }).click();
      await page.getByLabel("Comment", { exact: true }).fill("And an answer");
      await page.getByRole("button", { name: "Post comment" }).click();
      await page.locator(".comment-text", { hasText: "And an answer" }).waitFor();
    });
    const comments = await withPage(path, async (page) => {
      await loaded(page);
      return shown.parse(await page.evaluate(`(${readComments})()`));
    });
    expect(comments.slice(-2)).toMatchObject([
      { author: "Grace", text: "A new <b>comment</b>", parentAuthor: null },
      { author: "Grace", text: "And an answer", parentAuthor: "Grace" },
    ]);
  });

  it("does nothing that a hostile comment wants", async () => {
    const path = pages.get("quiet-post") ?? "";
    const attack = `<img src=x onerror="window.ran = 1"><script>window.ran = 1</script>`;
    const url = `${dev.origin}/api/comments/${encodeURIComponent(path)}`;
    const body = JSON.stringify({ author_name: attack.slice(0, 40), content: attack });
    expect((await fetch(url, { method: "POST", body })).status).toBe(201);
    await withPage(path, async (page) => {
      await loaded(page);
      await page.locator(".comment-text", { hasText: "onerror" }).waitFor();
      expect(await page.locator(".comment-text").last().innerText()).toBe(attack);
      expect(await page.evaluate("window.ran")).toBeUndefined();
      expect(await page.locator(".comment img, .comment script").count()).toBe(0);
    });
  });

  it.each([
    ["desktop", 1280, "light"],
    ["phone", 390, "dark"],
  ] as const)(
    "is accessible and does not move what is read, on a %s",
    async (name, width, colorScheme) => {
      const path = pages.get("the-long-thread") ?? "";
      const options = { viewport: { width, height: 800 }, colorScheme };
      await withPage(
        path,
        async (page) => {
          await page.addInitScript(
            "window.shift = 0; new PerformanceObserver((list) => { for (const e of list.getEntries()) if (!e.hadRecentInput) window.shift += e.value; }).observe({ type: 'layout-shift', buffered: true });",
          );
          await page.reload();
          await loaded(page);
          await page.waitForLoadState("networkidle");
          expect(Number(await page.evaluate("window.shift"))).toBeLessThan(0.01);
          expect(await axeViolationsOf(page, { of: ".comments" })).toEqual([]);
          await mkdir(picturesDir, { recursive: true });
          await page.screenshot({ path: join(picturesDir, `comments-${name}.png`) });
        },
        options,
      );
    },
  );

  it("weighs less than 10 kB, compressed", async () => {
    const folder = join(site.folder, "d1-comments");
    const files = (await readdir(folder)).filter((file) => /\.(?:js|css)$/.test(file));
    expect(files).toHaveLength(2);
    const sizes = await Promise.all(
      files.map(async (file) => gzipSync(await readFile(join(folder, file))).length),
    );
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(10_000);
  });
});
