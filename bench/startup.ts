import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { dispatchedJob } from "../test/parts/runner/job.ts";
import { runnerEnvironment } from "../test/parts/runner/runner-environment.ts";
import { type BenchResult, median } from "./figure.ts";

// Time from the start of the process to the first line that a person sees in the log, and the memory
// by then: of the action's main step, of the terminal command, and, as the physical limit, of a
// Node.js that only prints a line. The first of the rounds fills the file system's cache.

const rounds = 7;
const dist = fileURLToPath(new URL("../dist/", import.meta.url));
const site = fileURLToPath(new URL("../examples/site/", import.meta.url));

interface Start {
  readonly seconds: number;
  /** Undefined where the system does not tell. */
  readonly megabytes: number | undefined;
}

export async function run(): Promise<BenchResult> {
  const folder = mkdtempSync(join(tmpdir(), "bench-startup-"));
  try {
    const eventFile = join(folder, "event.json");
    writeFileSync(eventFile, "{}");
    const places = { workspace: site, home: folder, temp: folder, toolCache: folder, eventFile };
    const runner = runnerEnvironment(dispatchedJob, places);
    const settings = { CLOUDFLARE_API_TOKEN: "token", CLOUDFLARE_ACCOUNT_ID: "account" };
    const inputs = {
      "INPUT_DATABASE-NAME": "comments",
      "INPUT_DRY-RUN": "true",
      "INPUT_HUGO-VERSION": "none",
    };
    const files = { GITHUB_OUTPUT: join(folder, "output"), GITHUB_STATE: join(folder, "state") };
    for (const file of Object.values(files)) writeFileSync(file, "");
    const programs = {
      action: {
        args: [join(dist, "main.js")],
        env: { ...runner, ...settings, ...inputs, ...files },
      },
      terminal: {
        args: [join(dist, "cli.js"), "--database-name=comments", "--dry-run"],
        env: { ...runner, ...settings },
      },
      node: { args: ["-e", "console.log('ready')"], env: runner },
    };
    const starts: Record<keyof typeof programs, Start[]> = { action: [], terminal: [], node: [] };
    for (let round = 0; round < rounds; round += 1) {
      for (const name of ["action", "terminal", "node"] as const) {
        const start = await startOf(programs[name]);
        if (round > 0) starts[name].push(start);
      }
    }
    const seconds = (name: keyof typeof programs) => median(starts[name].map((one) => one.seconds));
    const memory = (name: keyof typeof programs) =>
      median(starts[name].map((one) => one.megabytes ?? 0));
    const of = { bench: "startup" } as const;
    const times = [
      { ...of, figure: "action-first-line", value: seconds("action"), unit: "s", atMost: 0.6 },
      { ...of, figure: "terminal-first-line", value: seconds("terminal"), unit: "s", atMost: 0.6 },
      { ...of, figure: "bare-node", value: seconds("node"), unit: "s" },
    ];
    if (starts.node.some(({ megabytes }) => megabytes === undefined)) {
      return { figures: times, skipped: ["memory: this system does not tell it"] };
    }
    return {
      figures: [
        ...times,
        { ...of, figure: "action-memory", value: memory("action"), unit: "MB" },
        { ...of, figure: "terminal-memory", value: memory("terminal"), unit: "MB" },
        { ...of, figure: "bare-node-memory", value: memory("node"), unit: "MB" },
      ],
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

interface Program {
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

/** Starts a program until its first line that is no command of the runner, and ends it there. */
async function startOf({ args, env }: Program): Promise<Start> {
  const began = performance.now();
  const child = spawn(process.execPath, args, {
    cwd: site,
    env,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const lines = new Promise<void>((resolve) => {
    for (const input of [child.stdout, child.stderr]) {
      createInterface({ input }).on("line", (line) => {
        if (!line.startsWith("::")) resolve();
      });
    }
  });
  const closed = once(child, "close").then(() => {
    throw new Error(`${args.join(" ")} ended without a line`);
  });
  await Promise.race([lines, closed]);
  const seconds = (performance.now() - began) / 1000;
  const megabytes = peakMegabytes(child.pid);
  child.kill("SIGKILL");
  await closed.catch(() => {});
  return { seconds, megabytes };
}

/** Source: proc_pid_status(5), VmHWM. */
function peakMegabytes(pid: number | undefined): number | undefined {
  const file = `/proc/${pid}/status`;
  if (!existsSync(file)) return undefined;
  const kilobytes = /^VmHWM:\s+(\d+) kB/m.exec(readFileSync(file, "utf8"))?.[1];
  return kilobytes === undefined ? undefined : Number(kilobytes) / 1024;
}
