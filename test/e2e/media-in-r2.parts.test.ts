import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { execa } from "execa";
import { afterAll, beforeAll, expect, it } from "vitest";
import { z } from "zod";
import { picturesDir, startBrowser } from "../parts/browser/browser.ts";
import { startStaticServer } from "../parts/browser/static-server.ts";
import { startWranglerDev, type WranglerDev } from "../parts/d1/wrangler-dev.ts";
import type { RoomHandle, UserHandle } from "../parts/homeserver/homeserver.ts";
import { plainPng } from "../parts/homeserver/plain-png.ts";
import { startSynapse } from "../parts/homeserver/synapse.ts";
import { uploadMedia } from "../parts/homeserver/upload-media.ts";
import { describeWith } from "../parts/tiers/describe-with.ts";
import { partPath } from "../parts/tiers/tiers.ts";
import { type GivenSettings, runOn } from "../run/hosts.ts";
import { sendMedia, writeSite } from "./media-site.ts";
import { actionDir } from "./migration-site.ts";

const shown = z.array(z.object({ alt: z.string(), width: z.number(), src: z.string() }));
const bucketWorker = fileURLToPath(new URL("../parts/r2/bucket-worker.ts", import.meta.url));

describeWith(
  "synapse",
  "hugo",
  "chromium",
)("a site whose pictures went to R2 before its homeserver is switched off", () => {
  const parts = new AsyncDisposableStack();
  afterAll(() => parts.disposeAsync());
  let workspace: string;
  let homeserver: Awaited<ReturnType<typeof startSynapse>>;
  let room: RoomHandle;
  let mallory: UserHandle;
  /** Event id of a picture that is removed after it was moved. */
  let oops: string;
  let site: Awaited<ReturnType<typeof startStaticServer>>;
  let bucket: WranglerDev;
  let run: (settings?: GivenSettings) => ReturnType<typeof runOn>;

  beforeAll(async () => {
    homeserver = parts.use(await startSynapse({ authenticatedMedia: true }));
    await sendMedia(homeserver);
    mallory = await homeserver.createUser("mallory", "Mallory");
    room = await homeserver.createRoom("example-blog", "jam");
    await room.join(mallory);
    const bytes = plainPng(900, 700, [255, 0, 0]);
    const url = await uploadMedia(homeserver.baseUrl, mallory, { bytes, contentType: "image/png" });
    oops = await room.send(mallory, { msgtype: "m.image", body: "oops.png", url });
    const folder = await mkdtemp(join(tmpdir(), "media-in-r2-"));
    parts.defer(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));
    workspace = join(folder, "site");
    await mkdir(workspace);
    const persistTo = join(folder, "state");
    site = parts.use(await startStaticServer());
    await writeSite(workspace, `${site.origin}/`);
    await writeFile(
      join(workspace, "content/jam.md"),
      '---\ntitle: Jam\n---\nA jar.\n\n{{< chat "jam" >}}\n',
    );
    bucket = parts.use(
      await startWranglerDev(
        { main: bucketWorker, r2_buckets: [{ binding: "MEDIA", bucket_name: "pictures" }] },
        persistTo,
      ),
    );
    const settings: GivenSettings = {
      "site-name": "example-blog",
      "homeserver-url": homeserver.baseUrl,
      "server-name": homeserver.serverName,
      "hugo-version": "none",
      "d1-mode": "local",
      "database-name": "comments",
      "persist-to": persistTo,
      "wrangler-dir": actionDir,
      "max-retries": "0",
      "content-format": "html",
      archive: "data/comments",
      media: "r2",
      "r2-bucket": "pictures",
      "media-url": bucket.origin,
    };
    const hugo = dirname(partPath("hugo"));
    run = (more = {}) =>
      runOn(
        "library",
        { ...settings, ...more },
        { workspace, env: { PATH: `${hugo}:/usr/bin:/bin` } },
      );
  });

  it("has them in the bucket after a migration, and asks for nothing again after that", async () => {
    const first = await run();
    expect([first.refusal, first.report?.verdict]).toEqual([undefined, "complete"]);
    const fetched = globalThis.fetch;
    const asked: string[] = [];
    globalThis.fetch = async (input, init) => {
      asked.push(String(input instanceof Request ? input.url : input));
      return fetched(input, init);
    };
    try {
      const again = await run();
      expect([again.report?.verdict, again.report?.changes]).toEqual(["complete", []]);
    } finally {
      globalThis.fetch = fetched;
    }
    expect(asked.filter((url) => /\/media\//.test(url) && !/\/gone\b/.test(url))).toEqual([]);
  });

  it("says which copies no comment names any more, and forgets them", async () => {
    await room.redact(mallory, oops);
    const { report } = await run();
    expect(report?.changes).toMatchObject([{ kind: "removed", result: "applied", comment: oops }]);
    const unused = report?.findings.filter(({ code }) => code === "media-unused") ?? [];
    expect(unused.map(({ message }) => message)).toEqual([
      expect.stringMatching(
        /2 copies in the R2 bucket pictures .*: [0-9a-f]{64}\.png, [0-9a-f]{64}\./,
      ),
    ]);
    const after = await run();
    expect(after.report?.findings.filter(({ code }) => code === "media-unused")).toEqual([]);
  });

  it("shows them all without the homeserver, and what could run only as a download", async () => {
    const verified = await run({ mode: "verify", replace: "working-tree" });
    expect([verified.report?.verdict, verified.report?.differences]).toEqual(["verified", []]);
    await homeserver[Symbol.asyncDispose]();
    const built = join(workspace, "built");
    await execa(partPath("hugo"), ["--destination", built], { cwd: workspace });
    site.folder = built;
    const browser = await startBrowser();
    parts.defer(() => browser.close());
    const page = await browser.newPage({ viewport: { width: 900, height: 900 } });
    await page.goto(`${site.origin}/bread/`, { waitUntil: "networkidle" });
    await mkdir(picturesDir, { recursive: true });
    await page.screenshot({ path: join(picturesDir, "media-in-r2.png"), fullPage: true });
    const pictures = shown.parse(
      await page.evaluate(
        "[...document.querySelectorAll('.comments-list img')].map((img) => ({ alt: img.alt, width: img.naturalWidth, src: img.src }))",
      ),
    );
    expect(pictures.filter(({ src }) => src.startsWith(bucket.origin))).toMatchObject([
      { alt: "bread.png", width: 800 },
      { alt: "small.png", width: 40 },
    ]);
    const links = z
      .array(z.string())
      .parse(
        await page.evaluate(
          "[...document.querySelectorAll('.comments-list a')].map((link) => link.href)",
        ),
      );
    const files = links.filter((link) => link.startsWith(bucket.origin));
    const downloads = files.filter((link) => link.endsWith(".bin"));
    expect([files.length, downloads.length]).toEqual([6, 3]);
    for (const link of downloads) {
      const { headers } = await fetch(link);
      expect(headers.get("content-type")).toBe("application/octet-stream");
      expect(headers.get("content-disposition")).toMatch(/^attachment/);
    }
  });
});
