import { cp, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { execa } from "execa";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { z } from "zod";
import { picturesDir, startBrowser } from "../parts/browser/browser.ts";
import { type StaticServer, startStaticServer } from "../parts/browser/static-server.ts";
import { type CloudflareApi, startCloudflareApi } from "../parts/d1/cloudflare-api.ts";
import { workerdBackend } from "../parts/d1/d1-backend.ts";
import { startWranglerDev, type WranglerDev } from "../parts/d1/wrangler-dev.ts";
import type { Homeserver, RoomHandle, UserHandle } from "../parts/homeserver/homeserver.ts";
import { currentHugo } from "../parts/hugo/hugos.ts";
import { sharedSynapse } from "../parts/shared/shared-parts.ts";
import { describeWith } from "../parts/tiers/describe-with.ts";
import { classicSystem, systemDatabase } from "./comment-systems.ts";
import { checkOutSite, type SiteCheckout } from "./migration-site.ts";
import { remoteSettings, runMigration } from "./run-migration.ts";

const account = {
  accountId: "acc00000000000000000000000000000",
  apiToken: "cf-token",
  databaseName: "comments",
};
const theme = fileURLToPath(new URL("../../examples/worker/hugo/", import.meta.url));
const siteName = "following-blog";
const pages = Array.from({ length: 40 }, (_, index) => index);
const rows = z.array(z.object({ id: z.number(), content: z.string() }));
const answer = z.object({
  result: z.array(z.object({ results: z.object({ rows: z.array(z.unknown()) }) })),
});
const shown = z.array(
  z.object({ author: z.string(), text: z.string(), parentAuthor: z.string().nullable() }),
);
type Shown = z.infer<typeof shown>[number];

/** Runs in the page: the comments as the reader has them before them. */
const readComments = `() => [...document.querySelectorAll(".comments-list > li > article")].map((article) => {
  const parent = article.querySelector(".comment-parent");
  return {
    author: article.querySelector(".comment-author").textContent,
    text: article.querySelector(".comment-text").innerText.replaceAll("\\u00a0", " "),
    parentAuthor: parent.hidden ? null : parent.querySelector("bdi").textContent,
  };
})`;

/** What a page's room shows, as its people go on writing. */
interface Conversation {
  room: RoomHandle;
  /** Event ids by what they are called here. */
  readonly ids: Map<string, string>;
  /** What the target should show, by the same. */
  readonly shown: Map<string, Shown>;
}

describeWith(
  "chromium",
  "synapse",
  "hugo",
)("a site whose readers go on commenting until the switch", () => {
  const parts = new AsyncDisposableStack();
  const conversations: Conversation[] = [];
  let homeserver: Homeserver;
  let ada: UserHandle;
  let ben: UserHandle;
  let moderator: UserHandle;
  let browser: Browser;
  let dev: WranglerDev;
  let site: StaticServer;
  let checkout: SiteCheckout;
  let api: CloudflareApi;

  const pathOf = (index: number) => `/posts/page-${index}/`;
  const conversation = (index: number): Conversation => {
    const found = conversations[index];
    if (found === undefined) throw new Error(`there is no page ${index}`);
    return found;
  };

  async function say(
    { room, ids, shown: all }: Conversation,
    user: UserHandle,
    name: string,
    { as, text = `${name} of ${room.alias}`, to }: { as: string; text?: string; to?: string },
  ): Promise<void> {
    const answered = to === undefined ? undefined : ids.get(to);
    const relation =
      answered === undefined ? {} : { "m.relates_to": { "m.in_reply_to": { event_id: answered } } };
    ids.set(name, await room.send(user, { msgtype: "m.text", body: text, ...relation }));
    const parentAuthor = to === undefined ? null : (all.get(to)?.author ?? null);
    all.set(name, { author: as, text, parentAuthor });
  }

  async function edit({ room, ids, shown: all }: Conversation, user: UserHandle, name: string) {
    const text = `${name}, as edited in ${room.alias}`;
    await room.send(user, {
      msgtype: "m.text",
      body: `* ${text}`,
      "m.new_content": { msgtype: "m.text", body: text },
      "m.relates_to": { rel_type: "m.replace", event_id: ids.get(name) },
    });
    const before = all.get(name);
    if (before !== undefined) all.set(name, { ...before, text });
  }

  /** @param user the author, or a moderator */
  async function remove({ room, ids, shown: all }: Conversation, user: UserHandle, name: string) {
    await room.redact(user, ids.get(name) ?? "");
    const before = all.get(name);
    const isAnswered = [...all.values()].some(
      ({ parentAuthor, text }) => parentAuthor === before?.author && text.startsWith("reply"),
    );
    if (before !== undefined && isAnswered) all.set(name, { ...before, text: "[removed]" });
    else all.delete(name);
  }

  async function sql(text: string): Promise<readonly unknown[]> {
    const response = await fetch(`${dev.databasesUrl}/${systemDatabase}/raw`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ sql: text }),
    });
    const body = answer.parse(await response.json());
    return body.result.at(-1)?.results.rows ?? [];
  }

  async function run(inputs: Readonly<Record<string, string>>) {
    return runMigration({
      workspace: checkout.workspace,
      inputs: {
        ...remoteSettings(homeserver, account, api),
        "site-name": siteName,
        "hugo-path": currentHugo.path(),
        archive: "data/comments",
        "max-retries": "2",
        ...inputs,
      },
    });
  }

  async function build(): Promise<void> {
    site.folder = join(checkout.workspace, "public-now");
    await rm(site.folder, { recursive: true, force: true });
    await execa(currentHugo.path(), ["-b", `${site.origin}/`, "-d", site.folder, "--noChmod"], {
      cwd: checkout.workspace,
      env: { HUGO_CACHEDIR: join(checkout.d1, "cache") },
    });
  }

  /** What a reader of the page sees. */
  async function seenOn(
    index: number,
    page: Page,
    how: "by the Worker" | "by the archive",
  ): Promise<readonly Shown[]> {
    await page.goto(`${site.origin}${pathOf(index)}`);
    if (how === "by the Worker") {
      await page.locator(".comments").scrollIntoViewIfNeeded();
      await page.locator(".comments[data-live]").waitFor();
    }
    if (index === 2 && how === "by the Worker") {
      await page.screenshot({ path: join(picturesDir, "following.png"), fullPage: true });
    }
    return shown.parse(await page.evaluate(`(${readComments})()`)).toSorted(byText);
  }

  const byText = (a: Shown, b: Shown) =>
    `${a.author} ${a.text}` < `${b.author} ${b.text}` ? -1 : 1;
  const expected = (index: number) => [...conversation(index).shown.values()].toSorted(byText);

  beforeAll(async () => {
    await mkdir(picturesDir, { recursive: true });
    browser = await startBrowser();
    parts.defer(() => browser.close());
    site = parts.use(await startStaticServer());
    const { worker, setUp } = classicSystem({ ALLOWED_ORIGINS: site.origin });
    const { ratelimits: _, ...unlimited } = worker;
    dev = parts.use(await startWranglerDev({ ...unlimited, main: worker.main }));
    for (const text of setUp) await sql(text);
    const backend = workerdBackend(dev.databasesUrl);
    api = parts.use(await startCloudflareApi(account, { backend, databaseId: systemDatabase }));
    homeserver = await sharedSynapse("following");
    ada = await homeserver.createUser("ada", "Ada");
    ben = await homeserver.createUser("ben", "Ben");
    moderator = await homeserver.createUser("mo", "Mo");
    checkout = parts.use(await checkOutSite());
    await cp(theme, checkout.workspace, { recursive: true });
    const configFile = join(checkout.workspace, "hugo.toml");
    const config = (await readFile(configFile, "utf8"))
      .replace('siteName = "example-blog"', `siteName = "${siteName}"`)
      .replace(/\[permalinks\]\n.*\n/, "")
      .replace(
        "[params.comments.cactus]",
        `[params.d1comments]\napi = "${dev.origin}/api"\nshortcode = "inline"\n\n$&`,
      );
    await writeFile(configFile, config);
    await rm(join(checkout.workspace, "content"), { recursive: true });
    await rm(join(checkout.workspace, "public"), { recursive: true });
    await mkdir(join(checkout.workspace, "content", "posts"), { recursive: true });
    for (const index of pages) {
      const file = join(checkout.workspace, "content", "posts", `page-${index}.md`);
      await writeFile(
        file,
        `+++\ntitle = "Page ${index}"\n+++\nText.\n\n{{< chat page-${index} >}}\n`,
      );
    }
    for (const index of pages) {
      const room = await homeserver.createRoom(siteName, `page-${index}`, {
        moderators: [moderator],
      });
      for (const user of [ada, ben, moderator]) await room.join(user);
      const one = { room, ids: new Map(), shown: new Map() };
      conversations.push(one);
      await say(one, ada, "root", { as: "Ada" });
      await say(one, ben, "reply", { as: "Ben", to: "root" });
      await say(one, ben, "other", { as: "Ben" });
    }
  });
  afterAll(() => parts.disposeAsync());

  it("has in its target what its rooms show, after everything that happened between two runs", async () => {
    const first = await run({});
    expect(first.main.exitCode, first.main.log).toBe(0);
    expect(first.report).toMatchObject({ verdict: "complete", comments: { inserted: 120 } });

    for (const index of pages) {
      const one = conversation(index);
      switch (index % 8) {
        case 0:
          await say(one, ben, "late", { as: "Ben", to: "root" });
          break;
        case 1:
          await edit(one, ben, "other");
          break;
        case 2:
          await remove(one, ada, "root");
          break;
        case 3:
          await remove(one, moderator, "other");
          break;
        case 4:
          await one.room.setDisplayName(ada, "Ada the Second");
          await say(one, ada, "renamed", { as: "Ada the Second" });
          break;
        case 5:
          await remove(one, moderator, "reply");
          await edit(one, ada, "root");
          break;
        case 6:
          await edit(one, ben, "reply");
          await remove(one, moderator, "root");
          break;
        default:
          break;
      }
    }
    // Room upgrade.
    const upgraded = conversation(7);
    upgraded.room = await upgraded.room.upgrade();
    await upgraded.room.join(ada);
    await say(upgraded, ada, "moved on", { as: "Ada" });
    // A reader answers by the Worker what is then removed in its room.
    const [root] = rows.parse(await asObjects(pathOf(15), "root of%"));
    const posted = await fetch(`${dev.origin}/api/comments/${encodeURIComponent(pathOf(15))}`, {
      method: "POST",
      headers: { Origin: site.origin },
      body: JSON.stringify({
        author_name: "Rita",
        content: "A reader's reply",
        parent_id: root?.id,
      }),
    });
    expect(posted.status, await posted.text()).toBe(201);
    const answered = conversation(15);
    answered.shown.set("reader", { author: "Rita", text: "A reader's reply", parentAuthor: "Ada" });
    await remove(answered, ben, "reply");
    await remove(answered, ada, "root");
    answered.shown.set("root", { author: "Ada", text: "[removed]", parentAuthor: null });
    // Moderation in the target, as the Worker does it: one comment deleted, one hidden with its reply.
    await moderate("delete", pathOf(23), "other of%");
    conversation(23).shown.delete("other");
    await moderate("hide", pathOf(39), "root of%");
    for (const name of ["root", "reply"]) conversation(39).shown.delete(name);
    // One is changed by hand that is then edited in its room.
    await sql(
      `UPDATE comments SET content = 'moderated' WHERE page_id = '${pathOf(31)}' AND content LIKE 'other of%'`,
    );
    await edit(conversation(31), ben, "other");
    conversation(31).shown.set("other", { author: "Ben", text: "moderated", parentAuthor: null });

    const verified = await run({ mode: "verify" });
    expect(verified.main.exitCode, verified.main.log).toBe(0);
    const causes = verified.report?.differences?.map(({ cause }) => cause) ?? [];
    expect(new Set(causes)).toEqual(new Set(["source", "target"]));
    const isOutdated = verified.report?.pageList?.filter(({ state }) => state === "outdated") ?? [];
    expect(isOutdated.length).toBeGreaterThanOrEqual(35);

    const tried = await run({ mode: "dry-run" });
    expect(tried.main.exitCode, tried.main.log).toBe(0);
    const second = await run({});
    expect(second.main.exitCode, second.main.log).toBe(0);
    expect(second.report?.verdict).toBe("complete");
    const results = Map.groupBy(
      second.report?.changes ?? [],
      ({ kind, result }) => `${kind} ${result}`,
    );
    expect(
      Object.fromEntries([...results].map(([name, changes]) => [name, changes.length])),
    ).toEqual({
      "edited applied": 15,
      "edited changed-in-target": 1,
      "removed applied": 11,
      "removed emptied": 11,
    });
    expect(tried.report?.changes).toEqual(second.report?.changes);
  });

  it("shows that on each page, once its widgets are replaced, by the Worker and by the archive", async () => {
    const replaced = await run({ mode: "verify", replace: "working-tree" });
    expect(replaced.main.exitCode, replaced.main.log).toBe(0);
    expect(replaced.report?.replacement).toMatchObject({ replaced: 40, kept: 0 });
    await build();
    const page = await browser.newPage();
    const pageWithoutScripts = await browser.newPage({ javaScriptEnabled: false });
    for (const index of pages) {
      const live = await seenOn(index, page, "by the Worker");
      expect(live, pathOf(index)).toEqual(expected(index));
      // Each kind of story, and the pages with one of their own.
      if (index > 7 && index !== 15 && index % 8 !== 7) continue;
      const archived = await seenOn(index, pageWithoutScripts, "by the archive");
      const moved = expected(index).filter(({ author }) => author !== "Rita");
      expect(archived, pathOf(index)).toEqual(moved);
    }
  });

  async function moderate(action: "hide" | "delete", page: string, like: string): Promise<void> {
    await sql(
      `INSERT INTO moderation (action, comment_id) SELECT '${action}', id FROM comments WHERE page_id = '${page}' AND content LIKE '${like}'`,
    );
  }

  /** Moved comments of a page whose text is like that. */
  async function asObjects(page: string, like: string): Promise<readonly unknown[]> {
    const found = await sql(
      `SELECT id, content FROM comments WHERE page_id = '${page}' AND content LIKE '${like}'`,
    );
    return found.map((row) => (Array.isArray(row) ? { id: row[0], content: row[1] } : row));
  }
});
