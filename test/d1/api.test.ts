import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { pauseMs, retryAfterMs } from "../../src/cloudflare/api/rate-limit.ts";
import { createApiTransport, databasesUrlOf } from "../../src/d1/api/api-transport.ts";
import { statement } from "../../src/d1/sql/statement.ts";
import type { D1Transport } from "../../src/d1/transport/transport.ts";
import type { Comment } from "../../src/domain/comment.ts";
import type { Page } from "../../src/domain/page.ts";
import { migrate } from "../../src/migration/migrate.ts";
import { Stopwatch } from "../../src/migration/stopwatch.ts";
import { forgetfulMemory } from "../../src/run/forgetful-memory.ts";
import { silentObserver } from "../migration/silent-observer.ts";
import {
  type ApiFault,
  type CloudflareApi,
  startCloudflareApi,
} from "../parts/d1/cloudflare-api.ts";
import { blog, targetOn } from "../parts/d1/target-on.ts";
import { scanOf } from "../parts/hugo/site-scan.ts";
import { freePort } from "../parts/machine/loopback.ts";
import { anyRows } from "./comment-row-arbitrary.ts";
import { row, storedRows } from "./stored-rows.ts";

const never = new AbortController().signal;
const account = {
  accountId: "acc00000000000000000000000000000",
  apiToken: "cf-token-secret",
  databaseName: "comments",
};
const databaseId = "11111111-2222-3333-4444-555555555555";
const select = [statement("SELECT ?1 AS it", "works")];

let api: CloudflareApi;
beforeEach(async () => {
  api = await startCloudflareApi(account);
});
afterEach(() => api[Symbol.asyncDispose]());

function transport(overrides: Partial<Parameters<typeof createApiTransport>[0]> = {}): D1Transport {
  const databasesUrl = databasesUrlOf(api.baseUrl, account.accountId);
  return createApiTransport({ ...account, databasesUrl, ...overrides });
}

const refused = (status: number, headers = {}, error?: { code: number; message: string }) =>
  ({ kind: "refused", status, headers, ...(error === undefined ? {} : { error }) }) as const;

describe("a database at Cloudflare", () => {
  it("is looked up by its whole name, and only once", async () => {
    const way = transport();
    expect(await way.run(select, never)).toEqual([[{ it: "works" }]]);
    await way.run(select, never);
    expect(api.requests.map(({ line }) => line)).toEqual([
      "GET /accounts/acc00000000000000000000000000000/d1/database",
      `POST /accounts/acc00000000000000000000000000000/d1/database/${databaseId}/raw`,
      `POST /accounts/acc00000000000000000000000000000/d1/database/${databaseId}/raw`,
    ]);
  });

  it("is not looked up where its id is given", async () => {
    await transport({ databaseId }).run(select, never);
    expect(api.requests).toHaveLength(1);
  });

  it("that the account does not have is named", async () => {
    await expect(transport({ databaseName: "comment" }).run(select, never)).rejects.toMatchObject({
      code: "database-not-found",
      transient: false,
      message: expect.stringContaining("called comment."),
    });
    await expect(transport({ databaseId: "other" }).run(select, never)).rejects.toMatchObject({
      code: "database-not-found",
    });
  });

  it("with a wrong token is refused with the input to look at, and without the token", async () => {
    const wrong = transport({ apiToken: "wrong-token-secret" });
    await expect(wrong.run(select, never)).rejects.toMatchObject({
      code: "d1-auth",
      transient: false,
      remedy: expect.stringContaining("cloudflare-api-token"),
      message: expect.not.stringContaining("secret"),
    });
  });

  it("is never told what a comment holds by an SQL text", async () => {
    const target = targetOn(transport({ databaseId }), { runId: "it's me", maxRetries: 0 });
    await target.prepare({ readOnly: false }, never);
    const before = api.requests.length;
    await target.importRows([row("$needle", { content: "needle", authorName: "needle" })], never);
    const statements = api.requests.slice(before).flatMap((request) => request.statements);
    expect(statements.filter(({ sql }) => /needle|it's me/.test(sql))).toEqual([]);
    expect(
      statements.filter(({ params }) => params.some((p) => p.includes("needle"))),
    ).toHaveLength(3);
  });

  it("gets every call within Cloudflare's limits, whatever the rows", async () => {
    const target = targetOn(transport({ databaseId }), { runId: "r", maxRetries: 0 });
    await target.prepare({ readOnly: false }, never);
    const rows = Array.from({ length: 80 }, (_, n) =>
      row(`$${n}`, { content: `${"'\u0001x".repeat(9_000)}${n}` }),
    );
    await target.importRows(rows, never);
    await target.readHeld(
      Array.from({ length: 5000 }, (_, n) => `$${"é".repeat(500)}${n}`),
      never,
    );
    expect(api.requests.length).toBeGreaterThan(8);
    for (const { statements } of api.requests) {
      for (const { sql, params } of statements) {
        expect(Buffer.byteLength(sql)).toBeLessThan(100_000);
        expect(params.length).toBeLessThanOrEqual(100);
        for (const value of params) expect(Buffer.byteLength(value)).toBeLessThan(2_000_000);
      }
    }
    expect(await storedRows(transport())).toEqual(rows);
  });

  it("is left at once when the run is stopped, in a request and in a wait", async () => {
    const controller = new AbortController();
    api.faults.push({ kind: "silent" });
    const asked = transport({ databaseId }).run(select, controller.signal);
    await expect.poll(() => api.requests).toHaveLength(1);
    controller.abort(new Error("stopped"));
    await expect(asked).rejects.toThrow("stopped");

    const waiting = transport({ databaseId });
    api.faults.push(refused(429, { Ratelimit: '"default";r=0;t=8' }));
    await expect(waiting.run(select, never)).rejects.toMatchObject({ transient: true });
    const second = new AbortController();
    const asking = waiting.run(select, second.signal);
    second.abort(new Error("stopped too"));
    await expect(asking).rejects.toThrow("stopped too");
  });

  it("leaves a long wait to whoever repeats the request, so that it is limited and logged", async () => {
    const limited = transport();
    api.faults.push(refused(429, { Ratelimit: '"default";r=0;t=300' }));
    await expect(limited.run(select, never)).rejects.toMatchObject({ transient: true });
    const requests = api.requests.length;
    const error = await limited.run(select, never).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: "d1-rate-limited", transient: true });
    expect(error).toHaveProperty("retryAfterMs", expect.closeTo(300_000, -4));
    expect(api.requests).toHaveLength(requests);
  });
});

describe("an import through Cloudflare's API", () => {
  const sqlError = { code: 7500, message: "no such table: x: SQLITE_ERROR" };
  const passing: readonly (readonly [string, ApiFault])[] = [
    ["it has no time (429)", refused(429, {}, { code: 971, message: "Please wait" })],
    ["it fails (500)", refused(500, {}, { code: 7500, message: "internal error" })],
    ["a server before it answers with a web page (502)", refused(502)],
    ["its answer is lost after the commit", { kind: "lost" }],
    ["its answer is cut off after the commit", { kind: "cut" }],
    ["its answer ends too early after the commit", { kind: "torn" }],
    ["it says nothing more after the commit", { kind: "silent" }],
  ];

  it.each(passing)("goes on when %s, and takes each comment once", async (_, fault) => {
    const way = transport({ databaseId, timeoutMs: 2_000 });
    const retried: string[] = [];
    const target = targetOn(way, {
      runId: "r",
      maxRetries: 2,
      onRetry: (error) => retried.push(error.message),
    });
    await target.prepare({ readOnly: false }, never);
    const [rows = []] = fc.sample(anyRows("f", "/f/", 20), { numRuns: 1, seed: 4 });
    api.faults.push(fault);
    const { inserted, imported } = await target.importRows(rows, never);
    expect([retried.length, inserted.size, imported.length]).toEqual([1, rows.length, rows.length]);
    expect(await storedRows(way)).toEqual(rows);
  });

  it.each([
    ["Retry-After in seconds", { "Retry-After": "7" }, 7_000],
    ["no wait", {}, undefined],
  ])("is told to wait by %s", async (_, headers, expected) => {
    api.faults.push(refused(429, headers));
    await expect(transport({ databaseId }).run(select, never)).rejects.toMatchObject({
      code: "d1-unavailable",
      retryAfterMs: expected,
    });
  });

  it.each([
    ["an SQL error", refused(400, {}, sqlError), "d1-sql-error"],
    ["a page of a firewall", refused(403), "d1-refused"],
    ["a redirect", refused(302, { Location: "https://elsewhere.example/" }), "d1-api-moved"],
  ])("is not repeated after %s", async (_, fault, code) => {
    const retried: string[] = [];
    const target = targetOn(transport({ databaseId }), {
      runId: "r",
      maxRetries: 3,
      onRetry: (error) => retried.push(error.message),
    });
    api.faults.push(fault);
    await expect(target.prepare({ readOnly: true }, never)).rejects.toMatchObject({ code });
    expect(retried).toEqual([]);
  });

  it("says where nobody answers", async () => {
    const origin = `http://127.0.0.1:${await freePort()}`;
    const nobody = transport({ databaseId, databasesUrl: `${origin}/d1/database` });
    await expect(nobody.run(select, never)).rejects.toMatchObject({
      code: "d1-unreachable",
      transient: true,
      message: `Cloudflare's API at ${origin} can't be reached (ECONNREFUSED).`,
    });
  });
});

describe("a site of 115 pages with 655 comments", () => {
  it("takes at most 13 requests: look-up, check, bookmark and creation of the tables, import and verification of each batch", async () => {
    const pages = Array.from({ length: 115 }, (_, n) => pageOf(n));
    const target = targetOn(transport(), { runId: "r", maxRetries: 0 });
    const outcome = await migrate(
      {
        source: {
          names: [blog],
          expectedComments: async () => 0,
          findConversations: async () => [],
          readPage: async (page) => ({ threads: [], comments: commentsOf(page), skipped: [] }),
        },
        target,
        memory: forgetfulMemory,
        observer: silentObserver,
        stopwatch: new Stopwatch(() => new Date(), "start"),
        now: () => new Date(),
      },
      scanOf(pages),
      {
        concurrency: 5,
        batchSize: 250,
        delayBetweenBatches: 0,
        believeDatabase: true,
      },
      never,
    );
    expect(outcome.pages.map(({ state }) => state)).toEqual(pages.map(() => "completed"));
    expect(api.requests.length).toBeLessThanOrEqual(13);
    expect(await target.readLedger(never)).toHaveLength(655);
  });

  function pageOf(n: number): Page {
    const location = { file: `content/${n}.md`, line: 1 };
    const threads = [{ threadId: String(n), location }];
    return { pageId: `/${n}/`, title: `Page ${n}`, file: location.file, threads };
  }

  /** 34 on the first ten pages, three on the others. */
  function commentsOf({ pageId }: Page): readonly Comment[] {
    const count = /^\/\d\/$/.test(pageId) ? 34 : 3;
    return Array.from({ length: count }, (_, n) => ({
      sourceId: `$${pageId}${n}`,
      source: "cactus:example.org/blog",
      authorId: "@a:b",
      authorName: "Ada",
      body: "It worked for me. ".repeat(10),
      sentAt: 1_600_000_000_000 + n,
      replyTo: n === 0 ? null : `$${pageId}${n - 1}`,
    }));
  }
});

describe("a rate limit", () => {
  it.each([
    ["", 0],
    ['"default";r=1;t=30', 0],
    ['"default";r=0;t=30', 30_000],
    ['"burst";r=0;t=2, "default";r=0;t=120', 120_000],
    ['"burst";r=5;t=300,"default";r=0;t=1', 1_000],
    ["nonsense", 0],
  ])("of %j lets the next request wait %d ms", (ratelimit, expected) => {
    expect(pauseMs(new Headers({ ratelimit }))).toBe(expected);
  });

  it("may name a moment at which to come back, or one that is over", () => {
    const at = (time: number) => new Headers({ "retry-after": new Date(time).toUTCString() });
    expect(retryAfterMs(at(Date.now() + 60_000))).toBeGreaterThan(50_000);
    expect(retryAfterMs(at(0))).toBe(0);
    expect(retryAfterMs(new Headers({ "retry-after": "soon" }))).toBeUndefined();
  });
});
