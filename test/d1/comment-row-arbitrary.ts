import fc from "fast-check";
import type { CommentRow } from "../../src/domain/comment-row.ts";
import { contentHash } from "../../src/domain/content-hash.ts";
import { storableText } from "../../src/domain/storable-text.ts";
import { blog } from "../parts/d1/target-on.ts";

/** Pieces that SQL, JSON, a shell or a splitter of statements could trip over. */
const traps = [
  ..."' '' \" ` ; -- /* */ [ ] { } \\ \\u0000 \\' $1 ?1 :a @b % _ \r\n \n \t".split(" "),
  "'); DROP TABLE comments; --",
  "BEGIN TRANSACTION;",
  "END; COMMIT;",
  "CREATE TRIGGER x AFTER INSERT ON y BEGIN SELECT 1; END",
  "\u0001\u001f\u007f\u0085",
  "\uFEFF\u202E\u2028\u2029",
  "👩‍🍳🍞",
  "نور",
  "梅",
  "NULL",
  "0x41",
  "1e5",
];

/** Any text that a comment can hold. */
export const anyText: fc.Arbitrary<string> = fc
  .array(fc.oneof(fc.constantFrom(...traps), fc.string({ unit: "binary", maxLength: 12 })), {
    maxLength: 8,
  })
  .map((pieces) => storableText(pieces.join("")));

/** Rows of one page, each answering none or an earlier one; the source ids begin with the prefix. */
export function anyRows(
  prefix: string,
  pageId: string,
  maxLength = 12,
  minLength = 0,
): fc.Arbitrary<CommentRow[]> {
  const seeds = fc.array(fc.tuple(anyText, anyText, fc.nat(), fc.boolean()), {
    minLength,
    maxLength,
  });
  return seeds.map((comments) =>
    comments.map(([authorName, content, parent, isReply], index) => ({
      source: blog,
      sourceId: `$${prefix}${index}`,
      pageId,
      parentSourceId: isReply && index > 0 ? `$${prefix}${parent % index}` : null,
      authorName,
      content,
      createdAt: new Date(1_600_000_000_000 + index).toISOString(),
      ipAddress: "migrated",
      contentHash: contentHash(pageId, authorName, content),
    })),
  );
}

/**
 * Rows of one page as conversations are: some at the same millisecond, threads that may be as deep as
 * there are rows, and whole seconds between others.
 */
export function anyConversation(pageId: string, maxLength = 30): fc.Arbitrary<CommentRow[]> {
  const step = fc.tuple(
    fc.constantFrom(0, 0, 1, 1_000),
    fc.constantFrom("root", "last", "last", "any"),
    fc.nat(),
  );
  return fc
    .tuple(anyRows("c", pageId, maxLength), fc.array(step, { minLength: maxLength, maxLength }))
    .map(([rows, steps]) => {
      let time = 1_600_000_000_000;
      return rows.map((row, index) => {
        const [later = 0, answers = "root", any = 0] = steps[index] ?? [];
        time += later;
        const parent = { root: undefined, last: rows[index - 1], any: rows[any % (index || 1)] };
        const answered = index === 0 ? undefined : parent[answers];
        return {
          ...row,
          parentSourceId: answered?.sourceId ?? null,
          createdAt: new Date(time).toISOString(),
        };
      });
    });
}
