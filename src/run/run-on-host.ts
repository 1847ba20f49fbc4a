import { readAuthors } from "../authors/read-authors.ts";
import type { AuthorEntries } from "../config/author-entries.ts";
import { type Config, isQuiet, keepsCheckpoint, type LoadedConfig } from "../config/config.ts";
import { type Mask, maskOf } from "../domain/secret-mask.ts";
import { shownPath } from "../files/shown-path.ts";
import { compareWithBaseline, isWhole } from "../migration/compare-baseline.ts";
import { Stopwatch } from "../migration/stopwatch.ts";
import { type Baseline, formatBaseline, problemsOf } from "../report/baseline.ts";
import type { Report } from "../report/report.ts";
import type { OnRetry } from "../resilience/retry.ts";
import { requireAbilities } from "./abilities.ts";
import { archiveDatabase } from "./archive-database.ts";
import { checkWithoutSecrets } from "./check.ts";
import { checks as checkTexts } from "./check-texts.ts";
import { readReport, withEarlierRollback } from "./earlier-rollback.ts";
import { jobChecks } from "./examine.ts";
import { exitCodeOf } from "./exit-code.ts";
import { findPages } from "./find-pages.ts";
import { forgetfulMemory } from "./forgetful-memory.ts";
import type { Host, RunMemory } from "./host.ts";
import { keepStatistics } from "./keep-statistics.ts";
import { nodeCheck } from "./node-check.ts";
import { proposalsOf } from "./place-conversations.ts";
import {
  requirePlacesInside,
  requireWritableContent,
  requireWritablePlaces,
} from "./places-to-write.ts";
import { planJob } from "./plan-job.ts";
import { type Preview, previewSite } from "./preview-site.ts";
import type { Proposal } from "./proposal.ts";
import { proposeArchive } from "./propose-archive.ts";
import { readBaseline } from "./read-baseline.ts";
import { requireReadableSite } from "./readable-site.ts";
import { replaceWidgets } from "./replace-widgets.ts";
import { type Job, type PreviewedPage, runJob } from "./run-job.ts";
import { submoduleChecks, themeChecks } from "./theme-checks.ts";
import { beginTimeBudget, type TimeBudget } from "./time-budget.ts";
import {
  errorWithoutSecrets,
  hostWithoutSecrets,
  memoryWithoutSecrets,
  reportWithoutSecrets,
} from "./without-secrets.ts";
import { type FilesBeside, reportFilesIn, writeReport } from "./write-report.ts";

/** How a run ended. */
interface RunResult {
  /** Undefined where there is none: after a plan. */
  readonly report: Report | undefined;
  readonly exitCode: 0 | 1;
  /** Undefined where none was asked for, or built. */
  readonly preview?: Preview | undefined;
}

/** What all steps of one run share. */
interface Run {
  readonly host: Host;
  /** The host is told no secret; what goes elsewhere is masked by this. */
  readonly mask: Mask;
  readonly budget: TimeBudget;
  readonly stopwatch: Stopwatch;
  /** The user's: what is done is kept. */
  readonly signal: AbortSignal;
  /** That of the user, or of a time budget that is used up beyond the margin. */
  readonly end: AbortSignal;
  readonly authors: AuthorEntries;
  /** Undefined where none is asked for, or there is none yet. */
  readonly baseline: Baseline | undefined;
  readonly say: (line: string) => void;
  readonly onRetry: OnRetry;
}

/**
 * Runs what the settings ask for, from finding the pages to the finished report: the one story of all
 * hosts. A time budget holds in each mode, and counts from the host's start.
 * @throws MigrationError where nothing could begin; the signal's reason where it was aborted before
 * the first page
 */
export async function runOnHost(
  loaded: LoadedConfig,
  host: Host,
  signal: AbortSignal,
): Promise<RunResult> {
  const mask = maskOf(loaded.secrets);
  try {
    return await run(loaded, hostWithoutSecrets(host, mask), mask, signal);
  } catch (error) {
    throw signal.aborted ? error : errorWithoutSecrets(error, mask);
  }
}

async function run(
  loaded: LoadedConfig,
  host: Host,
  mask: Mask,
  signal: AbortSignal,
): Promise<RunResult> {
  requireAbilities(loaded, host);
  await requirePlacesInside(loaded, host.repositoryDir);
  requireWritablePlaces(loaded);
  requireReadableSite(loaded);
  const { mode, timeBudget } = loaded.migration;
  if (mode === "report" && host.readShardReports !== undefined) {
    const report = reportWithoutSecrets(await host.readShardReports(loaded), mask);
    return finish(report, loaded, host, host, signal);
  }
  const budget = beginTimeBudget(timeBudget ?? (await host.timeLimit?.()), host.startedAt);
  const lines = linesOf(loaded, host);
  if (mode === "archive") return archive(loaded, { host, mask, budget, ...lines }, signal);
  const authors = await readAuthors(loaded.migration.authors, host.repositoryDir);
  const baseline = await baselineOf(loaded, host);
  const shared = { host, mask, budget, signal, authors, baseline };
  const parts = { ...shared, ...lines, stopwatch: newStopwatch() };
  const end = AbortSignal.any([signal, budget.end]);
  await using job = await budget.within(() => findPages(loaded, { ...host, ...parts, now }, end));
  return await (mode === "plan" ? plan(job, { ...parts, end }) : move(job, { ...parts, end }));
}

/** Brings an archive to what the database has; neither the site nor its source is asked. */
async function archive(
  loaded: LoadedConfig,
  { host, mask, budget, ...lines }: Pick<Run, "host" | "mask" | "budget" | "say" | "onRetry">,
  signal: AbortSignal,
): Promise<RunResult> {
  const end = AbortSignal.any([signal, budget.end]);
  const parts = { ...host, ...lines, budget, now };
  const { report, files } = await budget.within(() => archiveDatabase(loaded, parts, end));
  const proposed = await proposeArchive(loaded, report, { ...host, files }, signal);
  return finish(reportWithoutSecrets(proposed, mask), loaded, host, host, signal);
}

async function plan(job: Job, { host, budget, end, say }: Run): Promise<RunResult> {
  const shards = await budget.within(() => planJob(job, { say, until: budget.until }, end));
  await host.telling.plan?.({ shards, pages: job.scan.pages.length });
  return { report: undefined, exitCode: 0 };
}

async function move(job: Job, run: Run): Promise<RunResult> {
  const { host, signal } = run;
  const { config } = job;
  await requireWritableContent(job, host.repositoryDir);
  run.stopwatch.enter("start");
  const memory = keepsCheckpoint(config) ? await host.openMemory(config) : undefined;
  try {
    const result = await moveComments(job, run, memory);
    const { report: moved, isArchiveMissing, siteFiles, previewed } = result;
    const replacing = { ...replacingFor(config, run), isArchiveMissing, siteFiles };
    const replaced = await replaceWidgets(job, moved, replacing, signal);
    const { preview, findings } = await showPreview(job, previewed, run);
    const shown = { ...replaced, findings: [...replaced.findings, ...findings] };
    const kept = memory === undefined ? shown : await keepStatistics(memory.checkpoint, shown);
    const compared = comparedWith(kept, job, run);
    const report = reportWithoutSecrets(compared.report, run.mask);
    const { placement } = job;
    const beside = {
      ...(placement === undefined ? {} : { proposals: proposalsOf(placement) }),
      ...compared.beside,
    };
    return await finish(report, config, host, memory ?? host, signal, { beside, preview });
  } finally {
    await memory?.checkpoint.close();
  }
}

async function baselineOf(
  { migration }: Pick<LoadedConfig, "migration">,
  { repositoryDir }: Pick<Host, "repositoryDir">,
): Promise<Baseline | undefined> {
  const { baseline, mode } = migration;
  if (baseline === undefined) return undefined;
  return readBaseline(baseline, mode === "verify" ? mode : "dry-run", repositoryDir);
}

/** The report compared with the baseline that the settings name, and a baseline of its own problems. */
function comparedWith(
  report: Report,
  { config: { migration } }: Pick<Job, "config">,
  { baseline, host: { repositoryDir }, mask }: Pick<Run, "baseline" | "host" | "mask">,
): { readonly report: Report; readonly beside: FilesBeside } {
  const isCheck = report.mode === "dry-run" || report.mode === "verify";
  if (migration.baseline === undefined || !isCheck) return { report, beside: {} };
  const shown = (path: string) => shownPath(repositoryDir, path);
  const compared = compareWithBaseline(report, {
    baseline,
    file: shown(migration.baseline),
    proposal: shown(reportFilesIn(migration.reportDir).baseline),
  });
  const own = { mode: report.mode, problems: problemsOf(report) };
  return {
    report: compared,
    beside: isWhole(report) ? { baseline: mask(formatBaseline(own)) } : {},
  };
}

async function showPreview(job: Job, pages: readonly PreviewedPage[] | undefined, run: Run) {
  const nothing = { preview: undefined, findings: [] };
  if (pages === undefined || run.end.aborted) return nothing;
  try {
    return await previewSite(job, pages, { ...run.host, ...run }, run.end);
  } catch (error) {
    if (run.end.aborted) return nothing;
    throw error;
  }
}

async function moveComments(job: Job, run: Run, memory: RunMemory | undefined) {
  const { host, mask, budget, end } = run;
  const file = job.config.migration.checkpointFileAsGiven;
  const work = () =>
    runJob(
      job,
      {
        ...run,
        beforeDryRun: (target) => showChecks(job, target, run),
        observer: host.observer,
        env: host.env,
        runId: host.runId,
        until: budget.until,
        now,
        memory: memoryWithoutSecrets(memory?.checkpoint ?? forgetfulMemory, mask),
        checkpoint: { source: memory?.source ?? "none", file, notes: memory?.notes ?? [] },
        believesDatabase: memory?.believesDatabase ?? false,
      },
      end,
    );
  try {
    return await budget.within(() => memory?.whileSaving?.(work) ?? work());
  } finally {
    host.observer.close?.();
  }
}

/** Says what a dry run's site, source, database and host have and lack, before it begins. */
async function showChecks(
  job: Job,
  target: Parameters<typeof jobChecks>[1],
  { host, mask, end }: Run,
): Promise<void> {
  if (host.telling.checks === undefined) return;
  const checks = [
    nodeCheck(process.versions.node),
    ...(await submoduleChecks(host.repositoryDir)),
    // A run that got here has its settings, and can write where it has to.
    checkTexts.check("settings-ok", {}),
    checkTexts.check("folders-ok", {}),
    ...(await themeChecks(job.config, host)),
    ...(await Array.fromAsync(jobChecks(job, target, end))),
    ...((await host.examine?.(job.config)) ?? []),
  ];
  host.telling.checks(checks.map((check) => checkWithoutSecrets(check, mask)));
}

function replacingFor(config: Config, { host, signal }: Run) {
  const { repositoryDir, telling, propose, runAddress } = host;
  return {
    repositoryDir,
    ...(runAddress === undefined ? {} : { runAddress }),
    show: (diff: string) => telling.diff(diff),
    propose:
      propose === undefined ? undefined : (proposal: Proposal) => propose(proposal, config, signal),
  };
}

/** What a run leaves beside its report, as far as it does. */
interface FinishedParts {
  readonly beside?: FilesBeside;
  readonly preview?: Preview | undefined;
}

/** Writes, keeps and shows the report. What can't be written is told, and changes nothing else. */
async function finish(
  finished: Report,
  { migration }: Pick<LoadedConfig, "migration">,
  { telling, keepPreview }: Pick<Host, "telling" | "keepPreview">,
  keeper: Pick<Host, "keepReport">,
  signal: AbortSignal,
  { beside = {}, preview }: FinishedParts = {},
): Promise<RunResult> {
  const earlier = readReport(reportFilesIn(migration.reportDir).json);
  const done = withEarlierRollback(finished, earlier);
  const { files, findings } = writeReport(done, migration.reportDir, beside);
  const report = { ...done, findings: [...done.findings, ...findings] };
  const ofReport = await keeper.keepReport?.(report, files, signal);
  const ofPreview = preview === undefined ? undefined : await keepPreview?.(preview, report);
  await telling.report({
    report,
    files,
    preview,
    kept: [...(ofReport?.kept ?? []), ...(ofPreview === undefined ? [] : [ofPreview])],
    isCheckpointSaved: ofReport?.isCheckpointSaved ?? false,
  });
  return { report, exitCode: exitCodeOf(report, migration.failOn), preview };
}

/** A wait from here on is logged at every level but `quiet`. */
const longWaitMs = 10_000;

/** Lines of a run, as `log-level` lets them through. */
function linesOf({ logging }: LoadedConfig, { telling }: Host): Pick<Run, "say" | "onRetry"> {
  const hold = (line: string) => telling.debug?.(line);
  const say = (line: string) => telling.say(line);
  const repeat = logging.level === "debug" ? say : hold;
  return {
    say: isQuiet(logging) ? hold : say,
    onRetry({ message }, attempt, waitMs) {
      const isLong = waitMs >= longWaitMs;
      (isLong && !isQuiet(logging) ? say : repeat)(
        isLong
          ? `Waiting ${Math.round(waitMs / 1000).toLocaleString("en-US")} s before the next attempt: ${message}`
          : `attempt ${attempt} failed and is repeated: ${message}`,
      );
    },
  };
}

function newStopwatch(): Stopwatch {
  return new Stopwatch(now, "scan");
}

function now(): Date {
  return new Date();
}
