import type { SiteScan } from "../comment/page.ts";
import type { Config } from "../config/config.ts";
import { createD1Target } from "../d1/comment-target.ts";
import { createMatrixSource } from "../matrix/comment-source.ts";
import { migrate } from "../migration/migrate.ts";
import type { MigrationMemory, MigrationObserver } from "../migration/ports.ts";
import { summarise } from "../migration/summarise.ts";
import type { Report, ReportedCheckpoint } from "../report/report.ts";

/** What a host gives to a run. */
export interface JobHost {
  readonly memory: MigrationMemory;
  readonly checkpoint: ReportedCheckpoint;
  readonly observer: MigrationObserver;
  /** Told of each repetition of a request. */
  readonly onRetry: (error: Error, attempt: number) => void;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Names this run in the ledger. */
  readonly runId: string;
  readonly now: () => Date;
}

/** What is moved, and how. */
export interface Job {
  readonly config: Config;
  readonly scan: SiteScan;
}

/**
 * Builds the parts from the configuration and runs the migration: what every host does.
 * @throws MigrationError where nothing could begin
 */
export async function runJob(
  { config, scan }: Job,
  host: JobHost,
  signal: AbortSignal,
): Promise<Report> {
  const { matrix, cloudflare, migration } = config;
  const retries = { maxRetries: migration.maxRetries, onRetry: host.onRetry };
  const outcome = await migrate(
    {
      source: createMatrixSource({ ...matrix, ...retries }),
      target: createD1Target({ ...cloudflare, ...retries, runId: host.runId, env: host.env }),
      memory: host.memory,
      observer: host.observer,
      now: host.now,
    },
    scan,
    migration,
    signal,
  );
  const site = {
    siteName: matrix.siteName,
    homeserver: matrix.homeserverUrl,
    database: cloudflare.databaseName,
    databaseIs: cloudflare.mode,
  };
  const findings = [...config.findings, ...outcome.findings];
  return summarise({ ...outcome, findings }, site, host.checkpoint);
}
