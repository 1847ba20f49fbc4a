import { expect, it } from "vitest";
import { z } from "zod";
import type { Comment } from "../../src/domain/comment.ts";
import type { PublishedComment } from "../../src/domain/kept-comment.ts";
import type { Page } from "../../src/domain/page.ts";
import { transformPage } from "../../src/domain/transform.ts";
import { Stopwatch } from "../../src/migration/stopwatch.ts";
import { verifySite } from "../../src/migration/verify-site.ts";
import { classicSchema } from "../../src/targets/classic/schema.ts";
import { cwdSchema } from "../../src/targets/cwd/schema.ts";
import { blog } from "../parts/d1/target-on.ts";
import { scanOf } from "../parts/hugo/site-scan.ts";
import { type OpenSchema, openSchema } from "../targets/schemas/open-schema.ts";
import { silentObserver } from "./silent-observer.ts";

const shownRows = z.array(
  z.object({
    ...{ id: z.number(), author: z.string(), text: z.string() },
    created: z.union([z.string(), z.number()]),
  }),
);
const never = new AbortController().signal;
const now = () => new Date("2024-05-01T10:00:00Z");
const location = { file: "content/a.md", line: 1 };
const page: Page = {
  pageId: "/a/",
  title: "a",
  file: location.file,
  threads: [{ threadId: "a", location }],
};
const commentOf = (sourceId: string, replyTo: string | null): Comment => ({
  ...{ source: blog, sourceId, authorId: "@ada:example.org", authorName: "Ada" },
  ...{ body: `Text of ${sourceId}`, sentAt: Date.UTC(2024, 0, 1), replyTo },
});
const first = ["$1", "$2"].map((sourceId) => commentOf(sourceId, null));
const replies = [commentOf("$3", "$1"), commentOf("$4", "$3")];

/**
 * A page in CWD, one of whose comments is hidden, by a moderator or from the beginning.
 * @param later what is written once that is hidden
 */
async function verified({
  isByModerator,
  later = [],
}: {
  isByModerator: boolean;
  later?: readonly Comment[];
}) {
  const { target, transport } = await openSchema(cwdSchema());
  const comments = [...first, ...later];
  await target.importRows(transformPage(page, first).rows, never);
  if (isByModerator) await target.noteVerified(["/a/"], never);
  transport.database.exec("UPDATE Comment SET status = 'rejected' WHERE content_text LIKE '%1'");
  await target.importRows(transformPage(page, comments).rows, never);
  const published =
    "SELECT id, name AS author, content_text AS text, created FROM Comment WHERE status = 'approved'";
  return compared({ target, transport }, comments, published);
}

/**
 * What a verification sees of the page.
 * @param shown SQL of what the comment system's API returns
 */
async function compared(
  { target, transport }: Pick<OpenSchema, "target" | "transport">,
  comments: readonly Comment[],
  shown: string,
) {
  const source = {
    names: [blog],
    expectedComments: async () => 0,
    findConversations: async () => [],
    readPage: async () => ({
      threads: page.threads.map((thread) => ({ thread, id: "a" })),
      comments,
      skipped: [],
    }),
  };
  const published = {
    staleForMs: 0,
    readPage: async (): Promise<readonly PublishedComment[]> =>
      shownRows.parse(transport.database.prepare(shown).all()).map((row) => ({
        ...{ commentId: row.id, parentId: null, authorName: row.author },
        ...{ content: row.text, html: undefined },
        createdAt: new Date(row.created).toISOString(),
      })),
  };
  const stopwatch = new Stopwatch(now, "start");
  const { differences, pages } = await verifySite(
    { source, target, published, observer: silentObserver, stopwatch, now },
    scanOf([page]),
    { concurrency: 1 },
    never,
  );
  const seen = differences.map(({ kind, cause, comment, seenBy }) => [
    kind,
    cause,
    comment,
    seenBy,
  ]);
  return { seen, state: pages[0]?.state };
}

it("a comment that a moderator has hidden is told as changed in the target, and is no failure", async () => {
  expect(await verified({ isByModerator: true })).toEqual({
    seen: [["not-shown", "target", "$1", "database"]],
    state: "verified",
  });
});

it("replies that come to a comment which a moderator has hidden are no failure either", async () => {
  expect(await verified({ isByModerator: true, later: replies })).toEqual({
    seen: ["$1", "$3", "$4"].map((sourceId) => ["not-shown", "target", sourceId, "database"]),
    state: "verified",
  });
});

it("a comment that was never seen to be shown is wrong where it is hidden", async () => {
  expect(await verified({ isByModerator: false })).toEqual({
    seen: [["not-shown", "wrong", "$1", "database"]],
    state: "failed",
  });
});

/** A page in a hand-made table that somebody has given a column by which comments are hidden. */
async function verifiedInTable(column: string, hide: string) {
  const { target, transport } = await openSchema(classicSchema());
  await target.importRows(transformPage(page, first).rows, never);
  await target.noteVerified(["/a/"], never);
  transport.database.exec(`ALTER TABLE comments ADD ${column}`);
  transport.database.exec(`UPDATE comments SET ${hide} WHERE content LIKE '%1'`);
  const published = `SELECT id, author_name AS author, content AS text, created_at AS created
FROM comments WHERE (${hide}) IS NOT TRUE`;
  return compared({ target, transport }, first, published);
}

it.each([
  ["hidden_by INTEGER", "hidden_by = 1"],
  ["deleted_at TEXT", "deleted_at = '2024-05-01'"],
  ["status TEXT DEFAULT 'approved'", "status = 'spam'"],
])("so is one that the column %s of a hand-made table hides", async (column, hide) => {
  expect(await verifiedInTable(column, hide)).toEqual({
    seen: [["not-shown", "target", "$1", "database"]],
    state: "verified",
  });
});

it("a column whose default may hide every moved comment says nothing of one", async () => {
  const { target, transport } = await openSchema(classicSchema());
  transport.database.exec("ALTER TABLE comments ADD approved INTEGER DEFAULT 0");
  await target.prepare({ readOnly: false }, never);
  await target.importRows(transformPage(page, first).rows, never);
  const held = await target.readHeld("all", never);
  expect(held.map(({ isShown }) => isShown)).toEqual([true, true]);
});
