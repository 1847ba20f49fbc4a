import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { statusText } from "../../src/cli/status-text.ts";
import type { Report } from "../../src/report/report.ts";
import { readStatus } from "../../src/run/status.ts";
import { emptyFolder, filesIn, imported, openIn } from "../checkpoint/migration-files.ts";
import { exampleReport, exampleRollback, exampleVerification } from "../report/example-report.ts";

const failure = { code: "room-unreadable", message: "The room could not be read." };

function placesIn(folder: string) {
  return { checkpointFile: join(folder, "checkpoint.json"), reportDir: join(folder, "report") };
}

/** A complete migration, and what the run after it reported. */
async function completeWith(report: Report) {
  const folder = emptyFolder();
  const { checkpoint } = await openIn(folder);
  await checkpoint.start(1);
  await checkpoint.markPageComplete("/a/", imported("/a/", { $1: 11 }));
  await checkpoint.markDone();
  mkdirSync(join(folder, "report"));
  writeFileSync(join(folder, "report", "report.json"), JSON.stringify(report));
  return readStatus(placesIn(folder));
}

const later = { finishedAt: "2100-01-01T00:00:00.000Z" };

describe("the status of a migration", () => {
  it("says that the last run was about a part of the site, and how the rest is moved", async () => {
    const folder = emptyFolder();
    const { checkpoint } = await openIn(folder);
    await checkpoint.start(3);
    await checkpoint.markPageComplete("/a/", imported("/a/", { $1: 11 }));
    const part = { asked: { pages: ["/a/"], limit: 1 }, chosen: 1, others: 2 };
    mkdirSync(join(folder, "report"));
    const report = exampleReport({ verdict: "partial", part });
    writeFileSync(join(folder, "report", "report.json"), JSON.stringify(report));
    const status = readStatus(placesIn(folder));
    expect(status.report?.part).toEqual(part);
    const text = statusText(status);
    expect(text).toContain("1 of 3 pages complete, 0 failed, 2 remaining");
    expect(text).toContain("Only a part of the site: 1 of 3 pages; 2 were not asked for.");
    expect(text).toContain(
      "Next: hugo-comment-migration migrate without pages and limit, which moves the other pages too",
    );
  });

  it("says what its checkpoint knows, saved or only in the journal, and changes no file", async () => {
    const change = fc.tuple(fc.constantFrom("complete", "failed", "save"), fc.nat(5));
    await fc.assert(
      fc.asyncProperty(fc.array(change, { maxLength: 15 }), async (changes) => {
        const folder = emptyFolder();
        const { checkpoint } = await openIn(folder);
        await checkpoint.start(6);
        for (const [kind, n] of changes) {
          const page = `/${n}/`;
          if (kind === "save") await checkpoint.save();
          else if (kind === "complete")
            await checkpoint.markPageComplete(page, imported(page, { [`$${n}`]: n + 1 }));
          else if (!checkpoint.shouldSkipPage(page)) await checkpoint.markPageFailed(page, failure);
        }
        const before = filesIn(folder);
        const { total, completed, failed, remaining } = checkpoint.progressSummary();
        const status = readStatus(placesIn(folder));
        expect(status.checkpoint).toMatchObject({
          state: "unfinished",
          pages: { total, completed, failed, remaining },
          comments: checkpoint.state.statistics.comments_imported,
          startedAt: checkpoint.state.started_at,
          lastChangeAt: checkpoint.state.last_updated,
        });
        expect(status.checkpoint?.failedPages.map(({ pageId }) => pageId)).toEqual(
          Object.keys(checkpoint.state.failed_pages),
        );
        expect(filesIn(folder)).toEqual(before);
      }),
      { numRuns: 30 },
    );
  });

  it("has the way back while the migration is unfinished", async () => {
    const folder = emptyFolder();
    const { checkpoint } = await openIn(folder);
    const bookmark = "00000001-00000002-00004e2f-0a1b2c3d4e5f60718293a4b5c6d7e8f9";
    await checkpoint.markBookmark(bookmark);
    expect(readStatus(placesIn(folder)).checkpoint?.restore).toMatch(
      new RegExp(`time-travel restore .* --bookmark=${bookmark}`),
    );
  });

  it("is complete once all pages are", async () => {
    const folder = emptyFolder();
    const { checkpoint } = await openIn(folder);
    await checkpoint.start(1);
    await checkpoint.markPageComplete("/a/", imported("/a/", { $1: 11 }));
    await checkpoint.markDone();
    expect(readStatus(placesIn(folder)).checkpoint).toMatchObject({
      state: "complete",
      pages: { total: 1, completed: 1, failed: 0, remaining: 0 },
      comments: 1,
    });
  });

  it("does not say that comments are there which a rollback has deleted since", async () => {
    const status = await completeWith({ ...exampleRollback(), verdict: "rolled-back", ...later });
    expect(status.checkpoint?.state).toBe("rolled-back");
    expect(statusText(status)).toContain("Rolled back; begun");
    expect(statusText(status)).not.toMatch(/1 comment|1 page|verify|replace/);
    expect(statusText(status)).toContain("Next: hugo-comment-migration migrate");
    const half = await completeWith({ ...exampleRollback(), verdict: "partial", ...later });
    expect(statusText(half)).toContain("Next: hugo-comment-migration rollback");
  });

  it("is that of the migration after a rollback that deleted nothing, or was before it", async () => {
    const rollback = exampleRollback();
    for (const report of [
      { ...rollback, verdict: "dry-run", ...later } as const,
      { ...rollback, verdict: "failed", ...later } as const,
      { ...rollback, verdict: "rolled-back", finishedAt: "2000-01-01T00:00:00.000Z" } as const,
    ]) {
      const status = await completeWith(report);
      expect(status.checkpoint?.state).toBe("complete");
      expect(statusText(status)).toContain("1 of 1 page complete");
    }
  });

  it("does not advise to replace widgets after a verification that found differences", async () => {
    const status = await completeWith({ ...exampleVerification(), verdict: "failed", ...later });
    expect(statusText(status)).not.toContain("replace");
  });

  it.each([
    ["no file", undefined, "There is no checkpoint yet."],
    ["a damaged one", "{", /^The checkpoint is damaged: /],
    ["one of a newer release", '{"version":"9.0"}', /version 9\.0/],
  ])("says so where there is %s", (_, text, trouble) => {
    const folder = emptyFolder();
    if (text !== undefined) writeFileSync(join(folder, "checkpoint.json"), text);
    const status = readStatus(placesIn(folder));
    expect(status.checkpoint).toBeUndefined();
    expect(status.trouble).toMatch(trouble);
  });

  it("has the last report's headline; one that can't be read is none", () => {
    const folder = emptyFolder();
    expect(readStatus(placesIn(folder)).report).toBeUndefined();
    mkdirSync(join(folder, "report"));
    const file = join(folder, "report", "report.json");
    writeFileSync(file, JSON.stringify(exampleReport()));
    expect(readStatus(placesIn(folder)).report).toMatchObject({ file, mode: "migrate" });
    writeFileSync(file, "{");
    expect(readStatus(placesIn(folder)).report).toBeUndefined();
  });
});
