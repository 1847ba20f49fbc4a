import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { completeConfig } from "../../src/config/complete-config.ts";
import { loadConfig } from "../../src/config/load-config.ts";
import type { Page } from "../../src/domain/page.ts";
import { Stopwatch } from "../../src/migration/stopwatch.ts";
import { fingerprintOf } from "../../src/run/fingerprint-of.ts";
import { forgetfulMemory } from "../../src/run/forgetful-memory.ts";
import { ofMovedSites } from "../../src/run/moved-sites.ts";
import { runJob } from "../../src/run/run-job.ts";
import { cactusOf } from "../config/cactus-of.ts";
import { silentObserver } from "../migration/silent-observer.ts";
import { type CloudflareApi, startCloudflareApi } from "../parts/d1/cloudflare-api.ts";
import { sqliteBackend } from "../parts/d1/d1-backend.ts";
import { createSqliteTransport } from "../parts/d1/sqlite-transport.ts";
import {
  type EmbeddedHomeserver,
  startEmbeddedHomeserver,
} from "../parts/homeserver/embedded-homeserver.ts";
import { scanOf } from "../parts/hugo/site-scan.ts";
import { aJob } from "./a-job.ts";

const account = {
  accountId: "acc00000000000000000000000000000",
  apiToken: "cf-token",
  databaseName: "comments",
};
const never = new AbortController().signal;
const now = () => new Date();

/** A page in a language, with the section that its translation has as well. */
function page(language: string, siteName: string | undefined): Page {
  const file = `content/post.${language}.md`;
  const thread = { threadId: "post", siteName, location: { file, line: 4 } };
  return { pageId: `/${language}/post/`, title: "Post", file, threads: [thread] };
}

describe("pages with one section id and two site names", () => {
  const database = createSqliteTransport();
  let homeserver: EmbeddedHomeserver;
  let api: CloudflareApi;
  beforeAll(async () => {
    homeserver = await startEmbeddedHomeserver();
    api = await startCloudflareApi(account, { backend: sqliteBackend(database) });
    const ada = await homeserver.createUser("ada", "Ada");
    for (const [siteName, body] of [
      ["site-en", "In English"],
      ["<site de>", "Auf Deutsch"],
    ] as const) {
      const room = await homeserver.createRoom(siteName, "post");
      await room.join(ada);
      await room.send(ada, { msgtype: "m.text", body });
    }
  });
  afterAll(async () => {
    await api[Symbol.asyncDispose]();
    await homeserver[Symbol.asyncDispose]();
  });

  function configOf(siteNames: string, more: Readonly<Record<string, string>> = {}) {
    const loaded = loadConfig({
      cwd: "/repo",
      inputsAre: "input",
      env: {},
      inputs: {
        "site-name": siteNames,
        "homeserver-url": homeserver.baseUrl,
        "server-name": homeserver.serverName,
        "database-name": account.databaseName,
        "cloudflare-api-token": account.apiToken,
        "cloudflare-account-id": account.accountId,
        "cloudflare-api-base": api.baseUrl,
        ...more,
      },
    });
    return completeConfig(loaded, scanOf(pages));
  }

  const pages = [page("de", "<site de>"), page("en", undefined)];

  async function run(siteNames: string, more?: Readonly<Record<string, string>>) {
    const config = configOf(siteNames, more);
    const scan = ofMovedSites(scanOf(pages), cactusOf(config).siteNames);
    const host = {
      memory: forgetfulMemory,
      checkpoint: { source: "none", file: "", notes: [] } as const,
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
    };
    const { report } = await runJob(aJob(config, scan), host, never);
    return report;
  }

  it("are two conversations, each in its room", async () => {
    const report = await run("site-en, <site de>");
    expect(report).toMatchObject({
      verdict: "complete",
      site: { siteName: "site-en, <site de>" },
      comments: { inserted: 2 },
    });
    const rows = await database.run(
      [{ sql: "SELECT page_id, content FROM comments ORDER BY page_id", params: [] }],
      never,
    );
    expect(rows).toEqual([
      [
        { page_id: "/de/post/", content: "Auf Deutsch" },
        { page_id: "/en/post/", content: "In English" },
      ],
    ]);
  });

  it("are one page and an error where one site is moved, which is NO-GO in a dry run", async () => {
    const report = await run("site-en", { mode: "dry-run" });
    expect(report.pageList?.map(({ pageId }) => pageId)).toEqual(["/en/post/"]);
    expect(report).toMatchObject({
      verdict: "failed",
      trial: { judgement: "no-go", reasons: [{ code: "errors" }] },
    });
  });

  it("are one migration, which the checkpoint knows by both names", () => {
    expect(fingerprintOf(configOf("site-en,<site de>")).site).toBe("site-en, <site de>");
    expect(fingerprintOf(configOf("site-en")).site).toBe("site-en");
  });
});
