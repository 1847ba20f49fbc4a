import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { escapeHtml } from "../../../src/sources/html/html-text.ts";
import { backupOf, type GivenComment, withBackup } from "./backup-writer.ts";

/** Words that JSON, lines or HTML could trip over. */
const words = fc
  .array(
    fc.constantFrom('"', "\\", "\\n", "\u2028", "{", "}", "<", "&amp;", "&", "é", "🍞", "bread"),
    { maxLength: 5 },
  )
  .map((parts) => `x${parts.join(" ")}y`);

const urls = ["https://crumbs.example/bread/", "https://crumbs.example/?a=1&b=2", "/cake/"];
const ids = Array.from({ length: 18 }, (_, index) => `c${100 + index}`);

/** A comment, and what it is meant to say. */
interface Meant {
  readonly given: GivenComment;
  readonly text: string;
  readonly name: string;
  readonly url: string;
}

const anyComments = fc
  .array(
    fc.record({
      url: fc.constantFrom(...urls),
      pid: fc.constantFrom("", ...ids),
      text: words,
      name: words.map((name) => name.replaceAll(/\s+/g, " ")),
      minute: fc.integer({ min: 10, max: 15 }),
      zone: fc.constantFrom("Z", "+00:00", ".123456789Z"),
      isDeleted: fc.nat(4).map((n) => n === 0),
      isAdmin: fc.boolean(),
      score: fc.integer({ min: -2, max: 2 }),
    }),
    { minLength: 6, maxLength: ids.length, size: "max" },
  )
  .map((list) =>
    list.map(({ url, text, name, minute, zone, ...rest }, index): Meant => {
      const given = {
        id: ids[index] ?? "",
        text: `<p>${escapeHtml(text)}</p>\n`,
        name: escapeHtml(name).replaceAll("&quot;", '"'),
        url: url.replaceAll("&", "&amp;"),
        at: `2020-02-02T10:${minute}:00${zone}`,
        ...rest,
      };
      return { given, text, name, url };
    }),
  );

/** What the comments of a page are, by a plain reading, each way up walked again. */
function modelOf(page: string, all: readonly Meant[]) {
  const own = new Map(
    all.filter(({ url }) => url === page).map(({ given }) => [given.id, given] as const),
  );
  const parentOf = ({ pid = "" }: GivenComment): string | null => {
    let id = pid;
    for (let steps = 0; steps <= own.size; steps += 1) {
      const parent = own.get(id);
      if (parent === undefined) return null;
      if (!parent.isDeleted) return id;
      id = parent.pid ?? "";
    }
    return null;
  };
  return all
    .filter(({ given, url }) => url === page && !given.isDeleted)
    .map(({ given, text, name }) => {
      const { score = 0 } = given;
      const reaction = { key: score > 0 ? "👍" : "👎", count: Math.abs(score) };
      return {
        sourceId: given.id,
        authorName: name,
        body: text,
        sentAt: Date.parse(given.at ?? ""),
        replyTo: parentOf(given),
        ...(score === 0 ? {} : { reactions: [reaction] }),
        ...(given.isAdmin ? { author: { isOwner: true } } : {}),
      };
    })
    .toSorted((a, b) => a.sentAt - b.sentAt || (a.sourceId < b.sourceId ? -1 : 1));
}

describe("any backup", () => {
  it("comes out as it was, in any order, packed and split", async () => {
    const seen = { replies: 0, deleted: 0, pages: 0 };
    const written = fc.record({
      order: fc.array(fc.nat(), { minLength: ids.length, maxLength: ids.length }),
      split: fc.nat(ids.length),
      lineEnd: fc.constantFrom("\n", "\r\n", "\n\n"),
      isPacked: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(anyComments, written, async (all, { order, split, lineEnd, isPacked }) => {
        const ordered = all
          .map(({ given }, index) => ({ given, at: order[index] ?? 0 }))
          .toSorted((a, b) => a.at - b.at)
          .map(({ given }) => given);
        const files = [ordered.slice(0, split), ordered.slice(split)].map((part) => {
          const text = backupOf(part).replaceAll("\n", lineEnd);
          return isPacked ? gzipSync(text) : text;
        });
        await withBackup(files, ({ threads, commentsOf, findings }) => {
          expect(findings).toEqual([]);
          const pages = [...new Set(all.map(({ url }) => url))];
          expect(threads.flatMap(({ addresses }) => addresses).toSorted()).toEqual(
            pages.toSorted(),
          );
          for (const { id, addresses, comments } of threads) {
            const [page = ""] = addresses;
            const model = modelOf(page, all);
            const read = commentsOf(id);
            expect(read?.comments).toEqual(
              model.map((one) => ({
                source: "remark42:crumbs",
                authorId: "anonymous_1",
                ...one,
              })),
            );
            expect(comments).toBe(model.length);
            const deleted = all.filter(({ given, url }) => url === page && given.isDeleted);
            expect(read?.removed.toSorted()).toEqual(deleted.map(({ given }) => given.id));
            seen.pages += 1;
            seen.deleted += deleted.length;
            seen.replies += model.filter(({ replyTo }) => replyTo !== null).length;
          }
        });
      }),
      { numRuns: 100 },
    );
    // The backups hold what there is to compare.
    expect(Math.min(...Object.values(seen)), JSON.stringify(seen)).toBeGreaterThan(0);
  });

  it("gives nothing when it is cut within a line", async () => {
    await fc.assert(
      fc.asyncProperty(anyComments, fc.double({ min: 0, max: 1, noNaN: true }), async (all, at) => {
        const whole = backupOf(all.map(({ given }) => given));
        const cut = whole.slice(0, Math.floor(whole.length * at));
        // Between two lines, nothing tells a cut backup from a smaller one.
        fc.pre(!/(?:\}|\n)$/.test(cut));
        await expect(withBackup([cut], () => "used")).rejects.toMatchObject({
          code: expect.stringMatching(/^export-(?:cut|of-another-kind)$/),
        });
      }),
      { numRuns: 100 },
    );
  });

  it("gives nothing when its pack is cut anywhere", async () => {
    await fc.assert(
      fc.asyncProperty(
        anyComments,
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        async (all, at) => {
          const whole = gzipSync(backupOf(all.map(({ given }) => given)));
          const cut = whole.subarray(0, Math.floor(whole.length * at));
          await expect(withBackup([cut], () => "used")).rejects.toMatchObject({
            code: expect.stringMatching(/^export-(?:cut|of-another-kind)$/),
          });
        },
      ),
      { numRuns: 100 },
    );
  });
});
