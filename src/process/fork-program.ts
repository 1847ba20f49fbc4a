import { type ChildProcess, fork } from "node:child_process";
import type { Environment } from "./child-environment.ts";
import { killGroup } from "./run-process.ts";

/** Where a program runs, and with what it is started. */
export interface ForkOptions {
  readonly cwd: string;
  readonly env: Environment;
}

/** A running program that takes messages, and can be killed with all that it started. */
export interface ForkedProgram {
  readonly child: ChildProcess;
  readonly kill: () => void;
}

/**
 * Starts a program of our own on this Node.js, with pipes for what it prints and a channel for messages.
 * It leads a group of its own: it is killed with what it started, and a terminal's Ctrl+C does not reach it.
 */
export function forkProgram(
  file: string,
  args: readonly string[],
  { cwd, env }: ForkOptions,
): ForkedProgram {
  const detached = process.platform !== "win32";
  const child = fork(file, args, {
    cwd,
    env: { ...env },
    detached,
    execArgv: ["--disable-warning=ExperimentalWarning"],
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  return { child, kill: () => killGroup(child, detached) };
}
