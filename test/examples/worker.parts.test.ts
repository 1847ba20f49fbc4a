import { once } from "node:events";
import { request as httpRequest, type IncomingMessage } from "node:http";
import { text } from "node:stream/consumers";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { classicSystem, executeOn } from "../e2e/comment-systems.ts";
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
  previous: z.string().nullable(),
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
    for (const sql of setUp) await executeOn(dev, sql);
  });
  afterAll(() => dev[Symbol.asyncDispose]());

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

  it("gives the part that has a comment, and from there every other one forwards and backwards", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.nat(), { minLength: 1, maxLength: 12 }),
        fc.integer({ min: 1, max: 6 }),
        fc.nat(),
        async (parents, limit, n) => {
          const page = newPage();
          const threadOf = await writeThreads(page, parents);
          const order = [...threadOf.keys()].toSorted(
            (a, b) => (threadOf.get(a) ?? 0) - (threadOf.get(b) ?? 0) || a - b,
          );
          const wanted = order[n % order.length] ?? 0;
          const ids = ({ threads }: Awaited<ReturnType<typeof read>>) =>
            threads.flatMap(({ comments }) => comments.map(({ id }) => id));
          const part = await read(page, `?limit=${limit}&comment=${wanted}`);
          expect(ids(part)).toContain(wanted);
          expect(ids(part).length).toBeLessThanOrEqual(limit);
          const before: number[] = [];
          for (let at = part.previous; at !== null; ) {
            const more = await read(page, `?limit=${limit}&before=${at}`);
            before.unshift(...ids(more));
            at = more.previous;
          }
          const after: number[] = [];
          for (let at = part.next; at !== null; ) {
            const more = await read(page, `?limit=${limit}&cursor=${at}`);
            after.push(...ids(more));
            at = more.next;
          }
          expect([...before, ...ids(part), ...after]).toEqual(order);
        },
      ),
      { numRuns: 12 },
    );
  });

  it("knows a page by one form of its address, and writes none that leads away from the site", async () => {
    await post("/posts/ol%C3%A9/", ada);
    for (const page of ["/posts/ol%c3%a9/", "/posts/olé/", "/%70osts/ol%C3%A9/"]) {
      expect((await read(page)).threads).toHaveLength(1);
    }
    for (const page of [
      "/\\mallory.example/",
      "//mallory.example/",
      "/a/../b/",
      "/a/%2e%2e/b/",
      "/a?b",
    ]) {
      expect((await post(page, ada)).status).toBe(400);
    }
  });

  it("cuts long runs of empty lines, in whatever characters they are written", async () => {
    const page = newPage();
    await post(page, { ...ada, content: `a${"\r\n \u2028\u000b".repeat(50)}b\n\nc\n    d` });
    expect((await read(page)).threads[0]?.comments[0]?.content).toBe("a\n\nb\n\nc\n    d");
  });

  it("tells the numbers of comments of many pages at once", async () => {
    const [many, none] = [newPage(), newPage()];
    await writeThreads(many, [0, 0, 1]);
    const query = new URLSearchParams([
      ["page", many],
      ["page", none],
    ]);
    const response = await fetch(`${dev.origin}/api/counts?${query}`);
    expect(await response.json()).toEqual({ counts: { [many]: 3, [none]: 0 } });
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

  /** Sends a form as a browser without scripts does; Node's fetch always says that it is none. */
  async function sendForm(page: string, fields: Record<string, string>) {
    const request = httpRequest(addressOf(page), {
      method: "POST",
      headers: {
        Origin: site,
        "Sec-Fetch-Mode": "navigate",
        "Content-Type": "application/x-www-form-urlencoded",
      },
    });
    request.end(String(new URLSearchParams(fields)));
    const [response]: IncomingMessage[] = await once(request, "response");
    if (response === undefined) throw new Error("no answer");
    return { status: response.statusCode, headers: response.headers, body: await text(response) };
  }

  it("confirms a form that a browser without scripts sends, by a page in the site's language", async () => {
    const page = newPage();
    const words = JSON.stringify({ posted: "Dein Kommentar ist <b>da</b>.", back: "Zur Seite" });
    const sent = { ...ada, content: "<i>Hallo</i>", parent_id: "", words, lang: "de" };
    const { status, headers, body } = await sendForm(page, sent);
    expect([status, headers["content-type"]]).toEqual([201, "text/html; charset=utf-8"]);
    expect(headers["content-security-policy"]).toMatch(/^default-src 'none'; style-src 'nonce-/);
    expect(body).toContain('<html lang="de">');
    expect(body).toContain("Dein Kommentar ist &lt;b&gt;da&lt;/b&gt;.");
    expect(body).toContain("&lt;i&gt;Hallo&lt;/i&gt;");
    expect(body).toContain(`<a href="${site}${page}#comments">Zur Seite</a>`);
    expect((await read(page)).threads).toHaveLength(1);
  });

  it("says to it by a page what is wrong, in the site's words or in English", async () => {
    const page = newPage();
    const words = JSON.stringify({ error_no_content: "Der Kommentar ist leer." });
    const german = await sendForm(page, { ...ada, content: " ", words, lang: "de" });
    expect([german.status, german.headers["content-type"]]).toEqual([
      422,
      "text/html; charset=utf-8",
    ]);
    expect(german.body).toContain("Der Kommentar ist leer.");
    expect(german.body).toContain(`${site}${page}#comments`);
    const english = await sendForm(page, {
      ...ada,
      author_name: "",
      words: "{",
      lang: '"><script>',
    });
    expect(english.body).toContain("A name is missing.");
    expect(english.body).toContain('<html lang="en">');
  });

  it.each([
    [{ ...ada, author_name: " " }, 422, "no-name"],
    [{ ...ada, author_name: "\u200b\u202e" }, 422, "no-name"],
    [{ ...ada, author_name: "\u3164\u115f\uffa0" }, 422, "no-name"],
    [{ ...ada, author_name: "\u2800" }, 422, "no-name"],
    [{ ...ada, author_name: "\u0301" }, 422, "no-name"],
    [{ ...ada, author_name: "x".repeat(81) }, 422, "name-too-long"],
    [{ ...ada, content: "\n \n" }, 422, "no-content"],
    [{ ...ada, content: "\u3164" }, 422, "no-content"],
    [{ ...ada, content: "x".repeat(10_001) }, 422, "content-too-long"],
    [{ ...ada, content: 7 }, 422, "no-content"],
    [{ ...ada, parent_id: "1; DROP TABLE comments" }, 422, "no-such-parent"],
    [{ ...ada, parent_id: 999_999 }, 422, "no-such-parent"],
    ["Hello", 422, "no-name"],
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
    // Else the page that asks would be told of a network error.
    expect(other.headers.get("Access-Control-Allow-Origin")).toBe("https://mallory.example");
    expect(errorSchema.parse(await other.json()).error.remedy).toContain("ALLOWED_ORIGINS");
    expect((await read(page)).threads).toHaveLength(1);
    const preflight = await fetch(addressOf(page), {
      method: "OPTIONS",
      headers: { Origin: site },
    });
    expect([preflight.status, preflight.headers.get("Access-Control-Allow-Headers")]).toEqual([
      204,
      "Authorization, Content-Type, If-None-Match",
    ]);
  });

  it.each([
    ["/api/comments/%2Fa%2F?cursor=x", 400],
    ["/api/comments/%2Fa%2F?limit=0", 400],
    ["/api/comments/%2Fa%2F?limit=100000", 400],
    ["/api/comments/%2F%2Fmallory.example%2F", 400],
    ["/api/comments/%2F%5Cmallory.example%2F", 400],
    ["/api/comments/%2Fa%2F..%2Fb%2F", 400],
    ["/api/comments/%2Fa%2F%3Fb", 400],
    ["/api/comments/%2Fa%2F?before=x", 400],
    ["/api/comments/%2Fa%2F?comment=1", 404],
    ["/api/counts", 400],
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
    for (const sql of setUp) await executeOn(limited, sql);
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
