import { type Config, isQuiet } from "../config/config.ts";
import { MigrationError } from "../domain/migration-error.ts";
import { logLine } from "../domain/printable.ts";
import { Stopwatch } from "../migration/stopwatch.ts";
import { renderText } from "../report/text.ts";
import { exitCodeOf } from "../run/exit-code.ts";
import { findPages } from "../run/find-pages.ts";
import { hugoSearchOf } from "../run/hugo-cache-folder.ts";
import { openMemory } from "../run/open-memory.ts";
import { requirePlacesInside } from "../run/places-to-write.ts";
import { planJob } from "../run/plan-job.ts";
import { replaceWidgets } from "../run/replace-widgets.ts";
import { type Job, runJob } from "../run/run-job.ts";
import { timeBudget } from "../run/time-budget.ts";
import { writeReport } from "../run/write-report.ts";
import { formatShard } from "../shard/shard.ts";
import { createBarObserver } from "./bar-observer.ts";
import { configOf, type Flags, readFlags } from "./flags.ts";
import { createPlainObserver } from "./plain-observer.ts";
import { usage } from "./usage.ts";

/** The terminal that the command runs in. */
interface Terminal {
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
}

const exitInterrupted = 130;

/**
 * The terminal command. Progress goes to stderr, the report to stdout.
 * Gives the exit code: 0 complete, 1 not complete or not begun, 130 stopped by Ctrl+C.
 */
export async function runCli(terminal: Terminal, signal: AbortSignal): Promise<number> {
  try {
    const flags = readFlags(terminal.args);
    if (flags.help) {
      terminal.stdout.write(usage());
      return 0;
    }
    const loaded = await configOf(flags, terminal.env, terminal.cwd);
    const { env, cwd: repositoryDir } = terminal;
    const say = (line: string) => {
      if (!isQuiet(loaded.logging)) terminal.stderr.write(`${line}\n`);
    };
    const now = () => new Date();
    if (loaded.migration.mode === "report") throw onlyOnRunner();
    await requirePlacesInside(loaded, repositoryDir);
    const stopwatch = new Stopwatch(now, "scan");
    const job = await findPages(
      loaded,
      { env, repositoryDir, now, hugoReleases: hugoSearchOf(env), say },
      signal,
    );
    if (job.config.migration.mode === "plan") return await tellPlan(job, terminal, signal);
    stopwatch.enter("start");
    return await run(job, { ...terminal, json: flags.json }, stopwatch, signal);
  } catch (error) {
    if (signal.aborted) return exitInterrupted;
    if (!(error instanceof MigrationError)) throw error;
    const lines = [error.message, error.remedy ?? ""].join("\n").trim().split("\n");
    terminal.stderr.write(`${lines.map(logLine).join("\n")}\n`);
    return 1;
  }
}

/** One shard a line, as `--shard` takes it. */
async function tellPlan(job: Job, { stdout }: Terminal, signal: AbortSignal): Promise<number> {
  const shards = await planJob(job, { onRetry: () => {} }, signal);
  for (const shard of shards) stdout.write(`${formatShard(shard)}\n`);
  return 0;
}

function onlyOnRunner(): MigrationError {
  return new MigrationError(
    "report-without-artifacts",
    "The reports of shards are put together from the artifacts of a workflow run, which a terminal does not have.",
    { remedy: "Use mode: report in a workflow." },
  );
}

async function run(
  job: Job,
  terminal: Terminal & Pick<Flags, "json">,
  stopwatch: Stopwatch,
  signal: AbortSignal,
): Promise<number> {
  const { config } = job;
  const { memory, checkpoint, believesDatabase, finish, close } = await openMemory(config);
  const observer = observerFor(terminal, config);
  const budget = timeBudget(config.migration.timeBudget, performance.now());
  try {
    const moved = await runJob(
      job,
      {
        memory,
        checkpoint,
        believesDatabase,
        until: budget.until,
        observer,
        stopwatch,
        onRetry: (error, attempt) => {
          if (config.logging.level === "debug") {
            terminal.stderr.write(
              `${logLine(`attempt ${attempt} failed and is repeated: ${error.message}`)}\n`,
            );
          }
        },
        env: terminal.env,
        runId: `terminal-${new Date().toISOString()}`,
        now: () => new Date(),
      },
      AbortSignal.any([signal, budget.end]),
    ).finally(observer.close);
    const host = {
      repositoryDir: terminal.cwd,
      show: (diff: string) =>
        void (terminal.json ? terminal.stderr : terminal.stdout).write(`${diff}\n`),
      propose: undefined,
    };
    const report = await replaceWidgets(job, moved, host, signal);
    await finish(report);
    const { json, html } = await writeReport(report, config.migration.reportDir);
    terminal.stdout.write(
      terminal.json
        ? `${JSON.stringify(report)}\n`
        : `\n${renderText(report)}\nReport: ${html}, and for programs ${json}\n`,
    );
    return signal.aborted ? exitInterrupted : exitCodeOf(report, config.migration.failOn);
  } finally {
    await close();
  }
}

function observerFor({ stderr }: Terminal, { logging }: Config) {
  const quiet = isQuiet(logging);
  if (stderr.isTTY && !quiet && logging.level !== "debug") return createBarObserver(stderr);
  const plain = createPlainObserver((line) => void stderr.write(`${line}\n`), quiet);
  return { ...plain, close() {} };
}
