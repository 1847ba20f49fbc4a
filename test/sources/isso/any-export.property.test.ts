import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { expect, it } from "vitest";
import { issoFormat } from "../../../src/sources/isso/isso-format.ts";
import {
  type DrawnPost,
  drawnSite,
  expectNothingWhenCut,
  pathOfPage,
  shownByExport,
  shownOf,
} from "../export/drawn-site.ts";

const modes = { living: 1, waiting: 2, deleted: 4 };

function databaseOf(posts: readonly DrawnPost[]): Buffer {
  const folder = mkdtempSync(join(tmpdir(), "isso-"));
  try {
    const path = join(folder, "drawn.db");
    const database = new DatabaseSync(path);
    database.exec(`CREATE TABLE threads (id INTEGER PRIMARY KEY, uri VARCHAR(256) UNIQUE, title VARCHAR(256));
      CREATE TABLE comments (tid REFERENCES threads(id), id INTEGER PRIMARY KEY, parent INTEGER,
        created FLOAT NOT NULL, modified FLOAT, mode INTEGER, remote_addr VARCHAR, text VARCHAR,
        author VARCHAR, email VARCHAR, website VARCHAR, likes INTEGER DEFAULT 0, dislikes INTEGER DEFAULT 0,
        voters BLOB NOT NULL)`);
    const thread = database.prepare("INSERT OR IGNORE INTO threads VALUES (?, ?, 'Page')");
    const comment = database.prepare(
      `INSERT INTO comments (tid, id, parent, created, mode, remote_addr, text, author, email, likes, voters)
       VALUES (?, ?, ?, ?, ?, '192.0.2.7', ?, ?, ?, ?, x'00')`,
    );
    for (const { page, key, parent, at, fate, text, name, email, votes } of posts) {
      thread.run(page, pathOfPage(page));
      const seconds = at.getTime() / 1000;
      comment.run(page, key, parent?.key ?? null, seconds, modes[fate], text, name, email, votes);
    }
    database.close();
    return readFileSync(path);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Generic JSON has only what readers see. */
function genericJsonOf(posts: readonly DrawnPost[]): string {
  const pages = [...new Set(posts.map(({ page }) => page))];
  return JSON.stringify(
    pages.map((page) => ({
      id: pathOfPage(page),
      title: "Page",
      comments: posts
        .filter((post) => post.page === page)
        .map(({ key, parent, text, at, name, email }) => ({
          ...{ id: key, parent: parent?.key ?? null, text, author: name, email, website: "" },
          created: at.toISOString().slice(0, 19).replace("T", " "),
          remote_addr: "192.0.2.7",
        })),
    })),
  );
}

it("any database comes out as its readers saw it, and nothing does when it is cut", async () => {
  await fc.assert(
    fc.asyncProperty(
      drawnSite(["deleted", "waiting"]),
      async ({ posts, ordered, isPacked, cutAt }) => {
        const file = databaseOf(ordered);
        const given = isPacked ? gzipSync(file) : file;
        expect(await shownByExport(issoFormat, [given])).toEqual(shownOf(posts));
        const pages = Math.floor(cutAt * (file.length / 4096));
        await expectNothingWhenCut(issoFormat, file, (pages * 4096 + 17) / file.length);
      },
    ),
    { numRuns: 40 },
  );
});

it("any generic JSON comes out as its readers saw it, and nothing does when it is cut", async () => {
  await fc.assert(
    fc.asyncProperty(drawnSite([]), async ({ posts, ordered, isPacked, cutAt }) => {
      const file = genericJsonOf(ordered);
      const given = isPacked ? gzipSync(file) : file;
      expect(await shownByExport(issoFormat, [given])).toEqual(shownOf(posts));
      await expectNothingWhenCut(issoFormat, file, cutAt);
    }),
  );
});
