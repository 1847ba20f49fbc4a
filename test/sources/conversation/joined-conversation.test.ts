import { describe, expect, it } from "vitest";
import type { Comment } from "../../../src/domain/comment.ts";
import { joinedConversation } from "../../../src/sources/conversation/joined-conversation.ts";

const page = { pageId: "/a/", title: "A", file: "content/a.md", threads: [] };

function comment(sourceId: string, authorName: string, sentAt: number): Comment {
  return {
    ...{ source: "x", sourceId, authorName, sentAt },
    ...{ authorId: authorName, body: "…", replyTo: null },
  };
}

function join(...threads: readonly (readonly Comment[])[]) {
  const nothing = { skipped: [], removed: [], findings: [] };
  return joinedConversation(
    page,
    [],
    threads.map((comments) => ({ comments, ...nothing })),
  );
}

describe("several threads of a page", () => {
  it("become one conversation in order of time", () => {
    const { comments } = join(
      [comment("1", "Ada", 10), comment("2", "Bea", 30)],
      [comment("3", "Cid", 20)],
    );
    expect(comments.map(({ sourceId }) => sourceId)).toEqual(["1", "3", "2"]);
  });

  it("keep what one person wrote at the same second in both, and tell it", () => {
    const { comments, findings } = join(
      [comment("1", "Ada", 10_100), comment("2", "Bea", 10_200)],
      [comment("3", "Ada", 10_900), comment("4", "Bea", 11_000)],
    );
    expect(comments).toHaveLength(4);
    expect(findings).toMatchObject([{ code: "doubles-of-threads", sourceIds: ["1", "3"] }]);
  });

  it("say of one reason to skip comments what all of them skipped", () => {
    const skipping = (...sourceIds: readonly string[]) => ({
      comments: [],
      skipped: [{ reason: "spam", sourceIds }],
      removed: sourceIds,
      findings: [],
    });
    const { skipped, removed } = joinedConversation(page, [], [skipping("1"), skipping("2", "3")]);
    expect(skipped).toEqual([{ reason: "spam", sourceIds: ["1", "2", "3"] }]);
    expect(removed).toEqual(["1", "2", "3"]);
  });
});

it("one thread alone has no doubles: people write twice", () => {
  expect(join([comment("1", "Ada", 10), comment("2", "Ada", 10)]).findings).toEqual([]);
});
