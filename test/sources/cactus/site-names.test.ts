import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createCactusSource } from "../../../src/sources/cactus/comment-source.ts";
import {
  type EmbeddedHomeserver,
  startEmbeddedHomeserver,
} from "../../parts/homeserver/embedded-homeserver.ts";

const never = new AbortController().signal;

describe("a section's room", () => {
  let homeserver: EmbeddedHomeserver;
  beforeAll(async () => {
    homeserver = await startEmbeddedHomeserver();
    const ada = await homeserver.createUser("ada", "Ada");
    for (const siteName of ["blog", "blog.example>", "<my site>"]) {
      const room = await homeserver.createRoom(siteName, "post");
      await room.join(ada);
      await room.send(ada, { msgtype: "m.text", body: `of ${siteName}` });
    }
  });
  afterAll(() => homeserver[Symbol.asyncDispose]());

  async function read(...siteNames: readonly (string | undefined)[]) {
    const source = createCactusSource({
      homeserverUrl: homeserver.baseUrl,
      serverName: homeserver.serverName,
      siteNames: ["blog", "blog.example>", "<my site>"],
      maxRetries: 0,
    });
    const file = "content/post.md";
    const location = { file, line: 1 };
    const threads = siteNames.map((siteName) => ({ threadId: "post", siteName, location }));
    const page = { pageId: "/post/", title: "Post", file, threads };
    const { comments } = await source.readPage(page, never);
    expect(await source.expectedComments(page, never)).toBe(comments.length);
    return comments.map(({ body }) => body);
  }

  it("is that of the site that its page names", async () => {
    expect(await read("blog.example>")).toEqual(["of blog.example>"]);
    expect(await read("<my site>")).toEqual(["of <my site>"]);
  });

  it("is the first site's where the page names none", async () => {
    expect(await read(undefined)).toEqual(["of blog"]);
  });

  it("is another one for each site, with one section id", async () => {
    expect(await read(undefined, "<my site>")).toEqual(["of blog", "of <my site>"]);
  });
});
