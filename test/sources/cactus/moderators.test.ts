import { afterAll, beforeAll, expect, it } from "vitest";
import { createCactusSource } from "../../../src/sources/cactus/comment-source.ts";
import {
  type EmbeddedHomeserver,
  startEmbeddedHomeserver,
} from "../../parts/homeserver/embedded-homeserver.ts";
import type { UserHandle } from "../../parts/homeserver/homeserver.ts";

const never = new AbortController().signal;
let homeserver: EmbeddedHomeserver;
let ada: UserHandle;
let carol: UserHandle;

beforeAll(async () => {
  homeserver = await startEmbeddedHomeserver();
  ada = await homeserver.createUser("ada", "Ada");
  carol = await homeserver.createUser("carol", "Carol");
  const bob = await homeserver.createUser("bob", "Bob");
  const room = await homeserver.createRoom("blog", "post", { moderators: [ada, carol] });
  for (const user of [ada, bob]) {
    await room.join(user);
    await room.send(user, { msgtype: "m.text", body: "Hi" });
  }
});
afterAll(() => homeserver[Symbol.asyncDispose]());

async function moderators(ignoredSenders: readonly string[] = []) {
  const source = createCactusSource({
    homeserverUrl: homeserver.baseUrl,
    serverName: homeserver.serverName,
    siteNames: ["blog"],
    maxRetries: 0,
    ignoredSenders,
  });
  const file = "content/post.md";
  const threads = [{ threadId: "post", location: { file, line: 1 } }];
  const read = await source.readPage({ pageId: "/post/", title: "Post", file, threads }, never);
  return read.moderators;
}

it("those who may remove others' comments are the room's moderators, and not Cactus's bot", async () => {
  expect(await moderators()).toEqual([ada.userId, carol.userId]);
});

it("who is ignored is no moderator", async () => {
  expect(await moderators([carol.userId])).toEqual([ada.userId]);
});
