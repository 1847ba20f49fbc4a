import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import type { Fault, FaultPlan } from "./embedded/faults.ts";
import { startEmbeddedHomeserver } from "./embedded-homeserver.ts";
import { commentsIn, readExampleConversations, seed } from "./seed.ts";

const versions = "/_matrix/client/versions";

/** A plan in which the first request goes wrong. */
function firstly(fault: Fault): FaultPlan {
  return ({ index }) => (index === 0 ? fault : undefined);
}

it("keeps a log of requests, and playing conversations makes none", async () => {
  await using homeserver = await startEmbeddedHomeserver();
  await seed(homeserver, await readExampleConversations());
  expect(homeserver.requests).toEqual([]);
  await fetch(`${homeserver.baseUrl}${versions}?a=1`);
  expect(homeserver.requests).toMatchObject([{ index: 0, method: "GET", path: versions }]);
  expect(homeserver.requests[0]?.query.get("a")).toBe("1");
});

it("gives the same conversation the same ids on every start", async () => {
  const conversations = await readExampleConversations();
  await using first = await startEmbeddedHomeserver();
  await using second = await startEmbeddedHomeserver();
  const seen = await seed(first, conversations);
  expect(commentsIn(seen)).toBeGreaterThanOrEqual(300);
  expect(await seed(second, conversations)).toEqual(seen);
});

it("answers with what a fault says, as HTML or JSON", async () => {
  const answers: readonly Fault[] = [
    { kind: "answer", status: 502, body: "<h1>Bad gateway</h1>" },
    { kind: "answer", status: 429, body: { retry_after_ms: 5 }, headers: { "Retry-After": "1" } },
  ];
  await using homeserver = await startEmbeddedHomeserver({ faults: ({ index }) => answers[index] });
  const page = await fetch(homeserver.baseUrl + versions);
  expect(page.status).toBe(502);
  expect(page.headers.get("content-type")).toBe("text/html");
  expect(await page.text()).toBe("<h1>Bad gateway</h1>");
  const limited = await fetch(homeserver.baseUrl + versions);
  expect(limited.headers.get("retry-after")).toBe("1");
  expect(await limited.json()).toEqual({ retry_after_ms: 5 });
  expect((await fetch(homeserver.baseUrl + versions)).status).toBe(200);
});

it("delays an answer without holding up others", async () => {
  await using homeserver = await startEmbeddedHomeserver({
    faults: firstly({ kind: "delay", ms: 200 }),
  });
  const order: string[] = [];
  const ask = async (name: string) => {
    expect((await fetch(homeserver.baseUrl + versions)).status).toBe(200);
    order.push(name);
  };
  const late = ask("late");
  while (homeserver.requests.length === 0) await new Promise(setImmediate);
  await Promise.all([late, ask("prompt")]);
  expect(order).toEqual(["prompt", "late"]);
});

it("breaks off in the middle of an answer", async () => {
  await using homeserver = await startEmbeddedHomeserver({ faults: firstly({ kind: "half" }) });
  const response = await fetch(homeserver.baseUrl + versions);
  expect(response.status).toBe(200);
  await expect(response.text()).rejects.toThrow();
  expect((await fetch(homeserver.baseUrl + versions)).status).toBe(200);
});

it("resets a connection", async () => {
  await using homeserver = await startEmbeddedHomeserver({ faults: firstly({ kind: "reset" }) });
  await expect(fetch(homeserver.baseUrl + versions)).rejects.toMatchObject({
    cause: { code: "ECONNRESET" },
  });
  expect((await fetch(homeserver.baseUrl + versions)).status).toBe(200);
});

it("goes away for good, until it is told to come back with all that it knew", async () => {
  await using homeserver = await startEmbeddedHomeserver({ faults: firstly({ kind: "gone" }) });
  const { userId } = await homeserver.createUser("alice", "Alice");
  const profile = `${homeserver.baseUrl}/_matrix/client/v3/profile/${userId}`;
  await expect(fetch(profile)).rejects.toThrow();
  await expect(fetch(profile)).rejects.toMatchObject({ cause: { code: "ECONNREFUSED" } });
  await homeserver.comeBack();
  expect(await (await fetch(profile)).json()).toEqual({ displayname: "Alice" });
});

it("can be gone already when the test is over", async () => {
  const homeserver = await startEmbeddedHomeserver();
  await homeserver.goAway();
  await homeserver.goAway();
  await expect(homeserver[Symbol.asyncDispose]()).resolves.toBeUndefined();
});

it("runs as a program of its own until its input is closed", async () => {
  const program = fileURLToPath(new URL("embedded-homeserver-main.ts", import.meta.url));
  const child = spawn(process.execPath, [program], { stdio: ["pipe", "pipe", "inherit"] });
  const ended = once(child, "exit");
  try {
    const [line] = await once(createInterface(child.stdout), "line");
    const { baseUrl, serverName } = JSON.parse(line);
    expect(serverName).toBe("comments.example");
    const alias = encodeURIComponent("#comments_example-blog_the-long-thread:comments.example");
    const found = await fetch(`${baseUrl}/_matrix/client/v3/directory/room/${alias}`);
    expect(found.status).toBe(200);
  } finally {
    child.stdin.end();
  }
  expect(await ended).toEqual([0, null]);
});
