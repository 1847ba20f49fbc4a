import { createServer } from "node:http";
import { text } from "node:stream/consumers";
import { sign } from "hono/jwt";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { classicSystem, executeOn } from "../e2e/comment-systems.ts";
import { axeViolationsOf, picturesDir, startBrowser } from "../parts/browser/browser.ts";
import { startWranglerDev, type WranglerDev } from "../parts/d1/wrangler-dev.ts";
import { listenOnLoopback } from "../parts/machine/loopback.ts";
import { describeWith } from "../parts/tiers/describe-with.ts";

const token = "correct horse battery staple";
const audience = "the application's audience";

const written = z.object({
  comment: z.object({ id: z.number() }),
  waiting: z.boolean(),
  edit: z.object({ token: z.string(), until: z.string() }),
});
const answer = z.object({
  threads: z.array(
    z.object({
      comments: z.array(
        z.object({
          id: z.number(),
          author_name: z.string(),
          content: z.string(),
          is_owner: z.literal(true).optional(),
        }),
      ),
    }),
  ),
});

/** What the Worker asks and tells: Access's keys, the site's sitemap, a webhook. */
async function startOutside() {
  const algorithm = { name: "RSASSA-PKCS1-v1_5", hash: "SHA-256" };
  const { privateKey, publicKey } = await crypto.subtle.generateKey(
    { ...algorithm, modulusLength: 2048, publicExponent: new Uint8Array([1, 0, 1]) },
    true,
    ["sign", "verify"],
  );
  const [secret, known] = await Promise.all(
    [privateKey, publicKey].map((key) => crypto.subtle.exportKey("jwk", key)),
  );
  const notices: unknown[] = [];
  const state = { isUp: true };
  const server = createServer(async (request, response) => {
    const body = await text(request);
    if (!state.isUp) response.statusCode = 500;
    switch (request.url) {
      case "/cdn-cgi/access/certs":
        return response.end(JSON.stringify({ keys: [{ ...known, kid: "1", alg: "RS256" }] }));
      case "/sitemap.xml":
        return response.end(
          `<sitemapindex><sitemap><loc>http://${request.headers.host}/en.xml</loc></sitemap></sitemapindex>`,
        );
      case "/en.xml":
        return response.end(
          "<urlset><url><loc>https://blog.example.org/posts/b%C3%A4r/</loc></url></urlset>",
        );
      default:
        notices.push(JSON.parse(body));
        return response.end("ok");
    }
  });
  const url = await listenOnLoopback(server);
  return {
    url,
    notices,
    state,
    /** What Cloudflare Access sends along with the request of who has signed in. */
    assertion: (claims: Record<string, unknown>) =>
      sign(
        { iss: url, aud: [audience], exp: Math.floor(Date.now() / 1000) + 60, ...claims },
        { ...secret, kid: "1", alg: "RS256" },
        "RS256",
      ),
    [Symbol.asyncDispose]: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}

describe("the comment Worker, moderated", () => {
  const parts = new AsyncDisposableStack();
  let outside: Awaited<ReturnType<typeof startOutside>>;
  let dev: WranglerDev;

  beforeAll(async () => {
    outside = parts.use(await startOutside());
    const { worker, setUp } = classicSystem({
      APPROVE_FIRST: "true",
      OWNER_NAMES: "Ada Lovelace, Ada",
      PAGES: `${outside.url}/sitemap.xml`,
      NOTICE_URL: `${outside.url}/notice`,
      MODERATION_TOKEN: token,
      ACCESS_TEAM: outside.url,
      ACCESS_AUD: audience,
      CONTENT_FORMAT: "markdown",
    });
    const { ratelimits: _, ...unlimited } = worker;
    dev = parts.use(await startWranglerDev({ ...unlimited, main: worker.main }));
    for (const sql of setUp) await executeOn(dev, sql);
  });
  afterAll(() => parts.disposeAsync());
  beforeEach(async () => {
    outside.notices.length = 0;
    outside.state.isUp = true;
    await executeOn(dev, "DELETE FROM comments WHERE parent_id IS NOT NULL");
    await executeOn(dev, "DELETE FROM comments");
  });

  const page = "/posts/b%C3%A4r/";
  const address = (more = "", of = page) =>
    `${dev.origin}/api/comments/${encodeURIComponent(of)}${more}`;
  const json = { "Content-Type": "application/json" };

  const send = (fields: Record<string, unknown> = {}, of = page) =>
    fetch(address("", of), {
      method: "POST",
      headers: json,
      body: JSON.stringify({ author_name: "Bob", content: "Hello", ...fields }),
    });
  const write = async (fields: Record<string, unknown> = {}) =>
    written.parse(await (await send(fields)).json());
  const shown = async () => {
    const { threads } = answer.parse(await (await fetch(address())).json());
    return threads.flatMap(({ comments }) => comments);
  };
  const codeOf = async (response: Response) => {
    const refused = z.object({ error: z.object({ code: z.string() }) });
    return [response.status, refused.parse(await response.json()).error.code];
  };

  const basic = { Authorization: `Basic ${btoa(`anybody:${token}`)}` };
  const moderate = (
    path: string,
    fields: Record<string, string>,
    headers: Record<string, string> = {},
  ) =>
    fetch(`${dev.origin}/moderation/${path}`, {
      method: "POST",
      redirect: "manual",
      headers: { ...basic, Origin: dev.origin, ...headers },
      body: new URLSearchParams(fields),
    });
  const moderation = async (query = "") =>
    (await fetch(`${dev.origin}/moderation${query}`, { headers: basic })).text();

  it("shows a comment once it is approved, tells of it before, and says so to its writer", async () => {
    const { comment, waiting } = await write({ content: "Is <b>this</b> @everyone?" });
    expect(waiting).toBe(true);
    expect(await shown()).toEqual([]);
    await expect.poll(() => outside.notices).toHaveLength(1);
    expect(outside.notices[0]).toMatchObject({
      text: expect.stringMatching(
        /^Bob on https:\/\/blog\.example\.org\/posts\/b%C3%A4r\/#comment-\d+ waits .*\/moderation\):\nIs &lt;b&gt;this&lt;\/b&gt; @\u200beveryone\?$/s,
      ),
      allowed_mentions: { parse: [] },
    });
    expect(await moderation("?of=waiting")).toContain("Is &lt;b&gt;this&lt;/b&gt; @everyone?");
    const approved = await moderate(`comments/${comment.id}`, { action: "show", of: "waiting" });
    expect([approved.status, approved.headers.get("Location")]).toEqual([
      303,
      "/moderation?of=waiting",
    ]);
    expect(await shown()).toMatchObject([{ id: comment.id }]);
    expect(await moderation("?of=waiting")).toContain("There are none.");
  });

  it("hides and deletes a comment with what hangs below it", async () => {
    const { comment: root } = await write();
    await moderate(`comments/${root.id}`, { action: "show" });
    const { comment: reply } = await write({ parent_id: root.id });
    await moderate(`comments/${reply.id}`, { action: "show" });
    expect(await shown()).toHaveLength(2);
    await moderate(`comments/${root.id}`, { action: "hide" });
    expect(await shown()).toEqual([]);
    expect(await codeOf(await send({ parent_id: reply.id }))).toEqual([422, "no-such-parent"]);
    expect(await moderation("?of=hidden")).toContain(`hidden with no. ${root.id}`);
    await moderate(`comments/${root.id}`, { action: "show" });
    expect(await shown()).toHaveLength(2);
    await moderate(`comments/${root.id}`, { action: "delete" });
    expect(await shown()).toEqual([]);
    expect(await moderation()).toContain("There are none.");
    expect(await codeOf(await moderate(`comments/${root.id}`, { action: "show" }))).toEqual([
      404,
      "no-such-comment",
    ]);
  });

  it("lets the owner answer under a name that nobody else may have", async () => {
    const { comment } = await write();
    await moderate(`comments/${comment.id}`, { action: "show" });
    await moderate(`comments/${comment.id}/reply`, { content: "Thanks!" });
    expect(await shown()).toMatchObject([
      { author_name: "Bob" },
      { author_name: "Ada Lovelace", content: "Thanks!", is_owner: true },
    ]);
    for (const author_name of [
      "Ada",
      "ＡDA",
      "a d a",
      "\u0410d\u0430",
      "A\u200bda",
      "Adá Lovelace",
    ]) {
      expect(await codeOf(await send({ author_name }))).toEqual([422, "name-reserved"]);
    }
    expect((await send({ author_name: "Adam" })).status).toBe(201);
  });

  it("lets moderators in by the token or by Cloudflare Access, and nobody else", async () => {
    const visit = (headers: Record<string, string>) =>
      fetch(`${dev.origin}/moderation`, { headers });
    const refused = await visit({});
    expect([refused.status, refused.headers.get("WWW-Authenticate")]).toEqual([
      401,
      'Basic realm="Comments", charset="UTF-8"',
    ]);
    const wrong = { Authorization: `Basic ${btoa("anybody:wrong")}` };
    expect((await visit(wrong)).status).toBe(401);
    expect((await visit(basic)).status).toBe(200);
    const byAccess = async (claims: Record<string, unknown>) =>
      (await visit({ "Cf-Access-Jwt-Assertion": await outside.assertion(claims) })).status;
    expect(await byAccess({})).toBe(200);
    expect(await byAccess({ aud: ["another application"] })).toBe(401);
    expect(await byAccess({ iss: "https://mallory.example" })).toBe(401);
    expect(await byAccess({ exp: 1 })).toBe(401);
    expect((await visit({ "Cf-Access-Jwt-Assertion": "no.such.token" })).status).toBe(401);
  });

  it("does nothing that another site has a moderator's browser send", async () => {
    const { comment } = await write();
    for (const origin of ["https://mallory.example", "https://blog.example.org"]) {
      const action = { action: "show" };
      expect((await moderate(`comments/${comment.id}`, action, { Origin: origin })).status).toBe(
        403,
      );
    }
    expect(await shown()).toEqual([]);
  });

  it("gives moderators a feed of new comments", async () => {
    await write({ author_name: "Bob & <i>", content: "]]> \u0007<b>" });
    const response = await fetch(`${dev.origin}/moderation/feed.xml`, { headers: basic });
    expect(response.headers.get("Content-Type")).toBe("application/atom+xml; charset=utf-8");
    const feed = await response.text();
    expect(feed).toContain("<title>Waiting: Bob &amp; &lt;i&gt; on /posts/b%C3%A4r/</title>");
    expect(feed).toContain('<content type="text">]]&gt; &lt;b&gt;</content>');
  });

  it("lets who wrote a comment change and delete it for some minutes", async () => {
    const { comment, edit } = await write();
    const change = (method: string, bearer: string, body?: unknown) =>
      fetch(address(`/${comment.id}`), {
        method,
        headers: { ...json, Authorization: `Bearer ${bearer}` },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
    const changed = await change("PATCH", edit.token, { content: "Good evening" });
    expect(await changed.json()).toMatchObject({ comment: { content: "Good evening" } });
    expect(await codeOf(await change("PATCH", "another", { content: "x" }))).toEqual([
      403,
      "not-yours",
    ]);
    expect(await codeOf(await change("PATCH", edit.token, { content: "" }))).toEqual([
      422,
      "no-content",
    ]);
    // What was approved stays as it was approved.
    await moderate(`comments/${comment.id}`, { action: "show" });
    expect(await codeOf(await change("PATCH", edit.token, { content: "x" }))).toEqual([
      403,
      "too-late",
    ]);
    await moderate(`comments/${comment.id}/reply`, { content: "Indeed" });
    expect(await (await change("DELETE", edit.token)).json()).toMatchObject({
      comment: { author_name: "[removed]", content: "[removed]" },
    });
    expect(await shown()).toMatchObject([{ content: "[removed]" }, { content: "Indeed" }]);
    const { comment: second, edit: own } = await write();
    const headers = { Authorization: `Bearer ${own.token}` };
    await executeOn(
      dev,
      `UPDATE comments SET created_at = '2020-01-01T00:00:00.000Z' WHERE id = ${second.id}`,
    );
    const late = await fetch(address(`/${second.id}`), { method: "DELETE", headers });
    expect(await codeOf(late)).toEqual([403, "too-late"]);
    const { comment: third, edit: its } = await write();
    const gone = await fetch(address(`/${third.id}`), {
      method: "DELETE",
      headers: { Authorization: `Bearer ${its.token}` },
    });
    expect(gone.status).toBe(204);
  });

  it("takes comments on the pages of the site's sitemap alone", async () => {
    expect(await codeOf(await send({}, "/posts/none/"))).toEqual([404, "no-such-page"]);
    expect((await send({}, "/posts/b%c3%a4r/")).status).toBe(201);
  });

  it("shows Markdown as HTML that is harmless, and pictures of readers as text", async () => {
    const content =
      "**Hi** <script>alert(1)</script> [a](javascript:alert(1)) [b](https://example.org)\n![x](https://spy.example/p.gif)";
    const { comment } = await write({ content });
    await moderate(`comments/${comment.id}`, { action: "show" });
    const answered = z.object({
      format: z.literal("markdown"),
      threads: z.array(z.object({ comments: z.array(z.object({ html: z.string() })) })),
    });
    const { threads } = answered.parse(await (await fetch(address())).json());
    const html = threads[0]?.comments[0]?.html ?? "";
    expect(html).toContain("<strong>Hi</strong> &lt;script&gt;");
    expect(html).toContain('<a href="https://example.org" rel="nofollow noopener ugc">b</a>');
    expect(html).not.toMatch(/<(img|script)|href="javascript/);
  });

  it("shows the HTML that a migration left in its Markdown", async () => {
    await executeOn(
      dev,
      `INSERT INTO comments (page_id, author_name, content, created_at, ip_address)
VALUES ('${page}', 'Mei', 'a <u>b</u> **c**', '2021-01-01T00:00:00.000Z', 'migrated')`,
    );
    const answered = await (await fetch(address())).text();
    expect(answered).toContain("<p>a <u>b</u> <strong>c</strong></p>");
  });
});

describeWith("chromium")("the page for moderators, in a browser", () => {
  it("does what its buttons say, and is accessible, light and dark, wide and narrow", async () => {
    const { worker, setUp } = classicSystem({ MODERATION_TOKEN: token, OWNER_NAMES: "Ada" });
    await using dev = await startWranglerDev({ ...worker, main: worker.main });
    for (const sql of setUp) await executeOn(dev, sql);
    const long = "An endless word: ".concat("x".repeat(300), "\n\nשלום <b>bold</b>");
    for (const content of ["Hello", long, "Buy pills"]) {
      const body = JSON.stringify({ author_name: "Bob", content });
      await fetch(`${dev.origin}/api/comments/%2Fa%2F`, { method: "POST", body });
    }
    await using browser = await startBrowser();
    const httpCredentials = { username: "any", password: token };
    const context = await browser.newContext({ httpCredentials });
    const page = await context.newPage();
    await page.goto(`${dev.origin}/moderation`);
    const article = page.locator("article", { hasText: "Buy pills" });
    await article.getByRole("button", { name: "Hide" }).click();
    await expect.poll(() => article.locator(".state").textContent()).toBe("hidden");
    const hello = page.locator("article", { hasText: "Hello" });
    await hello.getByText("Reply as Ada").click();
    await hello.getByRole("textbox").fill("Welcome!");
    await hello.getByRole("button", { name: "Reply", exact: true }).click();
    await page.locator("article", { hasText: "Welcome!" }).waitFor();
    await article.getByText("Delete …").click();
    await article.getByRole("button", { name: "Delete" }).click();
    await expect.poll(() => article.count()).toBe(0);
    for (const colorScheme of ["light", "dark"] as const) {
      for (const width of [390, 1280]) {
        await page.emulateMedia({ colorScheme });
        await page.setViewportSize({ width, height: 800 });
        expect(await axeViolationsOf(page)).toEqual([]);
        expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(width);
        await page.screenshot({ path: `${picturesDir}moderation-${colorScheme}-${width}.png` });
      }
    }
  });
});

describe("the comment Worker without moderators", () => {
  it("says how to have some", async () => {
    const { worker, setUp: _ } = classicSystem();
    await using dev = await startWranglerDev(worker);
    const response = await fetch(`${dev.origin}/moderation`);
    expect(response.status).toBe(404);
    expect(await response.text()).toContain("MODERATION_TOKEN");
  });
});
