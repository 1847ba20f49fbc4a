import { fileURLToPath } from "node:url";
import { execa } from "execa";
import { describe, expect, it } from "vitest";
import {
  checkpointIn,
  emptyFolder,
  type Files,
  filesIn,
  imported,
  lookInto,
  openIn,
  putFiles,
} from "./migration-files.ts";

const markPages = fileURLToPath(new URL("mark-pages.ts", import.meta.url));
const snapshot = "checkpoint.json";
const previous = `${snapshot}.previous`;
const journal = `${snapshot}.journal`;

/** The files around a save that had something to fold and something to replace. */
async function filesAroundSave(): Promise<{ before: Files; after: Files; sequence: number }> {
  const folder = emptyFolder();
  const { checkpoint } = await openIn(folder);
  await checkpoint.markPageComplete("/a/", imported("/a/", { $a: 1 }));
  await checkpoint.save();
  await checkpoint.markPageComplete("/b/", imported("/b/", { $b: 2 }));
  const before = filesIn(folder);
  await checkpoint.save();
  return { before, after: filesIn(folder), sequence: checkpoint.state.sequence };
}

function pick(files: Files, ...names: readonly string[]): Files {
  return Object.fromEntries(Object.entries(files).filter(([name]) => names.includes(name)));
}

describe("a crash in the middle of a save loses and doubles nothing", () => {
  it.each<[string, (before: Files, after: Files) => Files]>([
    ["before anything was written", (before) => before],
    [
      "while the previous snapshot was copied",
      (before) => ({ ...before, [previous]: Buffer.from("{") }),
    ],
    [
      "after the previous snapshot was copied",
      (before, after) => ({ ...before, ...pick(after, previous) }),
    ],
    [
      "while the new snapshot was written",
      (before, after) => ({
        ...before,
        ...pick(after, previous),
        [`${snapshot}.1234567`]: Buffer.from("{"),
      }),
    ],
    [
      "before the journal was emptied",
      (before, after) => ({ ...before, ...pick(after, previous, snapshot) }),
    ],
    [
      "before the journal was emptied, the new snapshot damaged too",
      (before, after) => ({ ...before, ...pick(after, previous), [snapshot]: Buffer.from("{") }),
    ],
    ["after all was written", (_, after) => after],
  ])("%s", async (_, filesLeft) => {
    const { before, after, sequence } = await filesAroundSave();
    const folder = emptyFolder();
    putFiles(folder, filesLeft(before, after));
    const { checkpoint } = await openIn(folder);
    expect(checkpoint.state).toMatchObject({
      sequence,
      statistics: { comments_imported: 2 },
      id_mapping: new Map([
        ["$a", 1],
        ["$b", 2],
      ]),
    });
    await checkpoint.markPageComplete("/c/", imported("/c/", { $c: 3 }));
    const next = await lookInto(folder);
    expect(next).toMatchObject({ notes: [], state: { statistics: { comments_imported: 3 } } });
    expect(Object.keys(next.state.completed_pages)).toEqual(["/a/", "/b/", "/c/"]);
  });

  it("and what is empty or torn of the journal is taken up again", async () => {
    const { after } = await filesAroundSave();
    const folder = emptyFolder();
    putFiles(folder, { ...after, [journal]: Buffer.from("0123") });
    expect((await lookInto(folder)).notes).toEqual([expect.stringContaining("cut off")]);
    const { checkpoint, notes } = await openIn(folder);
    expect(notes).toEqual([]);
    await checkpoint.markPageComplete("/c/", []);
    expect((await lookInto(folder)).state.completed_pages).toHaveProperty("/c/");
  });
});

describe("a process that dies", () => {
  it("by SIGKILL leaves every page that it had told, and at most the one it was at", async () => {
    const folder = emptyFolder();
    let told = 0;
    for (const pagesUntilKill of [1, 4, 5, 13, 22]) {
      const marking = execa(process.execPath, [markPages, checkpointIn(folder)], {
        reject: false,
        stderr: "inherit",
      });
      const output: string[] = [];
      let killed = false;
      for await (const line of marking) {
        output.push(line);
        if (!killed && output.length >= pagesUntilKill) killed = marking.kill("SIGKILL");
      }
      const resumedAt = Number(/\d+/.exec(output[0] ?? "")?.[0]);
      expect(resumedAt - told).toBeOneOf([0, 1]);
      told = resumedAt + output.length;
      const pages = Object.keys((await lookInto(folder)).state.completed_pages);
      expect(pages.length - told).toBeOneOf([0, 1]);
      expect(pages).toEqual(Array.from(pages, (_, n) => `/page-${n}/`));
    }
  });

  it.runIf(process.platform === "linux").each([
    ["the journal", 1, "checkpoint.json.journal"],
    ["the snapshot", 4, "checkpoint.json"],
  ])(
    "for want of room in %s says so, and leaves every page that it had told",
    async (_, kibibytes, file) => {
      const folder = emptyFolder();
      const limited = `ulimit -f ${kibibytes} && exec "$0" "$@"`;
      const command = [process.execPath, markPages, checkpointIn(folder)];
      const { stdout } = await execa("bash", ["-c", limited, ...command]);
      const lines = stdout.split("\n");
      expect(lines.at(-1)).toContain(
        `checkpoint-not-written: The checkpoint ${folder}/${file} could`,
      );
      const { state } = await lookInto(folder);
      expect(Object.keys(state.completed_pages)).toEqual(lines.slice(0, -1));
      expect((await lookInto(folder)).notes).toEqual([]);
    },
  );
});
