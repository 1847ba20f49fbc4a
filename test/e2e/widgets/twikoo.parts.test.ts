import { cp, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { type Migration, prepareMigrations } from "../../crash/migrations.ts";
import { picturesDir, startBrowser } from "../../parts/browser/browser.ts";
import { type StaticServer, startStaticServer } from "../../parts/browser/static-server.ts";
import { startWranglerDev, type WranglerDev } from "../../parts/d1/wrangler-dev.ts";
import type { Homeserver, RoomHandle, UserHandle } from "../../parts/homeserver/homeserver.ts";
import { readReport } from "../../parts/runner/report-file.ts";
import { sharedBundles } from "../../parts/shared/shared-parts.ts";
import { describeWith } from "../../parts/tiers/describe-with.ts";
import { partPath } from "../../parts/tiers/tiers.ts";
import { systemDatabase } from "../comment-systems.ts";
import { twikooApiWorkerSystem, twikooSystem } from "../systems/twikoo.ts";

const start = Date.UTC(2023, 4, 6, 7, 8, 9);
const hostileName = `<img src=x onerror="window.ran = 1">Mallory`;
const hostile = [
  `<script>window.ran = 2</script><img src="x" onerror="window.ran = 3">hostile 1`,
  `<a href="javascript:window.ran = 4" onclick="window.ran = 5">hostile 2</a>`,
  `<b style="position:fixed" onmouseover="window.ran = 6">hostile 3</b>`,
];

/** A comment as it was said, and by whom. */
interface Said {
  readonly name: string;
  readonly text: string;
  readonly sentAt: number;
  /** Text of what it answers. */
  readonly to: string | null;
}

/** A room whose comments have few different times, more threads than a page of the widget, and hostile ones. */
class Conversation {
  readonly said: Said[] = [];
  readonly #ids = new Map<string, string>();
  #room: RoomHandle | undefined;
  readonly #users: UserHandle[] = [];

  async begin(homeserver: Homeserver): Promise<number> {
    const room = await homeserver.createRoom("example-blog", "about");
    this.#room = room;
    for (const [id, name] of [
      ["ada", "Ada"],
      ["mallory", hostileName],
    ] as const) {
      const user = await homeserver.createUser(id, name);
      await room.join(user);
      this.#users.push(user);
    }
    for (let index = 0; index < 20; index += 1) {
      await this.say(`root ${index}`, { at: start + Math.floor(index / 5) });
    }
    await this.say("reply 1", { at: start, to: "root 0" });
    await this.say("reply 2", { at: start, to: "reply 1" });
    await this.say("reply 3", { at: start + 1, to: "reply 2" });
    for (const html of hostile) await this.say(`hostile ${hostile.indexOf(html) + 1}`, { html });
    return this.said.length;
  }

  async say(
    text: string,
    { at = start + 5, to, html }: { at?: number; to?: string; html?: string } = {},
  ): Promise<void> {
    const user = this.#users[html === undefined ? 0 : 1];
    if (this.#room === undefined || user === undefined) throw new Error("nobody is there yet");
    const formatted =
      html === undefined ? {} : { format: "org.matrix.custom.html", formatted_body: html };
    const relation =
      to === undefined
        ? {}
        : { "m.relates_to": { "m.in_reply_to": { event_id: this.#ids.get(to) } } };
    const content = { msgtype: "m.text", body: text, ...formatted, ...relation };
    this.#ids.set(text, await this.#room.send(user, content, { ts: at }));
    const name = html === undefined ? "Ada" : hostileName;
    this.said.push({ name, text, sentAt: at, to: to ?? null });
  }
}

const shownComments = z.array(
  z.object({
    nick: z.string(),
    text: z.string(),
    time: z.string(),
    thread: z.string().nullable(),
    answers: z.string().nullable(),
    tags: z.array(z.string()),
  }),
);

/** Runs in the page: the comments as the reader has them before them. */
const readComments = `() => {
  const textOf = (one) => one.querySelector(":scope > .tk-main > .tk-content > span:last-of-type").textContent;
  return [...document.querySelectorAll(".tk-comment")].map((one) => ({
    nick: one.querySelector(":scope > .tk-main > .tk-row .tk-nick").textContent,
    text: textOf(one).trim(),
    time: one.querySelector(":scope > .tk-main > .tk-row time").dateTime,
    thread: one.parentElement.closest(".tk-comment") === null ? null : textOf(one.parentElement.closest(".tk-comment")).trim(),
    answers: one.querySelector(":scope > .tk-main > .tk-content .tk-ruser")?.textContent ?? null,
    tags: [...one.querySelectorAll(":scope > .tk-main > .tk-row .tk-tag, :scope > .tk-main > .tk-extras")].map((tag) => tag.textContent.trim()),
  }));
}`;

describe.each([
  { name: "twikoo", system: twikooSystem, describe: describeWith("twikoo", "chromium") },
  {
    name: "twikoo-api-worker",
    system: twikooApiWorkerSystem,
    describe: describeWith("twikoo-api-worker", "twikoo", "chromium"),
  },
])("", ({ name, system, describe: describeParts }) => {
  describeParts(`Twikoo's widget on a page whose comments were moved into ${name}`, () => {
    const parts = new AsyncDisposableStack();
    const conversation = new Conversation();
    let browser: Browser;
    let dev: WranglerDev;
    let site: StaticServer;
    let migration: Migration;

    beforeAll(async () => {
      browser = await startBrowser();
      parts.defer(() => browser.close());
      const { worker, setUp } = system();
      dev = parts.use(await startWranglerDev(worker));
      for (const sql of setUp) {
        const response = await fetch(`${dev.databasesUrl}/${systemDatabase}/raw`, {
          method: "POST",
          headers: { "Content-Type": "application/json" },
          body: JSON.stringify({ sql }),
        });
        if (!response.ok) throw new Error(await response.text());
      }
      const migrations = parts.use(
        await prepareMigrations({ bundles: await sharedBundles(), workerd: dev }, (server) =>
          conversation.begin(server),
        ),
      );
      migration = parts.use(await migrations.begin(systemDatabase));
      site = parts.use(await startStaticServer());
      site.folder = await mkdtemp(join(tmpdir(), "twikoo-site-"));
      parts.defer(() => rm(site.folder, { recursive: true, force: true }));
      const widget = join(partPath("twikoo"), "node_modules", "twikoo", "dist");
      await cp(join(widget, "twikoo.all.min.js"), join(site.folder, "twikoo.js"));
      await mkdir(join(site.folder, "about"));
      const page = `<!doctype html><meta charset="utf-8"><div id="tcomment"></div>
<script src="/twikoo.js"></script>
<script>twikoo.init({ envId: "${dev.origin}", el: "#tcomment", lang: "en" })</script>`;
      await writeFile(join(site.folder, "about", "index.html"), page);
    });
    afterAll(() => parts.disposeAsync());

    async function run(mode: string, flags: Readonly<Record<string, string>> = {}) {
      const settings = { "target-schema": name, mode, ...flags };
      const { exitCode, output } = await migration.run({ flags: settings });
      expect(exitCode, output).toBe(0);
      return readReport(join(migration.report, "report.json"));
    }

    /** Looks at the page with all its threads. */
    async function look<T>(at: (page: Page) => Promise<T>): Promise<T> {
      const page = await browser.newPage({ viewport: { width: 900, height: 900 } });
      const dialogs: string[] = [];
      page.on("dialog", (dialog) => {
        dialogs.push(dialog.message());
        void dialog.dismiss();
      });
      // Nothing else is asked for, as avatars.
      await page.route("**", (route) => {
        const { origin } = new URL(route.request().url());
        return [site.origin, dev.origin].includes(origin) ? route.continue() : route.abort();
      });
      try {
        await page.goto(`${site.origin}/about/`);
        await page.waitForSelector(".tk-comment");
        const expand = page.locator(".tk-comments-container > .tk-expand-wrap > .tk-expand");
        for (let pages = 0; pages < 20 && (await expand.count()) > 0; pages += 1) {
          const before = await page.locator(".tk-comment").count();
          await expand.click();
          await page.waitForFunction(
            `document.querySelectorAll(".tk-comment").length > ${before} || document.querySelector(".tk-comments-container > .tk-expand-wrap") === null`,
          );
        }
        const result = await at(page);
        expect([await page.evaluate("window.ran"), dialogs]).toEqual([undefined, []]);
        return result;
      } finally {
        await page.close();
      }
    }

    async function shown() {
      return look(async (page) => {
        await mkdir(picturesDir, { recursive: true });
        await page.screenshot({ path: join(picturesDir, `${name}-widget.png`), fullPage: true });
        const active = await page.evaluate(`[...document.querySelectorAll(".tk-content *")]
          .flatMap((one) => [...one.attributes].filter(({ name, value }) => /^on/.test(name) || /script:/.test(value)))
          .length + document.querySelectorAll(".tk-content script").length`);
        expect(active).toBe(0);
        return shownComments.parse(await page.evaluate(`(${readComments})()`));
      });
    }

    async function readerSubmits(text: string) {
      const body = {
        event: "COMMENT_SUBMIT",
        ...{ url: "/about/", href: `${site.origin}/about/`, ua: "Mozilla/5.0" },
        ...{ nick: "Reader", mail: "r@example.org", comment: text },
      };
      const response = await fetch(dev.origin, { method: "POST", body: JSON.stringify(body) });
      expect(await response.json()).toMatchObject({ id: expect.any(String) });
    }

    /** Compares what is shown with what was said, and returns what readers wrote beside it. */
    function compare(seen: Awaited<ReturnType<typeof shown>>): readonly string[] {
      const texts = new Set(conversation.said.map(({ text }) => text));
      const moved = seen.filter(({ text }) => texts.has(text));
      const of = new Map(moved.map((one) => [one.text, one]));
      expect(moved.map(({ text }) => text).sort()).toEqual([...texts].sort());
      const firstOf = (text: string | null): string | null => {
        const above = conversation.said.find((one) => one.text === text);
        return above === undefined ? null : (firstOf(above.to) ?? above.text);
      };
      for (const { name: nick, text, sentAt, to } of conversation.said) {
        const one = of.get(text);
        const answered = conversation.said.find((other) => other.text === to)?.name;
        expect(one).toMatchObject({ nick, thread: firstOf(to), tags: [] });
        expect(one?.answers ?? null).toBe(answered === undefined ? null : `@${answered}`);
        const shift = Date.parse(one?.time ?? "") - sentAt;
        expect(shift).toBeGreaterThanOrEqual(0);
        expect(shift).toBeLessThan(1_000);
      }
      return seen.filter(({ text }) => !texts.has(text)).map(({ text }) => text);
    }

    it("shows all of them, threads, names, times and texts, beside what a reader wrote before", async () => {
      await readerSubmits("<p>before</p>");
      const { findings = [] } = await run("migrate");
      const moves = findings.filter(({ code }) => code === "time-moved");
      expect(moves.length).toBeGreaterThan(10);
      expect(compare(await shown())).toEqual(["before"]);
    });

    it("takes a reader's comment, and a later run brings what is new at the source beside it", async () => {
      await look(async (page) => {
        const form = page.locator(".tk-comments > .tk-submit");
        await form.locator('input[name="nick"]').fill("Reader");
        await form.locator('input[name="mail"]').fill("r@example.org");
        await form.locator("textarea").fill("between");
        await form.locator(".tk-send").click();
        await page.waitForFunction(
          `[...document.querySelectorAll(".tk-comment")].some((one) => one.textContent.includes("between"))`,
        );
      });
      await conversation.say("new reply", { to: "reply 3" });
      await conversation.say("new root");
      await run("migrate");
      await readerSubmits("<p>after</p>");
      const verified = await run("verify", { "api-base": dev.origin });
      expect([verified.differences, verified.verdict]).toEqual([[], "verified"]);
      expect([...compare(await shown())].sort()).toEqual(["after", "before", "between"]);
    });

    it("shows the readers' comments alone after a rollback", async () => {
      await run("rollback");
      const seen = await shown();
      expect(seen.map(({ text }) => text).sort()).toEqual(["after", "before", "between"]);
    });
  });
});
