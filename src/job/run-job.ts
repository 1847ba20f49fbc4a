import type { SiteScan } from "../comment/page.ts";
import type { Config } from "../config/config.ts";
import { createD1Target } from "../d1/comment-target.ts";
import { createMatrixSource } from "../matrix/comment-source.ts";
import { migrate } from "../migration/migrate.ts";
import type { MigrationMemory, MigrationObserver } from "../migration/ports.ts";
import { rollBack } from "../migration/roll-back.ts";
import { summarise } from "../migration/summarise.ts";
import { summariseRollback } from "../migration/summarise-rollback.ts";
import { verifySite } from "../migration/verify-site.ts";
import { classicApi } from "../public-api/classic-api.ts";
import {
  createPublishedComments,
  type PublishedCommentsOptions,
} from "../public-api/comments-api.ts";
import { cwdApi } from "../public-api/cwd-api.ts";
import { garrulApi } from "../public-api/garrul-api.ts";
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
  const { matrix, cloudflare, migration, target: system } = config;
  const retries = { maxRetries: migration.maxRetries, onRetry: host.onRetry };
  const { observer, memory, now } = host;
  const source = createMatrixSource({
    ...matrix,
    ...retries,
    concurrency: migration.concurrency,
    contentFormat: system.contentFormat,
  });
  const target = createD1Target({
    ...cloudflare,
    ...retries,
    schema: system.schema,
    schemaMap: system.schemaMap,
    oversizedContent: migration.oversizedContent,
    runId: host.runId,
    env: host.env,
  });
  const site = {
    siteName: matrix.siteName,
    homeserver: matrix.homeserverUrl,
    database: cloudflare.databaseName,
    databaseIs: cloudflare.mode,
  };
  if (migration.mode === "rollback") {
    const options = { readerReplies: system.readerReplies, dryRun: migration.dryRun };
    const rolledBack = await rollBack({ target, now }, scan, options, signal);
    return summariseRollback(rolledBack, site, host.checkpoint);
  }
  const outcome =
    migration.mode === "verify"
      ? await verifySite(
          {
            source,
            target,
            published: publishedOf(system, { ...retries, origin: scan.origin }),
            observer,
            now,
          },
          scan,
          migration,
          signal,
        )
      : await migrate({ source, target, memory, observer, now }, scan, migration, signal);
  const findings = [...config.findings, ...outcome.findings];
  return summarise({ ...outcome, findings }, site, host.checkpoint);
}

const publicApis = { classic: classicApi, garrul: garrulApi, cwd: cwdApi } as const;

function publishedOf(
  { schema, apiBase }: Config["target"],
  retries: Omit<PublishedCommentsOptions, "apiBase">,
) {
  if (apiBase === undefined) return undefined;
  return createPublishedComments(publicApis[schema], { apiBase, ...retries });
}
