import { describe, expect, it } from "vitest";
import { mostCopiedRows } from "../../src/d1/rehearsal/copy-rows.ts";
import { transformPage } from "../../src/domain/transform.ts";
import { createSqliteTransport, type SqliteTransport } from "../parts/d1/sqlite-transport.ts";
import { targetOn } from "../parts/d1/target-on.ts";
import { commentsOf, dryRun, pageOf } from "./dry-run.ts";

const never = new AbortController().signal;
const columns = `id INTEGER PRIMARY KEY AUTOINCREMENT, page_id TEXT NOT NULL, parent_id INTEGER,
  author_name TEXT NOT NULL, content TEXT NOT NULL, created_at TEXT NOT NULL, ip_address TEXT,
  content_hash TEXT`;

function databaseOf(sql: string): SqliteTransport {
  const transport = createSqliteTransport();
  transport.database.exec(sql);
  return transport;
}

describe("a dry run", () => {
  it("keeps what the target would hold, and of a page that it refuses what it was given", async () => {
    const transport = databaseOf(
      `CREATE TABLE comments (${columns}, CHECK(length(content) <= 20))`,
    );
    const site = { a: ["Hi", "a text of more than twenty characters"], b: ["Yes"], c: [] };
    const { outcome } = await dryRun(transport, site);
    const texts = [...(outcome.rehearsed ?? [])].map(([pageId, comments]) => [
      pageId,
      comments.map(({ kept }) => kept?.content),
    ]);
    expect(Object.fromEntries(texts)).toEqual({ "/a/": site.a, "/b/": site.b, "/c/": [] });
  });

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

  it.each([
    ["may lack a value", "content_hash TEXT UNIQUE", /content_hash=- in schema-map/],
    ["needs a value", "content_hash TEXT NOT NULL UNIQUE", /^Another comment .*: drop this UNIQUE/],
  ])(
    "says how to leave out a UNIQUE column that is not needed, if it %s",
    async (_, hash, remedy) => {
      const transport = databaseOf(
        `CREATE TABLE comments (${columns.replace("content_hash TEXT", hash)})`,
      );
      const { failed } = await dryRun(transport, { a: ["+1", "+1"] });
      expect(failed).toMatchObject([{ remedy: expect.stringMatching(remedy) }]);
    },
  );

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
      CREATE VIEW open_posts AS SELECT slug FROM posts WHERE open;
      CREATE TRIGGER open BEFORE INSERT ON comments
      WHEN NOT EXISTS (SELECT 1 FROM open_posts WHERE slug = NEW.page_id)
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

  it("leaves alone what a moderator changed since it was moved", async () => {
    const transport = databaseOf(`CREATE TABLE comments (${columns})`);
    const migrated = targetOn(transport);
    await migrated.prepare({ readOnly: false }, never);
    await migrated.importRows(rowsOf("a", ["one", "two"]).rows, never);
    await migrated.noteVerified(["/a/"], never);
    transport.database.exec("UPDATE comments SET content = 'removed' WHERE content = 'two'");
    const { judgement } = await dryRun(transport, { a: ["one", "two", "three"] });
    expect(judgement).toBe("go");
  });

  it("gives comments the ids that a migration would: none of a deleted comment", async () => {
    const transport = databaseOf(
      `CREATE TABLE comments (${columns}, CHECK (id > 7));
      INSERT INTO sqlite_sequence VALUES ('comments', 7)`,
    );
    const { judgement, failed } = await dryRun(transport, { a: ["Hi"] });
    expect([judgement, failed]).toEqual(["go", []]);
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

  it("asks for caution where comments would be hidden or sorted wrongly, and says what to set", async () => {
    const transport = databaseOf(
      `CREATE TABLE comments (${columns}, approved INTEGER NOT NULL DEFAULT 0);
      INSERT INTO comments (page_id, author_name, content, created_at)
      VALUES ('/a/', 'R', 'x', '2024-01-05 12:00:00')`,
    );
    const { judgement, outcome } = await dryRun(transport, { a: ["Hi"] });
    expect(judgement).toBe("caution");
    expect(outcome.findings).toMatchObject([
      { code: "other-time-form", remedy: expect.stringContaining("time=sqlite") },
      { code: "hidden-by-default", remedy: expect.stringContaining("fixed.approved=1") },
    ]);
  });

  it("is NO-GO where ids have reached what D1 can return", async () => {
    const transport = databaseOf(
      `CREATE TABLE comments (${columns});
      INSERT INTO comments (id, page_id, author_name, content, created_at)
      VALUES (9223372036854775807, '/a/', 'R', 'x', '2024-01-05T12:00:00.000Z')`,
    );
    const { judgement, outcome } = await dryRun(transport, { a: ["Hi"] });
    expect(judgement).toBe("no-go");
    expect(outcome.stoppedBy).toMatchObject({ code: "ids-too-large" });
  });

  it("is NO-GO where a needed column is generated", async () => {
    const table = columns.replace("content_hash TEXT", "content_hash TEXT AS (hex(content))");
    const { judgement, outcome } = await dryRun(databaseOf(`CREATE TABLE comments (${table})`), {
      a: ["Hi"],
    });
    expect(judgement).toBe("no-go");
    expect(outcome.stoppedBy).toMatchObject({
      code: "schema-mismatch",
      message: expect.stringContaining("content_hash=- in schema-map"),
    });
  });

  it("is made beside the moved pages' own rows of a large table, and says so", async () => {
    const transport = databaseOf(
      `CREATE TABLE comments (${columns}); CREATE UNIQUE INDEX one_name ON comments (page_id, author_name);
      ${readersComments("'/other/'")};
      INSERT INTO comments (page_id, author_name, content, created_at)
      VALUES ('/a/', 'Ada', 'x', '2024-01-05T12:00:00.000Z')`,
    );
    const { failed, outcome } = await dryRun(transport, { a: ["Hi"], b: ["Hi"] });
    expect(failed).toMatchObject([{ pageId: "/a/", message: expect.stringContaining("UNIQUE") }]);
    expect(outcome.findings).toMatchObject([
      { code: "not-rehearsed", message: expect.stringContaining("name the pages being moved") },
    ]);
  });

  it("asks for caution where too many rows would have to be copied", async () => {
    const transport = databaseOf(
      `CREATE TABLE comments (${columns}, CHECK (content <> 'Hi')); ${readersComments("'/a/'")}`,
    );
    const { judgement, outcome } = await dryRun(transport, { a: ["Hi"] });
    expect(judgement).toBe("caution");
    expect(outcome.findings).toMatchObject([
      { code: "not-rehearsed", message: expect.stringContaining("was not tried") },
    ]);
  });

  it("asks for caution where the definitions can't be read", async () => {
    const transport = databaseOf(`CREATE TABLE comments (${columns})`);
    const { run } = transport;
    transport.run = (statements, signal) => {
      if (statements.some(({ sql }) => sql.includes("tbl_name"))) throw new Error("not that");
      return run.call(transport, statements, signal);
    };
    const { judgement, outcome } = await dryRun(transport, { a: ["Hi"] });
    expect(judgement).toBe("caution");
    expect(outcome.findings).toMatchObject([
      { code: "not-rehearsed", message: expect.stringContaining("not that") },
    ]);
    expect(outcome.pages.map(({ state }) => state)).toEqual(["readable"]);
  });
});

/** A statement that writes more comments of readers than are copied, all on one page. */
function readersComments(page: string): string {
  return `INSERT INTO comments (page_id, author_name, content, created_at)
    WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i <= ${mostCopiedRows})
    SELECT ${page}, 'R' || i, 'x', '2024-01-05T12:00:00.000Z' FROM n`;
}

function rowsOf(name: string, texts: readonly string[]) {
  return transformPage(pageOf(name), commentsOf(name, texts));
}
