import { cp, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { fileURLToPath } from "node:url";
import { execa } from "execa";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { archivedPage, archiveFileName } from "../../src/archive/archived-page.ts";
import { type GitHubServer, startGitHub } from "../parts/github/github-server.ts";
import { startEmbeddedHomeserver } from "../parts/homeserver/embedded-homeserver.ts";
import { readExampleConversations, seed } from "../parts/homeserver/seed.ts";
import { currentHugo } from "../parts/hugo/hugos.ts";
import { pathWithoutHugo } from "../parts/hugo/path-without-hugo.ts";
import { describeWith } from "../parts/tiers/describe-with.ts";
import { type GivenSettings, type HostName, runOn } from "../run/hosts.ts";
import { checkOutSite, type SiteCheckout, settingsFor } from "./migration-site.ts";

const theme = fileURLToPath(new URL("../../examples/worker/hugo/", import.meta.url));
const rye = "/2021/05/rye/";
/** A page that was written after the move. */
const later = "/2026/01/brioche/";
const hidden = "Buy bread at https://spam.example";

let checkout: SiteCheckout;
let machine: ReturnType<typeof pathWithoutHugo>;
/** All that an archive needs: neither a source nor a site name. */
let settings: GivenSettings;

const folder = () => join(checkout.workspace, "data/comments");
const fileOf = (page: string) => join(folder(), archiveFileName(page));
const run = (host: HostName, more: GivenSettings = {}, apiUrl?: string) =>
  runOn(
    host,
    { ...settings, ...more },
    { workspace: checkout.workspace, env: { PATH: machine.path }, apiUrl },
  );

/** Does something in workerd's own file of the database, as a comment system's Worker would. */
async function inDatabase<T>(work: (database: DatabaseSync) => T): Promise<T> {
  const place = join(checkout.d1, "v3/d1/miniflare-D1DatabaseObject");
  const names = (await readdir(place)).filter((name) => /^[0-9a-f]{64}\.sqlite$/.test(name));
  const database = new DatabaseSync(join(place, names[0] ?? ""));
  try {
    return work(database);
  } finally {
    database.close();
  }
}

function write(
  database: DatabaseSync,
  page: string,
  content: string,
  parent: number | null,
): number {
  const { lastInsertRowid } = database
    .prepare(
      "INSERT INTO comments (page_id, parent_id, author_name, content, created_at) VALUES (?, ?, 'Reader', ?, '2026-02-01T10:00:00.000Z')",
    )
    .run(page, parent, content);
  return Number(lastInsertRowid);
}

async function archived(page: string) {
  return archivedPage.parse(JSON.parse(await readFile(fileOf(page), "utf8")));
}

beforeAll(async () => {
  checkout = await checkOutSite();
  machine = pathWithoutHugo();
  const homeserver = await startEmbeddedHomeserver();
  await seed(homeserver, await readExampleConversations());
  const all = settingsFor(checkout, homeserver);
  const {
    "site-name": _,
    "homeserver-url": __,
    "server-name": ___,
    "batch-size": ____,
    concurrency: _____,
    ...rest
  } = all;
  settings = { ...rest, mode: "archive", archive: "data/comments" };
  const moved = await runOn(
    "terminal",
    { ...all, archive: "data/comments" },
    { workspace: checkout.workspace, env: { PATH: machine.path } },
  );
  expect(moved.exitCode, moved.log).toBe(0);
  // From here on there is no source any more.
  await homeserver[Symbol.asyncDispose]();
});
afterAll(async () => {
  machine[Symbol.dispose]();
  await checkout[Symbol.asyncDispose]();
});

describe("an archive that lives", () => {
  it("is as the migration left it while the database is", async () => {
    const before = await readdir(folder());
    const { exitCode, report, log } = await run("terminal");
    expect(exitCode, log).toBe(0);
    expect(log).toContain("nothing changed");
    expect(report).toMatchObject({
      ...{ mode: "archive", verdict: "archived" },
      archive: { pages: before.length, written: 0, removed: 0, hidden: 0, withoutPage: 0 },
    });
    expect(await readdir(folder())).toEqual(before);
  });

  it("follows readers and moderators: new, hidden and deleted comments", async () => {
    const { comments } = await archived(rye);
    const [first, second] = comments.filter(({ depth }) => depth === 0);
    const gone = Number(first?.id);
    await inDatabase((database) => {
      database.exec("ALTER TABLE comments ADD hidden_by INTEGER");
      const spam = write(database, rye, hidden, null);
      const reply = write(database, rye, "Please don't.", spam);
      database.exec(`UPDATE comments SET hidden_by = ${spam} WHERE id IN (${spam}, ${reply})`);
      write(database, rye, "Still the best bread.", Number(second?.id));
      write(database, later, "Buttery.", null);
      write(database, "an old slug", "Lost.", null);
      database.exec(`UPDATE comments SET parent_id = NULL WHERE parent_id = ${gone};
        DELETE FROM comments WHERE id = ${gone};
        DELETE FROM comments WHERE page_id = '/2021/06/starter/'`);
    });
    const { exitCode, report, log } = await run("terminal");
    expect(exitCode, log).toBe(0);
    const { comments: now } = await archived(rye);
    const left = comments.filter(({ id }) => id !== String(gone)).map(({ id }) => id);
    expect(now.map(({ id }) => id)).toEqual(expect.arrayContaining(left));
    expect(now).toHaveLength(left.length + 1);
    expect(now.find(({ content }) => content === "Still the best bread.")).toMatchObject({
      ...{ author: "Reader", parent_id: second?.id, depth: 1 },
    });
    for (const reply of comments.filter(({ parent_id }) => parent_id === String(gone))) {
      expect(now.find(({ id }) => id === reply.id)).toMatchObject({ parent_id: null, depth: 0 });
    }
    expect(await readFile(fileOf(rye), "utf8")).not.toContain("spam.example");
    expect((await archived(later)).comments).toMatchObject([
      { author: "Reader", content: "Buttery." },
    ]);
    expect(report).toMatchObject({
      archive: { hidden: 2, withoutPage: 1 },
      findings: [
        {
          code: "archive-without-hidden",
          message: expect.stringContaining("the column hidden_by"),
        },
        { code: "archive-page-unknown", message: expect.stringContaining("an old slug") },
      ],
    });
  });

  it("is not touched by a second run", async () => {
    const times = async () =>
      Promise.all(
        (await readdir(folder())).map(async (name) => (await stat(join(folder(), name))).mtimeMs),
      );
    const before = await times();
    const { report } = await run("library");
    expect(report?.archive).toMatchObject({ written: 0, removed: 0 });
    expect(await times()).toEqual(before);
  });

  it("is brought by a pull request that has nothing else", async () => {
    await using github: GitHubServer = await startGitHub();
    const others = { "content/a.md": "A", "data/comments/authors.json": "{}" };
    github.repository.commitFiles("main", others);
    const more = { replace: "pull-request", "github-token": github.token } as const;
    const first = await run("action", more, github.apiUrl);
    expect(first.exitCode, first.log).toBe(0);
    const branch = "comment-migration/archive";
    const changed = github.repository
      .git(["diff", "--name-only", "main", branch])
      .split("\n")
      .filter((name) => name !== "");
    const files = await readdir(folder());
    expect(changed.toSorted()).toEqual(files.map((name) => `data/comments/${name}`).toSorted());
    expect(github.pullRequests).toMatchObject([
      { title: `Update the comment archive in ${files.length} files`, base: "main" },
    ]);
    expect(first.report?.archive?.pullRequest).toMatchObject({ number: 1, state: "created" });
    const head = github.repository.headOf(branch);
    const second = await run("action", more, github.apiUrl);
    expect(second.report?.archive?.pullRequest).toMatchObject({ state: "unchanged" });
    expect(github.repository.headOf(branch)).toBe(head);
  });

  it("stays as it is where the database has no comments, or is another one", async () => {
    const before = await readdir(folder());
    await inDatabase((database) => {
      database.exec("CREATE TABLE kept AS SELECT * FROM comments; DELETE FROM comments");
    });
    const { exitCode, refusal } = await run("terminal");
    expect(exitCode).toBe(1);
    expect(refusal).toContain("No file was changed");
    expect(await readdir(folder())).toEqual(before);
    await inDatabase((database) => {
      database.exec("INSERT INTO comments SELECT * FROM kept; DROP TABLE kept");
    });
    const other = await run("terminal", { "database-name": "others" });
    expect(other.exitCode).toBe(1);
    expect(other.refusal).toContain("has no table comments");
    expect(await readdir(folder())).toEqual(before);
  });
});

describeWith("hugo")("an archive that lives, rendered by Hugo", () => {
  it("shows what readers wrote since, and nothing that a moderator has hidden", async () => {
    const site = await mkdtemp(join(tmpdir(), "archive-site-"));
    try {
      await cp(theme, site, { recursive: true });
      await cp(folder(), join(site, "data/comments"), { recursive: true });
      await mkdir(join(site, "content"));
      await writeFile(join(site, "content/rye.md"), `---\ntitle: Rye\nurl: ${rye}\n---\nText\n`);
      await mkdir(join(site, "layouts/_default"), { recursive: true });
      await writeFile(
        join(site, "layouts/_default/single.html"),
        '<main>{{ partial "d1-comments.html" . }}</main>',
      );
      await writeFile(join(site, "layouts/index.html"), "home");
      await writeFile(join(site, "hugo.toml"), 'baseURL = "https://blog.example/"\n');
      await execa(currentHugo.path(), ["--noChmod"], { cwd: site });
      const html = await readFile(join(site, "public/2021/05/rye/index.html"), "utf8");
      expect(html).toContain("Still the best bread.");
      expect(html).not.toContain("spam.example");
      expect(html).not.toContain("Please don't.");
    } finally {
      await rm(site, { recursive: true });
    }
  });
});
