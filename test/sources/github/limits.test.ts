import { describe, expect, it } from "vitest";
import { openGithub } from "../../../src/sources/github/open-github.ts";
import type { GithubFault } from "../../parts/github/comments/faults.ts";
import { giscusDiscussion } from "../../parts/github/comments/threads-of-widgets.ts";
import { comment, github, never, open, optionsFor, pageWith } from "./with-github.ts";

const repository = "octo/blog";
const url = "https://blog.example/posts/a/";
const discussions = [giscusDiscussion({ number: 1, term: "posts/a/", url }, [comment(1)])];
const issues = [{ number: 2, title: "a", body: "", comments: [comment(2)] }];
const model = { repository, discussions, issues };

/** Both APIs, by the requests with which a list begins. */
const apisOf = [
  ["GraphQL", { threads: "discussions" }],
  ["REST", { threads: "issues", token: undefined }],
] as const;

describe.each(apisOf)("%s", (_, options) => {
  const passing: readonly (readonly [string, GithubFault])[] = [
    ["a limit that is reset soon", { is: "primary-limit", resetsInSeconds: 0 }],
    ["the same with status 429", { is: "primary-limit", resetsInSeconds: 0, status: 429 }],
    ["a secondary limit", { is: "secondary-limit", waitSeconds: 0 }],
    ["the same with status 429", { is: "secondary-limit", waitSeconds: 0, status: 429 }],
    ["a bad gateway", { is: "status", status: 502 }],
    ["an internal error", { is: "status", status: 500 }],
    ["an answer that is cut off", { is: "cut" }],
    ["an empty answer", { is: "status", status: 200, body: "" }],
  ];

  it.each(passing)("is asked again after %s", async (_, fault) => {
    const { threads } = await open(await github(model, { next: [fault] }), options);
    expect(threads).toHaveLength(1);
  });

  it("is not waited for where its hourly limit is reset much later, and the time is told", async () => {
    const apis = await github(model, { next: [{ is: "primary-limit", resetsInSeconds: 1800 }] });
    const before = Date.now();
    const error = await open(apis, options).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({
      code: "github-rate-limit",
      remedy: expect.stringMatching(
        "token" in options ? /^Set github-token, .* or run again/ : /^Run again/,
      ),
      stopsRun: true,
    });
    const time = /accepts more from (\S+) on/.exec(String(error))?.[1] ?? "";
    expect(Math.abs(Date.parse(time) - before - 1_800_000)).toBeLessThan(60_000);
    expect(apis.requests).toHaveLength(1);
  });

  it("gets no request while it asks for a pause", async () => {
    const apis = await github(model, { next: [{ is: "secondary-limit", waitSeconds: 1 }] });
    const waits: number[] = [];
    const onRetry = (_: Error, __: number, waitMs: number) => void waits.push(waitMs);
    await Promise.all([
      open(apis, { ...options, onRetry }),
      new Promise((resolve) => setTimeout(resolve, 100)),
    ]);
    const [first, second] = apis.requests.map(({ at }) => at);
    expect((second ?? 0) - (first ?? 0)).toBeGreaterThanOrEqual(990);
    expect(waits).toEqual([1000]);
  });

  it.each([
    [{ is: "status", status: 200, body: "<html>Sign in</html>" }, "github-not-the-api"],
    [{ is: "status", status: 400, body: '{"message":"Bad"}' }, "github-comments-refused"],
    [{ is: "status", status: 200, body: '{"data":{}}' }, "github-unexpected-answer"],
  ] as const)("is not asked again after %j", async (fault, code) => {
    const apis = await github(model, { next: [fault] });
    await expect(open(apis, options)).rejects.toMatchObject({ code });
    expect(apis.requests).toHaveLength(1);
  });

  it("fails with its last words where they never end", async () => {
    const fault = {
      is: "status",
      status: 503,
      body: '{"message":"Down for maintenance"}',
    } as const;
    const apis = await github(model, { next: [fault, fault, fault, fault] });
    await expect(open(apis, options)).rejects.toMatchObject({
      code: "github-unavailable",
      message: expect.stringContaining("Down for maintenance"),
      stopsRun: false,
    });
    expect(apis.requests).toHaveLength(3);
  });
});

describe("GraphQL", () => {
  it("may say with status 200 that a limit is used up", async () => {
    const soon = await github(model, { next: [{ is: "graphql-limit", resetsInSeconds: 0 }] });
    expect((await open(soon)).threads).toHaveLength(1);
    const late = await github(model, { next: [{ is: "graphql-limit", resetsInSeconds: 900 }] });
    await expect(open(late)).rejects.toMatchObject({ code: "github-rate-limit", stopsRun: true });
  });

  it.each([
    "Something went wrong while executing your query on 2026-01-01. Please include `ABC` when reporting this issue.",
    "We couldn't respond to your request in time.",
  ])("is asked for less at once where it says: %s", async (message) => {
    const apis = await github(model, {
      next: [undefined, { is: "errors", errors: [{ message }] }],
    });
    expect((await open(apis)).threads).toHaveLength(1);
    expect(apis.requests.map(({ first }) => first)).toEqual([100, 25, 12]);
  });

  it("is asked for less at once until it answers in its time, and gives all comments", async () => {
    const replies = Array.from({ length: 25 }, (_, index) => comment(1000 + index));
    const comments = Array.from({ length: 70 }, (_, index) => ({
      ...comment(index + 1),
      replies: index === 3 ? replies : [],
    }));
    const long = [giscusDiscussion({ number: 1, term: "posts/a/", url }, comments)];
    const apis = await github({ repository, discussions: long }, { mostNodes: 500 });
    const source = await open(apis, { maxRetries: 8 });
    const read = await source.comments.readPage(pageWith("discussions/1"), never);
    expect(new Set(read.comments.map(({ sourceId }) => sourceId)).size).toBe(95);
    expect(read.comments).toHaveLength(95);
    const sizes = apis.requests.flatMap(({ name, first }) =>
      name === "DiscussionComments" ? [first] : [],
    );
    expect(sizes).toEqual([50, 25, 25, 25]);
  });

  it("says what it can't answer even in the smallest pages", async () => {
    const apis = await github(model, { mostNodes: 100 });
    const source = await open(apis, { maxRetries: 8 });
    await expect(source.comments.readPage(pageWith("discussions/1"), never)).resolves.toBeDefined();
    const none = await github(model, { mostNodes: 0 });
    await expect(open(none, { maxRetries: 1 })).rejects.toMatchObject({
      code: "github-too-heavy",
    });
  });

  it("is asked for 300 threads within a job's thousand points an hour", async () => {
    const many = Array.from({ length: 300 }, (_, index) => {
      const replies = [comment(10 * index + 2), comment(10 * index + 3)];
      const written = [1, 4, 5, 6].map((id) => comment(10 * index + id));
      const url = `https://blog.example/${index}/`;
      return giscusDiscussion({ number: index + 1, term: `${index}/`, url }, [
        { ...comment(10 * index), replies },
        ...written,
      ]);
    });
    const apis = await github({ repository, discussions: many });
    const source = await open(apis);
    for (const { id } of source.threads) await source.comments.readPage(pageWith(id), never);
    const points = apis.requests.reduce((sum, request) => sum + request.points, 0);
    expect(points).toBeLessThan(600);
  });
});

describe("a list", () => {
  it("ends where its pages lead in a circle", async () => {
    const apis = await github(model);
    const circling: typeof fetch = async (...request) => {
      const text = await (await fetch(...request)).text();
      return new Response(
        text.replace(
          /"hasNextPage":false,"endCursor":[^}]*/,
          '"hasNextPage":true,"endCursor":"MQ=="',
        ),
        {
          headers: { "content-type": "application/json" },
        },
      );
    };
    expect((await open(apis, { fetch: circling })).threads).toHaveLength(1);
  });
});

describe("a pause that GitHub asks for", () => {
  it("holds for requests that were not the reason", async () => {
    const two = [1, 2].map((number) =>
      giscusDiscussion({ number, term: `${number}`, url }, [comment(number)]),
    );
    const apis = await github({ repository, discussions: two });
    const source = await open(apis);
    const before = apis.requests.length;
    apis.faults.push({ is: "secondary-limit", waitSeconds: 1 });
    const first = source.comments.readPage(pageWith("discussions/1"), never);
    await expect.poll(() => apis.requests).toHaveLength(before + 1);
    await new Promise((resolve) => setTimeout(resolve, 100));
    await Promise.all([first, source.comments.readPage(pageWith("discussions/2"), never)]);
    const [refused, ...later] = apis.requests.slice(before).map(({ at }) => at);
    expect(later).toHaveLength(2);
    for (const at of later) expect(at - (refused ?? 0)).toBeGreaterThanOrEqual(990);
  });
});

describe("a run that is stopped", () => {
  it("ends while it waits", async () => {
    const apis = await github(model, { next: [{ is: "secondary-limit", waitSeconds: 200 }] });
    const reason = new Error("stopped");
    const controller = new AbortController();
    setTimeout(() => controller.abort(reason), 50);
    await expect(openGithub(optionsFor(apis), controller.signal)).rejects.toBe(reason);
  });
});
