import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from "vitest";
import { z } from "zod";
import {
  type ResultsService,
  startResultsService,
} from "../parts/actions-services/results-service.ts";
import { type CloudflareApi, startCloudflareApi } from "../parts/d1/cloudflare-api.ts";
import type { D1Backend } from "../parts/d1/d1-backend.ts";
import type { Homeserver } from "../parts/homeserver/homeserver.ts";
import { commentsIn, readExampleConversations, seed } from "../parts/homeserver/seed.ts";
import { startSynapse } from "../parts/homeserver/synapse.ts";
import { type Gate, startGate } from "../parts/machine/gate.ts";
import { sharedD1 } from "../parts/shared/shared-parts.ts";
import { describeWith } from "../parts/tiers/describe-with.ts";
import { checkOutSite } from "./migration-site.ts";
import { movedRowsIn } from "./moved-rows.ts";
import { type MigrationRun, remoteSettings, runMigration } from "./run-migration.ts";

const account = {
  accountId: "acc00000000000000000000000000000",
  apiToken: "cf-token",
  databaseName: "comments",
};
const thread = "sourdough-starter";
const writes = /^\s*(?:INSERT|UPDATE|DELETE|REPLACE|CREATE|DROP|ALTER)\b/i;

describeWith("synapse", "hugo")("what a run tells", () => {
  let homeserver: Homeserver;
  let gate: Gate;
  let backend: D1Backend;
  let comments: number;
  let alias: (thread: string) => string;
  const parts = new AsyncDisposableStack();

  let services: ResultsService;
  let api: CloudflareApi;
  let databaseId: string;
  let ofTest = new AsyncDisposableStack();

  beforeAll(async () => {
    homeserver = parts.use(await startSynapse());
    gate = parts.use(await startGate(homeserver.baseUrl));
    backend = await sharedD1();
    comments = commentsIn(await seed(homeserver, await readExampleConversations()));
    alias = (thread) => `#comments_example-blog_${thread}:${homeserver.serverName}`;
  });
  afterAll(() => parts.disposeAsync());
  beforeEach(async () => {
    services = ofTest.use(await startResultsService());
    databaseId = randomUUID();
    api = ofTest.use(await startCloudflareApi(account, { backend, databaseId }));
    gate.open();
  });
  afterEach(async () => {
    await ofTest.disposeAsync();
    ofTest = new AsyncDisposableStack();
  });

  async function run(
    inputs: Readonly<Record<string, string>> = {},
    change: Partial<MigrationRun> = {},
  ) {
    const { workspace } = ofTest.use(await checkOutSite());
    const behindGate = { ...homeserver, baseUrl: gate.baseUrl };
    const { main, report } = await runMigration({
      workspace,
      services,
      inputs: { ...remoteSettings(behindGate, account, api), "max-retries": "0", ...inputs },
      ...change,
    });
    if (report === undefined) throw new Error(main.log);
    return { main, report };
  }

  /** A reader writes on a page that has been moved. */
  async function write(thread: string, body: string): Promise<void> {
    const reader = await homeserver.createUser(`late-${randomUUID()}`, "Late reader");
    const ask = async (method: string, path: string, content: object) => {
      const response = await fetch(`${homeserver.baseUrl}/_matrix/client/v3/${path}`, {
        method,
        headers: {
          Authorization: `Bearer ${reader.accessToken}`,
          "Content-Type": "application/json",
        },
        body: JSON.stringify(content),
      });
      if (!response.ok) throw new Error(await response.text());
      return z.object({ room_id: z.string().optional() }).parse(await response.json());
    };
    const { room_id = "" } = await ask("POST", `join/${encodeURIComponent(alias(thread))}`, {});
    await ask("PUT", `rooms/${encodeURIComponent(room_id)}/send/m.room.message/1`, {
      msgtype: "m.text",
      body,
    });
  }

  it("a dry run judges, shows samples and cost, and D1 itself counts no row that it wrote", async () => {
    const { main, report } = await run({ mode: "dry-run" });
    const { trial } = report;
    expect(main.exitCode, main.log).toBe(0);
    expect(main.outputs["status"]).toBe("dry-run");
    expect(trial?.proof).toEqual({ databaseCalls: api.requests.length - 1, rowsWritten: 0 });
    expect(
      api.requests.flatMap(({ statements }) => statements).filter(({ sql }) => writes.test(sql)),
    ).toEqual([]);
    expect(await movedRowsIn(backend, databaseId)).toBeUndefined();
    expect(trial?.cost).toMatchObject({ comments, alreadyThere: 0 });
    expect(trial?.samples.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(["plain", "reply", "edited"]),
    );
    for (const { before, after } of trial?.samples ?? []) {
      expect(after.parentSourceId === null || before.replyTo !== null).toBe(true);
      expect(after.createdAt).toBe(before.sentAt);
    }
    expect(main.summary).toMatch(/^## (?:🟢 GO|🟡 CAUTION)/);
    const html = await readFile(
      join(dirname(String(main.outputs["report-path"])), "report.html"),
      "utf8",
    );
    expect(html).toContain("Sample comments, before and after");
    expect(services.artifacts.entries.map(({ name }) => name)).toEqual([
      expect.stringMatching(/^comment-migration-report-migrate-dry-run-[0-9a-f]{8}-1$/),
    ]);
  });

  it("what a dry run expects is what the migration takes", async () => {
    const { report: dry } = await run({ mode: "dry-run" });
    const before = api.requests.length;
    const { report } = await run();
    expect(report.comments?.inserted).toBe(dry.trial?.cost.comments);
    const importing = api.requests
      .slice(before)
      .filter(({ statements }) =>
        statements.some(({ sql }) => /INSERT INTO comment_migration_ledger|has_its_time/.test(sql)),
      );
    expect(importing).toHaveLength(dry.trial?.cost.databaseCalls ?? 0);
    const [expected, used] = [
      dry.cloudflare?.rowsWritten ?? 0,
      report.cloudflare?.rowsWritten ?? 0,
    ];
    // Making the tables is not tried, and each batch writes a few rows more.
    expect(used).toBeGreaterThanOrEqual(expected);
    expect(used - expected).toBeLessThan(60);
    expect(report.cloudflare?.rowsRead).toBeLessThan(dry.cloudflare?.rowsRead ?? 0);
    const again = await run({ mode: "dry-run" });
    expect(again.report.trial?.cost).toMatchObject({
      comments: 0,
      alreadyThere: comments,
      databaseRows: 0,
    });
  });

  it("a dry run that could not read a page says NO-GO, and why, and fails", async () => {
    gate.shut({ path: /\/messages/, request: 8 });
    const { main, report } = await run({ mode: "dry-run" });
    expect(main.exitCode).toBe(1);
    expect(report.trial?.judgement).toBe("no-go");
    expect(report.trial?.reasons[0]).toMatchObject({ judgement: "no-go", code: "pages-failed" });
    expect(main.summary).toContain("NO-GO");
    expect(await movedRowsIn(backend, databaseId)).toBeUndefined();
  });

  it("a dry run into a database that is not there says NO-GO, and what to do", async () => {
    const { main, report } = await run({ mode: "dry-run", "database-name": "misspelt" });
    expect(main.exitCode).toBe(1);
    expect(report.trial?.judgement).toBe("no-go");
    expect(report.stoppedBy?.code).toBe("database-not-found");
    expect(main.summary.split("\n")[0]).toContain("NO-GO");
    expect(main.outputs["status"]).toBe("failed");
  });

  it("a dry run for a site name that no page tells the widget says NO-GO, with each page", async () => {
    const { report } = await run({
      mode: "dry-run",
      "site-name": "misspelt",
    });
    expect(report.trial?.judgement).toBe("no-go");
    expect(report.trial?.reasons.map(({ code }) => code)).toEqual(["errors"]);
    expect(report.pageList).toEqual([]);
    const skipped = report.findings.filter(({ code }) => code === "other-site-name");
    expect(skipped.every(({ pageId, location }) => pageId && location)).toBe(true);
    expect(skipped.length).toBeGreaterThan(10);
  });

  it("after a migration that went through, moves only what readers wrote since, and says so", async () => {
    const first = await run();
    expect(first.report).toMatchObject({ verdict: "complete", comparison: null });
    const moved = (await movedRowsIn(backend, databaseId)) ?? [];

    const calm = await run({}, { runId: "9000000002" });
    expect(calm.report.comments?.inserted).toBe(0);
    expect(calm.main.summary).toContain("Nothing new");
    expect(await movedRowsIn(backend, databaseId)).toEqual(moved);

    await write(thread, "Written after the migration.");
    await write(thread, "And one more.");
    const { main, report } = await run({}, { runId: "9000000003" });
    expect(main.exitCode, main.log).toBe(0);
    expect(report.comments).toMatchObject({ inserted: 2, imported: moved.length + 2 });
    expect(report.comparison?.newComments).toEqual([{ pageId: expect.any(String), comments: 2 }]);
    expect(main.summary).toContain("2 new comments moved");
    const now = (await movedRowsIn(backend, databaseId)) ?? [];
    const known = new Set(moved.map(({ event }) => event));
    expect(now.filter(({ event }) => known.has(event))).toEqual(moved);
    expect(now.filter(({ event }) => !known.has(event)).map((row) => row["content"])).toEqual(
      expect.arrayContaining(["Written after the migration.", "And one more."]),
    );
    expect(now).toHaveLength(moved.length + 2);
  });

  it("a run that reads all again and is cut off is gone on with, and nothing new is missed", async () => {
    await run();
    await write(thread, "Between two runs.");
    gate.shut({ path: /\/messages/, request: 8 });
    const cut = await run({}, { runId: "9000000002" });
    expect(cut.report.verdict).toBe("failed");
    expect(cut.report.comparison?.newlyFailed.length).toBeGreaterThan(0);
    gate.open();
    const { report } = await run({}, { runId: "9000000002", attempt: 2 });
    expect(report.verdict).toBe("complete");
    expect(report.pages?.completedBefore).toBe(cut.report.pages?.completed);
    const rows = (await movedRowsIn(backend, databaseId)) ?? [];
    expect(rows.filter((row) => row["content"] === "Between two runs.")).toHaveLength(1);
  });

  it("tells what changed since the run before: newly completed, newly failed, failed again", async () => {
    gate.shut({ path: /\/messages/, request: 8 });
    const first = await run();
    const failed = (first.report.failedPages ?? []).map(({ pageId }) => pageId);
    gate.shut({ path: /\/messages/, request: 3 });
    const second = await run({}, { runId: "9000000002" });
    const { comparison } = second.report;
    expect(comparison?.previousRunAt).toMatch(/^\d{4}-/);
    expect(comparison?.newlyFailed).toEqual([]);
    // It fails, or has no conversation, by whether the homeserver is asked for it.
    const isSure = (pageId: string) => pageId !== "/2023/06/a-post-without-a-room/";
    expect(
      [...(comparison?.newlyCompleted ?? []), ...(comparison?.stillFailed ?? [])]
        .filter(isSure)
        .sort(),
    ).toEqual(failed.filter(isSure).sort());
    expect(second.main.summary).toContain("failed again");
    gate.open();
    const third = await run({}, { runId: "9000000003" });
    expect(third.report.comparison?.newlyCompleted).toEqual(comparison?.stillFailed.filter(isSure));
  });
});
