import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { archivePage } from "../../src/archive/archived-page.ts";
import { writeArchive } from "../../src/archive/write-archive.ts";
import { unwritableFolder } from "../../src/files/try-places.ts";
import { FileNotWrittenError, writeWholeFile } from "../../src/files/write-whole-file.ts";
import { writeChangedFiles } from "../../src/replace/write-changed-files.ts";
import { writeReport } from "../../src/run/write-report.ts";
import { canMountDisks, mountSmallDisk } from "../parts/machine/small-disk.ts";
import { exampleReport } from "../report/example-report.ts";

/** A disk of 256 KiB with a file on it, and 40 KiB left. */
function nearlyFullDisk() {
  const disk = mountSmallDisk("256k", tmpdir());
  if (disk === undefined) throw new Error("the user may mount, it seemed");
  onTestFinished(() => disk[Symbol.dispose]());
  const content = join(disk.path, "long.md");
  const before = Buffer.from(`${"A long post.\n".repeat(8_400)}{{< chat a >}}\n`);
  writeFileSync(content, before);
  const ballast = join(disk.path, "ballast");
  for (let kibibytes = 4; kibibytes <= 256; kibibytes += 4) {
    writeFileSync(ballast, Buffer.alloc(kibibytes * 1024, 1));
    try {
      writeFileSync(join(disk.path, "room"), Buffer.alloc(44 * 1024, 1));
    } catch {
      break;
    } finally {
      rmSync(join(disk.path, "room"), { force: true });
    }
  }
  return { path: disk.path, content, before };
}

describe.runIf(canMountDisks())("on a nearly full disk", () => {
  it("a content file of 107 KB is left as it was, and reported", async () => {
    const { content, before } = nearlyFullDisk();
    const after = before.toString().replace("{{< chat a >}}", "{{< comments >}}");
    const { written, findings } = await writeChangedFiles([
      {
        path: content,
        inRepository: "content/long.md",
        before,
        after: Buffer.from(after),
        replaced: 1,
        removed: 0,
      },
    ]);
    expect(written).toEqual([]);
    expect(findings).toMatchObject([
      {
        severity: "error",
        code: "unwritable-file",
        message: expect.stringContaining("the disk is full"),
        location: { file: "content/long.md" },
      },
    ]);
    expect(readFileSync(content).equals(before)).toBe(true);
  });

  it("an archive is an error, and has no part of a file", async () => {
    const { path } = nearlyFullDisk();
    const folder = join(path, "archive");
    const held = Array.from({ length: 300 }, (_, index) => ({
      source: "cactus:x/blog",
      sourceId: `$${index}`,
      commentId: index,
      pageId: "/a/",
      isVerified: true,
      digest: "",
      writtenParent: null,
      importedAt: "2024-05-02T10:00:00.000Z",
      isAsWritten: true,
      hasItsTime: true,
      isShown: true,
      isEmptied: false,
      kept: {
        sourceId: `$${index}`,
        page: "/a/",
        parentSourceId: null,
        authorName: "A reader",
        content: "A comment of some length. ".repeat(20),
        createdAt: "2024-05-01T10:00:00.000Z",
      },
    }));
    const pages = [archivePage("/a/", "text", held)];
    await expect(writeArchive(folder, { pages, unknown: new Set() })).rejects.toThrow(
      FileNotWrittenError,
    );
    expect(readdirSync(folder)).toEqual([]);
  });

  it("a report is a warning, and its files are whole or gone", () => {
    const { path } = nearlyFullDisk();
    const folder = join(path, "report");
    mkdirSync(folder);
    writeFileSync(join(folder, "report.json"), "{}");
    const { files, findings } = writeReport(exampleReport({ findings: manyFindings }), folder);
    expect(readdirSync(folder)).toEqual(Object.values(files).map((file) => basename(file)));
    expect(findings[0]).toMatchObject({
      severity: "warning",
      code: "report-not-written",
      message: expect.stringMatching(/report\.json could not be written: .*full/),
    });
  });

  it("a place is refused before anything begins", () => {
    const { path } = nearlyFullDisk();
    expect(unwritableFolder(join(path, "report"))).toMatch(/the disk is full/);
    expect(readdirSync(path).toSorted()).toEqual(["ballast", "long.md"]);
  });

  it("a small file is written", () => {
    const { path } = nearlyFullDisk();
    writeWholeFile(join(path, "small"), "text");
    expect(readFileSync(join(path, "small"), "utf8")).toBe("text");
  });
});

const manyFindings = Array.from({ length: 500 }, (_, index) => ({
  severity: "notice" as const,
  code: "duplicate-section",
  message: `A finding of the page /${index}/ that takes some room in a report.`.repeat(3),
  remedy: "You don't have to do anything.",
}));
