import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { mkdtempDisposable } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { formatBaseline } from "../../src/report/baseline.ts";
import { readBaseline } from "../../src/run/read-baseline.ts";

const empty = formatBaseline({ mode: "dry-run", problems: [] });

async function read(prepare: (file: string, folder: string) => void) {
  await using folder = await mkdtempDisposable(join(tmpdir(), "baseline-"));
  const file = join(folder.path, "known.json");
  prepare(file, folder.path);
  return await readBaseline(file, "dry-run", folder.path).catch((error: unknown) => String(error));
}

it("a baseline is read from its file", async () => {
  expect(await read((file) => writeFileSync(file, empty))).toEqual({
    mode: "dry-run",
    problems: [],
  });
});

it("a file that is not there is no baseline yet", async () => {
  expect(await read(() => {})).toBeUndefined();
});

it.each<[string, (file: string, folder: string) => void, RegExp]>([
  ["is empty", (file) => writeFileSync(file, ""), /known\.json.* is not JSON/],
  ["is cut off", (file) => writeFileSync(file, empty.slice(0, -4)), /is not JSON/],
  ["is another file", (file) => writeFileSync(file, '{"a":1}'), /is no baseline of this release/],
  ["is a folder", (file) => mkdirSync(file), /can't be read/],
  ["leads out of the repository", (file) => symlinkSync("/etc/hostname", file), /is a link out/],
  [
    "is of another mode",
    (file) => writeFileSync(file, formatBaseline({ mode: "verify", problems: [] })),
    /is the baseline of mode verify: name another file with mode dry-run/,
  ],
])("a file that %s is refused, and taken for no empty one", async (_, prepare, refusal) => {
  expect(await read(prepare)).toMatch(refusal);
});
