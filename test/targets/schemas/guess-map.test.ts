import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { schemaMap } from "../../../src/config/schema-map.ts";
import { parseTables, readSample, readTables } from "../../../src/d1/schema/database-tables.ts";
import { guessMap } from "../../../src/targets/classic/guess/guess-map.ts";
import { likeliestTable } from "../../../src/targets/classic/guess/likeliest-table.ts";
import { classicSchema } from "../../../src/targets/classic/schema.ts";
import { anyRows } from "../../d1/comment-row-arbitrary.ts";
import { row } from "../../d1/stored-rows.ts";
import { createSqliteTransport, type SqliteTransport } from "../../parts/d1/sqlite-transport.ts";
import { targetOn } from "../../parts/d1/target-on.ts";
import { commentTables } from "./comment-tables.ts";

const never = new AbortController().signal;
const origin = "https://x.example";

function open(sql: string, rows = ""): SqliteTransport {
  const transport = createSqliteTransport();
  transport.database.exec(sql);
  transport.database.exec(rows);
  return transport;
}

async function tablesOf(transport: SqliteTransport) {
  return parseTables(await transport.run(readTables, never));
}

async function guessFor(transport: SqliteTransport) {
  const table = likeliestTable(await tablesOf(transport));
  if (table === undefined) throw new Error("no table looks like one of comments");
  const [rows = []] = await transport.run([readSample(table)], never);
  return { guess: guessMap(table, rows), table };
}

/** The printed map as its reader would set it. */
function asSet(text: string) {
  return schemaMap().parse(text);
}

/** In any order. */
function pairsOf(text: string): readonly string[] {
  return text.startsWith("{") ? [text] : text.split(", ").sort();
}

describe.each(commentTables)("The table of $whose", ({ sql, rows, map, unsure = [] }) => {
  it("is recognised, and the map for it is the one that its owner would write", async () => {
    const { guess } = await guessFor(open(sql, rows));
    expect(guess.missing).toEqual([]);
    expect(pairsOf(guess.text)).toEqual(pairsOf(map));
    for (const words of unsure) {
      expect(guess.unsure).toContainEqual(expect.stringContaining(words));
    }
  });

  it("takes comments with the printed map, gives them back, and is as before after a rollback", async () => {
    const { guess } = await guessFor(open(sql, rows));
    expect(asSet(guess.text)).toEqual(guess.map);
    const schema = classicSchema(asSet(guess.text), { origin });
    await fc.assert(
      fc.asyncProperty(anyRows("a", "/posts/a%20b/", 8), async (drawn) => {
        const transport = open(sql, rows);
        const target = targetOn(transport, {}, schema);
        const all = () =>
          transport.database.prepare(`SELECT * FROM ${schema.comments.table}`).all();
        const before = all();
        await target.prepare({ readOnly: false }, never);
        const given =
          schema.maxDepth === 1 ? drawn.map((one) => ({ ...one, parentSourceId: null })) : drawn;
        await target.importRows(given, never);
        const held = await target.readHeld("all", never);
        expect(held.map(({ kept }) => kept)).toEqual(target.asKept(given));
        await target.undoSome("refuse", never);
        expect(all()).toEqual(before);
      }),
      { numRuns: 6 },
    );
  });

  it("shows moved comments as its own: nothing is hidden, and no time has another form", async () => {
    const transport = open(sql, rows);
    const { guess } = await guessFor(transport);
    const target = targetOn(transport, {}, classicSchema(asSet(guess.text), { origin }));
    await target.prepare({ readOnly: false }, never);
    expect(await target.findHazards(never)).toEqual([]);
  });
});

describe("A guess", () => {
  const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;
  const rest = fc.constantFrom("", "", " NOT NULL", " DEFAULT 0", " NOT NULL DEFAULT ''");
  const anyType = fc.constantFrom("TEXT", "INTEGER", "DATETIME", "REAL", "", "BOOLEAN", "BLOB");
  const usually = (type: string) => fc.oneof({ weight: 9, arbitrary: fc.constant(type) }, anyType);
  const column = (names: readonly string[], type: string) =>
    fc.record({ name: fc.constantFrom(...names), type: usually(type), rest });
  const odd = fc.string({ minLength: 1, maxLength: 5 }).filter((name) => !/[\0]/.test(name));
  const table = fc
    .record({
      name: fc.oneof(fc.constant("comments"), odd),
      key: fc.record({
        name: fc.oneof(fc.constantFrom("id", "cid", "post, id"), odd),
        type: usually("INTEGER"),
        rest: fc.constant(" PRIMARY KEY"),
      }),
      needed: fc.tuple(
        column(["slug", "postId", "page-url"], "TEXT"),
        column(["author", "Nick Name", "user"], "TEXT"),
        column(["content", "body", "comment_text"], "TEXT"),
        column(["created_at", "date", "timestamp"], "TEXT"),
      ),
      more: fc.array(
        fc.oneof(
          column(
            "parent_id reply_to html status approved email mail_hash website updated_at ip likes hidden is_admin reactions".split(
              " ",
            ),
            "TEXT",
          ),
          fc.record({ name: odd, type: anyType, rest }),
        ),
        { maxLength: 5 },
      ),
    })
    .map(({ name, key, needed, more }) => {
      const all = [key, ...needed, ...more];
      const columns = all.filter(
        (one, index) =>
          all.findIndex((other) => other.name.toLowerCase() === one.name.toLowerCase()) === index,
      );
      return {
        name,
        sql: columns.map((one) => `${quoted(one.name)} ${one.type}${one.rest}`).join(", "),
      };
    })
    .filter(({ name }) => !/^sqlite_/i.test(name));

  it("of any table that lacks nothing is a setting with which the table takes comments", async () => {
    let complete = 0;
    await fc.assert(
      fc.asyncProperty(table, async ({ name, sql }) => {
        const transport = open(`CREATE TABLE ${quoted(name)} (${sql})`);
        const [found] = await tablesOf(transport);
        if (found === undefined) throw new Error("the table is not there");
        const guess = guessMap(found, []);
        if (guess.missing.length > 0) return;
        complete += 1;
        expect(asSet(guess.text)).toEqual(guess.map);
        const target = targetOn(transport, {}, classicSchema(asSet(guess.text), { origin }));
        await target.prepare({ readOnly: false }, never);
        const rows = [row("$a"), row("$b", { pageId: "/b/" })];
        await target.importRows(rows, never);
        const held = await target.readHeld("all", never);
        expect(held.map(({ kept }) => kept)).toEqual(target.asKept(rows));
      }),
      { numRuns: 300 },
    );
    expect(complete).toBeGreaterThan(0);
  });

  it.each([
    ["text_hash TEXT UNIQUE", "-"],
    ["text_hash TEXT, UNIQUE (slug, text_hash)", "-"],
    ["text_hash TEXT", "text_hash"],
    // What all comments would have instead is refused as well.
    ["text_hash TEXT DEFAULT '' UNIQUE", "text_hash"],
    ["text_hash TEXT NOT NULL UNIQUE", "text_hash"],
  ])(
    "leaves a hash of texts out where two equal comments would be refused: %s",
    async (hash, named) => {
      const own = "id INTEGER PRIMARY KEY, slug TEXT, author TEXT, content TEXT, created_at TEXT";
      const { guess } = await guessFor(open(`CREATE TABLE comments (${own}, ${hash})`));
      expect(pairsOf(guess.text)).toContain(`content_hash=${named}`);
      expect(asSet(guess.text)).toEqual(guess.map);
      if (named === "-") expect(guess.why).toContain("text_hash is UNIQUE");
    },
  );

  it("is of the table of comments, not of posts, users or this program's own", async () => {
    const transport =
      open(`CREATE TABLE posts (id INTEGER PRIMARY KEY, slug TEXT, title TEXT, author TEXT, content TEXT,
        created_at TEXT, parent_id INTEGER);
      CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT, email TEXT, created_at TEXT);
      CREATE TABLE blog_remarks (id INTEGER PRIMARY KEY, slug TEXT, author TEXT, content TEXT, created_at TEXT)`);
    const target = targetOn(transport);
    await target.prepare({ readOnly: false }, never);
    transport.database.exec("DROP TABLE comments");
    expect(likeliestTable(await tablesOf(transport))?.name).toBe("blog_remarks");
    transport.database.exec("DROP TABLE blog_remarks");
    expect(likeliestTable(await tablesOf(transport))).toBeUndefined();
  });

  it.each([
    [
      "id INTEGER, post_id INTEGER",
      "post_id looks like the page of a comment (page_id), but its type is INTEGER",
    ],
    [
      "id INTEGER, slug TEXT, user_id INTEGER NOT NULL REFERENCES users",
      "column user_id is NOT NULL and refers to another table",
    ],
    ["id INTEGER, slug TEXT, PRIMARY KEY (id, slug)", "needs a primary key of one column"],
    [
      "id INTEGER PRIMARY KEY, parent INTEGER NOT NULL DEFAULT 0 REFERENCES comments",
      "column parent refers to the table itself and is NOT NULL",
    ],
    ["id INTEGER PRIMARY KEY, slug TEXT", "no column looks like the author's name (author_name)"],
    ["id INTEGER PRIMARY KEY, slug TEXT", "no column looks like the text of comments (content)"],
    [
      "id INTEGER PRIMARY KEY, slug TEXT, rank INTEGER NOT NULL",
      "column rank is NOT NULL, but comments have no value",
    ],
  ])("says what is still to be solved: %s", async (columns, problem) => {
    const transport = open(`CREATE TABLE comments (${columns})`);
    const [table] = await tablesOf(transport);
    if (table === undefined) throw new Error("the table is not there");
    expect(guessMap(table, []).missing).toContainEqual(expect.stringContaining(problem));
  });

  it.each([
    ["posts/a/", "page_form=trimmed", "paths with a slash at the end only"],
    ["https://x.example/posts/a", "page_form=address", "addresses without a slash at the end"],
    ["https://x.example/caf\u00e9/", "page_form=address", "addresses that are decoded"],
  ])(
    "says that no page_form makes names like %s, and so does a run with the map",
    async (page, pair, kind) => {
      const transport = open(
        "CREATE TABLE comments (id INTEGER PRIMARY KEY, url TEXT, author TEXT, content TEXT, created_at TEXT)",
        `INSERT INTO comments VALUES (1, '${page}', 'R', 'x', '2024-01-05T12:00:00Z')`,
      );
      const { guess } = await guessFor(transport);
      expect(guess.text).toContain(pair);
      expect(guess.why).not.toContain("without slashes");
      expect(guess.unsure).toEqual([`how url names pages: no page_form gives ${kind}`]);
      const target = targetOn(transport, {}, classicSchema(asSet(guess.text), { origin }));
      await target.prepare({ readOnly: false }, never);
      expect(await target.findHazards(never)).toMatchObject([
        { code: "unknown-page-form", message: expect.stringContaining(kind) },
      ]);
    },
  );

  it("takes no default for the sign of no parent that the column's own key refuses", async () => {
    const { guess } = await guessFor(
      open(
        "CREATE TABLE comments (id INTEGER PRIMARY KEY, parent INTEGER DEFAULT 0 REFERENCES comments, slug TEXT, author TEXT, content TEXT, created_at TEXT)",
      ),
    );
    expect(guess.map.noParent).toBe("null");
    expect(guess.text).not.toContain("no_parent");
  });

  it("does not say that there is no comment where their times are of an unknown form", async () => {
    const transport = open(
      "CREATE TABLE comments (id INTEGER PRIMARY KEY, slug TEXT, author TEXT, content TEXT, created_at TEXT)",
      "INSERT INTO comments VALUES (1, 'a', 'R', 'x', '2024-01-05'), (2, 'a', 'R', 'y', 'Fri Jan 05 2024')",
    );
    const { guess } = await guessFor(transport);
    expect(guess.unsure).toEqual([
      "in which form created_at has times: those that are there are of none that a schema-map can name",
    ]);
  });

  it("shows no text, name or address of a comment that is there", async () => {
    const { guess } = await guessFor(
      open(
        "CREATE TABLE comments (id INTEGER PRIMARY KEY, slug TEXT, author TEXT, email TEXT NOT NULL, content TEXT, note TEXT NOT NULL, created_at TEXT)",
        "INSERT INTO comments VALUES (1, 'secret-slug', 'Secret Name', 'secret@x.example', 'secret text', 'secret note', '2024-01-05T12:00:00Z')",
      ),
    );
    expect(JSON.stringify([...Object.values(guess)])).not.toMatch(/secret/i);
  });
});

describe("A run on a table that does not fit", () => {
  const comment = "id INTEGER PRIMARY KEY, slug TEXT, author TEXT, content TEXT, created_at TEXT";

  it.each([true, false])("prints the map, and writes nothing (dry run: %s)", async (readOnly) => {
    const transport = open(`CREATE TABLE comments (${comment}, status TEXT DEFAULT 'pending')`);
    const before = transport.rowsWritten();
    const error = await targetOn(transport, { readOnly })
      .prepare({ readOnly }, never)
      .catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({
      code: "schema-mismatch",
      message: expect.stringContaining("column page_id is missing"),
      remedy: expect.stringMatching(
        /page_id=slug, author_name=author, .*fixed\.status=approved\nCheck each pair .* page_id, author_name: the column's name; .*Not certain: how slug names pages/,
      ),
    });
    expect(transport.rowsWritten()).toBe(before);
  });

  it("prints what it can, and what is still to be solved", async () => {
    const transport = open(`CREATE TABLE comments (${comment}, user_id INTEGER NOT NULL)`);
    await expect(targetOn(transport).prepare({ readOnly: true }, never)).rejects.toMatchObject({
      remedy: expect.stringMatching(
        /page_id=slug.*\n.* Still to be solved: column user_id is NOT NULL/,
      ),
    });
  });

  it("prints the map of another table where that one is of comments", async () => {
    const transport = open(
      `CREATE TABLE comments (day TEXT, n INTEGER); CREATE TABLE remarks (${comment})`,
    );
    await expect(targetOn(transport).prepare({ readOnly: true }, never)).rejects.toMatchObject({
      remedy: expect.stringContaining(
        "the table remarks would take them with this schema-map:\ntable=remarks, page_id=slug",
      ),
    });
  });

  it("is warned where the table is missing and another one looks like it, and not once it is mapped", async () => {
    for (const readOnly of [true, false]) {
      const transport = open(`CREATE TABLE remarks (${comment})`);
      const target = targetOn(transport, { readOnly });
      await target.prepare({ readOnly }, never);
      expect(await target.findHazards(never)).toMatchObject([
        {
          code: "other-comment-table",
          severity: "warning",
          remedy: expect.stringContaining("table=remarks, page_id=slug"),
        },
      ]);
      const mapped = classicSchema(
        schemaMap().parse(
          "table=remarks, page_id=slug, author_name=author, ip_address=-, content_hash=-, parent_id=-",
        ),
      );
      const right = targetOn(transport, { readOnly }, mapped);
      await right.prepare({ readOnly }, never);
      expect(await right.findHazards(never)).toEqual([]);
    }
  });
});
