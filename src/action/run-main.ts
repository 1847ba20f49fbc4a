import { info, setFailed, setSecret, summary, warning } from "@actions/core";
import { Checkpoint } from "../checkpoint/checkpoint.ts";
import { MigrationError } from "../comment/migration-error.ts";
import { keepsCheckpoint, secretsOf } from "../config/config.ts";
import { exitCodeOf } from "../job/exit-code.ts";
import { findPages } from "../job/find-pages.ts";
import { fingerprintOf } from "../job/fingerprint-of.ts";
import { forgetfulMemory } from "../job/forgetful-memory.ts";
import { keepStatistics } from "../job/keep-statistics.ts";
import { type Job, type JobHost, runJob } from "../job/run-job.ts";
import { writeReport } from "../job/write-report.ts";
import { inertMarkdown } from "../report/inert-markdown.ts";
import { renderMarkdown } from "../report/markdown.ts";
import { printable } from "../report/printable.ts";
import type { Report } from "../report/report.ts";
import { headline } from "../report/wording.ts";
import { annotationsOf } from "./annotations.ts";
import { createArtifactStore } from "./artifact-store.ts";
import { createCacheStore } from "./cache-store.ts";
import { CheckpointKeeper } from "./checkpoint-keeper.ts";
import { checkpointKeyPrefix } from "./checkpoint-key.ts";
import { readConfig } from "./inputs.ts";
import { annotate, logRetry } from "./log.ts";
import { createLogObserver } from "./log-observer.ts";
import { emptyOutputs, outputsOf, setOutputs } from "./outputs.ts";
import { type RestoredCheckpoint, restoreCheckpoint } from "./restore-checkpoint.ts";
import { type RunContext, readRunContext } from "./run-context.ts";
import { leaveForPost, type SavedState } from "./saved-state.ts";
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
    const site = { env, repositoryDir: context.workspace, now: () => new Date(), say: info };
    const job = await findPages(loaded, site, signal);
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

async function runWithoutCheckpoint(
  job: Job,
  context: RunContext,
  env: Environment,
  signal: AbortSignal,
): Promise<number> {
  const { migration } = job.config;
  const checkpoint = { source: "none", file: migration.checkpointFile, notes: [] } as const;
  const host = { ...hostFor(context, env), memory: forgetfulMemory, checkpoint };
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
  const { migration } = job.config;
  const fingerprint = fingerprintOf(job.config);
  const keyPrefix = checkpointKeyPrefix(context, fingerprint, migration.stateKey);
  const cachePath = migration.checkpointFileAsGiven;
  const stores = { cache: createCacheStore(cachePath), artifacts: createArtifactStore() };
  const restored = await restoreCheckpoint(migration.checkpointFile, keyPrefix, stores);
  const opened = await Checkpoint.open({
    file: migration.checkpointFile,
    fingerprint,
    now: () => new Date(),
  });
  sayWhereFrom(restored);

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
    checkpoint: {
      source: opened.origin === "new" ? "new" : restored.source,
      file: cachePath,
      notes: opened.notes,
    },
  } as const;
  const report = await whileSaving(keeper, migration.checkpointInterval * 1000, () =>
    runJob(job, host, signal),
  ).finally(host.observer.close);

  await keepStatistics(opened.checkpoint, report);
  const { json } = await writeReport(report, migration.reportDir);
  await show(report);
  // After a signal the runner kills this process within seconds: the post step does the rest.
  if (!signal.aborted) await keep(keeper);
  setOutputs(outputsOf(report, json, keeper.isSaved));
  await opened.checkpoint.close();
  return exitCodeOf(report, migration.failOn);
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

function sayWhereFrom({ source, reasons }: RestoredCheckpoint): void {
  if (source === "new") info("No checkpoint of an earlier run: beginning a new migration.");
  else info(`Going on from the checkpoint (${source}).`);
  for (const reason of reasons) info(`  ${printable(reason)}`);
}

async function keep(keeper: CheckpointKeeper): Promise<void> {
  const saved = await keeper.saveToCache();
  if (!saved.ok) {
    warning(
      `The checkpoint was not saved to the Actions cache: ${saved.reason}. A later run looks into the artifact instead, and the database itself knows what was imported.`,
    );
  }
  const uploaded = await keeper.uploadArtifact();
  if (!uploaded.ok) warning(`Checkpoint and report were not uploaded: ${uploaded.reason}.`);
}

async function show(report: Report): Promise<void> {
  annotate(annotationsOf(report));
  info(printable(headline(report)));
  await summary.addRaw(renderMarkdown(report)).write();
}

async function showRefusal({ message, remedy = "" }: MigrationError): Promise<void> {
  setFailed([message, remedy].join("\n").trim());
  const lines = message.split("\n").map(inertMarkdown).join("  \n");
  await summary
    .addRaw(`## ❌ The migration did not begin\n\n${lines}\n\n${inertMarkdown(remedy)}\n`)
    .write();
}
