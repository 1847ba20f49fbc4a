import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createCactusSource } from "../../src/sources/cactus/comment-source.ts";
import { startEmbeddedHomeserver } from "../parts/homeserver/embedded-homeserver.ts";
import type { Homeserver } from "../parts/homeserver/homeserver.ts";
import {
  readExampleConversations,
  type SeenConversations,
  seed,
} from "../parts/homeserver/seed.ts";
import { sharedExampleSite } from "../parts/shared/shared-parts.ts";
import { describeWith } from "../parts/tiers/describe-with.ts";

const servers = [
  { name: "Synapse", start: sharedExampleSite, describe: describeWith("synapse") },
  { name: "the embedded homeserver", start: embeddedExampleSite, describe },
];

async function embeddedExampleSite(running: AsyncDisposableStack) {
  const homeserver = running.use(await startEmbeddedHomeserver());
  return { homeserver, seen: await seed(homeserver, await readExampleConversations()) };
}

for (const { name, start, describe: describeServer } of servers) {
  describeServer(`the example site's conversations, read from ${name}`, () => {
    let homeserver: Pick<Homeserver, "baseUrl" | "serverName">;
    let seen: SeenConversations;
    let siteName: string;
    const running = new AsyncDisposableStack();

    beforeAll(async () => {
      siteName = (await readExampleConversations()).siteName;
      ({ homeserver, seen } = await start(running));
    });
    afterAll(() => running.disposeAsync());

    it("are what a reader of each page sees: authors, texts, times and answers, in order", async () => {
      const source = createCactusSource({
        homeserverUrl: homeserver.baseUrl,
        serverName: homeserver.serverName,
        siteNames: [siteName],
        maxRetries: 0,
        pageSize: 100,
      });
      expect([...seen.values()].map((comments) => comments.length)).toContainEqual(
        expect.toSatisfy((length: number) => length > 250),
      );
      for (const [threadId, expected] of seen) {
        const location = { file: `content/${threadId}.md`, line: 1 };
        const page = {
          pageId: "/",
          title: "",
          file: location.file,
          threads: [{ threadId, location }],
        };
        const { comments } = await source.readPage(page, new AbortController().signal);
        expect(
          comments.map(({ sourceId, authorName, body, sentAt, replyTo }) => ({
            eventId: sourceId,
            authorName,
            text: body,
            sentAt,
            replyTo,
          })),
          threadId,
        ).toEqual(expected);
      }
    });
  });
}
