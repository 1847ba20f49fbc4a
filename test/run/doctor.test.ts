import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { runCli } from "../../src/cli/run-cli.ts";
import type { Check } from "../../src/run/check.ts";
import { doctor } from "../../src/run/doctor.ts";
import { hugoSearchOf } from "../../src/run/hugo-cache-folder.ts";
import { checkOutSite, type SiteCheckout } from "../e2e/migration-site.ts";
import { remoteSettings } from "../e2e/run-migration.ts";
import { type CloudflareApi, startCloudflareApi } from "../parts/d1/cloudflare-api.ts";
import { sqliteBackend } from "../parts/d1/d1-backend.ts";
import { createSqliteTransport, type SqliteTransport } from "../parts/d1/sqlite-transport.ts";
import {
  type EmbeddedHomeserver,
  startEmbeddedHomeserver,
} from "../parts/homeserver/embedded-homeserver.ts";
import { readExampleConversations, seed } from "../parts/homeserver/seed.ts";

const account = {
  accountId: "acc00000000000000000000000000000",
  apiToken: "cf-token",
  databaseName: "comments",
};
const never = new AbortController().signal;
const checked = z.array(
  z.object({
    name: z.string(),
    state: z.enum(["ok", "warning", "problem", "unknown"]),
    found: z.string(),
    remedy: z.string().optional(),
  }),
);

describe("doctor", () => {
  const parts = new AsyncDisposableStack();
  let homeserver: EmbeddedHomeserver;
  let transport: SqliteTransport;
  let api: CloudflareApi;
  let checkout: SiteCheckout;
  beforeAll(async () => {
    homeserver = parts.use(await startEmbeddedHomeserver());
    await seed(homeserver, await readExampleConversations());
  });
  afterAll(() => parts.disposeAsync());
  beforeEach(async () => {
    transport = createSqliteTransport();
    api = await startCloudflareApi(account, { backend: sqliteBackend(transport) });
    checkout = await checkOutSite();
    return async () => {
      await api[Symbol.asyncDispose]();
      await checkout[Symbol.asyncDispose]();
    };
  });

  async function run(
    settings: Readonly<Record<string, string>> = {},
    format: "json" | "text" = "json",
  ) {
    let [shown, told] = ["", ""];
    const given = { ...remoteSettings(homeserver, account, api), "max-retries": "0", ...settings };
    const flags = Object.entries(given).map(([name, value]) => `--${name}=${value}`);
    const exitCode = await runCli(
      {
        args: ["doctor", ...flags, ...(format === "json" ? ["--json"] : [])],
        env: {},
        cwd: checkout.workspace,
        stdout: { write: (text) => (shown += text) },
        stderr: { write: (text) => (told += text) },
      },
      never,
    );
    return { exitCode, shown, told };
  }

  async function checksOf(settings: Readonly<Record<string, string>> = {}) {
    const { exitCode, shown } = await run(settings);
    const checks = checked.parse(JSON.parse(shown));
    expect(exitCode).toBe(checks.some(({ state }) => state === "problem") ? 1 : 0);
    // Whoever reads of a problem reads what to do.
    expect(
      checks.filter(({ state, remedy }) => state === "problem" && remedy === undefined),
    ).toEqual(checks.filter(({ name, state }) => name === "Settings" && state === "problem"));
    return checks;
  }

  it("finds nothing in the way of a migration, and writes nothing", async () => {
    const checks = await checksOf();
    expect(checks.map(({ name, state }) => `${name} ${state}`)).toEqual([
      "Node.js ok",
      "Settings ok",
      "Folders ok",
      // Where the machine has none: no test fetches one.
      expect.stringMatching(/^Hugo (?:ok|warning)$/),
      expect.stringMatching(/^Site (?:ok|warning)$/),
      "Pages ok",
      "Source ok",
      "Database ok",
    ]);
    const tables = transport.database.prepare("SELECT name FROM sqlite_master").all();
    expect(tables).toEqual([]);
  });

  it("says each in a line, with its remedy below", async () => {
    const { shown, exitCode } = await run({ "database-name": "nowhere" }, "text");
    expect(exitCode).toBe(1);
    expect(shown).toMatch(/^ok {7}Node\.js: version \d+/m);
    expect(shown).toMatch(/^PROBLEM {2}Database: .*nowhere.*\n {9}\S/m);
    expect(shown).toMatch(/Fix the problems above/);
  });

  it("says which settings are missing, and looks no further", async () => {
    const checks = await checksOf({ "database-name": "", "cloudflare-api-token": "" });
    expect(checks).toContainEqual(
      expect.objectContaining({
        name: "Settings",
        found: expect.stringMatching(/database-name: is missing/),
      }),
    );
    expect(checks).toContainEqual(
      expect.objectContaining({ found: expect.stringMatching(/cloudflare-api-token: is missing/) }),
    );
    expect(checks.map(({ name }) => name)).not.toContain("Database");
  });

  const cases: readonly [
    what: string,
    arrange: () => Promise<Readonly<Record<string, string>>>,
    expected: Partial<Check> & { readonly name: string },
    found: RegExp,
  ][] = [
    [
      "a theme that is not checked out",
      async () => {
        await writeFile(
          join(checkout.workspace, ".gitmodules"),
          '[submodule "themes/bakery"]\n\tpath = themes/bakery\n\turl = https://themes.example/bakery\n',
        );
        await mkdir(join(checkout.workspace, "themes", "bakery"), { recursive: true });
        return {};
      },
      { name: "Themes", state: "problem" },
      /^themes\/bakery is a submodule that is not checked out$/,
    ],
    [
      "a theme that is",
      async () => {
        await writeFile(join(checkout.workspace, ".gitmodules"), "\tpath = themes/bakery\n");
        await mkdir(join(checkout.workspace, "themes", "bakery", "layouts"), { recursive: true });
        return {};
      },
      { name: "Themes", state: "ok" },
      /^1 submodule checked out$/,
    ],
    [
      "a folder that is not there",
      async () => ({ "site-dir": "elsewhere" }),
      { name: "Site", state: "problem" },
      /elsewhere/,
    ],
    [
      "a report folder that can't be written",
      async () => {
        await writeFile(join(checkout.workspace, "file"), "");
        return { "report-dir": "file/report" };
      },
      { name: "Folders", state: "problem" },
      /file/,
    ],
    [
      "a site without comment sections",
      async () => {
        await rm(join(checkout.workspace, "public"), { recursive: true });
        await mkdir(join(checkout.workspace, "public"));
        await writeFile(join(checkout.workspace, "public", "index.html"), "<p>Nothing here.</p>");
        await rm(join(checkout.workspace, "content"), { recursive: true });
        await mkdir(join(checkout.workspace, "content"));
        return {};
      },
      { name: "Pages", state: "problem" },
      /^0 pages with comment sections/,
    ],
    [
      "a homeserver that can't be reached",
      async () => ({ "homeserver-url": "http://127.0.0.1:9" }),
      { name: "Source", state: "problem" },
      /can't be reached/,
    ],
    [
      "a site name without conversations",
      async () => ({ "site-name": "exampel-blog" }),
      { name: "Source" },
      /no conversation|no page/,
    ],
    [
      "a token that is refused",
      async () => ({ "cloudflare-api-token": "wrong" }),
      { name: "Database", state: "problem" },
      /Authentication error/,
    ],
    [
      "a database that is not there",
      async () => ({ "database-name": "commments" }),
      { name: "Database", state: "problem" },
      /no D1 database called .?commments/,
    ],
    [
      "a table of other columns",
      async () => {
        transport.database.exec("CREATE TABLE comments (key TEXT PRIMARY KEY, words TEXT)");
        return {};
      },
      { name: "Database", state: "problem" },
      /comments can't store the comments/,
    ],
    [
      "a comment system whose tables are missing",
      async () => ({ "target-schema": "garrul" }),
      { name: "Database", state: "problem" },
      /posts, users/,
    ],
    [
      "a column by which comments are hidden",
      async () => {
        transport.database.exec(`CREATE TABLE comments (id INTEGER PRIMARY KEY AUTOINCREMENT, page_id TEXT,
          parent_id INTEGER, author_name TEXT, content TEXT, created_at TEXT, ip_address TEXT, content_hash TEXT,
          status TEXT NOT NULL DEFAULT 'pending')`);
        return {};
      },
      { name: "Tables", state: "warning" },
      /status/,
    ],
  ];

  it.each(cases)("finds %s", async (_, arrange, expected, found) => {
    const checks = await checksOf(await arrange());
    const check = checks.find(({ name }) => name === expected.name);
    expect(check).toMatchObject(expected);
    expect(check?.found).toMatch(found);
  });

  it("finds a Node.js that is too old", async () => {
    const place = {
      repositoryDir: checkout.workspace,
      env: {},
      runId: "run",
      startedAt: 0,
      nodeVersion: "20.1.0",
      hugoReleases: hugoSearchOf({}),
    };
    const load = async () => {
      throw new Error("not asked for here");
    };
    const { value } = await doctor(load, place, never).next();
    expect(value).toMatchObject({ name: "Node.js", state: "problem", remedy: expect.any(String) });
  });
});
