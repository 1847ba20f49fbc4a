import { describe, expect, it } from "vitest";
import type { Comment } from "../../src/domain/comment.ts";
import type { Page } from "../../src/domain/page.ts";
import { transformPage } from "../../src/domain/transform.ts";
import { rehearse } from "../../src/migration/migrate.ts";
import { Stopwatch } from "../../src/migration/stopwatch.ts";
import { summarise } from "../../src/migration/summarise.ts";
import { createSqliteTransport, type SqliteTransport } from "../parts/d1/sqlite-transport.ts";
import { blog, targetOn } from "../parts/d1/target-on.ts";
import { scanOf } from "../parts/hugo/site-scan.ts";

const never = new AbortController().signal;
const now = () => new Date("2024-05-01T10:00:00Z");
const columns = `id INTEGER PRIMARY KEY AUTOINCREMENT, page_id TEXT NOT NULL, parent_id INTEGER,
  author_name TEXT NOT NULL, content TEXT NOT NULL, created_at TEXT NOT NULL, ip_address TEXT,
  content_hash TEXT`;

/** The texts of each page's comments. */
type Site = Readonly<Record<string, readonly string[]>>;

function pageOf(name: string): Page {
  const file = `content/${name}.md`;
  return {
    pageId: `/${name}/`,
    title: name,
    file,
    threads: [{ threadId: name, location: { file, line: 1 } }],
  };
}

function commentsOf(name: string, texts: readonly string[] = []): readonly Comment[] {
  return texts.map((body, index) => ({
    sourceId: `$${name}${index}`,
    source: blog,
    authorId: "@ada:example.org",
    authorName: "Ada",
    body,
    sentAt: 1_700_000_000_000 + index,
    replyTo: null,
  }));
}

function databaseOf(sql: string): SqliteTransport {
  const transport = createSqliteTransport();
  transport.database.exec(sql);
  return transport;
}

async function dryRun(transport: SqliteTransport, site: Site, batchSize = 100) {
  const before = contentOf(transport);
  const target = targetOn(transport, { readOnly: true });
  const outcome = await rehearse(
    {
      source: {
        names: [blog],
        expectedComments: async () => 0,
        findConversations: async ({ threads }) =>
          threads.map((thread) => ({ thread, id: thread.threadId })),
        readPage: async ({ title, threads }) => ({
          threads: threads.map((thread) => ({ thread, id: thread.threadId })),
          comments: commentsOf(title, site[title]),
          skipped: [],
        }),
      },
      target,
      observer: { scanned() {}, pageStarted() {}, pageDone() {} },
      stopwatch: new Stopwatch(now, "start"),
      now,
    },
    scanOf(Object.keys(site).map(pageOf)),
    { concurrency: 2, batchSize },
    never,
  );
  expect(contentOf(transport)).toEqual(before);
  const report = summarise(outcome, {
    site: { siteName: "blog", source: "", database: "comments", databaseIs: "remote" },
    checkpoint: { source: "none", file: "", notes: [] },
    shard: null,
    phases: [],
    measures: {
      sourceRequests: 0,
      database: target.usage(),
      readMs: 0,
      delayBetweenBatches: 0,
    },
  });
  return { outcome, judgement: report.trial?.judgement, failed: report.failedPages };
}

/** Everything that the database holds. */
function contentOf({ database }: SqliteTransport) {
  const objects = database.prepare("SELECT name, sql FROM sqlite_master").all();
  const tables = database.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").all();
  const rows = tables.map(({ name }) => {
    const select = database.prepare(`SELECT * FROM "${name}"`);
    select.setReadBigInts(true);
    return select.all();
  });
  return { objects, rows };
}

describe("a dry run", () => {
  it("is NO-GO where a foreign key refers to an empty table, and names both", async () => {
    const posts = "CREATE TABLE posts (slug TEXT PRIMARY KEY);";
    const comments = `CREATE TABLE comments (${columns}, FOREIGN KEY (page_id) REFERENCES posts (slug));`;
    const { judgement, failed } = await dryRun(databaseOf(posts + comments), { a: ["Hi"], b: [] });
    expect(judgement).toBe("no-go");
    expect(failed).toMatchObject([
      {
        pageId: "/a/",
        step: "import",
        message: expect.stringMatching(
          /\$a0 on \/a\/.*foreign key.*page_id.*posts \(slug\).*'\/a\/'/,
        ),
        remedy: expect.stringContaining("First fill the table posts"),
      },
    ]);
  });

  it("is GO where the rows that foreign keys refer to are there", async () => {
    const posts = "CREATE TABLE posts (slug TEXT PRIMARY KEY); INSERT INTO posts VALUES ('/a/');";
    const comments = `CREATE TABLE comments (${columns}, FOREIGN KEY (page_id) REFERENCES posts);`;
    const { judgement, failed } = await dryRun(databaseOf(posts + comments), { a: ["Hi"] });
    expect([judgement, failed]).toEqual(["go", []]);
  });

  it("is NO-GO where a CHECK refuses a comment, and names it with page and comment", async () => {
    const transport = databaseOf(
      `CREATE TABLE comments (${columns}, CHECK(length(content) <= 20))`,
    );
    const site = { a: ["short", "a text of more than twenty characters"], b: ["short"] };
    const { judgement, failed, outcome } = await dryRun(transport, site);
    expect(judgement).toBe("no-go");
    expect(failed).toMatchObject([
      {
        message: expect.stringMatching(
          /\$a1 on \/a\/.*CHECK constraint failed: length\(content\) <= 20/,
        ),
        remedy: expect.stringContaining("CHECK"),
      },
    ]);
    expect(outcome.pages.map(({ state }) => state)).toEqual(["failed", "readable"]);
  });

  it("is NO-GO where two comments are equal in what has to be UNIQUE", async () => {
    const transport = databaseOf(
      `CREATE TABLE comments (${columns}, UNIQUE(page_id, content_hash))`,
    );
    const { judgement, failed } = await dryRun(transport, { a: ["+1", "+1"] });
    expect(judgement).toBe("no-go");
    expect(failed).toMatchObject([
      {
        message: expect.stringMatching(
          /\$a1 on \/a\/.*UNIQUE.*comments\.page_id, comments\.content_hash/,
        ),
        remedy: expect.stringContaining("UNIQUE"),
      },
    ]);
  });

  it("is NO-GO where a comment equals a reader's in what has to be UNIQUE", async () => {
    const transport = databaseOf(
      `CREATE TABLE comments (${columns}); CREATE UNIQUE INDEX one_name ON comments (page_id, author_name);
      INSERT INTO comments (page_id, author_name, content, created_at) VALUES ('/a/', 'Ada', 'x', '2024-01-05T12:00:00.000Z')`,
    );
    const { failed } = await dryRun(transport, { a: ["Hi"], b: ["Hi"] });
    expect(failed).toMatchObject([{ pageId: "/a/", message: expect.stringContaining("UNIQUE") }]);
  });

  it("is NO-GO where a trigger raises, and names the trigger", async () => {
    const transport = databaseOf(
      `CREATE TABLE comments (${columns});
      CREATE TRIGGER no_links BEFORE INSERT ON comments WHEN NEW.content LIKE '%http%'
      BEGIN SELECT RAISE(ABORT, 'links aren''t allowed'); END`,
    );
    const { judgement, failed } = await dryRun(transport, { a: ["see http://example.org"] });
    expect(judgement).toBe("no-go");
    expect(failed).toMatchObject([
      {
        message: expect.stringMatching(/\$a0 on \/a\/.*no_links.*links aren't allowed/),
        remedy: expect.stringContaining("no_links"),
      },
    ]);
  });

  it("is NO-GO where a trigger changes what was written", async () => {
    const transport = databaseOf(
      `CREATE TABLE comments (${columns});
      CREATE TRIGGER tidy AFTER INSERT ON comments
      BEGIN UPDATE comments SET content = upper(content) WHERE id = NEW.id; END`,
    );
    const { judgement, failed } = await dryRun(transport, { a: ["quiet"] });
    expect(judgement).toBe("no-go");
    expect(failed).toMatchObject([{ code: "not-verified", pageId: "/a/" }]);
  });

  it("makes what triggers read, with its rows", async () => {
    const transport = databaseOf(
      `CREATE TABLE comments (${columns});
      CREATE TABLE posts (slug TEXT PRIMARY KEY, open INTEGER, count INTEGER) WITHOUT ROWID;
      INSERT INTO posts VALUES ('/a/', 1, 0), ('/b/', 0, 0);
      CREATE VIRTUAL TABLE search USING fts5(content);
      CREATE TRIGGER open BEFORE INSERT ON comments
      WHEN NOT EXISTS (SELECT 1 FROM posts WHERE slug = NEW.page_id AND open)
      BEGIN SELECT RAISE(ABORT, 'closed'); END;
      CREATE TRIGGER counting AFTER INSERT ON comments BEGIN
        UPDATE posts SET count = count + 1 WHERE slug = NEW.page_id;
        INSERT INTO search (rowid, content) VALUES (NEW.id, NEW.content);
      END`,
    );
    const { failed } = await dryRun(transport, { a: ["Hi"], b: ["Hi"] });
    expect(failed).toMatchObject([{ pageId: "/b/", message: expect.stringContaining("closed") }]);
  });

  it("tries comments that are there already as a migration would: none is written twice", async () => {
    const transport = databaseOf(
      `CREATE TABLE comments (${columns}, UNIQUE(page_id, content_hash))`,
    );
    const migrated = targetOn(transport);
    await migrated.prepare({ readOnly: false }, never);
    const { rows } = rowsOf("a", ["one", "two"]);
    await migrated.importRows(rows, never);
    const { judgement, outcome } = await dryRun(transport, { a: ["one", "two", "three"] });
    expect(judgement).toBe("go");
    expect(outcome.trial).toMatchObject({ toWrite: 1, alreadyThere: 2 });
  });

  it("takes blobs and whole numbers past 2^53 over as they are", async () => {
    const transport = databaseOf(
      `CREATE TABLE comments (${columns}, token BLOB UNIQUE DEFAULT (randomblob(8)), big INTEGER);
      INSERT INTO comments (page_id, author_name, content, created_at, token, big)
      VALUES ('/a/', 'R', 'it''s', '2024-01-05T12:00:00.000Z', x'00ff', 9223372036854775807)`,
    );
    const { judgement } = await dryRun(transport, { a: ["Hi"] });
    expect(judgement).toBe("go");
  });

  it("asks for caution where it can't make an object, and says which", async () => {
    const transport = databaseOf(
      `CREATE TABLE comments (${columns}); CREATE TABLE log (t TEXT);
      CREATE TRIGGER logs AFTER INSERT ON comments BEGIN INSERT INTO log VALUES (NEW.content); END`,
    );
    transport.database.function("ours", { deterministic: true, varargs: true }, () => 1);
    transport.database.exec("CREATE INDEX odd ON comments (ours(content))");
    const { judgement, outcome } = await dryRun(transport, { a: ["Hi"] });
    expect(judgement).toBe("caution");
    expect(outcome.findings).toMatchObject([
      { code: "not-rehearsed", message: expect.stringContaining("index odd") },
    ]);
  });
});

function rowsOf(name: string, texts: readonly string[]) {
  return transformPage(pageOf(name), commentsOf(name, texts));
}
