import { loadConfig } from "./config/load-config.ts";
import { readConfigFile } from "./config/read-config-file.ts";
import type { SettingName } from "./config/settings.ts";
import type { Finding } from "./domain/finding.ts";
import { MigrationError } from "./domain/migration-error.ts";
import type { PageOutcome } from "./migration/page-outcome.ts";
import type { MigrationObserver } from "./migration/ports.ts";
import { Stopwatch } from "./migration/stopwatch.ts";
import type { Report } from "./report/report.ts";
import { findPages } from "./run/find-pages.ts";
import { hugoSearchOf } from "./run/hugo-cache-folder.ts";
import { openMemory } from "./run/open-memory.ts";
import { requirePlacesInside } from "./run/places-to-write.ts";
import { replaceWidgets } from "./run/replace-widgets.ts";
import { runJob } from "./run/run-job.ts";
import { timeBudget } from "./run/time-budget.ts";
import { writeReport } from "./run/write-report.ts";

export type { Finding, MigrationObserver, PageOutcome, Report, SettingName };
export { MigrationError };

/** What is moved, and who is told of it. */
export interface MigrateSiteOptions {
  /** Settings by the names of the action's inputs, written as in a workflow. */
  readonly settings: Readonly<Partial<Record<SettingName, string>>>;
  /**
   * Absolute path of the repository with the site: paths in settings and report count from here,
   * and links that lead out of it are not followed.
   */
  readonly repositoryDir: string;
  /**
   * The environment, in which settings are looked for that are not given, and with which Hugo and
   * wrangler are started. None when left out; Hugo and wrangler are then found by their paths alone.
   */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Stops the run in good order: what is done is kept, and the next run goes on. */
  readonly signal?: AbortSignal;
  /** Told of pages as they are found, begun and done. */
  readonly observer?: Partial<MigrationObserver>;
  /** Told of each repetition of a request, and of what takes time. */
  readonly log?: (line: string) => void;
}

/**
 * Moves the comments of a site, or does what the setting `mode` says: verifies them, or takes them
 * back. It keeps its checkpoint and writes its report where the settings say, and gives the report;
 * `verdict` tells how it ended. Pages that failed are in it, and throw nothing.
 * @throws MigrationError where nothing could begin, with a `code`, a message and mostly a `remedy`;
 * the signal's reason where it was aborted before the first page
 */
export async function migrateSite(options: MigrateSiteOptions): Promise<Report> {
  const { settings, repositoryDir, env = {}, observer = {}, log = () => {} } = options;
  const signal = options.signal ?? new AbortController().signal;
  const now = () => new Date();
  const started = performance.now();
  const stopwatch = new Stopwatch(now, "scan");
  const at = { cwd: repositoryDir, inputsAre: "input" } as const;
  const file = await readConfigFile(undefined, at);
  const loaded = loadConfig({ ...at, inputs: settings, env, ...(file && { file }) });
  if (loaded.migration.mode === "plan" || loaded.migration.mode === "report") {
    throw modeOfWorkflows(loaded.migration.mode);
  }
  if (loaded.replace.to === "pull-request") throw pullRequestOfWorkflows();
  await requirePlacesInside(loaded, repositoryDir);
  const job = await findPages(
    loaded,
    { env, repositoryDir, now, hugoReleases: hugoSearchOf(env), say: log },
    signal,
  );
  const { migration } = job.config;
  stopwatch.enter("start");
  const { finish, close, ...memory } = await openMemory(job.config);
  const budget = timeBudget(migration.timeBudget, performance.now() - started);
  try {
    const host = {
      ...memory,
      env,
      now,
      stopwatch,
      until: budget.until,
      runId: `library-${now().toISOString()}`,
      observer: { scanned() {}, pageStarted() {}, pageDone() {}, ...observer },
      onRetry: (error: Error, attempt: number) =>
        log(`attempt ${attempt} failed: ${error.message}`),
    };
    const moved = await runJob(job, host, AbortSignal.any([signal, budget.end]));
    const replacing = { repositoryDir, show: log, propose: undefined };
    const report = await replaceWidgets(job, moved, replacing, signal);
    await finish(report);
    await writeReport(report, migration.reportDir);
    return report;
  } finally {
    await close();
  }
}

function modeOfWorkflows(mode: string): MigrationError {
  return new MigrationError(
    "mode-of-workflows",
    `The mode ${mode} divides a workflow's work among its jobs, which a program does not have.`,
    { remedy: "Leave shard out to move all pages, or give it such as 2/4 for the second of four." },
  );
}

function pullRequestOfWorkflows(): MigrationError {
  return new MigrationError(
    "pull-request-of-workflows",
    "A pull request is made by the action, in a workflow; a program changes the files of its checkout.",
    { remedy: "Set replace to working-tree." },
  );
}
