import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { completeConfig } from "../../src/config/complete-config.ts";
import { loadConfig } from "../../src/config/load-config.ts";
import { Stopwatch } from "../../src/migration/stopwatch.ts";
import { countingFetch } from "../../src/run/counting-fetch.ts";
import { forgetfulMemory } from "../../src/run/forgetful-memory.ts";
import { runJob } from "../../src/run/run-job.ts";
import { sourceAccess } from "../../src/sources/source-kinds.ts";
import { silentObserver } from "../migration/silent-observer.ts";
import { startCloudflareApi } from "../parts/d1/cloudflare-api.ts";
import { sqliteBackend } from "../parts/d1/d1-backend.ts";
import { createSqliteTransport, type SqliteTransport } from "../parts/d1/sqlite-transport.ts";
import { plainPng } from "../parts/homeserver/plain-png.ts";
import { scanOf } from "../parts/hugo/site-scan.ts";
import { listenOnLoopback } from "../parts/machine/loopback.ts";
import * as disqus from "../sources/disqus/export-writer.ts";
import * as wordpress from "../sources/wordpress/export-writer.ts";

const account = {
  accountId: "acc00000000000000000000000000000",
  apiToken: "cf-token",
  databaseName: "comments",
};
const never = new AbortController().signal;
const now = () => new Date();

const file = "content/post.md";
const threads = [{ threadId: "18", location: { file, line: 1 } }];
const scan = scanOf([{ pageId: "/post/", title: "Post", file, threads }]);

const bread = plainPng(4, 3, [200, 150, 90]);
const cake = plainPng(5, 5, [250, 220, 230]);
const nameOf = (bytes: Buffer) => `${createHash("sha256").update(bytes).digest("hex")}.png`;

const uploads = "https://uploads.disquscdn.com/images";
const own = "https://crumbs.example/wp-content/uploads/2020/02";
const elsewhere = "https://pictures.example/oven.png";

const examples = {
  disqus: {
    written: disqus.exportOf([
      disqus.threadXml({ id: "18", link: "https://blog.example/post/" }),
      ...[
        `<p>Mine: <a href="${uploads}/bread.png" rel="nofollow noopener" title="${uploads}/bread.png">https://uploads.disquscdn.c...</a></p>`,
        `<p><img src="${uploads}/cake.png" alt="a cake"> and <a href="${elsewhere}">my oven</a></p>`,
        `<p>The same <a href="${uploads}/bread.png">bread</a></p>`,
      ].map((message, index) =>
        disqus.postXml({
          id: `5${index}`,
          thread: "18",
          message,
          at: `2020-02-02T10:0${index}:00Z`,
        }),
      ),
    ]),
    hosts: [`${uploads}/bread.png`, `${uploads}/cake.png`],
  },
  wordpress: {
    written: wordpress.exportOf([
      wordpress.itemXml({
        ...{ id: "18", link: "https://crumbs.example/post/", title: "Post" },
        comments: [
          `Mine: ${own}/bread.png`,
          `<img src="${own}/cake.png" alt="a cake" /> and <a href="${elsewhere}">my oven</a>`,
          `The same <a href="${own}/bread.png">bread</a>`,
        ].map((content, index) => ({
          id: `5${index}`,
          content,
          gmt: `2020-02-02 10:0${index}:00`,
        })),
      }),
    ]),
    hosts: [`${own}/bread.png`, `${own}/cake.png`],
  },
} as const;

describe.each(["disqus", "wordpress"] as const)("media of an export from %s", (kind) => {
  let parts: AsyncDisposableStack;
  let database: SqliteTransport;
  let folder: string;
  let fetched: string[];
  let lost: Set<string>;
  let run: (more?: Readonly<Record<string, string>>) => ReturnType<typeof runJob>;

  beforeEach(async () => {
    parts = new AsyncDisposableStack();
    folder = mkdtempSync(join(tmpdir(), "media-of-exports-"));
    parts.defer(() => rmSync(folder, { recursive: true }));
    writeFileSync(join(folder, "comments.xml"), examples[kind].written);
    database = createSqliteTransport();
    const api = parts.use(await startCloudflareApi(account, { backend: sqliteBackend(database) }));
    [fetched, lost] = [[], new Set()];
    // Stands for every host of the web.
    const server = createServer(({ url = "" }, response) => {
      if (lost.has(url)) response.writeHead(404).end();
      else response.end(url.endsWith("bread.png") ? bread : cake);
    });
    const web = await listenOnLoopback(server);
    parts.defer(() => server[Symbol.asyncDispose]());
    const counting = countingFetch(async (input, init) => {
      const url = new URL(input instanceof Request ? input.url : input);
      fetched.push(url.href);
      return fetch(`${web}${url.pathname}`, init);
    });
    run = async (more = {}) => {
      const inputs = {
        source: kind,
        "source-file": "comments.xml",
        "content-format": "html",
        media: "repository",
        "database-name": account.databaseName,
        "cloudflare-api-token": account.apiToken,
        "cloudflare-account-id": account.accountId,
        "cloudflare-api-base": api.baseUrl,
        ...more,
      };
      const loaded = loadConfig({ cwd: folder, inputsAre: "input", env: {}, inputs });
      const config = completeConfig(loaded, scan);
      const access = sourceAccess(config.source);
      if (access.by !== "addresses") throw new Error("an export names its pages");
      const reading = {
        fetch: counting.fetch,
        maxRetries: 0,
        onRetry: () => {},
        concurrency: 2,
        contentFormat: config.target.contentFormat,
        keepsMedia: config.media.to !== "link",
        repositoryDir: folder,
        githubApi: undefined,
      };
      await using opened = await access.open(reading, never);
      await using job = {
        ...{ config, scan, source: opened.comments, placement: undefined, part: undefined },
        sourceRequests: counting.requests,
        async [Symbol.asyncDispose]() {},
      };
      return await runJob(
        job,
        {
          memory: forgetfulMemory,
          checkpoint: { source: "none", file: "", notes: [] },
          believesDatabase: false,
          until: never,
          observer: silentObserver,
          onRetry: () => {},
          say: () => {},
          authors: new Map(),
          env: {},
          runId: "run",
          now,
          stopwatch: new Stopwatch(now, "scan"),
        },
        never,
      );
    };
  });
  afterEach(() => parts.disposeAsync());

  const files = () => {
    try {
      return readdirSync(join(folder, "static/comment-media")).toSorted();
    } catch {
      return [];
    }
  };
  const contents = () =>
    database.database
      .prepare("SELECT content FROM comments ORDER BY created_at")
      .all()
      .map(({ content }) => String(content));
  const codes = ({ report }: Awaited<ReturnType<typeof run>>) =>
    report.findings.map(({ code }) => code);

  it("is fetched once, kept in the site's folder, and named there by the comments", async () => {
    const { report } = await run();
    expect(report.verdict).toBe("complete");
    expect(fetched.toSorted()).toEqual([...examples[kind].hosts].toSorted());
    expect(files()).toEqual([nameOf(bread), nameOf(cake)].toSorted());
    for (const bytes of [bread, cake]) {
      expect(readFileSync(join(folder, "static/comment-media", nameOf(bytes)))).toEqual(bytes);
    }
    const [breads, cakes] = [bread, cake].map((bytes) => `/comment-media/${nameOf(bytes)}`);
    const rel = 'rel="nofollow noopener ugc"';
    expect(contents()).toEqual([
      `<p>Mine: <a href="${breads}" ${rel}>${breads}</a></p>`,
      `<p><img src="${cakes}" alt="a cake" /> and <a href="${elsewhere}" ${rel}>my oven</a></p>`,
      `<p>The same <a href="${breads}" ${rel}>bread</a></p>`,
    ]);
  });

  it("is not asked for again, and a second run and a verification have the same texts", async () => {
    await run();
    const before = contents();
    fetched.length = 0;
    lost = new Set(examples[kind].hosts.map((address) => new URL(address).pathname));
    const again = await run();
    expect(again.report.verdict).toBe("complete");
    const verified = await run({ mode: "verify" });
    expect(verified.report.verdict).toBe("verified");
    expect(fetched).toEqual([]);
    expect(contents()).toEqual(before);
  });

  it("is for a pull request to bring along, as is what only an earlier run's checkout has", async () => {
    const { siteFiles } = await run();
    const [breadFile, cakeFile] = [bread, cake].map((bytes) =>
      join(folder, "static/comment-media", nameOf(bytes)),
    );
    const all = [breadFile, cakeFile].toSorted();
    expect(siteFiles.media).toEqual({ there: all, missing: [] });
    rmSync(breadFile ?? "");
    const verified = await run({ mode: "verify", replace: "pull-request" });
    expect(verified.siteFiles.media).toEqual({ there: [cakeFile], missing: [breadFile] });
    expect(codes(verified)).not.toContain("media-not-in-folder");
    const inTree = await run({ mode: "verify", replace: "working-tree" });
    expect(codes(inTree)).toContain("media-not-in-folder");
  });

  it("is counted by a dry run, which fetches none", async () => {
    const { report } = await run({ mode: "dry-run" });
    const finding = report.findings.find(({ code }) => code === "media-to-fetch");
    expect(finding?.message).toContain("2 pictures and files");
    expect(fetched).toEqual([]);
    expect(files()).toEqual([]);
  });

  it("keeps its link where it is lost, is reported by comment, and follows when it is back", async () => {
    const [, lostCake = ""] = examples[kind].hosts;
    lost.add(new URL(lostCake).pathname);
    const first = await run();
    expect(first.report.verdict).toBe("complete");
    const missing = first.report.findings.filter(({ code }) => code === "media-not-kept");
    expect(missing).toMatchObject([{ pageId: "/post/", sourceIds: ["51"] }]);
    expect(missing[0]?.message).toMatch(/HTTP status 404/);
    expect(contents()[1]).toContain(`<a href="${lostCake}"`);
    lost.clear();
    const second = await run();
    expect(codes(second)).not.toContain("media-not-kept");
    expect(contents()[1]).toContain(`<img src="/comment-media/${nameOf(cake)}"`);
  });

  it("stays where it is unless it is to be kept", async () => {
    await run({ media: "link" });
    expect(fetched).toEqual([]);
    expect(files()).toEqual([]);
    expect(contents().join("")).not.toContain("comment-media");
  });
});
