import { mkdir, mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { execa } from "execa";
import { afterAll, beforeAll, expect, it } from "vitest";
import { z } from "zod";
import { picturesDir, startBrowser } from "../parts/browser/browser.ts";
import { startStaticServer } from "../parts/browser/static-server.ts";
import { startCloudflareApi } from "../parts/d1/cloudflare-api.ts";
import { sqliteBackend } from "../parts/d1/d1-backend.ts";
import { createSqliteTransport } from "../parts/d1/sqlite-transport.ts";
import { startSynapse } from "../parts/homeserver/synapse.ts";
import { describeWith } from "../parts/tiers/describe-with.ts";
import { partPath } from "../parts/tiers/tiers.ts";
import { type GivenSettings, runOn } from "../run/hosts.ts";
import { sendMedia, sent, writeSite } from "./media-site.ts";
import { remoteSettings } from "./run-migration.ts";

const account = {
  accountId: "acc00000000000000000000000000000",
  apiToken: "cf-token",
  databaseName: "comments",
};
const shownPictures = z.array(z.object({ alt: z.string(), width: z.number(), src: z.string() }));

describeWith(
  "synapse",
  "hugo",
  "chromium",
)("a site whose homeserver is switched off after its comments and their media were moved", () => {
  const parts = new AsyncDisposableStack();
  afterAll(() => parts.disposeAsync());

  let workspace: string;
  let run: (settings: GivenSettings) => ReturnType<typeof runOn>;
  let homeserver: Awaited<ReturnType<typeof startSynapse>>;
  let site: Awaited<ReturnType<typeof startStaticServer>>;
  let database: ReturnType<typeof createSqliteTransport>["database"];
  let first: Awaited<ReturnType<typeof runOn>>;

  beforeAll(async () => {
    homeserver = parts.use(await startSynapse({ authenticatedMedia: true }));
    await sendMedia(homeserver);

    workspace = await mkdtemp(join(tmpdir(), "media-site-"));
    parts.defer(() => rm(workspace, { recursive: true, force: true }));
    site = parts.use(await startStaticServer());
    await writeSite(workspace, `${site.origin}/blog/`);
    const transport = createSqliteTransport();
    database = transport.database;
    const api = parts.use(await startCloudflareApi(account, { backend: sqliteBackend(transport) }));
    const settings = {
      ...remoteSettings(homeserver, account, api),
      "max-retries": "0",
      "content-format": "html",
      archive: "data/comments",
      media: "repository",
      "media-limit": "1",
    };
    const hugo = dirname(partPath("hugo"));
    run = (more) =>
      runOn(
        "library",
        { ...settings, ...more },
        { workspace, env: { PATH: `${hugo}:/usr/bin:/bin` } },
      );
  });

  const files = async () =>
    (await readdir(join(workspace, "static/comment-media")).catch(() => [])).toSorted();
  const contents = () =>
    database
      .prepare("SELECT content FROM comments ORDER BY id")
      .all()
      .map(({ content }) => String(content));

  it("is told by a dry run how many files there are, which fetches and writes none", async () => {
    const { report, refusal } = await run({ mode: "dry-run" });
    expect(refusal).toBeUndefined();
    const notice = report?.findings.find(({ code }) => code === "media-to-fetch");
    expect(notice?.message).toContain(`${sent.length + 1} pictures and files`);
    expect(await files()).toEqual([]);
  });

  it("has copies of what can be had, and is told of the rest by comment", async () => {
    first = await run({});
    expect(first.refusal).toBeUndefined();
    expect(first.report?.verdict).toBe("complete");
    const missing = first.report?.findings.filter(({ code }) => code === "media-not-kept") ?? [];
    expect(missing.map(({ message }) => message)).toEqual([
      expect.stringMatching(/film|larger than 1 MB/),
      expect.stringMatching(/HTTP status 404/),
    ]);
    expect(missing.map(({ sourceIds }) => sourceIds?.length)).toEqual([1, 1]);
    const extensions = (await files()).map((name) => name.split(".")[1]).toSorted();
    // Two pictures, and what Synapse made of each.
    expect(extensions).toEqual(["bin", "bin", "png", "png", "png", "png", "txt"]);
  });

  it("names in its texts what is in its folder, and the homeserver only for what is not", async () => {
    const texts = contents();
    const names = new Set(
      texts.flatMap((text) =>
        [...text.matchAll(/"\/blog\/comment-media\/([^"]+)"/g)].map(([, name]) => name),
      ),
    );
    expect([...names].toSorted()).toEqual(await files());
    expect(texts.filter((text) => text.includes(homeserver.baseUrl))).toHaveLength(2);
    expect(texts.filter((text) => /\.bin"/.test(text) && /<img/.test(text))).toEqual([]);
  });

  it("asks for no media in a second run and in verification, and has the same texts", async () => {
    const before = contents();
    const media = database.prepare("SELECT * FROM comment_migration_media").all();
    await rm(join(workspace, ".comment-migration"), { recursive: true, force: true });
    const fetched = globalThis.fetch;
    const requests: string[] = [];
    globalThis.fetch = async (input, init) => {
      requests.push(String(input instanceof Request ? input.url : input));
      return fetched(input, init);
    };
    try {
      const again = await run({ resume: "restart" });
      expect(again.report?.verdict).toBe("complete");
      const verified = await run({ mode: "verify", replace: "working-tree" });
      expect(verified.report?.replacement).toMatchObject({ replaced: 1 });
      expect(verified.report?.differences).toEqual([]);
      expect(verified.report?.verdict).toBe("verified");
    } finally {
      globalThis.fetch = fetched;
    }
    const known = requests.filter((url) => /\/media\//.test(url));
    // Only what could not be had is tried once more.
    expect(new Set(known).size).toBe(2);
    expect(contents()).toEqual(before);
    expect(database.prepare("SELECT * FROM comment_migration_media").all()).toEqual(media);
  });

  it("shows every picture that it has a copy of, and runs nothing", async () => {
    await homeserver[Symbol.asyncDispose]();
    const built = join(workspace, "built/blog");
    await execa(partPath("hugo"), ["--destination", built], { cwd: workspace });
    site.folder = dirname(built);
    const browser = await startBrowser();
    parts.defer(() => browser.close());
    const page = await browser.newPage({ viewport: { width: 900, height: 900 } });
    const refused: string[] = [];
    page.on("requestfailed", (request) => refused.push(request.url()));
    await page.goto(`${site.origin}/blog/bread/`, { waitUntil: "networkidle" });
    const path = join(picturesDir, "media/homeserver-off.png");
    await mkdir(dirname(path), { recursive: true });
    await page.screenshot({ path, fullPage: true });
    const pictures = shownPictures.parse(
      await page.evaluate(
        "[...document.querySelectorAll('.comments-list img')].map((img) => ({ alt: img.alt, width: img.naturalWidth, src: img.getAttribute('src') }))",
      ),
    );
    expect(pictures.filter(({ src }) => src.startsWith("/blog/"))).toMatchObject([
      { alt: "bread.png", width: 800 },
      { alt: "small.png", width: 40 },
    ]);
    // The one that the homeserver had lost already.
    expect(pictures.filter(({ width }) => width === 0).map(({ alt }) => alt)).toEqual(["gone.png"]);
    expect(refused.every((url) => url.startsWith(homeserver.baseUrl))).toBe(true);

    for (const name of (await files()).filter((one) => one.endsWith(".bin"))) {
      const opened = await browser.newPage();
      const download = opened.waitForEvent("download");
      await opened.goto(`${site.origin}/blog/comment-media/${name}`).catch(() => undefined);
      expect((await download).suggestedFilename()).toBe(name);
      expect(await opened.title()).toBe("");
      await opened.close();
    }
  });

  it("keeps files and records in a rollback, which says so", async () => {
    const before = await files();
    const { report } = await run({ mode: "rollback" });
    expect(report?.findings.find(({ code }) => code === "media-left")?.message).toContain(
      `${before.length} pictures and files`,
    );
    expect(await files()).toEqual(before);
    expect(database.prepare("SELECT count(*) AS n FROM comments").get()).toEqual({ n: 0 });
  });
});
