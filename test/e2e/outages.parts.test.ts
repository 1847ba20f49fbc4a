import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { statement } from "../../src/d1/sql/statement.ts";
import {
  type ResultsService,
  startResultsService,
} from "../parts/actions-services/results-service.ts";
import { startCloudflareApi } from "../parts/d1/cloudflare-api.ts";
import { sqliteBackend } from "../parts/d1/d1-backend.ts";
import {
  type EmbeddedHomeserver,
  startEmbeddedHomeserver,
} from "../parts/homeserver/embedded-homeserver.ts";
import { commentsIn, readExampleConversations, seed } from "../parts/homeserver/seed.ts";
import { checkOutSite } from "./migration-site.ts";
import { remoteSettings, runMigration } from "./run-migration.ts";

const account = { accountId: "acc0", apiToken: "cf-token", databaseName: "comments" };

// The clients of the services try for half a minute: the cases wait side by side.
describe.concurrent("a migration that is otherwise fine", () => {
  let homeserver: EmbeddedHomeserver;
  let comments: number;
  beforeAll(async () => {
    homeserver = await startEmbeddedHomeserver();
    comments = commentsIn(await seed(homeserver, await readExampleConversations()));
  });
  afterAll(() => homeserver[Symbol.asyncDispose]());

  async function migrated(services: ResultsService | undefined, inputs = {}) {
    const backend = sqliteBackend();
    await using api = await startCloudflareApi(account, { backend });
    await using checkout = await checkOutSite();
    const { main, post } = await runMigration({
      workspace: checkout.workspace,
      inputs: {
        ...remoteSettings(homeserver, account, api),
        ...inputs,
      },
      ...(services === undefined ? {} : { services }),
    });
    const [count] = await backend.batch("any", [statement("SELECT count(*) FROM comments")]);
    expect(count?.rows).toEqual([[comments]]);
    expect(main.exitCode, main.log).toBe(0);
    expect(main.outputs["status"]).toBe("complete");
    return { main, post };
  }

  it.each([
    ["down", "it is unavailable"],
    ["unreachable", "could not be reached"],
    ["rate-limited", "rate limit"],
    ["read-only", "read-only access"],
  ] as const)("does not fail for a cache that is %s, and says so", async (fault, said) => {
    await using services = await startResultsService();
    services.faults.cache = fault;
    const { main } = await migrated(services);
    expect(main.outputs["checkpoint-saved"]).toBe("false");
    expect(main.summary).toContain(said);
    expect(main.log).toContain(said);
    const artifacts = services.artifacts.entries.filter(({ state }) => state === "finished");
    expect(artifacts).toHaveLength(1);
  });

  it.each([
    ["down", "it is unavailable"],
    ["unreachable", "could not be reached"],
    ["full", "storage is full"],
  ] as const)(
    "does not fail for an artifact service that is %s, and says so",
    async (fault, said) => {
      await using services = await startResultsService();
      services.faults.artifacts = fault;
      const { main } = await migrated(services);
      expect(main.outputs["checkpoint-saved"]).toBe("true");
      expect(main.summary).toContain(said);
      expect(main.log).toContain(said);
    },
  );

  it("says that nothing is lost where neither can keep the checkpoint", async () => {
    await using services = await startResultsService();
    services.faults.cache = "read-only";
    services.faults.artifacts = "full";
    const { main } = await migrated(services);
    expect(main.summary).toContain("Nothing is lost");
  });

  it("names the permission that a token lacks for artifacts of earlier runs", async () => {
    await using services = await startResultsService();
    const { main } = await migrated(services, { "github-token": "no-permission" });
    expect(main.log).toContain("actions: read");
    const shown = main.summary.replace(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code)));
    expect(shown).toContain("actions: read");
  });
});
