import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, describe, expect, it, onTestFinished } from "vitest";
import { unpackZip } from "../../../src/action/checkpoint/unpack-zip.ts";
import { type OddEntry, zipOf } from "../../parts/machine/odd-archives.ts";

const limits = { packedBytes: 1_000, unpackedBytes: 1_000, entries: 5 };

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "unpack-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
});

/** Unpacks an archive into the folder `into`, and returns what is in there afterwards. */
async function unpack(archive: Buffer): Promise<readonly string[]> {
  const file = join(folder, "a.zip");
  const into = join(folder, "into");
  mkdirSync(into);
  writeFileSync(file, archive);
  await unpackZip(file, into, limits);
  return readdirSync(into, { recursive: true, encoding: "utf8" }).sort();
}

describe("a zip archive from a store", () => {
  it("is unpacked with its folders", async () => {
    const entries = [
      { name: "report/", content: "" },
      { name: "report/report.json", content: "{}" },
      { name: "checkpoint.json", content: "[]" },
    ];
    expect(await unpack(zipOf(entries))).toEqual([
      "checkpoint.json",
      "report",
      "report/report.json",
    ]);
    expect(readFileSync(join(folder, "into/report/report.json"), "utf8")).toBe("{}");
  });

  const link = { kind: "symbolic", to: "/etc/passwd" } as const;
  it.each<[string, readonly OddEntry[], string]>([
    ["a name that leads out", [{ name: "../out.txt", content: "x" }], "relative path"],
    ["an absolute name", [{ name: "/out.txt", content: "x" }], "absolute path"],
    ["a symbolic link", [{ name: "link", link }], "is no file"],
    [
      "a name twice",
      [
        { name: "a", content: "1" },
        { name: "a", content: "2" },
      ],
      "EEXIST",
    ],
    ["more files than it may", Array.from("abcdef", (name) => ({ name })), "too many files"],
    ["more bytes than it may", [{ name: "a", content: "x".repeat(1_001) }], "too large"],
    [
      "more bytes than it may, all together",
      [
        { name: "a", content: "x".repeat(600) },
        { name: "b", content: "x".repeat(600) },
      ],
      "too large",
    ],
    ["a size that it does not have", [{ name: "a", content: "xx", announced: 1 }], "size"],
  ])("with %s is refused, and nothing gets out of its folder", async (_, entries, reason) => {
    await expect(unpack(zipOf(entries))).rejects.toThrow(reason);
    expect(readdirSync(folder).sort()).toEqual(["a.zip", "into"]);
  });

  it("that is none is refused", async () => {
    await expect(unpack(Buffer.from("no archive"))).rejects.toThrow();
  });
});
