import { expect, it } from "vitest";
import { createCactusSource } from "../../../src/sources/cactus/comment-source.ts";
import { startSynapse } from "../../parts/homeserver/synapse.ts";
import { describeWith } from "../../parts/tiers/describe-with.ts";

const never = new AbortController().signal;
const page = {
  pageId: "/post/",
  title: "Post",
  file: "content/post.md",
  threads: [{ threadId: "post", location: { file: "content/post.md", line: 7 } }],
};

describeWith("synapse")("a Synapse with limits", () => {
  it("that lets no guests in brings up the access token", async () => {
    await using synapse = await startSynapse({ guestAccess: false });
    const source = createCactusSource({
      homeserverUrl: synapse.baseUrl,
      serverName: synapse.serverName,
      siteNames: ["blog"],
      maxRetries: 0,
    });
    await expect(source.readPage(page, never)).rejects.toMatchObject({
      code: "guest-access-refused",
      remedy: expect.stringContaining("access-token"),
    });
  });

  it("on new guests is waited for", async () => {
    const rateLimits = { rc_registration: { per_second: 0.5, burst_count: 1 } };
    await using synapse = await startSynapse({ rateLimits });
    const heard: string[] = [];
    const read = () =>
      createCactusSource({
        homeserverUrl: synapse.baseUrl,
        serverName: synapse.serverName,
        siteNames: ["blog"],
        maxRetries: 3,
        onRetry: (error) => heard.push(error.message),
      }).readPage(page, never);
    for (const _ of [1, 2, 3]) await read();
    expect(heard).toEqual(expect.arrayContaining([expect.stringContaining("M_LIMIT_EXCEEDED")]));
  });
});
