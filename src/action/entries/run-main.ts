import { debug, setSecret, warning } from "@actions/core";
import { isQuiet, type LoadedConfig } from "../../config/config.ts";
import { MigrationError } from "../../domain/migration-error.ts";
import { printable } from "../../domain/printable.ts";
import type { Host } from "../../run/host.ts";
import { runOnHost } from "../../run/run-on-host.ts";
import { keepReport } from "../checkpoint/keep-report.ts";
import { openMemory } from "../checkpoint/open-memory.ts";
import { readShardReports } from "../checkpoint/shard-reports.ts";
import { say } from "../log/log.ts";
import { createLogObserver } from "../log/log-observer.ts";
import { showPlan } from "../log/show-plan.ts";
import { showRefusal, showReport } from "../log/show-report.ts";
import { proposeInRepository } from "../pull-request/propose-replacement.ts";
import { hugoSearchOf } from "../runner/hugo-tool-cache.ts";
import { readConfig } from "../runner/inputs.ts";
import { emptyOutputs, outputsOf, setOutputs } from "../runner/outputs.ts";
import { type RunContext, readRunContext } from "../runner/run-context.ts";
import { timeForWork } from "../runner/time-limit.ts";
import { explainForFork, requireTrustedEvent } from "../runner/trusted-event.ts";

/** The environment of a step. */
export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The main step: reads inputs, restores the checkpoint, runs the migration, shows the report.
 * Returns the exit code. What a user can fix is shown as an error, not thrown.
 * @param startedAt when the run began, by `performance.now()`; if omitted, with the process
 */
export async function runMain(
  env: Environment,
  signal: AbortSignal,
  startedAt = 0,
): Promise<number> {
  setOutputs(emptyOutputs);
  try {
    requireTrustedEvent(env);
    const context = readRunContext(env);
    const loaded = await readConfig(env, context.workspace);
    for (const secret of loaded.secrets) setSecret(secret);
    const { exitCode } = await runOnHost(loaded, hostOf(context, env, loaded, startedAt), signal);
    return exitCode;
  } catch (error) {
    if (signal.aborted) {
      warning("Stopped before the first page. Run it again to start.");
      return 1;
    }
    if (!(error instanceof MigrationError)) throw error;
    await showRefusal(await explainForFork(error, env));
    return 1;
  }
}

function hostOf(
  context: RunContext,
  env: Environment,
  { logging }: LoadedConfig,
  startedAt: number,
): Host {
  return {
    repositoryDir: context.workspace,
    env,
    runId: `${context.runId}-${context.runAttempt}`,
    startedAt,
    hugoReleases: hugoSearchOf(env),
    openMemory: (config) => openMemory(config, context),
    observer: createLogObserver(() => new Date(), isQuiet(logging)),
    timeLimit: () => timeForWork(context),
    propose: (proposal, config, signal) => proposeInRepository(proposal, config, context, signal),
    async readShardReports({ github }) {
      const { createArtifactStore } = await import("../checkpoint/artifact-store.ts");
      return readShardReports(createArtifactStore(context, github.token));
    },
    keepReport: (report, files) => keepReport(report, files, context),
    telling: {
      say,
      debug: (line) => debug(printable(line)),
      // The bar keeps the spaces at the beginning of a line.
      diff: (diff) => say(diff.replace(/^/gm, "| ")),
      plan: showPlan,
      async report({ report, files, kept, isCheckpointSaved }) {
        await showReport(report, context, kept);
        setOutputs(outputsOf(report, files.json, isCheckpointSaved));
      },
    },
  };
}
