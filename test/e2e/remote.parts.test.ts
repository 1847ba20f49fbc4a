import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { statement } from "../../src/d1/sql/statement.ts";
import { startResultsService } from "../parts/actions-services/results-service.ts";
import { type CloudflareApi, startCloudflareApi } from "../parts/d1/cloudflare-api.ts";
import { sqliteBackend } from "../parts/d1/d1-backend.ts";
import {
  type EmbeddedHomeserver,
  startEmbeddedHomeserver,
} from "../parts/homeserver/embedded-homeserver.ts";
import { commentsIn, readExampleConversations, seed } from "../parts/homeserver/seed.ts";
import { checkOutSite } from "./migration-site.ts";
import { remoteSettings, runMigration } from "./run-migration.ts";

const account = {
  accountId: "acc00000000000000000000000000000",
  apiToken: "cf-token-secret",
  databaseName: "comments",
};

describe("the action on a runner without wrangler", () => {
  const backend = sqliteBackend();
  let homeserver: EmbeddedHomeserver;
  let api: CloudflareApi;
  let comments: number;
  beforeAll(async () => {
    homeserver = await startEmbeddedHomeserver();
    comments = commentsIn(await seed(homeserver, await readExampleConversations()));
    api = await startCloudflareApi(account, { backend });
  });
  afterAll(async () => {
    await api[Symbol.asyncDispose]();
    await homeserver[Symbol.asyncDispose]();
  });

  it("moves a site into a remote database, whose token stands neither in the log nor in the report", async () => {
    await using services = await startResultsService();
    await using checkout = await checkOutSite();
    const { main, post } = await runMigration({
      workspace: checkout.workspace,
      inputs: {
        ...remoteSettings(homeserver, account, api),
        "wrangler-dir": "./nowhere",
      },
      services,
    });
    expect(main.exitCode, main.log).toBe(0);
    expect(main.outputs).toMatchObject({
      status: "complete",
      "comments-imported": String(comments),
      bookmark: expect.stringMatching(/^[\da-f-]+$/),
    });
    const [count] = await backend.batch("any", [
      statement("SELECT count(*), (SELECT count(*) FROM comment_migration_ledger) FROM comments"),
    ]);
    expect(count?.rows).toEqual([[comments, comments]]);
    expect(api.requests.length).toBeLessThanOrEqual(13);
    const report = await readFile(String(main.outputs["report-path"]), "utf8");
    const told = [main.log, main.summary, post?.log, report].join("\n");
    expect(told.replaceAll("::add-mask::cf-token-secret", "")).not.toContain("cf-token-secret");
  });
});
