import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { execa } from "execa";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { actionDir, checkOutSite } from "../e2e/migration-site.ts";
import { remoteSettings, runMigration } from "../e2e/run-migration.ts";
import { startCloudflareApi } from "../parts/cloudflare-api.ts";
import { sqliteBackend } from "../parts/d1-backend.ts";
import { type EmbeddedHomeserver, startEmbeddedHomeserver } from "../parts/embedded-homeserver.ts";
import { startResultsService } from "../parts/results-service.ts";
import { readExampleConversations, seed } from "../parts/seed.ts";

const watch = fileURLToPath(new URL("connections.ts", import.meta.url));
const account = { accountId: "acc0", apiToken: "cf-token", databaseName: "comments" };

describe("the network", () => {
  let homeserver: EmbeddedHomeserver;
  beforeAll(async () => {
    homeserver = await startEmbeddedHomeserver();
    await seed(homeserver, await readExampleConversations());
  });
  afterAll(() => homeserver[Symbol.asyncDispose]());

  const watching = (file: string) => ({
    CONNECTIONS: file,
    NODE_OPTIONS: `--no-warnings --import=${watch}`,
  });

  /** Where a program connected to, each place once. */
  function placesIn(file: string): readonly string[] {
    if (!existsSync(file)) return [];
    return [...new Set(readFileSync(file, "utf8").trim().split("\n"))].sort();
  }

  /** Where the terminal command connects to. */
  async function connectionsOfCli(args: readonly string[], cwd: string) {
    const file = join(cwd, "..", "connections.txt");
    await execa(process.execPath, [join(actionDir, "dist", "cli.js"), ...args], {
      cwd,
      extendEnv: false,
      env: { ...watching(file), PATH: process.env["PATH"] ?? "", HOME: cwd },
    });
    return placesIn(file);
  }

  it("is not used to tell the flags", async () => {
    await using checkout = await checkOutSite();
    expect(await connectionsOfCli(["--help"], checkout.workspace)).toEqual([]);
  });

  it("is used by the terminal command for the homeserver and the database that the user named, and for nothing else", async () => {
    await using api = await startCloudflareApi(account, { backend: sqliteBackend() });
    await using checkout = await checkOutSite();
    const settings = { ...remoteSettings(homeserver, account, api), discover: "content" };
    const flags = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, value]);
    expect(await connectionsOfCli(flags, checkout.workspace)).toEqual(named(api));
  });

  it("is used by the action for those and GitHub's own services, and for nothing else", async () => {
    await using api = await startCloudflareApi(account, { backend: sqliteBackend() });
    await using services = await startResultsService();
    await using checkout = await checkOutSite();
    const file = join(checkout.workspace, "..", "connections.txt");
    const { main } = await runMigration({
      workspace: checkout.workspace,
      services,
      inputs: { ...remoteSettings(homeserver, account, api), discover: "content" },
      env: watching(file),
    });
    expect(main.exitCode, main.log).toBe(0);
    const ofGithub = new URL(services.url).host;
    expect(placesIn(file).filter((place) => place !== ofGithub)).toEqual(named(api));
  });

  function named(api: { readonly baseUrl: string }): readonly string[] {
    return [homeserver.baseUrl, api.baseUrl].map((url) => new URL(url).host).sort();
  }
});
