import { cp, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { execa } from "execa";
import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { z } from "zod";
import { picturesDir, startBrowser } from "../parts/browser/browser.ts";
import { type StaticServer, startStaticServer } from "../parts/browser/static-server.ts";
import { type CloudflareApi, startCloudflareApi } from "../parts/d1/cloudflare-api.ts";
import { workerdBackend } from "../parts/d1/d1-backend.ts";
import { startWranglerDev, type WranglerDev } from "../parts/d1/wrangler-dev.ts";
import { type ExampleSource, exampleSources } from "../parts/exports/example-sources.ts";
import { type ExampleThread, exampleThreads } from "../parts/exports/example-threads.ts";
import { currentHugo } from "../parts/hugo/hugos.ts";
import { describeWith } from "../parts/tiers/describe-with.ts";
import { classicSystem, systemDatabase } from "./comment-systems.ts";
import { checkOutSite, type SiteCheckout } from "./migration-site.ts";
import { runMigration } from "./run-migration.ts";

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

type Shown = z.infer<typeof shown>[number];

/** Runs in the page: the comments as the reader has them before them. */
const readComments = `() => [...document.querySelectorAll(".comments-list > li > article")].map((article) => {
  const parent = article.querySelector(".comment-parent");
  return {
    author: article.querySelector(".comment-author").textContent,
    text: article.querySelector(".comment-text").innerText,
    time: article.querySelector("time").dateTime,
    parentAuthor: parent.hidden ? null : parent.querySelector("bdi").textContent,
  };
})`;

describeWith("chromium", "hugo")("the conversations of a site", () => {
  const parts = new AsyncDisposableStack();
  let threads: readonly ExampleThread[];
  let browser: Browser;
  let dev: WranglerDev;
  let site: StaticServer;
  let checkout: SiteCheckout;
  let api: CloudflareApi;

  async function sql(text: string): Promise<void> {
    await fetch(`${dev.databasesUrl}/${systemDatabase}/raw`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ sql: text }),
    });
  }

  /** The site shows comments by its layouts: no page names a conversation. */
  async function makeSite(): Promise<void> {
    const { workspace } = checkout;
    await cp(theme, workspace, { recursive: true });
    const configFile = join(workspace, "hugo.toml");
    const config = (await readFile(configFile, "utf8")).replace(
      /\[params\.comments\.cactus\][\s\S]*/,
      `[params.d1comments]\napi = "${dev.origin}/api"\n`,
    );
    await writeFile(configFile, config);
    await rm(join(workspace, "public"), { recursive: true });
    await rm(join(workspace, "layouts/shortcodes/chat.html"));
    const content = await readdir(join(workspace, "content"), { recursive: true });
    for (const file of content.filter((name) => name.endsWith(".md"))) {
      const path = join(workspace, "content", file);
      await writeFile(path, (await readFile(path, "utf8")).replaceAll(/\{\{<.*?>\}\}/g, ""));
    }
    for (const layout of ["single", "list"]) {
      const path = join(workspace, `layouts/_default/${layout}.html`);
      const template = await readFile(path, "utf8");
      await writeFile(
        path,
        template.replace("{{ .Content }}", '$&{{ partial "d1-comments.html" . }}'),
      );
    }
    site.folder = join(workspace, "public-now");
    await execa(currentHugo.path(), ["-b", `${site.origin}/`, "-d", site.folder, "--noChmod"], {
      cwd: workspace,
      env: { HUGO_CACHEDIR: join(checkout.d1, "cache") },
    });
  }

  /** What readers should see of a conversation, as the source kept it. */
  function expected({ comments }: ExampleThread, { nameOf, levels }: ExampleSource) {
    const byId = new Map(comments.map((comment) => [comment.id, comment]));
    const above = (id: number | null): readonly number[] => {
      const comment = id === null ? undefined : byId.get(id);
      return comment === undefined ? [] : [comment.id, ...above(comment.parent)];
    };
    return comments
      .filter(({ isRemoved }) => !isRemoved)
      .map(({ author, text, at, parent }) => {
        const living = above(parent).filter((id) => byId.get(id)?.isRemoved === false);
        const answered = living[Math.max(0, living.length - levels + 1)];
        return {
          author: nameOf(author),
          text: text.replaceAll(/\s+/g, " ").trim(),
          time: new Date(at).toISOString(),
          parentAuthor: answered === undefined ? null : nameOf(byId.get(answered)?.author ?? ""),
        };
      })
      .toSorted(inOrder);
  }

  const inOrder = (a: Shown, b: Shown) =>
    `${a.time} ${a.author} ${a.text}` < `${b.time} ${b.author} ${b.text}` ? -1 : 1;

  /** @param count comments that are expected, where they come in several parts */
  async function seenOn(path: string, count = 0) {
    const page = await browser.newPage();
    try {
      await page.goto(`${site.origin}${path}`);
      await page.locator(".comments").scrollIntoViewIfNeeded();
      await page.locator(".comments[data-live]").waitFor();
      const items = page.locator(".comments-list > li");
      for (let there = await items.count(); there < count; there = await items.count()) {
        const before = there;
        await page.locator(".comments-more button").click();
        await expect.poll(() => items.count()).toBeGreaterThan(before);
      }
      const found = shown.parse(await page.evaluate(`(${readComments})()`));
      if (count > 0 && path.startsWith("/2021/02/")) {
        await page.screenshot({ path: join(picturesDir, "sources.png"), fullPage: true });
      }
      return found
        .map(({ text, time, ...rest }) => ({
          ...rest,
          text: text.replaceAll(/\s+/g, " ").trim(),
          time: new Date(time).toISOString(),
        }))
        .toSorted(inOrder);
    } finally {
      await page.close();
    }
  }

  function run({ settings, env }: ExampleSource, inputs: Readonly<Record<string, string>> = {}) {
    return runMigration({
      workspace: checkout.workspace,
      env,
      inputs: {
        "database-name": account.databaseName,
        "cloudflare-api-token": account.apiToken,
        "cloudflare-account-id": account.accountId,
        "cloudflare-api-base": api.baseUrl,
        "hugo-path": currentHugo.path(),
        ...settings,
        ...inputs,
      },
    });
  }

  beforeAll(async () => {
    await mkdir(picturesDir, { recursive: true });
    threads = await exampleThreads();
    browser = await startBrowser();
    parts.defer(() => browser.close());
    site = parts.use(await startStaticServer());
    const { worker, setUp } = classicSystem({ ALLOWED_ORIGINS: site.origin });
    const { ratelimits: _, ...unlimited } = worker;
    dev = parts.use(await startWranglerDev({ ...unlimited, main: worker.main }));
    for (const text of setUp) await sql(text);
    const backend = workerdBackend(dev.databasesUrl);
    api = parts.use(await startCloudflareApi(account, { backend, databaseId: systemDatabase }));
    checkout = parts.use(await checkOutSite());
    await makeSite();
  });
  afterEach(async () => {
    await sql(
      "DELETE FROM comments; DELETE FROM comment_migration_ledger; DELETE FROM comment_migration_pages",
    );
    await rm(join(checkout.workspace, ".comment-migration"), { recursive: true, force: true });
  });
  afterAll(() => parts.disposeAsync());

  it.each(Object.entries(exampleSources).map(([kind, start], number) => ({ kind, start, number })))(
    "are shown as $kind had them: threads, names and dates, on their pages",
    async ({ kind, start, number }) => {
      await using source = await start(threads, join(checkout.workspace, "exports"));
      const { main, report } = await run(source);
      expect(main.exitCode, main.log).toBe(0);
      expect(report).toMatchObject({
        verdict: "complete",
        placement: { unplaced: [], gone: [] },
      });
      const counts = report?.pageList?.map(({ pageId, comments }) => [pageId, comments]) ?? [];
      expect(Object.fromEntries(counts)).toEqual(
        Object.fromEntries(
          threads
            .map((one) => [one.path, expected(one, source).length] as const)
            .filter(([, comments]) => comments > 0),
        ),
      );
      // Each source has a look at some pages, all pages are looked at by several sources.
      const looked = threads.filter(
        ({ comments }, index) =>
          kind === "disqus" || index % 4 === number % 4 || comments.some((one) => one.isRemoved),
      );
      for (const thread of looked) {
        const comments = expected(thread, source);
        expect(await seenOn(thread.path, comments.length), thread.path).toEqual(comments);
      }
    },
  );

  it("of two systems are each their own in one database, and each is followed by a newer export", async () => {
    const folder = join(checkout.workspace, "exports");
    await using disqus = await exampleSources.disqus(threads, folder);
    await using github = await exampleSources.github(threads.slice(0, 5), folder);
    const both = async (source: ExampleSource, inputs = {}) => {
      const file = `.comment-migration/${source.settings["source"]}.json`;
      const { main, report } = await run(source, { "checkpoint-file": file, ...inputs });
      expect(main.exitCode, main.log).toBe(0);
      return report;
    };
    expect((await both(disqus))?.comments?.inserted).toBe(334);
    expect((await both(github))?.comments?.inserted).toBeGreaterThan(10);
    expect(await both(disqus, { mode: "verify" })).toMatchObject({ verdict: "verified" });

    const [first, ...others] = threads;
    if (first === undefined) throw new Error("there are no threads");
    const [edited, removed, ...rest] = first.comments;
    if (edited === undefined || removed === undefined) throw new Error("there are no comments");
    const now: ExampleThread = {
      ...first,
      comments: [
        { ...edited, text: "Edited since." },
        { ...removed, isRemoved: true },
        ...rest,
        { ...edited, id: 9_000, text: "New since.", at: "2024-01-01T00:00:00Z" },
      ],
    };
    await exampleSources.disqus([now, ...others], folder);
    const results = (await both(disqus))?.changes?.map(({ kind, result }) => `${kind} ${result}`);
    expect(results).toEqual(["edited applied", "removed emptied"]);
    const texts = (await seenOn(first.path)).map(({ text }) => text);
    expect(texts).toEqual(expect.arrayContaining(["Edited since.", "New since.", "[removed]"]));

    await both(github, { mode: "rollback" });
    expect(await both(disqus, { mode: "verify" })).toMatchObject({ verdict: "verified" });
    await both(disqus, { mode: "rollback" });
    expect(await seenOn(first.path)).toEqual([]);
  });
});
