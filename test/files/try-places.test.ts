import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { firstUnwritable, unwritableFile, unwritableFolder } from "../../src/files/try-places.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "try-"));
  mkdirSync(join(folder, "folder"));
  writeFileSync(join(folder, "file"), "precious");
  symlinkSync("loop", join(folder, "loop"));
  symlinkSync("nowhere", join(folder, "dangling"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const present = ["dangling", "file", "folder", "loop"];

it("a place that can be written is tried without a trace, be it there already or not", () => {
  expect(unwritableFolder(join(folder, "folder"))).toBeUndefined();
  expect(unwritableFolder(join(folder, "new/and/deep"))).toBeUndefined();
  expect(unwritableFile(join(folder, "file"))).toBeUndefined();
  expect(unwritableFile(join(folder, "new/file"))).toBeUndefined();
  expect(readdirSync(folder).toSorted()).toEqual(present);
  expect(readdirSync(join(folder, "folder"))).toEqual([]);
});

describe("a place that can't be written has a reason:", () => {
  it.each([
    ["a file", "file", "something that is no folder is in its place"],
    ["a folder below a file", "file/below", "a file is where its folder should be"],
    ["a link to itself", "loop", "it is a symbolic link that leads back to itself"],
    ["a link to nothing", "dangling", "something that is no folder is in its place"],
  ])("%s for a folder", (_, path, reason) => {
    expect(unwritableFolder(join(folder, path))).toBe(reason);
    expect(readdirSync(folder).toSorted()).toEqual(present);
  });

  it.each([
    ["a folder", "folder", "a folder is in its place"],
    ["a name below a file", "file/below", "a file is where its folder should be"],
    ["a link to itself", "loop", "it is a symbolic link that leads back to itself"],
  ])("%s for a file", (_, path, reason) => {
    expect(unwritableFile(join(folder, path))).toBe(reason);
    expect(readdirSync(folder).toSorted()).toEqual(present);
  });

  // Node.js's recursive mkdir never returns there.
  it.runIf(process.platform === "linux")("a folder below /proc", () => {
    expect(unwritableFolder("/proc/hugo-comments/report")).toBe("its folder can't be created");
  });
});

it("of many folders the first is named that can't be written", () => {
  mkdirSync(join(folder, "other"));
  const good = [join(folder, "folder"), join(folder, "other")];
  expect(firstUnwritable(good)).toBeUndefined();
  expect(firstUnwritable([...good, join(folder, "gone")])).toEqual({
    folder: join(folder, "gone"),
    reason: "its folder can't be created",
  });
});
