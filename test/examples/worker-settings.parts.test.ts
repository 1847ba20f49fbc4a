import { createServer } from "node:http";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { classicSystem, executeOn } from "../e2e/comment-systems.ts";
import { startWranglerDev, type WranglerDev } from "../parts/d1/wrangler-dev.ts";
import { listenOnLoopback } from "../parts/machine/loopback.ts";

const pageSchema = z.object({
  format: z.string(),
  threads: z.array(
    z.object({ comments: z.array(z.object({ id: z.number(), content: z.string() })) }),
  ),
  next: z.string().nullable(),
});

/** What Turnstile's check is asked, and what it answers: as its documentation has it. */
async function startTurnstile() {
  const asked: URLSearchParams[] = [];
  const state = { isDown: false };
  const server = createServer(async (request, response) => {
    const form = new URLSearchParams(await text(request));
    asked.push(form);
    if (state.isDown) {
      response.statusCode = 500;
      return response.end("no");
    }
    const success = form.get("secret") === "turnstile-secret" && form.get("response") === "person";
    return response
      .setHeader("Content-Type", "application/json")
      .end(JSON.stringify({ success, "error-codes": success ? [] : ["invalid-input-response"] }));
  });
  const url = await listenOnLoopback(server);
  return {
    url,
    asked,
    state,
    [Symbol.asyncDispose]: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}

describe("the comment Worker with all its settings", () => {
  const parts = new AsyncDisposableStack();
  let dev: WranglerDev;
  let turnstile: Awaited<ReturnType<typeof startTurnstile>>;

  beforeAll(async () => {
    turnstile = parts.use(await startTurnstile());
    const { worker, setUp } = classicSystem({
      TURNSTILE_SECRET: "turnstile-secret",
      TURNSTILE_URL: turnstile.url,
      WRITER_SECRET: "a long random text",
      CONTENT_FORMAT: "html",
    });
    const { ratelimits: _, ...unlimited } = worker;
    dev = parts.use(await startWranglerDev({ ...unlimited, main: worker.main }));
    for (const sql of setUp) await execute(sql);
  });
  afterAll(() => parts.disposeAsync());
  beforeEach(async () => {
    turnstile.state.isDown = false;
    turnstile.asked.length = 0;
    await execute("DELETE FROM comments");
  });

  const execute = (sql: string) => executeOn(dev, sql);

  const address = (query = "") => `${dev.origin}/api/comments/%2Fa%2F${query}`;
  const write = (token: string | undefined, content = "Hello") =>
    fetch(address(), {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({
        author_name: "Ada",
        content,
        ...(token === undefined ? {} : { "cf-turnstile-response": token }),
      }),
    });

  it("takes a comment from whom Turnstile takes for a person, and from nobody else", async () => {
    expect((await write("person")).status).toBe(201);
    expect((await write("robot")).status).toBe(403);
    expect((await write(undefined)).status).toBe(403);
    expect(turnstile.asked.map((form) => form.get("response"))).toEqual(["person", "robot"]);
    expect(await execute("SELECT count(*) FROM comments")).toEqual([[1]]);
  });

  it("writes nothing, and says when to try again, where Turnstile can't be asked", async () => {
    turnstile.state.isDown = true;
    const response = await write("person");
    expect([response.status, response.headers.get("Retry-After")]).toEqual([503, "60"]);
    expect(await execute("SELECT count(*) FROM comments")).toEqual([[0]]);
  });

  it("counts writers in the database by a keyed hash, twenty comments an hour", async () => {
    for (let n = 0; n < 20; n += 1) expect((await write("person", `${n}`)).status).toBe(201);
    expect((await write("person")).status).toBe(429);
    const writers = await execute("SELECT DISTINCT ip_address FROM comments");
    expect(writers).toEqual([[expect.stringMatching(/^[0-9a-f]{64}$/)]]);
    await execute("UPDATE comments SET created_at = '2020-01-01T00:00:00.000Z'");
    expect((await write("person")).status).toBe(201);
  });

  it("stores a reader's text as HTML that shows it, where comments are HTML", async () => {
    await write("person", '<img src=x onerror="alert(1)"> & a\nnew line');
    const { format, threads } = pageSchema.parse(await (await fetch(address())).json());
    expect(format).toBe("html");
    expect(threads[0]?.comments[0]?.content).toBe(
      '&lt;img src=x onerror="alert(1)"&gt; &amp; a<br>new line',
    );
  });

  it("gives 10,000 comments of one page, each once, in as many answers as they take", async () => {
    await execute(
      `WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 10000)
INSERT INTO comments (page_id, parent_id, author_name, content, created_at)
SELECT '/a/', NULL, 'Ada', 'Comment ' || i, '2021-01-01T00:00:00.000Z' FROM n`,
    );
    await execute(
      "UPDATE comments SET parent_id = id - 1 WHERE id % 3 = 0 AND id > (SELECT min(id) FROM comments)",
    );
    const ids: number[] = [];
    let answers = 0;
    for (let next: string | null = ""; next !== null; answers += 1) {
      const query: string = next === "" ? "?limit=200" : `?limit=200&cursor=${next}`;
      const page = pageSchema.parse(await (await fetch(address(query))).json());
      ids.push(...page.threads.flatMap(({ comments }) => comments.map(({ id }) => id)));
      next = page.next;
    }
    expect(new Set(ids).size).toBe(10_000);
    expect(ids).toHaveLength(10_000);
    expect(answers).toBe(50);
  });
});
