import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { MigrationError } from "../../../src/domain/migration-error.ts";
import {
  type CactusSourceOptions,
  createCactusSource,
} from "../../../src/sources/cactus/comment-source.ts";
import type { Fault } from "../../parts/homeserver/embedded/faults.ts";
import {
  type EmbeddedHomeserver,
  startEmbeddedHomeserver,
} from "../../parts/homeserver/embedded-homeserver.ts";
import type { UserHandle } from "../../parts/homeserver/homeserver.ts";

const threads = ["one", "two"].map((threadId, index) => ({
  threadId,
  location: { file: "content/post.md", line: index + 1 },
}));
const page = { pageId: "/post/", title: "Post", file: "content/post.md", threads };
const never = new AbortController().signal;

const limited = { errcode: "M_LIMIT_EXCEEDED", error: "Too many requests", retry_after_ms: 1 };
const forgotten = { errcode: "M_UNKNOWN_TOKEN", error: "Who?", soft_logout: true };
const faults: readonly (readonly [string, Fault])[] = [
  [
    "an internal error",
    { kind: "answer", status: 500, body: { errcode: "M_UNKNOWN", error: "!" } },
  ],
  ["a proxy's error page", { kind: "answer", status: 502, body: "<h1>Bad gateway</h1>" }],
  ["a rate limit", { kind: "answer", status: 429, body: limited }],
  ["half an answer", { kind: "half" }],
  ["a reset", { kind: "reset" }],
  ["an answer too late", { kind: "delay", ms: 400 }],
  ["a forgotten token", { kind: "answer", status: 401, body: forgotten }],
];

describe("a fault of any request while a page is read", () => {
  let homeserver: EmbeddedHomeserver;
  let alice: UserHandle;
  let faultAt: (request: number) => Fault | undefined = () => undefined;
  let before = 0;

  beforeAll(async () => {
    homeserver = await startEmbeddedHomeserver({ faults: ({ index }) => faultAt(index - before) });
    alice = await homeserver.createUser("alice", "Alice");
    for (const { threadId } of threads) {
      let room = await homeserver.createRoom("blog", threadId, { moderators: [alice] });
      for (const part of ["old", "new"]) {
        await room.join(alice);
        for (const body of ["a", "b", "c"]) {
          await room.send(alice, { msgtype: "m.text", body: `${part} ${body}` });
        }
        if (part === "old") room = await room.upgrade();
      }
    }
  });
  afterAll(() => homeserver[Symbol.asyncDispose]());

  function read(plan: typeof faultAt, options: Partial<CactusSourceOptions> = {}) {
    before = homeserver.requests.length;
    faultAt = plan;
    const { baseUrl: homeserverUrl, serverName } = homeserver;
    const source = createCactusSource({
      ...{ homeserverUrl, serverName, siteNames: ["blog"], maxRetries: 1, pageSize: 10 },
      ...{ requestTimeoutMs: 200, firstDelayMs: 1, ...options },
    });
    return source.readPage(page, never);
  }

  async function undisturbed() {
    // A busy machine may be late by itself.
    const expected = await read(() => undefined, { requestTimeoutMs: 60_000 });
    expect(expected.comments).toHaveLength(12);
    return { expected, requests: homeserver.requests.length - before };
  }

  it.each(faults)("is made good by repeating it: %s", async (_, fault) => {
    const { expected, requests } = await undisturbed();
    // Nobody is logged in yet who could be forgotten by the first request, which registers.
    const first = fault.kind === "answer" && fault.status === 401 ? 1 : 0;
    for (let bad = first; bad < requests; bad += 1) {
      const seen = await read((index) => (index === bad ? fault : undefined));
      expect(seen, `request ${bad} of ${requests}`).toEqual(expected);
    }
  });

  it.each(faults)("that stays fails the page, in words: %s", async (_, fault) => {
    const { requests } = await undisturbed();
    for (let bad = 0; bad < requests; bad += 1) {
      const plan = (index: number) => (index >= bad ? fault : undefined);
      const failure = await read(plan, { maxRetries: 0 }).catch((error: unknown) => error);
      expect(failure, `request ${bad} of ${requests}`).toBeInstanceOf(MigrationError);
    }
  });
});
