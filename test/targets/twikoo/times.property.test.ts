import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { D1CommentTarget } from "../../../src/d1/comment-target.ts";
import { freeTimes } from "../../../src/d1/times/unique-times.ts";
import { D1Error } from "../../../src/d1/transport/transport.ts";
import type { CommentRow } from "../../../src/domain/comment-row.ts";
import { contentHash } from "../../../src/domain/content-hash.ts";
import type { Finding } from "../../../src/domain/finding.ts";
import { compareHeld } from "../../../src/migration/compare-held.ts";
import { twikooSchema } from "../../../src/targets/twikoo/schema.ts";
import { row } from "../../d1/stored-rows.ts";
import type { SqliteTransport } from "../../parts/d1/sqlite-transport.ts";
import { openSchema } from "../schemas/open-schema.ts";
import { type ReaderComment, readerWrites, rowsOf } from "./readers.ts";

const never = new AbortController().signal;
const start = Date.UTC(2024, 0, 1);
const variants = ["twikoo", "twikoo-api-worker"] as const;
// Pages that are spelled in two ways, and one of its own.
const pageIds = ["/a/", "/a", "/b/"] as const;

const pageOf = fc.constantFrom(...pageIds);
const time = fc.nat(4).map((ms) => start + ms);
/** Comments of several pages, with few different times. */
const someRows = fc.array(fc.tuple(pageOf, time, fc.boolean()), { maxLength: 25 }).map((drawn) =>
  drawn.map(([pageId, ms, isReply], index): CommentRow => {
    const parent = drawn.slice(0, index).findLastIndex(([other]) => other === pageId);
    return row(`$${index}`, {
      pageId,
      parentSourceId: isReply && parent >= 0 ? `$${parent}` : null,
      createdAt: new Date(ms).toISOString(),
      contentHash: contentHash(pageId, "Ada", "Hello"),
    });
  }),
);
const someReaders = fc
  .uniqueArray(fc.tuple(pageOf, time), {
    maxLength: 6,
    selector: ([url, ms]) => `${url.replace(/\/$/, "")} ${ms}`,
  })
  .map((drawn) =>
    drawn.map(([url, created], index): ReaderComment => ({ id: `reader${index}`, url, created })),
  );

/** Rows under the pages to which they moved. */
function moved(rows: readonly CommentRow[], to: (pageId: string) => string): CommentRow[] {
  return rows.map((one) => {
    const pageId = to(one.pageId);
    return { ...one, pageId, contentHash: contentHash(pageId, one.authorName, one.content) };
  });
}

/** The times of each page, over both its spellings. */
function timesOf(transport: SqliteTransport): readonly string[] {
  return rowsOf(transport).map(({ url, created }) => `${url.replace(/\/$/, "")} ${created}`);
}

/** What a verification finds. */
async function differences(target: D1CommentTarget, rows: readonly CommentRow[]) {
  const held = await target.readHeld("all", never);
  return compareHeld(rows, target.asKept(rows, held), held);
}

/** The comments whose times are others than at their source. */
async function shifted(target: D1CommentTarget, rows: readonly CommentRow[]) {
  const wanted = new Map(rows.map((one) => [one.sourceId, one.createdAt]));
  const held = await target.readHeld("all", never);
  return held
    .filter(({ sourceId, kept }) => kept?.createdAt !== wanted.get(sourceId))
    .map(({ sourceId }) => sourceId)
    .sort();
}

function told(findings: readonly Finding[]): readonly string[] {
  return findings
    .filter(({ code }) => code === "time-moved")
    .flatMap(({ sourceIds = [] }) => sourceIds)
    .sort();
}

describe.each(variants)("times in the table of %s, where each page has every one once", (name) => {
  const schema = twikooSchema(name);

  it("are moved to free ones, which are told and known to a verification, and rolled back", async () => {
    await fc.assert(
      fc.asyncProperty(someRows, someReaders, fc.nat(25), async (rows, readers, end) => {
        const { target, transport, another } = await openSchema(schema, 14_000);
        for (const reader of readers) readerWrites(transport, reader);
        const before = rowsOf(transport);
        const first = await another("first").importRows(rows.slice(0, end), never);
        const rest = await target.importRows(rows, never);
        const again = await another("third").importRows(rows, never);
        const times = timesOf(transport);
        expect(new Set(times).size).toBe(times.length);
        expect(await differences(target, rows)).toEqual([]);
        expect(told([...first.findings, ...rest.findings])).toEqual(await shifted(target, rows));
        expect([again.findings, again.inserted.size]).toEqual([[], 0]);
        expect(await target.undoSome("refuse", never)).toMatchObject({ deleted: rows.length });
        expect(rowsOf(transport)).toEqual(before);
      }),
      { numRuns: 60 },
    );
  });

  it("are told by a dry run as the run then moves them", async () => {
    await fc.assert(
      fc.asyncProperty(someRows, someReaders, async (rows, readers) => {
        const { target, transport } = await openSchema(schema, 14_000);
        for (const reader of readers) readerWrites(transport, reader);
        await using rehearsal = await target.openRehearsal([...pageIds], never);
        const tried = await rehearsal.target?.importRows(rows, never);
        const { findings } = await target.importRows(rows, never);
        expect(tried?.findings).toEqual(findings);
      }),
      { numRuns: 15 },
    );
  });

  it("are chosen anew when a reader takes one between reading and writing", async () => {
    await fc.assert(
      fc.asyncProperty(someRows, fc.array(fc.tuple(pageOf, time)), async (rows, drawn) => {
        const { target, transport } = await openSchema(schema);
        const readers = [...drawn];
        transport.beforeRun = () => {
          const [url, created] = readers.pop() ?? [];
          if (url === undefined || created === undefined) return;
          const isFree = !timesOf(transport).includes(`${url.replace(/\/$/, "")} ${created}`);
          if (isFree) readerWrites(transport, { id: `reader${readers.length}`, url, created });
        };
        for (let isDone = false; !isDone; ) {
          try {
            await target.importRows(rows, never);
            isDone = true;
          } catch (error) {
            expect(readers.length).toBeGreaterThan(0);
            expect(String(error)).toContain("time-taken");
            expect(rowsOf(transport).filter(({ ip }) => ip === "migrated")).toEqual([]);
          }
        }
        const times = timesOf(transport);
        expect(new Set(times).size).toBe(times.length);
        expect(await differences(target, rows)).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });

  it("are the same after runs that were killed or whose answers got lost as after one that was not", async () => {
    await fc.assert(
      fc.asyncProperty(
        someRows,
        fc.array(fc.constantFrom("killed", "lost", "well"), { maxLength: 12 }),
        async (rows, faults) => {
          const whole = await openSchema(schema, 14_000);
          await whole.target.importRows(rows, never);
          const { transport, another } = await openSchema(schema, 14_000);
          const left = [...faults];
          const fail = (fault: string) => () => {
            if (left[0] !== fault) return;
            left.shift();
            throw new D1Error("d1-unavailable", fault, { transient: false });
          };
          transport.beforeRun = fail("killed");
          transport.afterRun = () => {
            fail("lost")();
            left.shift();
          };
          let runs = 0;
          while (left.length > 0) {
            runs += 1;
            await another(`run ${runs}`)
              .importRows(rows, never)
              .catch(() => undefined);
            if (rows.length === 0) break;
          }
          left.length = 0;
          const last = another("last");
          await last.importRows(rows, never);
          expect(rowsOf(transport)).toEqual(rowsOf(whole.transport));
          expect(await differences(last, rows)).toEqual([]);
        },
      ),
      { numRuns: 40 },
    );
  });

  it("are found where somebody has changed them, moved ones too", async () => {
    await fc.assert(
      fc.asyncProperty(someRows, fc.nat(), fc.constantFrom(-7, 7, 500), async (rows, pick, by) => {
        fc.pre(rows.length > 0);
        const { target, transport } = await openSchema(schema);
        await target.importRows(rows, never);
        const sourceId = rows[pick % rows.length]?.sourceId;
        const [held] = await target.readHeld([sourceId ?? ""], never);
        const free = `SELECT 1 FROM comment WHERE created = (SELECT created FROM comment WHERE _id = ?) + ${by}`;
        const change = `UPDATE comment SET created = created + ${by} WHERE _id = ?`;
        const id = held?.commentId ?? "";
        if (transport.database.prepare(free).get(id) !== undefined) return;
        transport.database.prepare(change).run(id);
        const found = await differences(target, rows);
        expect(found.map(({ kind, comment }) => [kind, comment])).toEqual([["time", sourceId]]);
      }),
      { numRuns: 40 },
    );
  });

  it("are free ones on the pages to which comments move, whoever is there, and which change places", async () => {
    const places = fc.constantFrom<Readonly<Record<string, string>>>(
      { "/a/": "/b/", "/b/": "/a/", "/a": "/c/" },
      { "/a/": "/a", "/a": "/a/", "/b/": "/b/" },
      { "/a/": "/b/", "/a": "/b/", "/b/": "/b/" },
      { "/a/": "/c/", "/a": "/c", "/b/": "/c/" },
    );
    await fc.assert(
      fc.asyncProperty(someRows, someReaders, places, async (rows, readers, to) => {
        const { target, transport } = await openSchema(schema);
        await target.importRows(rows, never);
        for (const reader of readers) {
          if (!timesOf(transport).includes(`${reader.url?.replace(/\/$/, "")} ${reader.created}`))
            readerWrites(transport, reader);
        }
        const before = rowsOf(transport).filter(({ ip }) => ip !== "migrated");
        const later = moved(rows, (pageId) => to[pageId] ?? pageId);
        await target.followPages(later, never);
        const times = timesOf(transport);
        expect(new Set(times).size).toBe(times.length);
        expect(times.every((text) => Number(text.split(" ")[1]) >= start)).toBe(true);
        expect((await target.importRows(later, never)).inserted.size).toBe(0);
        const found = await differences(target, later);
        expect(found.filter(({ kind }) => kind !== "not-shown")).toEqual([]);
        expect(await target.undoSome("refuse", never)).toMatchObject({ deleted: rows.length });
        expect(rowsOf(transport)).toEqual(before);
      }),
      { numRuns: 60 },
    );
  });
});

it("comments that come to a page at the time of others get other times, and that is told once", async () => {
  const { target } = await openSchema(twikooSchema("twikoo"));
  const rows = [row("$1"), row("$2", { pageId: "/q/" })];
  await target.importRows(rows, never);
  const later = moved(rows, () => "/p/");
  const { findings } = await target.followPages(later, never);
  expect(findings.map(({ code, message }) => `${code}: ${message}`)).toEqual([
    expect.stringMatching(/^time-moved: .*\$2.* the time 2024-01-01T00:00:00.001Z instead of/),
  ]);
  expect(await target.followPages(later, never)).toEqual({ moved: [], findings: [] });
});

it("a comment of a later run gets the first free millisecond beside those of an earlier one", async () => {
  const { target } = await openSchema(twikooSchema("twikoo"));
  const rows = [row("$1"), row("$2"), row("$3")];
  await target.importRows(rows.slice(0, 2), never);
  await target.importRows(rows, never);
  const held = await target.readHeld("all", never);
  expect(held.map(({ kept }) => kept?.createdAt.slice(-4))).toEqual(["000Z", "001Z", "002Z"]);
});

it.each([-1, 1_000])(
  "a time that is in the ledger too, but %i ms from the source's, is found",
  async (by) => {
    const { target, transport } = await openSchema(twikooSchema("twikoo"));
    await target.importRows([row("$1")], never);
    transport.database.exec(
      `UPDATE comment SET created = created + ${by}; UPDATE comment_migration_ledger SET created_at = created_at + ${by}`,
    );
    const found = await differences(target, [row("$1")]);
    expect(found.map(({ kind }) => kind)).toEqual(["time"]);
  },
);

it("a comment that leaves the page where it had to give way has its own time again", async () => {
  const { target } = await openSchema(twikooSchema("twikoo"));
  const rows = [row("$1"), row("$2")];
  await target.importRows(rows, never);
  const later = [row("$1"), ...moved(rows.slice(1), () => "/q/")];
  expect((await target.followPages(later, never)).findings).toEqual([]);
  expect(await shifted(target, later)).toEqual([]);
});

it("more comments at one time than a second has milliseconds are refused, by the first that finds none", async () => {
  const { target, transport } = await openSchema(twikooSchema("twikoo"));
  const rows = Array.from({ length: 1_001 }, (_, index) => row(`$${index}`));
  await expect(target.importRows(rows, never)).rejects.toMatchObject({
    code: "no-free-time",
    message: expect.stringContaining("2024-01-01T00:00:00.000Z"),
  });
  expect(rowsOf(transport).length).toBeLessThan(1_001);
});

describe("free times", () => {
  const namesOf = (page: string) => [page, page.endsWith("/") ? page.slice(0, -1) : `${page}/`];
  const wants = fc.array(fc.tuple(pageOf, fc.nat(6)), { maxLength: 12 });

  it("are each used once, none before its own, as little after it as can be, and in order", () => {
    fc.assert(
      fc.property(wants, wants, (drawn, there) => {
        const keyed = (page: string, ms: number) => `${page.replace(/\/$/, "")} ${ms}`;
        const wanted = drawn.map(([page, ms], index) => ({
          sourceId: `$${index}`,
          ...{ pageId: page, page, time: ms },
        }));
        const taken = there.map(([page, ms]) => ({ page, time: ms }));
        const times = freeTimes(wanted, taken, { namesOf });
        const used = new Set(taken.map((one) => keyed(one.page, one.time)));
        const inOrder = wanted.toSorted((a, b) => a.time - b.time);
        for (const { sourceId, page, time: own } of inOrder) {
          let free = own;
          while (used.has(keyed(page, free))) free += 1;
          used.add(keyed(page, free));
          expect(times.get(sourceId)).toBe(free);
        }
      }),
    );
  });
});
