import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { HeldComment } from "../../src/domain/kept-comment.ts";
import { ConversationPicker } from "../../src/migration/conversation-picker.ts";

interface Given extends Partial<HeldComment> {
  readonly id: string;
  readonly parent?: string;
  readonly at?: number;
}

function held({ id, parent, at = 0, ...overrides }: Given): HeldComment {
  return {
    source: "s",
    sourceId: id,
    commentId: id,
    pageId: "/p/",
    isVerified: true,
    digest: "",
    writtenParent: null,
    importedAt: "",
    kept: {
      sourceId: id,
      page: "/p/",
      parentSourceId: parent ?? null,
      authorName: "Ada",
      content: id,
      createdAt: new Date(at).toISOString(),
    },
    isAsWritten: true,
    hasItsTime: true,
    isShown: true,
    isEmptied: false,
    ...overrides,
  };
}

function pick(...pages: readonly (readonly [string, readonly HeldComment[]])[]) {
  const picker = new ConversationPicker();
  for (const [pageId, all] of pages) picker.offer({ pageId, title: "" }, all, all);
  return picker.picked();
}

function ofLength(length: number, replies = 0) {
  return Array.from({ length }, (_, index) =>
    held({ id: `$${index}`, ...(index < length - replies ? {} : { parent: "$0" }), at: index }),
  );
}

describe("the conversations that are picked to look at", () => {
  it("have replies and a moderate length where there are such, else what there is", () => {
    const pages = [
      ["/long/", ofLength(90, 40)],
      ["/none/", []],
      ["/flat/", ofLength(5)],
      ["/single/", ofLength(1)],
      ["/talk/", ofLength(5, 2)],
      ["/short/", ofLength(2, 1)],
    ] as const;
    expect(pick(...pages).map(({ pageId }) => pageId)).toEqual(["/talk/", "/short/", "/long/"]);
    expect(pick(...pages.slice(1, 4)).map(({ pageId }) => pageId)).toEqual(["/flat/", "/single/"]);
  });

  it("are the same in whatever order pages come", () => {
    const pages = Array.from(
      { length: 8 },
      (_, index) => [`/${index}/`, ofLength(1 + (index % 5), index % 2)] as const,
    );
    fc.assert(
      fc.property(fc.shuffledSubarray(pages, { minLength: pages.length }), (shuffled) => {
        expect(pick(...shuffled)).toEqual(pick(...pages));
      }),
      { numRuns: 30 },
    );
  });

  it("show no comment that readers don't see, and what answers it as a beginning", () => {
    const [one] = pick([
      "/p/",
      [
        held({ id: "$hidden", isShown: false }),
        held({ id: "$emptied", isEmptied: true }),
        held({ id: "$deleted", kept: null }),
        held({ id: "$a", parent: "$hidden", at: 1 }),
        held({ id: "$b", parent: "$a", at: 2 }),
      ],
    ]);
    expect(one?.comments.map(({ comment, depth }) => [comment.sourceId, depth])).toEqual([
      ["$a", 0],
      ["$b", 1],
    ]);
  });

  it("show nothing that was removed at the source, though the target still has it", () => {
    const picker = new ConversationPicker();
    const all = [held({ id: "$there" }), held({ id: "$removed" })];
    picker.offer({ pageId: "/p/", title: "" }, [{ sourceId: "$there" }], all);
    expect(picker.picked()[0]?.comments.map(({ comment }) => comment.sourceId)).toEqual(["$there"]);
  });

  it("have each reply below what it answers, the oldest first", () => {
    const [one] = pick([
      "/p/",
      [
        held({ id: "$late", at: 9 }),
        held({ id: "$first", at: 1 }),
        held({ id: "$reply-2", parent: "$first", at: 8 }),
        held({ id: "$reply-1", parent: "$first", at: 2 }),
        held({ id: "$deep", parent: "$reply-1", at: 5 }),
      ],
    ]);
    expect(one?.comments.map(({ comment, depth }) => `${depth} ${comment.sourceId}`)).toEqual([
      "0 $first",
      "1 $reply-1",
      "2 $deep",
      "1 $reply-2",
      "0 $late",
    ]);
  });
});
