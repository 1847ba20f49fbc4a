import { mkdir, mkdtemp, rm } from "node:fs/promises";
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

  const program = join(actionDir, "scripts", "demo", "main.ts");
  const demo = (...args: readonly string[]) =>
    execa(process.execPath, [program, "--folder", folder, ...args], { all: true });

  it("migrates the example site, and finds nothing new when it is run again", async () => {
    const first = await demo();
    expect(first.all).toMatch(/16 of 17 pages with 334 comments are in demo-comments/);
    expect(first.all).toContain("The data: 334 comments in ");
    const again = await demo();
    expect(again.all).toMatch(/Nothing new: 16 of 17 pages with 334 comments are in demo-comments/);
  });

  it("needs neither Python nor Hugo: the example site is there as it was built before", async () => {
    const [place, programs] = [join(folder, "without-hugo"), join(folder, "no-programs")];
    await mkdir(programs);
    const { all } = await execa(process.execPath, [program, "--folder", place], {
      all: true,
      env: { PATH: programs },
    });
    expect(all).toContain("16 of 17 pages with 334 comments are in demo-comments");
    expect(all).toContain("Comment sections are those of a site that was built before.");
    expect(all).toContain("notice: The built site was read from examples/site/public");
    expect(all.match(/- (?:error|warning): .*$/gm)).toEqual([
      expect.stringContaining("no room for the comment section no-room-yet"),
    ]);
    expect(all).toContain("The data: 334 comments in ");
  });

  it.each(["disqus", "github"])("migrates the same site from %s", async (source) => {
    const { all } = await demo("--source", source);
    expect(all).toContain("All 15 pages with 334 comments are in demo-comments.");
    expect(all).not.toMatch(/- (?:error|warning): /);
  });

  it("says which sources it knows", async () => {
    const { all, exitCode } = await execa(process.execPath, [program, "--source", "fax"], {
      all: true,
      reject: false,
    });
    expect(exitCode).toBe(1);
    expect(all).toBe("--source must be one of cactus, disqus, github, not fax.");
  });

  it("loses and doubles nothing when it is killed half-way and run again", async () => {
    const { all } = await demo("--interrupt");
    expect(all).toMatch(/killed \(SIGKILL\) with \d+ comments/);
    expect(all).toMatch(/Lost: 0\. Duplicated: 0\. Row by row the same\./);
  });
});
