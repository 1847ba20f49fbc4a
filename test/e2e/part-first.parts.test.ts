import { appendFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { headline } from "../../src/report/headline.ts";
import { disqusXml } from "../parts/exports/disqus-xml.ts";
import {
  openWorld,
  type SharedHomeserver,
  startSharedHomeserver,
  type World,
} from "../run/parity-world.ts";
import { movedRows } from "./moved-rows.ts";

const part = { pages: "/2021/**" };
/** The section of a page of the part, on an older page outside of it, which gets it. */
const shared = { "duplicate-sections": "oldest" };
const sharedPage = "/2021/05/rye/";
const olderPage = "/1999/rye/";

describe("a part of a site that is moved first", () => {
  let homeserver: SharedHomeserver;
  beforeAll(async () => {
    homeserver = await startSharedHomeserver();
  });
  afterAll(async () => {
    await homeserver[Symbol.asyncDispose]();
  });

  async function openSite(): Promise<World> {
    const world = await openWorld("terminal", homeserver);
    const built = join(world.workspace, "public");
    const page = readFileSync(join(built, sharedPage, "index.html"), "utf8");
    const dated = (date: string) => `<meta property="article:published_time" content="${date}">`;
    const older = page.replace(/<link rel="canonical".*>/, dated("1999-01-01"));
    mkdirSync(dirname(join(built, olderPage, "index.html")), { recursive: true });
    writeFileSync(join(built, olderPage, "index.html"), older);
    appendFileSync(join(built, sharedPage, "index.html"), dated("2021-05-01"));
    return world;
  }

  const rowsIn = ({ database }: World) =>
    movedRows({
      comments: database.prepare("SELECT * FROM comments").all(),
      ledger: database.prepare("SELECT * FROM comment_migration_ledger").all(),
    });
  const rowsOf = (world: World) => rowsIn(world).map(({ page_id }) => String(page_id));
  const checkpointOf = ({ workspace }: World): unknown =>
    JSON.parse(readFileSync(join(workspace, ".comment-migration/checkpoint.json"), "utf8"));
  const run = (world: World, settings: Parameters<World["run"]>[0] = {}) =>
    world.run({ ...shared, ...settings });
  /** With the number of conversations that the run looks for, and of those that it reads. */
  async function reading(world: World, settings: Parameters<World["run"]>[0] = {}) {
    const before = homeserver.asked().length;
    const seen = await run(world, settings);
    const asked = homeserver.asked().slice(before);
    const matching = (path: RegExp) =>
      new Set(asked.flatMap((request) => path.exec(request)?.[1] ?? [])).size;
    return {
      ...seen,
      conversations: [matching(/directory\/room\/([^/?]+)/), matching(/rooms\/([^/]+)\/messages/)],
    };
  }

  it("leaves the same rows as a run of the whole site, and nothing else before that", async () => {
    await using undisturbed = await openSite();
    const whole = await run(undisturbed);
    expect(whole.report?.verdict, whole.log).toBe("complete");
    const rows = rowsIn(undisturbed);
    expect(rows.filter(({ page_id }) => page_id === olderPage)).not.toEqual([]);

    await using world = await openSite();
    const trial = await run(world, { ...part, mode: "dry-run" });
    expect(trial.exitCode, trial.log).toBe(0);
    expect(trial.report?.verdict).toBe("dry-run");
    const go = "CAUTION for this part only (4 of 17 pages; 13 were not asked for): ";
    expect(trial.report && headline(trial.report)).toContain(go);

    const first = await reading(world, part);
    expect(first.exitCode, first.log).toBe(0);
    expect(first.log).toContain("Only a part of the site: 4 of 17 pages; 13 were not asked for.");
    expect(first.report).toMatchObject({
      mode: "migrate",
      verdict: "partial",
      pages: { total: 4, completed: 4, remaining: 0 },
      part: { asked: { pages: ["/2021/**"] }, chosen: 4, others: 13 },
    });
    expect(first.report?.pageList?.map(({ pageId }) => pageId)).not.toContain(sharedPage);
    expect(first.conversations).toEqual([4, 4]);
    const ofPart = rows.filter(({ page_id }) => String(page_id).startsWith("/2021/"));
    expect(rowsIn(world)).toEqual(ofPart);
    expect(checkpointOf(world)).toMatchObject({
      status: "running",
      statistics: { total_pages: 17 },
    });

    const again = await reading(world, part);
    expect(again.exitCode, again.log).toBe(0);
    expect(again.report).toMatchObject({ verdict: "partial", pages: { completedBefore: 4 } });
    expect(again.conversations).toEqual([0, 0]);
    // What the database knows has the same effect.
    const forgotten = await reading(world, { ...part, "checkpoint-file": "elsewhere.json" });
    expect(forgotten.report).toMatchObject({ verdict: "partial", pages: { completedBefore: 4 } });
    expect(rowsIn(world)).toEqual(ofPart);

    const rest = await run(world);
    expect(rest.exitCode, rest.log).toBe(0);
    expect(rest.report).toMatchObject({ verdict: "complete", pages: { completedBefore: 4 } });
    expect(rest.report?.part).toBeUndefined();
    expect(rowsIn(world)).toEqual(rows);
    expect(checkpointOf(world)).toMatchObject({ status: "done" });

    const later = await run(world, part);
    expect(later.report).toMatchObject({ verdict: "partial", pages: { completedBefore: 0 } });
    expect(checkpointOf(world)).toMatchObject({ status: "running", pass: 1 });
    const last = await run(world);
    expect(last.report).toMatchObject({ verdict: "complete", pages: { completedBefore: 4 } });
    expect(rowsIn(world)).toEqual(rows);
    expect(checkpointOf(world)).toMatchObject({ status: "done" });
  });

  it("is verified alone, whatever became of the rest", async () => {
    await using world = await openSite();
    await run(world);
    const { database } = world;
    const [outside = ""] = rowsOf(world).filter((page) => !page.startsWith("/2021/"));
    const ofPage = database.prepare("UPDATE comments SET content = 'other' WHERE page_id = ?");
    ofPage.run(outside);
    // Nobody's ledger names it.
    database
      .prepare(
        "DELETE FROM comment_migration_ledger WHERE sequence = (SELECT max(sequence) FROM comment_migration_ledger WHERE page_id = ?)",
      )
      .run(outside);
    const verified = await reading(world, { ...part, mode: "verify" });
    expect(verified.exitCode, verified.log).toBe(0);
    expect(verified.report).toMatchObject({ verdict: "partial", differences: [] });
    expect(verified.conversations).toEqual([4, 4]);
    expect(verified.report && headline(verified.report)).toMatch(
      /^Only a part of the site: 4 of 17 pages; 13 were not asked for\. Verified: all \d+ comments on 4 pages are in comments, each once, and match their source\.$/,
    );
    const whole = await run(world, { mode: "verify" });
    expect(whole.report?.verdict).toBe("failed");
    expect(whole.report?.findings.map(({ code }) => code)).toContain("comments-not-in-ledger");
    ofPage.run("/2021/03/my-first-loaf-that-was-not-a-brick/");
    const spoilt = await run(world, { ...part, mode: "verify" });
    expect(spoilt.report?.differences).not.toEqual([]);
  });

  it("has the conversations of its pages, where the source names these", async () => {
    await using world = await openWorld("terminal", homeserver);
    const thread = (id: number, path: string) => ({
      addresses: [`https://blog.example.org${path}`],
      title: "",
      comments: [
        {
          ...{ id, author: "Ada", text: "Crisp.", parent: null, isRemoved: false },
          at: "2021-06-01T10:00:00Z",
        },
      ],
    });
    const threads = [
      thread(1, "/2021/05/rye/"),
      thread(2, "/2022/04/buy-a-kitchen-scale/"),
      thread(3, "/2022/06/über-brötchen/"),
    ];
    writeFileSync(join(world.workspace, "crumbs.xml"), disqusXml(threads, "crumbs"));
    const disqus = { source: "disqus", "source-file": "crumbs.xml" };
    const first = await run(world, { ...disqus, pages: "/2022/06/über-*/" });
    expect(first.exitCode, first.log).toBe(0);
    expect(first.report).toMatchObject({
      verdict: "partial",
      part: { chosen: 1, others: 2 },
      placement: { unplaced: [], matched: [{ pageId: "/2022/06/%C3%BCber-br%C3%B6tchen/" }] },
    });
    expect(first.report?.findings.filter(({ severity }) => severity !== "notice")).toEqual([]);
    expect(rowsOf(world)).toEqual(["/2022/06/%C3%BCber-br%C3%B6tchen/"]);
    const whole = await run(world, disqus);
    expect(whole.report, whole.log).toMatchObject({
      verdict: "complete",
      pages: { total: 3, completedBefore: 1 },
    });
    expect(rowsOf(world)).toHaveLength(3);
  });

  it("is archived with what the archive has of other pages", async () => {
    await using world = await openSite();
    const archive = { archive: "data/comments" };
    const files = () => readdirSync(join(world.workspace, "data/comments")).toSorted();
    const first = await run(world, { ...part, ...archive });
    expect(files(), first.log).toHaveLength(4);
    await run(world, archive);
    const all = files();
    expect(all.length).toBeGreaterThan(4);
    await run(world, { ...part, ...archive });
    expect(files()).toEqual(all);
  });

  it("has its old shortcodes replaced, and no other", async () => {
    await using world = await openSite();
    const replace = { replace: "working-tree", "replace-with": '{{< new page="[page]" >}}' };
    const moved = await run(world, { ...part, ...replace });
    expect(moved.exitCode, moved.log).toBe(0);
    const changed = moved.report?.replacement?.files ?? [];
    expect(moved.report?.replacement).toMatchObject({ replaced: 4, kept: 0 });
    for (const file of changed) {
      expect(readFileSync(join(world.workspace, file), "utf8")).toMatch(
        /date: "?2021|\{\{< new page="\/2021\//,
      );
    }
    const codes = moved.report?.findings.filter(({ code }) => code.includes("remain"));
    expect(codes).toEqual([]);
  });

  it("is no part of a rollback, which takes everything back", async () => {
    await using world = await openSite();
    await run(world, part);
    const refused = await run(world, { ...part, mode: "rollback" });
    expect(refused.refusal).toContain("pages: can't be set with mode rollback");
    const back = await run(world, { mode: "rollback" });
    expect(back.report?.verdict).toBe("rolled-back");
    expect(rowsIn(world)).toEqual([]);
  });
});
