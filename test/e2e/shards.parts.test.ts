import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { reportSchema } from "../../src/report/report-schema.ts";
import {
  type ResultsService,
  startResultsService,
} from "../parts/actions-services/results-service.ts";
import { type CloudflareApi, startCloudflareApi } from "../parts/d1/cloudflare-api.ts";
import { type D1Backend, sqliteBackend } from "../parts/d1/d1-backend.ts";
import {
  type EmbeddedHomeserver,
  startEmbeddedHomeserver,
} from "../parts/homeserver/embedded-homeserver.ts";
import { commentsIn, readExampleConversations, seed } from "../parts/homeserver/seed.ts";
import { type Gate, startGate } from "../parts/machine/gate.ts";
import { checkOutSite } from "./migration-site.ts";
import { movedRowsIn } from "./moved-rows.ts";
import { type MigrationRun, remoteSettings, runMigration } from "./run-migration.ts";

const account = {
  accountId: "acc00000000000000000000000000000",
  apiToken: "cf-token",
  databaseName: "comments",
};
const matrixSchema = z.object({
  include: z.array(z.object({ number: z.string(), shard: z.string() })),
});

describe("a migration in shards", () => {
  let homeserver: EmbeddedHomeserver;
  let gate: Gate;
  let comments: number;
  beforeAll(async () => {
    homeserver = await startEmbeddedHomeserver();
    gate = await startGate(homeserver.baseUrl);
    comments = commentsIn(await seed(homeserver, await readExampleConversations()));
  });
  afterAll(async () => {
    await gate[Symbol.asyncDispose]();
    await homeserver[Symbol.asyncDispose]();
  });

  let services: ResultsService;
  let backend: D1Backend;
  let api: CloudflareApi;
  let ofTest = new AsyncDisposableStack();
  beforeEach(async () => {
    services = ofTest.use(await startResultsService());
    backend = sqliteBackend();
    api = ofTest.use(await startCloudflareApi(account, { backend }));
  });
  afterEach(async () => {
    await ofTest.disposeAsync();
    ofTest = new AsyncDisposableStack();
  });

  async function run(inputs: Readonly<Record<string, string>>, job: Partial<MigrationRun> = {}) {
    const { workspace } = ofTest.use(await checkOutSite());
    const { main } = await runMigration({
      workspace,
      services,
      inputs: {
        ...remoteSettings({ ...homeserver, baseUrl: gate.baseUrl }, account, api),
        "max-retries": "0",
        ...inputs,
      },
      ...job,
    });
    return { ...main, workspace };
  }

  async function planned(shards: number) {
    const plan = await run({ mode: "plan", shards: String(shards) }, { job: "plan" });
    expect(plan.exitCode, plan.log).toBe(0);
    expect(plan.summary).toContain("17 pages in");
    return matrixSchema.parse(JSON.parse(String(plan.outputs["matrix"]))).include;
  }

  it("moves each comment once, and one report tells of all", async () => {
    const matrix = await planned(4);
    expect(matrix.map(({ number }) => number)).toEqual(["1/4", "2/4", "3/4", "4/4"]);
    expect(await movedRowsIn(backend, "any")).toBeUndefined();
    const shards = await Promise.all(matrix.map(({ shard }) => run({ shard })));
    for (const shard of shards) expect(shard.exitCode, shard.log).toBe(0);
    expect(await movedRowsIn(backend, "any")).toHaveLength(comments);
    expect(new Set(services.artifacts.entries.map(({ name }) => name)).size).toBe(4);

    const report = await run({ mode: "report" }, { job: "report" });
    expect(report.exitCode, report.log).toBe(0);
    expect(report.outputs).toMatchObject({
      status: "complete",
      "pages-total": "17",
      "comments-imported": String(comments),
    });
    expect(report.summary).toContain("All shards (4)");
    const json = await readFile(String(report.outputs["report-path"]), "utf8");
    const merged = reportSchema.parse(JSON.parse(json));
    expect(merged.pageList).toHaveLength(17);
    const checkpoints = merged.shards?.map(({ checkpoint }) => checkpoint);
    expect(checkpoints?.map((one) => one?.status)).toEqual(["done", "done", "done", "done"]);
    expect(checkpoints?.reduce((sum, one) => sum + (one?.completedPages ?? 0), 0)).toBe(16);
  });

  it("runs a failed shard again alone, from its own checkpoint", async () => {
    const [first, second] = await planned(2);
    const good = await run({ shard: first?.shard ?? "" });
    gate.shut({ path: /\/messages/, request: 4 });
    const bad = await run({ shard: second?.shard ?? "", concurrency: "1" });
    gate.open();
    expect(good.exitCode, good.log).toBe(0);
    expect(bad.exitCode).toBe(1);
    const failed = await run({ mode: "report" }, { job: "report" });
    expect(failed.outputs["status"]).toBe("failed");

    const again = await run({ shard: second?.shard ?? "" }, { attempt: 2 });
    expect(again.exitCode, again.log).toBe(0);
    expect(again.outputs["checkpoint-source"]).toBe("cache");
    const report = await run({ mode: "report" }, { job: "report", attempt: 2 });
    expect(report.outputs["status"]).toBe("complete");
    expect(await movedRowsIn(backend, "any")).toHaveLength(comments);
  });

  it("says which shard left no report", async () => {
    const matrix = await planned(3);
    await run({ shard: matrix[0]?.shard ?? "" });
    const report = await run({ mode: "report" }, { job: "report" });
    expect(report.exitCode).toBe(1);
    expect(report.outputs["status"]).toBe("partial");
    expect(report.log).toContain("Shard 2/3 left no report");
  });

  it("refuses to report where no shard was moved", async () => {
    const report = await run({ mode: "report" }, { job: "report" });
    expect(report.exitCode).toBe(1);
    expect(report.log).toContain("There is no report of a shard");
  });

  it("needs no plan where shards are named by hand", async () => {
    for (const shard of ["1/2", "2/2"]) {
      const moved = await run({ shard });
      expect(moved.exitCode, moved.log).toBe(0);
      await rm(join(moved.workspace, ".comment-migration"), { recursive: true });
    }
    expect(await movedRowsIn(backend, "any")).toHaveLength(comments);
  });
});
