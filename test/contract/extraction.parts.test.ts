import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Comment, Conversation } from "../../src/domain/comment.ts";
import type { Page, Thread } from "../../src/domain/page.ts";
import {
  type CactusSourceOptions,
  createCactusSource,
} from "../../src/sources/cactus/comment-source.ts";
import { startEmbeddedHomeserver } from "../parts/homeserver/embedded-homeserver.ts";
import type { Homeserver, RoomHandle, UserHandle } from "../parts/homeserver/homeserver.ts";
import { sharedSynapse } from "../parts/shared/shared-parts.ts";
import { describeWith } from "../parts/tiers/describe-with.ts";

// What must hold of every homeserver that comments are read from.

const servers = [
  { name: "Synapse", start: () => sharedSynapse(siteName), describe: describeWith("synapse") },
  { name: "the embedded homeserver", start: startEmbeddedHomeserver, describe },
];

const siteName = "blog-extraction";
const never = new AbortController().signal;

function threadOf(threadId: string, index = 0): Thread {
  return { threadId, location: { file: "content/post.md", line: index + 1 } };
}

function pageOf(...threadIds: readonly string[]): Page {
  const threads = threadIds.map(threadOf);
  return { pageId: "/post/", title: "Post", file: "content/post.md", threads };
}

function inReplyTo(eventId: string): Record<string, unknown> {
  return { "m.relates_to": { "m.in_reply_to": { event_id: eventId } } };
}

function text(body: string, more: Record<string, unknown> = {}): Record<string, unknown> {
  return { msgtype: "m.text", body, ...more };
}

function edit(original: string, body: string): Record<string, unknown> {
  return text(`* ${body}`, {
    "m.new_content": text(body),
    "m.relates_to": { rel_type: "m.replace", event_id: original },
  });
}

function bodies({ comments }: Conversation): readonly string[] {
  return comments.map(({ body }) => body);
}

function byBody({ comments }: Conversation): Record<string, Comment> {
  return Object.fromEntries(comments.map((comment) => [comment.body, comment]));
}

for (const { name, start, describe: describeServer } of servers) {
  describeServer(`reading comments from ${name}`, () => {
    let homeserver: Homeserver;
    let alice: UserHandle;
    let bob: UserHandle;
    let threads = 0;

    beforeAll(async () => {
      homeserver = await start();
      alice = await homeserver.createUser("alice", "Alice");
      bob = await homeserver.createUser("bob", "Bob");
    });
    afterAll(() => homeserver[Symbol.asyncDispose]());

    function sourceWith(options: Partial<CactusSourceOptions> = {}) {
      return createCactusSource({
        homeserverUrl: homeserver.baseUrl,
        serverName: homeserver.serverName,
        siteNames: [siteName],
        maxRetries: 0,
        ...options,
      });
    }

    function read(threadId: string, options?: Partial<CactusSourceOptions>) {
      return sourceWith(options).readPage(pageOf(threadId), never);
    }

    async function newRoom(): Promise<{ readonly room: RoomHandle; readonly threadId: string }> {
      threads += 1;
      const threadId = `section-${threads}`;
      const room = await homeserver.createRoom(siteName, threadId, { moderators: [bob] });
      await room.join(alice);
      await room.join(bob);
      return { room, threadId };
    }

    it("gives a comment with its event id, room, sender, name, text and time", async () => {
      const { room, threadId } = await newRoom();
      const body = 'Grüße 👩‍👩‍👧 \u202eabc\u202c\n\n<b>& "x"</b>\t\'; DROP TABLE --';
      const eventId = await room.send(alice, text(body), { ts: 1_600_000_000_000 });
      expect(await read(threadId)).toEqual({
        threads: [{ thread: threadOf(threadId), id: room.roomId }],
        comments: [
          {
            source: `cactus:${homeserver.serverName}/${siteName}`,
            sourceId: eventId,
            authorId: alice.userId,
            authorName: "Alice",
            body,
            sentAt: 1_600_000_000_000,
            replyTo: null,
          },
        ],
        moderators: [bob.userId],
        skipped: [],
        removed: [],
      });
    });

    it("gives comments in the order in which the room got them, whatever their times", async () => {
      const { room, threadId } = await newRoom();
      await room.send(alice, text("one"), { ts: 3000 });
      await room.send(bob, text("two"), { ts: 1000 });
      await room.send(alice, text("three"), { ts: 2000 });
      expect(bodies(await read(threadId))).toEqual(["one", "two", "three"]);
    });

    it.each([1, 7, 1000])("gives all of a room in pages of %i events", async (pageSize) => {
      const { room, threadId } = await newRoom();
      const sent = Array.from({ length: 15 }, (_, index) => `comment ${index}`);
      for (const body of sent) await room.send(alice, text(body));
      expect(bodies(await read(threadId, { pageSize }))).toEqual(sent);
    });

    it("gives all of a room of 160 messages", async () => {
      const { room, threadId } = await newRoom();
      const sent = Array.from({ length: 160 }, (_, index) => `comment ${index}`);
      for (const body of sent) await room.send(alice, text(body));
      expect(bodies(await read(threadId, { pageSize: 50 }))).toEqual(sent);
    });

    it("ties replies to what they answer, without the quotation before them", async () => {
      const { room, threadId } = await newRoom();
      const question = await room.send(alice, text("Why?"));
      const quotation = `> <${alice.userId}> Why?\n\n`;
      await room.send(bob, text(`${quotation}Because.`, inReplyTo(question)));
      const page = await read(threadId);
      expect(byBody(page)["Because."]?.replyTo).toBe(question);
      expect(byBody(page)["Why?"]?.replyTo).toBeNull();
    });

    it("ties messages of a thread to its root, and real replies in it to what they answer", async () => {
      const { room, threadId } = await newRoom();
      const thread = (root: string, last: string, isFallingBack: boolean) => ({
        "m.relates_to": {
          rel_type: "m.thread",
          event_id: root,
          is_falling_back: isFallingBack,
          "m.in_reply_to": { event_id: last },
        },
      });
      const root = await room.send(alice, text("root"));
      const first = await room.send(bob, text("first", thread(root, root, true)));
      await room.send(alice, text("next", thread(root, first, true)));
      await room.send(bob, text("reply", thread(root, first, false)));
      const comments = byBody(await read(threadId));
      expect(comments["next"]?.replyTo).toBe(root);
      expect(comments["reply"]?.replyTo).toBe(first);
    });

    it("calls authors what they were called at the time", async () => {
      const { room, threadId } = await newRoom();
      await room.send(alice, text("before"));
      await room.setDisplayName(alice, "Alice in Wonderland");
      await room.send(alice, text("after"));
      await room.setDisplayName(alice, "");
      await room.send(alice, text("nameless"));
      const names = (await read(threadId)).comments.map(({ authorName }) => authorName);
      expect(names).toEqual(["Alice", "Alice in Wonderland", alice.userId]);
    });

    it("gives the comments of guests", async () => {
      const { room, threadId } = await newRoom();
      const guest = await homeserver.createGuest("A visitor");
      await room.join(guest);
      await room.send(guest, text("Nice post!"));
      expect((await read(threadId)).comments).toMatchObject([
        { authorId: guest.userId, authorName: "A visitor", body: "Nice post!" },
      ]);
    });

    it("gives the latest text of edited comments, and not what others made of them", async () => {
      const { room, threadId } = await newRoom();
      const eventId = await room.send(alice, text("teh cat"), { ts: 1000 });
      await room.send(alice, edit(eventId, "the cat"), { ts: 3000 });
      await room.send(alice, edit(eventId, "a cat"), { ts: 2000 });
      const byOther = await room.send(bob, edit(eventId, "a dog"), { ts: 4000 });
      const page = await read(threadId);
      expect(page.comments).toMatchObject([{ sourceId: eventId, body: "the cat", sentAt: 1000 }]);
      expect(page.skipped).toEqual([{ reason: "edit that doesn't apply", sourceIds: [byOther] }]);
    });

    it("leaves out removed comments and removed edits, and keeps the replies", async () => {
      const { room, threadId } = await newRoom();
      const spam = await room.send(alice, text("spam"));
      const reply = await room.send(bob, text("please don't", inReplyTo(spam)));
      const kept = await room.send(alice, text("first version"));
      const edited = await room.send(alice, edit(kept, "second version"));
      await room.redact(bob, spam, "spam");
      await room.redact(alice, edited);
      expect((await read(threadId)).comments).toMatchObject([
        { sourceId: reply, body: "please don't", replyTo: spam },
        { sourceId: kept, body: "first version" },
      ]);
    });

    it("lists what can't be moved, and passes over reactions", async () => {
      const { room, threadId } = await newRoom();
      const eventId = await room.send(alice, text("hi"));
      const secret = { algorithm: "m.megolm.v1.aes-sha2", ciphertext: "x" };
      const encrypted = await room.send(alice, secret, { type: "m.room.encrypted" });
      const annotation = { rel_type: "m.annotation", event_id: eventId, key: "👍" };
      await room.send(bob, { "m.relates_to": annotation }, { type: "m.reaction" });
      const page = await read(threadId);
      expect(bodies(page)).toEqual(["hi"]);
      expect(page.skipped).toEqual([{ reason: "encrypted", sourceIds: [encrypted] }]);
    });

    it("counts reactions by person, without those that were taken back", async () => {
      const { room, threadId } = await newRoom();
      const eventId = await room.send(alice, text("hi"));
      await room.send(alice, text("no reactions"));
      const react = (user: UserHandle, key: string) => {
        const annotation = { rel_type: "m.annotation", event_id: eventId, key };
        return room.send(user, { "m.relates_to": annotation }, { type: "m.reaction" });
      };
      await react(alice, "❤️");
      await react(alice, "👍");
      await react(bob, "👍");
      const takenBack = await react(bob, "🎉");
      await room.redact(bob, takenBack);
      const { comments, skipped } = await read(threadId);
      expect(comments.map(({ reactions }) => reactions)).toEqual([
        [
          { key: "👍", count: 2 },
          { key: "❤️", count: 1 },
        ],
        undefined,
      ]);
      expect(skipped).toEqual([]);
    });

    it("says when a comment was edited", async () => {
      const { room, threadId } = await newRoom();
      const eventId = await room.send(alice, text("teh cat"), { ts: 1000 });
      await room.send(alice, edit(eventId, "the cat"), { ts: 3000 });
      expect((await read(threadId)).comments).toMatchObject([{ sentAt: 1000, editedAt: 3000 }]);
    });

    it("follows an upgraded room to the rooms that it replaced, in one conversation", async () => {
      const { room, threadId } = await newRoom();
      await room.setDisplayName(alice, "Alice the First");
      const first = await room.send(alice, text("first"));
      const second = await room.upgrade();
      await second.join(alice);
      const middle = await second.send(alice, text("second", inReplyTo(first)));
      const third = await second.upgrade();
      await third.join(bob);
      await third.send(bob, text("third", inReplyTo(middle)));
      const page = await read(threadId);
      expect(page.comments).toMatchObject([
        { body: "first", authorName: "Alice the First", replyTo: null },
        { body: "second", authorName: "Alice", replyTo: first },
        { body: "third", replyTo: middle },
      ]);
      expect(page.findings).toBeUndefined();
    });

    it("leaves out a room that says nothing of its successor, and says so", async () => {
      const { room, threadId } = await newRoom();
      const { room: foreign } = await newRoom();
      await foreign.send(alice, text("elsewhere"));
      const newer = await room.upgrade();
      await newer.join(alice);
      await newer.send(alice, text("here"));
      await room.sendState("m.room.tombstone", { replacement_room: foreign.roomId });
      const page = await read(threadId);
      expect(bodies(page)).toEqual(["here"]);
      expect(page.findings).toMatchObject([
        { severity: "warning", code: "predecessor-unconfirmed", pageId: "/post/" },
      ]);
    });

    it("says where an older room has to be opened to the reader", async () => {
      const { room, threadId } = await newRoom();
      await room.send(alice, text("among us"));
      await room.upgrade();
      await room.sendState("m.room.history_visibility", { history_visibility: "joined" });
      await expect(read(threadId)).rejects.toMatchObject({
        code: "room-forbidden",
        message: expect.stringContaining(room.roomId),
        remedy: expect.stringContaining("access-token"),
      });
    });

    it("says where guests can't read all, and reads it with an account", async () => {
      const { room, threadId } = await newRoom();
      const letRead = (history_visibility: string) =>
        room.sendState("m.room.history_visibility", { history_visibility });
      await room.send(alice, text("open"));
      await letRead("joined");
      await room.send(alice, text("among us"));
      await letRead("world_readable");
      await room.send(alice, text("open again"));
      const seen = await read(threadId);
      expect(bodies(seen)).toEqual(["open", "open again"]);
      expect(seen.findings).toMatchObject([{ severity: "warning", code: "history-hidden" }]);
      const all = await read(threadId, { accessToken: bob.accessToken });
      expect(bodies(all)).toEqual(["open", "among us", "open again"]);
      expect(all.findings).toBeUndefined();
    });

    it.each(["", " \u3000", "\u202e\u2066\u200b", "\u0007\u0085", "\u3164"])(
      "calls who goes by the name %j by the user id",
      async (displayName) => {
        const { room, threadId } = await newRoom();
        await room.setDisplayName(alice, displayName);
        await room.send(alice, text("hi"));
        expect((await read(threadId)).comments).toMatchObject([{ authorName: alice.userId }]);
      },
    );

    it("tells people of one name apart in a finding", async () => {
      const { room, threadId } = await newRoom();
      await room.setDisplayName(bob, "Alice");
      await room.send(alice, text("I am Alice"));
      await room.send(bob, text("No, I am"));
      const { findings } = await read(threadId);
      expect(findings).toMatchObject([
        {
          code: "same-name",
          message: `2 people are called Alice: ${alice.userId}, ${bob.userId}.`,
          pageId: "/post/",
        },
      ]);
    });

    it("leaves out senders by request, lists what they sent, and keeps the replies to it", async () => {
      const { room, threadId } = await newRoom();
      const question = await room.send(alice, text("question"));
      const ignored = await room.send(bob, text("beep", inReplyTo(question)));
      const reply = await room.send(alice, text("thanks", inReplyTo(ignored)));
      const page = await read(threadId, { ignoredSenders: [bob.userId] });
      expect(page.comments).toMatchObject([
        { sourceId: question },
        { sourceId: reply, replyTo: question },
      ]);
      expect(page.skipped).toEqual([
        { reason: `sender ${bob.userId} ignored`, sourceIds: [ignored] },
      ]);
    });

    it("keeps what a banned user wrote, but for what was removed", async () => {
      const { room, threadId } = await newRoom();
      const visitor = await homeserver.createGuest("A visitor");
      await room.join(visitor);
      await room.send(visitor, text("harmless"));
      const spam = await room.send(visitor, text("spam"));
      await room.redact(bob, spam);
      await room.sendState("m.room.member", { membership: "ban" }, visitor.userId);
      expect((await read(threadId)).comments).toMatchObject([
        { body: "harmless", authorName: "A visitor" },
      ]);
    });

    it("logs a user in with the password", async () => {
      const { room, threadId } = await newRoom();
      await room.sendState("m.room.history_visibility", { history_visibility: "joined" });
      await room.send(alice, text("among us"));
      const { password } = bob;
      expect(bodies(await read(threadId, { user: bob.userId, password }))).toEqual(["among us"]);
      await expect(read(threadId, { user: "bob", password: "wrong" })).rejects.toMatchObject({
        code: "log-in-refused",
        remedy: expect.stringContaining("matrix-password"),
      });
    });

    it("takes a reply to another section's comment for a comment of its own", async () => {
      const first = await newRoom();
      const second = await newRoom();
      const question = await first.room.send(alice, text("question"));
      await second.room.send(bob, text("answer", inReplyTo(question)));
      const page = await sourceWith().readPage(pageOf(first.threadId, second.threadId), never);
      expect(byBody(page)["answer"]?.replyTo).toBeNull();
      expect(page.findings).toMatchObject([{ severity: "notice", code: "reply-elsewhere" }]);
    });

    it("finds no comments where the section has no room", async () => {
      const threads = [{ thread: threadOf("never-commented"), id: null }];
      const findings = [expect.objectContaining({ code: "section-without-room" })];
      expect(await read("never-commented")).toEqual({
        ...{ threads, findings },
        ...{ comments: [], skipped: [], removed: [] },
      });
    });

    it("finds a room without comments", async () => {
      const { room, threadId } = await newRoom();
      const threads = [{ thread: threadOf(threadId), id: room.roomId }];
      const moderators = [bob.userId];
      expect(await read(threadId)).toEqual({
        ...{ threads, comments: [], moderators, skipped: [], removed: [] },
      });
    });

    it.each(["Ünïcode-100%&more", "a/b?c#d", "CAPITALS.and.dots"])(
      "finds the room of the section %j",
      async (threadId) => {
        const room = await homeserver.createRoom(siteName, threadId);
        expect(await sourceWith().findConversations(pageOf(threadId), never)).toEqual([
          { thread: threadOf(threadId), id: room.roomId },
        ]);
      },
    );

    it("reads the sections of a page one after the other", async () => {
      const first = await newRoom();
      const second = await newRoom();
      await second.room.send(alice, text("in the second"));
      await first.room.send(alice, text("in the first"));
      const page = pageOf(first.threadId, "never-commented", second.threadId);
      expect(bodies(await sourceWith().readPage(page, never))).toEqual([
        "in the first",
        "in the second",
      ]);
    });

    it("registers one guest, however many pages are read at once", async () => {
      const registrations: string[] = [];
      const source = sourceWith({
        fetch: (input, init) => {
          if (String(input).includes("/register")) registrations.push(String(input));
          return fetch(input, init);
        },
      });
      const { threadId } = await newRoom();
      await Promise.all([1, 2, 3].map(() => source.readPage(pageOf(threadId), never)));
      expect(registrations).toHaveLength(1);
    });

    it("reads with an access token what guests may not read", async () => {
      const { room, threadId } = await newRoom();
      await room.sendState("m.room.history_visibility", { history_visibility: "joined" });
      await room.send(alice, text("among us"));
      const accessToken = bob.accessToken;
      expect(bodies(await read(threadId, { accessToken }))).toEqual(["among us"]);
      await expect(read(threadId)).rejects.toMatchObject({
        code: "room-forbidden",
        message: expect.stringContaining("guests"),
        remedy: expect.stringContaining("access-token"),
      });
    });

    it("refuses an access token that the homeserver doesn't know, and doesn't repeat it", async () => {
      const { threadId } = await newRoom();
      const failure = read(threadId, { accessToken: "syt_wrong" });
      await expect(failure).rejects.toMatchObject({
        code: "access-token-rejected",
        remedy: expect.stringContaining("access-token"),
        message: expect.not.stringContaining("syt_wrong"),
      });
    });

    it("finds no comments under a section id with a colon, which no room can be named with", async () => {
      const threads = [{ thread: threadOf("co:lon"), id: null }];
      expect(await read("co:lon")).toEqual({ threads, comments: [], skipped: [], removed: [] });
    });

    it.each(["/posts/rel/", "two.Dots", "Größe", "#1?&"])(
      "finds the comments under the section id %s",
      async (threadId) => {
        const room = await homeserver.createRoom(siteName, threadId);
        await room.join(alice);
        await room.send(alice, text("here"));
        expect(bodies(await read(threadId))).toEqual(["here"]);
      },
    );

    it("says which inputs to check when the server's name makes no room name", async () => {
      await expect(read("any", { serverName: "no server" })).rejects.toMatchObject({
        code: "impossible-room-alias",
        remedy: expect.stringContaining("server-name"),
        location: { file: "content/post.md", line: 1 },
      });
    });
  });
}
