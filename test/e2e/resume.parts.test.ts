import { randomUUID } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from "vitest";
import {
  type ResultsService,
  startResultsService,
} from "../parts/actions-services/results-service.ts";
import { type CloudflareApi, startCloudflareApi } from "../parts/d1/cloudflare-api.ts";
import type { D1Backend } from "../parts/d1/d1-backend.ts";
import type { Homeserver } from "../parts/homeserver/homeserver.ts";
import { readExampleConversations, seed } from "../parts/homeserver/seed.ts";
import { startSynapse } from "../parts/homeserver/synapse.ts";
import { type Gate, startGate } from "../parts/machine/gate.ts";
import { sharedD1 } from "../parts/shared/shared-parts.ts";
import { describeWith } from "../parts/tiers/describe-with.ts";
import { checkOutSite } from "./migration-site.ts";
import { type MovedRow, movedRowsIn } from "./moved-rows.ts";
import {
  type MigrationRun,
  remoteSettings,
  runMigration,
  startMigration,
} from "./run-migration.ts";

const checkpoint = ".comment-migration/checkpoint.json";

const account = {
  accountId: "acc00000000000000000000000000000",
  apiToken: "cf-token",
  databaseName: "comments",
};

describeWith("synapse")("a migration that did not come to its end", () => {
  let homeserver: Homeserver;
  let gate: Gate;
  let backend: D1Backend;
  let undisturbed: readonly MovedRow[];
  const parts = new AsyncDisposableStack();

  let services: ResultsService;
  let database: Database;
  let ofTest = new AsyncDisposableStack();

  beforeAll(async () => {
    homeserver = parts.use(await startSynapse());
    gate = parts.use(await startGate(homeserver.baseUrl));
    backend = await sharedD1();
    await seed(homeserver, await readExampleConversations());
    database = await newDatabase();
    const { main } = await runMigration({
      ...(await onNewMachine()),
      services: await newServices(),
    });
    expect(main.exitCode, main.log).toBe(0);
    undisturbed = (await movedRowsIn(backend, database.id)) ?? [];
    expect(undisturbed.length).toBeGreaterThan(50);
  });
  afterAll(() => parts.disposeAsync());
  beforeEach(async () => {
    services = await newServices();
    database = await newDatabase();
    gate.open();
  });
  afterEach(async () => {
    await ofTest.disposeAsync();
    ofTest = new AsyncDisposableStack();
  });

  interface Database {
    readonly id: string;
    readonly api: CloudflareApi;
  }

  /** An empty one, which the runs of the test write to from now on. */
  async function newDatabase(): Promise<Database> {
    const id = randomUUID();
    const api = ofTest.use(await startCloudflareApi(account, { backend, databaseId: id }));
    return { id, api };
  }

  /** Services of a repository where nothing was ever saved. */
  async function newServices(): Promise<ResultsService> {
    return ofTest.use(await startResultsService());
  }

  /** A run on a machine that has the repository and nothing else. */
  async function onNewMachine(
    inputs: Readonly<Record<string, string>> = {},
  ): Promise<MigrationRun> {
    const { workspace } = ofTest.use(await checkOutSite());
    return {
      workspace,
      services,
      inputs: {
        ...remoteSettings({ ...homeserver, baseUrl: gate.baseUrl }, account, database.api),
        "max-retries": "1",
        "batch-size": "10",
        concurrency: "2",
        ...inputs,
      },
    };
  }

  /** A run that moves some pages and fails on the others, since the homeserver goes away. */
  async function interrupted(change: Partial<MigrationRun> = {}) {
    const run = { ...(await onNewMachine()), ...change };
    gate.shut({ path: /\/messages/, request: 8 });
    const { main, post } = await runMigration(run);
    gate.open();
    expect(main.outputs["status"], main.log).toBe("failed");
    expect(Number(main.outputs["pages-completed"])).toBeGreaterThan(0);
    return { run, main, post, completed: Number(main.outputs["pages-completed"]) };
  }

  /** A run that comes to the end, to the same rows as one that nothing disturbed. */
  async function finished(
    change: Partial<MigrationRun> = {},
    inputs: Readonly<Record<string, string>> = {},
  ) {
    const run = { ...(await onNewMachine(inputs)), ...change };
    gate.open();
    const requestsBefore = gate.requests.length;
    const { main, post, report } = await runMigration(run);
    expect(main.exitCode, main.log).toBe(0);
    expect(main.outputs["status"]).toBe("complete");
    expect(await movedRowsIn(backend, database.id)).toEqual(undisturbed);
    const rooms = gate.requests.slice(requestsBefore).filter((path) => path.includes("/messages"));
    return { run, main, post, report, readRooms: rooms.length };
  }

  it("goes on when it is dispatched again", async () => {
    const { completed } = await interrupted();
    const { main } = await finished({ runId: "9000000002" });
    expect(main.outputs["checkpoint-source"]).toBe("cache");
    expect(main.summary).toContain(`${completed} of them before`);
  });

  it("goes on when a schedule starts it on the default branch", async () => {
    await interrupted();
    const { main } = await finished({ runId: "9000000002", eventName: "schedule" });
    expect(main.outputs["checkpoint-source"]).toBe("cache");
  });

  it("goes on from the default branch's cache on another branch", async () => {
    await interrupted();
    const { main } = await finished({ runId: "9000000002", ref: "refs/heads/move-comments" });
    expect(main.outputs["checkpoint-source"]).toBe("cache");
  });

  it("goes on from an earlier run's artifact where the cache of a branch is out of sight", async () => {
    await interrupted({ ref: "refs/heads/one" });
    const { main } = await finished({ runId: "9000000002", ref: "refs/heads/two" });
    expect(main.outputs["checkpoint-source"]).toBe("artifact");
    expect(main.summary).toContain("artifact");
  });

  it("takes from the database what is done where every checkpoint is lost, and reads only the rest", async () => {
    const { completed } = await interrupted();
    services.cache.evictAll();
    const inputs = { "github-token": "no-permission" };
    const { run, main, readRooms } = await finished({ runId: "9000000002" }, inputs);
    expect(main.outputs["checkpoint-source"]).toBe("ledger");
    expect(main.summary).toContain("read from the database itself");
    expect(main.log + main.summary).toContain("actions: read");
    expect(readRooms).toBeLessThanOrEqual(undisturbed.length);
    expect(Number(main.outputs["pages-completed"])).toBeGreaterThan(completed);
    const checkpointFile = JSON.parse(await readFile(join(run.workspace, checkpoint), "utf8"));
    expect(Object.keys(checkpointFile.id_mapping)).toHaveLength(undisturbed.length);
  });

  it("never uses a checkpoint that a fork's run made", async () => {
    const forged = await runMigration({
      ...(await onNewMachine()),
      headRepository: "mallory/octo-blog",
      eventName: "pull_request",
      ref: "refs/pull/7/merge",
    });
    expect(forged.main.outputs["status"]).toBe("complete");
    expect(services.artifacts.entries).toHaveLength(1);
    database = await newDatabase();
    const { main } = await finished({ runId: "9000000002" });
    expect(main.outputs["checkpoint-source"]).toBe("new");
    expect(services.artifacts.entries.map(({ name }) => name)).toEqual([
      services.artifacts.entries[0]?.name,
      services.artifacts.entries[0]?.name,
    ]);
  });

  it("never uses an artifact of a run that an event of strangers started", async () => {
    await interrupted({ eventName: "workflow_run", ref: "refs/heads/one" });
    const { main } = await finished({ runId: "9000000002", ref: "refs/heads/two" });
    expect(main.outputs["checkpoint-source"]).toBe("ledger");
  });

  it("refuses to begin with resume: required where there is no checkpoint, and says where it looked", async () => {
    const { main } = await runMigration(await onNewMachine({ resume: "required" }));
    expect(main.exitCode).toBe(1);
    expect(main.summary).toContain("resume is set to required");
    expect(main.log).toContain("The Actions cache has no checkpoint");
    expect(main.log).toContain("resume to auto");
    expect(await movedRowsIn(backend, database.id)).toBeUndefined();
    await interrupted();
    await finished({ attempt: 2 }, { resume: "required" });
  });

  it("starts over with resume: restart, and goes on from there when the same run is run again", async () => {
    await interrupted();
    gate.shut({ path: /\/messages/, request: 7 });
    const restart = { ...(await onNewMachine({ resume: "restart" })), runId: "9000000002" };
    const over = await runMigration(restart);
    expect(over.main.outputs["checkpoint-source"]).toBe("new");
    expect(over.report?.pages?.completedBefore).toBe(0);
    const inRestart = Number(over.main.outputs["pages-completed"]);
    expect(inRestart).toBeGreaterThan(0);
    const rerun = { runId: "9000000002", attempt: 2 };
    const { main } = await finished(rerun, { resume: "restart" });
    expect(main.outputs["checkpoint-source"]).toBe("cache");
    expect(main.summary).toContain(`${inRestart} page`);
  });

  it("stops in good order when the time budget is over, and a chain of runs comes to the end", async () => {
    const inputs = { "time-budget": "0.1", "delay-between-batches": "2500" };
    const statuses: unknown[] = [];
    for (let n = 0; n < 20 && statuses.at(-1) !== "complete"; n++) {
      const run = await onNewMachine(inputs);
      const { main } = await runMigration({ ...run, runId: `900000000${n}` });
      expect(main.exitCode, main.log).toBe(0);
      statuses.push(main.outputs["status"]);
      if (main.outputs["status"] !== "partial") continue;
      expect(main.outputs["checkpoint-saved"]).toBe("true");
      expect(main.summary).toContain("time budget was used up");
    }
    expect(statuses[0]).toBe("partial");
    expect(statuses.at(-1)).toBe("complete");
    expect(await movedRowsIn(backend, database.id)).toEqual(undisturbed);
  });

  it("is not held up by another site, workflow, job or state key", async () => {
    await interrupted();
    const others: Partial<MigrationRun>[] = [
      { workflow: "Another workflow" },
      { job: "another" },
      { inputs: { "state-key": "another" } },
      { inputs: { "site-name": "example-blog, shop" } },
    ];
    for (const { inputs = {}, ...other } of others) {
      database = await newDatabase();
      const run = { ...(await onNewMachine(inputs)), ...other };
      const { main } = await runMigration({ ...run, runId: "9000000009" });
      expect(main.outputs["checkpoint-source"], main.log).toBe("new");
    }
  });

  it("refuses a checkpoint of another migration and one of a newer release, by name", async () => {
    const { run } = await interrupted();
    const file = join(run.workspace, checkpoint);
    const good = JSON.parse(await readFile(file, "utf8"));
    const elsewhere = { ...run, inputs: { ...run.inputs, "site-name": "example-blog, shop" } };
    const other = await runMigration({ ...elsewhere, services: await newServices() });
    expect(other.main.summary).toContain("belongs to another migration");
    expect(other.main.summary).toContain("shop");
    expect(other.main.log).toContain("resume: restart");

    await writeFile(file, JSON.stringify({ ...good, version: "9.0" }));
    const newer = await runMigration({ ...run, services: await newServices() });
    expect(newer.main.summary).toContain("newer release");
    expect(newer.main.log).toContain("it has version 9.0");

    const inputs = { ...run.inputs, resume: "restart" };
    const restarted = await runMigration({ ...run, inputs, services: await newServices() });
    expect(restarted.main.outputs["status"]).toBe("complete");
  });

  it("ends right where two runs are at it at once", async () => {
    const runs = [await onNewMachine(), { ...(await onNewMachine()), runId: "9000000002" }];
    const two = runs.map(async (run) => (await runMigration(run)).main);
    const results = await Promise.all(two);
    for (const main of results) {
      if (main.exitCode !== 0) expect(main.outputs["status"], main.log).toBe("failed");
    }
    await finished({ runId: "9000000003" });
  });

  it("loses at most the work since the last save when the runner is lost before its network", async () => {
    services.faults.uploads = "held";
    const run = await onNewMachine({ "delay-between-batches": "800" });
    const lost = await startMigration(run);
    await lost.waitForOutput(/✓ .*: \d+ comments/);
    lost.kill();
    await lost.result;
    services.faults.uploads = "none";
    await finished({ attempt: 2 });
  });

  // The last one: the homeserver has one comment more from here on.
  it("moves what readers wrote since, and only that, with resume: restart", async () => {
    await finished();
    const room = await homeserver.createRoom("example-blog", "no-room-yet");
    const reader = await homeserver.createUser("late", "Late Reader");
    await room.join(reader);
    await room.send(reader, { msgtype: "m.text", body: "Better late than never" });

    const run = await onNewMachine({ resume: "restart" });
    const { main } = await runMigration({ ...run, runId: "9000000003" });
    expect(main.exitCode, main.log).toBe(0);
    const rows = (await movedRowsIn(backend, database.id)) ?? [];
    const [late, ...others] = rows.filter(({ event }) =>
      undisturbed.every((row) => row.event !== event),
    );
    expect([late?.["content"], others]).toEqual(["Better late than never", []]);
    expect(rows.filter((row) => row !== late)).toEqual(undisturbed);
  });
});
