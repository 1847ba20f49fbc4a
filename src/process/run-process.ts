import { type ChildProcess, spawn } from "node:child_process";
import { text } from "node:stream/consumers";

/** What a finished process left. */
export interface ProcessResult {
  /** Exit code; null when a signal ended it. */
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly timedOut: boolean;
}

/** How a process is started. */
interface ProcessOptions {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** It is killed after this time in ms; never where none is given. */
  readonly timeoutMs?: number;
}

/**
 * Runs a program without input and collects its output. It is killed with all that it started when
 * the signal is aborted or the time is over.
 * @throws the signal's reason when it was aborted, the system's error when it can't be started
 */
export async function runProcess(
  file: string,
  args: readonly string[],
  options: ProcessOptions,
  signal: AbortSignal,
): Promise<ProcessResult> {
  signal.throwIfAborted();
  const { cwd, env, timeoutMs } = options;
  // A group of its own: it can be killed as a whole, and a terminal's Ctrl+C does not reach it.
  const detached = process.platform !== "win32";
  const child = spawn(file, args, { cwd, env, detached, stdio: ["ignore", "pipe", "pipe"] });
  const stop = () => killGroup(child, detached);
  let timedOut = false;
  const timer =
    timeoutMs === undefined
      ? undefined
      : setTimeout(() => {
          timedOut = true;
          stop();
        }, timeoutMs);
  signal.addEventListener("abort", stop);
  try {
    const [exitCode, stdout, stderr] = await Promise.all([
      new Promise<number | null>((resolve, reject) => {
        child.once("error", reject);
        child.once("close", resolve);
      }),
      text(child.stdout),
      text(child.stderr),
    ]);
    signal.throwIfAborted();
    return { exitCode, stdout, stderr, timedOut };
  } finally {
    clearTimeout(timer);
    signal.removeEventListener("abort", stop);
  }
}

/** Kills a process, and where it was started detached, all that it started; nothing if it has ended. */
export function killGroup(child: ChildProcess, detached: boolean): void {
  if (child.pid === undefined) return;
  try {
    if (detached) process.kill(-child.pid, "SIGKILL");
    else child.kill("SIGKILL");
  } catch (error) {
    const isGone = error instanceof Error && "code" in error && error.code === "ESRCH";
    if (!isGone) throw error;
  }
}
