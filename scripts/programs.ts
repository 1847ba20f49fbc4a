import { spawn } from "node:child_process";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));

/** A script of this repository or of a package, as a path from the root, with its arguments. */
export type Program = readonly [script: string, ...args: string[]];

/** How a program ended. */
export interface Ended {
  readonly succeeded: boolean;
  /** What it printed; empty where it was shown while it ran. */
  readonly output: string;
  readonly durationMs: number;
}

const vitest = "node_modules/vitest/vitest.mjs";
const types = (project: string): Program => [
  "node_modules/typescript/bin/tsc",
  ...["--noEmit", "--pretty", "-p", project],
];

/** What looks at the code without running it. */
export const staticChecks = {
  types: [types("."), types("examples/worker"), types("examples/worker/hugo")],
  style: [["node_modules/@biomejs/biome/bin/biome", "ci"]],
  architecture: [["scripts/architecture.ts"]],
  unused: [["node_modules/knip/bin/knip.js"]],
} as const satisfies Readonly<Record<string, readonly Program[]>>;

/** vitest on one of its projects, or on what the arguments name. */
export const tests = {
  unit: [vitest, "run", "--project", "unit"],
  parts: [vitest, "run", "--project", "parts"],
  named: [vitest, "run"],
} as const satisfies Readonly<Record<string, Program>>;

/** Runs a program on this Node.js; its output is shown while it runs, or returned. */
export async function run(
  [script, ...args]: Program,
  output: "shown" | "returned",
): Promise<Ended> {
  const begin = performance.now();
  const child = spawn(
    process.execPath,
    ["--disable-warning=ExperimentalWarning", script, ...args],
    { cwd: root, stdio: output === "shown" ? "inherit" : ["ignore", "pipe", "pipe"] },
  );
  const [code, ...printed] = await Promise.all([
    new Promise<number | null>((resolve, reject) => {
      child.once("error", reject);
      child.once("close", resolve);
    }),
    child.stdout === null ? "" : text(child.stdout),
    child.stderr === null ? "" : text(child.stderr),
  ]);
  return {
    succeeded: code === 0,
    output: printed.join(""),
    durationMs: performance.now() - begin,
  };
}

/** Runs the programs of a check one after the other and tells how each ended; returns how many failed. */
export async function failuresOf(name: string, programs: readonly Program[]): Promise<number> {
  let failed = 0;
  for (const program of programs) {
    const ended = await run(program, "returned");
    tell(programs.length === 1 ? name : `${name} of ${program.at(-1)}`, ended);
    if (!ended.succeeded) failed += 1;
  }
  return failed;
}

/** Prints how a program ended, and what it printed where it failed. */
function tell(name: string, { succeeded, output, durationMs }: Ended): void {
  const seconds = (durationMs / 1000).toFixed(1);
  console.log(`${succeeded ? "✓" : "✗"} ${name} (${seconds} s)`);
  if (!succeeded) console.log(output);
}
