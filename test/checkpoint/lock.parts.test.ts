import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { execa } from "execa";
import { describe, expect, it } from "vitest";
import { Checkpoint } from "../../src/checkpoint/checkpoint.ts";
import { blog, noon } from "./blog.ts";
import { checkpointIn, emptyFolder, lookInto, openIn } from "./migration-files.ts";

const markPages = fileURLToPath(new URL("mark-pages.ts", import.meta.url));

function open(folder: string): Promise<unknown> {
  return Checkpoint.open({ file: checkpointIn(folder), fingerprint: blog, now: () => noon });
}

describe("a checkpoint that is in use", () => {
  it("is refused to another, with the way out, and nothing is changed", async () => {
    const folder = emptyFolder();
    const { checkpoint } = await openIn(folder);
    await checkpoint.markPageComplete("/a/", []);
    await expect(open(folder)).rejects.toMatchObject({
      code: "checkpoint-in-use",
      remedy: expect.stringContaining("checkpoint-file"),
    });
    await checkpoint.markPageComplete("/b/", []);
    expect(Object.keys((await lookInto(folder)).state.completed_pages)).toEqual(["/a/", "/b/"]);
  });

  it("is refused while another process has it, and free as soon as that was killed", async () => {
    const folder = emptyFolder();
    const other = execa(process.execPath, [markPages, checkpointIn(folder)], { reject: false });
    await once(other.stdout, "data");
    const again = execa(process.execPath, [markPages, checkpointIn(folder)]);
    expect((await again).stdout).toContain("checkpoint-in-use");
    other.kill("SIGKILL");
    await other;
    const { checkpoint } = await openIn(folder);
    expect(checkpoint.shouldSkipPage("/page-0/")).toBe(true);
  });

  it("is free after one that could not open it", async () => {
    const folder = emptyFolder();
    await openIn(folder);
    await lookInto(folder);
    const another = { ...blog, site: "shop" };
    await expect(openIn(folder, { fingerprint: another })).rejects.toMatchObject({
      code: "checkpoint-of-another-migration",
    });
    await openIn(folder);
  });
});

describe("starting over", () => {
  const startOver = (generation: number) => async (folder: string) => {
    const opened = await Checkpoint.open({
      file: checkpointIn(folder),
      fingerprint: blog,
      now: () => noon,
      startOver: (found) => Math.max(found, generation),
    });
    await opened.checkpoint.close();
    return opened;
  };

  it("leaves everything behind, once for each generation", async () => {
    const folder = emptyFolder();
    const { checkpoint } = await openIn(folder);
    await checkpoint.markPageComplete("/a/", []);
    await checkpoint.close();
    const first = await startOver(7)(folder);
    expect([first.origin, first.checkpoint.state.completed_pages]).toEqual(["new", {}]);
    const again = await startOver(7)(folder);
    expect([again.origin, again.checkpoint.state.generation]).toEqual(["resumed", 7]);
  });

  it("is not held up by a checkpoint of another migration or of a newer release", async () => {
    for (const text of ['{"version":"9.0"}\n', "{"]) {
      const folder = emptyFolder();
      writeFileSync(checkpointIn(folder), text);
      expect((await startOver(1)(folder)).checkpoint.state.generation).toBe(1);
    }
  });
});
