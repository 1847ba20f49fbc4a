import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { compileCache } from "../machine/compile-cache.ts";

/** How long the runner waits between the signals of a cancellation, in ms. */
export interface CancellationGrace {
  readonly beforeSigterm: number;
  readonly beforeSigkill: number;
}

/** Source: actions/runner, ProcessInvoker.cs */
export const runnerGrace: CancellationGrace = { beforeSigterm: 7500, beforeSigkill: 2500 };

/** One line that a process wrote. */
export interface OutputLine {
  readonly stream: "stdout" | "stderr";
  readonly text: string;
}

/** How a process ended. */
interface ProcessEnd {
  /** Null if a signal ended it. */
  readonly exitCode: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly lines: readonly OutputLine[];
  readonly durationMs: number;
}

/** A Node process that a runner has started. */
export interface StepProcess {
  readonly end: Promise<ProcessEnd>;
  /** SIGINT and, in case the process goes on, SIGTERM to it and SIGKILL to all its processes. */
  cancel(grace: CancellationGrace): void;
  /** Ends the process and all that it started, even after its own end. */
  killTree(): void;
}

/** What keeps a pipe open for longer than this after the process ended is not waited for, in ms. */
const drainMs = 5000;

/** Starts a script with the Node of this process. */
export function startStepProcess(
  script: string,
  cwd: string,
  env: Readonly<Record<string, string>>,
  onLine: (line: OutputLine) => void,
): StepProcess {
  const startedAt = performance.now();
  // A process group of its own, so that its children can be killed with it.
  const child = spawn(process.execPath, [script], {
    cwd,
    env: { ...compileCache, ...env },
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const lines: OutputLine[] = [];
  for (const stream of ["stdout", "stderr"] as const) {
    createInterface({ input: child[stream] }).on("line", (text) => {
      lines.push({ stream, text });
      onLine({ stream, text });
    });
  }
  const timers: NodeJS.Timeout[] = [];
  child.once("exit", () => {
    for (const timer of timers) clearTimeout(timer);
    timers.push(
      setTimeout(() => {
        child.stdout.destroy();
        child.stderr.destroy();
      }, drainMs),
    );
  });
  const killTree = (): void => {
    if (child.pid !== undefined) killGroup(child.pid);
  };
  process.once("exit", killTree);

  async function waitForEnd(): Promise<ProcessEnd> {
    await once(child, "close");
    for (const timer of timers) clearTimeout(timer);
    const { exitCode, signalCode: signal } = child;
    return { exitCode, signal, lines, durationMs: performance.now() - startedAt };
  }

  return {
    end: waitForEnd(),
    cancel({ beforeSigterm, beforeSigkill }) {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill("SIGINT");
      timers.push(
        setTimeout(() => child.kill("SIGTERM"), beforeSigterm),
        setTimeout(killTree, beforeSigterm + beforeSigkill),
      );
    },
    killTree() {
      process.off("exit", killTree);
      killTree();
    },
  };
}

function killGroup(pid: number): void {
  try {
    process.kill(-pid, "SIGKILL");
  } catch (error) {
    const isGone = error instanceof Error && "code" in error && error.code === "ESRCH";
    if (!isGone) throw error;
  }
}
