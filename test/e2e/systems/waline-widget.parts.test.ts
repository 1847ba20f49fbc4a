import { cp, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { z } from "zod";
import type { CommentRow } from "../../../src/domain/comment-row.ts";
import { walineSchema } from "../../../src/targets/waline/schema.ts";
import { row } from "../../d1/stored-rows.ts";
import { picturesDir, startBrowser } from "../../parts/browser/browser.ts";
import { type StaticServer, startStaticServer } from "../../parts/browser/static-server.ts";
import { describeWith } from "../../parts/tiers/describe-with.ts";
import { partPath } from "../../parts/tiers/tiers.ts";
import { opened } from "../open-system.ts";
import { walineSystem } from "./waline.ts";

const never = new AbortController().signal;
const pageId = "/2024/caf%C3%A9/";
const hostile = `<img src="//evil.invalid/x" onerror="alert(1)"> <script>alert(2)</script>
&lt;b&gt; **bold** \`code\` [x](javascript:alert(3)) <b onmouseover=alert(4)>b</b>`;

const owner = { isOwner: true, email: "owner@blog.example" };

function said(name: string, to: string | null, minute: number, more: Partial<CommentRow> = {}) {
  return row(`$${name}`, {
    pageId,
    parentSourceId: to === null ? null : `$${to}`,
    authorName: name,
    content: `${name} writes\nin two lines\n\nand a paragraph`,
    createdAt: new Date(Date.UTC(2024, 4, minute, 10)).toISOString(),
    ...more,
  });
}

const first = [
  said("root", null, 1),
  said("reply", "root", 2),
  said("below", "reply", 3),
  said('<i title="Eve">', null, 4, { content: hostile }),
  said("me", null, 5, { author: owner }),
];
const later = [said("late", "reply", 6), said("other", null, 7), said("answer", "other", 8)];

/** A comment as a reader sees it, with those below it. */
interface Seen {
  readonly nick: string;
  readonly time: string;
  readonly text: string;
  readonly children: readonly Seen[];
}
const seen: z.ZodType<readonly Seen[]> = z.array(
  z.object({
    nick: z.string(),
    time: z.string(),
    text: z.string(),
    get children() {
      return seen;
    },
  }),
);

/** Runs in the page. */
const readThreads = `() => {
  const read = (card) => {
    const body = card.querySelector(":scope > .wl-card");
    return {
      nick: body.querySelector(":scope > .wl-head > .wl-nick").innerText,
      time: body.querySelector(":scope > .wl-head > .wl-time").innerText,
      text: body.querySelector(":scope > .wl-content").innerText,
      children: [...body.querySelectorAll(":scope > .wl-quote > .wl-card-item")].map(read),
    };
  };
  return [...document.querySelectorAll(".wl-cards > .wl-card-item")].map(read);
}`;

const html = (serverURL: string) => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Café</title>
<link rel="stylesheet" href="/waline.css"></head><body><div id="waline"></div>
<script type="module">
import { init } from "/waline.js";
init({ el: "#waline", serverURL: ${JSON.stringify(serverURL)}, lang: "en", emoji: false, search: false });
</script></body></html>`;

describeWith("waline", "chromium")("Waline's widget", () => {
  const system = opened(walineSystem, walineSchema());
  const parts = new AsyncDisposableStack();
  let browser: Browser;
  let site: StaticServer;
  let page: Page;
  const dialogs: string[] = [];

  beforeAll(async () => {
    browser = await startBrowser();
    parts.defer(() => browser.close());
    site = parts.use(await startStaticServer());
    site.folder = await mkdtemp(join(tmpdir(), "waline-site-"));
    parts.defer(() => rm(site.folder, { recursive: true, force: true }));
    const place = join(site.folder, decodeURI(pageId));
    await mkdir(place, { recursive: true });
    await writeFile(join(place, "index.html"), html(system.origin));
    const client = join(partPath("waline"), "node_modules", "@waline", "client", "dist");
    for (const name of ["waline.js", "waline.css"]) {
      await cp(join(client, name), join(site.folder, name));
    }
    const context = await browser.newContext({ timezoneId: "UTC" });
    page = await context.newPage();
    page.on("dialog", (dialog) => {
      dialogs.push(dialog.message());
      void dialog.dismiss();
    });
  });
  afterAll(() => parts.disposeAsync());

  async function open(): Promise<readonly Seen[]> {
    const listed = page.waitForResponse(/\/api\/comment\?path=/);
    await page.goto(`${site.origin}${pageId}`);
    await listed;
    await page.locator("[data-waline] > .wl-loading").waitFor({ state: "detached" });
    return seen.parse(await page.evaluate(`(${readThreads})()`));
  }

  /** Writes as a reader does, below a comment or none. */
  async function write(nick: string, text: string, to?: string): Promise<void> {
    await open();
    if (to !== undefined) {
      const head = page.locator(".wl-head", { has: page.getByText(to, { exact: true }) });
      await head.locator(".wl-reply").click();
    }
    await page.locator("input[name=nick]").fill(nick);
    await page.locator("input[name=mail]").fill("reader@example.org");
    await page.locator(".wl-editor").fill(text);
    const written = page.waitForResponse((response) => response.request().method() === "POST");
    await page.locator("button.wl-btn.primary").click();
    expect((await written).status()).toBe(201);
  }

  const shape = (threads: readonly Seen[]) =>
    threads.map(({ nick, children }) => [nick, ...children.map((child) => child.nick)]);

  /** As the widget should show a moved comment. */
  const asSeen = ({ authorName, content, createdAt }: CommentRow, children: readonly Seen[]) => ({
    nick: authorName,
    time: createdAt.slice(0, 10),
    text: content,
    children,
  });

  it("shows moved threads with their names, dates and texts, beside what readers wrote before", async () => {
    await write("Early", "before");
    await system.target.importRows(first, never);
    const threads = await open();
    const [root, reply, below, eve, me] = first.map((one) => asSeen(one, []));
    expect(threads.slice(1)).toEqual([me, eve, { ...root, children: [reply, below] }]);
    expect(threads[0]).toMatchObject({ nick: "Early", text: "before", children: [] });
    await page.screenshot({ path: join(picturesDir, "waline.png"), fullPage: true });
  });

  // Waline sorts what came within a second as it likes.
  it("takes readers' comments and replies between two runs, and after them", async () => {
    await write("Between", "to a moved reply", "below");
    await write("Fresh", "a root");
    await system.target.importRows([...first, ...later], never);
    await write("After", "to a later one", "late");
    await write("Again", "to a reader", "Between");
    const threads = shape(await open());
    expect(threads.slice(0, 2).toSorted()).toEqual([["Early"], ["Fresh"]]);
    expect(threads.slice(2).map(([root, ...replies]) => [root, ...replies.slice(0, 4)])).toEqual([
      ["other", "answer"],
      ["me"],
      ['<i title="Eve">'],
      ["root", "reply", "below", "late", expect.stringMatching(/^(?:Between|After|Again)$/)],
    ]);
    expect(threads.at(-1)?.slice(4).toSorted()).toEqual(["After", "Again", "Between"]);
  });

  it("runs nothing of hostile texts, nor does its editor for an administrator", async () => {
    const account = { email: owner.email, password: "long enough", display_name: "Owner" };
    for (const path of ["user", "token"]) {
      const response = await page.request.post(`${system.origin}/api/${path}`, { data: account });
      const { data } = z
        .object({ data: z.looseObject({ token: z.string().optional() }) })
        .parse(await response.json());
      if (data.token === undefined) continue;
      await open();
      await page.evaluate(
        `localStorage.setItem("WALINE_USER", ${JSON.stringify(JSON.stringify(data))})`,
      );
    }
    await open();
    const contents = page.locator(".wl-content");
    expect(
      await contents
        .locator("img, script, b, a")
        .evaluateAll((all) => all.map((one) => one.outerHTML)),
    ).toEqual([]);
    const eve = page.locator(".wl-card", { has: page.getByText('<i title="Eve">') }).last();
    await eve.locator(".wl-edit").first().click();
    await page.locator(".wl-edit-wrapper .wl-editor").waitFor();
    await page.locator(".wl-edit-wrapper button[title=Preview]").click();
    const preview = page.locator(".wl-edit-wrapper .wl-preview");
    expect(await preview.innerText()).toContain('onerror="alert(1)"');
    expect(await preview.locator("img, script, b, a").count()).toBe(0);
    expect(dialogs).toEqual([]);
    await page.evaluate("localStorage.clear()");
  });

  it("shows readers' own comments in threads of their own after a rollback", async () => {
    await system.target.undoSome("keep", never);
    const threads = shape(await open());
    expect(threads.toSorted()).toEqual([["After"], ["Between", "Again"], ["Early"], ["Fresh"]]);
  });
});
