import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { execa } from "execa";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { startCloudflareApi } from "../parts/d1/cloudflare-api.ts";
import { sqliteBackend } from "../parts/d1/d1-backend.ts";
import { createSqliteTransport } from "../parts/d1/sqlite-transport.ts";
import { plainPng } from "../parts/homeserver/plain-png.ts";
import { currentHugo } from "../parts/hugo/hugos.ts";
import { listenOnLoopback } from "../parts/machine/loopback.ts";
import { runOn } from "../run/hosts.ts";
import { exportOf, postXml, threadXml } from "../sources/disqus/export-writer.ts";
import { writeSite } from "./media-site.ts";

const account = {
  accountId: "acc00000000000000000000000000000",
  apiToken: "cf-token",
  databaseName: "comments",
};
const uploads = "https://uploads.disquscdn.com/images";

currentHugo.describe("a site whose comments were at Disqus, with pictures", () => {
  const parts = new AsyncDisposableStack();
  afterAll(() => parts.disposeAsync());

  let workspace: string;
  let cdn: string;
  let api: Awaited<ReturnType<typeof startCloudflareApi>>;
  const asked: string[] = [];

  beforeAll(async () => {
    workspace = await mkdtemp(join(tmpdir(), "media-of-exports-"));
    parts.defer(() => rm(workspace, { recursive: true, force: true }));
    await writeSite(workspace, "https://blog.example/");
    const page = '---\ntitle: Bread\n---\nA loaf.\n\n{{< comments page="/bread/" >}}\n';
    await writeFile(join(workspace, "content/bread.md"), page);
    const exported = exportOf([
      threadXml({ id: "1", link: "https://blog.example/bread/" }),
      postXml({ id: "2", thread: "1", message: `<img src="${uploads}/a.png" alt="my loaf">` }),
      postXml({ id: "3", thread: "1", message: `<a href="${uploads}/b.png">the oven</a>` }),
    ]);
    await writeFile(join(workspace, "disqus.xml"), exported);
    const server = createServer(({ url }, response) => {
      response.end(plainPng(url === "/images/a.png" ? 40 : 50, 30, [180, 120, 60]));
    });
    cdn = await listenOnLoopback(server);
    parts.defer(() => server[Symbol.asyncDispose]());
    const backend = sqliteBackend(createSqliteTransport());
    api = parts.use(await startCloudflareApi(account, { backend }));
  });

  const realFetch = globalThis.fetch;
  beforeEach(() => {
    asked.length = 0;
    globalThis.fetch = async (input, init) => {
      const url = new URL(input instanceof Request ? input.url : input);
      if (url.hostname === "127.0.0.1") return realFetch(input, init);
      asked.push(url.href);
      return realFetch(`${cdn}${url.pathname}`, init);
    };
  });
  afterEach(() => {
    globalThis.fetch = realFetch;
  });

  const run = (mode: "migrate" | "verify" = "migrate") =>
    runOn(
      "library",
      {
        source: "disqus",
        "source-file": "disqus.xml",
        "hugo-version": "none",
        "content-format": "html",
        archive: "data/comments",
        media: "repository",
        mode,
        "max-retries": "0",
        "database-name": account.databaseName,
        "cloudflare-api-token": account.apiToken,
        "cloudflare-account-id": account.accountId,
        "cloudflare-api-base": api.baseUrl,
      },
      { workspace, env: { PATH: `${dirname(currentHugo.path())}:/usr/bin:/bin` } },
    );

  it("has them among its own files, and pages that name them there", async () => {
    const { report, refusal } = await run();
    expect(refusal).toBeUndefined();
    expect(report?.verdict).toBe("complete");
    expect(asked.toSorted()).toEqual([`${uploads}/a.png`, `${uploads}/b.png`]);
    await execa(currentHugo.path(), ["--destination", "built"], { cwd: workspace });
    const page = await readFile(join(workspace, "built/bread/index.html"), "utf8");
    const named = [...page.matchAll(/(src|href)="?\/comment-media\/([\da-f]{64}\.png)/g)];
    expect(named.map(([, attribute]) => attribute).toSorted()).toEqual(["href", "src"]);
    expect((await readdir(join(workspace, "built/comment-media"))).toSorted()).toEqual(
      named.map(([, , name]) => name).toSorted(),
    );
    expect(page).not.toContain("disquscdn");
  });

  describe("when it is read again", () => {
    it.each([
      ["migrate", "complete"],
      ["verify", "verified"],
    ] as const)("is asked for none of them: %s", async (mode, verdict) => {
      const { report } = await run(mode);
      expect(report?.verdict).toBe(verdict);
      expect(report?.differences ?? []).toEqual([]);
      expect(asked).toEqual([]);
    });
  });
});
