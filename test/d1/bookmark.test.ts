import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createApiTransport, databasesUrlOf } from "../../src/d1/api/api-transport.ts";
import { createD1Target, type D1TargetOptions } from "../../src/d1/comment-target.ts";
import { restoreCommand, wayBackOf } from "../../src/d1/way-back.ts";
import { createWranglerTransport } from "../../src/d1/wrangler/wrangler-transport.ts";
import { classicSchema } from "../../src/targets/classic/schema.ts";
import {
  type ApiFault,
  type CloudflareApi,
  startCloudflareApi,
} from "../parts/d1/cloudflare-api.ts";
import { createSqliteTransport } from "../parts/d1/sqlite-transport.ts";
import { blog, targetOn } from "../parts/d1/target-on.ts";
import { installStandIn } from "../parts/d1/wrangler-project.ts";
import { row, storedRows } from "./stored-rows.ts";

const never = new AbortController().signal;
const account = {
  accountId: "acc00000000000000000000000000000",
  apiToken: "cf-token-secret",
  databaseName: "comments",
};
const databaseId = "11111111-2222-3333-4444-555555555555";
const database = `/accounts/${account.accountId}/d1/database/${databaseId}`;
const bookmark = "00000085-0000024c-00004c6d-8e61117bf38d7adb71b934ebbf891683";

const refused = (status: number, code: number, message: string): ApiFault => ({
  kind: "refused",
  status,
  error: { code, message },
});

/** What is answered where Time Travel is not to be had, and words of it that people should see. */
const refusals: readonly (readonly [string, ApiFault, string])[] = [
  ["the token may not ask", refused(403, 7403, "The account is not authorized"), "not authorized"],
  ["there is no such endpoint", refused(404, 7000, "No route for that URI"), "No route"],
  ["a server before it answers with a web page", { kind: "refused", status: 404 }, "HTTP 404"],
  ["Cloudflare fails", refused(500, 7500, "internal error"), "internal error"],
  ["the answer ends too early", { kind: "torn" }, "comments"],
];

describe("the bookmark of a database at Cloudflare", () => {
  let api: CloudflareApi;
  afterEach(() => api[Symbol.asyncDispose]());

  const transport = () =>
    createApiTransport({
      ...account,
      databasesUrl: databasesUrlOf(api.baseUrl, account.accountId),
      databaseId,
    });
  const lines = () => api.requests.map(({ line }) => line.replace(database, ""));
  const questions = () => lines().filter((line) => line === "GET /time_travel/bookmark");

  it("is asked for once, after what only reads and before the first write", async () => {
    api = await startCloudflareApi(account);
    const onBookmark = vi.fn();
    const target = targetOn(transport(), { onBookmark });
    await target.prepare({ readOnly: true }, never);
    await target.readLedger(never);
    expect([questions(), target.bookmark()]).toEqual([[], { kind: "none" }]);

    const before = api.bookmark();
    await target.prepare({ readOnly: false }, never);
    await target.importRows([row("$first"), row("$second")], never);
    expect(questions()).toHaveLength(1);
    expect(target.bookmark()).toEqual({ kind: "found", bookmark: expect.any(String) });
    expect(onBookmark.mock.calls).toHaveLength(1);

    const asked = lines().indexOf("GET /time_travel/bookmark");
    const writes = api.requests.map(({ statements }) =>
      statements.some(({ sql }) => /^\s*(?:CREATE|INSERT)/.test(sql)),
    );
    expect(asked).toBeLessThan(writes.indexOf(true));
    expect(writes.indexOf(true)).toBeGreaterThan(0);
    expect(before).not.toBe(api.bookmark());
  });

  it("is the same for writes at the same time", async () => {
    api = await startCloudflareApi(account);
    const target = targetOn(transport());
    await target.prepare({ readOnly: false }, never);
    const later = targetOn(transport());
    await Promise.all([
      later.importRows([row("$a", { pageId: "/a/" })], never),
      later.importRows([row("$b", { pageId: "/b/" })], never),
    ]);
    expect(questions()).toHaveLength(2);
  });

  it.each(refusals)("is done without where %s, and the run says so", async (_, fault, words) => {
    api = await startCloudflareApi(account, { timeTravelFault: fault });
    const onBookmark = vi.fn();
    const target = targetOn(transport(), { onBookmark });
    await target.prepare({ readOnly: false }, never);
    const rows = [row("$kept")];
    await target.importRows(rows, never);
    expect(await storedRows(transport())).toEqual(rows);
    expect(questions()).toHaveLength(1);
    expect(onBookmark).not.toHaveBeenCalled();
    expect(wayBackOf(target.bookmark(), account.databaseName)).toMatchObject({
      wayBack: null,
      findings: [
        { code: "no-bookmark", severity: "warning", message: expect.stringContaining(words) },
      ],
    });
  });

  it("is asked for again after a temporary failure, and only once more", async () => {
    api = await startCloudflareApi(account, { timeTravelFault: refused(500, 7500, "internal") });
    const target = targetOn(transport(), { maxRetries: 5 });
    await target.prepare({ readOnly: false }, never);
    expect(questions()).toHaveLength(2);
    expect(target.bookmark()).toMatchObject({ kind: "refused" });
  });

  it("is not asked for by what must not write", async () => {
    api = await startCloudflareApi(account);
    const target = targetOn(transport(), { readOnly: true });
    await expect(target.importRows([row("$one")], never)).rejects.toThrow();
    expect([questions(), target.bookmark()]).toEqual([[], { kind: "none" }]);
  });

  it("ends the run where that is stopped meanwhile, and nothing is written", async () => {
    api = await startCloudflareApi(account, { timeTravelFault: { kind: "silent" } });
    const controller = new AbortController();
    const prepared = targetOn(transport()).prepare({ readOnly: false }, controller.signal);
    const ended = expect(prepared).rejects.toThrow("stopped");
    await expect.poll(questions).toHaveLength(1);
    controller.abort(new Error("stopped"));
    await ended;
    expect(api.requests.flatMap(({ statements }) => statements)).not.toContainEqual(
      expect.objectContaining({ sql: expect.stringMatching(/^\s*CREATE/) }),
    );
  });
});

describe("the bookmark that an answer holds", () => {
  it.each([
    ["none", {}],
    ["a number", { bookmark: 1 }],
    ["nothing", { bookmark: "" }],
    ["an option of a command", { bookmark: "--help" }],
    ["more than a bookmark", { bookmark: `${bookmark}; rm -rf .` }],
  ])("is refused where it is %s", async (_, result) => {
    const fetch = async () => Response.json({ success: true, errors: [], result });
    const transport = createApiTransport({
      ...account,
      databasesUrl: "https://api.example/d1/database",
      databaseId,
      fetch,
    });
    await expect(transport.readBookmark?.(never)).rejects.toMatchObject({
      code: "d1-answer-damaged",
    });
  });
});

describe("the bookmark of a database through wrangler", () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "bookmark-"));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  /** A wrangler that answers this, whatever it is asked, and notes its arguments. */
  async function wranglerSaying(output: string, exitCode = 0) {
    await writeFile(join(folder, "output"), output);
    installStandIn(folder, {
      program: [
        'const { readFileSync, writeFileSync } = require("node:fs");',
        `writeFileSync(${JSON.stringify(join(folder, "args"))}, process.argv.slice(2).join(" "));`,
        `process.stdout.write(readFileSync(${JSON.stringify(join(folder, "output"))}));`,
        `process.exitCode = ${exitCode};`,
      ].join("\n"),
    });
    return createWranglerTransport({
      ...account,
      wranglerDir: folder,
      env: { PATH: process.env["PATH"], HOME: folder },
    });
  }

  it("is read from its JSON, with a banner before it", async () => {
    const printed = `⛅️ wrangler 4.100.0\n${JSON.stringify({ bookmark }, null, 2)}\n`;
    const transport = await wranglerSaying(printed);
    await expect(transport.readBookmark?.(never)).resolves.toBe(bookmark);
  });

  it.each([
    [
      "its error",
      JSON.stringify({ error: { text: "A request failed.", notes: [{ text: "Forbidden" }] } }),
      1,
      "Forbidden",
    ],
    ["what it prints", "Unknown argument: time-travel", 1, "Unknown argument"],
    ["what it answered instead", JSON.stringify({ bookmark: null }), 0, "bookmark"],
  ])("fails with %s", async (_, printed, exitCode, words) => {
    const transport = await wranglerSaying(printed, exitCode);
    await expect(transport.readBookmark?.(never)).rejects.toThrow(words);
  });
});

describe("a local copy of a database", () => {
  it("has no history, and nothing is said of it", async () => {
    const options: D1TargetOptions = {
      databaseName: "comments",
      mode: "local",
      wranglerDir: ".",
      env: {},
      schema: classicSchema(),
      owner: { sources: [blog] },
      runId: "run",
      maxRetries: 0,
    };
    await using local = createD1Target(options);
    expect(wayBackOf(local.bookmark(), "comments")).toEqual({ wayBack: null, findings: [] });

    const target = targetOn(createSqliteTransport());
    await target.prepare({ readOnly: false }, never);
    expect(wayBackOf(target.bookmark(), "comments")).toEqual({ wayBack: null, findings: [] });
  });
});

describe("the way back", () => {
  it.each([
    ["comments", "comments"],
    ["my comments", "'my comments'"],
    ["it's $HOME", "'it'\\''s $HOME'"],
  ])("to the database %j is a command that a shell takes", (name, word) => {
    expect(restoreCommand(name, bookmark)).toBe(
      `npx wrangler d1 time-travel restore ${word} --bookmark=${bookmark}`,
    );
  });

  it("is that of the run that wrote first, whatever this one was answered", () => {
    for (const answer of [
      { kind: "none" },
      { kind: "found", bookmark: `f${bookmark}` },
      { kind: "refused", reason: "no" },
    ] as const) {
      expect(wayBackOf(answer, "comments", bookmark)).toEqual({
        wayBack: { bookmark, command: expect.stringContaining(bookmark), isFromEarlierRun: true },
        findings: [],
      });
    }
  });

  it("is reported to be missing where no answer came in time", () => {
    const { findings } = wayBackOf({ kind: "late", seconds: 60 }, "comments");
    expect(findings).toMatchObject([
      { code: "no-bookmark", message: expect.stringContaining("within 60 seconds") },
    ]);
  });
});
