import { expect, it } from "vitest";
import type { Comment } from "../../src/domain/comment.ts";
import type { PublishedComment } from "../../src/domain/kept-comment.ts";
import type { Page } from "../../src/domain/page.ts";
import { transformPage } from "../../src/domain/transform.ts";
import { Stopwatch } from "../../src/migration/stopwatch.ts";
import { verifySite } from "../../src/migration/verify-site.ts";
import { cwdSchema } from "../../src/targets/cwd/schema.ts";
import { blog } from "../parts/d1/target-on.ts";
import { scanOf } from "../parts/hugo/site-scan.ts";
import { openSchema } from "../targets/schemas/open-schema.ts";
import { silentObserver } from "./silent-observer.ts";

const never = new AbortController().signal;
const now = () => new Date("2024-05-01T10:00:00Z");
const location = { file: "content/a.md", line: 1 };
const page: Page = {
  pageId: "/a/",
  title: "a",
  file: location.file,
  threads: [{ threadId: "a", location }],
};
const comments = ["$1", "$2"].map(
  (sourceId): Comment => ({
    ...{ source: blog, sourceId, authorId: "@ada:example.org", authorName: "Ada" },
    ...{ body: `Text of ${sourceId}`, sentAt: Date.UTC(2024, 0, 1), replyTo: null },
  }),
);

/** A page in CWD, one of whose comments is hidden, by a moderator or from the beginning. */
async function verified({ isByModerator }: { isByModerator: boolean }) {
  const { target, transport } = await openSchema(cwdSchema());
  await target.importRows(transformPage(page, comments).rows, never);
  if (isByModerator) await target.noteVerified(["/a/"], never);
  transport.database.exec("UPDATE Comment SET status = 'rejected' WHERE content_text LIKE '%1'");
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
      transport.database
        .prepare("SELECT * FROM Comment WHERE status = 'approved'")
        .all()
        .map((row) => ({
          ...{ commentId: Number(row["id"]), parentId: null, authorName: String(row["name"]) },
          ...{ content: String(row["content_text"]), html: undefined },
          createdAt: new Date(Number(row["created"])).toISOString(),
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

it("a comment that was never seen to be shown is wrong where it is hidden", async () => {
  expect(await verified({ isByModerator: false })).toEqual({
    seen: [["not-shown", "wrong", "$1", "database"]],
    state: "failed",
  });
});
