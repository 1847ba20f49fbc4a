import { type ArchivedPage, archivePage } from "../archive/archived-page.ts";
import { createAuthoredSource } from "../authors/authored-source.ts";
import type { AuthorEntries } from "../config/author-entries.ts";
import { type Config, placeOfDatabase } from "../config/config.ts";
import { createD1Target, type D1CommentTarget } from "../d1/comment-target.ts";
import { restoreCommand, wayBackOf } from "../d1/way-back.ts";
import type { SiteScan } from "../domain/page.ts";
import type { CommentSource, MigrationMemory } from "../domain/ports.ts";
import { migrate, rehearse } from "../migration/migrate.ts";
import type { MigrationOutcome } from "../migration/outcome.ts";
import type { MigrationObserver } from "../migration/ports.ts";
import { rollBack } from "../migration/roll-back.ts";
import type { Stopwatch } from "../migration/stopwatch.ts";
import { summarise } from "../migration/summarise.ts";
import { summariseRollback } from "../migration/summarise-rollback.ts";
import { verifySite } from "../migration/verify-site.ts";
import type { Report, ReportedCheckpoint, ReportedPart } from "../report/report.ts";
import type { OnRetry } from "../resilience/retry.ts";
import { identityOf } from "../sources/source-kinds.ts";
import {
  type CommentsApi,
  createPublishedComments,
  type PublishedCommentsOptions,
} from "../targets/public-api/comments-api.ts";
import { acceptedPages } from "./accepted-pages.ts";
import { archiveComments } from "./archive-comments.ts";
import { archivedForm } from "./archived-form.ts";
import type { ChosenPart } from "./choose-part.ts";
import { filesForBucket, finishMedia, keepMedia, mediaLeft } from "./keep-media.ts";
import { openSystem } from "./open-system.ts";
import { type Placement, reportedPlacement } from "./place-conversations.ts";
import { readGonePages } from "./read-gone-pages.ts";
import { shownConversations } from "./shown-conversations.ts";
import { noSiteFiles, type SiteFiles } from "./site-files.ts";
import { targetOptionsOf } from "./target-options.ts";
import { remainingComments, remainingPages } from "./time-used.ts";

/** What a run works with beside its configuration and site. */
export interface JobParts {
  readonly memory: MigrationMemory;
  readonly checkpoint: ReportedCheckpoint;
  /** Whether pages that the database knows to be complete are left alone. */
  readonly believesDatabase: boolean;
  /** Called before a dry run begins. */
  readonly beforeDryRun?: (target: D1CommentTarget) => Promise<void>;
  readonly observer: MigrationObserver;
  /** Told of each repetition of a request. */
  readonly onRetry: OnRetry;
  /** Writes a line to the log. */
  readonly say: (line: string) => void;
  /** What the site's owner says of who wrote the comments. */
  readonly authors: AuthorEntries;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Names this run in the ledger. */
  readonly runId: string;
  readonly now: () => Date;
  /** Runs since the site began to be read. */
  readonly stopwatch: Stopwatch;
  /** When this is aborted no further page is begun; what was begun is brought to its end. */
  readonly until: AbortSignal;
}

/** What is moved, and how. */
export interface Job extends AsyncDisposable {
  readonly config: Config;
  readonly scan: SiteScan;
  /** Where its comments are. */
  readonly source: CommentSource;
  /** Requests to the source so far. */
  readonly sourceRequests: () => number;
  /** Conversations that know their pages, with what became of them; undefined for other sources. */
  readonly placement: Placement | undefined;
  /** The part of the site that is moved; undefined where it is the whole site. */
  readonly part: ChosenPart | undefined;
}

/** What a job did. */
interface JobResult {
  readonly report: Report;
  /** An archive was asked for, and could not be written. */
  readonly isArchiveMissing: boolean;
  readonly siteFiles: SiteFiles;
  /** What a dry run with a preview shows; undefined where there is none. */
  readonly previewed?: readonly PreviewedPage[] | undefined;
}

/** A page as a dry run would show it. */
export interface PreviewedPage {
  readonly archived: ArchivedPage;
  /** Whether the migration would bring all its comments. */
  readonly isComplete: boolean;
}

/**
 * Builds the parts from the configuration and runs the migration: what every host does.
 * @throws MigrationError where nothing could begin
 */
export async function runJob(job: Job, parts: JobParts, signal: AbortSignal): Promise<JobResult> {
  const { config, scan, source: original, part } = job;
  const { source: from, cloudflare, migration, target: system } = config;
  const { site: siteName, place } = identityOf(from);
  const retries = { maxRetries: migration.maxRetries, onRetry: parts.onRetry };
  const { observer, memory, stopwatch, now, until } = parts;
  const { api, schema } = openSystem(system, scan);
  const targetOptions = targetOptionsOf(job, parts);
  const { env } = targetOptions;
  const earlierBookmark = memory.bookmark();
  await using target = createD1Target({
    ...targetOptions,
    oversizedContent: migration.oversizedContent,
    keepsMedia: migration.mode === "rollback" ? undefined : config.media.to !== "link",
    readOnly: migration.dryRun || migration.mode === "verify",
    // A run that is killed leaves no report, but its log.
    onBookmark: async (bookmark) => {
      parts.say(`To undo this run: ${restoreCommand(cloudflare.databaseName, bookmark)}`);
      await memory.markBookmark(bookmark);
    },
  });
  const requestsBefore = job.sourceRequests();
  if (migration.mode === "migrate" && migration.dryRun) await parts.beforeDryRun?.(target);
  // A migration sends none of these.
  const requestsToCheck = job.sourceRequests() - requestsBefore;
  await using keeping = keepMedia(job, {
    ...{ source: original, records: target.media },
    ...{ onRetry: parts.onRetry, env },
  });
  const authored = createAuthoredSource(keeping ?? original, parts.authors);
  const { source } = authored;
  const site = {
    siteName: siteName || "unknown",
    source: place,
    database: cloudflare.databaseName,
    databaseIs: placeOfDatabase(cloudflare),
  };
  if (migration.mode === "rollback") {
    const options = { readerReplies: system.readerReplies, dryRun: migration.dryRun, until };
    const rolledBack = await rollBack({ target, stopwatch, now }, scan, options, signal);
    const { wayBack, findings: withoutOne } = wayBackOf(target.bookmark(), site.database);
    const findings = [
      ...rolledBack.findings,
      ...withoutOne,
      ...(await mediaLeft(target.media, signal)),
      ...remainingComments(rolledBack),
    ];
    const facts = { site, checkpoint: parts.checkpoint, phases: stopwatch.times(), wayBack };
    const report = summariseRollback({ ...rolledBack, findings }, facts);
    return { report, isArchiveMissing: false, siteFiles: noSiteFiles };
  }
  const accepted = acceptedPages(scan, migration.acceptDifferences);
  const { shard } = migration;
  const isWholeSite = shard === undefined && part === undefined;
  const outcome =
    migration.mode === "verify"
      ? await verifySite(
          {
            source,
            target,
            published: publishedOf(api, system, { ...retries, origin: scan.origin }),
            observer,
            stopwatch,
            now,
          },
          scan,
          {
            concurrency: migration.concurrency,
            until,
            accepted,
            isPart: !isWholeSite,
            ...(part === undefined
              ? {}
              : { onlyNames: new Set(scan.pages.map(({ pageId }) => schema.pageName(pageId))) }),
          },
          signal,
        )
      : await (migration.dryRun ? rehearse : migrate)(
          { source, target, memory, observer, stopwatch, now },
          scan,
          {
            ...migration,
            believeDatabase: parts.believesDatabase,
            isPart: !isWholeSite,
            ...(part === undefined ? {} : { asked: { of: pagesOf(part, job) } }),
            keepsComments: migration.preview,
            accepted,
            until,
          },
          signal,
        );
  const archive = {
    folder: system.archive,
    folderAsGiven: system.archiveAsGiven,
    contentFormat: system.contentFormat,
    isWholeSite,
    readGone: async (until: AbortSignal) =>
      job.placement === undefined || part !== undefined || config.matching.gonePages === "report"
        ? []
        : readGonePages(source, job.placement, system.contentFormat, until),
  };
  const { wayBack, findings: withoutOne } = wayBackOf(
    target.bookmark(),
    site.database,
    earlierBookmark,
  );
  const media = await finishMedia(job, keeping, outcome, signal);
  const archived = await archiveComments(target, outcome, archive, signal);
  const findings = [
    ...config.findings,
    ...outcome.findings,
    ...authored.findings({
      isProposing: outcome.dryRun,
      isWhole: isWholeSite && outcome.pages.every(wasRead),
    }),
    ...withoutOne,
    ...media.findings,
    ...archived.findings,
    ...(until.aborted ? remainingPages(outcome) : []),
  ];
  const phases = stopwatch.times();
  const report = summarise(
    { ...outcome, findings },
    {
      site,
      checkpoint: parts.checkpoint,
      shard: shard === undefined ? null : { number: shard.number, of: shard.of },
      phases,
      measures: {
        sourceRequests: job.sourceRequests() - requestsToCheck,
        database: target.usage(),
        readMs: phases.find(({ phase }) => phase === "read")?.durationMs ?? 0,
        delayBetweenBatches: migration.delayBetweenBatches,
        media: filesForBucket(job, keeping),
      },
      wayBack,
      conversations: shownConversations(outcome.conversations ?? [], system.contentFormat),
      placement: job.placement === undefined ? undefined : reportedPlacement(job.placement),
      part: part === undefined ? undefined : reportedPart(part),
    },
  );
  return {
    report,
    isArchiveMissing: archived.findings.some(({ severity }) => severity === "error"),
    siteFiles: { archive: archived.files, media: media.files },
    previewed: previewedPages(outcome, system.contentFormat),
  };
}

/** Pages that this checkpoint has to know to be complete before the migration is. */
function pagesOf({ chosen, others }: ChosenPart, { config, scan }: Job): number {
  return config.migration.shard === undefined ? chosen + others : scan.pages.length;
}

function reportedPart({ asked, chosen, others }: ChosenPart): ReportedPart {
  return { asked, chosen, others };
}

/** Pages whose comments would all be moved, and others that have some. */
function previewedPages(
  { pages, details, rehearsed, stoppedBy }: MigrationOutcome,
  contentFormat: Config["target"]["contentFormat"],
): readonly PreviewedPage[] | undefined {
  if (rehearsed === undefined || stoppedBy !== undefined) return undefined;
  const { format, written } = archivedForm(contentFormat);
  return pages
    .map(({ page: { pageId }, state }) => ({
      archived: archivePage(pageId, format, (rehearsed.get(pageId) ?? []).map(written), details),
      isComplete: state === "readable",
    }))
    .filter(({ archived, isComplete }) => isComplete || archived.comments.length > 0);
}

function wasRead({ state }: MigrationOutcome["pages"][number]): boolean {
  return state !== "completed-before" && state !== "remaining" && state !== "failed";
}

function publishedOf(
  api: CommentsApi,
  { apiBase }: Config["target"],
  retries: Omit<PublishedCommentsOptions, "apiBase">,
) {
  if (apiBase === undefined) return undefined;
  return createPublishedComments(api, { apiBase, ...retries });
}
