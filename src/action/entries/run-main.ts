import { setSecret, warning } from "@actions/core";
import { isQuiet, keepsCheckpoint } from "../../config/config.ts";
import { MigrationError } from "../../domain/migration-error.ts";
import { Stopwatch } from "../../migration/stopwatch.ts";
import { exitCodeOf } from "../../run/exit-code.ts";
import { findPages } from "../../run/find-pages.ts";
import { fingerprintOf } from "../../run/fingerprint-of.ts";
import { forgetfulMemory } from "../../run/forgetful-memory.ts";
import { keepStatistics } from "../../run/keep-statistics.ts";
import { requirePlacesInside } from "../../run/places-to-write.ts";
import { type Job, type JobHost, runJob } from "../../run/run-job.ts";
import { timeBudget } from "../../run/time-budget.ts";
import { writeReport } from "../../run/write-report.ts";
import { CheckpointKeeper } from "../checkpoint/checkpoint-keeper.ts";
import { checkpointKeyPrefix } from "../checkpoint/checkpoint-key.ts";
import { keepCheckpoint } from "../checkpoint/keep-checkpoint.ts";
import { openCheckpoint } from "../checkpoint/open-checkpoint.ts";
import { leaveForPost, type SavedState } from "../checkpoint/saved-state.ts";
import { whileSaving } from "../checkpoint/while-saving.ts";
import { logRetry, say } from "../log/log.ts";
import { createLogObserver } from "../log/log-observer.ts";
import { showRefusal, showReport } from "../log/show-report.ts";
import { replaceInRepository } from "../pull-request/propose-replacement.ts";
import { hugoSearchOf } from "../runner/hugo-tool-cache.ts";
import { readConfig } from "../runner/inputs.ts";
import { emptyOutputs, outputsOf, setOutputs } from "../runner/outputs.ts";
import { type RunContext, readRunContext } from "../runner/run-context.ts";
import { budgetWithin, timeLimitOf } from "../runner/time-limit.ts";
import { explainForFork, requireTrustedEvent } from "../runner/trusted-event.ts";
import { runPlan, runReport } from "./run-shards.ts";
import { tellReport } from "./tell-report.ts";

/** The environment of a step. */
export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The main step: reads inputs, restores the checkpoint, runs the migration, shows the report.
 * Gives the exit code. What a user can mend is shown as an error, not thrown.
 */
export async function runMain(env: Environment, signal: AbortSignal): Promise<number> {
  setOutputs(emptyOutputs);
  try {
    requireTrustedEvent(env);
    const context = readRunContext(env);
    const loaded = await readConfig(env, context.workspace);
    for (const secret of loaded.secrets) setSecret(secret);
    await requirePlacesInside(loaded, context.workspace);
    if (loaded.migration.mode === "report") return await runReport(loaded, context);
    const site = {
      env,
      repositoryDir: context.workspace,
      now: () => new Date(),
      hugoReleases: hugoSearchOf(env),
      say,
    };
    const stopwatch = new Stopwatch(site.now, "scan");
    const job = await findPages(loaded, site, signal);
    if (job.config.migration.mode === "plan") return await runPlan(job, signal);
    stopwatch.enter("start");
    const run = keepsCheckpoint(loaded) ? runForReal : runWithoutCheckpoint;
    return await run(job, hostFor(context, env, job.config, stopwatch), context, signal);
  } catch (error) {
    if (signal.aborted) {
      warning("Stopped before the first page. Run it again to begin.");
      return 1;
    }
    if (!(error instanceof MigrationError)) throw error;
    await showRefusal(await explainForFork(error, env));
    return 1;
  }
}

async function runWithoutCheckpoint(
  job: Job,
  runner: RunnerHost,
  context: RunContext,
  signal: AbortSignal,
): Promise<number> {
  const { migration } = job.config;
  const checkpoint = { source: "none", file: migration.checkpointFile, notes: [] } as const;
  const memory = { memory: forgetfulMemory, believesDatabase: false };
  const host = { ...runner, ...memory, checkpoint };
  const moved = await runJob(job, host, signal).finally(host.observer.close);
  const report = await replaceInRepository(job, moved, context, signal);
  return await tellReport(report, job.config, context);
}

async function runForReal(
  job: Job,
  runner: RunnerHost,
  context: RunContext,
  signal: AbortSignal,
): Promise<number> {
  const { migration, github } = job.config;
  const fingerprint = fingerprintOf(job.config);
  const keyPrefix = checkpointKeyPrefix(context, fingerprint, migration.stateKey, migration.shard);
  const cachePath = migration.checkpointFileAsGiven;
  // The services' clients are half of the program: a dry run, and the first lines, do without them.
  const { createArtifactStore } = await import("../checkpoint/artifact-store.ts");
  const { createCacheStore } = await import("../checkpoint/cache-store.ts");
  const stores = {
    cache: createCacheStore(cachePath),
    artifacts: createArtifactStore(context, github.token),
  };
  const { opened, ...found } = await openCheckpoint(job, context, keyPrefix, stores);

  const state: SavedState = {
    checkpointFile: migration.checkpointFile,
    cachePath,
    reportDir: migration.reportDir,
    fingerprint,
    keyPrefix,
    saves: 0,
    savedSequence: -1,
    artifactUploaded: false,
  };
  leaveForPost(state);
  const keeper = new CheckpointKeeper({ ...stores, checkpoint: opened.checkpoint, context }, state);
  const host = {
    ...runner,
    memory: opened.checkpoint,
    believesDatabase: found.believesDatabase,
    checkpoint: { source: found.source, file: cachePath, notes: found.notes },
  } as const;
  const schedule = {
    intervalMs: migration.checkpointInterval * 1000,
    clock: () => performance.now(),
  };
  const limit = await timeLimitOf(context);
  const minutes = migration.timeBudget ?? (limit === undefined ? undefined : budgetWithin(limit));
  const budget = timeBudget(minutes, performance.now());
  const moved = await whileSaving(keeper, schedule, () =>
    runJob(job, { ...host, until: budget.until }, AbortSignal.any([signal, budget.end])),
  ).finally(host.observer.close);
  const report = await replaceInRepository(job, moved, context, signal);

  await keepStatistics(opened.checkpoint, report);
  const { json } = await writeReport(report, migration.reportDir);
  // After a signal the runner kills this process within seconds: the post step does the rest.
  const kept = signal.aborted ? [] : await keepCheckpoint(keeper);
  await showReport(report, context, kept);
  setOutputs(outputsOf(report, json, keeper.isSaved));
  await opened.checkpoint.close();
  return exitCodeOf(report, migration.failOn);
}

type RunnerHost = ReturnType<typeof hostFor>;

function hostFor(
  context: RunContext,
  env: Environment,
  { logging }: Job["config"],
  stopwatch: Stopwatch,
) {
  const now = () => new Date();
  return {
    observer: createLogObserver(now, isQuiet(logging)),
    onRetry: logRetry,
    env,
    runId: `${context.runId}-${context.runAttempt}`,
    stopwatch,
    now,
  } satisfies Partial<JobHost>;
}
