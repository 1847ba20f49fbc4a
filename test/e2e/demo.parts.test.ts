import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execa } from "execa";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { actionDir } from "./migration-site.ts";

describe("the demo", () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "demo-"));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  const demo = (...args: readonly string[]) =>
    execa(process.execPath, [join(actionDir, "scripts", "demo.ts"), "--folder", folder, ...args], {
      all: true,
    });

  it("migrates the example site, and finds nothing new when it is run again", async () => {
    const first = await demo();
    expect(first.all).toMatch(/All 17 pages with 3\d\d comments are in demo-comments/);
    const again = await demo();
    expect(again.all).toMatch(/Nothing new: all 17 pages with 3\d\d comments are in demo-comments/);
  });

  it("loses and doubles nothing when it is killed half-way and run again", async () => {
    const { all } = await demo("--interrupt");
    expect(all).toMatch(/killed \(SIGKILL\) with \d+ comments/);
    expect(all).toMatch(/Lost: 0\. Doubled: 0\. Row by row the same\./);
  });
});
