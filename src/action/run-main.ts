import { info, setFailed, setSecret, summary, warning } from "@actions/core";
import { Checkpoint } from "../checkpoint/checkpoint.ts";
import { MigrationError } from "../comment/migration-error.ts";
import { keepsCheckpoint, type LoadedConfig, secretsOf } from "../config/config.ts";
import { exitCodeOf } from "../job/exit-code.ts";
import { findPages } from "../job/find-pages.ts";
import { fingerprintOf } from "../job/fingerprint-of.ts";
import { forgetfulMemory } from "../job/forgetful-memory.ts";
import { keepStatistics } from "../job/keep-statistics.ts";
import { planJob } from "../job/plan-job.ts";
import { type Job, type JobHost, runJob } from "../job/run-job.ts";
import { timeBudget } from "../job/time-budget.ts";
import { writeReport } from "../job/write-report.ts";
import { inertMarkdown } from "../report/inert-markdown.ts";
import { renderMarkdown } from "../report/markdown.ts";
import { renderPlan } from "../report/plan.ts";
import { printable } from "../report/printable.ts";
import type { Report } from "../report/report.ts";
import { headline } from "../report/wording.ts";
import { formatShard, shardName } from "../shard/shard.ts";
import { annotationsOf } from "./annotations.ts";
import { createArtifactStore } from "./artifact-store.ts";
import { createCacheStore } from "./cache-store.ts";
import { CheckpointKeeper } from "./checkpoint-keeper.ts";
import { artifactName, checkpointKeyPrefix } from "./checkpoint-key.ts";
import { readConfig } from "./inputs.ts";
import { keepCheckpoint, keptSection } from "./keep-checkpoint.ts";
import { annotate, logRetry } from "./log.ts";
import { createLogObserver } from "./log-observer.ts";
import { emptyOutputs, outputsOf, setOutputs } from "./outputs.ts";
import {
  type RestoredCheckpoint,
  type RestoreOptions,
  restoreCheckpoint,
} from "./restore-checkpoint.ts";
import { type RunContext, readRunContext } from "./run-context.ts";
import { leaveForPost, type SavedState } from "./saved-state.ts";
import { readShardReports } from "./shard-reports.ts";
import { refusalText, type StoreRefusal } from "./store-result.ts";
import { budgetWithin, timeLimitOf } from "./time-limit.ts";
import { whileSaving } from "./while-saving.ts";

/** The environment of a step. */
export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The main step: reads inputs, restores the checkpoint, runs the migration, shows the report.
 * Gives the exit code. What a user can mend is shown as an error, not thrown.
 */
export async function runMain(env: Environment, signal: AbortSignal): Promise<number> {
  setOutputs(emptyOutputs);
  try {
    const context = readRunContext(env);
    const loaded = await readConfig(env, context.workspace);
    for (const secret of secretsOf(loaded)) setSecret(secret);
    if (loaded.migration.mode === "report") return await runReport(loaded, context);
    const site = { env, repositoryDir: context.workspace, now: () => new Date(), say: info };
    const job = await findPages(loaded, site, signal);
    if (job.config.migration.mode === "plan") return await runPlan(job, signal);
    const run = keepsCheckpoint(loaded) ? runForReal : runWithoutCheckpoint;
    return await run(job, context, env, signal);
  } catch (error) {
    if (signal.aborted) {
      warning("Stopped before the first page. Run it again to begin.");
      return 1;
    }
    if (!(error instanceof MigrationError)) throw error;
    await showRefusal(error);
    return 1;
  }
}

/** Tells the shards of the pages to the workflow, whose matrix has a job for each. */
async function runPlan(job: Job, signal: AbortSignal): Promise<number> {
  const shards = await planJob(job, { onRetry: logRetry }, signal);
  const include = shards.map((shard) => ({ number: shardName(shard), shard: formatShard(shard) }));
  await summary.addRaw(renderPlan(shards)).write();
  setOutputs({
    ...emptyOutputs,
    "pages-total": job.scan.pages.length,
    matrix: JSON.stringify({ include }),
  });
  info(`Divided ${job.scan.pages.length} pages into ${shards.length} shards.`);
  return 0;
}

/** Puts the reports of the jobs before it in this run together. */
async function runReport(loaded: LoadedConfig, context: RunContext): Promise<number> {
  const { migration, github } = loaded;
  const report = await readShardReports(createArtifactStore(context, github.token));
  const { json } = await writeReport(report, migration.reportDir);
  await show(report);
  setOutputs(outputsOf(report, json, false));
  return exitCodeOf(report, migration.failOn);
}

async function runWithoutCheckpoint(
  job: Job,
  context: RunContext,
  env: Environment,
  signal: AbortSignal,
): Promise<number> {
  const { migration } = job.config;
  const checkpoint = { source: "none", file: migration.checkpointFile, notes: [] } as const;
  const memory = { memory: forgetfulMemory, believesDatabase: false };
  const host = { ...hostFor(context, env), ...memory, checkpoint };
  const report = await runJob(job, host, signal).finally(host.observer.close);
  const { json } = await writeReport(report, migration.reportDir);
  await show(report);
  setOutputs(outputsOf(report, json, false));
  return exitCodeOf(report, migration.failOn);
}

async function runForReal(
  job: Job,
  context: RunContext,
  env: Environment,
  signal: AbortSignal,
): Promise<number> {
  const { migration, github } = job.config;
  const fingerprint = fingerprintOf(job.config);
  const keyPrefix = checkpointKeyPrefix(context, fingerprint, migration.stateKey, migration.shard);
  const cachePath = migration.checkpointFileAsGiven;
  const stores = {
    cache: createCacheStore(cachePath),
    artifacts: createArtifactStore(context, github.token),
  };
  const { restored, opened } = await openCheckpoint(job, context, keyPrefix, stores);

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
    ...hostFor(context, env),
    memory: opened.checkpoint,
    believesDatabase: migration.resume !== "never" && !(migration.reset && opened.origin === "new"),
    checkpoint: {
      source: opened.origin === "new" ? "new" : restored.source,
      file: cachePath,
      notes: [...restored.refusals.filter(isFailure).map(refusalText), ...opened.notes],
    },
  } as const;
  const schedule = {
    intervalMs: migration.checkpointInterval * 1000,
    clock: () => performance.now(),
  };
  const limit = await timeLimitOf(context);
  const minutes = migration.timeBudget ?? (limit === undefined ? undefined : budgetWithin(limit));
  const budget = timeBudget(minutes, performance.now());
  const report = await whileSaving(keeper, schedule, () =>
    runJob(job, { ...host, until: budget.until }, AbortSignal.any([signal, budget.end])),
  ).finally(host.observer.close);

  await keepStatistics(opened.checkpoint, report);
  const { json } = await writeReport(report, migration.reportDir);
  // After a signal the runner kills this process within seconds: the post step does the rest.
  const kept = signal.aborted ? [] : await keepCheckpoint(keeper);
  await show(report, kept);
  setOutputs(outputsOf(report, json, keeper.isSaved));
  await opened.checkpoint.close();
  return exitCodeOf(report, migration.failOn);
}

/** @throws MigrationError `checkpoint-required`, and what `Checkpoint.open` throws */
async function openCheckpoint(
  { config }: Job,
  context: RunContext,
  keyPrefix: string,
  stores: RestoreOptions["stores"],
) {
  const { checkpointFile: file, resume, reset } = config.migration;
  const fingerprint = fingerprintOf(config);
  const names = { cachePrefix: keyPrefix, artifact: artifactName(keyPrefix) };
  const restored: RestoredCheckpoint =
    resume === "never"
      ? { source: "new", refusals: [] }
      : await restoreCheckpoint({ file, fingerprint, names, stores });
  if (resume === "required" && restored.source === "new") throw checkpointRequired(restored);
  const startOver = resume === "never" ? startAgain : startOnce(Number(context.runId));
  const opened = await Checkpoint.open({
    file,
    fingerprint,
    now: () => new Date(),
    ...(reset || resume === "never" ? { startOver } : {}),
  });
  sayWhereFrom(opened.origin === "new" ? "new" : restored.source, restored);
  return { restored, opened };
}

function startAgain(generation: number): number {
  return generation + 1;
}

/** Starts over in the first attempt of a run; the later ones find the run's own generation. */
function startOnce(runId: number): (generation: number) => number {
  return (generation) => (generation <= runId ? runId : generation + 1);
}

function checkpointRequired({ refusals }: RestoredCheckpoint): MigrationError {
  return new MigrationError(
    "checkpoint-required",
    [
      "There is no checkpoint to go on from, and resume is required.",
      ...refusals.map(refusalText),
    ].join("\n"),
    {
      remedy:
        "Set resume to auto: what the database already has is recognised there, so nothing is doubled.",
    },
  );
}

function hostFor(context: RunContext, env: Environment) {
  const now = () => new Date();
  return {
    observer: createLogObserver(now),
    onRetry: logRetry,
    env,
    runId: `${context.runId}-${context.runAttempt}`,
    now,
  } satisfies Partial<JobHost>;
}

function sayWhereFrom(
  source: RestoredCheckpoint["source"],
  { refusals }: RestoredCheckpoint,
): void {
  if (source === "new") info("No checkpoint of an earlier run: beginning a new one.");
  else info(`Going on from the checkpoint (${source}).`);
  for (const refusal of refusals) info(`  ${printable(refusalText(refusal))}`);
}

function isFailure({ isMiss }: StoreRefusal): boolean {
  return isMiss !== true;
}

async function show(report: Report, kept: readonly string[] = []): Promise<void> {
  annotate(annotationsOf(report));
  info(printable(headline(report)));
  await summary.addRaw(renderMarkdown(report)).addRaw(keptSection(kept)).write();
}

async function showRefusal({ message, remedy = "" }: MigrationError): Promise<void> {
  setFailed([message, remedy].join("\n").trim());
  const lines = message.split("\n").map(inertMarkdown).join("  \n");
  await summary
    .addRaw(`## ❌ The migration did not begin\n\n${lines}\n\n${inertMarkdown(remedy)}\n`)
    .write();
}
