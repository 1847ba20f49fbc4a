import type { Config } from "../config/config.ts";
import { logLine } from "../domain/printable.ts";
import { renderText } from "../report/text.ts";
import type { FinishedRun, Host } from "../run/host.ts";
import { hugoSearchOf } from "../run/hugo-cache-folder.ts";
import { openMemory } from "../run/open-memory.ts";
import { runOnHost } from "../run/run-on-host.ts";
import { formatShard } from "../shard/shard.ts";
import { chooseObserver, type Writable } from "./choose-observer.ts";
import { failureText } from "./failure-text.ts";
import { configOf, type Flags, readFlags } from "./flags.ts";
import { usage } from "./usage.ts";

/** The terminal that the command runs in. */
interface Terminal {
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  readonly stdout: Pick<Writable, "write">;
  readonly stderr: NodeJS.WriteStream | Writable;
}

const exitInterrupted = 130;

/**
 * The terminal command. Progress goes to stderr, the report to stdout.
 * Returns the exit code: 0 complete, 1 not complete or not begun, 130 stopped by Ctrl+C.
 * @param startedAt when the run began, by `performance.now()`; if omitted, with the process
 */
export async function runCli(
  terminal: Terminal,
  signal: AbortSignal,
  startedAt = 0,
): Promise<number> {
  try {
    const flags = readFlags(terminal.args);
    if (flags.help) {
      terminal.stdout.write(usage());
      return 0;
    }
    const loaded = await configOf(flags, terminal.env, terminal.cwd);
    const host = hostOf({ ...terminal, ...flags }, loaded, startedAt);
    const { exitCode } = await runOnHost(loaded, host, signal);
    return signal.aborted ? exitInterrupted : exitCode;
  } catch (error) {
    if (signal.aborted) return exitInterrupted;
    terminal.stderr.write(failureText(error, terminal.args));
    return 1;
  }
}

function hostOf(
  { env, cwd, stdout, stderr, json }: Terminal & Pick<Flags, "json">,
  config: Pick<Config, "logging">,
  startedAt: number,
): Host {
  return {
    repositoryDir: cwd,
    env,
    runId: `terminal-${new Date().toISOString()}`,
    startedAt,
    hugoReleases: hugoSearchOf(env),
    openMemory,
    observer: chooseObserver(stderr, config),
    telling: {
      say: (line) => void stderr.write(`${logLine(line)}\n`),
      diff: (diff) => void (json ? stderr : stdout).write(`${diff}\n`),
      plan({ shards }) {
        for (const shard of shards) stdout.write(`${formatShard(shard)}\n`);
      },
      report({ report, files }) {
        stdout.write(
          json ? `${JSON.stringify(report)}\n` : `\n${renderText(report)}\n${placesOf(files)}`,
        );
      },
    },
  };
}

function placesOf({ html, json }: FinishedRun["files"]): string {
  const places = [html && `Report: ${html}`, json && `machine-readable: ${json}`];
  const line = places.filter((place) => place !== undefined).join(", ");
  return line === "" ? "" : `${line}\n`;
}
