import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { execa } from "execa";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type MigrateSiteOptions, migrateSite } from "../../src/index.ts";
import { checkOutSite, type SiteCheckout, settingsFor } from "../e2e/migration-site.ts";
import { startCloudflareApi } from "../parts/d1/cloudflare-api.ts";
import { sqliteBackend } from "../parts/d1/d1-backend.ts";
import {
  type EmbeddedHomeserver,
  startEmbeddedHomeserver,
} from "../parts/homeserver/embedded-homeserver.ts";
import { commentsIn, readExampleConversations, seed } from "../parts/homeserver/seed.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));
const account = { accountId: "acc0", apiToken: "cf-token", databaseName: "comments" };

let homeserver: EmbeddedHomeserver;
let comments: number;
let checkout: SiteCheckout;
beforeAll(async () => {
  homeserver = await startEmbeddedHomeserver();
  comments = commentsIn(await seed(homeserver, await readExampleConversations()));
  checkout = await checkOutSite();
});
afterAll(async () => {
  await homeserver[Symbol.asyncDispose]();
  await checkout[Symbol.asyncDispose]();
});

/** Options for the example site, whose database is at this address of Cloudflare's API. */
function optionsFor(
  baseUrl: string,
  settings: MigrateSiteOptions["settings"] = {},
): MigrateSiteOptions {
  return {
    repositoryDir: checkout.workspace,
    settings: {
      ...settingsFor(checkout, homeserver),
      "d1-mode": "remote",
      "cloudflare-api-token": account.apiToken,
      "cloudflare-account-id": account.accountId,
      "cloudflare-api-base": baseUrl,
      ...settings,
    },
  };
}

describe("migrateSite", () => {
  it("moves the comments of a site, gives the report, and does nothing when it is called again", async () => {
    await using api = await startCloudflareApi(account, { backend: sqliteBackend() });
    const done: string[] = [];
    const observer = { pageDone: ({ state }: { state: string }) => void done.push(state) };
    const first = await migrateSite({ ...optionsFor(api.baseUrl), observer });
    expect(first).toMatchObject({ verdict: "complete", comments: { inserted: comments } });
    expect(done).toHaveLength(first.pages?.total ?? 0);
    const again = await migrateSite(optionsFor(api.baseUrl));
    expect(again).toMatchObject({ verdict: "complete", comments: { inserted: 0 } });
    const verified = await migrateSite(optionsFor(api.baseUrl, { mode: "verify" }));
    expect(verified).toMatchObject({ verdict: "verified", differences: [] });
  });

  it("throws what is wrong with the settings, all of it at once", async () => {
    await using api = await startCloudflareApi(account);
    const options = optionsFor(api.baseUrl, { concurrency: "many", "batch-size": "-1" });
    await expect(migrateSite(options)).rejects.toMatchObject({
      name: "ConfigError",
      message: expect.stringMatching(/batch-size[\s\S]*concurrency|concurrency[\s\S]*batch-size/),
    });
  });

  it.each(["plan", "report"])(
    "refuses the mode %s, which is for jobs of workflows",
    async (mode) => {
      const options = optionsFor("http://127.0.0.1:1", { mode });
      await expect(migrateSite(options)).rejects.toMatchObject({ code: "mode-of-workflows" });
    },
  );

  it("ends with the signal's reason where that is aborted before the first page", async () => {
    const options = optionsFor("http://127.0.0.1:1");
    const reason = new Error("stopped by the caller");
    const run = migrateSite({ ...options, signal: AbortSignal.abort(reason) });
    await expect(run).rejects.toBe(reason);
  });
});

describe("an example of the library", () => {
  it.each([
    ["look-then-move.ts", /complete: \d+ comments are in the database/],
    ["move-page-by-page.ts", /completed\ncomplete$/],
  ])("runs as it stands there: %s", async (name, said) => {
    await using own = await checkOutSite();
    await using api = await startCloudflareApi(account, { backend: sqliteBackend() });
    const { stdout } = await execa(
      process.execPath,
      [join(root, "examples", "library", name), own.workspace],
      {
        env: {
          MATRIX_HOMESERVER_URL: homeserver.baseUrl,
          MATRIX_SERVER_NAME: homeserver.serverName,
          CLOUDFLARE_API_TOKEN: account.apiToken,
          CLOUDFLARE_ACCOUNT_ID: account.accountId,
          CLOUDFLARE_API_BASE_URL: api.baseUrl,
        },
      },
    );
    expect(stdout).toMatch(said);
  });

  it("has the types of what is built", () => {
    const compiler = join(root, "node_modules", "typescript", "bin", "tsc");
    const args = [compiler, "--noEmit", "-p", join(root, "examples", "library")];
    expect(spawnSync(process.execPath, args, { encoding: "utf8" }).stdout).toBe("");
  });
});
