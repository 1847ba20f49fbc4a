import { type Config, secretsOf } from "../config/config.ts";
import { createD1Target } from "../d1/comment-target.ts";
import type { Finding } from "../domain/finding.ts";
import type { SiteScan } from "../domain/page.ts";
import { judgeTrial } from "../migration/judge-trial.ts";
import { migrate } from "../migration/migrate.ts";
import type { PageOutcome } from "../migration/page-outcome.ts";
import type { MigrationMemory, MigrationObserver } from "../migration/ports.ts";
import { rollBack } from "../migration/roll-back.ts";
import type { Stopwatch } from "../migration/stopwatch.ts";
import { summarise } from "../migration/summarise.ts";
import { summariseRollback } from "../migration/summarise-rollback.ts";
import { verifySite } from "../migration/verify-site.ts";
import { childEnvironment } from "../process/child-environment.ts";
import type { Report, ReportedCheckpoint } from "../report/report.ts";
import { type CactusSource, createCactusSource } from "../sources/cactus/comment-source.ts";
import { chooseSchema } from "../targets/choose-schema.ts";
import { classicApi } from "../targets/classic/public-api.ts";
import { cwdApi } from "../targets/cwd/public-api.ts";
import { garrulApi } from "../targets/garrul/public-api.ts";
import {
  createPublishedComments,
  type PublishedCommentsOptions,
} from "../targets/public-api/comments-api.ts";
import { archiveComments } from "./archive-comments.ts";
import { countingFetch } from "./counting-fetch.ts";

/** What a host gives to a run. */
export interface JobHost {
  readonly memory: MigrationMemory;
  readonly checkpoint: ReportedCheckpoint;
  /** Whether pages that the database knows to be complete are left alone. */
  readonly believesDatabase: boolean;
  readonly observer: MigrationObserver;
  /** Told of each repetition of a request. */
  readonly onRetry: (error: Error, attempt: number) => void;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Names this run in the ledger. */
  readonly runId: string;
  readonly now: () => Date;
  /** Runs since the site began to be read. */
  readonly stopwatch: Stopwatch;
  /** See `MigrationOptions`. */
  readonly until?: AbortSignal;
}

/** What is moved, and how. */
export interface Job {
  readonly config: Config;
  readonly scan: SiteScan;
}

/** The source of a site's comments. */
export function sourceOf(
  { matrix, migration, target }: Config,
  onRetry: JobHost["onRetry"],
  fetch = globalThis.fetch,
): CactusSource {
  return createCactusSource({
    ...matrix,
    fetch,
    maxRetries: migration.maxRetries,
    onRetry,
    concurrency: migration.concurrency,
    contentFormat: target.contentFormat,
  });
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
  const { observer, memory, stopwatch, now } = host;
  const homeserver = countingFetch(globalThis.fetch);
  const source = sourceOf(config, host.onRetry, homeserver.fetch);
  await using target = createD1Target({
    ...cloudflare,
    ...retries,
    schema: chooseSchema(system),
    oversizedContent: migration.oversizedContent,
    runId: host.runId,
    source: `${matrix.siteNames.join(", ")} of ${matrix.serverName}`,
    readOnly: migration.dryRun || migration.mode === "verify",
    env: childEnvironment(host.env, secretsOf(config)),
  });
  const site = {
    siteName: matrix.siteNames.join(", ") || "unknown",
    homeserver: matrix.homeserverUrl,
    database: cloudflare.databaseName,
    databaseIs: cloudflare.mode,
  };
  if (migration.mode === "rollback") {
    const options = { readerReplies: system.readerReplies, dryRun: migration.dryRun };
    const rolledBack = await rollBack({ target, stopwatch, now }, scan, options, signal);
    const report = summariseRollback(rolledBack, site, host.checkpoint);
    return { ...report, phases: stopwatch.times() };
  }
  const outcome =
    migration.mode === "verify"
      ? await verifySite(
          {
            source,
            target,
            published: publishedOf(system, { ...retries, origin: scan.origin }),
            observer,
            stopwatch,
            now,
          },
          scan,
          migration,
          signal,
        )
      : await migrate(
          { source, target, memory, observer, stopwatch, now },
          scan,
          {
            ...migration,
            believeDatabase: host.believesDatabase,
            isPart: migration.shard !== undefined,
            ...(host.until === undefined ? {} : { until: host.until }),
          },
          signal,
        );
  const { shard } = migration;
  const archive = {
    folder: system.archive,
    folderAsGiven: system.archiveAsGiven,
    format: system.contentFormat,
    isWholeSite: shard === undefined,
  };
  const isOver = host.until?.aborted === true;
  const findings = [
    ...config.findings,
    ...outcome.findings,
    ...(await archiveComments(target, outcome, archive, signal)),
    ...(isOver ? timeIsOver(outcome.pages) : []),
  ];
  const report = {
    ...summarise({ ...outcome, findings }, site, host.checkpoint),
    shard: shard === undefined ? null : { number: shard.number, of: shard.of },
    phases: stopwatch.times(),
  };
  if (outcome.trial === undefined) return report;
  const trial = judgeTrial(report, outcome.trial, {
    homeserverRequests: homeserver.requests(),
    database: target.usage(),
    readMs: report.phases.find(({ phase }) => phase === "read")?.durationMs ?? 0,
    delayBetweenBatches: migration.delayBetweenBatches,
  });
  return { ...report, trial, verdict: trial.judgement === "no-go" ? "failed" : report.verdict };
}

function timeIsOver(pages: readonly PageOutcome[]): readonly Finding[] {
  const remaining = pages.filter(({ state }) => state === "remaining").length;
  if (remaining === 0) return [];
  const left = remaining === 1 ? "1 page remains" : `${remaining} pages remain`;
  return [
    {
      severity: "notice",
      code: "time-budget-used",
      message: `The time budget is used up; the run stopped in good order, and ${left}.`,
      remedy: "Run it again: it goes on where this run stopped.",
    },
  ];
}

const publicApis = { classic: classicApi, garrul: garrulApi, cwd: cwdApi } as const;

function publishedOf(
  { schema, apiBase }: Config["target"],
  retries: Omit<PublishedCommentsOptions, "apiBase">,
) {
  if (apiBase === undefined) return undefined;
  return createPublishedComments(publicApis[schema], { apiBase, ...retries });
}
