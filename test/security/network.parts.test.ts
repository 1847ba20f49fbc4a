import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { execa } from "execa";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { actionDir, checkOutSite } from "../e2e/migration-site.ts";
import { remoteSettings, runMigration } from "../e2e/run-migration.ts";
import { startResultsService } from "../parts/actions-services/results-service.ts";
import { startCloudflareApi } from "../parts/d1/cloudflare-api.ts";
import { sqliteBackend } from "../parts/d1/d1-backend.ts";
import {
  type EmbeddedHomeserver,
  startEmbeddedHomeserver,
} from "../parts/homeserver/embedded-homeserver.ts";
import { readExampleConversations, seed } from "../parts/homeserver/seed.ts";
import {
  type HugoReleaseServer,
  installedRelease,
  startHugoReleases,
} from "../parts/hugo/hugo-releases.ts";
import { pathWithoutHugo } from "../parts/hugo/path-without-hugo.ts";
import { describeWith } from "../parts/tiers/describe-with.ts";

const watch = fileURLToPath(new URL("connections.ts", import.meta.url));
const account = {
  accountId: "acc00000000000000000000000000000",
  apiToken: "cf-token",
  databaseName: "comments",
};

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
    const { "hugo-version": _, ...settings } = remoteSettings(homeserver, account, api);
    const flags = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, value]);
    expect(await connectionsOfCli(flags, checkout.workspace)).toEqual(named(api));
  });

  /** Where the action connects to, GitHub's own services left out, and what the user named. */
  async function connectionsOfAction(
    hugoVersion: "auto" | "none",
    env: Readonly<Record<string, string>> = {},
  ) {
    await using api = await startCloudflareApi(account, { backend: sqliteBackend() });
    await using services = await startResultsService();
    await using checkout = await checkOutSite();
    const file = join(checkout.workspace, "..", "connections.txt");
    const settings = remoteSettings(homeserver, account, api);
    const { main } = await runMigration({
      workspace: checkout.workspace,
      services,
      inputs: { ...settings, "hugo-version": hugoVersion },
      env: { ...watching(file), ...env },
    });
    expect(main.exitCode, main.log).toBe(0);
    const ofGithub = new URL(services.url).host;
    const places = placesIn(file).filter((place) => place !== ofGithub);
    return { places, named: named(api) };
  }

  function named(...more: readonly { readonly baseUrl: string }[]): readonly string[] {
    return [homeserver, ...more].map(({ baseUrl }) => new URL(baseUrl).host).sort();
  }

  it("is used by the action for those and GitHub's own services, and for nothing else", async () => {
    const { places, named } = await connectionsOfAction("none");
    expect(places).toEqual(named);
  });

  describeWith("hugo")("where no Hugo is there", () => {
    let releases: HugoReleaseServer;
    let programs: ReturnType<typeof pathWithoutHugo>;
    beforeAll(async () => {
      const { version, archive } = installedRelease();
      releases = await startHugoReleases({ [version]: archive });
      programs = pathWithoutHugo();
    });
    afterAll(async () => {
      programs[Symbol.dispose]();
      await releases[Symbol.asyncDispose]();
    });
    const withoutHugo = () => ({ PATH: programs.path, HUGO_RELEASES_URL: releases.url });

    it("is not used for Hugo's release where the user wants none", async () => {
      const { places, named } = await connectionsOfAction("none", withoutHugo());
      expect(places).toEqual(named);
      expect(releases.requests).toEqual([]);
    });

    it("is used by the action for Hugo's release as well, else", async () => {
      const { places, named } = await connectionsOfAction("auto", withoutHugo());
      expect(places).toEqual([...named, new URL(releases.url).host].sort());
    });
  });
});
