import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { D1Error } from "../../src/d1/transport/transport.ts";
import type { Page } from "../../src/domain/page.ts";
import { migrate } from "../../src/migration/migrate.ts";
import type { MigrationOutcome } from "../../src/migration/outcome.ts";
import { Stopwatch } from "../../src/migration/stopwatch.ts";
import { createCactusSource } from "../../src/sources/cactus/comment-source.ts";
import { createSqliteTransport, type SqliteTransport } from "../parts/d1/sqlite-transport.ts";
import { targetOn } from "../parts/d1/target-on.ts";
import { scanOf } from "../parts/hugo/site-scan.ts";
import { type RandomRoom, randomRoom, roomAtTwoTimes } from "../sources/cactus/random-room.ts";
import { MemoryOfRuns } from "./memory-of-runs.ts";
import { silentObserver } from "./silent-observer.ts";

const rawEvent = z.looseObject({ event_id: z.string() });
type RawEvent = z.infer<typeof rawEvent>;

/** What of an event tells whether something was said by it; an odd part is none. */
const saying = z.object({
  type: z.unknown().optional(),
  state_key: z.unknown().optional(),
  unsigned: z.object({ redacted_because: z.unknown().optional() }).nullish().catch(undefined),
  content: z
    .object({ "m.relates_to": z.object({ rel_type: z.unknown().optional() }).optional() })
    .nullish()
    .catch(undefined),
});

/** What some homeserver makes of an event. */
const oddities: readonly ((event: RawEvent) => RawEvent)[] = [
  ({ sender, ...event }) => event,
  ({ content, ...event }) => event,
  (event) => ({ ...event, origin_server_ts: "yesterday" }),
  (event) => ({ ...event, content: ["one"] }),
  (event) => ({ ...event, content: null }),
  (event) => ({ ...event, sender: 7 }),
  (event) => ({ ...event, unsigned: null, state_key: null }),
  (event) => ({ ...event, content: { msgtype: "m.text", body: null } }),
  (event) => ({ ...event, content: { msgtype: 5, body: "five" } }),
  (event) => ({ ...event, room_id: 5, type: "m.room.message" }),
];

/** What goes wrong with a request; most don't. */
const requestFaults = ["error", "half", "reset", "garbage", "refused"] as const;
const callFaults = ["before", "after", "refused"] as const;

interface World {
  readonly rooms: readonly { readonly room: RandomRoom; readonly odd: readonly number[] }[];
  readonly requests: readonly ((typeof requestFaults)[number] | undefined)[];
  readonly calls: readonly ((typeof callFaults)[number] | undefined)[];
}

const mostlyFine = <T>(faults: readonly T[]) =>
  fc.array(
    fc.oneof(
      { weight: 15, arbitrary: fc.constant(undefined) },
      { weight: 1, arbitrary: fc.constantFrom(...faults) },
    ),
    { maxLength: 40 },
  );
const anyWorld: fc.Arbitrary<World> = fc.record({
  rooms: fc.array(
    fc.record({
      room: randomRoom,
      odd: fc.array(fc.integer({ min: -1, max: oddities.length - 1 }), { maxLength: 30 }),
    }),
    { minLength: 1, maxLength: 4 },
  ),
  requests: mostlyFine(requestFaults),
  calls: mostlyFine(callFaults),
});

/** The events of a room as its homeserver gives them; ids of two rooms are never the same. */
function eventsOf({ rooms }: World, index: number): readonly RawEvent[] {
  const { room, odd } = rooms[index] ?? { room: { events: [] }, odd: [] };
  return room.events.map((event, place) => {
    const own = rawEvent.parse(JSON.parse(JSON.stringify(event).replaceAll('"$', `"$${index}-`)));
    const isRemoved = event.unsigned?.redacted_because !== undefined;
    const isMessage = event.state_key === undefined && event.type === "m.room.message";
    const oddity = isMessage && !isRemoved ? oddities[odd[place] ?? -1] : undefined;
    return oddity === undefined ? own : oddity(own);
  });
}

function answer(status: number, body: unknown): Response {
  return Response.json(body, { status });
}

/** A homeserver with these rooms, of which requests go wrong in their turn. */
function homeserverOf(world: World): typeof fetch {
  let asked = 0;
  return async (input) => {
    const url = new URL(String(input instanceof Request ? input.url : input));
    const fault = world.requests[asked++];
    if (fault === "error") return answer(500, { errcode: "M_UNKNOWN", error: "!" });
    if (fault === "half") return new Response('{"chunk": [', { status: 200 });
    if (fault === "reset") throw new TypeError("fetch failed");
    if (fault === "garbage") return new Response("<h1>Hello</h1>", { status: 200 });
    if (fault === "refused") return answer(403, { errcode: "M_FORBIDDEN", error: "No" });
    if (url.pathname.endsWith("/register")) {
      return answer(200, { user_id: "@1:x", access_token: "guest" });
    }
    const alias = /\/directory\/room\/(.*)$/.exec(url.pathname)?.[1];
    if (alias !== undefined) {
      const index = /_(\d+):/.exec(decodeURIComponent(alias))?.[1];
      return answer(200, { room_id: `!${index}:x`, servers: ["x"] });
    }
    const index = Number(/rooms\/(?:!|%21)(\d+)/.exec(url.pathname)?.[1]);
    const { room } = world.rooms[index] ?? {};
    if (url.pathname.endsWith("/state")) {
      const names = Object.entries(room?.currentNames ?? {});
      return answer(
        200,
        names.map(([user, displayname]) => ({
          type: "m.room.member",
          state_key: user,
          sender: user,
          event_id: `$state-${user}`,
          origin_server_ts: 0,
          content: { membership: "join", displayname },
        })),
      );
    }
    const newestFirst = eventsOf(world, index).toReversed();
    const from = Number(url.searchParams.get("from") ?? 0);
    const size = 7;
    const end = from + size < newestFirst.length ? { end: String(from + size) } : {};
    return answer(200, { chunk: newestFirst.slice(from, from + size), start: "0", ...end });
  };
}

function breakAt(transport: SqliteTransport, { calls }: World): void {
  let called = 0;
  let now: World["calls"][number];
  const failure = (transient: boolean) => new D1Error("d1-broken", "broken", { transient });
  transport.beforeRun = () => {
    now = calls[called++];
    if (now === "before" || now === "refused") throw failure(now === "before");
  };
  transport.afterRun = () => {
    if (now === "after") throw failure(true);
  };
}

function pageOf(index: number): Page {
  const file = `content/${index}.md`;
  const threads = [{ threadId: String(index), location: { file, line: 1 } }];
  return { pageId: `/${index}/`, title: String(index), file, threads };
}

async function move(
  world: World,
  transport: SqliteTransport,
): Promise<MigrationOutcome | undefined> {
  const now = () => new Date("2024-05-01T10:00:00Z");
  const source = createCactusSource({
    homeserverUrl: "https://matrix.x",
    serverName: "x",
    siteNames: ["blog"],
    maxRetries: 0,
    firstDelayMs: 0,
    fetch: homeserverOf(world),
  });
  const target = targetOn(transport, { owner: { sources: source.names } });
  return migrate(
    {
      ...{ source, target, now, memory: new MemoryOfRuns() },
      observer: silentObserver,
      stopwatch: new Stopwatch(now, "start"),
    },
    scanOf(world.rooms.map((_, index) => pageOf(index))),
    { concurrency: 2, batchSize: 5, delayBetweenBatches: 0, believeDatabase: true },
    new AbortController().signal,
  ).catch((error: unknown) => {
    // It could not begin: everything was left behind, and the run failed by it.
    if (error instanceof D1Error) return undefined;
    throw error;
  });
}

/** What was said in a room and not taken back or replaced, by id. */
function saidIn(events: readonly RawEvent[]): readonly string[] {
  return events.flatMap((event) => {
    const { type, state_key, unsigned, content } = saying.parse(event);
    const isSaid = type !== "m.reaction" && (state_key === undefined || state_key === null);
    const isReplacement = content?.["m.relates_to"]?.rel_type === "m.replace";
    const isRemoved = unsigned?.redacted_because !== undefined;
    return isSaid && !isReplacement && !isRemoved ? [event.event_id] : [];
  });
}

function movedIn({ database }: SqliteTransport): readonly string[] {
  const there = database
    .prepare("SELECT name FROM sqlite_master WHERE name = 'comment_migration_ledger'")
    .get();
  if (there === undefined) return [];
  const sql = `SELECT l.source_id AS id, c.page_id AS page FROM comments c
    JOIN comment_migration_ledger l ON l.comment_id = c.id`;
  return database
    .prepare(sql)
    .all()
    .map(({ id, page }) => `${page} ${id}`);
}

/** By page and source id, what the target shows. */
function shownIn({ database }: SqliteTransport) {
  const sql = `SELECT c.page_id || ' ' || l.source_id AS id, c.author_name || ': ' || c.content AS said,
    c.content AS text, c.id AS comment, c.parent_id AS parent
    FROM comments c JOIN comment_migration_ledger l ON l.comment_id = c.id`;
  return new Map(
    database
      .prepare(sql)
      .all()
      .map(({ id, text, said, comment, parent }) => [
        String(id),
        { text: text === "[removed]" ? text : said, comment, parent },
      ]),
  );
}

describe("of any rooms, whatever goes wrong with the homeserver and the database,", () => {
  it("each comment is in the target once, on its page, or told as left behind", async () => {
    let moved = 0;
    let left = 0;
    let failed = 0;
    await fc.assert(
      fc.asyncProperty(anyWorld, async (world) => {
        const transport = createSqliteTransport();
        breakAt(transport, world);
        const outcome = await move(world, transport);
        transport.beforeRun = () => {};
        transport.afterRun = () => {};
        const rows = movedIn(transport);
        expect(new Set(rows).size).toBe(rows.length);
        const told = new Set([
          ...(outcome?.skipped ?? []).flatMap(({ sourceIds }) => sourceIds),
          ...(outcome?.findings ?? []).flatMap(({ sourceIds = [] }) => sourceIds),
        ]);
        const states = new Map(outcome?.pages.map(({ page, state }) => [page.pageId, state]));
        for (const [index] of world.rooms.entries()) {
          const { pageId } = pageOf(index);
          if (states.get(pageId) !== "completed") {
            failed += 1;
            continue;
          }
          for (const id of saidIn(eventsOf(world, index))) {
            const isMoved = rows.includes(`${pageId} ${id}`);
            expect(isMoved || told.has(id), `${id} of ${pageId}`).toBe(true);
            if (isMoved) moved += 1;
            else left += 1;
          }
        }
        const isTold = [...states.values()].every((state) => state === "completed");
        if (!isTold) {
          const failures = outcome?.pages.filter(({ state }) => state === "failed") ?? [];
          expect(failures.length > 0 || outcome?.stoppedBy !== undefined).toBe(true);
        }
      }),
      { numRuns: 300 },
    );
    // The worlds hold what there is to compare.
    expect(Math.min(moved, left, failed)).toBeGreaterThan(0);
  });

  it("a later run without faults shows what the rooms show then, and forgets nothing that they only forgot", async () => {
    const counts = { same: 0, emptied: 0, forgotten: 0, edited: 0 };
    await fc.assert(
      fc.asyncProperty(
        fc.array(roomAtTwoTimes, { minLength: 1, maxLength: 3 }),
        mostlyFine(requestFaults),
        mostlyFine(callFaults),
        async (rooms, requests, calls) => {
          const fine = { requests: [], calls: [] };
          const worldOf = (when: 0 | 1) => ({
            ...fine,
            rooms: rooms.map((both) => ({ room: both[when], odd: [] })),
          });
          const transport = createSqliteTransport();
          await move(worldOf(0), transport);
          const before = shownIn(transport);
          breakAt(transport, { ...worldOf(1), calls });
          await move({ ...worldOf(1), requests }, transport);
          breakAt(transport, worldOf(1));
          // The first goes on with the pass of the run before, and leaves alone what that has completed, be it
          // without the names that a refused state has.
          await move(worldOf(1), transport);
          const outcome = await move(worldOf(1), transport);
          for (const { state } of outcome?.pages ?? []) expect(state).toMatch(/^completed/);
          expect(outcome?.differences.filter(({ cause }) => cause !== "source")).toEqual([]);
          const fresh = createSqliteTransport();
          await move(worldOf(1), fresh);
          const [shown, wanted] = [shownIn(transport), shownIn(fresh)];
          for (const [id, comment] of wanted) {
            expect(shown.get(id)?.text, id).toBe(comment.text);
            if (before.has(id) && before.get(id)?.text !== comment.text) counts.edited += 1;
            else counts.same += 1;
          }
          const parents = new Set([...shown.values()].map(({ parent }) => parent));
          // A removed edit can leave a message of which nothing can be shown: that is told, and it stays.
          const removed = new Set(
            rooms.flatMap((_, index) =>
              eventsOf(worldOf(1), index).flatMap(({ event_id, ...event }) =>
                saying.parse(event).unsigned?.redacted_because === undefined ? [] : event_id,
              ),
            ),
          );
          for (const [id, { text, comment }] of shown) {
            if (wanted.has(id)) continue;
            if (removed.has(id.split(" ")[1] ?? "")) {
              expect([text, parents.has(comment)], id).toEqual(["[removed]", true]);
              counts.emptied += 1;
            } else {
              expect(text, id).toBe(before.get(id)?.text);
              counts.forgotten += 1;
            }
          }
        },
      ),
      { numRuns: 100, endOnFailure: true },
    );
    expect(Math.min(...Object.values(counts)), JSON.stringify(counts)).toBeGreaterThan(0);
  });

  it("a run without faults after that has them all, each once", async () => {
    await fc.assert(
      fc.asyncProperty(anyWorld, async (world) => {
        const transport = createSqliteTransport();
        breakAt(transport, world);
        await move(world, transport);
        breakAt(transport, { ...world, calls: [] });
        const outcome = await move({ ...world, requests: [], calls: [] }, transport);
        for (const { state } of outcome?.pages ?? []) expect(state).toMatch(/^completed/);
        expect(outcome?.pages).toHaveLength(world.rooms.length);
        const undisturbed = createSqliteTransport();
        await move({ ...world, requests: [], calls: [] }, undisturbed);
        expect(movedIn(transport).toSorted()).toEqual(movedIn(undisturbed).toSorted());
      }),
      { numRuns: 100 },
    );
  });
});
