import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { partPath } from "../tiers/tiers.ts";

const program = fileURLToPath(new URL("synapse_until_parent_ends.py", import.meta.url));
const startUpMs = 60_000;
const graceMs = 10_000;

/** A Synapse process that answers requests. */
export interface SynapseProcess extends AsyncDisposable {
  readonly pid: number | undefined;
}

/**
 * Starts Synapse with the configuration in the folder and waits until it answers.
 * Throws with the end of its output and log when it doesn't.
 */
export async function startSynapseProcess(
  folder: string,
  baseUrl: string,
): Promise<SynapseProcess> {
  const python = join(dirname(partPath("synapse")), "python");
  const child = spawn(python, [program, "--config-path", join(folder, "homeserver.yaml")], {
    cwd: folder,
    stdio: ["pipe", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      output += text;
    });
  }
  const deadline = AbortSignal.timeout(startUpMs);
  while (!(await answers(baseUrl, deadline))) {
    if (hasEnded(child) || deadline.aborted) {
      await stop(child);
      const log = await readFile(join(folder, "synapse.log"), "utf8").catch(() => "");
      throw new Error(`Synapse did not start:\n${tail(output)}\n${tail(log)}`);
    }
    await sleep(100);
  }
  return { pid: child.pid, [Symbol.asyncDispose]: () => stop(child) };
}

async function answers(baseUrl: string, signal: AbortSignal): Promise<boolean> {
  try {
    return (await fetch(`${baseUrl}/_matrix/client/versions`, { signal })).ok;
  } catch {
    return false;
  }
}

async function stop(child: ChildProcess): Promise<void> {
  if (hasEnded(child)) return;
  const ended = once(child, "exit");
  child.kill("SIGTERM");
  const killer = setTimeout(() => child.kill("SIGKILL"), graceMs);
  await ended;
  clearTimeout(killer);
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}

function tail(text: string): string {
  return text.trimEnd().split("\n").slice(-20).join("\n");
}
