import { debug, endGroup, setSecret, startGroup, warning } from "@actions/core";
import { isQuiet, type LoadedConfig } from "../../config/config.ts";
import { loadAnnouncements } from "../../config/load-announcements.ts";
import { loadConfig } from "../../config/load-config.ts";
import { MigrationError } from "../../domain/migration-error.ts";
import { printable } from "../../domain/printable.ts";
import { explained } from "../../domain/unexpected-error.ts";
import { checkLines } from "../../run/check.ts";
import type { Host } from "../../run/host.ts";
import { runOnHost } from "../../run/run-on-host.ts";
import { announce } from "../check/announce.ts";
import type { EndedRun } from "../check/ended-run.ts";
import { keepPreview } from "../checkpoint/keep-preview.ts";
import { keepReport } from "../checkpoint/keep-report.ts";
import { openMemory } from "../checkpoint/open-memory.ts";
import { Patience } from "../checkpoint/patience.ts";
import { serviceChecks } from "../checkpoint/service-checks.ts";
import { readShardReports } from "../checkpoint/shard-reports.ts";
import { findJobSummary, type JobSummary } from "../log/job-summary.ts";
import { say } from "../log/log.ts";
import { createLogObserver } from "../log/log-observer.ts";
import { showPlan } from "../log/show-plan.ts";
import { showRefusal, showReport } from "../log/show-report.ts";
import { proposeInRepository } from "../pull-request/propose-replacement.ts";
import { hugoSearchOf } from "../runner/hugo-tool-cache.ts";
import { readSources } from "../runner/inputs.ts";
import { emptyOutputs, outputsOf, setOutputs } from "../runner/outputs.ts";
import { type RunContext, readRunContext, runAddressOf } from "../runner/run-context.ts";
import { timeForWork } from "../runner/time-limit.ts";
import { explainForFork, requireTrustedEvent } from "../runner/trusted-event.ts";
import { failStep } from "./fail-step.ts";

/** The environment of a step. */
export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The main step: reads inputs, restores the checkpoint, runs the migration, shows the report.
 * Returns the exit code. What goes wrong is shown as an error, not thrown.
 * @param startedAt when the run began, by `performance.now()`; left out, with the process
 */
export async function runMain(
  env: Environment,
  signal: AbortSignal,
  startedAt = 0,
): Promise<number> {
  const addToSummary = await findJobSummary(env);
  let announceRun: (run: EndedRun) => Promise<void> = async () => {};
  try {
    setOutputs(emptyOutputs);
    requireTrustedEvent(env);
    const context = readRunContext(env);
    const sources = await readSources(env, context.workspace);
    const announcements = loadAnnouncements(sources);
    announceRun = (run) => announce(run, announcements, context, signal);
    const loaded = loadConfig(sources);
    for (const secret of loaded.secrets) setSecret(secret);
    const host = hostOf({ context, env, startedAt, addToSummary }, loaded);
    const { report, exitCode } = await runOnHost(loaded, host, signal);
    await announceRun({ report, exitCode });
    return exitCode;
  } catch (error) {
    if (signal.aborted) {
      warning("Stopped before the first page. Run it again to start.");
      return 1;
    }
    const shown = error instanceof MigrationError ? await explainForFork(error, env) : undefined;
    if (shown === undefined) failStep(error);
    else await showRefusal(shown, addToSummary);
    await announceRun({ refusal: refusalOf(shown ?? error) });
    return 1;
  }
}

function refusalOf(error: unknown) {
  const { message, remedy = "" } = explained(error, "workflow");
  return { code: error instanceof MigrationError ? error.code : "unexpected", message, remedy };
}

/** Where a step runs, and shows what it did. */
interface Step {
  readonly context: RunContext;
  readonly env: Environment;
  readonly startedAt: number;
  readonly addToSummary: JobSummary;
}

function hostOf(
  { context, env, startedAt, addToSummary }: Step,
  { logging }: Pick<LoadedConfig, "logging">,
): Host {
  const runAddress = runAddressOf(context);
  return {
    repositoryDir: context.workspace,
    env,
    ...(runAddress === undefined ? {} : { runAddress }),
    runId: `${context.runId}-${context.runAttempt}`,
    startedAt,
    hugoReleases: hugoSearchOf(env),
    openMemory: (config) => openMemory(config, context),
    observer: createLogObserver(() => new Date(), isQuiet(logging)),
    examine: ({ github }) => serviceChecks({ token: github.token, env }, context),
    timeLimit: () => timeForWork(context),
    propose: (proposal, config, signal) => proposeInRepository(proposal, config, context, signal),
    async readShardReports({ github }) {
      const { createArtifactStore } = await import("../checkpoint/artifact-store.ts");
      return readShardReports(createArtifactStore(context, github.token, new Patience()));
    },
    keepPreview: (preview, report) => keepPreview(preview, report, context),
    keepReport: (report, files) => keepReport(report, files, context),
    telling: {
      say,
      debug: (line) => debug(printable(line)),
      checks(checks) {
        startGroup("Checks");
        for (const line of checks.flatMap(checkLines)) say(line);
        endGroup();
      },
      // The bar keeps the spaces at the beginning of a line.
      diff: (diff) => say(diff.replace(/^/gm, "| ")),
      plan: (plan) => showPlan(plan, addToSummary),
      async report({ report, files, preview, kept, isCheckpointSaved }) {
        setOutputs(outputsOf(report, files.json ?? "", isCheckpointSaved, preview?.folder));
        await showReport(report, context, kept, addToSummary);
      },
    },
  };
}
