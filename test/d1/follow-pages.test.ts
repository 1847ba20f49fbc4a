import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { CommentRow } from "../../src/domain/comment-row.ts";
import { contentHash } from "../../src/domain/content-hash.ts";
import { MovedPagesError } from "../../src/domain/moved-page.ts";
import { createSqliteTransport, type SqliteTransport } from "../parts/d1/sqlite-transport.ts";
import { targetOn } from "../parts/d1/target-on.ts";
import { anyRows } from "./comment-row-arbitrary.ts";
import { row, storedRows } from "./stored-rows.ts";

const never = new AbortController().signal;

async function prepared(transport: SqliteTransport) {
  const target = targetOn(transport);
  await target.prepare({ readOnly: false }, never);
  return target;
}

/** The rows as they are under another address. */
function under(pageId: string, rows: readonly CommentRow[]): readonly CommentRow[] {
  return rows.map((one) => ({
    ...one,
    pageId,
    contentHash: contentHash(pageId, one.authorName, one.content),
  }));
}

describe("a page with another address", () => {
  it("is told before anything is written, and then has all its comments and the new ones", async () => {
    const transport = createSqliteTransport();
    const target = await prepared(transport);
    const before = under("/a/", [row("$1"), row("$2", { parentSourceId: "$1" })]);
    await target.importRows(before, never);
    const now = under("/a2/", [...before, row("$3", { parentSourceId: "$1" })]);
    await expect(target.importRows(now, never)).rejects.toThrow(MovedPagesError);
    expect(await storedRows(transport)).toEqual(before);
    expect(await target.findMoved(now, never)).toEqual([{ from: "/a/", to: "/a2/", comments: 2 }]);
    await target.followPages(now, never);
    expect(await storedRows(transport)).toEqual(under("/a2/", before));
    expect([...(await target.importRows(now, never)).inserted]).toEqual(["$3"]);
    expect(await storedRows(transport)).toEqual(now);
    expect(await target.readPages(never)).toMatchObject([{ pageId: "/a2/", comments: 3 }]);
  });

  it("is never split, wherever it is cut off, and comes back in the same way", async () => {
    await fc.assert(
      fc.asyncProperty(
        anyRows("a", "/a/", 20, 1),
        fc.nat(6),
        fc.boolean(),
        async (rows, calls, isLost) => {
          const transport = createSqliteTransport();
          const target = await prepared(transport);
          await target.importRows(rows, never);
          for (const address of ["/ü/", "/a/"]) {
            const moved = under(address, rows);
            let left = calls;
            const cut = () => {
              left -= 1;
              if (left < 0) throw new Error("cut off");
            };
            if (isLost) transport.afterRun = cut;
            else transport.beforeRun = cut;
            await target.followPages(moved, never).catch(() => undefined);
            transport.beforeRun = () => {};
            transport.afterRun = () => {};
            const pages = new Set((await storedRows(transport)).map(({ pageId }) => pageId));
            expect(pages.size).toBe(1);
            await target.followPages(moved, never);
            await target.importRows(moved, never);
            expect(await storedRows(transport)).toEqual(moved);
          }
        },
      ),
      { numRuns: 40 },
    );
  });

  it("keeps what was verified, and what a moderator changed since", async () => {
    const transport = createSqliteTransport();
    const target = await prepared(transport);
    const rows = under("/a/", [row("$1"), row("$2")]);
    await target.importRows(rows, never);
    await target.noteVerified(["/a/"], never);
    transport.database.exec("UPDATE comments SET content = 'moderated' WHERE id = 2");
    await target.followPages(under("/b/", rows), never);
    const held = await target.readHeld("all", never);
    expect(held.map(({ isVerified, kept }) => [isVerified, kept?.page, kept?.content])).toEqual([
      [true, "/b/", "Hello"],
      [true, "/b/", "moderated"],
    ]);
    const isAsWritten = held.map(
      ({ pageId, digest, kept }) =>
        digest === contentHash(pageId, kept?.authorName ?? "", kept?.content ?? ""),
    );
    expect(isAsWritten).toEqual([true, false]);
  });

  it("leaves what readers wrote under the old one, and counts it", async () => {
    const transport = createSqliteTransport();
    const target = await prepared(transport);
    await target.importRows(under("/a/", [row("$1")]), never);
    transport.database.exec(
      "INSERT INTO comments (page_id, author_name, content, created_at) VALUES ('/a/', 'R', 'mine', '2026')",
    );
    await target.followPages(under("/b/", [row("$1")]), never);
    expect([
      ...(await target.countReaders([{ from: "/a/", to: "/b/", comments: 1 }], never)),
    ]).toEqual([["/a/", 1]]);
  });
});
