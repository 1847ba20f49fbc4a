import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Comment } from "../../src/domain/comment.ts";
import { orderReplies } from "../../src/domain/order-replies.ts";
import type { Page } from "../../src/domain/page.ts";
import { transformPage } from "../../src/domain/transform.ts";

const page: Page = {
  pageId: "/posts/bread/",
  title: "Bread",
  file: "content/posts/bread.md",
  threads: [{ threadId: "bread", location: { file: "content/posts/bread.md", line: 7 } }],
};

function comment(overrides: Partial<Comment> & { sourceId: string }): Comment {
  return {
    source: "cactus:example.org/blog",
    authorId: "@ada:example.org",
    authorName: "Ada",
    body: "Lovely crumb.",
    sentAt: Date.UTC(2024, 0, 2, 3, 4, 5, 678),
    replyTo: null,
    ...overrides,
  };
}

describe("a comment becomes a row", () => {
  it("keeps author and text, and gives the time in ISO 8601 UTC with milliseconds", () => {
    const { rows, findings } = transformPage(page, [comment({ sourceId: "$1" })]);
    expect(rows).toEqual([
      {
        source: "cactus:example.org/blog",
        sourceId: "$1",
        pageId: "/posts/bread/",
        pageTitle: "Bread",
        parentSourceId: null,
        authorName: "Ada",
        content: "Lovely crumb.",
        createdAt: "2024-01-02T03:04:05.678Z",
        ipAddress: "migrated",
        contentHash: createHash("sha256").update("/posts/bread/\0Ada\0Lovely crumb.").digest("hex"),
      },
    ]);
    expect(findings).toEqual([]);
  });

  it("hashes what is stored, so that page, author and text can't be shifted into each other", () => {
    const [a, b] = [
      comment({ sourceId: "$1", authorName: "Ada", body: "B" }),
      comment({ sourceId: "$2", authorName: "AdaB", body: "" }),
    ].map((one) => transformPage(page, [one]).rows[0]?.contentHash);
    expect(a).not.toBe(b);
  });

  it("replaces U+0000 and lone surrogates, and nothing else", () => {
    const body = "a\0b\uD800c\u{1F35E}\u202Ed\r\n";
    const { rows } = transformPage(page, [comment({ sourceId: "$1", body })]);
    expect(rows[0]?.content).toBe("a\uFFFDb\uFFFDc\u{1F35E}\u202Ed\r\n");
  });

  it("moves two equal comments as two", () => {
    const same = [comment({ sourceId: "$1", body: "+1" }), comment({ sourceId: "$2", body: "+1" })];
    expect(transformPage(page, same).rows.map((row) => row.sourceId)).toEqual(["$1", "$2"]);
  });

  it.each([
    [-1, "1970-01-01T00:00:00.000Z"],
    [Number.MAX_SAFE_INTEGER, "9999-12-31T23:59:59.999Z"],
    [Number.NaN, "1970-01-01T00:00:00.000Z"],
  ])("brings the impossible time %d to %s and says so", (sentAt, createdAt) => {
    const { rows, findings } = transformPage(page, [comment({ sourceId: "$1", sentAt })]);
    expect(rows[0]?.createdAt).toBe(createdAt);
    expect(findings.map((finding) => finding.code)).toEqual(["impossible-time"]);
  });

  it.each([
    [0, "1970-01-01T00:00:00.000Z"],
    [Date.UTC(9999, 11, 31, 23, 59, 59, 999), "9999-12-31T23:59:59.999Z"],
  ])(
    "takes the first and the last time that a target can sort as they are: %d ms",
    (sentAt, iso) => {
      const { rows, findings } = transformPage(page, [comment({ sourceId: "$a", sentAt })]);
      expect([rows[0]?.createdAt, findings]).toEqual([iso, []]);
    },
  );
});

describe("threads", () => {
  it("put the parent first although the reply's clock and place are before it", () => {
    const reply = comment({ sourceId: "$reply", replyTo: "$parent", sentAt: 1 });
    const parent = comment({ sourceId: "$parent", sentAt: 2 });
    const { rows } = transformPage(page, [reply, parent]);
    expect(rows.map((row) => [row.sourceId, row.parentSourceId])).toEqual([
      ["$parent", null],
      ["$reply", "$parent"],
    ]);
  });

  it("make a reply to an unknown comment a root and report it", () => {
    const { rows, findings } = transformPage(page, [comment({ sourceId: "$1", replyTo: "$gone" })]);
    expect(rows[0]?.parentSourceId).toBeNull();
    expect(findings.map((finding) => finding.code)).toEqual(["orphan-reply"]);
  });

  it("cut a circle at one place and lose nobody", () => {
    const circle = [
      comment({ sourceId: "$a", replyTo: "$c" }),
      comment({ sourceId: "$b", replyTo: "$a" }),
      comment({ sourceId: "$c", replyTo: "$b" }),
    ];
    const { rows, findings } = transformPage(page, circle);
    expect(rows.filter((row) => row.parentSourceId === null)).toHaveLength(1);
    expect(rows).toHaveLength(3);
    expect(findings.map((finding) => finding.code)).toEqual(["reply-circle"]);
  });

  it("survive a reply chain of 100,000 comments", () => {
    const chain = Array.from({ length: 100_000 }, (_, index) => ({
      sourceId: `$${index}`,
      replyTo: index === 99_999 ? null : `$${index + 1}`,
    }));
    expect(orderReplies(chain).ordered.at(0)?.comment.sourceId).toBe("$99999");
  });

  it("hold for any replies: each comment once, each parent earlier, every change reported", () => {
    const anyComments = fc
      .uniqueArray(fc.integer({ min: 0, max: 40 }), { maxLength: 30 })
      .chain((ids) =>
        fc.tuple(
          ...ids.map((id) =>
            fc.option(fc.integer({ min: 0, max: 45 }), { nil: null }).map((parent) => ({
              sourceId: `$${id}`,
              replyTo: parent === null ? null : `$${parent}`,
            })),
          ),
        ),
      );
    fc.assert(
      fc.property(anyComments, (comments) => {
        const { ordered, orphans, cut } = orderReplies(comments);
        const changed = new Set([...orphans, ...cut]);
        const placed = new Set<string>();
        for (const { comment: one, parentSourceId } of ordered) {
          expect(placed.has(one.sourceId)).toBe(false);
          if (changed.has(one)) expect(parentSourceId).toBeNull();
          else expect(parentSourceId).toBe(one.replyTo);
          if (parentSourceId !== null) expect(placed.has(parentSourceId)).toBe(true);
          placed.add(one.sourceId);
        }
        expect(placed.size).toBe(comments.length);
      }),
    );
  });
});

describe("a page with more comments than the target shows", () => {
  const some = (number: number) =>
    Array.from({ length: number }, (_, index) => comment({ sourceId: `$${index}` }));

  it.each([
    [99, []],
    // All are shown, but nothing that readers write after them.
    [100, ["page-shown-in-part"]],
    [101, ["page-shown-in-part"]],
  ])("is reported: %i comments where it shows 100", (number, codes) => {
    const { rows, findings } = transformPage(page, some(number), undefined, 100);
    expect(rows).toHaveLength(number);
    expect(findings.map(({ code }) => code)).toEqual(codes);
  });

  it("is none where it shows all", () => {
    expect(transformPage(page, some(2_000)).findings).toEqual([]);
  });
});
