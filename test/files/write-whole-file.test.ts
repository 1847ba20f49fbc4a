import fs, {
  chmodSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Journal } from "../../src/checkpoint/journal.ts";
import { FileNotWrittenError, writeWholeFile } from "../../src/files/write-whole-file.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "whole-"));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

describe("a file is written", () => {
  it("whole, with nothing beside it", () => {
    writeWholeFile(join(folder, "a"), "ä€");
    expect(readFileSync(join(folder, "a"), "utf8")).toBe("ä€");
    expect(readdirSync(folder)).toEqual(["a"]);
  });

  it("with the rights that it had", () => {
    writeFileSync(join(folder, "a"), "old");
    chmodSync(join(folder, "a"), 0o646);
    writeWholeFile(join(folder, "a"), "new");
    expect(statSync(join(folder, "a")).mode & 0o777).toBe(0o646);
  });

  it("where a link leads, which stays", () => {
    mkdirSync(join(folder, "real"));
    writeFileSync(join(folder, "real/a"), "old");
    symlinkSync("real/a", join(folder, "link"));
    writeWholeFile(join(folder, "link"), "new");
    expect(readFileSync(join(folder, "real/a"), "utf8")).toBe("new");
    expect(lstatSync(join(folder, "link")).isSymbolicLink()).toBe(true);
  });

  it("whatever the length of its name", () => {
    const name = "n".repeat(255);
    writeWholeFile(join(folder, name), "text");
    expect(readdirSync(folder)).toEqual([name]);
  });
});

describe("a write that the disk makes short without an error", () => {
  /** How many bytes a write leaves on the disk at most; undefined where there is room for all. */
  let room: number | undefined;
  const whole = fs.writeFileSync;
  beforeEach(() => {
    fs.writeFileSync = (file, data) => whole(file, Buffer.from(String(data)).subarray(0, room));
    syncBuiltinESMExports();
  });
  afterEach(() => {
    room = undefined;
    fs.writeFileSync = whole;
    syncBuiltinESMExports();
  });

  it("is an error that names the file, and leaves it as it was", () => {
    const file = join(folder, "a");
    writeFileSync(file, "old");
    room = 2;
    expect(() => writeWholeFile(file, "newer")).toThrow(FileNotWrittenError);
    expect(() => writeWholeFile(file, "newer")).toThrow(
      `The file ${file} could not be written: only 2 of 5 bytes are on the disk, which may be full. It was left as it was.`,
    );
    expect(readFileSync(file, "utf8")).toBe("old");
    expect(readdirSync(folder)).toEqual(["a"]);
  });

  it("leaves no file where there was none", () => {
    room = 0;
    expect(() => writeWholeFile(join(folder, "a"), "new")).toThrow(FileNotWrittenError);
    expect(readdirSync(folder)).toEqual([]);
  });

  it("is an error of the checkpoint's journal, too, which is taken up again where it was whole", () => {
    const file = join(folder, "journal");
    const at = "2024-05-01T12:00:00.000Z";
    const header = { journal: "2.1", sequence: 0, started_at: at } as const;
    const record = { sequence: 1, at, change: { type: "start", total_pages: 1 } } as const;
    const journal = new Journal(file, header);
    room = 10;
    expect(() => journal.append([record])).toThrow(`${file} could not be written`);
    room = undefined;
    journal.append([record]);
    journal.close();
    expect(readFileSync(file, "utf8").split("\n")).toHaveLength(3);
  });
});

it.each([
  ["a folder", "taken", "a folder is in its place"],
  ["a name below a file", "file/a", "a file is where its folder should be"],
  ["a link to itself", "loop", "it is a symbolic link that leads back to itself"],
])("a file can't be written over %s, which the error says", (_, name, reason) => {
  mkdirSync(join(folder, "taken"));
  writeFileSync(join(folder, "file"), "");
  symlinkSync("loop", join(folder, "loop"));
  expect(() => writeWholeFile(join(folder, name), "text")).toThrow(`: ${reason}.`);
  expect(readdirSync(folder).toSorted()).toEqual(["file", "loop", "taken"]);
});
