import type { ArchivedDetail } from "../archive/archived-page.ts";
import { type ArchiveFiles, pagesInArchive, writeArchive } from "../archive/write-archive.ts";
import { type LoadedConfig, placeOfDatabase } from "../config/config.ts";
import type { TargetSchema } from "../d1/schema/target-schema.ts";
import { createShownComments, type ShownNumbers } from "../d1/shown/shown-comments.ts";
import type { Finding } from "../domain/finding.ts";
import { createHugoSite } from "../hugo/site-source.ts";
import { Stopwatch } from "../migration/stopwatch.ts";
import { childEnvironment } from "../process/child-environment.ts";
import type { ArchiveReport } from "../report/report.ts";
import type { OnRetry } from "../resilience/retry.ts";
import { archivedForm } from "./archived-form.ts";
import { runMessages } from "./messages.ts";
import { openSystem } from "./open-system.ts";
import { type HugoHost, siteOptionsOf } from "./site-options.ts";
import { TracedPages } from "./traced-pages.ts";

/** What reading the database needs from the host. */
interface ArchiveHost extends HugoHost {
  readonly now: () => Date;
  readonly onRetry: OnRetry;
}

/** What became of an archive. */
interface ArchivedDatabase {
  readonly report: ArchiveReport;
  readonly files: ArchiveFiles;
}

/**
 * Brings the archive's folder to what readers see in the comment system's table, whoever wrote it.
 * No file is changed before all was read.
 * @throws MigrationError where the table can't be read, or the folder can't be written
 */
export async function archiveDatabase(
  config: LoadedConfig,
  host: ArchiveHost,
  signal: AbortSignal,
): Promise<ArchivedDatabase> {
  const { cloudflare, target: system, migration, secrets } = config;
  const { archive: folder, archiveAsGiven = "" } = system;
  if (folder === undefined) throw new Error("archive is demanded with the settings");
  const stopwatch = new Stopwatch(host.now, "start");
  const { schema } = openSystem(system, { origin: await originFor(config, host, signal) });
  await using shown = createShownComments(schema, {
    ...cloudflare,
    contentFormat: system.contentFormat,
    maxRetries: migration.maxRetries,
    onRetry: host.onRetry,
    env: childEnvironment(host.env, secrets),
  });
  host.say(`Reading the comments of ${cloudflare.databaseName} …`);
  const numbers = await shown.count(signal);
  stopwatch.enter("read");
  const archived = await pagesInArchive(folder);
  const source = new TracedPages(shown, schema, archived, archivedForm(system.contentFormat));
  const [{ name: table }] = schema.tables;
  const emptied = runMessages.error("archive-would-be-emptied", {
    ...{ table, database: cloudflare.databaseName },
    ...{ folder: archiveAsGiven, pages: archived.length },
  });
  const lacks = detailsWithoutColumn(schema);
  const result = await writeArchive(folder, {
    pages: source.pages(archived.length === 0 ? undefined : emptied, signal),
    lacks: () => lacks,
    unknown: new Set(),
    keepsGone: true,
  });
  stopwatch.enter("finish");
  const { files, written, removed, comments, paths } = result;
  const finishedAt = host.now();
  const report: ArchiveReport = {
    schemaVersion: 1,
    mode: "archive",
    verdict: "archived",
    site: {
      ...{ siteName: "", source: "" },
      ...{ database: cloudflare.databaseName, databaseIs: placeOfDatabase(cloudflare) },
    },
    startedAt: stopwatch.startedAt.toISOString(),
    finishedAt: finishedAt.toISOString(),
    durationMs: finishedAt.getTime() - stopwatch.startedAt.getTime(),
    checkpoint: { source: "none", file: migration.checkpointFileAsGiven, notes: [] },
    stoppedBy: null,
    findings: [...config.findings, ...hiddenFindings(numbers, table), ...source.findings()],
    phases: stopwatch.times(),
    archive: {
      folder: archiveAsGiven,
      pages: files,
      comments,
      written,
      unchanged: paths.current.length - written,
      removed,
      hidden: numbers.comments - numbers.shown,
      withoutPage: Math.max(0, numbers.shown - comments),
      pullRequest: null,
    },
  };
  return { report, files: paths };
}

function hiddenFindings(
  { comments, shown, hiddenBy }: ShownNumbers,
  table: string,
): readonly Finding[] {
  if (comments === shown) return [];
  const hiding = hiddenBy.filter((one) => one.comments > 0);
  return hiding.length === 0
    ? [runMessages.finding("archive-without-hidden/system", { comments: comments - shown, table })]
    : hiding.map((one) => runMessages.finding("archive-without-hidden/column", { ...one, table }));
}

function detailsWithoutColumn({ read: { details = {} } }: TargetSchema): readonly ArchivedDetail[] {
  return [
    ...(details.reactions === undefined ? (["reactions"] as const) : []),
    ...(details.isOwner === undefined ? (["owner"] as const) : []),
    ...(details.url === undefined ? (["url"] as const) : []),
  ];
}

/** Only where pages are named by their whole address does the site have to be asked for its own. */
async function originFor(
  config: LoadedConfig,
  host: ArchiveHost,
  signal: AbortSignal,
): Promise<string | undefined> {
  const { schema, schemaMap } = config.target;
  if (schema !== "classic" || schemaMap?.pageForm !== "address") return undefined;
  const options = { ...siteOptionsOf(config, host, () => {}), areThreadsOptional: true };
  const { origin } = await createHugoSite({ ...options, now: host.now() }).scan(signal);
  return origin;
}
