import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it, onTestFinished } from "vitest";
import { z } from "zod";
import { archivedPage } from "../../src/archive/archived-page.ts";
import { pagesInArchive, writeArchive } from "../../src/archive/write-archive.ts";
import type { TargetSchema } from "../../src/d1/schema/target-schema.ts";
import { shownCommentsOn } from "../../src/d1/shown/shown-comments.ts";
import { type ClassicMap, classicNames } from "../../src/domain/classic-map.ts";
import { archivedForm } from "../../src/run/archived-form.ts";
import { TracedPages } from "../../src/run/traced-pages.ts";
import { classicSchema } from "../../src/targets/classic/schema.ts";
import { row } from "../d1/stored-rows.ts";
import { createSqliteTransport, type SqliteTransport } from "../parts/d1/sqlite-transport.ts";
import { targetOn } from "../parts/d1/target-on.ts";

const never = new AbortController().signal;

/** A hand-made table of comments, whose further columns say who sees them. */
function tableWith(columns: readonly string[], schema = classicSchema()): SqliteTransport {
  const transport = createSqliteTransport();
  for (const sql of schema.create) transport.database.exec(sql);
  for (const column of columns) transport.database.exec(`ALTER TABLE comments ADD ${column}`);
  return transport;
}

function insert(
  { database }: SqliteTransport,
  row: Readonly<Record<string, string | number | null>>,
) {
  const names = Object.keys(row);
  database
    .prepare(
      `INSERT INTO comments (${names.map((name) => `"${name}"`).join(", ")}) VALUES (${names.map(() => "?").join(", ")})`,
    )
    .run(...Object.values(row));
}

const comment = (id: number, more: Readonly<Record<string, string | number | null>> = {}) => ({
  ...{ id, page_id: "/a/", parent_id: null, author_name: "Ada", content: `Text ${id}` },
  ...{ created_at: `2024-05-01T10:00:${String(id % 60).padStart(2, "0")}.000Z`, ...more },
});

function emptyFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "archive-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}

/** Brings the folder to what the table shows. */
async function archive(
  transport: SqliteTransport,
  folder: string,
  { schema = classicSchema(), contentFormat = "text" as "text" | "html" | "markdown" } = {},
) {
  const options = { contentFormat, maxRetries: 0, databaseName: "comments" };
  const shown = shownCommentsOn(transport, schema, options);
  const numbers = await shown.count(never);
  const archived = await pagesInArchive(folder);
  const source = new TracedPages(shown, schema, archived, archivedForm(contentFormat));
  const emptied = archived.length === 0 ? undefined : new Error("emptied");
  const result = await writeArchive(folder, {
    pages: source.pages(emptied, never),
    lacks: () => ["reactions", "owner", "url"],
    unknown: new Set(),
    keepsGone: true,
  });
  return { numbers, result, findings: source.findings() };
}

function pagesIn(folder: string) {
  const pages = readdirSync(folder).map((name) =>
    archivedPage.parse(JSON.parse(readFileSync(join(folder, name), "utf8"))),
  );
  return new Map(pages.map((page) => [page.page, page]));
}

const idsOf = (folder: string, page = "/a/") =>
  pagesIn(folder)
    .get(page)
    ?.comments.map(({ id, depth }) => [Number(id), depth]);

/** A row of a table: on one of three pages, answering any, hidden or not by one of its columns. */
const anyRow = fc.record({
  page: fc.constantFrom("/a/", "/A/", "/b/"),
  parent: fc.option(fc.nat(40), { nil: null }),
  hiddenBy: fc.constantFrom(null, null, null, 1, 7),
  deletedAt: fc.constantFrom(null, null, null, "", "2024-05-01"),
  status: fc.constantFrom("approved", "approved", "Published", "spam", "pending", "deleted"),
});

/** Each reply is below what it answers in the table, and roots are in the order of their ids. */
function checkThreads(
  { comments }: z.infer<typeof archivedPage>,
  rows: readonly { readonly parent: number | null }[],
): void {
  for (const [index, { id, depth, parent_id: parent }] of comments.entries()) {
    const above = comments.slice(0, index).findLast((one) => one.depth === depth - 1);
    expect(parent).toBe(depth === 0 ? null : above?.id);
    if (parent !== null) expect(Number(parent)).toBe(rows[Number(id) - 1]?.parent);
  }
  const roots = comments.filter(({ depth }) => depth === 0).map(({ id }) => Number(id));
  expect(roots).toEqual(roots.toSorted((a, b) => a - b));
}

describe("an archive of a table", () => {
  it("marks what the owner wrote by the Worker, and keeps the marks that the file alone has", async () => {
    const folder = emptyFolder();
    const transport = tableWith(["is_owner INTEGER NOT NULL DEFAULT 0"]);
    insert(transport, comment(1));
    await archive(transport, folder);
    const file = join(folder, readdirSync(folder)[0] ?? "");
    writeFileSync(
      file,
      readFileSync(file, "utf8").replace('"depth": 0,', '"depth": 0,\n"owner": true,'),
    );
    insert(transport, comment(2, { parent_id: 1, is_owner: 1 }));
    insert(transport, comment(3));
    await archive(transport, folder);
    const owners = pagesIn(folder)
      .get("/a/")
      ?.comments.map(({ id, owner }) => [id, owner]);
    expect(owners).toEqual([
      ["1", true],
      ["2", true],
      ["3", undefined],
    ]);
  });

  it("is what readers see: every comment that nothing hides once, under its page", async () => {
    const columns = ["hidden_by INTEGER", "deleted_at TEXT", "status TEXT DEFAULT 'approved'"];
    await fc.assert(
      fc.asyncProperty(fc.array(anyRow, { maxLength: 40 }), async (rows) => {
        const folder = mkdtempSync(join(tmpdir(), "archive-"));
        try {
          const transport = tableWith(columns);
          transport.database.exec("PRAGMA foreign_keys = off");
          for (const [index, row] of rows.entries()) {
            insert(transport, {
              ...comment(index + 1, { page_id: row.page, parent_id: row.parent }),
              ...{ hidden_by: row.hiddenBy, deleted_at: row.deletedAt, status: row.status },
            });
          }
          const { numbers } = await archive(transport, folder);
          const isShown = (row: (typeof rows)[number] | undefined) =>
            row !== undefined &&
            row.hiddenBy === null &&
            (row.deletedAt === null || row.deletedAt === "") &&
            /^(approved|Published)$/.test(row.status);
          const expected = rows.flatMap((row, index) =>
            isShown(row) ? [`${row.page} ${index + 1}`] : [],
          );
          const pages = [...pagesIn(folder).values()];
          const found = pages.flatMap(({ page, comments }) =>
            comments.map(({ id }) => `${page} ${id}`),
          );
          expect(found.toSorted()).toEqual(expected.toSorted());
          expect(numbers).toMatchObject({ comments: rows.length, shown: expected.length });
          for (const page of pages) checkThreads(page, rows);
          if (expected.length === 0) return;
          const { result } = await archive(transport, folder);
          expect(result).toMatchObject({ written: 0, removed: 0 });
        } finally {
          rmSync(folder, { recursive: true });
        }
      }),
      { numRuns: 40 },
    );
  });

  it("has roots in place of the replies to what is hidden or deleted", async () => {
    const transport = tableWith(["approved INTEGER DEFAULT 1"]);
    insert(transport, comment(1, { approved: 0 }));
    insert(transport, comment(2, { parent_id: 1 }));
    insert(transport, comment(3, { parent_id: 2 }));
    const folder = emptyFolder();
    const { numbers } = await archive(transport, folder);
    expect(idsOf(folder)).toEqual([
      [2, 0],
      [3, 1],
    ]);
    expect(numbers.hiddenBy).toEqual([{ column: "approved", comments: 1 }]);
    transport.database.exec(
      "UPDATE comments SET parent_id = NULL WHERE id = 3; DELETE FROM comments WHERE id = 2",
    );
    await archive(transport, folder);
    expect(idsOf(folder)).toEqual([[3, 0]]);
  });

  it("loses the file of a page whose comments are all gone, and is not emptied", async () => {
    const transport = tableWith(["hidden_by INTEGER"]);
    insert(transport, comment(1));
    insert(transport, comment(2, { page_id: "/b/" }));
    const folder = emptyFolder();
    await archive(transport, folder);
    transport.database.exec("UPDATE comments SET hidden_by = 2 WHERE id = 2");
    expect((await archive(transport, folder)).result).toMatchObject({ written: 0, removed: 1 });
    for (const sql of ["UPDATE comments SET hidden_by = 1", "DELETE FROM comments"]) {
      transport.database.exec(sql);
      await expect(archive(transport, folder)).rejects.toThrow("emptied");
      expect(idsOf(folder)).toEqual([[1, 0]]);
    }
  });

  it("is as it was where the database breaks off in the middle", async () => {
    const transport = tableWith([]);
    for (let id = 1; id <= 1200; id += 1)
      insert(transport, comment(id, { page_id: `/${id % 7}/` }));
    const folder = emptyFolder();
    await archive(transport, folder);
    const before = readdirSync(folder).map((name) => readFileSync(join(folder, name), "utf8"));
    transport.database.exec(
      "UPDATE comments SET content = 'other'; DELETE FROM comments WHERE page_id = '/3/'",
    );
    let calls = 0;
    transport.beforeRun = () => {
      calls += 1;
      if (calls === 5) throw new Error("the connection is gone");
    };
    await expect(archive(transport, folder)).rejects.toThrow("the connection is gone");
    expect(readdirSync(folder).map((name) => readFileSync(join(folder, name), "utf8"))).toEqual(
      before,
    );
  });

  it("has the comments of one page together, however many portions they come in", async () => {
    const transport = tableWith([]);
    for (let id = 1; id <= 1700; id += 1)
      insert(transport, comment(id, { page_id: id % 3 ? "/a/" : "/b/" }));
    const folder = emptyFolder();
    const { result } = await archive(transport, folder);
    expect(result).toMatchObject({ files: 2, comments: 1700 });
    expect(idsOf(folder)).toHaveLength(1134);
  });

  it("names the pages that nobody can trace, and leaves them out", async () => {
    const transport = tableWith([]);
    insert(transport, comment(1));
    insert(transport, comment(2, { page_id: "rye" }));
    const folder = emptyFolder();
    const { findings } = await archive(transport, folder);
    expect([...pagesIn(folder).keys()]).toEqual(["/a/"]);
    expect(findings).toMatchObject([
      {
        severity: "warning",
        code: "archive-page-unknown",
        message: expect.stringContaining('"rye"'),
      },
    ]);
  });

  it("knows the pages that it has already by the names of a form that says less", async () => {
    const map: ClassicMap = { ...classicNames, pageForm: "trimmed" };
    const schema: TargetSchema = classicSchema(map);
    const folder = emptyFolder();
    const transport = tableWith([]);
    insert(transport, comment(1));
    await archive(transport, folder);
    transport.database.exec("UPDATE comments SET page_id = 'a'");
    const { result } = await archive(transport, folder, { schema });
    expect(result).toMatchObject({ files: 1, written: 0, removed: 0 });
  });

  it("has what the table says of a comment, and what only the archive knows", async () => {
    const columns = new Map(classicNames.columns);
    columns.set("is_owner", "is_owner").set("author_url", "url").set("reactions", "reactions");
    const schema = classicSchema({ ...classicNames, columns });
    const transport = tableWith([], schema);
    const given = { is_owner: 1, url: "https://ada.example", reactions: '{"🎉":1,"👍":3}' };
    insert(transport, comment(1, given));
    insert(
      transport,
      comment(2, { is_owner: 0, url: "javascript:alert(1)", reactions: "no JSON" }),
    );
    const folder = emptyFolder();
    await archive(transport, folder, { schema });
    const [first, second] = pagesIn(folder).get("/a/")?.comments ?? [];
    expect(first).toMatchObject({
      ...{ owner: true, url: "https://ada.example" },
      reactions: [
        { key: "👍", count: 3 },
        { key: "🎉", count: 1 },
      ],
    });
    for (const key of ["owner", "url", "reactions"]) expect(second).not.toHaveProperty(key);
    await archive(transport, folder);
    expect(pagesIn(folder).get("/a/")?.comments[0]).toEqual(first);
    // The database gave the id of a deleted comment to another one.
    transport.database.exec("UPDATE comments SET created_at = '2025-01-01T00:00:00.000Z'");
    await archive(transport, folder);
    expect(pagesIn(folder).get("/a/")?.comments[0]).not.toHaveProperty("url");
  });

  it("has what a hand-made value means, where the schema-map says that it is shown", async () => {
    const transport = tableWith(["status TEXT DEFAULT 'neu'"]);
    insert(transport, comment(1, { status: "ok" }));
    insert(transport, comment(2, { status: "neu" }));
    const folder = emptyFolder();
    await archive(transport, folder);
    expect(idsOf(folder)).toEqual([[1, 0]]);
    const schema = classicSchema({ ...classicNames, fixed: new Map([["Status", "neu"]]) });
    await archive(transport, folder, { schema });
    expect(idsOf(folder)).toEqual([
      [1, 0],
      [2, 0],
    ]);
  });

  it("is not made of comments that were moved in another form", async () => {
    const transport = tableWith([]);
    const target = targetOn(transport, { contentFormat: "html" });
    await target.prepare({ readOnly: false }, never);
    await target.importRows([row("$1")], never);
    await expect(archive(transport, emptyFolder())).rejects.toMatchObject({
      code: "ledger-of-another-content-format",
    });
    const folder = emptyFolder();
    await archive(transport, folder, { contentFormat: "html" });
    expect(pagesIn(folder).size).toBe(1);
  });

  it("needs a table of comments that fits", async () => {
    const transport = createSqliteTransport();
    const folder = emptyFolder();
    await expect(archive(transport, folder)).rejects.toMatchObject({ code: "no-comment-table" });
    transport.database.exec("CREATE TABLE comments (id INTEGER PRIMARY KEY, slug TEXT)");
    await expect(archive(transport, folder)).rejects.toMatchObject({ code: "schema-mismatch" });
    expect(readdirSync(folder)).toEqual([]);
  });
});

describe("Markdown of readers in an archive", () => {
  async function html(content: string): Promise<string> {
    const transport = tableWith([]);
    insert(transport, comment(1, { content }));
    const folder = emptyFolder();
    await archive(transport, folder, { contentFormat: "markdown" });
    const page = pagesIn(folder).get("/a/");
    expect(page?.format).toBe("html");
    return page?.comments[0]?.content ?? "";
  }

  it("is HTML as the comment system shows it", async () => {
    expect(await html("**Bold** and\nhttps://x.example/a")).toBe(
      '<p><strong>Bold</strong> and<br /><a href="https://x.example/a" rel="nofollow noopener ugc">https://x.example/a</a></p>\n',
    );
  });

  it.each([
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[x](javascript:alert(1))",
    "[x](<javascript:alert(1)>)",
    "![x](https://tracker.example/p.gif)",
    "![x](//tracker.example/p.gif)",
    "![x](/\\tracker.example/p.gif)",
    '<a href="https://x.example" onclick="alert(1)">x</a>',
    "<style>*{display:none}</style>",
    "[x](data:text/html,<script>alert(1)</script>)",
  ])("runs and loads nothing: %s", async (content) => {
    const shown = await html(content);
    expect(shown).not.toMatch(/<(?:script|style|img|iframe|svg|form|input)\b/i);
    expect(shown).not.toMatch(/<[^>]+\s(?:on\w+|style)=/i);
    expect(shown).not.toMatch(/href="(?:javascript|data):/i);
  });

  it("is inert whatever it is", () => {
    const { contentOf } = archivedForm("markdown");
    const piece = fc.constantFrom(
      ...[
        "<",
        ">",
        "script",
        "img src=x onerror=y",
        "[",
        "](",
        ")",
        "javascript:",
        "![",
        "`",
        "\n",
        "&",
      ],
      ...['"', "'", "*", "data:text/html,", "https://x.example", "<a href=", "style=x", "//", "\\"],
    );
    const writer = fc.constantFrom("reader" as const, "migration" as const);
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 20 }), writer, (pieces, who) => {
        const shown = contentOf(pieces.join(""), who);
        for (const tag of shown.match(/<[^>]*>/g) ?? []) {
          expect(tag).not.toMatch(/^<\/?(?:script|style|iframe|svg|form|input|textarea)\b/i);
          expect(tag.replace(/"[^"]*"/g, '""')).not.toMatch(/\s(?:on\w+|style)=/i);
          expect(tag).not.toMatch(/\s(?:href|src)="(?:javascript|data):/i);
        }
        if (who === "reader") expect(shown).not.toContain("<img");
      }),
      { numRuns: 300 },
    );
  });
});

it("ids of a table of texts are in the order of time", async () => {
  const map: ClassicMap = { ...classicNames, ids: "uuid" };
  const schema = classicSchema(map);
  const transport = tableWith([], schema);
  const rows = z.array(z.tuple([z.string(), z.number()])).parse([
    ["c", 1],
    ["a", 3],
    ["b", 2],
  ]);
  for (const [id, second] of rows) insert(transport, { ...comment(second), id });
  const folder = emptyFolder();
  await archive(transport, folder, { schema });
  expect(
    pagesIn(folder)
      .get("/a/")
      ?.comments.map(({ id }) => id),
  ).toEqual(["c", "b", "a"]);
});
