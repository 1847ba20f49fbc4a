import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { runMain } from "../../src/action/entries/run-main.ts";
import { runCli } from "../../src/cli/run-cli.ts";
import { migrateSite } from "../../src/migrate-site.ts";
import { enough } from "../config/sources.ts";

const bug = new TypeError("x is not a function");
const never = new AbortController().signal;
const throwBug = () => {
  throw bug;
};

let folder: string;
const exitCode = process.exitCode;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "unforeseen-"));
});
afterEach(() => {
  process.exitCode = exitCode;
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

it("an error that nobody foresaw is two sentences in a terminal", async () => {
  let text = "";
  const stderr = { write: (chunk: string) => (text += chunk) };
  const terminal = { args: ["--help"], env: {}, cwd: folder, stderr, stdout: { write: throwBug } };
  expect(await runCli(terminal, never)).toBe(1);
  expect(text).toMatch(
    /^An unexpected error occurred: TypeError: x is not a function\nRun it again with --verbose.*\n$/,
  );
});

it("it is a MigrationError with its cause for those who call the library", async () => {
  const run = migrateSite({ settings: enough, repositoryDir: folder, log: throwBug });
  await expect(run).rejects.toMatchObject({
    name: "MigrationError",
    code: "unexpected-error",
    cause: bug,
  });
});

it("it is one line and a failed step in a workflow, whose debug log has the details", async () => {
  const summary = join(folder, "summary");
  writeFileSync(summary, "");
  // Where the runner has no file for outputs, its client throws.
  vi.stubEnv("GITHUB_OUTPUT", join(folder, "gone"));
  let log = "";
  vi.spyOn(process.stdout, "write").mockImplementation((chunk) => {
    log += String(chunk);
    return true;
  });
  expect(await runMain({ GITHUB_STEP_SUMMARY: summary }, never)).toBe(1);
  const [error, debug, ...others] = log.trim().split("\n");
  expect(error).toMatch(/^::error::An unexpected error occurred: Error: Missing file at path/);
  expect(error).not.toContain("run-main.ts");
  expect(debug).toMatch(/^::debug::.*run-main\.ts/);
  expect(others).toEqual([]);
});
