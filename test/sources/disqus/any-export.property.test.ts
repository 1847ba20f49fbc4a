import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { OpenExport } from "../../../src/sources/export/open-export.ts";
import type { ThreadComments } from "../../../src/sources/export/thread-comments.ts";
import { escapeHtml } from "../../../src/sources/html/html-text.ts";
import {
  escaped,
  exportOf,
  inCdata,
  postXml,
  threadXml,
  type WrittenPost,
  type WrittenThread,
  withExport,
} from "./export-writer.ts";

/** Words that XML, CDATA or HTML could trip over. */
const words = fc
  .array(
    fc.constantFrom(
      "]]>",
      "]]",
      "]",
      ">",
      "&amp;",
      "&lt;",
      "<",
      "&",
      "é",
      "'",
      "🍞",
      "bread",
      "<![CDATA[",
    ),
    {
      maxLength: 5,
    },
  )
  .map((parts) => `x${parts.join(" ")}y`);

const threads = fc
  .array(
    fc.record({
      identifier: fc.constantFrom("", "bread & butter", "17 https://crumbs.example/?p=17"),
      link: fc.constantFrom("", "https://crumbs.example/bread/?a=1&b=2"),
      title: words,
      isClosed: fc.boolean(),
      isDeleted: fc.nat(5).map((n) => n === 0),
    }),
    { minLength: 1, maxLength: 4 },
  )
  .map((list) => list.map((thread, index): WrittenThread => ({ ...thread, id: `${index + 1}` })));

const parents = Array.from({ length: 18 }, (_, index) => 100 + index);

/** Posts, most of one thread, some of threads that are not there; parents may be anywhere, or nowhere. */
const posts = fc
  .array(
    fc.record({
      thread: fc.constantFrom(1, 1, 1, 1, 2, 3, 4, 5),
      parent: fc.option(fc.constantFrom(...parents), { nil: undefined }),
      text: words,
      minute: fc.integer({ min: 10, max: 15 }),
      fate: fc.constantFrom("living", "living", "living", "deleted", "spam", "deleted spam"),
      username: fc.constantFrom("", "ann7", "bo"),
      name: fc.constantFrom("Ann", "Bo & Co", "Zoé <x>"),
      write: fc.constantFrom(inCdata, escaped, (text: string) => `\n  ${inCdata(text)}\n`),
    }),
    { minLength: 8, maxLength: 20, size: "max" },
  )
  .map((list) =>
    list.map(({ thread, parent, text, minute, fate, username, name, write }, index) => {
      const post: WrittenPost = {
        id: `${index + 100}`,
        thread: `${thread}`,
        parent: parent === undefined ? undefined : `${parent}`,
        message: `<p>${escapeHtml(text)}</p>`,
        at: `2020-02-02T10:${minute}:00Z`,
        isDeleted: fate.includes("deleted"),
        isSpam: fate.includes("spam"),
        name,
        username,
      };
      return { post, text, xml: postXml(post, write) };
    }),
  );

type AnyPost = { readonly post: WrittenPost; readonly text: string };

/** What the comments of a thread are, by a plain reading, each way up walked again. */
function modelOf(thread: WrittenThread, all: readonly AnyPost[]) {
  const own = new Map(
    all.filter(({ post }) => post.thread === thread.id).map((any) => [any.post.id, any.post]),
  );
  const isLiving = (id: string) => {
    const post = own.get(id);
    return post !== undefined && !thread.isDeleted && !post.isDeleted && !post.isSpam;
  };
  const parentOf = (post: WrittenPost): string | null => {
    let { parent } = post;
    for (let steps = 0; parent !== undefined && steps <= own.size; steps += 1) {
      if (isLiving(parent)) return parent;
      parent = own.get(parent)?.parent;
    }
    return null;
  };
  const living = all.filter(({ post }) => post.thread === thread.id && isLiving(post.id));
  return living
    .toSorted((a, b) => {
      const byTime = (a.post.at ?? "").localeCompare(b.post.at ?? "");
      return byTime === 0 ? Number(a.post.id) - Number(b.post.id) : byTime;
    })
    .map(({ post, text }) => ({
      sourceId: post.id,
      authorName: post.name,
      body: text,
      replyTo: parentOf(post),
      sentAt: Date.parse(post.at ?? ""),
    }));
}

/** Expects of a thread what its own posts say. */
function expectThread(
  opened: OpenExport,
  thread: WrittenThread,
  own: readonly AnyPost[],
): ThreadComments {
  const found = opened.threads.find(({ id }) => id === thread.id);
  if (found === undefined) throw new Error(`thread ${thread.id} is missing`);
  const { link = "", identifier = "" } = thread;
  expect(found.addresses).toEqual(link === "" ? [] : [link]);
  expect(found.identifiers).toEqual(identifier === "" ? [] : [identifier]);
  expect(found.title).toBe(thread.title);
  const read = opened.commentsOf(thread.id);
  if (read === undefined) throw new Error(`thread ${thread.id} has no comments`);
  const { comments, skipped, removed } = read;
  expect(found.comments).toBe(comments.length);
  expect(found.date?.getTime()).toBe(comments[0]?.sentAt);
  expect(
    comments.map(({ sourceId, authorName, body, replyTo, sentAt }) => ({
      sourceId,
      authorName,
      body,
      replyTo,
      sentAt,
    })),
  ).toEqual(modelOf(thread, own));
  const told = [...comments.map((c) => c.sourceId), ...skipped.flatMap((s) => s.sourceIds)];
  expect(told.toSorted()).toEqual(own.map(({ post }) => post.id).toSorted());
  expect(removed.toSorted()).toEqual(
    own.flatMap(({ post }) => (thread.isDeleted || post.isDeleted || post.isSpam ? [post.id] : [])),
  );
  return read;
}

const files = fc.record({
  order: fc.array(fc.nat(), { minLength: 24, maxLength: 24 }),
  split: fc.nat(24),
  junk: fc.constantFrom("", "\uFEFF", "`", "\n\n", "\uFEFF \n`"),
  isPacked: fc.boolean(),
});

describe("any export", () => {
  it("comes out as it was, however it is written, ordered, packed and split", async () => {
    const seen = { replies: 0, adopted: 0, skipped: 0 };
    await fc.assert(
      fc.asyncProperty(threads, posts, files, async (threadList, postList, written) => {
        const records = [
          ...threadList.map((thread) => threadXml(thread)),
          ...postList.map(({ xml }) => xml),
        ]
          .map((xml, index) => ({ xml, at: written.order[index] ?? 0 }))
          .toSorted((a, b) => a.at - b.at)
          .map(({ xml }) => xml);
        const parts = [records.slice(0, written.split), records.slice(written.split)].map(
          (part) => {
            const xml = Buffer.from(written.junk + exportOf(part));
            return written.isPacked ? gzipSync(xml) : xml;
          },
        );
        await withExport(parts, (opened) => {
          const ids = opened.threads.map(({ id }) => id).toSorted();
          expect(ids).toEqual(threadList.map(({ id }) => id));
          for (const thread of threadList) {
            const own = postList.filter(({ post }) => post.thread === thread.id);
            const { comments, skipped } = expectThread(opened, thread, own);
            seen.skipped += skipped.length;
            seen.replies += comments.filter(({ replyTo }) => replyTo !== null).length;
            seen.adopted += comments.filter(
              ({ sourceId, replyTo }) =>
                replyTo !== null &&
                replyTo !== own.find(({ post }) => post.id === sourceId)?.post.parent,
            ).length;
          }
          const homeless = postList.filter(
            ({ post }) => !threadList.some(({ id }) => id === post.thread),
          );
          const reported = opened.findings.find(
            ({ code }) => code === "exported-posts-without-place",
          )?.sourceIds;
          expect(reported?.toSorted() ?? []).toEqual(homeless.map(({ post }) => post.id));
        });
      }),
      { numRuns: 150 },
    );
    // The exports hold what there is to compare.
    expect(Math.min(...Object.values(seen)), JSON.stringify(seen)).toBeGreaterThan(0);
  });

  it("gives nothing when it is cut anywhere before its end", async () => {
    await fc.assert(
      fc.asyncProperty(posts, fc.double({ min: 0, max: 0.999, noNaN: true }), async (list, at) => {
        const whole = exportOf([threadXml({ id: "1" }), ...list.map(({ xml }) => xml)]).trimEnd();
        const cut = whole.slice(0, Math.floor(whole.length * at));
        await expect(withExport([cut], () => "used")).rejects.toMatchObject({
          code: expect.stringMatching(/^export-(?:cut|of-another-kind)$/),
        });
      }),
      { numRuns: 100 },
    );
  });
});
