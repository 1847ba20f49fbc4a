import { beforeEach, describe, expect, it } from "vitest";
import type { D1CommentTarget } from "../../src/d1/comment-target.ts";
import type { Comment } from "../../src/domain/comment.ts";
import type { PublishedComment } from "../../src/domain/kept-comment.ts";
import { MigrationError } from "../../src/domain/migration-error.ts";
import type { Page, SiteScan } from "../../src/domain/page.ts";
import { transformPage } from "../../src/domain/transform.ts";
import { Stopwatch } from "../../src/migration/stopwatch.ts";
import { verifySite } from "../../src/migration/verify-site.ts";
import { createSqliteTransport, type SqliteTransport } from "../parts/d1/sqlite-transport.ts";
import { blog, targetOn } from "../parts/d1/target-on.ts";
import { scanOf } from "../parts/hugo/site-scan.ts";
import { silentObserver } from "./silent-observer.ts";

const never = new AbortController().signal;
const now = () => new Date("2024-05-01T10:00:00Z");
const pages = ["/a/", "/b/"].map(pageOf);

function pageOf(pageId: string): Page {
  const location = { file: `content${pageId}index.md`, line: 1 };
  return {
    pageId,
    title: pageId,
    file: location.file,
    threads: [{ threadId: pageId, location }],
  };
}

/** A root, a reply to it and another root. */
function conversation({ pageId }: Page): readonly Comment[] {
  return [1, 2, 3].map((n) => ({
    sourceId: `$${pageId}${n}`,
    source: "cactus:example.org/blog",
    authorId: "@ada:example.org",
    authorName: "Ada",
    body: `Comment ${n}`,
    sentAt: Date.UTC(2024, 0, n),
    replyTo: n === 2 ? `$${pageId}1` : null,
  }));
}

describe("a verification", () => {
  let transport: SqliteTransport;
  let target: D1CommentTarget;
  beforeEach(async () => {
    transport = createSqliteTransport();
    target = targetOn(transport, { runId: "run", maxRetries: 0 });
    await target.prepare({ readOnly: false }, never);
    for (const page of pages) {
      await target.importRows(transformPage(page, conversation(page)).rows, never);
    }
  });

  /** What the API of the comment system shows, read from the table. */
  function published(change = (comments: readonly PublishedComment[]) => comments) {
    return {
      staleForMs: 0,
      async readPage(page: string): Promise<readonly PublishedComment[]> {
        const rows = transport.database
          .prepare("SELECT * FROM comments WHERE page_id = ? ORDER BY id")
          .all(page);
        return change(
          rows.map((row) => ({
            commentId: Number(row["id"]),
            parentId: row["parent_id"] === null ? null : Number(row["parent_id"]),
            authorName: String(row["author_name"]),
            content: String(row["content"]),
            html: undefined,
            createdAt: String(row["created_at"]),
          })),
        );
      },
    };
  }

  async function verify(
    parts: {
      readonly read?: (page: Page) => readonly Comment[];
      /** Source ids of what was removed at the source. */
      readonly removed?: readonly string[];
      /** Pages whose sections have no conversation. */
      readonly without?: readonly string[];
      readonly accepted?: ReadonlySet<string>;
      readonly published?: ReturnType<typeof published>;
      readonly scan?: SiteScan;
      readonly until?: AbortSignal;
    } = {},
  ) {
    const read = parts.read ?? conversation;
    return verifySite(
      {
        source: {
          names: [blog],
          expectedComments: async () => 0,
          findConversations: async () => [],
          readPage: async (page) => {
            const isThere = parts.without?.includes(page.pageId) !== true;
            return {
              threads: page.threads.map((thread) => ({
                thread,
                id: isThere ? `id${page.pageId}` : null,
              })),
              comments: isThere ? read(page) : [],
              skipped: [],
              removed: (parts.removed ?? []).filter((id) => id.startsWith(`$${page.pageId}`)),
            };
          },
        },
        target,
        published: parts.published,
        observer: silentObserver,
        stopwatch: new Stopwatch(now, "start"),
        now,
      },
      parts.scan ?? scanOf(pages),
      {
        concurrency: parts.until === undefined ? 2 : 1,
        ...(parts.until === undefined ? {} : { until: parts.until }),
        ...(parts.accepted === undefined ? {} : { accepted: parts.accepted }),
      },
      never,
    );
  }

  it("does not take a page without its conversation for verified", async () => {
    const { pages: outcomes, findings } = await verify({ without: ["/a/"] });
    expect(outcomes.map(({ state }) => state)).toEqual(["without-conversation", "verified"]);
    expect(findings).toMatchObject([
      { severity: "error", code: "conversation-lost", pageId: "/a/" },
      { severity: "notice", code: "no-longer-in-source" },
    ]);
  });

  it("accepts that a conversation is gone where a person has looked at it", async () => {
    const { findings } = await verify({ without: ["/a/"], accepted: new Set(["/a/"]) });
    expect(findings.map(({ severity }) => severity)).toEqual(["notice"]);
  });

  it("begins no further page when its time is over, and ends the one that was begun", async () => {
    const over = new AbortController();
    const read = (page: Page) => {
      over.abort();
      return conversation(page);
    };
    const { pages: outcomes } = await verify({ read, until: over.signal });
    expect(outcomes.map(({ state }) => state)).toEqual(["verified", "remaining"]);
  });

  it("finds no difference where all is as in the rooms, readers' comments beside it, and writes nothing", async () => {
    transport.database.exec(
      "INSERT INTO comments (page_id, author_name, content, created_at) VALUES ('/a/', 'Reader', 'live', '2025')",
    );
    const total = () => transport.database.prepare("SELECT total_changes() AS n").get();
    const before = total();
    const { differences, pages: outcomes } = await verify({ published: published() });
    expect(differences).toEqual([]);
    expect(outcomes.map(({ state }) => state)).toEqual(["verified", "verified"]);
    expect(total()).toEqual(before);
  });

  it.each([
    ["text", "content = 'changed'", "Comment 1", "changed"],
    ["author", "author_name = 'Eve'", "Ada", "Eve"],
    ["time", "created_at = '2025'", "2024-01-01T00:00:00.000Z", "2025"],
    ["page", "page_id = '/c/'", "/a/", "/c/"],
    ["parent", "parent_id = 3", null, "$/a/3"],
  ])("names the comment whose %s is another, with both", async (kind, change, expected, found) => {
    transport.database.exec(`UPDATE comments SET ${change} WHERE id = 1`);
    const { differences, pages: outcomes } = await verify();
    expect(differences).toEqual([
      {
        ...{ kind, cause: "wrong", comment: "$/a/1", pageId: "/a/" },
        ...{ seenBy: "database", expected, found },
      },
    ]);
    expect(outcomes.map(({ state }) => state)).toEqual(["failed", "verified"]);
  });

  describe("of a target that was compared before", () => {
    beforeEach(async () => {
      await target.noteVerified(["/a/", "/b/"], never);
      transport.database.exec("UPDATE comment_migration_ledger SET imported_at = '2024-02-01'");
    });
    const later = Date.UTC(2024, 2, 1);

    it.each([
      ["text", "content = 'changed'"],
      ["author", "author_name = 'Eve'"],
      ["time", "created_at = '2025'"],
      ["page", "page_id = '/c/'"],
      ["parent", "parent_id = 3"],
    ])("says that somebody has changed a %s there, which is no failure", async (kind, change) => {
      transport.database.exec(`UPDATE comments SET ${change} WHERE id = 1`);
      const { differences, pages: outcomes } = await verify();
      expect(differences).toMatchObject([{ kind, cause: "target", comment: "$/a/1" }]);
      expect(outcomes.map(({ state }) => state)).toEqual(["verified", "verified"]);
    });

    it("says what somebody deleted there, which is no failure", async () => {
      transport.database.exec("DELETE FROM comments WHERE id = 3");
      const { differences, pages: outcomes } = await verify({ published: published() });
      expect(differences).toMatchObject([{ kind: "deleted", cause: "target", comment: "$/a/3" }]);
      expect(outcomes[0]?.state).toBe("verified");
    });

    it("says what was written, edited and removed at the source since: the target has to follow", async () => {
      const read = (page: Page): readonly Comment[] => {
        const [first, second, third] = conversation(page);
        if (first === undefined || second === undefined || third === undefined) return [];
        if (page.pageId === "/b/") return [first, second, third];
        const edited = { ...first, body: "Edited", editedAt: later };
        return [edited, second, { ...third, sourceId: "$new", sentAt: later }];
      };
      const parts = { read, removed: ["$/a/3"], published: published() };
      const { differences, pages: outcomes, findings } = await verify(parts);
      expect(differences.map(({ kind, cause, comment }) => [kind, cause, comment])).toEqual([
        ["text", "source", "$/a/1"],
        ["missing", "source", "$new"],
        ["removed", "source", "$/a/3"],
      ]);
      expect(outcomes.map(({ state }) => state)).toEqual(["outdated", "verified"]);
      expect(findings).toEqual([]);
    });

    it("takes a comment for lost that is older than the last import of its page", async () => {
      const read = (page: Page) => {
        const [first, ...others] = conversation(page);
        return first === undefined ? [] : [first, ...others, { ...first, sourceId: "$old" }];
      };
      const { differences, pages: outcomes } = await verify({ read });
      expect(differences).toMatchObject([
        { kind: "missing", cause: "wrong" },
        { kind: "missing", cause: "wrong" },
      ]);
      expect(outcomes.map(({ state }) => state)).toEqual(["failed", "failed"]);
    });

    it("finds nothing where a removed comment's place is left, and its reply still there", async () => {
      const held = await target.readHeld(["$/a/1"], never);
      await target.removeComments(held, never);
      const read = (page: Page) =>
        conversation(page).filter(({ sourceId }) => sourceId !== "$/a/1");
      const { differences, pages: outcomes } = await verify({
        read,
        removed: ["$/a/1"],
        published: published(),
      });
      expect(differences).toEqual([]);
      expect(outcomes.map(({ state }) => state)).toEqual(["verified", "verified"]);
    });

    it("finds nothing where the removed comment was in the middle of its thread", async () => {
      const withDeeper = (page: Page, replyTo: string) => [
        ...conversation(page),
        ...conversation(page)
          .slice(0, page.pageId === "/a/" ? 1 : 0)
          .map((comment): Comment => ({ ...comment, sourceId: "$/a/4", replyTo })),
      ];
      for (const page of pages) {
        await target.importRows(transformPage(page, withDeeper(page, "$/a/2")).rows, never);
      }
      await target.removeComments(await target.readHeld(["$/a/2"], never), never);
      const { differences, pages: outcomes } = await verify({
        read: (page) => withDeeper(page, "$/a/1").filter(({ sourceId }) => sourceId !== "$/a/2"),
        removed: ["$/a/2"],
        published: published(),
      });
      expect(differences).toEqual([]);
      expect(outcomes.map(({ state }) => state)).toEqual(["verified", "verified"]);
    });

    it("tells what the source has purged from what was removed there", async () => {
      const read = (page: Page) =>
        conversation(page).filter(({ sourceId }) => sourceId !== "$/a/1");
      const { differences, findings, pages: outcomes } = await verify({ read });
      expect(differences).toEqual([]);
      expect(findings.map(({ code }) => code)).toEqual(["fewer-comments", "no-longer-in-source"]);
      expect(outcomes.map(({ state }) => state)).toEqual(["verified", "verified"]);
    });
  });

  it("stops at an error that every page would meet", async () => {
    let reads = 0;
    const { pages: outcomes, stoppedBy } = await verify({
      scan: scanOf(Array.from({ length: 200 }, (_, index) => pageOf(`/${index}/`))),
      read() {
        reads += 1;
        throw new MigrationError("expired", "The token is expired.", { stopsRun: true });
      },
    });
    expect(stoppedBy).toMatchObject({ code: "expired" });
    expect(new Set(outcomes.map(({ state }) => state))).toEqual(new Set(["remaining"]));
    expect(reads).toBeLessThanOrEqual(2);
  });

  it("names a comment that was never moved, and one that someone has deleted", async () => {
    transport.database.exec("DELETE FROM comments WHERE id = 3");
    transport.database.exec(
      "DELETE FROM comment_migration_ledger WHERE comment_id = 6; DELETE FROM comments WHERE id = 6",
    );
    const { differences } = await verify();
    expect(differences.map(({ kind, comment }) => [kind, comment])).toEqual([
      ["deleted", "$/a/3"],
      ["missing", "$/b/3"],
    ]);
  });

  it("names comments that an import wrote and the ledger does not know, such as doubles", async () => {
    transport.database.exec(
      "INSERT INTO comments (page_id, author_name, content, created_at, ip_address) SELECT page_id, author_name, content, created_at, ip_address FROM comments WHERE id = 1",
    );
    const { differences, findings } = await verify();
    expect(differences).toMatchObject([{ kind: "not-in-ledger", comment: "7", pageId: "/a/" }]);
    expect(findings).toMatchObject([{ severity: "error", code: "comments-not-in-ledger" }]);
  });

  it.each<[string, (comments: readonly PublishedComment[]) => readonly PublishedComment[]]>([
    ["not-shown", ([, ...rest]) => rest],
    ["duplicated", (comments) => [...comments.slice(0, 1), ...comments]],
    ["text", ([first, ...rest]) => (first ? [{ ...first, content: "cut" }, ...rest] : [])],
    ["author", ([first, ...rest]) => (first ? [{ ...first, authorName: "?" }, ...rest] : [])],
    ["time", ([first, ...rest]) => (first ? [{ ...first, createdAt: "?" }, ...rest] : [])],
    ["parent", ([first, ...rest]) => (first ? [{ ...first, parentId: 3 }, ...rest] : [])],
    [
      "text",
      ([first, ...rest]) =>
        first ? [{ ...first, content: undefined, html: "<p>Comment</p>" }, ...rest] : [],
    ],
  ])("names a comment that readers see otherwise: %s", async (kind, change) => {
    const { differences } = await verify({ published: published(change) });
    expect(differences).toMatchObject([
      { kind, comment: "$/a/1", seenBy: "api" },
      { kind, comment: "$/b/1", seenBy: "api" },
    ]);
  });

  it("takes the name that an API gives of an account for no other name", async () => {
    const accounts = published((all) => all.map((one) => ({ ...one, authorName: undefined })));
    const { differences } = await verify({ published: accounts });
    expect(differences).toEqual([]);
  });

  it("looks once more where an API may give what it kept since before", async () => {
    let answers = 0;
    const current = published();
    const cached = {
      staleForMs: 20,
      readPage: (page: string) => {
        answers += 1;
        return answers <= 2 ? Promise.resolve([]) : current.readPage(page);
      },
    };
    const { differences, pages: outcomes } = await verify({ published: cached });
    expect(differences).toEqual([]);
    expect(outcomes.map(({ state }) => state)).toEqual(["verified", "verified"]);
    expect(answers).toBe(4);
  });

  it("goes on after a page that can't be read", async () => {
    const { pages: outcomes } = await verify({
      read(page) {
        if (page.pageId === "/a/") throw new Error("no room for you");
        return conversation(page);
      },
    });
    expect(outcomes.map(({ state }) => state)).toEqual(["failed", "verified"]);
  });

  it("says which moved comments are in no room any more, and calls that no difference", async () => {
    const { differences, findings } = await verify({
      read: (page) => conversation(page).slice(0, 2),
    });
    expect(differences).toEqual([]);
    expect(findings).toMatchObject([
      { severity: "warning", code: "fewer-comments", pageId: "/a/" },
      { severity: "warning", code: "fewer-comments", pageId: "/b/" },
      { severity: "notice", code: "no-longer-in-source" },
    ]);
  });

  it("says so of no comment where pages were left out, whose rooms nobody looked into", async () => {
    const skipped = { severity: "error", code: "other-site-name", message: "x" } as const;
    const scan = { ...scanOf(pages.slice(0, 1)), findings: [skipped] };
    expect((await verify({ scan })).findings).toEqual([skipped]);
  });
});
