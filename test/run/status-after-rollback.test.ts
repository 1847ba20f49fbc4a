import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runCli } from "../../src/cli/run-cli.ts";
import { statusText } from "../../src/cli/status-text.ts";
import { readStatus } from "../../src/run/status.ts";
import { checkOutSite, type SiteCheckout } from "../e2e/migration-site.ts";
import { remoteSettings } from "../e2e/run-migration.ts";
import { startCloudflareApi } from "../parts/d1/cloudflare-api.ts";
import { sqliteBackend } from "../parts/d1/d1-backend.ts";
import { startEmbeddedHomeserver } from "../parts/homeserver/embedded-homeserver.ts";
import { readExampleConversations, seed } from "../parts/homeserver/seed.ts";

const account = {
  accountId: "acc00000000000000000000000000000",
  apiToken: "cf-token",
  databaseName: "comments",
};

describe("the status after a rollback", () => {
  const parts = new AsyncDisposableStack();
  let checkout: SiteCheckout;
  let settings: Record<string, string>;
  beforeAll(async () => {
    const homeserver = parts.use(await startEmbeddedHomeserver());
    await seed(homeserver, await readExampleConversations());
    const api = parts.use(await startCloudflareApi(account, { backend: sqliteBackend() }));
    checkout = parts.use(await checkOutSite());
    settings = { ...remoteSettings(homeserver, account, api), "max-retries": "0" };
  });
  afterAll(() => parts.disposeAsync());

  async function statusAfter(mode: string) {
    const nowhere = { write: () => true };
    const args = Object.entries({ ...settings, mode }).map(([name, value]) => `--${name}=${value}`);
    const env = { PATH: "/nowhere", HOME: checkout.workspace };
    const place = { args, env, cwd: checkout.workspace, stdout: nowhere, stderr: nowhere };
    await runCli(place, new AbortController().signal, performance.now());
    const folder = join(checkout.workspace, ".comment-migration");
    return readStatus({
      checkpointFile: join(folder, "checkpoint.json"),
      reportDir: join(folder, "report"),
    });
  }

  it("knows of it whatever else is run, until comments are moved again", async () => {
    expect((await statusAfter("migrate")).checkpoint?.state).toBe("complete");
    for (const mode of ["rollback", "verify", "dry-run", "verify"]) {
      const status = await statusAfter(mode);
      expect(status.checkpoint?.state, mode).toBe("rolled-back");
      expect(statusText(status), mode).toContain("Next: hugo-comment-migration migrate");
    }
    expect((await statusAfter("migrate")).checkpoint?.state).toBe("complete");
    expect((await statusAfter("verify")).checkpoint?.state).toBe("complete");
  });
});
