import { once } from "node:events";
import { type Config, isQuiet } from "../config/config.ts";
import type { ConfigSources } from "../config/config-sources.ts";
import { loadConfig } from "../config/load-config.ts";
import { loadPlaces, type ReportPlaces } from "../config/load-places.ts";
import { loadSetup } from "../config/load-setup.ts";
import { readConfigFile } from "../config/read-config-file.ts";
import { logLine } from "../domain/printable.ts";
import { renderText } from "../report/text.ts";
import { type Check, checkLines } from "../run/check.ts";
import { doctor } from "../run/doctor.ts";
import type { FinishedRun, Host } from "../run/host.ts";
import { hugoSearchOf } from "../run/hugo-cache-folder.ts";
import { openMemory } from "../run/open-memory.ts";
import { runOnHost } from "../run/run-on-host.ts";
import { readStatus } from "../run/status.ts";
import { formatShard } from "../shard/shard.ts";
import { calledAs } from "./called-as.ts";
import { chooseObserver, type Writable } from "./choose-observer.ts";
import { type Asked, readCommandLine } from "./command-line.ts";
import { failureText } from "./failure-text.ts";
import { rollbackCommand } from "./rollback-command.ts";
import { serveFolder } from "./serve-folder.ts";
import { setUp } from "./set-up.ts";
import { statusText } from "./status-text.ts";

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
    const asked = readCommandLine(terminal.args);
    switch (asked.command) {
      case "show":
        (asked.isAskedFor ? terminal.stdout : terminal.stderr).write(asked.text);
        return asked.isAskedFor ? 0 : 1;
      case "status":
        showStatus(loadPlaces(await sourcesOf(asked, terminal)), asked, terminal);
        return 0;
      case "init":
        return (await showSetup(asked, terminal)) ? 0 : 1;
      case "doctor":
        return (await showChecks(asked, terminal, startedAt, signal)) ? 0 : 1;
      case "run": {
        const loaded = loadConfig(await sourcesOf(asked, terminal));
        const host = hostOf({ ...terminal, ...asked }, loaded, startedAt);
        const { exitCode, preview } = await runOnHost(loaded, host, signal);
        const code = signal.aborted ? exitInterrupted : exitCode;
        const isWatched = terminal.stderr.isTTY === true && !asked.json;
        if (preview !== undefined && isWatched) await servePreview(preview, terminal, signal);
        return code;
      }
    }
  } catch (error) {
    if (signal.aborted) return exitInterrupted;
    terminal.stderr.write(failureText(error, terminal.args));
    return 1;
  }
}

/** Serves a preview until the user has seen enough. */
async function servePreview(
  { folder, addresses }: NonNullable<FinishedRun["preview"]>,
  { stderr }: Pick<Terminal, "stderr">,
  signal: AbortSignal,
): Promise<void> {
  if (signal.aborted) return;
  await using served = await serveFolder(folder);
  const lines = addresses.map((address) => `  ${served.origin}${address}\n`).join("");
  stderr.write(`\nThe preview is served on this machine until you press Ctrl+C:\n${lines}`);
  await once(signal, "abort");
}

async function sourcesOf(
  { configFile, inputs }: Asked,
  { env, cwd }: Pick<Terminal, "env" | "cwd">,
): Promise<ConfigSources> {
  const at = { cwd, inputsAre: "flag" } as const;
  const file = await readConfigFile(configFile, at);
  return { ...at, inputs, env, ...(file === undefined ? {} : { file }) };
}

function showStatus(places: ReportPlaces, { json }: Asked, { env, stdout }: Terminal): void {
  const status = readStatus(places);
  stdout.write(json ? `${JSON.stringify(status)}\n` : statusText(status, calledAs(env)));
}

/** Whether the files are there. Somebody is asked where there is a terminal to answer in. */
async function showSetup(asked: Asked, { env, cwd, stdout, stderr }: Terminal): Promise<boolean> {
  const given = loadSetup({ cwd, env, inputs: asked.inputs, inputsAre: "flag" });
  const isAsked = stderr.isTTY === true && process.stdin.isTTY && !asked.yes && !asked.json;
  const asking = isAsked ? await import("./ask-setup.ts") : undefined;
  return setUp(
    given,
    asking === undefined ? undefined : { ask: asking.askSetup, agrees: asking.agrees },
    { json: asked.json, program: calledAs(env), write: (text) => void stdout.write(text) },
  );
}

/** Whether nothing stands in the way. */
async function showChecks(
  asked: Asked,
  terminal: Terminal,
  startedAt: number,
  signal: AbortSignal,
): Promise<boolean> {
  const { env, cwd, stdout } = terminal;
  const place = {
    ...placeOf({ env, cwd }, startedAt),
    nodeVersion: process.versions.node,
  };
  const checks: Check[] = [];
  const load = async () => loadConfig(await sourcesOf(asked, terminal));
  for await (const check of doctor(load, place, signal)) {
    checks.push(check);
    if (!asked.json) stdout.write(`${checkLines(check).map(logLine).join("\n")}\n`);
  }
  const isGood = checks.every(({ state }) => state !== "problem");
  const isDoubtful = checks.some(({ state }) => state === "warning");
  const verdict = isDoubtful
    ? "Nothing stands in the way, but read the warnings."
    : "Nothing stands in the way.";
  stdout.write(
    asked.json
      ? `${JSON.stringify(checks)}\n`
      : `\n${isGood ? `${verdict} Next: ${calledAs(env)} dry-run` : "Fix the problems above, then run doctor again."}\n`,
  );
  return isGood;
}

function placeOf({ env, cwd }: Pick<Terminal, "env" | "cwd">, startedAt: number) {
  return {
    repositoryDir: cwd,
    env,
    runId: `terminal-${new Date().toISOString()}`,
    startedAt,
    hugoReleases: hugoSearchOf(env),
  };
}

function hostOf(
  { env, cwd, stdout, stderr, json, configFile, inputs }: Terminal & Asked,
  config: Pick<Config, "logging">,
  startedAt: number,
): Host {
  const rollBack = { command: rollbackCommand({ configFile, inputs }) };
  return {
    ...placeOf({ env, cwd }, startedAt),
    openMemory,
    observer: chooseObserver(stderr, config),
    telling: {
      say: (line) => void stderr.write(`${logLine(line)}\n`),
      checks(checks) {
        if (isQuiet(config.logging)) return;
        for (const line of checks.flatMap(checkLines)) stderr.write(`${logLine(line)}\n`);
      },
      diff: (diff) => void (json ? stderr : stdout).write(`${diff}\n`),
      plan({ shards }) {
        for (const shard of shards) stdout.write(`${formatShard(shard)}\n`);
      },
      report({ report, files, preview }) {
        const folder = preview === undefined ? "" : `Preview: ${preview.folder}\n`;
        if (json) {
          stdout.write(`${JSON.stringify(report)}\n`);
          stderr.write(folder);
        } else {
          stdout.write(`\n${renderText(report, { rollBack })}\n${placesOf(files)}${folder}`);
        }
      },
    },
  };
}

function placesOf({ html, json }: FinishedRun["files"]): string {
  const places = [html && `Report: ${html}`, json && `machine-readable: ${json}`];
  const line = places.filter((place) => place !== undefined).join(", ");
  return line === "" ? "" : `${line}\n`;
}
