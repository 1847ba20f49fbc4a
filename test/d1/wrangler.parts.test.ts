import { spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { execa } from "execa";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import packageJson from "../../package.json" with { type: "json" };
import { findWrangler } from "../../src/cloudflare/wrangler/wrangler-program.ts";
import { createD1Target, type D1TargetOptions } from "../../src/d1/comment-target.ts";
import { createLocalTransport } from "../../src/d1/local/local-transport.ts";
import { statement } from "../../src/d1/sql/statement.ts";
import { classicSchema } from "../../src/targets/classic/schema.ts";
import { readLocalD1 } from "../parts/d1/local-d1.ts";
import { blog } from "../parts/d1/target-on.ts";
import { installStandIn, installWrangler, wranglerPath } from "../parts/d1/wrangler-project.ts";
import { compileCache } from "../parts/machine/compile-cache.ts";

const never = new AbortController().signal;

describe("wrangler's local copy of a D1 database", () => {
  let folder: string;
  let options: D1TargetOptions;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "wrangler-"));
    options = {
      wranglerDir: installWrangler(folder),
      databaseName: "comments",
      mode: "local",
      persistTo: join(folder, "d1"),
      env: { PATH: process.env["PATH"], HOME: folder, ...compileCache },
      schema: classicSchema(),
      owner: { sources: [blog] },
      runId: "test",
      maxRetries: 0,
    };
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it("is the one of the project's own configuration where that names it", async () => {
    const project = installWrangler(await mkdtemp(join(folder, "project-")));
    const database = { binding: "DB", database_name: "comments", database_id: "its-own-id" };
    const config = { name: "site", compatibility_date: "2026-01-01", d1_databases: [database] };
    await writeFile(join(project, "wrangler.jsonc"), `// theirs\n${JSON.stringify(config)}`);
    const { persistTo: _, ...inProject } = { ...options, wranglerDir: project };
    {
      await using target = createD1Target(inProject);
      await target.prepare({ readOnly: false }, never);
    }
    expect(readLocalD1(join(project, ".wrangler", "state"))).toEqual({ comments: [], ledger: [] });
    await expect(wranglerCounts(project)).resolves.toEqual([{ n: 0 }]);

    await using other = createD1Target({ ...inProject, databaseName: "not-in-the-configuration" });
    await expect(other.readLedger(never)).resolves.toEqual([]);
  });

  /** What wrangler's own command finds in the comments table of the folder's database. */
  async function wranglerCounts(cwd: string): Promise<unknown> {
    const command = "SELECT count(*) AS n FROM comments";
    const args = ["d1", "execute", "comments", "--local", "--json", "--command", command];
    const { stdout } = await execa(process.execPath, [wranglerPath, ...args], { cwd });
    const [{ results }] = z.tuple([z.object({ results: z.unknown() })]).parse(JSON.parse(stdout));
    return results;
  }

  it("says what a wrangler answered that is too old", async () => {
    const old = installStandIn(await mkdtemp(join(folder, "old-")), {});
    await using target = createD1Target({ ...options, wranglerDir: old });
    await expect(target.prepare({ readOnly: true }, never)).rejects.toMatchObject({
      code: "wrangler-failed",
      message: expect.stringContaining("4.100 or newer"),
    });
  });

  it("says what is wrong with a configuration that wrangler refuses", async () => {
    const project = installWrangler(await mkdtemp(join(folder, "broken-")));
    await writeFile(join(project, "wrangler.json"), '{ "d1_databases": "none" }');
    await using target = createD1Target({ ...options, wranglerDir: project });
    await expect(target.prepare({ readOnly: true }, never)).rejects.toMatchObject({
      code: "wrangler-failed",
      message: expect.stringContaining("d1_databases"),
    });
  });

  it("counts the rows that a call wrote", async () => {
    await using transport = createLocalTransport({
      ...options,
      persistTo: join(folder, "counted"),
    });
    expect(transport.rowsWritten()).toBeNull();
    await transport.run([statement("SELECT 1")], never);
    expect(transport.rowsWritten()).toBe(0);
    const insert = statement("INSERT INTO t SELECT value FROM json_each(?1)", "[1, 2, 3]");
    await transport.run([statement("CREATE TABLE t (a)"), insert], never);
    expect(transport.rowsWritten()).toBeGreaterThanOrEqual(3);
  });
});

describe("the process that has a local database open", () => {
  let folder: string;
  beforeAll(async () => {
    folder = installWrangler(await mkdtemp(join(tmpdir(), "local-d1-")));
  });
  afterAll(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));

  const open = (name: string) =>
    createLocalTransport({
      wranglerDir: folder,
      databaseName: name,
      persistTo: join(folder, name),
      env: { PATH: process.env["PATH"], HOME: folder, ...compileCache },
    });
  const select1 = [statement("SELECT 1 AS one")];

  it("is one for all calls, and ends with workerd when the run is over", async () => {
    const transport = open("closed");
    await transport.run(select1, never);
    const first = processesOf(folder, "closed");
    await transport.run(select1, never);
    expect(processesOf(folder, "closed")).toEqual(first);
    expect(first).toHaveLength(1);
    const workerd = childrenOf(first);
    expect(workerd).not.toEqual([]);
    await transport[Symbol.asyncDispose]();
    await expect.poll(() => [...first, ...workerd].filter(isRunning)).toEqual([]);
  });

  it("is killed with workerd when the run is told to stop, and a later call starts another", async () => {
    await using transport = open("stopped");
    await transport.run(select1, never);
    const pids = processesOf(folder, "stopped");
    const all = [...pids, ...childrenOf(pids)];
    const controller = new AbortController();
    const call = transport.run([statement(endlessQuery)], controller.signal);
    await sleep(300);
    controller.abort(new Error("stopped"));
    await expect(call).rejects.toThrow("stopped");
    await expect.poll(() => all.filter(isRunning)).toEqual([]);
    await expect(transport.run(select1, never)).resolves.toEqual([[{ one: 1 }]]);
  });

  it("ends with workerd when the program that started it is killed", async () => {
    const child = execa(process.execPath, ["--input-type=module", "-e", openAndWait(folder)], {
      reject: false,
    });
    await once(child.stdout, "data");
    const pids = processesOf(folder, "orphan");
    const all = [...pids, ...childrenOf(pids)];
    expect(all.length).toBeGreaterThan(1);
    child.kill("SIGKILL");
    await expect.poll(() => all.filter(isRunning)).toEqual([]);
  });

  it("is missed by a call that it dies in, and replaced by the next", async () => {
    await using transport = open("killed");
    await transport.run(select1, never);
    const pids = processesOf(folder, "killed");
    const workerd = childrenOf(pids);
    for (const pid of pids) process.kill(pid, "SIGKILL");
    await expect(transport.run(select1, never)).rejects.toMatchObject({
      code: "wrangler-ended",
      transient: true,
    });
    await expect.poll(() => workerd.filter(isRunning)).toEqual([]);
    await expect(transport.run(select1, never)).resolves.toEqual([[{ one: 1 }]]);
  });

  it("is closed at once when it has just died by itself", async () => {
    const transport = open("dead");
    await transport.run(select1, never);
    for (const pid of processesOf(folder, "dead")) process.kill(pid, "SIGKILL");
    await expect.poll(() => processesOf(folder, "dead").filter(isRunning)).toEqual([]);
    await transport[Symbol.asyncDispose]();
    await transport[Symbol.asyncDispose]();
  });

  it("opens a database that another one has open, and sees what that has committed", async () => {
    await using one = open("shared");
    await using other = open("shared");
    await one.run([statement("CREATE TABLE t (a)"), statement("INSERT INTO t VALUES (1)")], never);
    await expect(other.run([statement("SELECT a FROM t")], never)).resolves.toEqual([[{ a: 1 }]]);
  });
});

const endlessQuery =
  "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n";

/** A program that opens the database and waits to be killed. */
function openAndWait(folder: string): string {
  const module = new URL("../../src/d1/local/local-transport.ts", import.meta.url);
  return `const { createLocalTransport } = await import(${JSON.stringify(module)});
const transport = createLocalTransport({
  wranglerDir: ${JSON.stringify(folder)},
  databaseName: "orphan",
  persistTo: ${JSON.stringify(join(folder, "orphan"))},
  env: process.env,
});
await transport.run([{ sql: "SELECT 1", params: [] }], new AbortController().signal);
console.log("open");
setInterval(() => {}, 1_000);`;
}

/** Processes that have the database of this name in the folder open. */
function processesOf(folder: string, name: string): readonly number[] {
  return processes()
    .filter(
      ({ command }) => command.includes("local-d1-process") && command.includes(join(folder, name)),
    )
    .map(({ pid }) => pid);
}

function childrenOf(pids: readonly number[]): readonly number[] {
  return processes()
    .filter(({ parent }) => pids.includes(parent))
    .map(({ pid }) => pid);
}

function processes() {
  const { stdout } = spawnSync("ps", ["-eo", "pid=,ppid=,args="], { encoding: "utf8" });
  return stdout.split("\n").map((line) => {
    const [, pid, parent, command = ""] = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? [];
    return { pid: Number(pid), parent: Number(parent), command };
  });
}

describe("a project without a wrangler", () => {
  it("gets the version that this program was tested with, through npx", async () => {
    const folder = await mkdtemp(join(tmpdir(), "wrangler-"));
    const program = findWrangler(folder);
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
