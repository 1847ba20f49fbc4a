import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { z } from "zod";
import { commentKitSchema } from "../../src/targets/comment-kit/schema.ts";
import { row } from "../d1/stored-rows.ts";
import { startBrowser } from "../parts/browser/browser.ts";
import { describeWith } from "../parts/tiers/describe-with.ts";
import { partPath } from "../parts/tiers/tiers.ts";
import { commentKitSystem } from "./systems/comment-kit.ts";
import { openSystem } from "./systems/open-system.ts";
import { openPage, plain, seenComments, startSite, thread } from "./systems/widget-page.ts";

const never = new AbortController().signal;

/** Runs in the page: its comments, whose levels are 30 pixels each. */
const readComments = `(() => {
  const above = [];
  return [...document.querySelectorAll(".comment")].map((one) => {
    const level = parseInt(one.style.marginInlineStart, 10) / 30;
    const id = Number(one.id.slice("comment-".length));
    above.splice(level, Infinity, id);
    return {
      id,
      parent: level === 0 ? null : above[level - 1],
      author: one.querySelector(".comment-author").textContent,
      text: one.querySelector(".comment-content").innerText,
      date: one.querySelector(".comment-date").textContent,
    };
  });
})()`;

// comment-kit's comments.js asks the API of its PHP server; the site passes that on to the Worker's.
describeWith("chromium", "comment-kit")("comment-kit's own widget on its Worker", () => {
  const parts = new AsyncDisposableStack();
  let browser: Browser;
  let page: Page;
  let site: Awaited<ReturnType<typeof startSite>>;
  let system: Awaited<ReturnType<typeof openSystem>>;
  let pageUrl: string;

  beforeAll(async () => {
    browser = await startBrowser();
    parts.defer(() => browser.close());
    site = parts.use(await startSite());
    pageUrl = `${site.origin}/p/`;
    system = parts.use(await openSystem(commentKitSystem(), commentKitSchema(site.origin)));
    const checkout = partPath("comment-kit");
    const html = `<!doctype html><html><head><meta charset="utf-8"><title>P</title></head><body>
<div id="comments-container" data-api-url="/comments/api.php" data-language="en" data-page-url="${pageUrl}"></div>
<script src="/comments/comments.js"></script></body></html>`;
    site.answer = async ({ pathname, searchParams }, body) => {
      if (pathname === "/p/") return { type: "text/html; charset=utf-8", body: html };
      if (pathname === "/comments/api.php") {
        const query = new URLSearchParams({ page_url: searchParams.get("url") ?? "" });
        const isPost = searchParams.get("action") === "post";
        const answer = isPost ? await post(JSON.parse(body)) : await get(`comments?${query}`);
        return { type: "application/json", body: await answer.text() };
      }
      const script = /^\/comments\/((?:lang\/)?\w+\.js)$/.exec(pathname)?.[1];
      if (script === undefined) return undefined;
      return { type: "text/javascript", body: await readFile(join(checkout, script)) };
    };
    page = await openPage(browser);
  });
  afterAll(() => parts.disposeAsync());

  function get(path: string): Promise<Response> {
    return fetch(`${system.origin}/api/${path}`);
  }

  function post(body: object): Promise<Response> {
    return fetch(`${system.origin}/api/comments`, { method: "POST", body: JSON.stringify(body) });
  }

  async function readerWrites(content: string, parentId: unknown = null): Promise<void> {
    const response = await post({
      ...{ page_url: pageUrl, parent_id: parentId, content },
      ...{ author_name: "Reader", author_email: "r@example.org" },
    });
    expect(response.status, await response.text()).toBe(201);
  }

  async function seen() {
    await page.goto(pageUrl);
    await page.waitForSelector(".comment");
    return seenComments.parse(await page.evaluate(readComments));
  }

  async function movedIds() {
    const held = await system.target.readHeld("all", never);
    return new Map(held.map(({ sourceId, commentId }) => [sourceId, commentId]));
  }

  it("shows moved comments as they were: threads, names, texts and dates, and nothing runs", async () => {
    await readerWrites("before");
    await system.target.importRows(thread.slice(0, 2), never);
    await readerWrites("in between");
    await system.target.importRows(thread, never);
    const ids = await movedIds();
    const found = new Map((await seen()).map((one) => [one.id, one]));
    for (const one of thread) {
      const { id, parent, author, text, date } = found.get(Number(ids.get(one.sourceId))) ?? {};
      expect([id, parent, author, plain(text ?? ""), date]).toEqual([
        ids.get(one.sourceId),
        one.parentSourceId === null ? null : ids.get(one.parentSourceId),
        one.authorName,
        plain(one.content),
        new Intl.DateTimeFormat("en", {
          ...{ year: "numeric", month: "long", day: "numeric", hour: "2-digit", minute: "2-digit" },
          timeZone: "UTC",
        }).format(new Date(one.createdAt)),
      ]);
    }
    expect(await page.evaluate("window.ran")).toBeUndefined();
  });

  it("shows readers' comments from before, in between and after in their time among moved ones", async () => {
    const ids = await movedIds();
    await readerWrites("after it", ids.get("$deeper"));
    await page.locator("[name=author_name]").fill("Reader");
    await page.locator("[name=author_email]").fill("r@example.org");
    await page.locator("[name=content]").fill("last of all");
    const sent = page.waitForResponse((response) => response.request().method() === "POST");
    await page.locator("#main-comment-form .btn-submit").click();
    expect((await sent).ok()).toBe(true);
    const found = await seen();
    const roots = found.filter(({ parent }) => parent === null).map(({ text }) => plain(text));
    expect(roots.slice(1)).toEqual(["before", "in between", "last of all", "Tomorrow"]);
    const reply = found.find(({ text }) => plain(text) === "after it");
    expect(reply?.parent).toBe(ids.get("$deeper"));
  });

  it("has readers' replies to what was taken back as comments of their own", async () => {
    await system.target.undoSome("keep", never);
    const found = await seen();
    expect(found.map(({ text, parent }) => [plain(text), parent])).toEqual([
      ["before", null],
      ["in between", null],
      ["after it", null],
      ["last of all", null],
    ]);
  });

  it("has the reactions of moved comments in what the Worker's API returns", async () => {
    const reactions = [
      { key: "❤️", count: 2 },
      { key: "👍🏽", count: 3 },
    ];
    await system.target.importRows([row("$liked", { reactions })], never);
    const shown = z.object({
      comments: z.array(z.object({ reactions: z.record(z.string(), z.number()) })),
    });
    const answer = await get(`comments?${new URLSearchParams({ page_url: pageUrl })}`);
    const [first] = shown.parse(await answer.json()).comments;
    expect(first?.reactions).toMatchObject({ heart: 2, thumbs_up: 3, laugh: 0 });
  });
});
