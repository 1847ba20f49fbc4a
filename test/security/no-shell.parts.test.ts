import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { findWrangler, pinnedWrangler } from "../../src/cloudflare/wrangler/wrangler-program.ts";
import { runProcess } from "../../src/process/run-process.ts";

function emptyFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "no-shell-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}

describe("an argument of a program", () => {
  it.each([
    "$(touch made)",
    "`touch made`",
    "; touch made",
    "& touch made &",
    "| touch made",
    "> made",
    "%PATH% ^& echo",
    '"; touch made; "',
    "'; touch made; '",
    "a\nb\ttouch made",
    "*",
    "~",
  ])("reaches it as it is, and is read by no shell: %j", async (argument) => {
    const cwd = emptyFolder();
    const program = "process.stdout.write(JSON.stringify(process.argv.slice(1)))";
    const { stdout } = await runProcess(
      process.execPath,
      ["-e", program, "--", argument],
      { cwd, env: process.env },
      new AbortController().signal,
    );
    expect(JSON.parse(stdout)).toEqual([argument]);
    expect(readdirSync(cwd)).toEqual([]);
  });
});

describe("on Windows", () => {
  it("npx is run by its script, which needs no shell", () => {
    const folder = emptyFolder();
    const bin = join(folder, "node", "node_modules", "npm", "bin");
    mkdirSync(bin, { recursive: true });
    writeFileSync(join(bin, "npx-cli.js"), "");
    const searchPath = [join(folder, "elsewhere"), join(folder, "node")].join(delimiter);
    expect(findWrangler(folder, { platform: "win32", searchPath })).toEqual({
      file: process.execPath,
      args: [join(bin, "npx-cli.js"), "--yes", `wrangler@${pinnedWrangler}`],
    });
  });
});
