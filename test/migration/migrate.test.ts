import { describe, expect, it } from "vitest";
import type { Comment } from "../../src/domain/comment.ts";
import type { CommentRow } from "../../src/domain/comment-row.ts";
import type { Finding } from "../../src/domain/finding.ts";
import { MigrationError } from "../../src/domain/migration-error.ts";
import { type Page, threadsOf } from "../../src/domain/page.ts";
import type { CommentTarget, ImportedPages } from "../../src/domain/ports.ts";
import { transformPage } from "../../src/domain/transform.ts";
import { type MigrationOptions, migrate, rehearse } from "../../src/migration/migrate.ts";
import type { MigrationOutcome } from "../../src/migration/outcome.ts";
import type { MigrationObserver } from "../../src/migration/ports.ts";
import { Stopwatch } from "../../src/migration/stopwatch.ts";
import { summarise } from "../../src/migration/summarise.ts";
import { createSqliteTransport } from "../parts/d1/sqlite-transport.ts";
import { blog, targetOn } from "../parts/d1/target-on.ts";
import { scanOf } from "../parts/hugo/site-scan.ts";
import { MemoryOfRuns } from "./memory-of-runs.ts";
import { silentObserver } from "./silent-observer.ts";

const never = new AbortController().signal;
const options: MigrationOptions = {
  concurrency: 2,
  batchSize: 3,
  delayBetweenBatches: 0,
  believeDatabase: true,
};

const now = () => new Date("2024-05-01T10:00:00Z");

/** A D1 database in memory, and what was asked of it. */
class ObservedTarget implements CommentTarget {
  readonly transport = createSqliteTransport();
  readonly imports: string[][] = [];
  prepared: boolean | undefined;
  refuse: (row: CommentRow) => boolean = () => false;
  refusal: (row: CommentRow) => Error = ({ sourceId }) =>
    new MigrationError("refused", `No ${sourceId} here.`);
  readonly #real = targetOn(this.transport);
  readonly maxDepth = this.#real.maxDepth;
  readonly findMoved = this.#real.findMoved.bind(this.#real);
  readonly followPages = this.#real.followPages.bind(this.#real);
  readonly editComments = this.#real.editComments.bind(this.#real);
  readonly removeComments = this.#real.removeComments.bind(this.#real);
  readonly countReaders = this.#real.countReaders.bind(this.#real);
  readonly takeOver = this.#real.takeOver.bind(this.#real);
  readonly readLedger = this.#real.readLedger.bind(this.#real);
  readonly readPages = this.#real.readPages.bind(this.#real);
  readonly noteVerified = this.#real.noteVerified.bind(this.#real);
  readonly settlePages = this.#real.settlePages.bind(this.#real);
  readonly withoutPlace = this.#real.withoutPlace.bind(this.#real);
  readonly asKept = this.#real.asKept.bind(this.#real);
  readonly findHazards = this.#real.findHazards.bind(this.#real);
  readonly openRehearsal = this.#real.openRehearsal.bind(this.#real);
  readonly callsFor = this.#real.callsFor.bind(this.#real);
  readonly usage = this.#real.usage.bind(this.#real);
  readHeld = this.#real.readHeld.bind(this.#real);
  readonly readStrays = this.#real.readStrays.bind(this.#real);
  readonly readReaderReplies = this.#real.readReaderReplies.bind(this.#real);
  readonly undoSome = this.#real.undoSome.bind(this.#real);

  async prepare(options: { readonly readOnly: boolean }, signal: AbortSignal): Promise<void> {
    this.prepared = !options.readOnly;
    await this.#real.prepare(options, signal);
  }

  async importRows(rows: readonly CommentRow[], signal: AbortSignal, pages?: ImportedPages) {
    this.imports.push(rows.map((row) => row.sourceId));
    const refused = rows.find((row) => this.refuse(row));
    if (refused !== undefined) throw this.refusal(refused);
    return this.#real.importRows(rows, signal, pages);
  }

  /** Source ids in the order of import. */
  get rows(): readonly string[] {
    return this.#all("SELECT source_id AS id FROM comment_migration_ledger ORDER BY sequence");
  }

  /** Source ids with the pages of their comments. */
  get places(): readonly string[] {
    return this.#all(
      `SELECT l.source_id || ' ' || c.page_id || ' ' || l.page_id AS id
      FROM comment_migration_ledger l JOIN comments c ON c.id = l.comment_id ORDER BY l.sequence`,
    );
  }

  #all(sql: string): readonly string[] {
    const name = "SELECT name FROM sqlite_master WHERE name = 'comment_migration_ledger'";
    if (this.transport.database.prepare(name).get() === undefined) return [];
    return this.transport.database
      .prepare(sql)
      .all()
      .map(({ id }) => String(id));
  }

  /** As an earlier run left it, with these pages verified, by the threads that they showed. */
  async holding(
    rows: readonly CommentRow[],
    threads: Readonly<Record<string, string>> = {},
  ): Promise<this> {
    await this.#real.prepare({ readOnly: false }, never);
    await this.#real.importRows(rows, never, { threads: new Map(Object.entries(threads)) });
    await this.#real.noteVerified(Object.keys(threads), never);
    return this;
  }
}

/** The statement that makes a table with a further column, as a site's owner made it. */
function handMade(column: string): string {
  return `CREATE TABLE comments (id INTEGER PRIMARY KEY, page_id TEXT, parent_id INTEGER,
    author_name TEXT, content TEXT, created_at TEXT, ip_address TEXT, content_hash TEXT, ${column})`;
}

/** A page with the threads, one of its own name unless others are given. */
function page(name: string, ...threadIds: readonly string[]): Page {
  const file = `content/${name}.md`;
  const ids = threadIds.length === 0 ? [name] : threadIds;
  return {
    pageId: `/${name}/`,
    title: name,
    file,
    threads: ids.map((threadId) => ({ threadId, location: { file, line: 5 } })),
  };
}

function comments(pageName: string, number: number): Comment[] {
  return Array.from({ length: number }, (_, index) => ({
    sourceId: `$${pageName}${index}`,
    source: blog,
    authorId: "@ada:example.org",
    authorName: "Ada",
    body: `Comment ${index}`,
    sentAt: 1_700_000_000_000 + index,
    replyTo: null,
  }));
}

function rowsOf(pageName: string, number: number): readonly CommentRow[] {
  return transformPage(page(pageName), comments(pageName, number)).rows;
}

interface World {
  /** By section; null where the source has none. */
  readonly conversations: Readonly<Record<string, number | Error | null>>;
  readonly target?: ObservedTarget;
  readonly memory?: MemoryOfRuns;
  readonly options?: Partial<MigrationOptions>;
  readonly isDryRun?: boolean;
  /** Pages of the site, where they are not named as their conversations. */
  readonly pages?: readonly Page[];
  /** Pages of the site that were not asked for. */
  readonly others?: readonly Page[];
  readonly onRead?: (page: Page) => void;
  /** What the source says instead of the usual. */
  readonly alter?: (comments: readonly Comment[]) => readonly Comment[];
  readonly signal?: AbortSignal;
  readonly observer?: MigrationObserver;
}

/** A thread named `a alias` is another name of the conversation `a`. */
function roomOf(threadId: string): string {
  return threadId.replace(" alias", "");
}

/** Runs a migration of pages with so many comments each; an error is what reading the page throws. */
async function run(world: World) {
  const target = world.target ?? new ObservedTarget();
  const memory = world.memory ?? new MemoryOfRuns();
  const read: string[] = [];
  const outcome = await (world.isDryRun ? rehearse : migrate)(
    {
      source: {
        names: [blog],
        expectedComments: async () => 0,
        async findConversations({ threads }) {
          return threads.map((thread) => ({ thread, id: roomOf(thread.threadId) }));
        },
        async readPage(one) {
          read.push(one.title);
          world.onRead?.(one);
          const found = one.threads.map(({ threadId }) => {
            const conversation = world.conversations[roomOf(threadId)];
            if (conversation instanceof Error) throw conversation;
            return comments(roomOf(threadId), conversation ?? 0);
          });
          return {
            threads: one.threads.map((thread) => ({
              thread,
              id: world.conversations[thread.threadId] === null ? null : roomOf(thread.threadId),
            })),
            comments: world.alter?.(found.flat()) ?? found.flat(),
            skipped: [],
          };
        },
      },
      target,
      memory,
      observer: world.observer ?? silentObserver,
      stopwatch: new Stopwatch(now, "start"),
      now,
    },
    {
      ...scanOf(world.pages ?? Object.keys(world.conversations).map((name) => page(name))),
      others: world.others ?? [],
    },
    { ...options, ...world.options },
    world.signal ?? new AbortController().signal,
  );
  return { outcome, target, memory, read };
}

function states(outcome: MigrationOutcome): Record<string, string> {
  return Object.fromEntries(outcome.pages.map((one) => [one.page.title, one.state]));
}

const site = {
  siteName: "s",
  source: "https://m.example",
  database: "d",
  databaseIs: "local",
} as const;

const facts = {
  site,
  checkpoint: { source: "new", file: "c.json", notes: [] },
  shard: null,
  phases: [],
  measures: {
    sourceRequests: 0,
    database: {
      ...{ calls: 0, durationMs: 0 },
      ...{ rowsWritten: null, rowsRead: null, databaseBytes: null },
    },
    readMs: 0,
    delayBetweenBatches: 0,
    media: null,
  },
  wayBack: null,
} as const;

describe("the conversations that a run shows", () => {
  it.each([true, false])(
    "are those that the target holds, in a dry run (%s) too",
    async (isDryRun) => {
      const { outcome } = await run({ conversations: { a: 0, b: 4, c: 2 }, isDryRun });
      expect(
        outcome.conversations?.map(({ pageId, comments: shown }) => [pageId, shown.length]),
      ).toEqual([
        ["/b/", 4],
        ["/c/", 2],
      ]);
    },
  );

  it("have the texts as they were written, not as they are at the source", async () => {
    const target = new ObservedTarget();
    await run({ target, conversations: { a: 3 } });
    target.transport.database.exec("UPDATE comments SET content = 'moderated'");
    const { outcome } = await run({ target, conversations: { a: 3 } });
    expect(outcome.conversations?.[0]?.comments[0]?.comment.content).toBe("moderated");
  });

  it("are none of pages that fail", async () => {
    const target = new ObservedTarget();
    target.refuse = () => true;
    const { outcome } = await run({ target, conversations: { a: 3 } });
    expect(outcome.conversations).toEqual([]);
  });
});

describe("a page whose section has no conversation at its source", () => {
  const codes = (outcome: MigrationOutcome) => outcome.findings.map(({ code }) => code);

  it("is not complete, and keeps no other page from being so", async () => {
    const { outcome, memory } = await run({ conversations: { a: 2, b: null, c: 0 } });
    expect(states(outcome)).toEqual({ a: "completed", b: "without-conversation", c: "completed" });
    expect([...memory.completed.keys()]).toEqual(["/a/", "/c/"]);
    expect(memory.done).toBe(true);
  });

  it("gets the comments of its other sections all the same", async () => {
    const pages = [page("a", "there", "nowhere")];
    const { outcome, target } = await run({ conversations: { there: 2, nowhere: null }, pages });
    expect(outcome.pages).toMatchObject([
      { state: "without-conversation", comments: 2, inserted: 2 },
    ]);
    expect(target.rows).toHaveLength(2);
  });

  it.each([true, false])("is none of readable ones in a dry run: %s", async (isDryRun) => {
    const { outcome } = await run({ conversations: { a: 1, b: null }, isDryRun });
    expect(states(outcome)["b"]).toBe("without-conversation");
  });

  it.each([true, false])(
    "fails the run where all pages are like that: dry run %s",
    async (isDryRun) => {
      const { outcome, memory } = await run({ conversations: { a: null, b: null }, isDryRun });
      const report = summarise(outcome, facts);
      expect(report.verdict).toBe("failed");
      expect(report.findings).toMatchObject([{ severity: "error", code: "no-conversations" }]);
      expect(report.pages).toMatchObject({ total: 2, completed: 0, withoutConversation: 2 });
      expect(report.successRate).toBe(0);
      expect(memory.done).toBe(false);
    },
  );

  it("fails no run where others of the site were moved before, and show no old widget any more", async () => {
    const target = await new ObservedTarget().holding(rowsOf("replaced", 3));
    const { outcome } = await run({ conversations: { a: null }, target });
    expect(summarise(outcome, facts).verdict).toBe("complete");
    const lost = await new ObservedTarget().holding(rowsOf("a", 3));
    const after = await run({ conversations: { a: null }, target: lost });
    expect(summarise(after.outcome, facts).verdict).toBe("failed");
  });

  it("fails no shard of which all pages are like that: the others may have some", async () => {
    const { outcome } = await run({ conversations: { a: null } });
    const report = summarise(outcome, { ...facts, shard: { number: 1, of: 2 } });
    expect([report.verdict, report.findings]).toEqual(["complete", []]);
  });

  it.each([true, false])(
    "is reported with numbers where it had one: dry run %s",
    async (isDryRun) => {
      const target = await new ObservedTarget().holding(rowsOf("a", 3));
      const { outcome } = await run({ conversations: { a: null, b: 1 }, target, isDryRun });
      expect(outcome.findings).toMatchObject([
        { severity: "warning", code: "conversation-lost", pageId: "/a/" },
      ]);
      expect(outcome.findings[0]?.message).toContain("3 comments were moved");
      expect(states(outcome)["a"]).toBe("without-conversation");
    },
  );

  it.each([true, false])(
    "and one of fewer comments than before are told apart, and from none lost: dry run %s",
    async (isDryRun) => {
      const target = await new ObservedTarget().holding([...rowsOf("a", 3), ...rowsOf("b", 2)]);
      const { outcome } = await run({ conversations: { a: 1, b: 2 }, target, isDryRun });
      expect(codes(outcome)).toEqual(["fewer-comments"]);
      expect(outcome.findings[0]?.message).toMatch(
        /1 comment of \/a\/ now; 2 moved comments are not/,
      );
    },
  );
});

describe("a migration", () => {
  it("moves every page and remembers it as complete", async () => {
    const { outcome, target, memory } = await run({ conversations: { a: 2, b: 0, c: 5 } });
    expect(states(outcome)).toEqual({ a: "completed", b: "completed", c: "completed" });
    expect(target.rows.length).toBe(7);
    expect(Object.fromEntries(memory.completed)).toEqual({ "/a/": 2, "/b/": 0, "/c/": 5 });
    expect(memory.done).toBe(true);
  });

  it("of which a dry run is made ends as an outcome where the target can't be used, and reads nothing", async () => {
    const target = new ObservedTarget();
    target.prepare = async () => {
      throw new MigrationError("schema-mismatch", "The table can't take the comments.");
    };
    const { outcome, read } = await run({
      conversations: { a: 2 },
      target,
      isDryRun: true,
    });
    expect(outcome.stoppedBy).toMatchObject({ code: "schema-mismatch" });
    expect(outcome.trial).toMatchObject({ toWrite: 0 });
    expect([states(outcome), read]).toEqual([{ a: "remaining" }, []]);
    await expect(run({ conversations: { a: 2 }, target })).rejects.toMatchObject({
      code: "schema-mismatch",
    });
  });

  it("says that comments would be hidden, also where none is written", async () => {
    const target = new ObservedTarget();
    target.transport.database.exec(handMade("approved INTEGER NOT NULL DEFAULT 0"));
    target.refuse = () => true;
    const { outcome } = await run({ conversations: { a: 1 }, target });
    expect(outcome.findings).toMatchObject([{ code: "hidden-by-default", severity: "warning" }]);
  });

  it("writes no comment where ids have reached what D1 can return", async () => {
    const target = new ObservedTarget();
    target.transport.database.exec(
      `${handMade("mood TEXT")}; INSERT INTO comments (id) VALUES (9007199254740992)`,
    );
    await expect(run({ conversations: { a: 1 }, target })).rejects.toMatchObject({
      code: "ids-too-large",
    });
    expect(target.rows).toEqual([]);
  });

  it("imports whole pages together until the batch is full", async () => {
    const { target } = await run({ conversations: { a: 1, b: 1, c: 4, d: 1 } });
    expect(target.imports.map((batch) => batch.length)).toEqual([6, 1]);
  });

  it("leaves completed pages alone and tries failed ones again", async () => {
    const memory = new MemoryOfRuns();
    memory.completed.set("/a/", 2);
    memory.failed.set("/b/", { code: "x", message: "earlier" });
    const target = await new ObservedTarget().holding(rowsOf("a", 2));
    const { outcome, read } = await run({ conversations: { a: 2, b: 1 }, memory, target });
    expect(read).toEqual(["b"]);
    expect(states(outcome)).toEqual({ a: "completed-before", b: "completed" });
    expect(memory.failed.size).toBe(0);
  });

  it("moves a completed page again whose comments the database doesn't have, and says so", async () => {
    const memory = new MemoryOfRuns();
    memory.completed.set("/a/", 2);
    const target = await new ObservedTarget().holding(rowsOf("a", 1));
    const { outcome } = await run({ conversations: { a: 2 }, memory, target });
    expect(states(outcome)).toEqual({ a: "completed" });
    expect(target.rows).toEqual(["$a0", "$a1"]);
    expect(outcome.findings).toMatchObject([
      { severity: "warning", code: "checkpoint-ahead-of-database", pageId: "/a/" },
    ]);
  });

  it("leaves alone what the database knows to be complete, where the memory was lost", async () => {
    const target = await new ObservedTarget().holding([...rowsOf("a", 2), ...rowsOf("b", 1)], {
      "/a/": threadsOf(page("a")),
    });
    const { outcome, read, memory } = await run({ conversations: { a: 2, b: 1 }, target });
    expect(read).toEqual(["b"]);
    expect(states(outcome)).toEqual({ a: "completed-before", b: "completed" });
    expect(Object.fromEntries(memory.completed)).toEqual({ "/a/": 2, "/b/": 1 });
    expect(outcome.rebuiltPages).toBe(1);
  });

  it("reads every page where the database is not to be believed", async () => {
    const target = await new ObservedTarget().holding(rowsOf("a", 2), {
      "/a/": threadsOf(page("a")),
    });
    const world = { conversations: { a: 2 }, target, options: { believeDatabase: false } };
    expect((await run(world)).read).toEqual(["a"]);

    const other = await new ObservedTarget().holding([...rowsOf("a", 2), ...rowsOf("b", 1)], {
      "/a/": threadsOf(page("a")),
      "/b/": threadsOf(page("b")),
    });
    const stopped = new AbortController();
    const conversations = { a: 2, b: 1 };
    const start = { believeDatabase: false, concurrency: 1, until: stopped.signal };
    await run({ conversations, target: other, options: start, onRead: () => stopped.abort() });
    expect((await run({ conversations, target: other })).read).toEqual(["b"]);
  });

  it("moves a page again that shows another section than when it was completed, and says so", async () => {
    const memory = new MemoryOfRuns();
    memory.completed.set("/a/", 2);
    memory.threads.set("/a/", "another");
    const target = await new ObservedTarget().holding(rowsOf("a", 2), { "/a/": "another" });
    const { outcome, read } = await run({ conversations: { a: 3 }, memory, target });
    expect(read).toEqual(["a"]);
    expect(target.rows.length).toBe(3);
    expect(outcome.findings).toMatchObject([{ code: "sections-changed", pageId: "/a/" }]);
  });

  it("begins no further page when the time is over, and brings to the end what was begun", async () => {
    const over = new AbortController();
    const world = {
      conversations: { a: 1, b: 1, c: 1, d: 1 },
      options: { concurrency: 1, until: over.signal },
      onRead: ({ title }: Page) => {
        if (title === "b") over.abort();
      },
    };
    const { outcome, target } = await run(world);
    expect(states(outcome)).toMatchObject({ a: "completed", b: "completed", d: "remaining" });
    expect(target.rows.includes("$b0")).toBe(true);
  });

  it("goes on after a page that can't be read, and does not call the migration done", async () => {
    const unreadable = new MigrationError("room-forbidden", "No entry.", { remedy: "Ask." });
    const { outcome, memory } = await run({ conversations: { a: 1, b: unreadable, c: 1 } });
    expect(states(outcome)).toEqual({ a: "completed", b: "failed", c: "completed" });
    expect(memory.failed.get("/b/")).toEqual({
      code: "room-forbidden",
      message: "No entry.",
      remedy: "Ask.",
    });
    expect(memory.done).toBe(false);
  });

  it("stops at an error that every page would meet, whether the source or the target has it", async () => {
    const names = Array.from({ length: 200 }, (_, index) => `p${index}`);
    const expired = new MigrationError("expired", "The token is expired.", { stopsRun: true });
    const unread = await run({
      conversations: Object.fromEntries(names.map((name) => [name, expired])),
    });
    expect(unread.read.length).toBeLessThan(10);
    const target = new ObservedTarget();
    target.refuse = () => true;
    target.refusal = () => expired;
    const unwritten = await run({
      conversations: Object.fromEntries(names.map((name) => [name, 1])),
      target,
    });
    expect(target.imports).toHaveLength(1);
    for (const { outcome, memory } of [unread, unwritten]) {
      expect(outcome.stoppedBy).toMatchObject({ code: "expired" });
      expect(countStates(outcome)).toEqual({ remaining: 200 });
      expect(memory.failed.size).toBe(0);
      expect(memory.done).toBe(false);
    }
  });

  it("lets only the guilty page of a batch fail", async () => {
    const target = new ObservedTarget();
    target.refuse = (row) => row.sourceId === "$b0";
    const { outcome } = await run({
      conversations: { a: 1, b: 1, c: 1 },
      target,
      options: { batchSize: 100 },
    });
    expect(states(outcome)).toEqual({ a: "completed", b: "failed", c: "completed" });
    expect(target.rows).toEqual(["$a0", "$c0"]);
  });

  it("fails a page whose comments the target does not list afterwards", async () => {
    const target = new ObservedTarget();
    const importRows = target.importRows.bind(target);
    target.importRows = async (rows, signal, threads) => {
      const result = await importRows(rows, signal, threads);
      return { ...result, imported: result.imported.slice(1) };
    };
    const { outcome, memory } = await run({ conversations: { a: 2 }, target });
    expect(states(outcome)).toEqual({ a: "failed" });
    expect(memory.failed.get("/a/")?.message).toContain("1 of 2 comments");
  });

  it("stops when it is told to, keeps what landed, and names the rest as remaining", async () => {
    const controller = new AbortController();
    const { outcome, memory } = await run({
      conversations: { a: 3, b: 3, c: 3, d: 3, e: 3, f: 3 },
      options: { concurrency: 1 },
      signal: controller.signal,
      onRead: ({ title }) => {
        if (title === "d") controller.abort();
      },
    });
    const { completed = 0, remaining = 0 } = countStates(outcome);
    expect(completed + remaining).toBe(6);
    expect(remaining).toBeGreaterThan(0);
    expect(memory.completed.size).toBe(completed);
    expect(memory.failed.size).toBe(0);
    expect(memory.done).toBe(false);
  });

  it.each(["importRows", "readHeld"] as const)(
    "stopped in %s neither blames its pages nor sends them one by one",
    async (method) => {
      const controller = new AbortController();
      const target = new ObservedTarget();
      const importRows = target.importRows.bind(target);
      target.importRows = async (rows, signal, threads) => {
        const result = await importRows(rows, signal, threads);
        if (method === "importRows") stop();
        return result;
      };
      target.readHeld = async () => stop();
      const { outcome, memory } = await run({
        conversations: { a: 1, b: 1, c: 1 },
        target,
        options: { batchSize: 100 },
        signal: controller.signal,
      });
      expect(states(outcome)).toEqual({ a: "remaining", b: "remaining", c: "remaining" });
      expect(target.imports).toEqual([["$a0", "$b0", "$c0"]]);
      expect([memory.failed.size, memory.done]).toEqual([0, false]);

      function stop(): never {
        controller.abort();
        controller.signal.throwIfAborted();
        throw new Error("the signal is aborted");
      }
    },
  );

  it.each(["a", "d"])(
    "stopped while it reads page %s begins no further one and imports nothing of what it has",
    async (last) => {
      const controller = new AbortController();
      const { outcome, read, target, memory } = await run({
        conversations: { a: 1, b: 1, c: 1, d: 1, e: 1 },
        options: { concurrency: 1, batchSize: 100 },
        signal: controller.signal,
        onRead: ({ title }) => {
          if (title === last) controller.abort();
        },
      });
      expect(read.at(-1)).toBe(last);
      expect(countStates(outcome)).toEqual({ remaining: 5 });
      expect([target.imports, memory.failed.size, memory.done]).toEqual([[], 0, false]);
    },
  );

  it("stopped between two batches imports the first and none after it", async () => {
    const controller = new AbortController();
    const memory = new MemoryOfRuns();
    const remember = memory.markPageComplete.bind(memory);
    memory.markPageComplete = async (pageId, imported) => {
      await remember(pageId, imported);
      controller.abort();
    };
    const { outcome, target } = await run({
      conversations: { a: 3, b: 3, c: 1 },
      memory,
      signal: controller.signal,
    });
    expect(target.imports).toHaveLength(1);
    expect(states(outcome)).toEqual({ a: "completed", b: "remaining", c: "remaining" });
    expect([memory.failed.size, memory.done]).toEqual([0, false]);
  });

  it("reports what was done when the memory itself fails", async () => {
    const memory = new MemoryOfRuns();
    memory.markPageComplete = async () => {
      throw new MigrationError("checkpoint-not-written", "The disk is full.");
    };
    const { outcome } = await run({ conversations: { a: 1, b: 1 }, memory });
    expect(outcome.stoppedBy).toEqual({
      code: "checkpoint-not-written",
      message: "The disk is full.",
    });
    expect(states(outcome)).toEqual({ a: "remaining", b: "remaining" });
  });
});

describe("formatting that the format of the target leaves out", () => {
  const half = (all: readonly Comment[]): readonly Comment[] =>
    all.map((comment, index) =>
      index % 2 === 0 ? { ...comment, formatted: `<p><b>${comment.body}</b></p>` } : comment,
    );

  it("is told before the first comment is written, and in the report with all its numbers", async () => {
    const target = new ObservedTarget();
    const told: [string, number][] = [];
    const noticed = ({ message }: Finding) => told.push([message, target.rows.length]);
    const conversations = { a: 4, b: 4, c: 2 };
    const world = { conversations, target, alter: half, observer: { ...silentObserver, noticed } };
    const { outcome } = await run({ ...world, options: { concurrency: 1, batchSize: 4 } });
    expect(told).toEqual([[expect.stringContaining("2 of the first 4 comments have"), 0]]);
    expect(outcome.findings).toMatchObject([
      {
        severity: "notice",
        code: "formatting-left-out",
        message: expect.stringMatching(
          /^5 of 10 .*: “<p><b>Comment 0<\/b><\/p>” becomes “Comment 0”, and “.*” becomes “.*”\.$/,
        ),
      },
    ]);
    const trial = await run({ conversations, alter: half, isDryRun: true });
    expect(trial.outcome.findings).toEqual(outcome.findings);
  });

  it("is not spoken of where nothing is left out", async () => {
    const { outcome } = await run({ conversations: { a: 4 } });
    expect(outcome.findings).toEqual([]);
  });
});

describe("a dry run", () => {
  it("reads every page and writes nothing, neither to the target nor to the memory", async () => {
    const memory = new MemoryOfRuns();
    memory.completed.set("/a/", 2);
    const { outcome, target, read } = await run({
      conversations: { a: 2, b: 3 },
      memory,
      isDryRun: true,
    });
    expect(read).toEqual(["a", "b"]);
    expect(states(outcome)).toEqual({ a: "readable", b: "readable" });
    expect([target.prepared, target.imports, target.rows.length]).toEqual([false, [], 0]);
    expect([...memory.completed]).toEqual([["/a/", 2]]);
    expect(memory.done).toBe(false);
  });
});

describe("a page with another address", () => {
  it("takes its comments along, with the new ones, and says so; and back again", async () => {
    const target = new ObservedTarget();
    await run({ conversations: { a: 2 }, target });
    const renamed = { ...page("a"), pageId: "/a2/" };
    const { outcome } = await run({ conversations: { a: 3 }, target, pages: [renamed] });
    expect(states(outcome)).toEqual({ a: "completed" });
    expect(target.places).toEqual(["$a0 /a2/ /a2/", "$a1 /a2/ /a2/", "$a2 /a2/ /a2/"]);
    expect(outcome.findings).toMatchObject([
      { code: "page-moved", message: expect.stringMatching(/2 comments .*\/a\/.*\/a2\//) },
    ]);
    await run({ conversations: { a: 3 }, target });
    expect(target.places).toEqual(["$a0 /a/ /a/", "$a1 /a/ /a/", "$a2 /a/ /a/"]);
  });

  it("is not gone, while one that the site does not show any more is", async () => {
    const target = new ObservedTarget();
    await run({ conversations: { a: 1, b: 1 }, target });
    const renamed = { ...page("a"), pageId: "/a2/" };
    const { outcome } = await run({ conversations: { a: 1 }, target, pages: [renamed] });
    expect(outcome.findings).toMatchObject([
      { code: "page-moved" },
      { code: "page-gone", message: expect.stringContaining("/b/") },
    ]);
    expect(outcome.comparison?.gone).toEqual(["/b/"]);
    expect(target.places).toEqual(["$a0 /a2/ /a2/", "$b0 /b/ /b/"]);
  });

  it("tells of what readers wrote under the old one", async () => {
    const target = new ObservedTarget();
    await run({ conversations: { a: 1 }, target });
    target.transport.database.exec(
      "INSERT INTO comments (page_id, author_name, content, created_at) VALUES ('/a/', 'R', 'mine', '2026')",
    );
    const renamed = { ...page("a"), pageId: "/a2/" };
    const { outcome } = await run({ conversations: { a: 1 }, target, pages: [renamed] });
    expect(outcome.findings.map(({ code }) => code)).toEqual(["page-moved", "readers-left-behind"]);
  });

  it("is told by a dry run, which moves nothing", async () => {
    const target = new ObservedTarget();
    await run({ conversations: { a: 2 }, target });
    const renamed = { ...page("a"), pageId: "/a2/" };
    const { outcome } = await run({
      conversations: { a: 3 },
      target,
      pages: [renamed],
      isDryRun: true,
    });
    expect(states(outcome)).toEqual({ a: "readable" });
    expect(outcome.findings).toMatchObject([{ code: "page-moved" }]);
    expect(outcome.trial).toMatchObject({ toWrite: 1, alreadyThere: 2 });
    expect(target.places).toEqual(["$a0 /a/ /a/", "$a1 /a/ /a/"]);
  });

  it.each([true, false])(
    "is followed by a whole site with a path prefix, batches of all: %s",
    async (isOne) => {
      const target = new ObservedTarget();
      const conversations = { a: 2, b: 1, c: 3 };
      await run({ conversations, target });
      const pages = Object.keys(conversations).map((name) => ({
        ...page(name),
        pageId: `/blog/${name}/`,
      }));
      const batchSize = isOne ? 1 : 100;
      const { outcome } = await run({ conversations, target, pages, options: { batchSize } });
      expect(countStates(outcome)).toEqual({ completed: 3 });
      expect(target.places.every((place) => place.includes(" /blog/"))).toBe(true);
      expect(target.places).toHaveLength(6);
    },
  );
});

describe("comment sections that changed their pages", () => {
  it("that were swapped have their comments where they are now", async () => {
    const target = new ObservedTarget();
    const conversations = { a: 2, b: 1 };
    await run({ conversations, target });
    const { outcome } = await run({
      conversations,
      target,
      pages: [page("a", "b"), page("b", "a")],
    });
    expect(countStates(outcome)).toEqual({ completed: 2 });
    expect(target.places).toEqual(["$a0 /b/ /b/", "$a1 /b/ /b/", "$b0 /a/ /a/"]);
  });

  it("that were merged into one page have all their comments there, each once", async () => {
    const target = new ObservedTarget();
    const conversations = { a: 2, b: 1 };
    await run({ conversations, target });
    const { outcome } = await run({ conversations, target, pages: [page("both", "a", "b")] });
    expect(states(outcome)).toEqual({ both: "completed" });
    expect(target.places).toEqual(["$a0 /both/ /both/", "$a1 /both/ /both/", "$b0 /both/ /both/"]);
    expect(outcome.findings.map(({ code }) => code)).toEqual([
      "page-moved",
      "page-moved",
      "equal-comments",
    ]);
  });

  it("of which two names lead to one conversation are one, told alike by a dry run", async () => {
    for (const isDryRun of [true, false]) {
      const world = { conversations: { a: 2 }, pages: [page("x", "a"), page("y", "a alias")] };
      const { outcome, target } = await run({ ...world, isDryRun });
      expect(outcome.pages.map(({ state }) => state)).not.toContain("failed");
      expect(outcome.findings).toMatchObject([
        { code: "shared-conversation", pageId: "/y/", message: expect.stringContaining("/x/") },
      ]);
      expect(target.places).toEqual(isDryRun ? [] : ["$a0 /x/ /x/", "$a1 /x/ /x/"]);
      if (isDryRun) expect(outcome.trial).toMatchObject({ toWrite: 2 });
    }
  });

  it("stay with the page that an earlier run gave them, while that still shows them", async () => {
    const memory = new MemoryOfRuns();
    const target = new ObservedTarget();
    await run({ conversations: { a: 2 }, target, memory, pages: [page("y", "a")] });
    memory.threads.set("/y/", threadsOf(page("y", "a")));
    const { outcome } = await run({
      conversations: { a: 2, b: 1 },
      target,
      memory,
      pages: [page("x", "a alias", "b"), page("y", "a")],
    });
    expect(outcome.findings).toMatchObject([{ code: "shared-conversation", pageId: "/x/" }]);
    expect(target.places).toEqual(["$a0 /y/ /y/", "$a1 /y/ /y/", "$b0 /x/ /x/"]);
    expect(states(outcome)).toEqual({ x: "completed", y: "completed-before" });
  });
});

describe("pages that are a part of a site", () => {
  const part = (of: number) => ({ options: { isPart: true, asked: { of } } });

  it("complete no migration: neither memory nor database take it for one", async () => {
    const [target, memory] = [new ObservedTarget(), new MemoryOfRuns()];
    const conversations = { a: 2, b: 1 };
    const [a, b] = [page("a"), page("b")];
    const first = await run({ conversations, target, memory, pages: [a], others: [b], ...part(2) });
    expect(states(first.outcome)).toEqual({ a: "completed" });
    expect(first.read).toEqual(["a"]);
    expect(memory.done).toBe(false);
    const rest = await run({ conversations, target, pages: [a, b] });
    expect(states(rest.outcome)).toEqual({ a: "completed-before", b: "completed" });
    expect(rest.memory.done).toBe(true);
    expect(target.places).toEqual(["$a0 /a/ /a/", "$a1 /a/ /a/", "$b0 /b/ /b/"]);
  });

  it("say nothing of pages that were moved before and are outside", async () => {
    const target = new ObservedTarget();
    const conversations = { a: 2, b: 1, gone: 1 };
    await run({ conversations, target });
    const { outcome, read } = await run({
      conversations,
      target,
      pages: [page("a")],
      others: [page("b")],
      ...part(2),
    });
    expect(outcome.findings).toEqual([]);
    expect(outcome.comparison?.gone).toEqual([]);
    expect(read).toEqual(["a"]);
  });

  it("take no comments from a page outside that still shows them", async () => {
    const target = new ObservedTarget();
    await run({ conversations: { a: 2 }, target, pages: [page("y", "a")] });
    const world = { conversations: { a: 2, b: 1 }, target, others: [page("y", "a")] };
    const { outcome } = await run({ ...world, pages: [page("x", "a alias", "b")], ...part(2) });
    expect(outcome.findings).toMatchObject([{ code: "shared-conversation", pageId: "/x/" }]);
    expect(target.places).toEqual(["$a0 /y/ /y/", "$a1 /y/ /y/", "$b0 /x/ /x/"]);
  });

  it("take along the comments of a page whose address has changed", async () => {
    const target = new ObservedTarget();
    const conversations = { a: 1, b: 1 };
    await run({ conversations, target });
    const moved = { ...page("a"), pageId: "/new/a/" };
    await run({ conversations, target, pages: [moved], others: [page("b")], ...part(2) });
    expect(target.places).toEqual(["$a0 /new/a/ /new/a/", "$b0 /b/ /b/"]);
  });
});

describe("a page that failed its verification", () => {
  async function altered() {
    const target = await new ObservedTarget().holding([]);
    target.transport.database.exec(
      "CREATE TRIGGER shout AFTER INSERT ON comments BEGIN UPDATE comments SET content = upper(content) WHERE id = new.id; END",
    );
    const first = await run({ conversations: { a: 2 }, target });
    expect(states(first.outcome)).toEqual({ a: "failed" });
    return target;
  }

  it("stays failed, with and without the checkpoint, until its rows fit", async () => {
    const target = await altered();
    for (const believeDatabase of [true, false]) {
      const again = await run({ conversations: { a: 2 }, target, options: { believeDatabase } });
      expect(states(again.outcome)).toEqual({ a: "failed" });
      expect(again.memory.failed.get("/a/")?.code).toBe("not-verified");
    }
    target.transport.database.exec("UPDATE comments SET content = 'Comment ' || (id - 1)");
    expect(states((await run({ conversations: { a: 2 }, target })).outcome)).toEqual({
      a: "completed",
    });
  });

  it("is complete when a person has accepted what differs, from then on", async () => {
    const target = await altered();
    const accepted = { accepted: new Set(["/a/"]) };
    const { outcome } = await run({ conversations: { a: 2 }, target, options: accepted });
    expect(states(outcome)).toEqual({ a: "completed" });
    expect(outcome.findings).toMatchObject([{ code: "changed-since-import" }]);
    const later = await run({
      conversations: { a: 2 },
      target,
      options: { believeDatabase: false },
    });
    expect(states(later.outcome)).toEqual({ a: "completed" });
  });
});

describe("moderation in the target", () => {
  it("leaves a later reply to a deleted comment as one of its own", async () => {
    const target = await new ObservedTarget().holding(rowsOf("a", 1), {
      "/a/": threadsOf(page("a")),
    });
    target.transport.database.exec("DELETE FROM comments");
    const reply = { ...comments("a", 2)[1], replyTo: "$a0" };
    const { outcome } = await run({
      conversations: { a: 2 },
      target,
      options: { believeDatabase: false },
      alter: (read) => read.map((one) => (one.sourceId === "$a1" ? { ...one, ...reply } : one)),
    });
    expect(states(outcome)).toEqual({ a: "completed" });
    expect(outcome.findings).toMatchObject([{ code: "changed-since-import" }]);
    expect(target.places).toEqual(["$a1 /a/ /a/"]);
  });
});

describe("the original tool's checkpoint", () => {
  it("is taken over where its rows fit: nothing is written twice, in the first and the second run", async () => {
    const target = await new ObservedTarget().holding([]);
    const insert = target.transport.database.prepare(
      "INSERT INTO comments (page_id, author_name, content, created_at, ip_address) VALUES (?, ?, ?, ?, 'migrated')",
    );
    for (const { pageId, authorName, content, createdAt } of rowsOf("a", 2)) {
      insert.run(pageId, authorName, content, createdAt);
    }
    const memory = new MemoryOfRuns();
    memory.completed.set("/a/", 0);
    memory.mapping.set("$a0", 1).set("$a1", 2);
    const { outcome } = await run({ conversations: { a: 3 }, target, memory });
    expect(outcome.findings).toMatchObject([
      { code: "taken-over", message: expect.stringContaining("2 comments") },
    ]);
    expect(target.places).toEqual(["$a0 /a/ /a/", "$a1 /a/ /a/", "$a2 /a/ /a/"]);
    memory.completed.clear();
    expect((await run({ conversations: { a: 3 }, target, memory })).outcome.findings).toEqual([]);
    expect(target.places).toHaveLength(3);
    expect(await target.readStrays(never)).toEqual([]);
  });
});

describe("a site on which no section was found", () => {
  const report = async (world: Partial<World> = {}) => {
    const { outcome } = await run({ conversations: {}, pages: [], ...world });
    return summarise(outcome, facts);
  };

  it("is no migration that went well, unless its comments were moved before", async () => {
    const first = await report();
    expect(first).toMatchObject({ verdict: "failed", findings: [{ code: "no-pages" }] });
    const target = await new ObservedTarget().holding(rowsOf("a", 1));
    expect(await report({ target })).toMatchObject({ verdict: "complete" });
  });

  it("fails no shard: the others may have some", async () => {
    const { outcome } = await run({ conversations: {}, pages: [] });
    const shard = { number: 1, of: 2 };
    expect(summarise(outcome, { ...facts, shard }).verdict).toBe("complete");
  });
});

describe("the report of a run", () => {
  it("tells numbers, rates and failed pages with their place", async () => {
    const memory = new MemoryOfRuns();
    memory.completed.set("/a/", 4);
    const target = await new ObservedTarget().holding(rowsOf("a", 4));
    const conversations = { a: 4, b: 2, c: new Error("boom") };
    const { outcome } = await run({ conversations, memory, target });
    const report = summarise(outcome, facts);
    expect(report).toMatchObject({
      verdict: "failed",
      pages: {
        total: 3,
        completed: 2,
        completedBefore: 1,
        withoutConversation: 0,
        failed: 1,
        remaining: 0,
      },
      comments: { extracted: 6, imported: 6, inserted: 2, failed: 0 },
      progressRate: 1,
      successRate: 2 / 3,
      failedPages: [{ pageId: "/c/", location: { file: "content/c.md", line: 5 }, attempts: 1 }],
    });
    expect(report.failedPages[0]?.message).toContain("boom");
  });

  it("of a dry run has comments that were read, and none that were moved", async () => {
    const { outcome } = await run({ conversations: { a: 2 }, isDryRun: true });
    expect(summarise(outcome, facts)).toMatchObject({
      verdict: "dry-run",
      pages: { total: 1, completed: 0, failed: 0, remaining: 0 },
      comments: { extracted: 2, imported: 0, inserted: 0, failed: 0 },
    });
  });

  it("is complete only when nothing failed and nothing remains", async () => {
    const { outcome } = await run({ conversations: { a: 1 } });
    expect(summarise(outcome, facts).verdict).toBe("complete");
    const partial = { ...outcome, pages: [{ state: "remaining", page: page("a") } as const] };
    expect(summarise(partial, facts)).toMatchObject({
      verdict: "partial",
      progressRate: 0,
      successRate: null,
    });
  });
});

function countStates(outcome: MigrationOutcome): Partial<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { state } of outcome.pages) counts[state] = (counts[state] ?? 0) + 1;
  return counts;
}
