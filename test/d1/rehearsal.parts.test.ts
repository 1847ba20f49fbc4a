import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { chooseTransport } from "../../src/d1/choose-transport.ts";
import { statement } from "../../src/d1/sql/statement.ts";
import type { D1Transport } from "../../src/d1/transport/transport.ts";
import { dryRun } from "../migration/dry-run.ts";
import { startCloudflareApi } from "../parts/d1/cloudflare-api.ts";
import { targetOn } from "../parts/d1/target-on.ts";
import { installWrangler } from "../parts/d1/wrangler-project.ts";
import { compileCache } from "../parts/machine/compile-cache.ts";
import { sharedD1 } from "../parts/shared/shared-parts.ts";
import { row } from "./stored-rows.ts";

// What a dry run says of D1 on workerd, and what an import into the same database then does.

const never = new AbortController().signal;
const account = {
  accountId: "acc00000000000000000000000000000",
  apiToken: "cf-token-secret",
  databaseName: "comments",
};

type Opened = { readonly transport: D1Transport } & AsyncDisposable;

async function throughApi(): Promise<Opened> {
  const databaseId = randomUUID();
  const api = await startCloudflareApi(account, { backend: await sharedD1(), databaseId });
  const transport = chooseTransport({
    ...account,
    ...wrangler(tmpdir()),
    mode: "remote",
    apiBase: api.baseUrl,
  });
  return { transport, [Symbol.asyncDispose]: () => api[Symbol.asyncDispose]() };
}

async function localCopy(): Promise<Opened> {
  const folder = installWrangler(await mkdtemp(join(tmpdir(), "rehearsal-")));
  const transport = chooseTransport({
    ...wrangler(folder),
    mode: "local",
    persistTo: join(folder, "d1"),
  });
  return {
    transport,
    async [Symbol.asyncDispose]() {
      await transport[Symbol.asyncDispose]();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function wrangler(folder: string) {
  return {
    wranglerDir: folder,
    databaseName: account.databaseName,
    env: { PATH: process.env["PATH"], HOME: folder, ...compileCache },
  };
}

const tables = [
  "CREATE TABLE posts (slug TEXT PRIMARY KEY)",
  "INSERT INTO posts VALUES ('/long/'), ('/twice/'), ('/link/'), ('/fine/')",
  `CREATE TABLE comments (id INTEGER PRIMARY KEY AUTOINCREMENT,
    page_id TEXT NOT NULL REFERENCES posts (slug), parent_id INTEGER, author_name TEXT NOT NULL,
    content TEXT NOT NULL, created_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP, ip_address TEXT,
    content_hash TEXT, status TEXT NOT NULL DEFAULT 'pending', letters INTEGER AS (length(content)),
    UNIQUE (page_id, content_hash), CHECK (length(content) <= 20))`,
  `CREATE TRIGGER no_links BEFORE INSERT ON comments WHEN NEW.content LIKE 'http%'
    BEGIN SELECT RAISE(ABORT, 'links are not allowed'); END`,
  `INSERT INTO comments (page_id, author_name, content, status)
    VALUES ('/fine/', 'Reader', 'it''s me', 'published')`,
];
const site = {
  nowhere: ["Hi"],
  long: ["a text of more than twenty characters"],
  twice: ["+1", "+1"],
  link: ["http://example.org"],
  fine: ["Hi"],
};
/** The page that each constraint refuses, and what is said of it. */
const refused = [
  ["/nowhere/", /\$nowhere0 on \/nowhere\/.*page_id .*comments refers to posts \(slug\)/],
  ["/long/", /\$long0 on \/long\/.*CHECK constraint failed: length\(content\) <= 20/],
  ["/twice/", /\$twice1 on \/twice\/.*UNIQUE.*comments\.page_id, comments\.content_hash/],
  ["/link/", /\$link0 on \/link\/.*trigger no_links.*links are not allowed/],
] as const;

describe.each<[string, () => Promise<Opened>]>([
  ["Cloudflare's API", throughApi],
  ["wrangler's local copy", localCopy],
])("A dry run on D1 through %s", (_, open) => {
  it("is NO-GO by each constraint's name, page and comment, and leaves the database as it was", async () => {
    await using opened = await open();
    const { transport } = opened;
    await transport.run(
      tables.map((sql) => statement(sql)),
      never,
    );

    const { judgement, failed, outcome } = await dryRun(transport, site);

    expect(judgement).toBe("no-go");
    expect(failed).toMatchObject(
      refused.map(([pageId, words]) => ({ pageId, message: expect.stringMatching(words) })),
    );
    expect(outcome.pages.at(-1)).toMatchObject({ state: "readable" });
    expect(outcome.findings).toMatchObject([
      { code: "other-time-form", remedy: expect.stringContaining("time=sqlite") },
      { code: "hidden-by-default", remedy: expect.stringContaining("fixed.status=published") },
      { code: "equal-comments" },
    ]);
  });

  it("says the same as an import then does", async () => {
    await using opened = await open();
    const { transport } = opened;
    await transport.run(
      tables.map((sql) => statement(sql)),
      never,
    );
    const target = targetOn(transport);
    await target.prepare({ readOnly: false }, never);
    const into = (pageId: string, content: string, contentHash = content) =>
      target.importRows([row(`$${pageId}`, { pageId, content, contentHash })], never);

    await into("/fine/", "Hi");
    await expect(into("/nowhere/", "Hi")).rejects.toThrow(/FOREIGN KEY/);
    await expect(into("/long/", site.long[0] ?? "")).rejects.toThrow(/CHECK/);
    await expect(into("/link/", "http://example.org")).rejects.toThrow(/links are not allowed/);
  });
});
