import { describe, expect, it, vi } from "vitest";
import {
  type CactusSourceOptions,
  createCactusSource,
} from "../../../src/sources/cactus/comment-source.ts";
import { freePort } from "../../parts/machine/loopback.ts";
import {
  type Answer,
  brokenOff,
  emptyRoom,
  json,
  raw,
  reset,
  type Script,
  silence,
  stalled,
  startScriptedServer,
  webPage,
} from "./scripted-server.ts";

const never = new AbortController().signal;
const page = {
  pageId: "/post/",
  title: "Post",
  file: "content/post.md",
  threads: [{ threadId: "post", location: { file: "content/post.md", line: 7 } }],
};
const accessToken = "secret-token";

function sourceAt(homeserverUrl: string, options: Partial<CactusSourceOptions> = {}) {
  return createCactusSource({
    homeserverUrl,
    serverName: "x",
    siteNames: ["blog"],
    maxRetries: 1,
    accessToken,
    ...options,
  });
}

/** What became of reading a page from a server that answers by the script. */
async function failureOf(script: Script, options: Partial<CactusSourceOptions> = {}) {
  await using server = await startScriptedServer(script);
  const { url, seen } = server;
  return { url, seen, failure: await rejectionOf(sourceAt(url, options).readPage(page, never)) };
}

function rejectionOf(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => "no failure",
    (error: unknown) => error,
  );
}

describe("an address that is no homeserver's", () => {
  it.each([
    ["a web page", webPage(200)],
    ["a web page that says not found", webPage(404)],
    ["plain text", raw(200, "text/plain", "OK")],
    ["nothing but a status", raw(404, "text/plain", "")],
    ["another service's error", json(404, { message: "no route" })],
  ])("is told by the answer, at once: %s", async (_, answer) => {
    const { failure, url, seen } = await failureOf({ directory: [answer] });
    expect(failure).toMatchObject({
      code: "not-a-homeserver",
      message: expect.stringContaining(url),
      remedy: expect.stringContaining("homeserver-url"),
    });
    expect(seen).toHaveLength(1);
  });

  it("is told by JSON that isn't Matrix's", async () => {
    const { failure } = await failureOf({ directory: [json(200, { hello: "world" })] });
    expect(failure).toMatchObject({
      code: "homeserver-unexpected-answer",
      message: expect.stringContaining("room_id"),
      remedy: expect.stringContaining("homeserver-url"),
    });
  });

  it("is told by a redirect to another server, which never hears of it", async () => {
    await using other = await startScriptedServer();
    const redirect: Answer = (response) =>
      response
        .writeHead(307, { Location: `${other.url}/_matrix/client/v3/directory/room/x` })
        .end();
    const { failure } = await failureOf({ directory: [redirect] });
    expect(failure).toMatchObject({
      code: "homeserver-moved",
      remedy: expect.stringContaining(other.url),
    });
    expect(other.seen).toEqual([]);
  });
});

describe("a homeserver that can't be reached", () => {
  async function unreachable(homeserverUrl: string): Promise<unknown> {
    return rejectionOf(sourceAt(homeserverUrl, { maxRetries: 0 }).readPage(page, never));
  }

  it("is told by a refused connection", async () => {
    const url = `http://127.0.0.1:${await freePort()}`;
    expect(await unreachable(url)).toMatchObject({
      code: "homeserver-unreachable",
      message: `The homeserver ${url} refused the connection: no server listens there (ECONNREFUSED).`,
      remedy: expect.stringContaining("homeserver-url"),
    });
  });

  it("is told by a name that doesn't exist", async () => {
    expect(await unreachable("http://homeserver.invalid")).toMatchObject({
      code: "homeserver-unreachable",
      message: expect.stringContaining("http://homeserver.invalid can't be found"),
      remedy: expect.stringContaining("homeserver-url"),
    });
  });

  it("is told by https where there is only http", async () => {
    await using server = await startScriptedServer();
    expect(await unreachable(server.url.replace("http:", "https:"))).toMatchObject({
      code: "homeserver-insecure",
      remedy: expect.stringContaining("homeserver-url"),
    });
  });
});

describe.concurrent("a failure that may pass", () => {
  const ok = emptyRoom.messages[0];
  const limited = { errcode: "M_LIMIT_EXCEEDED", error: "Too Many Requests", retry_after_ms: 5 };

  it.each([
    ["an internal error", json(500, { errcode: "M_UNKNOWN", error: "Internal server error" })],
    ["a proxy's error page", webPage(502)],
    ["a rate limit", json(429, limited)],
    ["a proxy's rate limit", webPage(429)],
    ["a reset connection", reset],
    ["an answer that is cut off", brokenOff],
    ["half an answer", raw(200, "application/json", '{"chunk": [')],
    ["an empty answer", raw(200, "application/json", "")],
    ["an answer that never ends", stalled],
    ["no answer", silence],
  ])("is repeated: %s", async (_, answer) => {
    await using server = await startScriptedServer({ messages: [answer, ok] });
    const { url, seen } = server;
    const heard: string[] = [];
    const source = sourceAt(url, {
      requestTimeoutMs: 3_000,
      onRetry: (error) => heard.push(error.message),
    });
    expect(await source.readPage(page, never)).toMatchObject({ skipped: [] });
    expect(heard).toEqual([expect.stringContaining(url)]);
    expect(seen.map(({ question }) => question)).toEqual([
      "directory",
      "messages",
      "messages",
      "state",
    ]);
  });

  it.each([
    ["in the body", json(429, { ...limited, retry_after_ms: 1500 })],
    ["in the header", json(503, {}, { "Retry-After": "2" })],
  ])("is repeated after the wait that the homeserver asks for %s", async (_, answer) => {
    await using server = await startScriptedServer({ messages: [answer, ok] });
    const { url, seen } = server;
    await sourceAt(url).readPage(page, never);
    const [first, second] = seen.filter(({ question }) => question === "messages");
    expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThanOrEqual(1490);
  });

  it.each([
    [json(500, { errcode: "M_UNKNOWN", error: "Oh no" }), "homeserver-unavailable", "Oh no"],
    [webPage(502), "homeserver-unavailable", "502"],
    [raw(200, "application/json", "{"), "homeserver-broken-answer", "is cut off"],
    [reset, "homeserver-unreachable", "closed the connection"],
    [brokenOff, "homeserver-unreachable", "closed the connection"],
    [silence, "homeserver-timeout", "did not answer in time"],
  ] as const)("is told when it stays (%#)", async (answer, code, words) => {
    const { failure, url } = await failureOf({ messages: [answer] }, { requestTimeoutMs: 200 });
    expect(failure).toMatchObject({
      code,
      message: expect.stringMatching(new RegExp(`${url}.*${words}`)),
      remedy: expect.any(String),
    });
  });

  it("on page after page ends in leaving the homeserver alone, and says why", async () => {
    await using server = await startScriptedServer({ directory: [webPage(502)] });
    const { url, seen } = server;
    const source = sourceAt(url, { maxRetries: 0 });
    for (const _ of [1, 2, 3]) await source.readPage(page, never).catch(() => {});
    await expect(source.readPage(page, never)).rejects.toMatchObject({
      code: "homeserver-left-alone",
      message: expect.stringMatching(new RegExp(`${url}.*502`)),
    });
    expect(seen).toHaveLength(3);
  });
});

describe("asking a homeserver for too much", () => {
  it("lowers the requests at once, until the homeserver takes them", async () => {
    let running = 0;
    let refusals = 0;
    const capacity = 3;
    const crowded: Answer = (response) => {
      running += 1;
      if (running > capacity) refusals += 1;
      const answer =
        running > capacity
          ? json(429, { errcode: "M_LIMIT_EXCEEDED", retry_after_ms: 5 })
          : emptyRoom.messages[0];
      setTimeout(() => {
        running -= 1;
        answer(response);
      }, 20);
    };
    await using server = await startScriptedServer({ messages: [crowded] });
    const source = sourceAt(server.url, { maxRetries: 20, concurrency: 8 });
    const pages = Array.from({ length: 30 }, () => source.readPage(page, never));
    expect(await Promise.all(pages)).toHaveLength(30);
    expect(refusals).toBeGreaterThan(0);
  });
});

describe("a section's room", () => {
  it("that belongs to another server, which can't be reached, brings up the server's name", async () => {
    const answer = json(502, { errcode: "M_UNKNOWN", error: "Failed to fetch alias" });
    const { failure } = await failureOf({ directory: [answer] });
    expect(failure).toMatchObject({
      code: "server-name-unreachable",
      remedy: expect.stringContaining("server-name"),
    });
  });
});

describe("an account", () => {
  it.each([
    ["Synapse's", json(403, { errcode: "M_UNKNOWN", error: "Guest access is disabled" })],
    ["the specification's", json(403, { errcode: "M_GUEST_ACCESS_FORBIDDEN", error: "No" })],
    ["a log-in's", json(401, { errcode: "M_FORBIDDEN", error: "No", flows: [] })],
  ])("is asked for where guests aren't let in, by %s answer", async (_, answer) => {
    const { failure } = await failureOf({ register: [answer] }, { accessToken: undefined });
    expect(failure).toMatchObject({
      code: "guest-access-refused",
      remedy: expect.stringContaining("access-token"),
    });
  });

  it("of a guest is asked for again by the next page when that failed", async () => {
    const [registered] = emptyRoom.register;
    await using server = await startScriptedServer({ register: [webPage(502), registered] });
    const { url } = server;
    const source = sourceAt(url, { accessToken: undefined, maxRetries: 0 });
    await expect(source.readPage(page, never)).rejects.toThrow("502");
    expect(await source.readPage(page, never)).toMatchObject({ skipped: [] });
  });

  const [ok] = emptyRoom.messages;
  const forgotten = json(401, { errcode: "M_UNKNOWN_TOKEN", error: "Who?", soft_logout: true });
  const user = { accessToken: undefined, user: "alice", password: "a secret" };

  it.each([
    ["a guest", { accessToken: undefined }, "register", "guest token"],
    ["a user", user, "login", "log-in token"],
    ["a user, after the access token", { ...user, accessToken }, "login", "log-in token"],
  ] as const)(
    "that is forgotten midway is renewed, and the request repeated: %s",
    async (...row) => {
      const [, account, way, token] = row;
      await using server = await startScriptedServer({ messages: [forgotten, ok] });
      const { url, seen } = server;
      expect(await sourceAt(url, account).readPage(page, never)).toMatchObject({ skipped: [] });
      const asked = ["messages", way, "messages", "state"];
      expect(seen.slice(-4).map(({ question }) => question)).toEqual(asked);
      expect(seen.at(-1)?.token).toBe(`Bearer ${token}`);
    },
  );

  it.each([
    ["guest-session-lost", { accessToken: undefined }],
    ["session-lost", user],
  ])("that is forgotten again and again is a failure: %s", async (code, account) => {
    const { failure } = await failureOf({ messages: [forgotten] }, account);
    expect(failure).toMatchObject({ code, remedy: expect.stringContaining("access-token") });
  });

  it("that is forgotten while many pages are read is renewed once", async () => {
    const byToken: Answer = (response) => {
      const isNew = response.req.headers.authorization === "Bearer log-in token";
      (isNew ? ok : forgotten)(response);
    };
    await using server = await startScriptedServer({ messages: [byToken] });
    const { url, seen } = server;
    const source = sourceAt(url, { ...user, accessToken });
    await Promise.all(Array.from({ length: 8 }, () => source.readPage(page, never)));
    expect(seen.filter(({ question }) => question === "login")).toHaveLength(1);
  });

  it("whose password is wrong is told by the inputs, without the password", async () => {
    const refused = json(403, { errcode: "M_FORBIDDEN", error: "Invalid username or password" });
    const { failure } = await failureOf({ login: [refused] }, user);
    expect(failure).toMatchObject({
      code: "log-in-refused",
      message: expect.not.stringContaining(user.password),
      remedy: expect.stringContaining("matrix-password"),
    });
  });
});

describe("a timeline", () => {
  const text = (id: string) => ({
    event_id: id,
    type: "m.room.message",
    sender: "@alice:x",
    origin_server_ts: 0,
    content: { msgtype: "m.text", body: id },
  });
  const pageTo = (end: string | undefined, ...ids: readonly string[]) =>
    json(200, { chunk: ids.map(text), start: "t", end });

  async function commentsOf(
    messages: readonly Answer[],
    state: readonly Answer[] = emptyRoom.state,
  ) {
    await using server = await startScriptedServer({ messages, state });
    return (await sourceAt(server.url).readPage(page, never)).comments;
  }

  it("goes on past empty pages until there is no further one", async () => {
    const messages = [pageTo("1", "$3"), pageTo("2"), pageTo("3", "$2", "$1"), pageTo(undefined)];
    await using server = await startScriptedServer({ messages });
    const { comments } = await sourceAt(server.url).readPage(page, never);
    expect(comments.map(({ body }) => body)).toEqual(["$1", "$2", "$3"]);
    const asked = server.seen.filter(({ question }) => question === "messages");
    expect(asked.map(({ url }) => url.searchParams.get("from"))).toEqual([null, "1", "2", "3"]);
  });

  it("has its start where an empty page leads to itself, as with old Synapse", async () => {
    expect(await commentsOf([pageTo("1", "$1"), pageTo("1")])).toHaveLength(1);
  });

  it("gives an event once that comes on two pages", async () => {
    const comments = await commentsOf([pageTo("1", "$2", "$1"), pageTo(undefined, "$1")]);
    expect(comments).toMatchObject([{ body: "$1" }, { body: "$2" }]);
  });

  it("that leads in a circle is an error", async () => {
    const messages = [pageTo("1", "$3"), pageTo("2", "$2"), pageTo("1", "$1")];
    const { failure } = await failureOf({ messages });
    expect(failure).toMatchObject({ code: "timeline-loop" });
  });

  it("holds no comments of Cactus's bot", async () => {
    const welcome = { ...text("$2"), sender: "@cactusbot:x" };
    const answer = json(200, { chunk: [welcome, text("$1")], start: "t" });
    expect(await commentsOf([answer])).toMatchObject([{ body: "$1" }]);
  });

  it("whose homeserver writes null for absence is read all the same", async () => {
    const nulls = { unsigned: null, state_key: null, redacts: null };
    const reply = { "m.relates_to": null, "m.new_content": null, format: null };
    const first = { ...text("$1"), ...nulls, unsigned: { redacted_because: null } };
    const second = { ...text("$2"), ...nulls };
    const third = { ...text("$3"), content: { msgtype: "m.text", body: "$3", ...reply } };
    const messages = [
      json(200, { chunk: [third, second], start: "t", end: "1" }),
      json(200, { chunk: null, start: "t", end: "2" }),
      json(200, { chunk: [first], start: "t", end: null }),
    ];
    await using server = await startScriptedServer({ messages });
    const { comments, skipped, findings } = await sourceAt(server.url).readPage(page, never);
    expect(comments.map(({ body }) => body)).toEqual(["$1", "$2", "$3"]);
    expect({ skipped, findings }).toEqual({ skipped: [], findings: undefined });
  });

  it("without its events is no empty one", async () => {
    const { failure } = await failureOf({ messages: [json(200, { start: "t" })] });
    expect(failure).toMatchObject({ code: "homeserver-unexpected-answer" });
  });

  it.each([
    ["no sender", { sender: undefined }, "sender"],
    ["a sender that is null", { sender: null }, "sender"],
    ["a time as a text", { origin_server_ts: "0" }, "origin_server_ts"],
    ["no type", { type: undefined }, "type"],
    ["content as a list", { content: [] }, "content"],
    ["no content", { content: null }, "content"],
    ["two faults", { content: 1, sender: 2 }, "sender, content"],
  ])("with an event of %s is read to its end, and that event listed", async (_, odd, fields) => {
    const chunk = [text("$3"), { ...text("$2"), ...odd }, text("$1")];
    await using server = await startScriptedServer({ messages: [json(200, { chunk })] });
    const { comments, skipped, findings } = await sourceAt(server.url).readPage(page, never);
    expect(comments.map(({ body }) => body)).toEqual(["$1", "$3"]);
    expect(skipped).toEqual([
      { reason: expect.stringContaining("event without a usable"), sourceIds: ["$2"] },
    ]);
    expect(findings).toMatchObject([
      {
        severity: "warning",
        code: "unreadable-events",
        message: expect.stringContaining(`1 event of !room:x can't be read`),
        sourceIds: ["$2"],
        pageId: "/post/",
      },
    ]);
    expect(findings?.[0]?.message).toContain(`$2 (${fields})`);
  });

  it.each([[null], [7], ["text"], [{ type: "m.room.message" }]])(
    "with %j for an event is read to its end, and says so",
    async (odd) => {
      const chunk = [text("$2"), odd, text("$1")];
      await using server = await startScriptedServer({ messages: [json(200, { chunk })] });
      const { comments, findings } = await sourceAt(server.url).readPage(page, never);
      expect(comments).toHaveLength(2);
      expect(findings?.[0]?.message).toContain("no id (");
    },
  );

  it("with a removed event that lacks its content is read without a word about it", async () => {
    const removed = { ...text("$1"), content: null, unsigned: { redacted_because: {} } };
    const messages = [json(200, { chunk: [removed], start: "t" })];
    await using server = await startScriptedServer({ messages });
    const read = await sourceAt(server.url).readPage(page, never);
    expect(read).toMatchObject({ comments: [], skipped: [] });
    expect(read).not.toHaveProperty("findings");
  });

  it("that doesn't tell names has them from the room's state", async () => {
    const content = { membership: "join", displayname: "Alice" };
    const alice = { type: "m.room.member", state_key: "@alice:x", content };
    const comments = await commentsOf([pageTo(undefined, "$1")], [json(200, [alice])]);
    expect(comments).toMatchObject([{ authorName: "Alice" }]);
  });

  it("whose room has a closed state has user ids for names", async () => {
    const closed = json(403, { errcode: "M_FORBIDDEN", error: "No" });
    const comments = await commentsOf([pageTo(undefined, "$1")], [closed]);
    expect(comments).toMatchObject([{ authorName: "@alice:x" }]);
  });
});

describe("an abort", () => {
  const reason = new Error("the job was cancelled");

  it.each([
    ["waits for an answer", { messages: [silence] }, "messages"],
    ["waits for the rest of an answer", { messages: [stalled] }, "messages"],
    ["waits to be let in as a guest", { register: [silence] }, "register"],
    [
      "waits to repeat a request",
      { messages: [json(503, {}, { "Retry-After": "60" })] },
      "messages",
    ],
  ] satisfies [string, Script, string][])("ends a page that %s", async (_, script, last) => {
    await using server = await startScriptedServer(script);
    const { url, seen } = server;
    const controller = new AbortController();
    const reading = sourceAt(url, { accessToken: undefined }).readPage(page, controller.signal);
    const ended = expect(reading).rejects.toBe(reason);
    await expect.poll(() => seen.at(-1)?.question).toBe(last);
    controller.abort(reason);
    await ended;
  });

  it("before the start asks nothing", async () => {
    await using server = await startScriptedServer({});
    const { url, seen } = server;
    const reading = sourceAt(url).readPage(page, AbortSignal.abort(reason));
    await expect(reading).rejects.toBe(reason);
    expect(seen).toEqual([]);
  });
});

describe("the moderation room", () => {
  it("is never taken for comments, though a section's address leads there", async () => {
    const content = { alias: "#comments_blog:x" };
    const alias = { type: "m.room.canonical_alias", state_key: "", content };
    await using server = await startScriptedServer({ state: [json(200, [alias])] });
    const { url } = server;
    const { findings, ...read } = await sourceAt(url).readPage(page, never);
    expect(read).toMatchObject({ comments: [], skipped: [] });
    expect(findings).toMatchObject([{ code: "moderation-room", pageId: "/post/" }]);
  });
});

describe("a section without an id", () => {
  it("is never looked up, because the alias would be near the moderation room's", async () => {
    await using server = await startScriptedServer({});
    const { url, seen } = server;
    const [thread] = page.threads;
    const threads = [{ threadId: "", location: thread?.location ?? { file: "", line: 0 } }];
    expect(await sourceAt(url).readPage({ ...page, threads }, never)).toEqual({
      threads: [{ thread: threads[0], id: null }],
      comments: [],
      skipped: [],
      removed: [],
      findings: [expect.objectContaining({ severity: "warning", code: "section-without-id" })],
    });
    expect(seen).toEqual([]);
  });
});

describe("a section without a room", () => {
  const notFound = json(404, { errcode: "M_NOT_FOUND", error: "Room alias not found" });

  it("is told apart from one whose room is empty, with its page, place and alias", async () => {
    await using server = await startScriptedServer({
      directory: [notFound, ...emptyRoom.directory],
    });
    const [thread] = page.threads;
    if (thread === undefined) throw new Error("the page has a section");
    const threads = [thread, { ...thread, threadId: "other" }];
    const read = await sourceAt(server.url).readPage({ ...page, threads }, never);
    expect(read.threads.map(({ id }) => id)).toEqual([null, "!room:x"]);
    expect(read.findings).toMatchObject([
      {
        severity: "warning",
        code: "section-without-room",
        message: expect.stringContaining("#comments_blog_post:x"),
        pageId: "/post/",
        location: { file: "content/post.md", line: 7 },
      },
    ]);
  });
});

describe("the console", () => {
  it("stays silent, whatever happens", async () => {
    const written = (["debug", "log", "info", "warn", "error", "trace"] as const).map((method) =>
      vi.spyOn(console, method),
    );
    await failureOf({ messages: [json(401, { errcode: "M_UNKNOWN_TOKEN", error: "Who?" })] });
    for (const method of written) expect(method).not.toHaveBeenCalled();
  });
});
