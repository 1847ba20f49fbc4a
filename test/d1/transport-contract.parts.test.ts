import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { chooseTransport } from "../../src/d1/choose-transport.ts";
import { statement } from "../../src/d1/sql/statement.ts";
import type { D1Transport } from "../../src/d1/transport/transport.ts";
import type { CommentRow } from "../../src/domain/comment-row.ts";
import { startCloudflareApi } from "../parts/d1/cloudflare-api.ts";
import { type D1Backend, sqliteBackend } from "../parts/d1/d1-backend.ts";
import { targetOn } from "../parts/d1/target-on.ts";
import { installWrangler } from "../parts/d1/wrangler-project.ts";
import { compileCache } from "../parts/machine/compile-cache.ts";
import { sharedD1 } from "../parts/shared/shared-parts.ts";
import { anyRows } from "./comment-row-arbitrary.ts";
import { sqlInjections } from "./sql-injections.ts";
import { row, storedRows } from "./stored-rows.ts";

// What every way to a D1 database must do, each before D1 on workerd, and the stand-in for it as well.

const never = new AbortController().signal;
const account = {
  accountId: "acc00000000000000000000000000000",
  apiToken: "cf-token-secret",
  databaseName: "comments",
};

let folder: string;
let workerd: D1Backend;
beforeAll(async () => {
  folder = installWrangler(await mkdtemp(join(tmpdir(), "transports-")));
  workerd = await sharedD1();
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

/** A new, empty database behind the transport. */
type Open = () => Promise<{ readonly transport: D1Transport } & AsyncDisposable>;

const wrangler = () => ({
  wranglerDir: folder,
  databaseName: account.databaseName,
  env: { PATH: process.env["PATH"], HOME: folder, ...compileCache },
});

async function openRemote(mode: "remote" | "wrangler", backend: D1Backend = workerd) {
  const databaseId = randomUUID();
  const api = await startCloudflareApi(account, { backend, databaseId });
  return {
    transport: chooseTransport({
      ...wrangler(),
      ...account,
      mode,
      apiBase: api.baseUrl,
    }),
    [Symbol.asyncDispose]: () => api[Symbol.asyncDispose](),
  };
}

interface Way {
  readonly name: string;
  readonly open: Open;
  /** Whether the database can be restored to an earlier state. */
  readonly hasHistory: boolean;
  /** How often rows are drawn, and how many: a process of wrangler takes a second. */
  readonly draws: { readonly runs: number; readonly least: number; readonly most: number };
}

const ways: readonly Way[] = [
  {
    name: "Cloudflare's API",
    draws: { runs: 60, least: 0, most: 30 },
    hasHistory: true,
    open: () => openRemote("remote"),
  },
  {
    name: "Cloudflare's API, with SQLite in D1's place as other tests have it",
    draws: { runs: 60, least: 0, most: 30 },
    hasHistory: true,
    open: () => openRemote("remote", sqliteBackend()),
  },
  {
    name: "wrangler, at Cloudflare",
    draws: { runs: 2, least: 250, most: 300 },
    hasHistory: true,
    open: () => openRemote("wrangler"),
  },
  {
    name: "wrangler's local copy",
    draws: { runs: 60, least: 0, most: 30 },
    hasHistory: false,
    async open() {
      const transport = chooseTransport({
        ...wrangler(),
        mode: "local",
        persistTo: join(folder, "d1"),
      });
      return { transport, [Symbol.asyncDispose]: () => transport[Symbol.asyncDispose]() };
    },
  },
];

describe.each(ways)("a D1 database through $name", ({ draws, open, hasHistory }) => {
  let way: Awaited<ReturnType<Open>>;
  let transport: D1Transport;
  beforeAll(async () => {
    way = await open();
    transport = way.transport;
  });
  afterAll(() => way[Symbol.asyncDispose]());

  const importer = (oversizedContent: "fail" | "truncate" = "fail") =>
    targetOn(transport, { runId: "run", maxRetries: 0, oversizedContent });

  it("has no ledger before the first import, and says what is wrong with a statement", async () => {
    expect(await importer().readLedger(never)).toEqual([]);
    await expect(transport.run([statement("SELECT * FROM comments")], never)).rejects.toMatchObject(
      { code: "d1-sql-error", transient: false },
    );
  });

  it("has a bookmark where it has a history, and a later one after a write", async () => {
    const readBookmark = transport.readBookmark?.bind(transport);
    expect(readBookmark !== undefined).toBe(hasHistory);
    const bookmarks = [await readBookmark?.(never)];
    await transport.run([statement("CREATE TABLE written (a)")], never);
    bookmarks.push(await readBookmark?.(never));
    expect(bookmarks.toSorted()).toEqual(bookmarks);
    expect(new Set(bookmarks).size).toBe(hasHistory ? 2 : 1);
  });

  describe("with its tables", () => {
    beforeAll(() => importer().prepare({ readOnly: false }, never));

    it("keeps any text as it is, in order, with its parent, and takes each comment once", async () => {
      const expected: CommentRow[] = [];
      await fc.assert(
        fc.asyncProperty(anyRows("", "", draws.most, draws.least), async (drawn) => {
          const rows = drawnAs(drawn, "/any/", expected.length);
          expected.push(...rows);
          const { inserted, imported } = await importer().importRows(rows, never);
          expect(inserted.size).toBe(rows.length);
          expect(imported.map(({ sourceId }) => sourceId)).toEqual(rows.map((r) => r.sourceId));
        }),
        { numRuns: draws.runs, endOnFailure: true },
      );
      expect(expected.length).toBeGreaterThan(100);
      const again = await importer().importRows(expected, never);
      expect([again.inserted.size, again.imported.length]).toEqual([0, expected.length]);
      expect(await storedRows(transport, "/any/")).toEqual(expected);
      expect(await importer().readLedger(never)).toEqual(again.imported);
    });

    it("takes what would break out of SQL as text", async () => {
      const pageId = "/injected/";
      const rows = sqlInjections.map((content, index) =>
        row(`$injected${index}`, { authorName: content, content, pageId }),
      );
      await importer().importRows(rows, never);
      expect(await storedRows(transport, pageId)).toEqual(rows);
    });

    it("keeps a comment of nearly the size that a call can have, and refuses a larger one by name", async () => {
      const pageId = "/large/";
      const line = "å, and long\n";
      const content = `it's;${line.repeat((transport.maxBatchBytes * 0.82) / line.length)}`;
      const rows = [row("$small", { pageId }), row("$large", { pageId, content })];
      await importer().importRows(rows, never);
      const larger = row("$larger", { pageId, content: "x".repeat(transport.maxBatchBytes) });
      await expect(
        importer().importRows([row("$next", { pageId }), larger], never),
      ).rejects.toMatchObject({
        code: "comment-too-large",
        message: expect.stringContaining("$larger"),
      });
      expect(await storedRows(transport, pageId)).toEqual(rows);
    });

    it("gets a comment that is too large with a mark at its end, where that is wanted", async () => {
      const pageId = "/cut/";
      const whole = row("$cut", { pageId, content: "😀".repeat(transport.maxBatchBytes / 4) });
      const { findings } = await importer("truncate").importRows([whole], never);
      const [stored] = await storedRows(transport, pageId);
      const [, start = "", missing] =
        /^(😀*)\n\n\[… (\d+) more characters were cut off when this comment was moved\]$/u.exec(
          stored?.content ?? "",
        ) ?? [];
      expect(start.length).toBeGreaterThan(20_000);
      expect([...start].length + Number(missing)).toBe([...whole.content].length);
      expect(findings).toMatchObject([{ code: "comment-shortened", pageId }]);
      expect(stored?.contentHash).not.toBe(whole.contentHash);
    });

    it("undoes a transaction that fails, and says which comment made it fail", async () => {
      const pageId = "/undone/";
      const orphan = row("$it's an orphan", { pageId, parentSourceId: "$nowhere" });
      await expect(
        importer().importRows([row("$root", { pageId }), orphan], never),
      ).rejects.toMatchObject({
        code: "unknown-parent",
        message: expect.stringContaining("$it's an orphan "),
      });
      expect(await storedRows(transport, pageId)).toEqual([]);
      const { inserted } = await importer().importRows([row("$root", { pageId })], never);
      expect([...inserted]).toEqual(["$root"]);
    });
  });
});

/** The rows as comments of the page, with source ids that no earlier draw has. */
function drawnAs(rows: readonly CommentRow[], pageId: string, draw: number): readonly CommentRow[] {
  return rows.map((drawn) => ({
    ...drawn,
    pageId,
    sourceId: `${drawn.sourceId}-${draw}`,
    parentSourceId: drawn.parentSourceId === null ? null : `${drawn.parentSourceId}-${draw}`,
  }));
}
