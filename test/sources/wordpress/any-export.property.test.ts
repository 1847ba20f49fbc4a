import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { escapeHtml } from "../../../src/sources/html/html-text.ts";
import {
  exportOf,
  itemXml,
  type WrittenComment,
  type WrittenItem,
  withExport,
} from "./export-writer.ts";

/** Words that XML, CDATA or HTML could trip over. */
const words = fc
  .array(
    fc.constantFrom("]]>", "]]", "&amp;", "<", "&", "é", "'", "🍞", "<![CDATA[", "\n", "\n\n"),
    {
      maxLength: 5,
    },
  )
  .map((parts) => `x${parts.join("y")}y`);

type AnyComment = Required<Omit<WrittenComment, "url" | "content" | "email" | "local">> & {
  /** What readers saw, with signs as they are. */
  readonly text: string;
};

const ids = Array.from({ length: 18 }, (_, index) => `${100 + index}`);

const comments: fc.Arbitrary<readonly AnyComment[]> = fc
  .array(
    fc.record({
      parent: fc.constantFrom("0", ...ids),
      author: fc.constantFrom("Ann", "Bo & Co", "Zoé <x>", ""),
      minute: fc.integer({ min: 10, max: 15 }),
      status: fc.constantFrom("1", "1", "1", "0", "spam", "trash"),
      type: fc.constantFrom("", "comment", "comment", "review", "pingback"),
      user: fc.constantFrom("0", "1"),
      text: words,
    }),
    { minLength: 8, maxLength: 18, size: "max" },
  )
  .map((list) =>
    list.map(({ minute, ...comment }, index) => ({
      ...comment,
      id: ids[index] ?? "",
      gmt: `2020-02-02 10:${minute}:00`,
    })),
  );

const items = fc
  .array(
    fc.record({
      link: fc.constantFrom("", "https://crumbs.example/bread/", "https://crumbs.example/?a=1&b=2"),
      title: fc.constantFrom("Bread", "Bo & Co <x>"),
      status: fc.constantFrom("publish", "publish", "publish", "private", "trash"),
    }),
    { minLength: 1, maxLength: 3 },
  )
  .map((list) =>
    list.map((item, index) => ({ ...item, id: `${index + 1}`, guid: `urn:x:${index}` })),
  );

/** An item, and which of the comments it has. */
function withComments(
  item: WrittenItem & { readonly title: string },
  own: readonly AnyComment[],
): WrittenItem {
  return {
    ...item,
    title: escapeHtml(item.title),
    comments: own.map(({ text, ...comment }) => ({
      ...comment,
      author: escapeHtml(comment.author),
      content: escapeHtml(text),
    })),
  };
}

/** What the comments of an item are, by a plain reading. */
function modelOf({ status }: WrittenItem, own: readonly AnyComment[]) {
  const byId = new Map(own.map((comment) => [comment.id, comment]));
  const isShown = (comment: AnyComment | undefined) =>
    status !== "trash" && comment?.status === "1" && comment.type !== "pingback";
  const parentOf = (comment: AnyComment): string | null => {
    let { parent } = comment;
    for (let steps = 0; steps <= own.length && byId.has(parent); steps += 1) {
      if (isShown(byId.get(parent))) return parent;
      parent = byId.get(parent)?.parent ?? "0";
    }
    return null;
  };
  return own
    .filter(isShown)
    .toSorted((a, b) => a.gmt.localeCompare(b.gmt) || Number(a.id) - Number(b.id))
    .map((comment) => ({
      source: "wordpress:crumbs.example",
      sourceId: comment.id,
      authorName: comment.author || "Anonymous",
      body: comment.text,
      replyTo: parentOf(comment),
      sentAt: Date.parse(`${comment.gmt.replace(" ", "T")}Z`),
    }));
}

/** A place for each of some things, in turn. */
const places = fc.array(fc.nat(), { minLength: 40, maxLength: 40 });

function shuffled<T>(list: readonly T[], order: readonly number[]): readonly T[] {
  return list
    .map((one, index) => ({ one, at: order[index % order.length] ?? 0 }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ one }) => one);
}

const writing = fc.record({
  order: places,
  homes: places,
  split: fc.nat(4),
  junk: fc.constantFrom("", "\uFEFF", "\n\n", "\uFEFF \n`"),
  version: fc.constantFrom("1.0", "1.1", "1.2"),
  isPacked: fc.boolean(),
});

describe("any export", () => {
  it("comes out as it was, however it is written, ordered, packed and split", async () => {
    const seen = { replies: 0, adopted: 0, skipped: 0 };
    await fc.assert(
      fc.asyncProperty(items, comments, writing, async (itemList, commentList, written) => {
        const ownOf = (item: number) =>
          commentList.filter((_, index) => (written.homes[index] ?? 0) % itemList.length === item);
        const records = shuffled(
          itemList.map((item, index) =>
            itemXml(withComments(item, ownOf(index)), (all) => shuffled(all, written.order)),
          ),
          written.order,
        );
        const files = [records.slice(0, written.split), records.slice(written.split)].map(
          (part) => {
            const xml = Buffer.from(written.junk + exportOf(part, { version: written.version }));
            return written.isPacked ? gzipSync(xml) : xml;
          },
        );
        await withExport(files, (opened) => {
          expect(opened.threads.map(({ id }) => id).toSorted()).toEqual(
            itemList.map(({ id }) => id),
          );
          for (const [index, item] of itemList.entries()) {
            const own = ownOf(index);
            const thread = opened.threads.find(({ id }) => id === item.id);
            expect(thread?.title).toBe(item.title);
            expect(thread?.identifiers).toEqual([`${item.id} ${item.guid}`]);
            expect(thread?.addresses).toEqual([
              ...(item.link === "" ? [] : [item.link]),
              `https://crumbs.example/?p=${item.id}`,
            ]);
            const read = opened.commentsOf(item.id);
            const model = modelOf(item, own);
            expect(thread?.comments).toBe(model.length);
            expect(read?.comments).toMatchObject(model);
            const told = [
              ...(read?.comments.map(({ sourceId }) => sourceId) ?? []),
              ...(read?.skipped.flatMap(({ sourceIds }) => sourceIds) ?? []),
            ];
            expect(told.toSorted()).toEqual(own.map(({ id }) => id));
            seen.skipped += own.length - model.length;
            const replies = model.filter(({ replyTo }) => replyTo !== null);
            seen.replies += replies.length;
            seen.adopted += replies.filter(
              ({ sourceId, replyTo }) => own.find(({ id }) => id === sourceId)?.parent !== replyTo,
            ).length;
          }
        });
      }),
      { numRuns: 150 },
    );
    // The exports hold what there is to compare.
    expect(Math.min(...Object.values(seen)), JSON.stringify(seen)).toBeGreaterThan(0);
  });

  it("gives nothing when it is cut anywhere before its end", async () => {
    await fc.assert(
      fc.asyncProperty(
        comments,
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        async (list, at) => {
          const item = withComments({ id: "1", title: "Bread" }, list);
          const whole = exportOf([itemXml(item)]).trimEnd();
          const cut = whole.slice(0, Math.floor(whole.length * at));
          await expect(withExport([cut], () => "used")).rejects.toMatchObject({
            code: expect.stringMatching(/^export-(?:cut|of-another-kind)$/),
          });
        },
      ),
      { numRuns: 100 },
    );
  });
});
