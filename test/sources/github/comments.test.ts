import { describe, expect, it } from "vitest";
import { type ModelComment, repositoryId } from "../../parts/github/comments/model.ts";
import {
  giscusDiscussion,
  utterancesIssue,
} from "../../parts/github/comments/threads-of-widgets.ts";
import { comment, github, never, open, pageWith, readAll } from "./with-github.ts";

const url = "https://blog.example/post/";
const repository = "octo/blog";

function discussion(...comments: Parameters<typeof giscusDiscussion>[1]) {
  return giscusDiscussion({ number: 1, term: "post/", url }, comments);
}

function issue(...comments: readonly ModelComment[]) {
  return utterancesIssue({ number: 1, term: "post/", url, title: "Post" }, comments);
}

/** How a comment comes out, whichever API and kind of thread it is read by. */
const roads = [
  [
    "of a discussion",
    (...given: ModelComment[]) => readAll({ repository, discussions: [discussion(...given)] }),
  ],
  [
    "of an issue",
    (...given: ModelComment[]) =>
      readAll({ repository, issues: [issue(...given)] }, { threads: "issues" }),
  ],
  [
    "of an issue, read without a token",
    (...given: ModelComment[]) =>
      readAll({ repository, issues: [issue(...given)] }, { threads: "issues", token: undefined }),
  ],
] as const;

describe.each(roads)("a comment %s", (road, read) => {
  const anchor = road === "of a discussion" ? "discussioncomment" : "issuecomment";

  it("has its author's login, its time, its text and what readers answered with a symbol", async () => {
    const { comments } = await read(
      comment(7, { html: "<p>See <em>this</em></p>", reactions: { HEART: 2, THUMBS_UP: 3 } }),
    );
    expect(comments).toEqual([
      {
        source: `github:${repositoryId}`,
        sourceId: `${anchor}-7`,
        authorId: "ann",
        authorName: "ann",
        body: "See this",
        formatted: "<p>See <em>this</em></p>",
        sentAt: Date.UTC(2024, 0, 1, 0, 0, 7),
        replyTo: null,
        reactions: [
          { key: "👍", count: 3 },
          { key: "❤️", count: 2 },
        ],
      },
    ]);
  });

  it("is ghost's where its author's account is deleted", async () => {
    const { comments } = await read(comment(1, { author: null }));
    expect(comments).toMatchObject([{ authorId: "ghost", authorName: "ghost" }]);
  });

  it("is left behind, and listed, where it was minimised", async () => {
    const { comments, skipped, removed } = await read(
      comment(1),
      comment(2, { minimised: "spam" }),
      comment(3, { minimised: "off-topic" }),
      comment(4, { minimised: "spam" }),
    );
    expect(comments.map(({ sourceId }) => sourceId)).toEqual([`${anchor}-1`]);
    expect(skipped).toEqual([
      { reason: "minimised: spam", sourceIds: [`${anchor}-2`, `${anchor}-4`] },
      { reason: "minimised: off-topic", sourceIds: [`${anchor}-3`] },
    ]);
    // One that was moved before must not stay where readers see it.
    expect(removed).toEqual([`${anchor}-2`, `${anchor}-3`, `${anchor}-4`]);
  });

  it("is left behind, and listed, where a bot wrote it", async () => {
    const { comments, skipped } = await read(comment(1, { author: { bot: "dependabot" } }));
    expect(comments).toEqual([]);
    expect(skipped).toEqual([{ reason: "written by a bot", sourceIds: [`${anchor}-1`] }]);
  });

  it("is left behind, and listed, where it shows nothing", async () => {
    const { comments, skipped } = await read(comment(1, { html: "" }));
    expect(comments).toEqual([]);
    expect(skipped).toEqual([{ reason: "without a text", sourceIds: [`${anchor}-1`] }]);
  });
});

describe.each(roads)("a thread, as a comment %s", (_, read) => {
  it("is read to its end", async () => {
    const given = Array.from({ length: 230 }, (_, index) => comment(index + 1));
    const { comments } = await read(...given);
    expect(comments.map(({ body }) => body)).toEqual(given.map(({ id }) => `Comment ${id}`));
  });
});

describe("an edit", () => {
  it("has its time", async () => {
    const editedAt = "2024-03-01T10:00:00Z";
    const edited = comment(1, { editedAt });
    const expected = [{ editedAt: Date.parse(editedAt) }];
    const ofDiscussion = await readAll({ repository, discussions: [discussion(edited)] });
    expect(ofDiscussion.comments).toMatchObject(expected);
    const ofIssue = await readAll({ repository, issues: [issue(edited)] }, { threads: "issues" });
    expect(ofIssue.comments).toMatchObject(expected);
  });
});

describe("a reply", () => {
  const parents = (conversation: Awaited<ReturnType<typeof readAll>>) =>
    conversation.comments.map(({ sourceId, replyTo }) => [sourceId, replyTo]);

  it("answers its comment", async () => {
    const given = { ...comment(1), replies: [comment(3), comment(4)] };
    const read = await readAll({ repository, discussions: [discussion(given, comment(2))] });
    expect(parents(read)).toEqual([
      ["discussioncomment-1", null],
      ["discussioncomment-2", null],
      ["discussioncomment-3", "discussioncomment-1"],
      ["discussioncomment-4", "discussioncomment-1"],
    ]);
  });

  it.each([
    ["minimised", { minimised: "abuse" }],
    ["deleted", { isDeleted: true }],
    ["written by a bot", { author: { bot: "helper" } }],
  ])("stays without its comment where that was %s", async (_, more) => {
    const given = { ...comment(1, more), replies: [comment(2)] };
    const read = await readAll({ repository, discussions: [discussion(given)] });
    expect(parents(read)).toEqual([["discussioncomment-2", null]]);
    expect(read.skipped.flatMap(({ sourceIds }) => sourceIds)).toEqual(["discussioncomment-1"]);
  });

  it("is known as removed where it was deleted or minimised, and only then", async () => {
    const given = {
      ...comment(1, { isDeleted: true }),
      replies: [comment(2), comment(3, { isDeleted: true }), comment(4, { minimised: "spam" })],
    };
    const { removed } = await readAll({ repository, discussions: [discussion(given)] });
    expect(removed).toEqual(["discussioncomment-1", "discussioncomment-3", "discussioncomment-4"]);
  });
});

describe("a page", () => {
  it("has the comments of several threads in order of time, and a warning for seeming doubles", async () => {
    const twice = { createdAt: "2024-02-01T00:00:00Z" };
    const first = giscusDiscussion({ number: 1, term: "post/", url }, [
      comment(1),
      comment(10, twice),
    ]);
    const second = giscusDiscussion({ number: 2, term: "old-post/", url }, [
      comment(2),
      comment(11, twice),
    ]);
    const { comments, threads, findings } = await readAll({
      repository,
      discussions: [first, second],
    });
    expect(comments.map(({ sourceId }) => sourceId)).toEqual(
      [1, 2, 10, 11].map((id) => `discussioncomment-${id}`),
    );
    expect(threads.map(({ id }) => id)).toEqual(["discussions/1", "discussions/2"]);
    expect(findings).toMatchObject([
      {
        code: "doubles-of-threads",
        sourceIds: ["discussioncomment-10", "discussioncomment-11"],
      },
    ]);
  });

  it("has the comments of a thread once that it shows twice", async () => {
    const source = await open(await github({ repository, discussions: [discussion(comment(1))] }));
    const page = pageWith("discussions/1", "discussions/1");
    const { comments, threads, findings } = await source.comments.readPage(page, never);
    expect(comments).toHaveLength(1);
    expect(threads).toHaveLength(2);
    expect(findings).toEqual([]);
    expect(await source.comments.expectedComments(page, never)).toBe(1);
  });

  it("has no comments where no thread is known, which costs no request", async () => {
    const apis = await github({ repository, discussions: [discussion(comment(1))] });
    const source = await open(apis);
    const before = apis.requests.length;
    const conversation = await source.comments.readPage(pageWith("discussions/2"), never);
    expect(conversation).toMatchObject({ comments: [], threads: [{ id: null }] });
    expect(await source.comments.expectedComments(pageWith("discussions/1"), never)).toBe(1);
    expect(apis.requests).toHaveLength(before);
  });

  it("fails where its thread was deleted since the list was made, and says which", async () => {
    const apis = await github({ repository, discussions: [discussion(comment(1))] });
    const source = await open(apis);
    apis.model = { repository };
    await expect(source.comments.readPage(pageWith("discussions/1"), never)).rejects.toMatchObject({
      code: "github-thread-deleted",
      message:
        "The discussion octo/blog#1 was deleted, moved or hidden while this run was reading.",
      stopsRun: false,
    });
  });

  it("has what was written since the list was made", async () => {
    const apis = await github({ repository, discussions: [discussion(comment(1))] });
    const source = await open(apis);
    const replies = Array.from({ length: 30 }, (_, index) => comment(100 + index));
    apis.model = {
      repository,
      discussions: [discussion({ ...comment(1), replies }, comment(2), comment(3))],
    };
    const { comments } = await source.comments.readPage(pageWith("discussions/1"), never);
    expect(comments).toHaveLength(33);
  });
});

describe("an opening post", () => {
  const opened = { number: 5, title: "Say something", comments: [comment(1)] };

  it("by a widget is no comment, and nothing is said of it", async () => {
    const { comments, findings } = await readAll({
      repository,
      discussions: [discussion(comment(1))],
    });
    expect(comments).toHaveLength(1);
    expect(findings).toEqual([]);
  });

  it("by a person is not moved, and that is said", async () => {
    const body = "What do you think of my post?";
    const { comments, findings } = await readAll({
      repository,
      discussions: [{ ...opened, body, author: "owner" }],
    });
    expect(comments.map(({ body }) => body)).toEqual(["Comment 1"]);
    expect(findings).toMatchObject([
      { code: "github-opening-post", message: expect.stringContaining("octo/blog#5 is by owner") },
    ]);
  });

  it("without a text is not worth a word", async () => {
    const { findings } = await readAll({
      repository,
      discussions: [{ ...opened, body: "", author: "owner" }],
    });
    expect(findings).toEqual([]);
  });
});
