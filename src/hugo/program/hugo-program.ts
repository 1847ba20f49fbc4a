import { runProcess } from "../../process/run-process.ts";
import { printedVersion } from "./hugo-version.ts";

/** Whether a program is a Hugo that runs. */
export type HugoProgram =
  | { readonly kind: "runs" /** Such as `0.168.0`. */; readonly version: string }
  | { readonly kind: "not-there" }
  | { readonly kind: "fails" /** Continues a sentence. */; readonly reason: string };

/** Where a program is tried. */
interface TrialPlace {
  /** Version managers choose the version by the folder. */
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** Wrappers may have to fetch the program first. */
const longestMs = 60_000;

/**
 * Asks a program for its version.
 * @throws the signal's reason
 */
export async function tryHugo(
  path: string,
  place: TrialPlace,
  signal: AbortSignal,
): Promise<HugoProgram> {
  try {
    const options = { ...place, timeoutMs: longestMs };
    const { exitCode, stdout, stderr, timedOut } = await runProcess(
      path,
      ["version"],
      options,
      signal,
    );
    if (timedOut) return fails(`did not print its version within ${longestMs / 1000} s`);
    if (exitCode !== 0) {
      return fails(`ends with ${exitCode ?? "a signal"}: ${lastLine(stderr) ?? lastLine(stdout)}`);
    }
    const version = printedVersion(`${stdout}\n${stderr}`);
    return version === undefined ? fails("prints no version of Hugo") : { kind: "runs", version };
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof Error && "code" in error && error.code === "ENOENT") {
      return { kind: "not-there" };
    }
    return fails(`can't be started: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function fails(reason: string): HugoProgram {
  return { kind: "fails", reason };
}

function lastLine(output: string): string | undefined {
  return output.trim().split("\n").at(-1)?.trim() || undefined;
}
