import { readFileSync, writeFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parseSnapshot } from "../../src/checkpoint/snapshot.ts";
import { checkpointIn, emptyFolder, lookInto, openIn } from "./migration-files.ts";

const original = {
  version: "1.0",
  started_at: "2023-11-02T08:15:00.000Z",
  last_updated: "2023-11-02T09:00:00.000Z",
  completed_pages: ["/posts/bread/", "/posts/butter/"],
  failed_pages: ["/posts/jam/"],
  statistics: { total_pages: 115, comments_extracted: 655, comments_imported: 600, elapsed: "45m" },
  id_mapping: { $one: 1, $two: "2" },
};

async function openOriginal(json: unknown) {
  const folder = emptyFolder();
  writeFileSync(checkpointIn(folder), JSON.stringify(json));
  return { folder, ...(await openIn(folder)) };
}

describe('a checkpoint of the original tool (version "1.0")', () => {
  it("is continued", async () => {
    const { checkpoint, origin, notes } = await openOriginal(original);
    expect({ origin, notes }).toEqual({ origin: "legacy", notes: [] });
    expect(checkpoint.shouldSkipPage("/posts/bread/")).toBe(true);
    expect(checkpoint.isPageFailed("/posts/jam/")).toBe(true);
    expect(checkpoint.getNewCommentId("$two")).toBe("2");
    expect(checkpoint.state).toMatchObject({
      started_at: original.started_at,
      statistics: { total_pages: 115, comments_extracted: 655, comments_imported: 600 },
    });
  });

  it("is written in the present form at once, and kept as the previous one", async () => {
    const { folder } = await openOriginal(original);
    expect(JSON.parse(readFileSync(checkpointIn(folder), "utf8")).version).toBe("2.1");
    const previous = readFileSync(`${checkpointIn(folder)}.previous`, "utf8");
    expect(JSON.parse(previous)).toEqual(original);
    expect((await lookInto(folder)).origin).toBe("resumed");
  });

  it.each([
    ["page ids", ["/a/"]],
    ["objects", [{ page_id: "/a/", comments: 3, completed_at: "2023-11-02T08:30:00Z" }]],
    ["an object by page id", { "/a/": { comments: 3 } }],
  ])("may list completed pages as %s", async (_, completed_pages) => {
    const { checkpoint } = await openOriginal({ ...original, completed_pages });
    expect(Object.keys(checkpoint.state.completed_pages)).toEqual(["/a/"]);
  });

  it.each([
    ["page ids", ["/a/"], { error: "The reason was not recorded.", attempts: 1 }],
    ["objects", [{ page_id: "/a/", error: "timeout" }], { error: "timeout", attempts: 1 }],
    ["an object by page id", { "/a/": { error: "timeout", attempts: 3 } }, { attempts: 3 }],
    ["reasons by page id", { "/a/": "timeout" }, { error: "timeout" }],
  ])("may list failed pages as %s", async (_, failed_pages, expected) => {
    const { checkpoint } = await openOriginal({ ...original, failed_pages });
    expect(checkpoint.state.failed_pages["/a/"]).toMatchObject(expected);
  });

  it("may lack everything but its version", async () => {
    const { checkpoint, origin } = await openOriginal({ version: "1.0" });
    expect(origin).toBe("legacy");
    expect(checkpoint.progressSummary()).toMatchObject({ completed: 0, failed: 0 });
  });

  it("may have odd times and numbers", async () => {
    const { folder, checkpoint } = await openOriginal({
      ...original,
      started_at: "yesterday",
      last_updated: 8.64e15,
      statistics: { comments_imported: -3, total_pages: "many" },
      completed_pages: [{ page_id: "/a/", comments: null, completed_at: null }],
    });
    await checkpoint.markPageComplete("/b/", []);
    expect((await lookInto(folder)).state).toEqual(checkpoint.state);
  });

  it("counts a page that is both completed and failed as completed", async () => {
    const { checkpoint } = await openOriginal({ ...original, failed_pages: ["/posts/bread/"] });
    expect(checkpoint.isPageFailed("/posts/bread/")).toBe(false);
  });

  it.each([
    ["unreadable pages", { completed_pages: [7] }],
    ["unreadable ids", { id_mapping: { $one: null } }],
    ["the fields of a later version", { checksum: "0" }],
  ])("is damaged when it has %s", (_, fields) => {
    const bytes = Buffer.from(JSON.stringify({ ...original, ...fields }));
    expect(parseSnapshot(bytes)).toMatchObject({ kind: "damaged" });
  });
});
