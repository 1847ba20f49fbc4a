import { describe, expect, it } from "vitest";
import { schemaMap } from "../../src/config/schema-map.ts";
import { classicSchema } from "../../src/targets/classic/schema.ts";
import { cwdSchema } from "../../src/targets/cwd/schema.ts";
import { createSqliteTransport } from "../parts/d1/sqlite-transport.ts";
import { targetOn } from "../parts/d1/target-on.ts";

const never = new AbortController().signal;

interface Table {
  /** Further columns and constraints. */
  readonly more?: string;
  readonly createdAt?: string;
  readonly rows?: string;
  readonly map?: string;
}

/** What is found before comments are written to a table, in a dry run and in a migration. */
async function hazardsOf({ more = "", createdAt = "TEXT NOT NULL", rows = "", map = "" }: Table) {
  const found = [];
  for (const readOnly of [true, false]) {
    const transport = createSqliteTransport();
    transport.database.exec(
      `CREATE TABLE comments (id INTEGER PRIMARY KEY, page_id TEXT, parent_id INTEGER,
      author_name TEXT, content TEXT, created_at ${createdAt}, ip_address TEXT, content_hash TEXT ${more});
      ${rows}`,
    );
    const target = targetOn(transport, { readOnly }, classicSchema(schemaMap().parse(map)));
    await target.prepare({ readOnly }, never);
    found.push(await target.findHazards(never));
  }
  const [inDryRun, inMigration] = found;
  expect(inDryRun).toEqual(inMigration);
  return inDryRun;
}

function comment(values: string, columns: string): string {
  return `INSERT INTO comments (page_id, author_name, content, ${columns}) VALUES ('/p/', 'R', 'x', ${values});`;
}

describe("A column that comments get by default", () => {
  it.each([
    ["status TEXT NOT NULL DEFAULT 'pending'", "'pending'", "fixed.status=approved"],
    ["approved INTEGER NOT NULL DEFAULT 0", "'0'", "fixed.approved=1"],
    ["is_published BOOLEAN DEFAULT FALSE", "'FALSE'", "fixed.is_published=1"],
    ["visible INTEGER", "NULL", "fixed.visible=1"],
    ["moderation_status VARCHAR(9) DEFAULT ('it''s new')", "'it's new'", "=approved"],
    ["hidden INTEGER DEFAULT 1", "'1'", "fixed.hidden=0"],
  ])("and that may hide them is told, with what to set: %s", async (column, value, remedy) => {
    expect(await hazardsOf({ more: `, ${column}` })).toMatchObject([
      {
        code: "hidden-by-default",
        severity: "warning",
        message: expect.stringContaining(`is ${value}:`),
        remedy: expect.stringContaining(remedy),
      },
    ]);
  });

  it("is to be set to what the comments have that readers see", async () => {
    const rows = ["new", "new", "new", "spam", "spam", "public"]
      .map((status) => comment(`'2024-01-05T12:00:00Z', '${status}'`, "created_at, status"))
      .join("\n");
    expect(await hazardsOf({ more: ", status TEXT DEFAULT 'new'", rows })).toMatchObject([
      {
        remedy: expect.stringMatching(/fixed\.status=public .*\(there now: spam, public\)/),
      },
    ]);
  });

  it.each([
    "status TEXT NOT NULL DEFAULT 'approved'",
    "approved INTEGER NOT NULL DEFAULT 1",
    "deleted INTEGER NOT NULL DEFAULT 0",
    "spam INTEGER",
    "mood TEXT DEFAULT 'pending'",
    "visible INTEGER GENERATED ALWAYS AS (1)",
  ])("and that shows them, or has nothing to do with it, is not: %s", async (column) => {
    expect(await hazardsOf({ more: `, ${column}` })).toEqual([]);
  });

  it("is not told any more once the schema-map sets it", async () => {
    const more = ", Status TEXT NOT NULL DEFAULT 'pending'";
    expect(await hazardsOf({ more, map: "fixed.status=approved" })).toEqual([]);
  });
});

describe("Times in another form than ours", () => {
  it.each([
    ["TEXT", "'2024-01-05 12:00:00'", "", "time=sqlite"],
    ["DATETIME", "1704456000", "", "time=s "],
    ["DATETIME", "1704456000000", "", "time=ms"],
    ["INTEGER", "1704456000", "time=ms", "time=s "],
    ["TEXT", "'2024-01-05T12:00:00.000Z'", "time=sqlite", "time=iso"],
  ])("are told: %s with %s, and the map '%s'", async (createdAt, time, map, remedy) => {
    const rows = comment(time, "created_at");
    expect(await hazardsOf({ createdAt, rows, map })).toMatchObject([
      {
        code: "other-time-form",
        severity: "warning",
        message: expect.stringContaining(`like ${time.replaceAll("'", "")},`),
        remedy: expect.stringContaining(remedy),
      },
    ]);
  });

  it.each([
    ["TEXT DEFAULT CURRENT_TIMESTAMP", "time=sqlite"],
    ["TEXT DEFAULT (datetime('now'))", "time=sqlite"],
    ["DATETIME DEFAULT (unixepoch())", "time=s "],
    ["DATETIME DEFAULT (unixepoch() * 1000)", "time=ms"],
  ])("are told by the column's default where there are none yet: %s", async (createdAt, time) => {
    expect(await hazardsOf({ createdAt })).toMatchObject([
      { code: "other-time-form", remedy: expect.stringContaining(time) },
    ]);
  });

  it.each<[string, Table]>([
    ["are the same", { rows: comment("'2024-01-05T12:00:00Z'", "created_at") }],
    [
      "are written in our form in spite of a default",
      {
        createdAt: "TEXT DEFAULT CURRENT_TIMESTAMP",
        rows: comment("'2024-01-05T12:00:00.000Z'", "created_at"),
      },
    ],
    ["have a form without a name", { rows: comment("'5 January'", "created_at") }],
    ["are no times at all", { createdAt: "TEXT", rows: comment("x'00'", "created_at") }],
    ["are missing", { createdAt: "TEXT", rows: comment("NULL", "created_at") }],
    ["are mapped", { map: "time=sqlite", rows: comment("'2024-01-05 12:00:00'", "created_at") }],
  ])("are nothing to tell where they %s", async (_, table) => {
    expect(await hazardsOf(table)).toEqual([]);
  });
});

describe("Names of pages in another form than ours", () => {
  const onPage = (page: string) =>
    `INSERT INTO comments (page_id, author_name, content, created_at) VALUES ('${page}', 'R', 'x', '2024-01-05T12:00:00Z');`;

  it.each([
    ["", ["hello", "hi-there"], "page_form=slug to"],
    ["", ["posts/hello"], "page_form=trimmed to"],
    ["", ["https://blog.example/posts/hello/"], "page_form=address to"],
    ["", ["/posts/hello", "/posts/hi"], "page_form=bare-path to"],
    ["", ["/posts/café/", "/posts/a/"], "page_form=path-decoded to"],
    ["page_form=path-decoded", ["/posts/caf%C3%A9/"], "page_form=path to"],
    ["page_form=slug", ["/hello/"], "page_form=path to"],
    ["page_form=slug", ["posts/hello"], "page_form=trimmed to"],
  ])("are told: the map '%s' where comments are on %j", async (map, pages, remedy) => {
    const rows = pages.map(onPage).join("\n");
    expect(await hazardsOf({ rows, map })).toMatchObject([
      { code: "other-page-form", severity: "warning", remedy: expect.stringContaining(remedy) },
    ]);
  });

  it.each([
    ["", ["/posts/hello/", "somewhere"]],
    ["", ["/posts/hello.html", "/"]],
    ["", ["/"]],
    ["page_form=trimmed", ["about"]],
    ["page_form=slug", ["about", "posts/hello"]],
    ["page_form=bare-path", ["/posts/hello", "/"]],
    ["page_form=path-decoded", ["/posts/hello/"]],
  ])("are nothing to tell where the map '%s' may fit comments on %j", async (map, pages) => {
    expect(await hazardsOf({ rows: pages.map(onPage).join("\n"), map })).toEqual([]);
  });
});

describe("Top-level comments with another sign than ours", () => {
  const below = (parent: string) =>
    `INSERT INTO comments (page_id, author_name, content, created_at, parent_id) VALUES ('/p/', 'R', 'x', '2024-01-05T12:00:00Z', ${parent});`;

  it.each([
    ["0", "", "no_parent=0 to"],
    ["''", "", "no_parent=empty to"],
    ["''", "no_parent=0", "no_parent=empty to"],
  ])("are told: %s with the map '%s'", async (parent, map, remedy) => {
    expect(await hazardsOf({ rows: below(parent), map })).toMatchObject([
      { code: "other-root-mark", severity: "warning", remedy: expect.stringContaining(remedy) },
    ]);
  });

  it.each([
    ["NULL", ""],
    ["0", "no_parent=0"],
    ["''", "no_parent=empty"],
    ["7", ""],
  ])("are nothing to tell: %s with the map '%s'", async (parent, map) => {
    expect(await hazardsOf({ rows: below(parent), map })).toEqual([]);
  });
});

describe("Ids", () => {
  it("past what JavaScript can count are an error, before a comment is written", async () => {
    const rows = comment("9007199254740993, '2024-01-05T12:00:00Z'", "id, created_at");
    await expect(hazardsOf({ rows })).rejects.toMatchObject({
      code: "ids-too-large",
      message: expect.stringContaining("reached the id 9007199254740993"),
      remedy: expect.stringContaining("smaller ones"),
    });
  });

  it("of deleted comments count too", async () => {
    const transport = createSqliteTransport();
    const target = targetOn(transport);
    await target.prepare({ readOnly: false }, never);
    transport.database.exec("INSERT INTO sqlite_sequence VALUES ('comments', 9223372036854775806)");
    await target.prepare({ readOnly: false }, never);
    await expect(target.findHazards(never)).rejects.toMatchObject({ code: "ids-too-large" });
  });

  it("that are large, but leave room, are nothing to tell", async () => {
    const rows = comment("9007199000000000, '2024-01-05T12:00:00Z'", "id, created_at");
    expect(await hazardsOf({ rows })).toEqual([]);
  });
});

describe("A table", () => {
  it("that this program makes is not looked at", async () => {
    const transport = createSqliteTransport();
    const target = targetOn(transport);
    await target.prepare({ readOnly: false }, never);
    const { calls } = target.usage();
    expect(await target.findHazards(never)).toEqual([]);
    expect(target.usage().calls).toBe(calls);
  });

  it("of a known comment system is as it should be: its status is written", async () => {
    const transport = createSqliteTransport();
    transport.database.exec(
      `CREATE TABLE Comment (id INTEGER PRIMARY KEY AUTOINCREMENT, created INTEGER NOT NULL, post_slug TEXT NOT NULL,
      name TEXT NOT NULL, email TEXT NOT NULL, url TEXT, ip_address TEXT, content_text TEXT NOT NULL,
      content_html TEXT NOT NULL, parent_id INTEGER, likes INTEGER NOT NULL DEFAULT 0, status TEXT DEFAULT 'pending')`,
    );
    const target = targetOn(transport, {}, cwdSchema());
    await target.prepare({ readOnly: false }, never);
    expect(await target.findHazards(never)).toEqual([]);
  });
});
