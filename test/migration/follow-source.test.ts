import { describe, expect, it } from "vitest";
import type { D1CommentTarget } from "../../src/d1/comment-target.ts";
import type { Comment } from "../../src/domain/comment.ts";
import type { Page } from "../../src/domain/page.ts";
import type { Follow } from "../../src/migration/follow-source.ts";
import { migrate, rehearse } from "../../src/migration/migrate.ts";
import { Stopwatch } from "../../src/migration/stopwatch.ts";
import { createSqliteTransport } from "../parts/d1/sqlite-transport.ts";
import { blog, targetOn } from "../parts/d1/target-on.ts";
import { scanOf } from "../parts/hugo/site-scan.ts";
import { MemoryOfRuns } from "./memory-of-runs.ts";
import { silentObserver } from "./silent-observer.ts";

const now = () => new Date("2024-05-01T10:00:00Z");
const location = { file: "content/a.md", line: 1 };
const page: Page = {
  pageId: "/a/",
  title: "a",
  file: location.file,
  threads: [{ threadId: "a", location }],
};

function comment(sourceId: string, overrides: Partial<Comment> = {}): Comment {
  return {
    source: blog,
    sourceId,
    authorId: "@ada:example.org",
    authorName: "Ada",
    body: `Text of ${sourceId}`,
    sentAt: Date.UTC(2024, 0, 1),
    replyTo: null,
    ...overrides,
  };
}

const thread = [
  comment("$1"),
  comment("$2", { replyTo: "$1" }),
  comment("$3", { replyTo: "$2" }),
  comment("$4"),
];

/** A conversation with its target, between the runs of a migration. */
class Story {
  comments: readonly Comment[] = thread;
  removed: readonly string[] = [];
  readonly transport = createSqliteTransport();
  readonly target: D1CommentTarget = targetOn(this.transport);

  without(...sourceIds: readonly string[]): readonly Comment[] {
    return this.comments.filter(({ sourceId }) => !sourceIds.includes(sourceId));
  }

  async run({ follow = "all", isTrial = false }: { follow?: Follow; isTrial?: boolean } = {}) {
    const source = {
      names: [blog],
      expectedComments: async () => 0,
      findConversations: async () => [],
      readPage: async () => ({
        threads: page.threads.map((one) => ({ thread: one, id: "a" })),
        comments: this.comments,
        skipped: [],
        removed: this.removed,
      }),
    };
    const stopwatch = new Stopwatch(now, "start");
    return (isTrial ? rehearse : migrate)(
      {
        ...{ source, stopwatch, now, target: this.target },
        ...{ memory: new MemoryOfRuns(), observer: silentObserver },
      },
      scanOf([page]),
      {
        ...{ concurrency: 1, batchSize: 10, delayBetweenBatches: 0 },
        ...{ believeDatabase: true, follow },
      },
      new AbortController().signal,
    );
  }

  /** By source id the texts that readers see. */
  texts(): Record<string, string> {
    const rows = this.transport.database
      .prepare(
        `SELECT l.source_id AS id, c.content AS text FROM comments c
        JOIN comment_migration_ledger l ON l.comment_id = c.id ORDER BY c.id`,
      )
      .all();
    return Object.fromEntries(rows.map(({ id, text }) => [String(id), String(text)]));
  }

  count(table: string): number {
    return Number(
      this.transport.database.prepare(`SELECT count(*) AS n FROM ${table}`).get()?.["n"],
    );
  }
}

async function moved(): Promise<Story> {
  const story = new Story();
  await story.run();
  return story;
}

const edit = { ...comment("$4"), body: "Edited", editedAt: Date.UTC(2024, 3, 1) };

describe("a later run", () => {
  it("applies an edit, and tells it", async () => {
    const story = await moved();
    story.comments = [...story.without("$4"), edit];
    const { changes, differences, pages } = await story.run();
    expect(story.texts()["$4"]).toBe("Edited");
    expect(changes).toEqual([
      {
        ...{ kind: "edited", result: "applied", comment: "$4", pageId: "/a/" },
        ...{ authorName: "Ada", createdAt: "2024-01-01T00:00:00.000Z" },
      },
    ]);
    expect([differences, pages[0]?.state]).toEqual([[], "completed"]);
    expect((await story.run()).changes).toEqual([]);
  });

  it("takes out what was removed, and tells it once", async () => {
    const story = await moved();
    story.comments = story.without("$4");
    story.removed = ["$4"];
    const { changes, findings } = await story.run();
    expect(Object.keys(story.texts())).toEqual(["$1", "$2", "$3"]);
    expect(changes).toMatchObject([{ kind: "removed", result: "applied", comment: "$4" }]);
    expect(findings).toEqual([]);
    expect((await story.run()).changes).toEqual([]);
    expect([story.count("comments"), story.count("comment_migration_ledger")]).toEqual([3, 3]);
  });

  it("leaves the place of what has replies, without its text, and is content with that", async () => {
    const story = await moved();
    story.comments = story.without("$1");
    story.removed = ["$1"];
    const { changes, differences, findings } = await story.run();
    expect(story.texts()).toMatchObject({ $1: "[removed]", $2: "Text of $2" });
    expect(changes).toMatchObject([{ kind: "removed", result: "emptied", comment: "$1" }]);
    expect([differences, findings]).toEqual([[], []]);
    const again = await story.run();
    expect([again.changes, again.differences, again.findings]).toEqual([[], [], []]);
    story.comments = story.without("$2", "$3");
    story.removed = ["$1", "$2", "$3"];
    expect((await story.run()).changes).toHaveLength(3);
    expect(Object.keys(story.texts())).toEqual(["$4"]);
  });

  it("tells that once, and writes nothing more, whoever's reply it is", async () => {
    const story = await moved();
    story.transport.database.exec(
      "INSERT INTO comments (page_id, parent_id, author_name, content, created_at) SELECT page_id, id, 'Rita', 'Yes', '2026' FROM comments WHERE content = 'Text of $4'",
    );
    story.comments = story.without("$1", "$4");
    story.removed = ["$1", "$4"];
    const first = await story.run();
    expect(first.changes.map(({ result }) => result)).toEqual(["emptied", "emptied"]);
    const written: string[] = [];
    const run = story.transport.run.bind(story.transport);
    story.transport.run = (statements, signal) => {
      const changing = statements.filter(({ sql }) => /^UPDATE "comments"/.test(sql));
      written.push(...changing.flatMap(({ params }) => params[0] ?? ""));
      return run(statements, signal);
    };
    expect((await story.run()).changes).toEqual([]);
    // Only the database knows whether a reader's reply is still there.
    expect(written.join()).toContain("$4");
    expect(written.join()).not.toContain("$1");
  });

  it("writes what is new beside all that", async () => {
    const story = await moved();
    story.comments = [...story.without("$1", "$4"), edit, comment("$5", { replyTo: "$3" })];
    story.removed = ["$1"];
    const { pages } = await story.run();
    expect(pages).toMatchObject([{ state: "completed", inserted: 1 }]);
    expect(story.texts()).toEqual({
      ...{ $1: "[removed]", $2: "Text of $2", $3: "Text of $3" },
      ...{ $4: "Edited", $5: "Text of $5" },
    });
  });

  it("leaves what somebody has changed in the target since, and lists it", async () => {
    const story = await moved();
    story.transport.database.exec("UPDATE comments SET content = 'moderated'");
    story.comments = [comment("$2"), edit];
    story.removed = ["$1"];
    const { changes, findings, pages } = await story.run();
    expect(new Set(Object.values(story.texts()))).toEqual(new Set(["moderated"]));
    expect(changes.map(({ kind, result, comment: id }) => [kind, result, id])).toEqual([
      ["edited", "changed-in-target", "$4"],
      ["removed", "changed-in-target", "$1"],
    ]);
    expect(findings.map(({ code }) => code)).toContain("source-changes-left");
    expect(pages[0]?.state).toBe("completed");
  });

  it("has nothing to say of an edit that somebody has made in the target already", async () => {
    const story = await moved();
    story.transport.database.exec("UPDATE comments SET content = 'Edited' WHERE content LIKE '%4'");
    story.comments = [...story.without("$4"), edit];
    const { changes, differences, findings } = await story.run();
    expect([changes, differences, findings]).toEqual([[], [], []]);
  });

  it("removes nothing that the source has only forgotten, and says so", async () => {
    const story = await moved();
    story.comments = story.without("$1", "$2");
    const { changes, findings } = await story.run();
    expect([changes, Object.keys(story.texts())]).toEqual([[], ["$1", "$2", "$3", "$4"]]);
    expect(findings.map(({ code }) => code)).toEqual(["fewer-comments"]);
  });

  it("with follow: new writes only what is new, and lists the rest", async () => {
    const story = await moved();
    story.comments = [...story.without("$1", "$4"), edit, comment("$5")];
    story.removed = ["$1"];
    const { changes } = await story.run({ follow: "new" });
    expect(story.texts()).toMatchObject({ $1: "Text of $1", $4: "Text of $4", $5: "Text of $5" });
    expect(changes.map(({ result }) => result)).toEqual(["not-followed", "not-followed"]);
  });

  it("with follow: none leaves pages that were moved as they are", async () => {
    const story = await moved();
    story.comments = [...story.without("$4"), edit, comment("$5")];
    const { pages } = await story.run({ follow: "none" });
    expect(pages).toMatchObject([{ state: "completed-before", comments: 4 }]);
    expect(story.texts()["$4"]).toBe("Text of $4");
  });

  it("that is only tried says all of it, and changes nothing", async () => {
    const story = await moved();
    const before = story.texts();
    story.comments = [...story.without("$1", "$4"), edit, comment("$5")];
    story.removed = ["$1"];
    const { changes, trial } = await story.run({ isTrial: true });
    expect(changes.map(({ kind, result, comment: id }) => [kind, result, id])).toEqual([
      ["edited", "applied", "$4"],
      ["removed", "emptied", "$1"],
    ]);
    expect(trial).toMatchObject({ toWrite: 1, alreadyThere: 3 });
    expect(story.texts()).toEqual(before);
  });

  it("fails the page of an edit that the database refuses, and tries it again next time", async () => {
    const story = await moved();
    story.transport.database.exec(
      "CREATE TRIGGER no BEFORE UPDATE ON comments BEGIN SELECT RAISE(ABORT, 'read only'); END",
    );
    story.comments = [...story.without("$4"), edit];
    expect((await story.run()).pages[0]?.state).toBe("failed");
    story.transport.database.exec("DROP TRIGGER no");
    const { pages, changes } = await story.run();
    expect([pages[0]?.state, changes.length, story.texts()["$4"]]).toEqual([
      "completed",
      1,
      "Edited",
    ]);
  });
});
