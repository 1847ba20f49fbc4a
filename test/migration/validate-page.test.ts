import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Comment } from "../../src/domain/comment.ts";
import type { Page } from "../../src/domain/page.ts";
import { type TransformedPage, transformPage } from "../../src/domain/transform.ts";
import { validatePage } from "../../src/migration/validate-page.ts";
import { row } from "../d1/stored-rows.ts";

const location = { file: "content/p.md", line: 1 };
const page: Page = {
  pageId: "/p/",
  title: "P",
  file: location.file,
  threads: [{ threadId: "p", location }],
};
const limits = { now: new Date("2024-05-01T00:00:00Z"), maxDepth: 3 };

function comment(sourceId: string, overrides: Partial<Comment> = {}): Comment {
  return {
    sourceId,
    source: "cactus:example.org/blog",
    authorId: "@ada:example.org",
    authorName: "Ada",
    body: `Comment ${sourceId}`,
    sentAt: Date.UTC(2024, 0, 1),
    replyTo: null,
    ...overrides,
  };
}

function found(comments: readonly Comment[], change = (page: TransformedPage) => page) {
  const transformed = change(transformPage(page, comments, limits.maxDepth));
  return validatePage(page, comments, transformed, limits).map(({ code, severity, sourceIds }) => [
    severity,
    code,
    ...(sourceIds ?? []),
  ]);
}

const two = [comment("$1"), comment("$2", { replyTo: "$1" })];

describe("the validation of a page", () => {
  it("finds nothing in a sound conversation", () => {
    expect(found(two)).toEqual([]);
  });

  it("finds no error in what the transformation makes of any conversation", () => {
    const anyComment = fc.record({
      body: fc.string({ unit: "binary" }),
      authorName: fc.string({ unit: "binary" }),
      sentAt: fc.oneof(fc.nat(), fc.double(), fc.constantFrom(8.64e15, -1)),
      replyTo: fc.option(fc.nat(12)),
    });
    fc.assert(
      fc.property(fc.array(anyComment, { maxLength: 12 }), (drawn) => {
        const comments = drawn.map(({ replyTo, ...rest }, index) =>
          comment(`$${index}`, { ...rest, replyTo: replyTo === null ? null : `$${replyTo}` }),
        );
        expect(found(comments).filter(([severity]) => severity === "error")).toEqual([]);
      }),
    );
  });

  it.each<[string, readonly Comment[], readonly string[]]>([
    ["event read twice", [...two, comment("$1")], ["warning", "event-read-twice", "$1"]],
    ["comment without text", [comment("$1", { body: " \n" })], ["warning", "empty-comment", "$1"]],
    [
      "author without a name",
      [comment("$1", { authorName: "" })],
      ["warning", "nameless-author", "$1"],
    ],
    [
      "character that no database stores, which was replaced",
      [comment("$1", { body: "a\0b" })],
      ["warning", "character-replaced", "$1"],
    ],
    [
      "time more than a day ahead",
      [comment("$1", { sentAt: Date.UTC(2024, 4, 3) })],
      ["warning", "time-in-the-future", "$1"],
    ],
    [
      "same words by the same author, as a notice: they are two comments",
      [comment("$1", { body: "+1" }), comment("$2", { body: "+1" })],
      ["notice", "equal-comments", "$1", "$2"],
    ],
  ])("tells of: %s", (_, comments, expected) => {
    expect(found(comments)).toEqual([expected]);
  });

  it.each<[string, TransformedPage["rows"], readonly string[]]>([
    ["lost comment", [], ["comment-lost", "$1"]],
    ["row of another page", [{ ...soundRow(), pageId: "/q/" }], ["row-of-another-page", "$1"]],
    ["unusable time", [{ ...soundRow(), createdAt: "soon" }], ["unusable-time", "$1"]],
    ["character that no database stores", [{ ...soundRow(), content: "\0" }], ["unstorable-text"]],
    ["hash of another text", [row("$1")], ["wrong-content-hash", "$1"]],
    [
      "reply before its parent",
      [{ ...soundRow(), parentSourceId: "$2" }],
      ["reply-before-parent", "$1"],
    ],
  ])("stops a page with a %s", (_, rows, expected) => {
    const errors = found([comment("$1")], (transformed) => ({ ...transformed, rows }));
    expect(errors).toContainEqual(["error", ...expected, ...(expected.length === 1 ? ["$1"] : [])]);
  });

  it("stops a page with a thread that is deeper than the target allows", () => {
    const deep = ["$1", "$2", "$3", "$4"].map((sourceId, index) => ({
      ...soundRow(),
      sourceId,
      parentSourceId: index === 0 ? null : `$${index}`,
    }));
    expect(found([], (transformed) => ({ ...transformed, rows: deep }))).toContainEqual([
      "error",
      "thread-too-deep",
      "$4",
    ]);
  });
});

function soundRow() {
  const [sound = row("$1")] = transformPage(page, [comment("$1")]).rows;
  return sound;
}
