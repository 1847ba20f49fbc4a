import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { HtmlValidate } from "html-validate";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { z } from "zod";
import { archivePage } from "../../src/archive/archived-page.ts";
import { detailsOf } from "../../src/domain/comment-details.ts";
import { row } from "../d1/stored-rows.ts";
import { axeViolationsOf, picturesDir, startBrowser } from "../parts/browser/browser.ts";
import { type StaticServer, startStaticServer } from "../parts/browser/static-server.ts";
import { currentHugo, hugos } from "../parts/hugo/hugos.ts";
import { describeWith } from "../parts/tiers/describe-with.ts";
import { archived, makeThemeSite, type ThemeSite } from "./theme-site.ts";

const page = "---\ntitle: P\nhook: true\n---\nText\n";

const rows = [
  row("$1", {
    authorName: "Ada <b>",
    content: "Thanks for reading.",
    author: { isOwner: true, url: "https://ada.example/?a=1&b=2" },
    reactions: [
      { key: "👍", count: 12 },
      { key: "<i>ok</i>", count: 2 },
    ],
  }),
  row("$2", { authorName: "Reader", content: "Thanks!", parentSourceId: "$1" }),
];

/** The archive of a page as a migration writes it. */
function migrated() {
  const held = rows.map((one, index) => ({
    sourceId: one.sourceId,
    commentId: index + 1,
    isShown: true,
    isEmptied: false,
    kept: { ...one, page: one.pageId },
  }));
  return archived("/p/", archivePage("/p/", "text", held, detailsOf(rows)).comments);
}

async function siteOf(files: Readonly<Record<string, string>>): Promise<ThemeSite> {
  const site = await makeThemeSite({ "content/p.md": page, ...files });
  onTestFinished(() => site[Symbol.asyncDispose]());
  return site;
}

const attack = `<script>window.ran = 1</script> <img src=x onerror="window.ran = 1">
[link](javascript:window.ran=1) [named](https://a.example/) <https://b.example/>

\`a < b\` & **strong**

> quoted`;

for (const hugo of hugos) {
  hugo.describe(`an archive rendered by ${hugo.name}`, () => {
    it("shows the owner in words, sites as links that lend nothing, and reactions", async () => {
      const html = await (await (await siteOf(migrated())).build(hugo.path())).read("p/index.html");
      const [, first = "", second = ""] = html.split('<article class="comment"');
      expect(first).toContain(
        '<a href="https://ada.example/?a=1&amp;b=2" rel="nofollow ugc noopener">Ada &lt;b&gt;</a>',
      );
      expect(first).toContain('<span class="comment-owner">Owner of this site</span>');
      expect(first).toMatch(/aria-label="Reactions"><li><bdi>👍<\/bdi> 12<\/li>/);
      expect(first).toContain("<bdi>&lt;i&gt;ok&lt;/i&gt;</bdi> 2");
      expect(second).toContain('dir="auto">Reader</h3>');
      expect(second).not.toMatch(/comment-owner|comment-reactions|rel="nofollow/);
    });

    it("shows Markdown whose HTML and links do nothing, though the site's own may", async () => {
      const site = await siteOf({
        "hugo.toml": "[markup.goldmark.renderer]\nunsafe = true\n",
        ...archived("/p/", [{ content: attack }], "markdown"),
      });
      const html = await (await site.build(hugo.path())).read("p/index.html");
      const text = html.slice(html.indexOf('<div class="comment-text'));
      expect(text).not.toMatch(/<script|<img|javascript:[^&]*"/);
      expect(text).toContain("&lt;script&gt;window.ran = 1&lt;/script&gt;");
      expect(text).toContain('<a href="https://a.example/" rel="nofollow ugc noopener">named</a>');
      expect(text).toContain(
        '<a href="https://b.example/" rel="nofollow ugc noopener">https://b.example/</a>',
      );
      expect(text).toContain("<code>a &lt; b</code>");
      expect(text).toContain("<strong>strong</strong>");
      expect(text).toMatch(/<blockquote>\s*<p>quoted/);
    });

    it("gives the links in HTML nothing to lend, and leaves the text that looks like one", async () => {
      const content = '<p>&lt;a href="x"> <a title="b" href="https://a.example/?b=c">A</a></p>';
      const site = await siteOf(archived("/p/", [{ content }], "html"));
      const html = await (await site.build(hugo.path())).read("p/index.html");
      expect(html).toContain(
        '<p>&lt;a href="x"> <a href="https://a.example/?b=c" rel="nofollow ugc noopener">A</a></p>',
      );
    });
  });
}

const variety = [
  {
    content: "First line\n\n  two blanks in front,   three inside\n\tand a tab\r\nlast <b>line</b>",
  },
  { content: "A reply", depth: 1, parent_id: "1", parent_author: "Ada", author: "Reader" },
  { content: "Deeper", depth: 2, parent_id: "2", parent_author: "Reader" },
  { content: `${"Very long. ".repeat(200)}\nThe end.` },
  { content: Array.from({ length: 30 }, (_, line) => `Line ${line}`).join("\n") },
  { content: "مرحبا بالعالم", author: "مرحبا", reactions: [{ key: "👍", count: 3 }] },
];

describeWith("chromium", "hugo")("an archive in a browser", () => {
  const parts = new AsyncDisposableStack();
  let browser: Browser;
  let server: StaticServer;
  beforeAll(async () => {
    browser = await startBrowser();
    parts.defer(() => browser.close());
    server = parts.use(await startStaticServer());
  });
  afterAll(() => parts.disposeAsync());

  async function serve(files: Readonly<Record<string, string>>, ...flags: readonly string[]) {
    const site = await siteOf(files);
    const built = await site.build(currentHugo.path(), "-b", `${server.origin}/`, ...flags);
    server.folder = built.dir;
    return built;
  }

  async function open(path: string, options: BrowserContextOptions = {}): Promise<Page> {
    const context = await browser.newContext(options);
    onTestFinished(() => context.close());
    const opened = await context.newPage();
    await opened.goto(`${server.origin}${path}`);
    return opened;
  }

  const numbers = z.array(z.number());
  const shownIds = async (opened: Page) =>
    numbers.parse(
      await opened.evaluate(
        `[...document.querySelectorAll(".comment")].map(({ id }) => Number(id.slice(8)))`,
      ),
    );

  it.each([
    ["light", 1280],
    ["dark", 1280],
    ["light", 390],
    ["dark", 390],
  ] as const)("is accessible where it is %s, and %d wide", async (colorScheme, width) => {
    await serve(archived("/p/", variety));
    const opened = await open("/p/", { colorScheme, viewport: { width, height: 900 } });
    await opened.addStyleTag({
      content: ":root { color-scheme: light dark; background: Canvas; color: CanvasText }",
    });
    expect(await axeViolationsOf(opened, { of: ".comments" })).toEqual([]);
    await mkdir(picturesDir, { recursive: true });
    const path = join(picturesDir, `archive-${colorScheme}-${width}.png`);
    await opened.screenshot({ path, fullPage: true });
  });

  it("looks the same minified, under a policy that allows no styles in the page", async () => {
    const files = {
      "hugo.toml": `[params]\npolicy = "style-src 'self'; script-src 'self'"\n`,
      ...archived("/p/", variety),
    };
    const look = `[document.querySelector(".comments").innerText, ...[...document.querySelectorAll(".comments *")].map((e) => {
      const { x, y, width, height } = e.getBoundingClientRect();
      return [e.className, x, y, width, height].join(" ");
    })]`;
    const looks: unknown[] = [];
    for (const flags of [[], ["--minify"]]) {
      const { read } = await serve(files, ...flags);
      expect((await read("p/index.html")).includes("\n<header>")).toBe(flags.length === 0);
      const opened = await open("/p/");
      const errors: string[] = [];
      opened.on("console", (message) => errors.push(message.text()));
      await opened.reload();
      looks.push(await opened.evaluate(look));
      expect(errors.filter((text) => /Content Security|integrity/.test(text))).toEqual([]);
      expect(
        await opened.evaluate(
          "getComputedStyle(document.querySelector(\"[data-depth='2']\")).paddingLeft",
        ),
      ).toBe("48px");
    }
    expect(looks[1]).toEqual(looks[0]);
  });

  it("keeps line breaks and blanks", async () => {
    await serve(archived("/p/", variety));
    const opened = await open("/p/");
    const text = await opened.locator("#comment-1 .comment-text").innerText();
    expect(text.replaceAll("\u00a0", " ")).toBe(
      "First line\n\n  two blanks in front,   three inside\n    and a tab\nlast <b>line</b>",
    );
  });

  it("folds a very long comment, whose start is seen", async () => {
    await serve(archived("/p/", variety));
    const opened = await open("/p/", { javaScriptEnabled: false });
    expect(await opened.locator("details").count()).toBe(2);
    const long = opened.locator("#comment-4");
    expect(await long.innerText()).toMatch(/Very long\. Very long\./);
    expect(await long.innerText()).not.toContain("The end.");
    await long.locator("summary").click();
    expect(await long.innerText()).toContain("The end.");
    expect(await opened.locator("#comment-5 .comment-text").isVisible()).toBe(false);
  });

  describe("of more comments than one part has", () => {
    const many = Array.from({ length: 25 }, () => ({}));
    const files = {
      "hugo.toml": "[params.d1comments]\npart = 10\n",
      ...archived("/p/", many),
    };
    const all = many.map((_, index) => index + 1);

    it("shows the next part below, where there are scripts", async () => {
      await serve(files);
      const opened = await open("/p/");
      expect(await shownIds(opened)).toEqual(all.slice(0, 10));
      await opened.getByText("Show more comments").click();
      await opened.locator("#comment-20").waitFor();
      await opened.getByText("Show more comments").click();
      await opened.locator("#comment-25").waitFor();
      expect(await shownIds(opened)).toEqual(all);
      expect(await opened.getByText("Show more comments").count()).toBe(0);
      expect(new URL(opened.url()).pathname).toBe("/p/");
    });

    it("leads to the next part, and back, where there are none", async () => {
      await serve(files);
      const opened = await open("/p/", { javaScriptEnabled: false });
      await opened.getByText("Show more comments").click();
      expect(await shownIds(opened)).toEqual(all.slice(10, 20));
      await opened.getByText("Show more comments").click();
      expect(await shownIds(opened)).toEqual(all.slice(20));
      await opened.getByText("Show earlier comments").click();
      expect(await shownIds(opened)).toEqual(all.slice(10, 20));
      await opened.getByText("Back to the page").click();
      expect(new URL(opened.url()).pathname).toBe("/p/");
    });

    it("shows the part with the comment that an address names", async () => {
      await serve(files);
      const opened = await open("/p/#comment-25");
      await opened.locator("#comment-25:focus").waitFor();
      expect(await shownIds(opened)).toEqual(all);
    });
  });

  describe("by the shortcode", () => {
    const files = {
      "content/p.md": "---\ntitle: P\n---\nText\n\n{{< comments >}}\n\n{{< comments >}}\n",
      "content/ümlaut.md": "---\ntitle: U\nurl: /Über uns/\n---\nText\n\n{{< comments >}}\n",
      "hugo.toml": "[params.d1comments]\npart = 2\n",
      ...archived("/p/", [{}, {}, {}]),
      ...archived("/%C3%9Cber-uns/", [{}]),
      ...archived("/%C3%9Cber%20uns/", [{}]),
    };

    it.each(["/p/", "/p/index.html", "/p/?a=b", "/p/#comments"])(
      "is put in its place once, at %s",
      async (path) => {
        await serve(files);
        const opened = await open(path);
        await opened.locator("#comment-2").waitFor();
        await opened.getByText("Show more comments").click();
        await opened.locator("#comment-3").waitFor();
        expect(await opened.locator("section.comments").count()).toBe(1);
        expect(await shownIds(opened)).toEqual([1, 2, 3]);
      },
    );

    it("is put in its place where the address has other letters", async () => {
      const { read } = await serve(files);
      const [, path = ""] = /data-of="([^"]+)"/.exec(await read("Über uns/index.html")) ?? [];
      const opened = await open(`/${decodeURI(path)}`);
      await opened.locator("section.comments").waitFor();
    });

    it("is not put into summaries on other pages, which ask for nothing", async () => {
      await serve(files);
      const opened = await open("/");
      const asked: string[] = [];
      opened.on("request", (request) => asked.push(request.url()));
      await opened.reload({ waitUntil: "networkidle" });
      expect(await opened.locator(".d1-comments").count()).toBeGreaterThan(0);
      expect(await opened.locator("section.comments, form").count()).toBe(0);
      expect(asked.filter((url) => /pages\/|api/.test(url))).toEqual([]);
      expect(await opened.locator(".comments-count").first().innerText()).toMatch(/comments?$/i);
    });

    it("is there once, where a template shows it as well", async () => {
      await serve({ ...files, "content/p.md": `${page}\n{{< comments >}}\n` });
      const opened = await open("/p/", {});
      await opened.waitForLoadState("networkidle");
      expect(await opened.locator("section.comments").count()).toBe(1);
    });
  });

  it("makes valid HTML of all pages and parts", async () => {
    const settings = `[params.d1comments]
api = "https://comments.example/api"
turnstilesitekey = "key"
part = 3
`;
    const { read } = await serve({
      "hugo.toml": settings,
      "content/q.md": "---\ntitle: Q\n---\nText\n\n{{< comments >}}\n",
      ...archived("/p/", variety),
      ...archived("/q/", variety),
    });
    const [q, p] = [await read("q/index.html"), await read("p/index.html")];
    const [, fragment = ""] = /data-src="\/([^"]+)"/.exec(q) ?? [];
    const [, second = ""] = /class="comments-more"><a href="\/([^"]+)"/.exec(p) ?? [];
    const validator = new HtmlValidate({
      extends: ["html-validate:standard"],
      rules: {
        // Safari takes a list without bullets for none.
        "no-redundant-role": "off",
      },
    });
    const faults: string[] = [];
    for (const html of [q, p, await read(fragment), await read(second), await read("index.html")]) {
      const { results } = await validator.validateString(html);
      faults.push(
        ...results.flatMap(({ messages }) =>
          messages.map(({ ruleId, message, line }) => `${ruleId} ${line}: ${message}`),
        ),
      );
    }
    expect(faults).toEqual([]);
  });
});
