import { cpSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it, onTestFinished } from "vitest";
import { z } from "zod";
import { Checkpoint } from "../../src/checkpoint/checkpoint.ts";
import type { Comment } from "../../src/domain/comment.ts";
import type { Page } from "../../src/domain/page.ts";
import { migrate } from "../../src/migration/migrate.ts";
import { rollBack } from "../../src/migration/roll-back.ts";
import { Stopwatch } from "../../src/migration/stopwatch.ts";
import { verifySite } from "../../src/migration/verify-site.ts";
import { silentObserver } from "../migration/silent-observer.ts";
import { createSqliteTransport, type SqliteTransport } from "../parts/d1/sqlite-transport.ts";
import { targetOn } from "../parts/d1/target-on.ts";
import { scanOf } from "../parts/hugo/site-scan.ts";

// A database and a checkpoint as the release before 1.0 left them when it was killed half-way.
const files = fileURLToPath(new URL("./former-release/", import.meta.url));
const blog = "cactus:comments.example/example-blog";
const never = new AbortController().signal;
const now = () => new Date("2026-12-01T00:00:00Z");
const parts = {
  observer: silentObserver,
  stopwatch: new Stopwatch(now, "start"),
  now,
};

const storedComment = z.object({
  event_id: z.string(),
  parent_event_id: z.string().nullable(),
  page_id: z.string(),
  author_name: z.string(),
  content: z.string(),
  created_at: z.string(),
});

/** The database, and the conversations that its comments came from. */
function formerDatabase() {
  const transport = createSqliteTransport();
  transport.database.exec(
    readFileSync(join(files, "database.sql"), "utf8").replace(/.*sqlite_sequence.*\n/g, ""),
  );
  const rows = z.array(storedComment).parse(
    transport.database
      .prepare(
        `SELECT l.event_id, l.parent_event_id, c.page_id, c.author_name, c.content, c.created_at
          FROM comment_migration_ledger l JOIN comments c ON c.id = l.comment_id`,
      )
      .all(),
  );
  const comments = rows.map((one): Comment & { readonly pageId: string } => ({
    source: blog,
    sourceId: one.event_id,
    authorId: `@${one.author_name}:comments.example`,
    authorName: one.author_name,
    body: one.content,
    sentAt: Date.parse(one.created_at),
    replyTo: one.parent_event_id,
    pageId: one.page_id,
  }));
  return { transport, comments };
}

/** The comment section of each page; a new page has one of its own. */
const sections: Readonly<Record<string, string>> = {
  "/2021/02/a-sourdough-starter-in-seven-days/": "sourdough-starter",
  "/2021/03/my-first-loaf-that-was-not-a-brick/": "first-loaf",
  "/2021/05/rye/": "rye-bread",
};

const owner = { sources: [blog], formerName: "example-blog of comments.example" };

function siteOf(comments: readonly (Comment & { readonly pageId: string })[]) {
  const pages = [...new Set(comments.map(({ pageId }) => pageId))].map((pageId): Page => {
    const location = { file: "content/a.md", line: 1 };
    return {
      pageId,
      title: pageId,
      file: location.file,
      threads: [{ threadId: sections[pageId] ?? pageId, location }],
    };
  });
  const source = {
    names: [blog],
    expectedComments: async () => 0,
    findConversations: async () => [],
    readPage: async ({ pageId }: Page) => ({
      threads: [],
      comments: comments.filter((one) => one.pageId === pageId),
      skipped: [],
    }),
  };
  return { scan: scanOf(pages), source };
}

/** A copy of the checkpoint, opened. */
async function formerCheckpoint() {
  const folder = mkdtempSync(join(tmpdir(), "former-release-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  cpSync(files, folder, { recursive: true });
  const fingerprint = {
    source: "cactus:comments.example",
    site: "example-blog",
    database: "local demo-comments",
    schema: "classic",
  };
  const file = join(folder, "checkpoint.json");
  return Checkpoint.open({ file, fingerprint, now });
}

const numbers = ({ database }: SqliteTransport) =>
  ["comments", "comment_migration_ledger"].map(
    (table) => database.prepare(`SELECT count(*) AS n FROM ${table}`).get()?.["n"],
  );

describe("what the release before 1.0 left half-done", () => {
  it("goes on with its checkpoint and its ledger, and nothing is duplicated", async () => {
    const { transport, comments } = formerDatabase();
    const [first] = comments;
    if (first === undefined) throw new Error("the database has comments");
    const reply = { ...first, sourceId: "$new", replyTo: first.sourceId, pageId: "/new/" };
    const { scan, source } = siteOf([...comments, { ...reply, replyTo: null }]);
    const { checkpoint, notes, origin } = await formerCheckpoint();
    expect({ notes, origin }).toEqual({ notes: [], origin: "resumed" });
    expect(checkpoint.getNewCommentId(first.sourceId)).toBe(1);
    const target = targetOn(transport, { owner });
    const options = {
      concurrency: 1,
      batchSize: 100,
      delayBetweenBatches: 0,
      believeDatabase: true,
    };
    const outcome = await migrate(
      { ...parts, source, target, memory: checkpoint },
      scan,
      options,
      never,
    );
    await checkpoint.close();
    expect(outcome.pages.map(({ state }) => state)).toEqual([
      "completed-before",
      "completed-before",
      "completed-before",
      "completed",
    ]);
    expect(numbers(transport)).toEqual([comments.length + 1, comments.length + 1]);
    const entries = await target.readLedger(never);
    expect(new Set(entries.map((one) => one.source))).toEqual(new Set([blog]));
  });

  it("is recognised without the checkpoint, too", async () => {
    const { transport, comments } = formerDatabase();
    const { scan, source } = siteOf(comments);
    const target = targetOn(transport, { owner });
    await target.prepare({ readOnly: false }, never);
    await target.prepare({ readOnly: false }, never);
    expect((await target.readPages(never)).map(({ isComplete }) => isComplete)).toEqual(
      scan.pages.map(() => true),
    );
    for (const page of scan.pages) {
      const { comments: ofPage } = await source.readPage(page);
      expect(ofPage.length).toBeGreaterThan(0);
    }
  });

  it("is verified and rehearsed as it is, without a change to the database", async () => {
    const { transport, comments } = formerDatabase();
    const { scan, source } = siteOf(comments);
    const before = transport.database.prepare("SELECT sql FROM sqlite_master").all();
    const target = targetOn(transport, { owner, readOnly: true });
    const outcome = await verifySite({ ...parts, source, target }, scan, { concurrency: 1 }, never);
    expect(outcome.differences).toEqual([]);
    expect(outcome.pages.map(({ state }) => state)).toEqual(scan.pages.map(() => "verified"));
    expect(transport.database.prepare("SELECT sql FROM sqlite_master").all()).toEqual(before);
  });

  it("is taken back by its owner, and counted before", async () => {
    const { transport, comments } = formerDatabase();
    const { scan } = siteOf(comments);
    const undo = (dryRun: boolean) =>
      rollBack(
        { ...parts, target: targetOn(transport, { owner, readOnly: dryRun }) },
        scan,
        { readerReplies: "refuse", dryRun },
        never,
      );
    expect(await undo(true)).toMatchObject({ named: comments.length, findings: [] });
    expect(await undo(false)).toMatchObject({ undone: { deleted: comments.length } });
    expect(numbers(transport)).toEqual([0, 0]);
  });

  it("is not taken back by another site, which is told of entries that nobody has claimed", async () => {
    const { transport, comments } = formerDatabase();
    const { scan } = siteOf(comments);
    const shop = {
      sources: ["cactus:comments.example/shop"],
      formerName: "shop of comments.example",
    };
    const outcome = await rollBack(
      { ...parts, target: targetOn(transport, { owner: shop }) },
      scan,
      { readerReplies: "refuse", dryRun: false },
      never,
    );
    expect(outcome).toMatchObject({ named: 0, findings: [{ code: "comments-without-owner" }] });
    expect(numbers(transport)).toEqual([comments.length, comments.length]);
  });

  it("is nothing of a source that never was without owners, even where its pages have no name", async () => {
    const { transport, comments } = formerDatabase();
    transport.database.exec("UPDATE comment_migration_pages SET source = ''");
    const disqus = targetOn(transport, { owner: { sources: ["disqus:crumbs"] } });
    await disqus.prepare({ readOnly: false }, never);
    expect((await disqus.readLedger(never)).map((one) => one.source)).toEqual(
      comments.map(() => ""),
    );
    expect(await disqus.undoSome("refuse", never)).toMatchObject({ deleted: 0 });
  });

  it("goes to the site whose conversations have the comments, where pages don't tell it", async () => {
    const { transport, comments } = formerDatabase();
    transport.database.exec(
      "UPDATE comment_migration_pages SET source = 'a, b of comments.example'",
    );
    const { scan, source } = siteOf(comments);
    const { checkpoint } = await formerCheckpoint();
    const both = {
      sources: [blog, "cactus:comments.example/b"],
      formerName: "a, b of comments.example",
    };
    const target = targetOn(transport, { owner: both });
    const options = {
      concurrency: 1,
      batchSize: 100,
      delayBetweenBatches: 0,
      believeDatabase: false,
    };
    await checkpoint.close();
    const { memory } = { memory: checkpoint };
    expect(memory.shouldSkipPage(scan.pages[0]?.pageId ?? "")).toBe(true);
    await target.prepare({ readOnly: false }, never);
    const rows = await target.readLedger(never);
    expect(new Set(rows.map((one) => one.source))).toEqual(new Set([""]));
    const { forgetfulMemory } = await import("../../src/run/forgetful-memory.ts");
    const outcome = await migrate(
      { ...parts, source, target, memory: forgetfulMemory },
      scan,
      options,
      never,
    );
    expect(outcome.pages.map(({ state }) => state)).toEqual(scan.pages.map(() => "completed"));
    expect(numbers(transport)).toEqual([comments.length, comments.length]);
    const claimed = await target.readLedger(never);
    expect(new Set(claimed.map((one) => one.source))).toEqual(new Set([blog]));
  });
});
