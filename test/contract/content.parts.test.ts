import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import type { ContentFormat } from "../../src/domain/content-format.ts";
import { createCactusSource } from "../../src/sources/cactus/comment-source.ts";
import { startEmbeddedHomeserver } from "../parts/homeserver/embedded-homeserver.ts";
import type { Homeserver, RoomHandle, UserHandle } from "../parts/homeserver/homeserver.ts";
import { sharedSynapse } from "../parts/shared/shared-parts.ts";
import { describeWith } from "../parts/tiers/describe-with.ts";

// What comments of every kind become, read from a homeserver that carried them.

const servers = [
  { name: "Synapse", start: () => sharedSynapse(siteName), describe: describeWith("synapse") },
  { name: "the embedded homeserver", start: startEmbeddedHomeserver, describe },
];

const siteName = "blog-content";

async function read(homeserver: Homeserver, threadId: string, contentFormat: ContentFormat) {
  const source = createCactusSource({
    homeserverUrl: homeserver.baseUrl,
    serverName: homeserver.serverName,
    siteNames: [siteName],
    maxRetries: 0,
    contentFormat,
  });
  const location = { file: "content/post.md", line: 7 };
  return source.readPage(
    {
      ...{ pageId: "/post/", title: "Post", file: "content/post.md" },
      threads: [{ threadId, location }],
    },
    new AbortController().signal,
  );
}

const kinds = [
  {
    msgtype: "m.text",
    body: "**hi**",
    formatted_body: "<strong>hi</strong>",
    html: "<strong>hi</strong>",
  },
  { msgtype: "m.notice", body: "closed at 6 & 7", html: "closed at 6 &amp; 7" },
  { msgtype: "m.emote", body: "waves", html: "Alice waves" },
  { msgtype: "m.location", body: "Here", geo_uri: "geo:1,2", html: '<a href="geo:1,2">Here</a>' },
  {
    msgtype: "m.image",
    body: "cat.jpg",
    url: "mxc://gone.example/a",
    html: /<a href="[^"]+\/download\/gone\.example\/a"><img src="[^"]+\/thumbnail\/gone\.example\/a\?[^"]+" alt="cat\.jpg" \/><\/a>/,
  },
  { msgtype: "m.file", body: "talk.pdf", url: "mxc://gone.example/b", html: />talk\.pdf<\/a>$/ },
  { msgtype: "m.audio", body: "talk.ogg", url: "mxc://gone.example/c", html: />talk\.ogg<\/a>$/ },
  { msgtype: "m.video", body: "talk.mp4", url: "mxc://gone.example/d", html: />talk\.mp4<\/a>$/ },
  { type: "m.sticker", body: "wink", url: "mxc://gone.example/e", html: /alt="wink"/ },
];

for (const { name, start, describe: describeServer } of servers) {
  describeServer(`comments that ${name} carried`, () => {
    let homeserver: Homeserver;
    let alice: UserHandle;
    let room: RoomHandle;

    beforeAll(async () => {
      homeserver = await start();
      alice = await homeserver.createUser("alice", "Alice");
      room = await homeserver.createRoom(siteName, "kinds");
      await room.join(alice);
      for (const { type = "m.room.message", html: _, ...content } of kinds) {
        await room.send(alice, { format: "org.matrix.custom.html", ...content }, { type });
      }
      await room.send(alice, { msgtype: "org.example.dance", body: "x" });
      await room.send(alice, { ciphertext: "x" }, { type: "m.room.encrypted" });
    });
    afterAll(() => homeserver[Symbol.asyncDispose]());

    it("are HTML of their kind", async () => {
      const { comments } = await read(homeserver, "kinds", "html");
      expect(comments.map(({ body }) => body)).toEqual(
        kinds.map(({ html }) => (typeof html === "string" ? html : expect.stringMatching(html))),
      );
    });

    it("are plain text in the order in which they were written", async () => {
      const { comments } = await read(homeserver, "kinds", "text");
      expect(comments.map(({ body }) => body.split("\n")[0])).toEqual(
        kinds.map(({ msgtype, body }) => (msgtype === "m.emote" ? "Alice waves" : body)),
      );
    });

    it("are listed where they are of an unknown type or encrypted", async () => {
      const { skipped } = await read(homeserver, "kinds", "text");
      expect(skipped).toEqual([
        { reason: "message type org.example.dance", sourceIds: [expect.any(String)] },
        { reason: "encrypted", sourceIds: [expect.any(String)] },
      ]);
    });

    it("with media that readers don't get are told of, each", async () => {
      const { comments, findings = [] } = await read(homeserver, "kinds", "html");
      const withMedia = comments.filter(({ media }) => media !== undefined);
      expect(withMedia).toHaveLength(5);
      expect(findings.filter(({ code }) => code === "media-missing")).toEqual(
        withMedia.map(({ sourceId }) =>
          expect.objectContaining({ pageId: "/post/", message: expect.stringContaining(sourceId) }),
        ),
      );
    });
  });
}

const uploaded = z.object({ content_uri: z.string() });

describeWith("synapse")("media on a homeserver", () => {
  it("that is there is linked to, and can be loaded without an account", async () => {
    await using synapse = await sharedSynapse(`${siteName}-media`);
    const alice = await synapse.createUser("alice");
    const room = await synapse.createRoom(siteName, "media");
    await room.join(alice);
    const upload = await fetch(`${synapse.baseUrl}/_matrix/media/v3/upload?filename=a.txt`, {
      method: "POST",
      headers: { Authorization: `Bearer ${alice.accessToken}`, "Content-Type": "text/plain" },
      body: "what readers saw",
    });
    const { content_uri: url } = uploaded.parse(await upload.json());
    await room.send(alice, { msgtype: "m.file", body: "a.txt", url });

    const { comments, findings = [] } = await read(synapse, "media", "html");
    const [, href = ""] = /href="([^"]+)"/.exec(comments[0]?.body ?? "") ?? [];
    expect(await (await fetch(href)).text()).toBe("what readers saw");
    expect(findings).toEqual([]);
  });
});
