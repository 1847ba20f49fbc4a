import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { completeConfig } from "../../src/config/complete-config.ts";
import { loadConfig } from "../../src/config/load-config.ts";
import type { Page } from "../../src/domain/page.ts";
import type { MigrationMemory } from "../../src/domain/ports.ts";
import { Stopwatch } from "../../src/migration/stopwatch.ts";
import { forgetfulMemory } from "../../src/run/forgetful-memory.ts";
import { runJob } from "../../src/run/run-job.ts";
import { silentObserver } from "../migration/silent-observer.ts";
import { type CloudflareApi, startCloudflareApi } from "../parts/d1/cloudflare-api.ts";
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

const location = { file: "content/post.md", line: 4 };
const page: Page = {
  pageId: "/post/",
  title: "Post",
  file: location.file,
  threads: [{ threadId: "post", location }],
};

describe("the way back from a run on a remote database", () => {
  let homeserver: EmbeddedHomeserver;
  let api: CloudflareApi;
  beforeEach(async () => {
    homeserver = await startEmbeddedHomeserver();
    const ada = await homeserver.createUser("ada", "Ada");
    const room = await homeserver.createRoom("blog", "post");
    await room.join(ada);
    await room.send(ada, { msgtype: "m.text", body: "A good post" });
  });
  afterEach(async () => {
    await api[Symbol.asyncDispose]();
    await homeserver[Symbol.asyncDispose]();
  });

  async function run(
    more: Readonly<Record<string, string>> = {},
    memory: MigrationMemory = forgetfulMemory,
  ) {
    const inputs = {
      "site-name": "blog",
      "homeserver-url": homeserver.baseUrl,
      "server-name": homeserver.serverName,
      "database-name": account.databaseName,
      "cloudflare-api-token": account.apiToken,
      "cloudflare-account-id": account.accountId,
      "cloudflare-api-base": api.baseUrl,
      ...more,
    };
    const scan = scanOf([page]);
    const loaded = loadConfig({ cwd: "/repo", inputsAre: "input", env: {}, inputs });
    const before = api.requests.length;
    const lines: string[] = [];
    const { report } = await runJob(
      aJob(completeConfig(loaded, scan), scan),
      {
        memory,
        checkpoint: { source: "none", file: "", notes: [] },
        believesDatabase: false,
        until: never,
        observer: silentObserver,
        onRetry: () => {},
        say: (line) => void lines.push(line),
        authors: new Map(),
        env: {},
        runId: "run",
        now,
        stopwatch: new Stopwatch(now, "scan"),
      },
      never,
    );
    const asked = api.requests.slice(before).filter(({ line }) => line.endsWith("/bookmark"));
    return { report, lines, asked: asked.length };
  }

  it("is in the log and the report of a migration and of a rollback, each before its own writes", async () => {
    api = await startCloudflareApi(account);
    const migration = await run();
    expect(migration).toMatchObject({ asked: 1, report: { verdict: "complete" } });
    expect(migration.lines).toEqual([`To undo this run: ${migration.report.wayBack?.command}`]);

    const between = api.bookmark();
    const rollback = await run({ mode: "rollback" });
    expect(rollback).toMatchObject({
      asked: 1,
      report: {
        verdict: "rolled-back",
        wayBack: { command: expect.stringContaining("comments --bookmark=") },
      },
    });
    const bookmarks = [
      migration.report.wayBack?.bookmark,
      between,
      rollback.report.wayBack?.bookmark,
      api.bookmark(),
    ];
    expect(bookmarks.toSorted()).toEqual(bookmarks);
    expect(new Set(bookmarks).size).toBeGreaterThanOrEqual(3);
  });

  it.each([
    ["a dry run", { mode: "dry-run" }],
    ["a verification", { mode: "verify" }],
    ["a rollback's dry run", { mode: "rollback-dry-run" }],
  ])("is not looked for by %s", async (_, inputs) => {
    api = await startCloudflareApi(account);
    await run();
    const { report, lines, asked } = await run(inputs);
    expect([asked, lines, report.wayBack ?? null]).toEqual([0, [], null]);
    expect(report.findings.map(({ code }) => code)).not.toContain("no-bookmark");
  });

  it("does not fail a run that may not ask for it", async () => {
    const error = { code: 7403, message: "The account is not authorized" };
    api = await startCloudflareApi(account, {
      timeTravelFault: { kind: "refused", status: 403, error },
    });
    for (const mode of ["migrate", "rollback"]) {
      const { report, lines } = await run({ mode });
      expect(["complete", "rolled-back"]).toContain(report.verdict);
      expect([lines, report.wayBack]).toEqual([[], null]);
      expect(report.findings).toContainEqual(
        expect.objectContaining({
          code: "no-bookmark",
          message: expect.stringContaining("not authorized"),
        }),
      );
    }
  });

  it("is that of an earlier run where the migration was not complete after it", async () => {
    api = await startCloudflareApi(account);
    const marked: string[] = [];
    const memory: MigrationMemory = {
      ...forgetfulMemory,
      bookmark: () => "00000000-earlier",
      markBookmark: async (bookmark) => void marked.push(bookmark),
    };
    const { report, lines } = await run({}, memory);
    expect(report.wayBack).toMatchObject({ bookmark: "00000000-earlier", isFromEarlierRun: true });
    expect([marked.length, lines.length]).toEqual([1, 1]);
  });
});
