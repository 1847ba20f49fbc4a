import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createD1Target, type D1TargetOptions } from "../../src/d1/comment-target.ts";
import { readLocalD1 } from "../parts/local-d1.ts";
import { anyRows } from "./comment-row-arbitrary.ts";

const never = new AbortController().signal;
const wranglerPath = fileURLToPath(
  new URL("../../node_modules/wrangler/bin/wrangler.js", import.meta.url),
);

describe("a local D1 through wrangler", () => {
  let folder: string;
  let options: D1TargetOptions;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "wrangler-"));
    options = {
      wranglerPath,
      wranglerCwd: folder,
      databaseName: "comments",
      mode: "local",
      persistTo: join(folder, "d1"),
      env: { PATH: process.env["PATH"], HOME: folder },
      runId: "test",
      maxRetries: 0,
    };
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it("takes any text through wrangler's own reading of SQL unchanged, and takes it once", async () => {
    const rows = fc
      .sample(anyRows("x", "/any/", 40), { numRuns: 40, seed: 5 })
      .flatMap((page, index) =>
        page.map((row) => ({
          ...row,
          eventId: `${row.eventId}-${index}`,
          parentEventId: row.parentEventId === null ? null : `${row.parentEventId}-${index}`,
        })),
      );
    const large = {
      ...rows[0],
      eventId: "$large",
      parentEventId: null,
      content: "ä, it's long;\n".repeat(3_500),
    };
    const all = rows[0] === undefined ? [] : [...rows, { ...rows[0], ...large }];
    expect(all.length).toBeGreaterThan(50);

    const target = createD1Target(options);
    await target.prepare({ readOnly: false }, never);
    const { inserted } = await target.importRows(all, never);
    expect(inserted.size).toBe(all.length);
    const again = await target.importRows(all, never);
    expect([again.inserted.size, again.imported.length]).toEqual([0, all.length]);

    const { comments } = readLocalD1(join(folder, "d1"));
    expect(comments.map((row) => [row["author_name"], row["content"], row["created_at"]])).toEqual(
      all.map((row) => [row.authorName, row.content, row.createdAt]),
    );
  });

  it("says which wrangler is missing", async () => {
    const target = createD1Target({ ...options, wranglerPath: "./nowhere/wrangler" });
    await expect(target.prepare({ readOnly: true }, never)).rejects.toMatchObject({
      code: "wrangler-not-found",
      remedy: expect.stringContaining("wrangler-path"),
    });
  });

  it("says what a wrangler answered that is none", async () => {
    const script = join(folder, "fake.mjs");
    await writeFile(script, 'console.log("Welcome to something else");');
    const target = createD1Target({ ...options, wranglerPath: script });
    await expect(target.prepare({ readOnly: true }, never)).rejects.toMatchObject({
      message: expect.stringContaining("Welcome to something else"),
    });
  });

  it("ends at once when it is told to stop", async () => {
    const controller = new AbortController();
    const target = createD1Target(options);
    const stopped = target.readLedger(controller.signal);
    controller.abort(new Error("stopped"));
    await expect(stopped).rejects.toThrow("stopped");
  });
});
