import type { IncomingMessage, RequestListener } from "node:http";
import { describe, expect, it } from "vitest";
import { createApiTransport } from "../../src/d1/api/api-transport.ts";
import { statement } from "../../src/d1/sql/statement.ts";
import { createCactusSource } from "../../src/sources/cactus/comment-source.ts";
import { checkMedia } from "../../src/sources/cactus/content/media-check.ts";
import { createClassicApi } from "../../src/targets/classic/public-api.ts";
import { createPublishedComments } from "../../src/targets/public-api/comments-api.ts";
import { dripping, endless, packedBomb, redirectTo, startHostileServer } from "./hostile-server.ts";

const never = new AbortController().signal;
const secret = "s3cret-of-the-user";
/** Long enough for 128 MiB on a busy machine. */
const patient = 60_000;
/** For a server that never ends. */
const impatient = 1_000;
const page = {
  pageId: "/post/",
  title: "Post",
  file: "content/post.md",
  threads: [{ threadId: "post", location: { file: "content/post.md", line: 7 } }],
};
const matrix = { serverName: "x", siteNames: ["blog"], maxRetries: 0 };

type Ask = (url: string, timeoutMs: number) => Promise<unknown>;

/** What each client sends first, and with which secret. */
const clients: readonly [string, Ask][] = [
  [
    "the homeserver, asked with an access token",
    (homeserverUrl, requestTimeoutMs) =>
      createCactusSource({
        ...matrix,
        homeserverUrl,
        requestTimeoutMs,
        accessToken: secret,
      }).readPage(page, never),
  ],
  [
    "the homeserver, at which a user logs in",
    (homeserverUrl, requestTimeoutMs) =>
      createCactusSource({
        ...matrix,
        homeserverUrl,
        requestTimeoutMs,
        user: "ada",
        password: secret,
      }).readPage(page, never),
  ],
  [
    "Cloudflare's API",
    (databasesUrl, timeoutMs) =>
      createApiTransport({
        databasesUrl,
        apiToken: secret,
        databaseName: "comments",
        databaseId: "1",
        timeoutMs,
      }).run([statement("SELECT 1")], never),
  ],
  [
    "the comment system's public API",
    (apiBase, timeoutMs) =>
      createPublishedComments(createClassicApi(), { apiBase, maxRetries: 0, timeoutMs }).readPage(
        "/post/",
        never,
      ),
  ],
];

/** The failure of a client's request to a server that answers so, and what the server heard. */
async function failureAt(answer: RequestListener, ask: Ask, timeoutMs = patient) {
  await using server = await startHostileServer(answer);
  const failure = await ask(server.url, timeoutMs).then(
    () => undefined,
    (error: unknown) => error,
  );
  if (!(failure instanceof Error)) throw new Error("the request succeeded");
  return { failure, heard: server.heard };
}

describe.each(clients)("%s", (_, ask) => {
  it("can't send a request on to another server: that hears nothing, and is named", async () => {
    await using other = await startHostileServer((_, response) => response.end("[]"));
    const { failure, heard } = await failureAt(redirectTo(`${other.url}/elsewhere`), ask);
    expect(heard).toHaveLength(1);
    expect(other.heard).toEqual([]);
    expect(failure.message).toContain(`to ${other.url}`);
  });

  it("is read no further than an honest answer goes", async () => {
    const { failure } = await failureAt(endless, ask);
    expect(failure.message).toContain("longer than 128 MiB");
  });

  it("is read no further than an honest answer goes when it is packed", async () => {
    const { failure } = await failureAt(packedBomb, ask);
    expect(failure.message).toContain("longer than 128 MiB");
  });

  it("is left when it keeps its answer coming byte by byte", async () => {
    const { failure } = await failureAt(dripping, ask, impatient);
    expect(failure).toMatchObject({
      code: expect.stringMatching(/timeout$|comments-api-failed/),
    });
  });

  it("does not get a secret into a message by repeating it", async () => {
    const repeat: RequestListener = (request, response) =>
      response
        .writeHead(403, { "content-type": "application/json" })
        .end(JSON.stringify({ errcode: "M_FORBIDDEN", error: words(request), errors: [said()] }));
    const words = (request: IncomingMessage) =>
      `no ${request.headers.authorization ?? ""} and ${secret}`;
    const said = () => ({ code: 1, message: `no ${secret}` });
    const { failure } = await failureAt(repeat, ask);
    expect(failure.message).not.toContain(secret);
    expect(failure.message).toContain("403");
  });
});

describe("media that a homeserver keeps elsewhere", () => {
  const comment = (media: string) => ({
    source: "cactus:x/blog",
    sourceId: "$1",
    authorId: "@a:x",
    authorName: "Ada",
    body: "",
    sentAt: 0,
    replyTo: null,
    media,
  });

  it("counts as there, and nothing is asked of the place that it names", async () => {
    await using inside = await startHostileServer((_, response) => response.end("private"));
    await using server = await startHostileServer(redirectTo(`${inside.url}/admin`));
    const check = { fetch: globalThis.fetch, timeoutMs: patient };
    expect(await checkMedia([comment(`${server.url}/media`)], check, never)).toEqual([]);
    expect([server.heard.length, inside.heard.length]).toEqual([1, 0]);
  });
});
