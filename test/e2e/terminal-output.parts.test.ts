import { join } from "node:path";
import { execa } from "execa";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startCloudflareApi } from "../parts/d1/cloudflare-api.ts";
import { sqliteBackend } from "../parts/d1/d1-backend.ts";
import {
  type EmbeddedHomeserver,
  startEmbeddedHomeserver,
} from "../parts/homeserver/embedded-homeserver.ts";
import { readExampleConversations, seed } from "../parts/homeserver/seed.ts";
import { type Gate, startGate } from "../parts/machine/gate.ts";
import { readReport } from "../parts/runner/report-file.ts";
import { actionDir, checkOutSite } from "./migration-site.ts";
import { remoteSettings } from "./run-migration.ts";

const account = {
  accountId: "acc00000000000000000000000000000",
  apiToken: "cf-token",
  databaseName: "comments",
};
// Everything but line feeds: C0 and C1 controls, which steer a terminal.
const control = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/;

describe("what the terminal command writes into a pipe", () => {
  let homeserver: EmbeddedHomeserver;
  let gate: Gate;
  beforeAll(async () => {
    homeserver = await startEmbeddedHomeserver();
    gate = await startGate(homeserver.baseUrl);
    await seed(homeserver, await readExampleConversations());
  });
  afterAll(async () => {
    await gate[Symbol.asyncDispose]();
    await homeserver[Symbol.asyncDispose]();
  });

  async function run(...flags: readonly string[]) {
    await using api = await startCloudflareApi(account, { backend: sqliteBackend() });
    await using checkout = await checkOutSite();
    const settings = {
      ...remoteSettings({ ...homeserver, baseUrl: gate.baseUrl }, account, api),
      "max-retries": "1",
    };
    const given = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, value]);
    const { stdout, stderr, exitCode } = await execa(
      process.execPath,
      [join(actionDir, "dist", "cli.js"), ...given, ...flags],
      { cwd: checkout.workspace, reject: false, env: { FORCE_COLOR: "1" } },
    );
    const report = await readReport(
      join(checkout.workspace, ".comment-migration", "report", "report.json"),
    );
    return { stdout, stderr, exitCode, report };
  }

  it("is a line for each page, then the report, without control characters", async () => {
    const { stdout, stderr, exitCode } = await run();
    expect(exitCode).toBe(0);
    const lines = stderr.split("\n");
    expect(lines.filter((line) => /^\[\d+\/17\] ✓ /.test(line))).toHaveLength(16);
    expect(lines.filter((line) => /^\[\d+\/17\] \? /.test(line))).toHaveLength(1);
    expect(stdout).toContain("16 of 17 pages");
    expect(stdout).toContain("report.html");
    expect(stdout).not.toMatch(control);
    expect(stderr).not.toMatch(control);
  });

  it("with --json is the report as JSON, and nothing else", async () => {
    const { stdout, report } = await run("--json");
    expect(JSON.parse(stdout)).toEqual(report);
  });

  it("with --quiet is nothing but the report where nothing goes wrong", async () => {
    const { stdout, stderr } = await run("--quiet");
    expect(stderr).toBe("");
    expect(stdout).toContain("16 of 17 pages");
  });

  it("with --quiet names the pages that failed all the same", async () => {
    gate.shut({ path: /\/messages/, request: 14 });
    const { stderr, exitCode, report } = await run("--quiet", "--max-retries", "0").finally(() =>
      gate.open(),
    );
    expect(exitCode).toBe(1);
    expect(stderr.split("\n")).toHaveLength(report.pages?.failed ?? 0);
    expect(stderr).toMatch(/^\[\d+\/17\] ✗ /);
  });

  it("with --verbose tells of each request that is repeated", async () => {
    gate.shut({ path: /\/messages/, request: 14 });
    const { stderr } = await run("--verbose").finally(() => gate.open());
    expect(stderr).toContain("attempt 1 failed and is repeated");
  });
});
