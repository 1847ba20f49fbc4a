import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Checkpoint } from "../../src/checkpoint/checkpoint.ts";
import { newest } from "../../src/checkpoint/state.ts";
import { MigrationError } from "../../src/domain/migration-error.ts";
import type { MigrationMemory } from "../../src/domain/ports.ts";
import {
  blog,
  checkpointIn,
  emptyFolder,
  filesIn,
  imported,
  lookInto,
  noon,
  openIn,
} from "./migration-files.ts";

const failure = { code: "room-unreadable", message: "The room could not be read." };

describe("what a run remembers", () => {
  it("begins with nothing where there is no file, in a folder that it makes", async () => {
    const folder = join(emptyFolder(), "state", "comments");
    const { checkpoint, notes, origin } = await openIn(folder);
    expect({ notes, origin }).toEqual({ notes: [], origin: "new" });
    expect(checkpoint.progressSummary()).toEqual({
      total: 0,
      completed: 0,
      failed: 0,
      remaining: 0,
      progressRate: 1,
      successRate: null,
    });
  });

  it("is what a migration needs", async () => {
    const { checkpoint } = await openIn(emptyFolder());
    const memory: MigrationMemory = checkpoint;
    await memory.start(1);
    await memory.markPageComplete("/a/", imported("/a/", { $1: 11 }), "sections");
    expect(memory.completedPage("/a/")).toMatchObject({ comments: 1 });
    expect(memory.completedPage("/b/")).toBeUndefined();
  });

  it("skips a complete page and knows the ids of its comments", async () => {
    const { checkpoint } = await openIn(emptyFolder());
    await checkpoint.markPageComplete("/a/", imported("/a/", { $1: 11, $2: "0190-uuid" }));
    expect(checkpoint.shouldSkipPage("/a/")).toBe(true);
    expect(checkpoint.shouldSkipPage("/b/")).toBe(false);
    expect(checkpoint.getNewCommentId("$1")).toBe(11);
    expect(checkpoint.getNewCommentId("$2")).toBe("0190-uuid");
    expect(checkpoint.getNewCommentId("$3")).toBeUndefined();
  });

  it("forgets the ids of comments that are in the target no more, after a kill too", async () => {
    const folder = emptyFolder();
    const { checkpoint } = await openIn(folder);
    await checkpoint.markPageComplete("/a/", imported("/a/", { $1: 11, $2: 12 }));
    const gone = ["$2", "$never-moved"];
    await checkpoint.markPageComplete("/a/", imported("/a/", { $1: 11 }), "sections", gone);
    expect(checkpoint.getNewCommentId("$2")).toBeUndefined();
    expect([...(await lookInto(folder)).state.id_mapping]).toEqual([["$1", 11]]);
  });

  it("finds nothing under names that every object has", async () => {
    const folder = emptyFolder();
    await openIn(folder);
    const { checkpoint } = await openIn(folder);
    expect(checkpoint.shouldSkipPage("constructor")).toBe(false);
    expect(checkpoint.isPageFailed("toString")).toBe(false);
    expect(checkpoint.getNewCommentId("__proto__")).toBeUndefined();
  });

  it("does not skip a failed page, and counts how often it failed", async () => {
    const { checkpoint } = await openIn(emptyFolder());
    expect(await checkpoint.markPageFailed("/a/", failure)).toBe(1);
    expect(await checkpoint.markPageFailed("/a/", failure)).toBe(2);
    expect(checkpoint.isPageFailed("/a/")).toBe(true);
    expect(checkpoint.shouldSkipPage("/a/")).toBe(false);
    expect(checkpoint.state.failed_pages["/a/"]).toEqual({
      error: failure.message,
      code: failure.code,
      attempts: 2,
      last_attempt: noon.toISOString(),
    });
  });

  it("forgets the failure of a page that is complete at last", async () => {
    const { checkpoint } = await openIn(emptyFolder());
    await checkpoint.markPageFailed("/a/", failure);
    await checkpoint.markPageComplete("/a/", []);
    expect(checkpoint.isPageFailed("/a/")).toBe(false);
    expect(checkpoint.shouldSkipPage("/a/")).toBe(true);
  });

  it("refuses the failure of a complete page as a mistake of the program", async () => {
    const { checkpoint } = await openIn(emptyFolder());
    await checkpoint.markPageComplete("/a/", []);
    await expect(checkpoint.markPageFailed("/a/", failure)).rejects.toThrow("/a/ is complete");
    expect(checkpoint.isPageFailed("/a/")).toBe(false);
  });

  it("refuses what could not be read back, and goes on", async () => {
    const folder = emptyFolder();
    const { checkpoint } = await openIn(folder);
    await expect(checkpoint.start(Number.NaN)).rejects.toThrow();
    await expect(checkpoint.updateStatistics({ comments_failed: -1 })).rejects.toThrow();
    await checkpoint.start(3);
    expect((await lookInto(folder)).state.statistics.total_pages).toBe(3);
  });

  it("counts imported comments once, and takes the other numbers as told", async () => {
    const { checkpoint } = await openIn(emptyFolder());
    await checkpoint.start(4);
    await checkpoint.markPageComplete("/a/", imported("/a/", { $1: 1, $2: 2 }));
    await checkpoint.markPageComplete("/a/", imported("/a/", { $1: 1, $2: 2, $3: 3 }));
    await checkpoint.addIdMapping("$4", 4);
    await checkpoint.updateStatistics({ comments_extracted: 7 });
    await checkpoint.updateStatistics({ comments_failed: 1 });
    expect(checkpoint.state.statistics).toEqual({
      total_pages: 4,
      comments_extracted: 7,
      comments_imported: 3,
      comments_failed: 1,
    });
    expect(checkpoint.getNewCommentId("$4")).toBe(4);
  });

  it("tells progress (pages dealt with) from success (pages completed of these)", async () => {
    const { checkpoint } = await openIn(emptyFolder());
    await checkpoint.start(8);
    for (const page of ["/a/", "/b/", "/c/"]) await checkpoint.markPageComplete(page, []);
    await checkpoint.markPageFailed("/d/", failure);
    expect(checkpoint.progressSummary()).toEqual({
      total: 8,
      completed: 3,
      failed: 1,
      remaining: 4,
      progressRate: 0.5,
      successRate: 0.75,
    });
  });

  it("never has less than nothing remaining, when the site has lost pages", async () => {
    const { checkpoint } = await openIn(emptyFolder());
    for (const page of ["/a/", "/b/"]) await checkpoint.markPageComplete(page, []);
    await checkpoint.start(1);
    expect(checkpoint.progressSummary()).toMatchObject({ total: 2, remaining: 0, progressRate: 1 });
  });
});

describe("what the next run finds", () => {
  it.each([
    ["with a save", true],
    ["without one", false],
  ])("is everything that was recorded, %s", async (_, withSave) => {
    const folder = emptyFolder();
    const { checkpoint } = await openIn(folder);
    await checkpoint.start(3);
    await checkpoint.markPageComplete("/a/", imported("/a/", { $1: 1 }));
    await checkpoint.markPageFailed("/b/", failure);
    if (withSave) await checkpoint.save();
    const next = await openIn(folder);
    expect(next).toMatchObject({ notes: [], origin: "resumed" });
    expect(next.checkpoint.state).toEqual(checkpoint.state);
  });

  it("is a readable JSON file with the fields of the original tool, after a save", async () => {
    const folder = emptyFolder();
    const { checkpoint } = await openIn(folder);
    await checkpoint.start(2);
    await checkpoint.markPageComplete("/a/", imported("/a/", { $1: 1 }));
    await checkpoint.save();
    const text = readFileSync(checkpointIn(folder), "utf8");
    expect(text).toContain('\n  "version": "2.1",\n');
    expect(JSON.parse(text)).toEqual({
      version: "2.1",
      fingerprint: blog,
      status: "running",
      generation: 0,
      pass: 0,
      sequence: 2,
      started_at: noon.toISOString(),
      last_updated: noon.toISOString(),
      statistics: {
        total_pages: 2,
        comments_extracted: 0,
        comments_imported: 1,
        comments_failed: 0,
      },
      failed_pages: {},
      completed_pages: { "/a/": { comments: 1, completed_at: noon.toISOString() } },
      id_mapping: { $1: 1 },
      checksum: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
  });

  it("costs as many bytes a page, however many pages are recorded", async () => {
    const folder = emptyFolder();
    const { checkpoint } = await openIn(folder);
    const journalSize = () => readFileSync(`${checkpointIn(folder)}.journal`).length;
    const growth = async (page: string) => {
      const before = journalSize();
      await checkpoint.markPageComplete(page, imported(page, { [`$${page}`]: 1 }));
      return journalSize() - before;
    };
    await growth("/0000/");
    const early = await growth("/1001/");
    for (let n = 0; n < 200; n++) await growth(`/${2000 + n}/`);
    expect((await growth("/9001/")) - early).toBeLessThan(4);
  });

  it("leaves the files alone when it only looks", async () => {
    const folder = emptyFolder();
    const { checkpoint } = await openIn(folder);
    await checkpoint.start(2);
    await checkpoint.save();
    await checkpoint.start(3);
    const before = filesIn(folder);
    await lookInto(folder);
    expect(filesIn(folder)).toEqual(before);
  });

  it("says done when the migration was, and keeps everything", async () => {
    const folder = emptyFolder();
    const { checkpoint } = await openIn(folder);
    await checkpoint.markPageComplete("/a/", imported("/a/", { $1: 1 }));
    await checkpoint.markDone();
    expect(JSON.parse(readFileSync(checkpointIn(folder), "utf8"))).toMatchObject({
      status: "done",
      id_mapping: { $1: 1 },
    });
    const next = await openIn(folder);
    expect(next.checkpoint.shouldSkipPage("/a/")).toBe(true);
    expect(next.checkpoint.previousRun()).toMatchObject({ completed: new Map([["/a/", 1]]) });
  });

  it("reads every page again after a migration that went through, and goes on in that when it is cut off", async () => {
    const folder = emptyFolder();
    const first = (await openIn(folder)).checkpoint;
    for (const page of ["/a/", "/b/", "/c/"]) await first.markPageComplete(page, []);
    await first.markDone();
    await first.close();

    const again = (await openIn(folder)).checkpoint;
    await again.start(3);
    expect(again.state.status).toBe("running");
    const skipped = (checkpoint: Checkpoint) =>
      ["/a/", "/b/", "/c/"].filter((page) => checkpoint.shouldSkipPage(page));
    expect(skipped(again)).toEqual([]);
    await again.markPageComplete("/a/", imported("/a/", { $1: 1 }));
    expect(await again.markPageFailed("/b/", { code: "x", message: "down" })).toBe(1);
    expect(again.progressSummary()).toMatchObject({ completed: 1, failed: 1, remaining: 1 });
    await again.close();

    const resumed = (await openIn(folder)).checkpoint;
    expect(resumed.previousRun()).toMatchObject({
      completed: new Map([
        ["/a/", 1],
        ["/b/", 0],
        ["/c/", 0],
      ]),
      failed: new Set(["/b/"]),
    });
    await resumed.start(3);
    expect(skipped(resumed)).toEqual(["/a/"]);
  });

  it("keeps the bookmark of the run that wrote first, until all pages are complete", async () => {
    const folder = emptyFolder();
    const first = (await openIn(folder)).checkpoint;
    await first.start(2);
    expect(first.bookmark()).toBeUndefined();
    await first.markBookmark("00000001-a");
    await first.save();

    const resumed = (await openIn(folder)).checkpoint;
    await resumed.start(2);
    await resumed.markBookmark("00000002-b");
    expect(resumed.bookmark()).toBe("00000001-a");
    await resumed.markDone();

    const again = (await openIn(folder)).checkpoint;
    expect(again.bookmark()).toBeUndefined();
    // Tables are created before a run says that it starts.
    await again.markBookmark("00000003-c");
    await again.start(2);
    expect((await lookInto(folder)).state.bookmark).toBe("00000003-c");
  });

  it("refuses a bookmark that would be more than one in a command", async () => {
    const { checkpoint } = await openIn(emptyFolder());
    await expect(checkpoint.markBookmark("1; rm -rf .")).rejects.toThrow();
    expect(checkpoint.bookmark()).toBeUndefined();
  });

  it("is nothing after the file was deleted, whatever lies beside it", async () => {
    const folder = emptyFolder();
    const { checkpoint } = await openIn(folder);
    for (const page of ["/a/", "/b/"]) {
      await checkpoint.markPageComplete(page, []);
      await checkpoint.save();
    }
    await checkpoint.start(9);
    rmSync(checkpointIn(folder));
    const { state, origin, notes } = await lookInto(folder);
    expect({ origin, notes, pages: state.completed_pages }).toEqual({
      origin: "new",
      notes: [],
      pages: {},
    });
    expect(existsSync(`${checkpointIn(folder)}.previous`)).toBe(false);
  });

  it("can be closed twice, and takes nothing afterwards", async () => {
    const { checkpoint } = await openIn(emptyFolder());
    await checkpoint.close();
    await checkpoint.close();
    await expect(checkpoint.start(1)).rejects.toThrow("closed");
  });
});

describe("what is refused", () => {
  it("a checkpoint of another migration, by both names and with the way out", async () => {
    const folder = emptyFolder();
    await openIn(folder);
    const fingerprint = { ...blog, site: "shop", database: "shop-comments" };
    const error = await openIn(folder, { fingerprint }).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(MigrationError);
    expect(error).toMatchObject({
      code: "checkpoint-of-another-migration",
      message: expect.stringMatching(/site "blog".*"comments".*site "shop".*"shop-comments"/),
      remedy: expect.stringContaining("checkpoint-file"),
    });
  });

  it.each(["source", "site", "database", "schema"])(
    "a checkpoint whose %s is another",
    async (part) => {
      const folder = emptyFolder();
      await openIn(folder);
      const opening = openIn(folder, { fingerprint: { ...blog, [part]: "other" } });
      await expect(opening).rejects.toMatchObject({ code: "checkpoint-of-another-migration" });
    },
  );

  it.each(["2.2", "3.0", "10.0"])("a checkpoint of version %s", async (version) => {
    const folder = emptyFolder();
    const bytes = JSON.stringify({ version, pages: [] });
    writeFileSync(checkpointIn(folder), bytes);
    await expect(openIn(folder)).rejects.toMatchObject({
      code: "checkpoint-too-new",
      message: expect.stringContaining(version),
    });
    expect(readFileSync(checkpointIn(folder), "utf8")).toBe(bytes);
  });

  it("a folder where the file should be", async () => {
    const folder = emptyFolder();
    mkdirSync(checkpointIn(folder));
    await expect(openIn(folder)).rejects.toMatchObject({ code: "checkpoint-not-read" });
  });

  it("a place where no file can be", async () => {
    const folder = emptyFolder();
    writeFileSync(join(folder, "file"), "");
    await expect(openIn(join(folder, "file", "sub"))).rejects.toMatchObject({
      code: "checkpoint-not-written",
      remedy: expect.stringContaining("checkpoint-file"),
    });
  });
});

describe("of two candidates", () => {
  type Candidate = Parameters<typeof newest>[0];
  const running: Candidate = { generation: 0, sequence: 7, status: "running" };
  const done: Candidate = { generation: 0, sequence: 7, status: "done" };
  it.each<[string, Candidate, Candidate]>([
    ["the later generation wins", { ...running, generation: 1, sequence: 0 }, done],
    ["the higher sequence wins", { ...running, sequence: 8 }, done],
    ["the one that is done wins at the same sequence", done, running],
  ])("%s, from either side", (_, winner, other) => {
    expect(newest(winner, other)).toBe(winner);
    expect(newest(other, winner)).toBe(winner);
  });
});
