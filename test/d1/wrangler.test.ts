import { spawnSync } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import packageJson from "../../package.json" with { type: "json" };
import { createD1Target, type D1TargetOptions } from "../../src/d1/comment-target.ts";
import { findWrangler } from "../../src/d1/wrangler-program.ts";
import { readLocalD1 } from "../parts/local-d1.ts";

const never = new AbortController().signal;
const wranglerPath = fileURLToPath(
  new URL("../../node_modules/wrangler/bin/wrangler.js", import.meta.url),
);

describe("a local D1 through wrangler", () => {
  let folder: string;
  let options: D1TargetOptions;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "wrangler-"));
    options = {
      wranglerPath,
      wranglerCwd: folder,
      databaseName: "comments",
      mode: "local",
      transport: "auto",
      persistTo: join(folder, "d1"),
      env: { PATH: process.env["PATH"], HOME: folder },
      runId: "test",
      maxRetries: 0,
    };
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it("is the one of the project's own configuration where that names it", async () => {
    const project = await mkdtemp(join(folder, "project-"));
    const database = { binding: "DB", database_name: "comments", database_id: "its-own-id" };
    const config = { name: "site", compatibility_date: "2026-01-01", d1_databases: [database] };
    await writeFile(join(project, "wrangler.jsonc"), `// theirs\n${JSON.stringify(config)}`);
    const { persistTo: _, ...inProject } = { ...options, wranglerCwd: project };
    await createD1Target(inProject).prepare({ readOnly: false }, never);
    expect(readLocalD1(join(project, ".wrangler", "state"))).toEqual({ comments: [], ledger: [] });

    const other = createD1Target({ ...inProject, databaseName: "not-in-the-configuration" });
    await expect(other.readLedger(never)).resolves.toEqual([]);
  });

  it("says which wrangler is missing", async () => {
    const target = createD1Target({ ...options, wranglerPath: "./nowhere/wrangler" });
    await expect(target.prepare({ readOnly: true }, never)).rejects.toMatchObject({
      code: "wrangler-not-found",
      remedy: expect.stringContaining("wrangler-path"),
    });
  });

  it("says what a wrangler answered that is none", async () => {
    const script = join(folder, "fake.mjs");
    await writeFile(script, 'console.log("Welcome to something else");');
    const target = createD1Target({ ...options, wranglerPath: script });
    await expect(target.prepare({ readOnly: true }, never)).rejects.toMatchObject({
      message: expect.stringContaining("Welcome to something else"),
    });
  });

  it("is left by wrangler, and by all that wrangler started, when it is told to stop", async () => {
    const script = join(folder, "slow.mjs");
    await writeFile(
      script,
      `import { spawn } from "node:child_process";
import { renameSync, writeFileSync } from "node:fs";
const inner = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"], { stdio: "inherit" });
writeFileSync("pids.new", JSON.stringify([process.pid, inner.pid]));
renameSync("pids.new", "pids");
setInterval(() => {}, 1000);`,
    );
    const controller = new AbortController();
    const stopped = createD1Target({ ...options, wranglerPath: script }).readLedger(
      controller.signal,
    );
    const pids = await vi.waitFor(async () => readFile(join(folder, "pids"), "utf8"), 30_000);
    controller.abort(new Error("stopped"));
    await expect(stopped).rejects.toThrow("stopped");
    await vi.waitFor(() => expect(JSON.parse(pids).filter(isRunning)).toEqual([]), 30_000);
  });
});

describe("a project without a wrangler", () => {
  it("gets the version that this program was tested with, through npx", async () => {
    const folder = await mkdtemp(join(tmpdir(), "wrangler-"));
    const program = findWrangler(undefined, folder);
    await rm(folder, { recursive: true });
    expect(program).toEqual({
      file: "npx",
      args: ["--yes", `wrangler@${packageJson.devDependencies.wrangler}`],
    });
  });
});

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  // A process that has ended stays in the table until its parent asks for it.
  const stat = spawnSync("ps", ["-o", "stat=", "-p", String(pid)], { encoding: "utf8" }).stdout;
  return !stat.trim().startsWith("Z");
}
