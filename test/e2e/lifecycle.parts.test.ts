import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { startResultsService } from "../parts/actions-services/results-service.ts";
import { readLocalD1 } from "../parts/d1/local-d1.ts";
import type { Homeserver } from "../parts/homeserver/homeserver.ts";
import { commentsIn } from "../parts/homeserver/seed.ts";
import { type Gate, startGate } from "../parts/machine/gate.ts";
import { sharedExampleSite } from "../parts/shared/shared-parts.ts";
import { describeWith } from "../parts/tiers/describe-with.ts";
import { checkOutSite, settingsFor } from "./migration-site.ts";
import { movedRows } from "./moved-rows.ts";
import { runMigration, startMigration } from "./run-migration.ts";

describeWith("synapse", "hugo")("the action on a runner", () => {
  let homeserver: Pick<Homeserver, "baseUrl" | "serverName">;
  let gate: Gate;
  let expectedComments: number;
  const parts = new AsyncDisposableStack();

  beforeAll(async () => {
    const site = await sharedExampleSite();
    homeserver = site.homeserver;
    gate = parts.use(await startGate(homeserver.baseUrl));
    expectedComments = commentsIn(site.seen);
  });
  afterAll(() => parts.disposeAsync());

  const behindGate = () => ({ baseUrl: gate.baseUrl, serverName: homeserver.serverName });

  it("migrates the site, keeps checkpoint and report, and tells it in summary and outputs", async () => {
    await using services = await startResultsService();
    await using checkout = await checkOutSite();
    const { main, post } = await runMigration({
      workspace: checkout.workspace,
      inputs: settingsFor(checkout, behindGate()),
      services,
    });
    expect(main.exitCode, main.log).toBe(0);
    expect(main.outputs).toMatchObject({
      status: "complete",
      "pages-failed": "0",
      "pages-remaining": "0",
      "comments-imported": String(expectedComments),
      "checkpoint-source": "new",
      "checkpoint-saved": "true",
    });
    expect(main.summary.split("\n")[0]).toMatch(/^## ✅ 16 of 17 pages/);
    expect(main.groups.map(({ title }) => title)).toContain("Pages");
    expect(post?.exitCode).toBe(0);
    expect(services.cache.entries).toHaveLength(1);
    expect(services.artifacts.entries).toHaveLength(1);
    const { comments, ledger } = readLocalD1(checkout.d1);
    expect([comments.length, ledger.length]).toEqual([expectedComments, expectedComments]);
    const report = JSON.parse(await readFile(String(main.outputs["report-path"]), "utf8"));
    expect(report.comments.imported).toBe(expectedComments);
  });

  it("resumes from the cache after the homeserver went away, to the same rows as undisturbed", async () => {
    await using services = await startResultsService();
    await using disturbed = await checkOutSite();
    await using secondMachine = await checkOutSite();
    await using undisturbed = await checkOutSite();
    const run = (workspace: string, attempt: number) => ({
      workspace,
      inputs: settingsFor(disturbed, behindGate()),
      services,
      attempt,
    });

    gate.shut({ path: /\/messages/, request: 8 });
    const first = await runMigration(run(disturbed.workspace, 1));
    gate.open();
    expect(first.main.exitCode).toBe(1);
    expect(first.main.outputs["status"]).toBe("failed");
    const completed = Number(first.main.outputs["pages-completed"]);
    expect(completed).toBeGreaterThan(0);
    expect(Number(first.main.outputs["pages-failed"])).toBeGreaterThan(0);
    expect(first.main.annotations.filter(({ file }) => file?.startsWith("content/"))).not.toEqual(
      [],
    );

    const second = await runMigration(run(secondMachine.workspace, 2));
    expect(second.main.exitCode, second.main.log).toBe(0);
    expect(second.main.outputs).toMatchObject({ status: "complete", "checkpoint-source": "cache" });
    expect(second.main.summary).toContain(`${completed} of them before`);

    await using otherServices = await startResultsService();
    const calm = await runMigration({
      workspace: undisturbed.workspace,
      inputs: settingsFor(undisturbed, behindGate()),
      services: otherServices,
    });
    expect(calm.main.exitCode).toBe(0);
    expect(movedRows(readLocalD1(disturbed.d1))).toEqual(movedRows(readLocalD1(undisturbed.d1)));
  });

  it("keeps what was done when the job is cancelled, and goes on from there", async () => {
    await using services = await startResultsService();
    await using checkout = await checkOutSite();
    const run = {
      workspace: checkout.workspace,
      inputs: { ...settingsFor(checkout, behindGate()), "delay-between-batches": "400" },
      services,
    };
    const first = await startMigration(run);
    await first.waitForOutput(/✓ .*: \d+ comments/);
    first.cancel();
    const { main, post } = await first.result;
    expect(main.signal).toBeNull();
    expect(main.outputs["status"]).toBe("partial");
    expect(post?.exitCode, post?.log).toBe(0);
    expect(services.cache.entries.length).toBeGreaterThan(0);

    const second = await runMigration({ ...run, attempt: 2 });
    expect(second.main.exitCode, second.main.log).toBe(0);
    expect(readLocalD1(checkout.d1).comments).toHaveLength(expectedComments);
  });

  it("saves at an interval, so that a lost runner costs only the time since", async () => {
    await using services = await startResultsService();
    await using checkout = await checkOutSite();
    await using secondMachine = await checkOutSite();
    const run = {
      inputs: {
        ...settingsFor(checkout, behindGate()),
        "checkpoint-interval": "1",
        "delay-between-batches": "1000",
      },
      services,
    };
    const first = await startMigration({ ...run, workspace: checkout.workspace });
    await first.waitForOutput(/✓ .*: \d+ comments/);
    await expect.poll(() => services.cache.entries.map(({ state }) => state)).toContain("saved");
    first.kill();
    expect((await first.result).post).toBeUndefined();

    const second = await runMigration({
      ...run,
      workspace: secondMachine.workspace,
      inputs: settingsFor(checkout, behindGate()),
      attempt: 2,
    });
    expect(second.main.exitCode, second.main.log).toBe(0);
    expect(second.main.outputs).toMatchObject({ status: "complete", "checkpoint-source": "cache" });
    expect(readLocalD1(checkout.d1).comments).toHaveLength(expectedComments);
  });

  it("says so where there is neither cache nor artifact", async () => {
    await using checkout = await checkOutSite();
    const run = { inputs: settingsFor(checkout, behindGate()), workspace: checkout.workspace };
    const { main } = await runMigration(run);
    expect(main.exitCode, main.log).toBe(0);
    expect(main.outputs["checkpoint-saved"]).toBe("false");
    expect(main.annotations.map(({ message }) => message).join()).toContain("cache");
  });

  it("writes nothing in a dry run, and neither uses nor saves a checkpoint", async () => {
    await using services = await startResultsService();
    await using checkout = await checkOutSite();
    const { main, post } = await runMigration({
      workspace: checkout.workspace,
      inputs: { ...settingsFor(checkout, behindGate()), mode: "dry-run" },
      services,
    });
    expect(main.exitCode, main.log).toBe(0);
    expect(main.outputs).toMatchObject({
      status: "dry-run",
      "comments-extracted": String(expectedComments),
      "comments-imported": "0",
      "checkpoint-source": "none",
    });
    expect(post?.exitCode).toBe(0);
    expect(services.cache.entries).toEqual([]);
    const checkpoint = join(checkout.workspace, ".comment-migration/checkpoint.json");
    await expect(readFile(checkpoint)).rejects.toThrow("ENOENT");
    expect(() => readLocalD1(checkout.d1)).toThrow("no such table");
  });

  it("masks secrets and shows every fault of its inputs at once", async () => {
    await using checkout = await checkOutSite();
    const { main, post } = await runMigration({
      workspace: checkout.workspace,
      inputs: { "cloudflare-api-token": "cf-secret-token", concurrency: "many" },
    });
    expect(main.exitCode).toBe(1);
    expect(main.log).toContain("input site-name");
    expect(main.log).toContain("input concurrency");
    expect(main.summary).toContain("The migration did not start");
    expect(main.log + main.summary).not.toContain("cf-secret-token");
    expect(post?.exitCode).toBe(0);
  });
});
