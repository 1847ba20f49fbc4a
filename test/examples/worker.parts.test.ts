import { once } from "node:events";
import { request as httpRequest, type IncomingMessage } from "node:http";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { classicSystem, systemDatabase } from "../e2e/comment-systems.ts";
import { startWranglerDev, type WranglerDev } from "../parts/d1/wrangler-dev.ts";

const site = "https://blog.example.org";
const threadsSchema = z.object({
  format: z.string(),
  threads: z.array(
    z.object({
      id: z.number(),
      comments: z.array(
        z.object({
          id: z.number(),
          parent_id: z.number().nullable(),
          author_name: z.string(),
          content: z.string(),
          created_at: z.string(),
        }),
      ),
    }),
  ),
  next: z.string().nullable(),
});
const errorSchema = z.object({
  error: z.object({ code: z.string(), message: z.string(), remedy: z.string() }),
});

describe("the comment Worker on workerd", () => {
  let dev: WranglerDev;
  let pages = 0;

  beforeAll(async () => {
    const { worker, setUp } = classicSystem();
    // Without the binding nobody is limited: the limit has a test of its own.
    const { ratelimits: _, ...unlimited } = worker;
    dev = await startWranglerDev({ ...unlimited, main: worker.main });
    for (const sql of setUp) await execute(dev, sql);
  });
  afterAll(() => dev[Symbol.asyncDispose]());

  async function execute({ databasesUrl }: WranglerDev, sql: string): Promise<void> {
    const response = await fetch(`${databasesUrl}/${systemDatabase}/raw`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ sql }),
    });
    if (!response.ok) throw new Error(await response.text());
  }

  /** A page that nobody has written on. */
  function newPage(): string {
    pages += 1;
    return `/posts/${pages}-%C3%BC/`;
  }

  function addressOf(page: string, query = ""): string {
    return `${dev.origin}/api/comments/${encodeURIComponent(page)}${query}`;
  }

  async function post(page: string, body: unknown, headers: Record<string, string> = {}) {
    return fetch(addressOf(page), {
      method: "POST",
      headers: { "Content-Type": "application/json", ...headers },
      body: JSON.stringify(body),
    });
  }

  async function read(page: string, query = "") {
    return threadsSchema.parse(await (await fetch(addressOf(page, query))).json());
  }

  const ada = { author_name: "Ada", content: "Hello" };

  /** Each comment answers an earlier one or none; the thread of each by its id, in their order. */
  async function writeThreads(page: string, parents: readonly number[]) {
    const threadOf = new Map<number, number>();
    for (const [index, parent] of parents.entries()) {
      const parent_id = [...threadOf.keys()][parent % (index + 1)] ?? null;
      const response = await post(page, { ...ada, content: `no. ${index}`, parent_id });
      const { comment } = z
        .object({ comment: z.object({ id: z.number() }) })
        .parse(await response.json());
      threadOf.set(comment.id, parent_id === null ? comment.id : (threadOf.get(parent_id) ?? 0));
    }
    return threadOf;
  }

  /** The threads of a page, in as many answers as the limit makes of them. */
  async function readThreads(page: string, limit: number) {
    const all: Awaited<ReturnType<typeof read>>["threads"] = [];
    for (let cursor: string | null = ""; cursor !== null; ) {
      const query: string = cursor === "" ? "" : `&cursor=${cursor}`;
      const { threads, next } = await read(page, `?limit=${limit}${query}`);
      all.push(...threads);
      cursor = next;
    }
    return all;
  }

  it("gives every comment once, in its thread, however the answers are divided", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.nat(), { minLength: 1, maxLength: 14 }),
        fc.integer({ min: 1, max: 5 }),
        async (parents, limit) => {
          const page = newPage();
          const threadOf = await writeThreads(page, parents);
          const seen: number[] = [];
          for (const { id, comments } of await readThreads(page, limit)) {
            for (const comment of comments) {
              expect(threadOf.get(comment.id)).toBe(id);
              if (comment.parent_id !== null) expect(seen).toContain(comment.parent_id);
              seen.push(comment.id);
            }
          }
          expect(seen.toSorted((a, b) => a - b)).toEqual([...threadOf.keys()]);
        },
      ),
      { numRuns: 12 },
    );
  });

  it("says that nothing has changed to who has the newest answer, until somebody writes", async () => {
    const page = newPage();
    await post(page, ada);
    const first = await fetch(addressOf(page));
    const tag = first.headers.get("ETag") ?? "";
    expect(tag).toMatch(/^"[0-9a-f]{32}"$/);
    const ask = () => fetch(addressOf(page), { headers: { "If-None-Match": tag } });
    expect((await ask()).status).toBe(304);
    await post(page, ada);
    expect((await ask()).status).toBe(200);
  });

  it("keeps a text as it is, whatever it looks like", async () => {
    const page = newPage();
    const content = `<img src=x onerror="alert(1)">\n'); DROP TABLE comments; --\n{{< chat >}} \u{1F35E}`;
    await post(page, { author_name: "<b>Ada</b>", content });
    const { format, threads } = await read(page);
    expect(format).toBe("text");
    expect(threads[0]?.comments[0]).toMatchObject({ author_name: "<b>Ada</b>", content });
  });

  it("takes a form, and leads a browser without scripts back to the page", async () => {
    const page = newPage();
    // Node's fetch always says that it is no navigation.
    const request = httpRequest(addressOf(page), {
      method: "POST",
      headers: {
        Origin: site,
        "Sec-Fetch-Mode": "navigate",
        "Content-Type": "application/x-www-form-urlencoded",
      },
    });
    request.end(String(new URLSearchParams({ ...ada, parent_id: "" })));
    const [response]: IncomingMessage[] = await once(request, "response");
    response?.resume();
    expect(response?.statusCode).toBe(303);
    const { threads } = await read(page);
    expect(response?.headers.location).toBe(`${site}${page}#comment-${threads[0]?.id}`);
  });

  it.each([
    [{ ...ada, author_name: " " }, 422, "no-comment"],
    [{ ...ada, author_name: "\u200b\u202e" }, 422, "no-comment"],
    [{ ...ada, author_name: "x".repeat(81) }, 422, "no-comment"],
    [{ ...ada, content: "\n \n" }, 422, "no-comment"],
    [{ ...ada, content: "x".repeat(10_001) }, 422, "no-comment"],
    [{ ...ada, content: 7 }, 422, "no-comment"],
    [{ ...ada, parent_id: "1; DROP TABLE comments" }, 422, "no-comment"],
    [{ ...ada, parent_id: 999_999 }, 422, "no-such-parent"],
    ["Hello", 422, "no-comment"],
    [{ ...ada, content: "x".repeat(70_000) }, 413, "too-large"],
  ])("refuses %j with a reason and a remedy, and keeps nothing", async (body, status, code) => {
    const page = newPage();
    const response = await post(page, body);
    expect(response.status).toBe(status);
    const { error } = errorSchema.parse(await response.json());
    expect(error.code).toBe(code);
    expect(error.remedy).not.toBe("");
    expect((await read(page)).threads).toEqual([]);
  });

  it("refuses an answer to a comment of another page", async () => {
    const [here, there] = [newPage(), newPage()];
    await post(there, ada);
    const parent_id = (await read(there)).threads[0]?.id;
    expect((await post(here, { ...ada, parent_id })).status).toBe(422);
  });

  it("lets only pages of the sites that are named read and write", async () => {
    const page = newPage();
    const own = await post(page, ada, { Origin: site });
    expect(own.headers.get("Access-Control-Allow-Origin")).toBe(site);
    const other = await post(page, ada, { Origin: "https://mallory.example" });
    expect(other.status).toBe(403);
    expect(other.headers.get("Access-Control-Allow-Origin")).toBeNull();
    expect((await read(page)).threads).toHaveLength(1);
    const preflight = await fetch(addressOf(page), {
      method: "OPTIONS",
      headers: { Origin: site },
    });
    expect([preflight.status, preflight.headers.get("Access-Control-Allow-Headers")]).toEqual([
      204,
      "Content-Type, If-None-Match",
    ]);
  });

  it.each([
    ["/api/comments/%2Fa%2F?cursor=x", 400],
    ["/api/comments/%2Fa%2F?limit=0", 400],
    ["/api/comments/%2Fa%2F?limit=100000", 400],
    ["/api/comments/%2F%2Fmallory.example%2F", 400],
    ["/api/comments/%E0%A4%A", 400],
    ["/api/comments/", 404],
    ["/", 404],
  ])("refuses %s (%d)", async (path, status) => {
    const response = await fetch(`${dev.origin}${path}`);
    expect(response.status).toBe(status);
    errorSchema.parse(await response.json());
    expect(response.headers.get("X-Content-Type-Options")).toBe("nosniff");
  });

  it("lets nobody write many comments at once", async () => {
    const { worker, setUp } = classicSystem();
    await using limited = await startWranglerDev(worker);
    for (const sql of setUp) await execute(limited, sql);
    const address = `${limited.origin}/api/comments/%2Fa%2F`;
    const statuses: number[] = [];
    for (let n = 0; n < 7; n += 1) {
      const response = await fetch(address, { method: "POST", body: JSON.stringify(ada) });
      statuses.push(response.status);
    }
    expect(statuses.slice(0, 5)).toEqual([201, 201, 201, 201, 201]);
    expect(statuses.at(-1)).toBe(429);
  });
});
