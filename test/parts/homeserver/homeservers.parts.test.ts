import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { describeWith } from "../tiers/describe-with.ts";
import { startEmbeddedHomeserver } from "./embedded-homeserver.ts";
import type { Homeserver, RoomHandle, UserHandle } from "./homeserver.ts";
import { type MatrixAnswer, matrixRequest, path } from "./matrix-request.ts";
import { startSynapse } from "./synapse.ts";

// What the embedded homeserver shares with Synapse, so that a test may take either.

const servers = [
  { name: "Synapse", start: startSynapse, describe: describeWith("synapse") },
  { name: "the embedded homeserver", start: startEmbeddedHomeserver, describe },
];

const timelineEvent = z.looseObject({
  event_id: z.string().regex(/^\$[\w-]{43}$/),
  room_id: z.string(),
  type: z.string(),
  sender: z.string(),
  origin_server_ts: z.number(),
  content: z.looseObject({}),
  state_key: z.string().optional(),
  redacts: z.string().optional(),
  unsigned: z.looseObject({}),
});
type TimelineEvent = z.infer<typeof timelineEvent>;

const page = z.looseObject({
  chunk: z.array(timelineEvent),
  start: z.string(),
  end: z.string().optional(),
  state: z.array(timelineEvent).optional(),
});
type TimelinePage = z.infer<typeof page>;

const session = z.looseObject({ user_id: z.string(), access_token: z.string() });

function text(body: string): Record<string, unknown> {
  return { msgtype: "m.text", body };
}

function bodies({ chunk }: TimelinePage): readonly unknown[] {
  return chunk
    .filter(({ type }) => type === "m.room.message")
    .map(({ content }) => content["body"]);
}

function error(status: number, errcode: string): MatrixAnswer {
  return { status, body: expect.objectContaining({ errcode, error: expect.any(String) }) };
}

for (const { name, start, describe: describeServer } of servers) {
  describeServer(`${name}, as a homeserver of comment sections`, () => {
    let homeserver: Homeserver;
    let alice: UserHandle;
    let bob: UserHandle;
    let visitor: UserHandle;
    let rooms = 0;

    beforeAll(async () => {
      homeserver = await start();
      alice = await homeserver.createUser("alice", "Alice");
      bob = await homeserver.createUser("bob", "Bob");
      visitor = await homeserver.createGuest();
    });
    afterAll(() => homeserver[Symbol.asyncDispose]());

    async function newRoom(...members: readonly UserHandle[]): Promise<RoomHandle> {
      rooms += 1;
      const room = await homeserver.createRoom("blog", `section-${rooms}`, { moderators: [bob] });
      for (const member of members) await room.join(member);
      return room;
    }

    function get(
      where: string,
      query: Readonly<Record<string, string>> = {},
      { accessToken } = visitor,
    ): Promise<MatrixAnswer> {
      const request = { path: `/_matrix/client/v3/${where}`, query, token: accessToken };
      return matrixRequest(homeserver.baseUrl, request);
    }

    function post(
      where: string,
      body: Record<string, unknown>,
      query: Readonly<Record<string, string>> = {},
    ): Promise<MatrixAnswer> {
      const request = { method: "POST", path: `/_matrix/client/v3/${where}`, query, body } as const;
      return matrixRequest(homeserver.baseUrl, request);
    }

    async function messages(
      { roomId }: RoomHandle,
      query: Readonly<Record<string, string>>,
    ): Promise<TimelinePage> {
      const { body } = await get(path`rooms/${roomId}/messages`, { dir: "b", ...query });
      return page.parse(body);
    }

    async function eventOf(room: RoomHandle, eventId: string): Promise<TimelineEvent> {
      const { chunk } = await messages(room, { limit: "100" });
      return timelineEvent.parse(chunk.find(({ event_id }) => event_id === eventId));
    }

    describe("accounts", () => {
      it("registers a guest, whose token is good for reading", async () => {
        const answer = await post("register", {}, { kind: "guest" });
        const { user_id, access_token } = session.parse(answer.body);
        expect(user_id).toMatch(/^@\d+:comments\.example$/);
        expect(await get("account/whoami", {}, { ...visitor, accessToken: access_token })).toEqual({
          status: 200,
          body: expect.objectContaining({ user_id, is_guest: true }),
        });
      });

      it("logs a user in with the password, and nobody with another", async () => {
        const login = (password: string) =>
          post("login", {
            type: "m.login.password",
            identifier: { type: "m.id.user", user: "alice" },
            password,
          });
        const { access_token } = session.parse((await login(alice.password ?? "")).body);
        expect(await get("account/whoami", {}, { ...alice, accessToken: access_token })).toEqual({
          status: 200,
          body: expect.objectContaining({ user_id: alice.userId, is_guest: false }),
        });
        expect(await login("wrong")).toEqual(error(403, "M_FORBIDDEN"));
      });

      it("registers a user only after the stage that it asks for", async () => {
        const account = { username: "carol", password: "a password" };
        expect(await post("register", account)).toEqual({
          status: 401,
          body: expect.objectContaining({ flows: [{ stages: ["m.login.dummy"] }] }),
        });
        const answer = await post("register", { ...account, auth: { type: "m.login.dummy" } });
        expect(session.parse(answer.body).user_id).toBe("@carol:comments.example");
      });

      it("refuses a read without a token, and with a token that it doesn't know", async () => {
        const { roomId } = await newRoom();
        const where = path`/_matrix/client/v3/rooms/${roomId}/messages`;
        const read = (token?: string) =>
          matrixRequest(homeserver.baseUrl, {
            path: where,
            query: { dir: "b" },
            ...(token === undefined ? {} : { token }),
          });
        expect(await read()).toEqual(error(401, "M_MISSING_TOKEN"));
        expect(await read("syt_of_nobody")).toEqual(error(401, "M_UNKNOWN_TOKEN"));
      });

      it("gives a user's display name, which is the local part of the user id unless chosen", async () => {
        const profileOf = async ({ userId }: UserHandle) =>
          (await get(path`profile/${userId}`)).body;
        expect(await profileOf(alice)).toEqual({ displayname: "Alice" });
        const localPart = visitor.userId.slice(1, visitor.userId.indexOf(":"));
        expect(await profileOf(visitor)).toEqual({ displayname: localPart });
        expect((await get(path`profile/${"@nobody:comments.example"}`)).status).toBe(404);
      });
    });

    describe("rooms", () => {
      it("finds a section's room by its alias, whatever characters the section id has", async () => {
        const room = await homeserver.createRoom("blog", "Über/50%.html");
        expect(room.alias).toBe("#comments_blog_Über/50%.html:comments.example");
        expect(await get(path`directory/room/${room.alias}`)).toEqual({
          status: 200,
          body: { room_id: room.roomId, servers: ["comments.example"] },
        });
      });

      it("finds a site's moderation room, which visitors can't read", async () => {
        await newRoom();
        const { status, body } = await get(
          path`directory/room/${"#comments_blog:comments.example"}`,
        );
        expect(status).toBe(200);
        const { room_id } = z.looseObject({ room_id: z.string() }).parse(body);
        expect(await get(path`rooms/${room_id}/messages`, { dir: "b" })).toEqual(
          error(403, "M_FORBIDDEN"),
        );
      });

      it("finds no room of an unknown alias", async () => {
        const unknown = "#comments_blog_nothing-here:comments.example";
        expect(await get(path`directory/room/${unknown}`)).toEqual(error(404, "M_NOT_FOUND"));
        expect(await get(path`directory/room/${"nonsense"}`)).toEqual(
          error(400, "M_INVALID_PARAM"),
        );
      });

      it("are set up as Cactus does: open to readers and guests, owned by its bot", async () => {
        const { roomId } = await newRoom();
        const state = async (type: string) =>
          (await get(path`rooms/${roomId}/state/${type}/`)).body;
        expect(await state("m.room.history_visibility")).toEqual({
          history_visibility: "world_readable",
        });
        expect(await state("m.room.guest_access")).toEqual({ guest_access: "can_join" });
        expect(await state("m.room.join_rules")).toEqual({ join_rule: "public" });
        expect(await state("m.room.power_levels")).toMatchObject({
          users: { "@cactusbot:comments.example": 100, [bob.userId]: 100 },
          users_default: 0,
          redact: 50,
        });
        expect(await get(path`rooms/${roomId}/state/m.room.topic/`)).toEqual(
          error(404, "M_NOT_FOUND"),
        );
      });

      it("take in state that a test sets as the bot", async () => {
        const room = await newRoom();
        await room.sendState("m.room.tombstone", { body: "moved", replacement_room: "!new:x" });
        const { body } = await get(path`rooms/${room.roomId}/state`);
        expect(z.array(timelineEvent).parse(body)).toContainEqual(
          expect.objectContaining({
            type: "m.room.tombstone",
            state_key: "",
            sender: "@cactusbot:comments.example",
            content: { body: "moved", replacement_room: "!new:x" },
          }),
        );
      });

      it("that don't exist can't be told from those that may not be read", async () => {
        expect(
          await get(path`rooms/${"!nothing:comments.example"}/messages`, { dir: "b" }),
        ).toEqual(error(403, "M_FORBIDDEN"));
      });
    });

    describe("a room's history", () => {
      it("is paged backwards to the very start: the last page is empty and has no end", async () => {
        const room = await newRoom(alice);
        const sent = Array.from({ length: 205 }, (_, index) => `comment ${index}`);
        for (const body of sent) await room.send(alice, text(body));

        const pages: TimelinePage[] = [];
        let from: Readonly<Record<string, string>> = {};
        for (;;) {
          const page = await messages(room, { limit: "100", ...from });
          pages.push(page);
          if (page.end === undefined) break;
          from = { from: page.end };
        }
        expect(pages.map(({ chunk }) => chunk.length).slice(0, 2)).toEqual([100, 100]);
        expect(pages.at(-1)?.chunk).toEqual([]);
        expect(pages.flatMap(bodies)).toEqual(sent.toReversed());
        // What was sent before the room was opened to readers is counted, but not shown.
        expect(pages.flatMap(({ chunk }) => chunk).map(({ type }) => type)).not.toContain(
          "m.room.create",
        );
      });

      it("is paged forwards too, from where a page backwards ended", async () => {
        const room = await newRoom(alice);
        for (const body of ["one", "two", "three"]) await room.send(alice, text(body));
        const { end = "" } = await messages(room, { limit: "2" });
        expect(bodies(await messages(room, { dir: "f", from: end, limit: "1" }))).toEqual(["two"]);
        expect(bodies(await messages(room, { dir: "f", limit: "100" }))).toEqual([
          "one",
          "two",
          "three",
        ]);
        expect(bodies(await messages(room, { limit: "100", to: end }))).toEqual(["three", "two"]);
      });

      it("begins at the start without a direction, and comes ten at a time without a limit", async () => {
        const room = await newRoom(alice);
        for (let index = 0; index < 12; index += 1) await room.send(alice, text(String(index)));
        expect((await messages(room, {})).chunk).toHaveLength(10);
        const { body } = await get(path`rooms/${room.roomId}/messages`, { limit: "100" });
        expect(bodies(page.parse(body))[0]).toBe("0");
      });

      it("can be filtered by event type; the limit then counts what passes", async () => {
        const room = await newRoom(alice, bob);
        await room.send(alice, text("hello"));
        await room.send(bob, { key: "👍" }, { type: "m.reaction" });
        await room.send(bob, { key: "👎" }, { type: "m.reaction" });
        const filtered = (filter: Record<string, unknown>) =>
          messages(room, { limit: "1", filter: JSON.stringify(filter) });
        expect(bodies(await filtered({ types: ["m.room.message"] }))).toEqual(["hello"]);
        expect(bodies(await filtered({ not_types: ["m.rea*"] }))).toEqual(["hello"]);
        expect(bodies(await filtered({ senders: [alice.userId] }))).toEqual(["hello"]);
        expect(await filtered({ types: ["m.nothing"] })).toMatchObject({ chunk: [] });
      });

      it("brings the senders' membership along when members are loaded lazily", async () => {
        const room = await newRoom(alice, bob);
        await room.send(bob, text("first"));
        await room.send(alice, text("before"));
        const lazily = { limit: "1", filter: JSON.stringify({ lazy_load_members: true }) };
        const { state } = await messages(room, lazily);
        expect(state).toMatchObject([
          { type: "m.room.member", state_key: alice.userId, content: { displayname: "Alice" } },
        ]);
        expect(await messages(room, { limit: "1" })).not.toHaveProperty("state");
      });

      it("refuses a token that it didn't give and a limit that is no number", async () => {
        const where = path`rooms/${(await newRoom()).roomId}/messages`;
        expect(await get(where, { dir: "b", from: "nonsense" })).toEqual(error(400, "M_UNKNOWN"));
        expect(await get(where, { dir: "b", limit: "many" })).toEqual(
          error(400, "M_INVALID_PARAM"),
        );
      });
    });

    describe("events", () => {
      it("have the sender, the content and the time that they were sent with", async () => {
        const room = await newRoom(alice);
        const content = {
          ...text("Grüße, 世界 🌵\n> not; a 'reply'"),
          extra: { nested: [1, null] },
        };
        const ts = Date.UTC(2021, 1, 3, 4, 5, 6, 789);
        const eventId = await room.send(alice, content, { ts });
        expect(await eventOf(room, eventId)).toMatchObject({
          room_id: room.roomId,
          type: "m.room.message",
          sender: alice.userId,
          origin_server_ts: ts,
          content,
        });
      });

      it("stay in the order in which they were sent, whatever their times", async () => {
        const room = await newRoom(alice);
        for (const [body, ts] of [
          ["first", 3000],
          ["second", 1000],
          ["third", 2000],
        ] as const) {
          await room.send(alice, text(body), { ts });
        }
        expect(bodies(await messages(room, {}))).toEqual(["third", "second", "first"]);
      });

      it("keep their content when they are edited; the newest edit comes along", async () => {
        const room = await newRoom(alice, bob);
        const original = await room.send(alice, text("helo"), { ts: 1000 });
        const edit = (body: string) => ({
          ...text(`* ${body}`),
          "m.new_content": text(body),
          "m.relates_to": { rel_type: "m.replace", event_id: original },
        });
        await room.send(alice, edit("hello"), { ts: 3000 });
        await room.send(alice, edit("hell"), { ts: 2000 });
        await room.send(bob, edit("mine now"), { ts: 4000 });
        expect(await eventOf(room, original)).toMatchObject({
          content: text("helo"),
          unsigned: { "m.relations": { "m.replace": { content: edit("hello") } } },
        });
      });

      it("lose their content when they are redacted, and say by whom and why", async () => {
        const room = await newRoom(alice, bob);
        const spam = await room.send(alice, text("buy pills"));
        const redaction = await room.redact(bob, spam, "spam");
        const redacted = await eventOf(room, spam);
        expect(redacted).toMatchObject({
          type: "m.room.message",
          sender: alice.userId,
          unsigned: {
            redacted_because: {
              event_id: redaction,
              type: "m.room.redaction",
              sender: bob.userId,
              redacts: spam,
              content: { redacts: spam, reason: "spam" },
            },
          },
        });
        expect(redacted.content).toEqual({});
        expect(await eventOf(room, redaction)).toMatchObject({ redacts: spam });
      });

      it("of others can be redacted by moderators only", async () => {
        const room = await newRoom(alice, bob);
        const comment = await room.send(bob, text("stays"));
        await expect(room.redact(alice, comment)).rejects.toThrow(/M_FORBIDDEN/);
        expect(await eventOf(room, comment)).toMatchObject({ content: text("stays") });
      });

      it("are taken only from those who joined", async () => {
        const room = await newRoom();
        await expect(room.send(alice, text("hello"))).rejects.toThrow(/M_FORBIDDEN/);
      });
    });

    describe("members", () => {
      it("are those who joined, guests among them, under their names", async () => {
        const guest = await homeserver.createGuest("Gäst");
        const { roomId } = await newRoom(alice, guest);
        const { body } = await get(path`rooms/${roomId}/members`, { membership: "join" });
        const { chunk } = z.looseObject({ chunk: z.array(timelineEvent) }).parse(body);
        const members = Object.fromEntries(
          chunk.map(({ state_key = "", content }) => [state_key, content]),
        );
        expect(members).toEqual({
          "@cactusbot:comments.example": { membership: "join" },
          [alice.userId]: { membership: "join", displayname: "Alice" },
          [guest.userId]: { membership: "join", displayname: "Gäst", kind: "guest" },
        });
        const left = await get(path`rooms/${roomId}/members`, { not_membership: "join" });
        expect(left).toEqual({ status: 200, body: { chunk: [] } });
      });

      it("can change their name in a room, which the change itself remembers", async () => {
        const room = await newRoom(alice);
        const comment = await room.send(alice, text("signed"));
        await room.setDisplayName(alice, "Alice of the Bakery");
        const { chunk } = await messages(room, { limit: "2" });
        expect(chunk).toMatchObject([
          {
            type: "m.room.member",
            state_key: alice.userId,
            content: { membership: "join", displayname: "Alice of the Bakery" },
            unsigned: { prev_content: { membership: "join", displayname: "Alice" } },
          },
          { event_id: comment },
        ]);
      });

      it("are listed with their profiles for all but guests", async () => {
        const { roomId } = await newRoom(alice);
        const where = path`rooms/${roomId}/joined_members`;
        expect((await get(where, {}, bob)).body).toMatchObject({
          joined: { [alice.userId]: { display_name: "Alice" } },
        });
        expect(await get(where)).toEqual(error(403, "M_GUEST_ACCESS_FORBIDDEN"));
      });
    });

    it("answers what it doesn't know with M_UNRECOGNIZED", async () => {
      expect(await get("nonsense")).toEqual(error(404, "M_UNRECOGNIZED"));
      expect(await post("account/whoami", {})).toEqual(error(405, "M_UNRECOGNIZED"));
    });
  });

  describeServer(`${name}, set up otherwise`, () => {
    let homeserver: Homeserver;

    beforeAll(async () => {
      homeserver = await start({
        guestAccess: false,
        createsRoomsOnDemand: true,
        roomVersion: "11",
        serverName: "other.example",
      });
    });
    afterAll(() => homeserver[Symbol.asyncDispose]());

    it("registers no guests", async () => {
      const request = { method: "POST", path: "/_matrix/client/v3/register", body: {} } as const;
      const answer = await matrixRequest(homeserver.baseUrl, {
        ...request,
        query: { kind: "guest" },
      });
      expect(answer).toEqual(error(403, "M_UNKNOWN"));
    });

    it("creates the room of a registered site's section when it is looked up", async () => {
      await homeserver.createRoom("blog", "first");
      const lookUp = (alias: string) =>
        matrixRequest(homeserver.baseUrl, {
          path: path`/_matrix/client/v3/directory/room/${alias}`,
        });
      const found = await lookUp("#comments_blog_second:other.example");
      expect(found.status).toBe(200);
      expect(await lookUp("#comments_blog_second:other.example")).toEqual(found);
      expect(await lookUp("#comments_unknown_first:other.example")).toEqual(
        error(404, "M_NOT_FOUND"),
      );
    });

    it("creates rooms of the version asked for", async () => {
      const user = await homeserver.createUser("dora");
      const { roomId } = await homeserver.createRoom("blog", "versioned");
      const { body } = await matrixRequest(homeserver.baseUrl, {
        path: path`/_matrix/client/v3/rooms/${roomId}/state/m.room.create/`,
        token: user.accessToken,
      });
      expect(body).toEqual({ "m.federate": true, room_version: "11" });
    });
  });
}
