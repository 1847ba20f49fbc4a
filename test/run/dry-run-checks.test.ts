import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { checkOutSite, type SiteCheckout } from "../e2e/migration-site.ts";
import { remoteSettings } from "../e2e/run-migration.ts";
import { startCloudflareApi } from "../parts/d1/cloudflare-api.ts";
import { sqliteBackend } from "../parts/d1/d1-backend.ts";
import { startEmbeddedHomeserver } from "../parts/homeserver/embedded-homeserver.ts";
import { readExampleConversations, seed } from "../parts/homeserver/seed.ts";
import { runOn } from "./hosts.ts";

const account = {
  accountId: "acc00000000000000000000000000000",
  apiToken: "cf-token",
  databaseName: "comments",
};

describe("the log of a dry run", () => {
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

  /** What was looked at, in the order of the log. */
  function namesIn(log: string): readonly string[] {
    const lines = log.matchAll(/^(?:ok|warning|PROBLEM|unknown|skipped) +([A-Z][^:]*): /gm);
    return [...lines].map(([, name = ""]) => name);
  }
  const everywhere = [
    ...["Node.js", "Settings", "Folders", "Theme", "Hugo", "Site", "Pages"],
    ...["Source", "Conversations", "API token", "Database", "Tables"],
  ];

  it("begins with what was checked, in a group of its own in a workflow", async () => {
    const { log } = await runOn("action", { ...settings, mode: "dry-run" }, checkout);
    const [group = ""] = /::group::Checks\n[\s\S]*?::endgroup::/.exec(log) ?? [];
    expect(namesIn(group)).toEqual([...everywhere, "Cache", "Uploads", "Artifacts"]);
    expect(group).toMatch(/^ok {7}Pages: 17 pages /m);
    expect(log.indexOf("::group::")).toBe(log.indexOf("::group::Checks"));
  });

  it("has them as lines in a terminal", async () => {
    const { log } = await runOn("terminal", { ...settings, mode: "dry-run" }, checkout);
    expect(namesIn(log)).toEqual(everywhere);
  });

  it.each(["action", "terminal"] as const)("is for a dry run alone (%s)", async (host) => {
    const { log } = await runOn(host, settings, checkout);
    expect(log).not.toMatch(/Source: /);
  });

  it("holds no secret, even where a service repeats it", async () => {
    const wrong = {
      ...settings,
      "cloudflare-api-token": "cf-token-nobody-may-see",
      mode: "dry-run",
    };
    const { log } = await runOn("terminal", wrong, checkout);
    expect(log).toMatch(/PROBLEM {2}Database: /);
    expect(log).not.toContain("nobody-may-see");
  });
});
