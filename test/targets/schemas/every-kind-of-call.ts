import type { D1CommentTarget } from "../../../src/d1/comment-target.ts";
import type { TargetSchema } from "../../../src/d1/schema/target-schema.ts";
import type { CommentRow } from "../../../src/domain/comment-row.ts";
import { contentHash } from "../../../src/domain/content-hash.ts";
import { flattenThreads } from "../../../src/domain/flatten.ts";

const never = new AbortController().signal;

const reactions = [
  { key: "👍", count: 2 },
  { key: "❤️", count: 1 },
];

/**
 * Lets a target write comments, edit all, move them to another page, remove one and take the rest back.
 * @param content what each comment says after its edit
 * @returns how many were written
 */
export async function makeEveryKindOfCall(
  target: D1CommentTarget,
  { maxDepth = Number.POSITIVE_INFINITY }: TargetSchema,
  comments: readonly CommentRow[],
  content: string,
): Promise<number> {
  const { rows } = flattenThreads(
    comments.map((one) => ({ ...one, reactions })),
    maxDepth,
  );
  await target.prepare({ readOnly: false }, never);
  const { inserted } = await target.importRows(rows, never);
  const edited = rows.map((one) => ({
    ...one,
    content,
    contentHash: contentHash(one.pageId, one.authorName, content),
  }));
  const held = await target.readHeld("all", never);
  const edits = held.flatMap((one, index) => {
    const row = edited[index];
    return row === undefined ? [] : [{ held: one, row }];
  });
  await target.editComments(edits, never);
  const moved = edited.map((one) => ({
    ...one,
    pageId: "/b/",
    contentHash: contentHash("/b/", one.authorName, content),
  }));
  await target.followPages(moved, never);
  await target.readHeld([String(rows[0]?.sourceId)], never);
  await target.readStrays(never);
  await target.removeComments((await target.readHeld("all", never)).slice(0, 1), never);
  await target.readReaderReplies(never);
  await target.undoSome("keep", never);
  return inserted.size;
}
