import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { z } from "zod";
import { momoSchema } from "../../src/targets/momo/schema.ts";
import { row } from "../d1/stored-rows.ts";
import { startBrowser } from "../parts/browser/browser.ts";
import { describeWith } from "../parts/tiers/describe-with.ts";
import { partPath } from "../parts/tiers/tiers.ts";
import { momoSystem } from "./systems/momo.ts";
import { openSystem } from "./systems/open-system.ts";
import { openPage, plain, seenComments, startSite, thread } from "./systems/widget-page.ts";

const never = new AbortController().signal;
const ownerRow = row("$owner", {
  createdAt: "2024-02-03T04:05:06.789Z",
  authorName: "Owner",
  content: "*stars* _lines_ `ticks` [a](https://b.example) | c | # 1. - > ~~d~~ ![e](f) \\* &amp;",
  author: { isOwner: true, email: "owner@blog.example", url: "https://blog.example" },
});
const rows = [...thread, ownerRow];

/** Runs in the page: its comments, as they are nested. */
const readComments = `(() => [...document.querySelectorAll("[id^='comment-']")].map((one) => {
  const number = (element) => element ? Number(element.id.slice("comment-".length)) : null;
  return {
    id: number(one),
    parent: number(one.parentElement.closest("[id^='comment-']")),
    author: one.querySelector(".font-semibold").textContent.trim(),
    text: one.querySelector(".markdown-content").innerText,
    date: one.querySelector(".flex-wrap > span:last-of-type").textContent,
  };
}))()`;

describeWith("chromium", "momo")("Momo's own widget", () => {
  const parts = new AsyncDisposableStack();
  let browser: Browser;
  let page: Page;
  let site: Awaited<ReturnType<typeof startSite>>;
  let system: Awaited<ReturnType<typeof openSystem>>;

  beforeAll(async () => {
    browser = await startBrowser();
    parts.defer(() => browser.close());
    site = parts.use(await startSite());
    system = parts.use(await openSystem(momoSystem(), momoSchema()));
    const settings = {
      allow_origin: site.origin,
      admin_email: "owner@blog.example",
      blogger_badge_enabled: "true",
      blogger_badge_text: "the owner",
    };
    for (const [key, value] of Object.entries(settings)) {
      await system.execute(`INSERT INTO Settings (key, value) VALUES ('${key}', '${value}')`);
    }
    const script = await readFile(
      join(partPath("momo"), "frontend", "dist", "momo-comment.min.js"),
    );
    const html = `<!doctype html><html><head><meta charset="utf-8"><title>P</title></head><body>
<div id="momo-comment"></div><script src="/momo.js"></script>
<script>momo.init({ el: "#momo-comment", slugId: "/p/", lang: "en", apiUrl: "${system.origin}" });</script></body></html>`;
    site.answer = async ({ pathname }) => {
      if (pathname === "/p/") return { type: "text/html; charset=utf-8", body: html };
      return pathname === "/momo.js" ? { type: "text/javascript", body: script } : undefined;
    };
    page = await openPage(browser);
  });
  afterAll(() => parts.disposeAsync());

  /** The page's comments, with all replies unfolded. */
  async function seen() {
    await page.goto(`${site.origin}/p/`);
    await page.waitForSelector("[id^='comment-']");
    const more = page.getByRole("button", { name: "Show more replies" });
    while ((await more.count()) > 0) await more.first().click();
    return seenComments.parse(await page.evaluate(readComments));
  }

  async function readerWrites(content: string, parentId: unknown = null): Promise<void> {
    const response = await fetch(`${system.origin}/api/comments`, {
      method: "POST",
      // Momo lets an address write once a minute.
      headers: { "cf-connecting-ip": `192.0.2.${content.length}` },
      body: JSON.stringify({
        ...{ post_slug: "/p/", author: "Reader", email: "r@example.org", content },
        parent_id: parentId,
      }),
    });
    expect(response.ok, await response.text()).toBe(true);
  }

  /** Moved comments by the ids that they have. */
  async function movedIds() {
    const held = await system.target.readHeld("all", never);
    return new Map(held.map(({ sourceId, commentId }) => [sourceId, commentId]));
  }

  async function asAdmin(method: string, path: string, body?: object): Promise<unknown> {
    const send = async (to: string, how: string, what: unknown, token = "") => {
      const response = await fetch(`${system.origin}/admin/${to}`, {
        method: how,
        headers: { Authorization: `Bearer ${token}` },
        ...(what === undefined ? {} : { body: JSON.stringify(what) }),
      });
      return response.json();
    };
    const login = z.object({ token: z.string() });
    const { token } = login.parse(await send("login", "POST", { name: "momo", password: "momo" }));
    return send(path, method, body, token);
  }

  /** What readers see of moved comments, by source id. */
  async function expectAllSeen(): Promise<void> {
    const ids = await movedIds();
    const found = new Map((await seen()).map((one) => [one.id, one]));
    for (const one of rows) {
      const { id, parent, author, text } = found.get(Number(ids.get(one.sourceId))) ?? {};
      expect([id, parent, author, plain(text ?? "")]).toEqual([
        ids.get(one.sourceId),
        one.parentSourceId === null ? null : ids.get(one.parentSourceId),
        one.authorName,
        plain(one.content),
      ]);
    }
    expect(await page.evaluate("window.ran")).toBeUndefined();
  }

  it("shows moved comments as they were: threads, names, texts and dates, and nothing runs", async () => {
    await readerWrites("before");
    await system.target.importRows(rows.slice(0, 2), never);
    await readerWrites("in between");
    await system.target.importRows(rows, never);
    await expectAllSeen();
    const ownId = (await movedIds()).get("$owner");
    const owner = (await seen()).find(({ id }) => id === ownId);
    expect(owner?.date).toBe("Feb 3, 2024");
  });

  it("marks the owner's comments, and links to the author's own site", async () => {
    const ownId = (await movedIds()).get("$owner");
    const own = page.locator(`#comment-${ownId}`);
    expect(await own.locator(".blogger-badge").first().innerText()).toBe("the owner");
    expect(await own.locator("a").first().getAttribute("href")).toBe("https://blog.example");
    expect(await page.locator(".blogger-badge").count()).toBe(1);
  });

  it("shows readers' comments from before, in between and after in their time among moved ones", async () => {
    const ids = await movedIds();
    await readerWrites("after it", ids.get("$deeper"));
    await page.locator("#author").fill("Reader");
    await page.locator("#email").fill("r@example.org");
    await page.locator("form textarea").first().fill("last of all");
    // The widget opens a message, and reads the comments anew when that was closed.
    const readAnew = page.waitForResponse((response) => response.request().method() === "GET");
    await page.getByRole("button", { name: "Send" }).click();
    await readAnew;
    const found = await seen();
    const roots = found.filter(({ parent }) => parent === null).map(({ text }) => plain(text));
    const [tomorrow, ...others] = roots;
    expect(tomorrow).toBe("Tomorrow");
    expect(others.slice(0, 3)).toEqual(["last of all", "in between", "before"]);
    const reply = found.find(({ text }) => plain(text) === "after it");
    expect(reply?.parent).toBe(ids.get("$deeper"));
  });

  it("shows all of them on a phone, too, where it has one level of replies", async () => {
    const all = await seen();
    const desktop = page;
    page = await openPage(browser, 390);
    const onPhone = await seen();
    page = desktop;
    const ids = (some: typeof all) => some.map(({ id }) => id).sort((a, b) => a - b);
    expect(ids(onPhone)).toEqual(ids(all));
  });

  it("shows the same after its dashboard has saved each text anew", async () => {
    const listed = z.object({
      data: z.object({
        comments: z.array(z.object({ id: z.number(), contentText: z.string() })),
      }),
    });
    const { data } = listed.parse(await asAdmin("GET", "data/export/comments"));
    for (const { id, contentText } of data.comments) {
      const saved = await asAdmin("PUT", "comments/edit", { id, content_text: contentText });
      expect(saved).toMatchObject({ code: 200 });
    }
    const again = JSON.stringify(await asAdmin("GET", "data/export/comments"));
    expect(again).toContain('<a href=\\"https://a.example/b_c?d=e&f=g\\">');
    await expectAllSeen();
  });

  it("loses nothing of moved comments by its own export and import", async () => {
    const exported = z.object({
      data: z.object({
        comments: z.array(
          z.looseObject({ contentText: z.string(), contentHtml: z.string(), email: z.string() }),
        ),
      }),
    });
    const before = exported.parse(await asAdmin("GET", "data/export/comments")).data.comments;
    await system.execute("DELETE FROM Comment");
    // Its import gives new ids, and keeps the old ones of what is answered.
    const comments = before.map(({ parentId: _, ...one }) => one);
    expect(await asAdmin("POST", "data/import/comments", { comments })).toMatchObject({
      data: { imported: before.length },
    });
    const after = exported.parse(await asAdmin("GET", "data/export/comments")).data.comments;
    const parts = (all: typeof after) => all.map(({ contentText, email }) => [contentText, email]);
    expect(parts(after)).toEqual(parts(before));
  });
});
