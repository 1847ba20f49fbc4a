import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { createCactusSource } from "../../src/sources/cactus/comment-source.ts";
import { startEmbeddedHomeserver } from "../parts/homeserver/embedded-homeserver.ts";
import type { Homeserver, RoomHandle, UserHandle } from "../parts/homeserver/homeserver.ts";
import { matrixResult, path } from "../parts/homeserver/matrix-request.ts";
import { sharedSynapse } from "../parts/shared/shared-parts.ts";
import { describeWith } from "../parts/tiers/describe-with.ts";
import { contentOf, type Doing, doing, typeOf } from "../sources/cactus/random-room.ts";
import {
  nameFromState,
  type PlainEvent,
  referenceComments,
} from "../sources/cactus/reference-reader.ts";

// Random doings are played into a homeserver, which refuses some of them. What it then says of its
// rooms is read by the product, and by the plain reader of the specification.

const servers = [
  {
    name: "Synapse",
    start: () => sharedSynapse(siteName),
    describe: describeWith("synapse"),
    rooms: 8,
  },
  { name: "the embedded homeserver", start: startEmbeddedHomeserver, describe, rooms: 100 },
];

const doingsOfRoom = fc.record({
  doings: fc.array(doing, { minLength: 100, maxLength: 400, size: "max" }),
  /** Doings after which the room is upgraded. */
  upgrades: fc.oneof(
    { weight: 1, arbitrary: fc.constant([]) },
    {
      weight: 3,
      arbitrary: fc.uniqueArray(fc.nat({ max: 99 }), { minLength: 1, maxLength: 2 }),
    },
  ),
});

const page = z.object({ chunk: z.array(z.unknown()), end: z.string().optional() });
const plainEvent = z.custom<PlainEvent>((event) => typeof event === "object");
const siteName = "blog-random-rooms";

for (const { name, start, describe: describeServer, rooms } of servers) {
  describeServer(`random rooms, played into ${name}`, () => {
    let homeserver: Homeserver;
    let users: ReadonlyMap<string, UserHandle>;
    let moderator: UserHandle;

    beforeAll(async () => {
      homeserver = await start();
      moderator = await homeserver.createUser("bob", "Bob");
      users = new Map([
        ["@a:x", await homeserver.createUser("alice", "Alice")],
        ["@b:x", moderator],
        ["@c:x", await homeserver.createGuest("Carol")],
      ]);
    });
    afterAll(() => homeserver[Symbol.asyncDispose]());

    /** Gives the section's rooms, oldest first, and how many doings the homeserver took. */
    async function play(threadId: string, doings: readonly Doing[], upgrades: readonly number[]) {
      let room = await homeserver.createRoom(siteName, threadId, { moderators: [moderator] });
      const all = [room];
      const ids: string[] = [];
      let taken = 0;
      const enter = async () => {
        for (const user of users.values()) await room.join(user);
      };
      await enter();
      for (const [index, step] of doings.entries()) {
        await act(room, step, ids).then(
          (eventId) => {
            taken += 1;
            if (eventId !== undefined) ids.push(eventId);
          },
          () => {},
        );
        if (!upgrades.includes(index)) continue;
        room = await room.upgrade();
        all.push(room);
        await enter();
      }
      return { all, taken };
    }

    async function act(room: RoomHandle, step: Doing, ids: readonly string[]) {
      const user = users.get(step.user) ?? moderator;
      const idBack = (back: number) => ids.at(-back) ?? "$elsewhere";
      if (step.kind === "name") return room.setDisplayName(user, step.name).then(() => undefined);
      if (step.kind === "remove") {
        return room.redact(step.isWhole ? moderator : user, idBack(step.target));
      }
      const options = { type: typeOf(step), ts: step.ts };
      return room.send(user, contentOf(step, idBack), options);
    }

    async function eventsOf({ roomId }: RoomHandle): Promise<readonly PlainEvent[]> {
      const newestFirst: PlainEvent[] = [];
      let from: string | undefined;
      do {
        const { chunk, end } = await matrixResult(
          homeserver.baseUrl,
          {
            path: path`/_matrix/client/v3/rooms/${roomId}/messages`,
            query: { dir: "b", limit: "100", ...(from === undefined ? {} : { from }) },
            token: moderator.accessToken,
          },
          page,
        );
        newestFirst.push(...z.array(plainEvent).parse(chunk));
        from = end;
      } while (from !== undefined);
      return newestFirst.reverse();
    }

    let threads = 0;
    const figures = { events: 0, taken: 0, edits: 0, reactions: 0, replies: 0, rooms: 0 };

    it("say what a plain reading of the specification gives", async () => {
      const source = createCactusSource({
        ...{
          homeserverUrl: homeserver.baseUrl,
          serverName: homeserver.serverName,
          siteNames: [siteName],
        },
        ...{ maxRetries: 0, pageSize: 50 },
      });
      await fc.assert(
        fc.asyncProperty(doingsOfRoom, async ({ doings, upgrades }) => {
          threads += 1;
          const threadId = `section-${threads}`;
          const { all, taken } = await play(threadId, doings, upgrades);
          const events = (await Promise.all(all.map(eventsOf))).flat();
          const location = { file: "content/post.md", line: 1 };
          const { comments } = await source.readPage(
            { pageId: "/", title: "", file: location.file, threads: [{ threadId, location }] },
            new AbortController().signal,
          );
          const expected = referenceComments(
            events,
            (event) => nameFromState(events, event),
            `cactus:${homeserver.serverName}/${siteName}`,
          );
          expect(comments).toEqual(expected);
          figures.events += events.length;
          figures.taken += taken / doings.length;
          figures.rooms += all.length;
          figures.edits += comments.filter(({ editedAt }) => editedAt !== undefined).length;
          figures.reactions += comments.filter(({ reactions }) => reactions !== undefined).length;
          figures.replies += comments.filter(({ replyTo }) => replyTo !== null).length;
        }),
        { numRuns: rooms, endOnFailure: true },
      );
      // The rooms hold what there is to compare.
      expect(Math.min(...Object.values(figures)), JSON.stringify(figures)).toBeGreaterThan(0);
    });
  });
}
