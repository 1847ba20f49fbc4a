import { loadConfig } from "./config/load-config.ts";
import { readConfigFile } from "./config/read-config-file.ts";
import type { SettingName } from "./config/settings.ts";
import type { Finding } from "./domain/finding.ts";
import { MigrationError } from "./domain/migration-error.ts";
import { explained } from "./domain/unexpected-error.ts";
import type { PageOutcome } from "./migration/page-outcome.ts";
import type { MigrationObserver } from "./migration/ports.ts";
import type { Report } from "./report/report.ts";
import type { Host } from "./run/host.ts";
import { hugoSearchOf } from "./run/hugo-cache-folder.ts";
import { openMemory } from "./run/open-memory.ts";
import { runOnHost } from "./run/run-on-host.ts";

export type { Finding, MigrationObserver, PageOutcome, Report, SettingName };
export { MigrationError };

/** What is moved, and who observes it. */
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
   * wrangler are started. None if omitted; Hugo and wrangler are then found by their paths alone.
   */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Stops the run cleanly: what is done is kept, and the next run resumes. */
  readonly signal?: AbortSignal;
  /** Told of pages as they are found, begun and done. */
  readonly observer?: Partial<MigrationObserver>;
  /**
   * Told of what takes time, and of the diff of a dry run; with the setting `log-level` at `debug` also
   * of each repetition of a request.
   */
  readonly log?: (line: string) => void;
}

/**
 * Moves the comments of a site, or does what the setting `mode` says: verifies them, or takes them
 * back. It keeps its checkpoint and writes its report where the settings say, and returns the report;
 * `verdict` tells how it ended. Pages that failed are in it, and throw nothing.
 * @throws MigrationError where nothing could begin, with a `code`, a message and mostly a `remedy`, and
 * `unexpected-error` with a `cause` where nobody foresaw what happened; the signal's reason where it was aborted before the first page
 */
export async function migrateSite(options: MigrateSiteOptions): Promise<Report> {
  try {
    return await run(options);
  } catch (error) {
    if (options.signal?.aborted === true) throw error;
    throw explained(error, "library");
  }
}

async function run(options: MigrateSiteOptions): Promise<Report> {
  const { settings, repositoryDir, env = {}, observer = {}, log = () => {} } = options;
  const startedAt = performance.now();
  const at = { cwd: repositoryDir, inputsAre: "input" } as const;
  const file = await readConfigFile(undefined, at);
  const loaded = loadConfig({ ...at, inputs: settings, env, ...(file && { file }) });
  const host: Host = {
    repositoryDir,
    env,
    runId: `library-${new Date().toISOString()}`,
    startedAt,
    hugoReleases: hugoSearchOf(env),
    openMemory,
    observer: { scanned() {}, pageStarted() {}, pageDone() {}, noticed() {}, ...observer },
    telling: { say: log, diff: log, report() {} },
  };
  const signal = options.signal ?? new AbortController().signal;
  const { report } = await runOnHost(loaded, host, signal);
  if (report === undefined) throw new Error("only a plan has no report");
  return report;
}
