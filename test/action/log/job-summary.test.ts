import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { findJobSummary } from "../../../src/action/log/job-summary.ts";

let folder: string;
let log: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "summary-"));
  log = "";
  vi.spyOn(process.stdout, "write").mockImplementation((chunk) => {
    log += String(chunk);
    return true;
  });
});
afterEach(() => {
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true });
});

const summaryIn = (file: string) => findJobSummary({ GITHUB_STEP_SUMMARY: file });

it("what is added is in the summary, and nothing is warned of", async () => {
  const file = join(folder, "summary.md");
  writeFileSync(file, "");
  const add = await summaryIn(file);
  await add("one\n");
  await add("two\n");
  expect(readFileSync(file, "utf8")).toBe("one\ntwo\n");
  expect(log).toBe("");
});

it.each([
  ["is not set", "", /the variable GITHUB_STEP_SUMMARY is not set/],
  ["is in no folder", "gone/summary.md", /summary\.md could not be written: its folder can't be/],
  ["is a folder", ".", /could not be written: a folder is in its place/],
])("a summary that %s is one warning, before anything is added", async (_, name, reason) => {
  const add = await summaryIn(name === "" ? "" : join(folder, name));
  expect(log).toMatch(reason);
  expect(log).toMatch(/^::warning title=Comment migration::.*not affected/);
  expect(log.match(/::warning/g)).toHaveLength(1);
  await add("text");
  expect(log.match(/::warning/g)).toHaveLength(1);
});

it("a summary that is taken away during the run is a warning", async () => {
  const file = join(folder, "summary.md");
  writeFileSync(file, "");
  const add = await summaryIn(file);
  rmSync(folder, { recursive: true });
  writeFileSync(folder, "");
  await add("text");
  expect(log).toMatch(/::warning .*a file is where its folder should be/);
});
