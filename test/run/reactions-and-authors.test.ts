import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type AuthorEntries, readAuthorEntries } from "../../src/config/author-entries.ts";
import { completeConfig } from "../../src/config/complete-config.ts";
import { loadConfig } from "../../src/config/load-config.ts";
import { Stopwatch } from "../../src/migration/stopwatch.ts";
import { forgetfulMemory } from "../../src/run/forgetful-memory.ts";
import { runJob } from "../../src/run/run-job.ts";
import { silentObserver } from "../migration/silent-observer.ts";
import { startCloudflareApi } from "../parts/d1/cloudflare-api.ts";
import { sqliteBackend } from "../parts/d1/d1-backend.ts";
import { createSqliteTransport, type SqliteTransport } from "../parts/d1/sqlite-transport.ts";
import { startEmbeddedHomeserver } from "../parts/homeserver/embedded-homeserver.ts";
import { scanOf } from "../parts/hugo/site-scan.ts";
import { aJob } from "./a-job.ts";

const account = {
  accountId: "acc00000000000000000000000000000",
  apiToken: "cf-token",
  databaseName: "comments",
};
const never = new AbortController().signal;
const now = () => new Date();
const file = "content/post.md";
const threads = [{ threadId: "post", location: { file, line: 4 } }];
const scan = scanOf([{ pageId: "/post/", title: "Post", file, threads }]);
const columns = "reactions=emoji, is_owner=owner, author_url=site";

let parts: AsyncDisposableStack;
let database: SqliteTransport;
let folder: string;
let run: (
  settings: Readonly<Record<string, string>>,
  authors?: AuthorEntries,
) => ReturnType<typeof runJob>;
let owner: string;

beforeEach(async () => {
  parts = new AsyncDisposableStack();
  folder = mkdtempSync(join(tmpdir(), "reactions-"));
  parts.defer(() => rmSync(folder, { recursive: true }));
  database = createSqliteTransport();
  const homeserver = parts.use(await startEmbeddedHomeserver());
  const api = parts.use(await startCloudflareApi(account, { backend: sqliteBackend(database) }));
  const ada = await homeserver.createUser("ada", "ada");
  const bob = await homeserver.createUser("bob", "Bob");
  owner = ada.userId;
  const room = await homeserver.createRoom("blog", "post", { moderators: [ada] });
  for (const user of [ada, bob]) await room.join(user);
  const first = await room.send(ada, { msgtype: "m.text", body: "Welcome" });
  await room.send(bob, { msgtype: "m.text", body: "Thanks" });
  for (const [user, key] of [
    [ada, "👍"],
    [bob, "👍"],
    [bob, "🎉"],
  ] as const) {
    const relation = { rel_type: "m.annotation", event_id: first, key };
    await room.send(user, { "m.relates_to": relation }, { type: "m.reaction" });
  }
  run = async (settings, authors = new Map()) => {
    const inputs = {
      "site-name": "blog",
      "homeserver-url": homeserver.baseUrl,
      "server-name": homeserver.serverName,
      "database-name": account.databaseName,
      "cloudflare-api-token": account.apiToken,
      "cloudflare-account-id": account.accountId,
      "cloudflare-api-base": api.baseUrl,
      ...settings,
    };
    const loaded = loadConfig({ cwd: folder, inputsAre: "input", env: {}, inputs });
    const host = {
      memory: forgetfulMemory,
      checkpoint: { source: "none", file: "", notes: [] } as const,
      believesDatabase: false,
      until: never,
      observer: silentObserver,
      onRetry: () => {},
      say: () => {},
      authors,
      env: {},
      runId: "run",
      now,
      stopwatch: new Stopwatch(now, "scan"),
    };
    return runJob(aJob(completeConfig(loaded, scan), scan), host, never);
  };
});
afterEach(() => parts.disposeAsync());

function entries(): AuthorEntries {
  const ada = { name: "Ada", url: "https://ada.example", owner: true };
  return readAuthorEntries({ [owner]: ada }).entries;
}

const codesOf = ({ report }: Awaited<ReturnType<typeof run>>) =>
  report.findings.map(({ code, message }) => `${code}: ${message}`);

describe("a dry run", () => {
  it("proposes the moderator who wrote, and counts reactions without a place", async () => {
    const codes = codesOf(await run({ mode: "dry-run" }));
    expect(codes).toContainEqual(
      `owners-proposed: These moderators of the comments wrote some themselves: ada (${owner}, 1 comment).`,
    );
    expect(codes).toContainEqual(
      "reactions-without-place: 3 reactions of 1 comment have no place in the new comment system.",
    );
  });

  it("says nothing of either where all is said and all has its place", async () => {
    const codes = codesOf(await run({ mode: "dry-run", "schema-map": columns }, entries()));
    expect(codes.filter((code) => /owner|reactions|authors/.test(code))).toEqual([]);
  });
});

describe("a migration", () => {
  it("writes reactions and the owner's mark, verifies, and repeats without a change", async () => {
    const settings = { "schema-map": columns };
    for (const mode of ["migrate", "verify", "migrate"]) {
      const { report } = await run({ ...settings, mode }, entries());
      expect([report.verdict, mode]).toEqual([mode === "verify" ? "verified" : "complete", mode]);
    }
    const found = database.database
      .prepare("SELECT author_name, emoji, owner, site FROM comments ORDER BY id")
      .all();
    expect(found.map((one) => Object.values(one))).toEqual([
      ["Ada", '{"👍":2,"🎉":1}', 1, "https://ada.example"],
      ["Bob", null, 0, null],
    ]);
  });

  it.each(["migrate", "verify"])("has an archive with both, by mode: %s", async (mode) => {
    const settings = { "site-dir": folder, archive: "data/comments" };
    if (mode === "verify") await run({ "site-dir": folder }, entries());
    const codes = codesOf(await run({ ...settings, mode }, entries()));
    expect(codes.join()).toContain("archive-written");
    const [name = ""] = readdirSync(join(folder, "data/comments"));
    const archive = JSON.parse(readFileSync(join(folder, "data/comments", name), "utf8"));
    expect(archive.comments).toMatchObject([
      {
        author: "Ada",
        owner: true,
        url: "https://ada.example",
        reactions: [
          { key: "👍", count: 2 },
          { key: "🎉", count: 1 },
        ],
      },
      { author: "Bob" },
    ]);
  });

  it("warns of an entry of nobody, with the nearest user id", async () => {
    const mistyped = readAuthorEntries({ [owner.replace("ada", "adda")]: {} }).entries;
    const codes = codesOf(await run({}, mistyped));
    expect(codes.filter((code) => code.startsWith("unknown-authors")).join()).toContain(
      `Did you mean ${owner}?`,
    );
  });
});
