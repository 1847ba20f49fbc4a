import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { HtmlValidate } from "html-validate";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it, onTestFinished } from "vitest";
import { z } from "zod";
import { axeViolationsOf, picturesDir, startBrowser } from "../parts/browser/browser.ts";
import { type StaticServer, startStaticServer } from "../parts/browser/static-server.ts";
import { currentHugo } from "../parts/hugo/hugos.ts";
import { describeWith } from "../parts/tiers/describe-with.ts";
import { inserted, type LiveWorker, type StoredComment, startLiveWorker } from "./live-worker.ts";
import { archived, makeThemeSite } from "./theme-site.ts";

const numbers = z.array(z.number());

/** In a thread of three each. */
const stored = (count: number, first = 1): readonly StoredComment[] =>
  Array.from({ length: count }, (_, index) => {
    const id = first + index;
    return index % 3 === 0 ? { id } : { id, parent: id - 1 };
  });

/** The same comments as a migration archives them. */
const inArchive = (page: string, comments: readonly StoredComment[]) =>
  archived(
    page,
    comments.map(({ id, parent, author = "Ada", content = `Comment ${id}` }, index) => ({
      id: String(id),
      author,
      content,
      parent_id: parent === undefined ? null : String(parent),
      parent_author: parent === undefined ? null : "Ada",
      depth: index % 3,
    })),
  );

describeWith("chromium", "hugo")("comments as the Worker has them", () => {
  const parts = new AsyncDisposableStack();
  let browser: Browser;
  let server: StaticServer;
  let worker: LiveWorker;
  /** Shows new comments once they are approved, takes five a minute, and has Markdown. */
  let strict: LiveWorker;
  let pages = 0;

  beforeAll(async () => {
    browser = await startBrowser();
    parts.defer(() => browser.close());
    server = parts.use(await startStaticServer());
    const origins = { ALLOWED_ORIGINS: server.origin };
    worker = parts.use(await startLiveWorker(origins));
    const rules = { APPROVE_FIRST: "true", CONTENT_FORMAT: "markdown" };
    strict = parts.use(await startLiveWorker({ ...origins, ...rules }, { isLimited: true }));
  });
  afterAll(() => parts.disposeAsync());

  interface Shown {
    readonly comments?: readonly StoredComment[];
    /** Of the archive; there is none unless they are given. */
    readonly archive?: readonly StoredComment[];
    readonly by?: LiveWorker;
    readonly api?: string;
    readonly settings?: string;
    readonly files?: Readonly<Record<string, string>>;
    readonly content?: string;
  }

  /** A page of its own, whose comments are in the Worker's database and in the archive. */
  async function newPage({
    comments = [],
    archive,
    by = worker,
    api = `${by.api}/`,
    settings = "",
    files = {},
    content = "Text",
  }: Shown = {}): Promise<string> {
    pages += 1;
    const page = `/p${pages}/`;
    if (comments.length > 0) await by.sql(inserted(page, comments));
    const site = await makeThemeSite({
      "hugo.toml": `[params.d1comments]\napi = "${api}"\n${settings}`,
      [`content${page.slice(0, -1)}.md`]: `---\ntitle: P\nhook: ${content === "Text"}\n---\n${content}\n`,
      ...(archive === undefined ? {} : inArchive(page, archive)),
      ...files,
    });
    onTestFinished(() => site[Symbol.asyncDispose]());
    server.folder = (await site.build(currentHugo.path(), "-b", `${server.origin}/`)).dir;
    return page;
  }

  async function open(path: string, options: BrowserContextOptions = {}) {
    const context = await browser.newContext(options);
    onTestFinished(() => context.close());
    const opened = await context.newPage();
    const asked: string[] = [];
    opened.on("request", (request) => {
      const { pathname, search } = new URL(request.url());
      if (pathname.startsWith("/api/")) asked.push(`${request.method()} ${search}`);
    });
    await opened.goto(`${server.origin}${path}`);
    return { opened, asked };
  }

  async function live(opened: Page): Promise<void> {
    await opened.locator(".comments").scrollIntoViewIfNeeded();
    await opened.locator(".comments[data-live]").waitFor();
  }

  const ids = async (opened: Page) =>
    numbers.parse(
      await opened.evaluate(
        `[...document.querySelectorAll(".comment")].map(({ id }) => Number(id.slice(8)))`,
      ),
    );
  const range = (from: number, to: number) =>
    Array.from({ length: to - from + 1 }, (_, index) => from + index);

  async function write(opened: Page, text: string, name = "Grace"): Promise<void> {
    await opened.getByLabel("Name").fill(name);
    await opened.getByLabel("Comment", { exact: true }).fill(text);
    await opened.getByRole("button", { name: "Post comment" }).click();
  }

  it("are read in the part that is shown, and no further", async () => {
    const first = 1000;
    const path = await newPage({ comments: stored(240, first), archive: stored(240, first) });
    const { opened, asked } = await open(path);
    await live(opened);
    await opened.waitForLoadState("networkidle");
    expect(asked).toEqual(["GET ?limit=100"]);
    expect(await ids(opened)).toEqual(range(1000, 1099));
    await opened.getByRole("button", { name: "Show more comments" }).click();
    await opened.locator("#comment-1199").waitFor();
    expect(asked).toEqual(["GET ?limit=100", "GET ?limit=100&cursor=1099.1099"]);
    await opened.getByRole("button", { name: "Show more comments" }).click();
    await opened.locator("#comment-1239").waitFor();
    expect(await ids(opened)).toEqual(range(1000, 1239));
    expect(await opened.getByText("Show more comments").isVisible()).toBe(false);
  });

  it("take the archive's place part by part: what was deleted goes, what is new comes", async () => {
    const first = 2000;
    const archive = stored(30, first);
    const gone = [2004, 2005, 2015, 2016, 2017];
    const comments = [
      ...archive.filter(({ id }) => !gone.includes(id)),
      { id: 2050, parent: 2001, content: "New" },
      { id: 2051 },
    ];
    const path = await newPage({ comments, archive, settings: "part = 12\n" });
    const { opened: before } = await open(path, { javaScriptEnabled: false });
    expect(await ids(before)).toEqual(range(2000, 2011));
    const { opened } = await open(path);
    await live(opened);
    expect(await ids(opened)).toEqual([...range(2000, 2002), 2050, 2003, ...range(2006, 2012)]);
    for (const last of ["#comment-2026", "#comment-2051"]) {
      await opened.getByRole("button", { name: "Show more comments" }).click();
      await opened.locator(last).waitFor();
    }
    const left = range(2006, 2029).filter((id) => !gone.includes(id));
    expect(await ids(opened)).toEqual([2000, 2001, 2002, 2050, 2003, ...left, 2051]);
  });

  it("are found by an address of any of them, with the way to those before", async () => {
    const first = 3000;
    const path = await newPage({ comments: stored(60, first), settings: "part = 20\n" });
    const { opened, asked } = await open(`${path}#comment-3040`);
    await opened.locator("#comment-3040:focus").waitFor();
    expect(asked).toEqual(["GET ?limit=20&comment=3040"]);
    expect(await ids(opened)).toEqual(range(3035, 3054));
    await opened.getByRole("button", { name: "Show earlier comments" }).click();
    await opened.locator("#comment-3015").waitFor();
    await opened.getByRole("button", { name: "Show earlier comments" }).click();
    await opened.locator("#comment-3000").waitFor();
    await opened.getByRole("button", { name: "Show more comments" }).click();
    await opened.locator("#comment-3059").waitFor();
    expect(await ids(opened)).toEqual(range(3000, 3059));
    const depths = await opened.evaluate(
      `[...document.querySelectorAll(".comments-list > li")].map(({ dataset }) => dataset.depth).join("")`,
    );
    expect(depths).toBe("012".repeat(20));
  });

  it("are found by the link to what they answer, and by addresses that change", async () => {
    const answers = range(3101, 3160).map((id) => ({ id, parent: id === 3160 ? 3101 : 3100 }));
    const path = await newPage({
      comments: [{ id: 3100 }, ...answers],
      settings: "part = 10\n",
    });
    const { opened } = await open(`${path}#comment-3160`);
    await opened.locator("#comment-3160:focus").waitFor();
    expect(await ids(opened)).not.toContain(3101);
    await opened.locator("#comment-3160").getByText("In reply to").click();
    await opened.locator("#comment-3101:focus").waitFor();
    await opened.evaluate("location.hash = '#comment-3130'");
    await opened.locator("#comment-3130:focus").waitFor();
  });

  it("are said to lack one that an address names, and are shown", async () => {
    const path = await newPage({ comments: stored(3, 3200) });
    const { opened } = await open(`${path}#comment-999999`);
    await opened.getByText("The comment that was linked to isn't here any more.").waitFor();
    expect(await ids(opened)).toEqual([3200, 3201, 3202]);
  });

  it("have one's own new one below the form, once, whatever is loaded after", async () => {
    const path = await newPage({ comments: stored(30, 4000), settings: "part = 20\n" });
    const { opened } = await open(path);
    await live(opened);
    await write(opened, "A new <b>comment</b>\n  with a second line");
    await opened.getByText("Your comment is posted.").waitFor();
    const [own = 0, ...others] = await ids(opened);
    expect(others).toEqual(range(4000, 4019));
    expect(new URL(opened.url()).hash).toBe(`#comment-${own}`);
    expect(await opened.evaluate("document.activeElement.id")).toBe(`comment-${own}`);
    const text = await opened.locator(`#comment-${own} .comment-text`).innerText();
    expect(text.replaceAll("\u00a0", " ")).toBe("A new <b>comment</b>\n  with a second line");
    await opened.getByRole("button", { name: "Show more comments" }).click();
    await opened.locator("#comment-4029").waitFor();
    expect((await ids(opened)).toSorted((a, b) => a - b)).toEqual([...range(4000, 4029), own]);
    await opened.reload();
    await opened.locator(`#comment-${own}:focus`).waitFor();
  });

  it("have one's answer below what it answers", async () => {
    const path = await newPage({ comments: stored(6, 4100) });
    const { opened } = await open(path);
    await live(opened);
    await opened.locator("#comment-4100").getByRole("button", { name: "Reply" }).click();
    await opened.getByText("Replying to Ada").waitFor();
    await write(opened, "An answer");
    await opened.getByText("Your comment is posted.").waitFor();
    const shown = await ids(opened);
    const own = Number(new URL(opened.url()).hash.replace("#comment-", ""));
    expect(shown).toEqual([4100, 4101, 4102, own, 4103, 4104, 4105]);
    expect(await opened.locator(`li:has(#comment-${own})`).getAttribute("data-depth")).toBe("1");
    expect(await opened.locator(`#comment-${own} .comment-parent`).innerText()).toBe(
      "In reply to Ada",
    );
  });

  it("can be changed and deleted by who wrote them, for some minutes, after a reload as well", async () => {
    const path = await newPage();
    const { opened } = await open(path);
    await live(opened);
    await opened.getByText("No comments yet.").waitFor();
    await write(opened, "Frist");
    await opened.getByText("Your comment is posted.").waitFor();
    await opened.reload();
    await opened.getByRole("button", { name: "Edit" }).click();
    const field = opened.locator(".comment-edit textarea");
    expect(await field.inputValue()).toBe("Frist");
    await field.fill("First");
    await opened.getByRole("button", { name: "Save" }).click();
    await opened.getByText("Your comment is changed.").waitFor();
    expect(await opened.locator(".comment-text").allInnerTexts()).toEqual(["First"]);
    opened.on("dialog", (dialog) => void dialog.accept());
    await opened.getByRole("button", { name: "Delete" }).click();
    await opened.getByText("Your comment is deleted.").waitFor();
    expect(await ids(opened)).toEqual([]);
    await opened.reload();
    await live(opened);
    expect(await ids(opened)).toEqual([]);
  });

  it.each([
    ["light", 1280],
    ["dark", 1280],
    ["light", 390],
    ["dark", 390],
  ] as const)(
    "are accessible while one writes, where it is %s and %d wide",
    async (scheme, width) => {
      const first = 5500 + 10 * pages;
      const comments = [
        { id: first, content: "Long. ".repeat(500), isOwner: true },
        { id: first + 1, parent: first },
      ];
      const { opened } = await open(await newPage({ comments }), {
        colorScheme: scheme,
        viewport: { width, height: 900 },
      });
      const colours = ":root { color-scheme: light dark; background: Canvas; color: CanvasText }";
      await opened.addStyleTag({ content: colours });
      await live(opened);
      await write(opened, "Mine");
      await opened.getByRole("button", { name: "Edit" }).click();
      await opened.getByRole("button", { name: "Reply: Ada" }).last().click();
      expect(await axeViolationsOf(opened, { of: ".comments" })).toEqual([]);
      const { results } = await new HtmlValidate({
        extends: ["html-validate:standard"],
        // Safari takes a list without bullets for none.
        rules: { "no-redundant-role": "off" },
      }).validateString(
        String(await opened.evaluate(`document.querySelector(".comments").outerHTML`)),
      );
      expect(results.flatMap(({ messages }) => messages.map(({ message }) => message))).toEqual([]);
      await mkdir(picturesDir, { recursive: true });
      const path = join(picturesDir, `live-${scheme}-${width}.png`);
      await opened.screenshot({ path, fullPage: true });
    },
  );

  it("keep the place of a deleted one that has answers", async () => {
    const { opened } = await open(await newPage());
    await live(opened);
    await write(opened, "First");
    await opened.getByText("Your comment is posted.").waitFor();
    await opened.getByRole("button", { name: "Reply: Grace" }).click();
    await write(opened, "Second");
    await opened.locator(".comment-text", { hasText: "Second" }).waitFor();
    opened.on("dialog", (dialog) => void dialog.accept());
    await opened.getByRole("button", { name: "Delete" }).first().click();
    await opened.getByText("[removed]").first().waitFor();
    expect(await opened.locator(".comment-text").allInnerTexts()).toEqual(["[removed]", "Second"]);
    expect(await opened.getByRole("button", { name: "Delete" }).count()).toBe(1);
  });

  it("can't be changed any more once the time is over", async () => {
    const path = await newPage();
    const context = await browser.newContext();
    onTestFinished(() => context.close());
    const opened = await context.newPage();
    await opened.clock.install();
    await opened.goto(`${server.origin}${path}`);
    await live(opened);
    await write(opened, "First");
    await opened.getByRole("button", { name: "Edit" }).waitFor();
    await opened.clock.fastForward("16:00");
    await opened.getByRole("button", { name: "Edit" }).waitFor({ state: "detached" });
    expect(await opened.getByRole("button", { name: "Delete" }).count()).toBe(0);
  });

  it("say that they load, that they can't be reached, and load when one tries again", async () => {
    const path = await newPage({ comments: stored(30, 5000), archive: stored(30, 5000) });
    const context = await browser.newContext({ viewport: { width: 800, height: 600 } });
    onTestFinished(() => context.close());
    const opened = await context.newPage();
    const { promise: answered, resolve: answer } = Promise.withResolvers<void>();
    await opened.route(`${worker.api}/**`, async (route) => {
      await answered;
      await route.abort();
    });
    await opened.goto(`${server.origin}${path}`);
    const state = opened.locator(".comments-state[role=status]");
    await state.filter({ hasText: "Loading comments …" }).waitFor();
    answer();
    const retry = state.getByRole("button", { name: "Try again" });
    await retry.waitFor();
    expect(await state.innerText()).toContain("The newest comments can't be loaded now.");
    const box = await retry.boundingBox();
    expect(box?.y).toBeLessThan(600);
    expect(await ids(opened)).toEqual(range(5000, 5029));
    await opened.unroute(`${worker.api}/**`);
    await retry.click();
    await live(opened);
    expect(await state.innerText()).toBe("");
  });

  it("say where they may not be shown", async () => {
    await using elsewhere = await startLiveWorker({ ALLOWED_ORIGINS: "https://blog.example" });
    const path = await newPage({ by: elsewhere });
    const { opened } = await open(path);
    await opened.getByText("Comments can't be shown or written at this address.").waitFor();
    await write(opened, "Hello");
    const status = opened.locator(".comments-status");
    await status.filter({ hasText: "can't be shown or written" }).waitFor();
  });

  it("wait where the owner approves them first, are Markdown, and say when one may write again", async () => {
    const comments = [
      {
        id: 1,
        content: "**Strong** <script>window.ran = 1</script> [a](https://a.example/)",
        isOwner: true,
      },
    ];
    const { opened } = await open(await newPage({ by: strict, comments }));
    await live(opened);
    const html = await opened.locator("#comment-1 .comment-text").innerHTML();
    expect(html).toContain("<strong>Strong</strong>");
    expect(html).toMatch(/<a href="https:\/\/a\.example\/" rel="[^"]*nofollow/);
    expect(await opened.evaluate("window.ran")).toBeUndefined();
    expect(await opened.locator("#comment-1 .comment-owner").innerText()).toBe(
      "Owner of this site",
    );
    await write(opened, "Mine");
    await opened.locator(".comments-status", { hasText: "waits for approval" }).waitFor();
    expect(await opened.locator(".comment-waiting").innerText()).toBe(
      "Your comment waits for approval.",
    );
    const status = opened.locator(".comments-status");
    for (let n = 0; n < 6; n += 1) {
      await write(opened, `No. ${n}`);
      await status.filter({ hasNotText: "Sending" }).waitFor();
      if (/Too many/.test(await status.innerText())) break;
    }
    expect(await status.innerText()).toMatch(
      /^Too many comments were sent from here\. You can try again at \d+:\d\d/,
    );
    expect(await opened.getByLabel("Comment", { exact: true }).inputValue()).not.toBe("");
  });

  it("look the same as the archive has them", async () => {
    const texts = [
      "One line",
      "First\n\n  two blanks,   three\n\tand a tab\nlast <b>line</b>",
      `${"Very long. ".repeat(200)}\nThe end.`,
      Array.from({ length: 30 }, (_, line) => `Line ${line}`).join("\n"),
    ];
    const comments = texts.map((content, index) => ({ id: 6000 + index, content }));
    const archive = comments.map((comment) => ({ ...comment, author: "Old name" }));
    const look = `[...document.querySelectorAll(".comment-text, .comment-long")].map((e) => e.outerHTML)`;
    const withArchive = await newPage({ comments, archive: comments });
    const { opened: kept } = await open(withArchive, { javaScriptEnabled: false });
    const archived = await kept.evaluate(look);
    const { opened } = await open(withArchive);
    await live(opened);
    expect(await opened.evaluate(look)).toEqual(archived);
    await worker.sql("DELETE FROM comments WHERE id >= 6000 AND id < 6010");
    const { opened: fresh } = await open(await newPage({ comments }));
    await live(fresh);
    expect(await fresh.evaluate(look)).toEqual(archived);
    await worker.sql("DELETE FROM comments WHERE id >= 6000 AND id < 6010");
    const { opened: renewed } = await open(await newPage({ comments, archive }));
    await live(renewed);
    expect(await renewed.locator(".comment-author").allInnerTexts()).toEqual(Array(4).fill("Ada"));
  });

  it("come by the shortcode's mark on the page, and not in summaries", async () => {
    const path = await newPage({ comments: stored(3, 7000), content: "Text\n\n{{< comments >}}" });
    const { opened } = await open(path);
    await live(opened);
    expect(await ids(opened)).toEqual([7000, 7001, 7002]);
    await write(opened, "Hello");
    await opened.getByText("Your comment is posted.").waitFor();
    const { opened: list, asked } = await open("/");
    await list.waitForLoadState("networkidle");
    expect(asked.filter((request) => !request.startsWith("GET ?page="))).toEqual([]);
  });

  it("are counted for all pages of a list in one request", async () => {
    const path = await newPage({
      comments: stored(4, 8000),
      archive: stored(3, 8000),
      files: {
        "content/none.md": "---\ntitle: None\n---\nText\n",
        "content/one.md": "---\ntitle: One\n---\nText\n",
      },
    });
    await worker.sql(inserted("/one/", [{ id: 8100 }]));
    const { opened, asked } = await open("/");
    const links = opened.locator(".comments-count");
    await opened.getByText("4 comments").waitFor();
    expect((await links.allInnerTexts()).toSorted()).toEqual([
      "0 comments",
      "1 comment",
      "4 comments",
    ]);
    expect(asked).toHaveLength(1);
    const { opened: still } = await open("/", { javaScriptEnabled: false });
    expect((await still.locator(".comments-count").allInnerTexts()).toSorted()).toEqual([
      "3 comments",
      "Comments",
      "Comments",
    ]);
    await still.getByText("3 comments").click();
    expect(still.url()).toBe(`${server.origin}${path}#comments`);
  });

  it("are counted for however many pages with however long names", async () => {
    const name = "長い名前の記事".repeat(6);
    const many = Array.from({ length: 230 }, (_, n) => (n < 110 ? `short-${n}` : `${name}-${n}`));
    await newPage({
      files: Object.fromEntries(
        many.map((one) => [`content/${one}.md`, "---\ntitle: One\n---\nText\n"]),
      ),
    });
    const last = encodeURI(`/${name}-229/`);
    await worker.sql(inserted(last, [{ id: 8200 }]));
    await worker.sql(inserted("/short-0/", [{ id: 8201 }]));
    const { opened, asked } = await open("/");
    await opened.getByText("1 comment").nth(1).waitFor();
    expect(await opened.getByText("0 comments").count()).toBe(many.length - 1);
    for (const request of asked) expect(request.length).toBeLessThan(8_100);
  });

  it("are written without JavaScript: the Worker's page confirms, in the site's language", async () => {
    const path = await newPage({
      settings: "",
      files: {
        "i18n/en.toml":
          '[comments_posted]\nother = "Gesendet."\n[comments_back]\nother = "Zurück"\n[comments_error_no_content]\nother = "Leer."\n',
      },
    });
    const { opened } = await open(path, { javaScriptEnabled: false });
    await write(opened, "Without scripts");
    await opened.getByText("Gesendet.").waitFor();
    await opened.getByText("Zurück").click();
    expect(new URL(opened.url()).pathname).toBe(path);
    await write(opened, " ");
    await opened.getByText("Leer.").waitFor();
  });

  it("can't be written without JavaScript where Turnstile asks, which is said", async () => {
    const path = await newPage({ settings: 'turnstilesitekey = "key"\n' });
    const { opened } = await open(path, { javaScriptEnabled: false });
    const said = opened.locator(".comments-form noscript p");
    expect(await said.isVisible()).toBe(true);
    expect(await said.innerText()).toMatch(/^Posting a comment needs JavaScript/);
    expect(await opened.getByText("Post comment").isVisible()).toBe(false);
    const { opened: scripted } = await open(path);
    await scripted.getByRole("button", { name: "Post comment" }).waitFor();
  });
});
