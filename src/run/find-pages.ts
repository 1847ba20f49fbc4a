import { completeConfig } from "../config/complete-config.ts";
import type { LoadedConfig } from "../config/config.ts";
import type { AddressedSource } from "../domain/addressed-thread.ts";
import type { Finding } from "../domain/finding.ts";
import type { MigrationError } from "../domain/migration-error.ts";
import type { Page, SiteScan } from "../domain/page.ts";
import { shownPath } from "../files/shown-path.ts";
import { createHugoSite } from "../hugo/site-source.ts";
import { migrationMessages } from "../migration/messages.ts";
import type { OnRetry } from "../resilience/retry.ts";
import { holdsPage, type Shard } from "../shard/shard.ts";
import {
  identityOf,
  isNamedByPages,
  sourceAccess,
  termsOf,
  withSite,
} from "../sources/source-kinds.ts";
import { choosePart } from "./choose-part.ts";
import { countingFetch } from "./counting-fetch.ts";
import { ofMovedSites } from "./moved-sites.ts";
import { placeConversations, placementFindings, readTable } from "./place-conversations.ts";
import type { Job } from "./run-job.ts";
import { type HugoHost, siteOptionsOf } from "./site-options.ts";
import { withNamesOfTheirOwn } from "./with-names-of-their-own.ts";
import { reportFilesIn } from "./write-report.ts";

/** What finding the pages of a site needs from the host. */
interface SiteHost extends HugoHost {
  readonly now: () => Date;
  /** Told of each repetition of a request. */
  readonly onRetry: OnRetry;
}

/**
 * Finds the site's pages with comments, those of the part that is asked for and of the shard, and completes the
 * configuration with that of their comment widgets. Where the conversations of the source name their
 * pages, and not the pages them, it opens the source. Pages of other sites than those that are moved
 * are skipped, with an error for each.
 * @throws MigrationError `pages-share-a-name` where the target can't keep two pages apart
 * @throws MigrationError `part-without-pages` where none of them is asked for
 * @throws MigrationError where the site or the source can't be read, or something that is needed is set
 * nowhere; `no-pages` where there is no page and no site name, unless it is a dry run, whose verdict
 * says so
 */
export async function findPages(
  loaded: LoadedConfig,
  host: SiteHost,
  signal: AbortSignal,
): Promise<Job> {
  const scan = await scanSite(loaded, host, signal);
  const config = completeConfig(loaded, scan);
  const { source, migration, target, media } = config;
  const counting = countingFetch(globalThis.fetch);
  const reading = {
    fetch: counting.fetch,
    maxRetries: migration.maxRetries,
    onRetry: host.onRetry,
    concurrency: migration.concurrency,
    contentFormat: target.contentFormat,
    keepsMedia: media.to !== "link",
    repositoryDir: host.repositoryDir,
    githubApi: host.env["GITHUB_API_URL"],
  };
  const access = sourceAccess(source);
  const job = { sourceRequests: counting.requests };
  if (access.by === "addresses") {
    host.say(`Reading the comments of ${identityOf(source).place} …`);
    const opened = await access.open(reading, signal);
    try {
      const placed = await place(opened, { config, scan }, host);
      const chosen = choosePart(placed, config, host.say);
      if (isEmptyPart(chosen, config)) throw nothingToMove(chosen.scan);
      return {
        ...job,
        config: { ...config, source: withSite(source, opened.site) },
        scan: ofShard(withNamesOfTheirOwn(chosen.scan, config), migration.shard),
        source: opened.comments,
        placement: chosen.placement,
        part: chosen.part,
        [Symbol.asyncDispose]: () => opened[Symbol.asyncDispose](),
      };
    } catch (error) {
      await opened[Symbol.asyncDispose]();
      throw error;
    }
  }
  const comments = access.create(reading);
  if (comments.names.length === 0 && !isRehearsal(migration)) throw nothingToMove(scan);
  const own = { scan: ofMovedSites(scan, access.siteNames), placement: undefined };
  const chosen = choosePart(own, config, host.say);
  if (isEmptyPart(chosen, config)) throw nothingToMove(chosen.scan);
  return {
    ...job,
    config,
    scan: ofShard(withNamesOfTheirOwn(chosen.scan, config), migration.shard),
    source: comments,
    placement: undefined,
    part: chosen.part,
    async [Symbol.asyncDispose]() {},
  };
}

/** Gives the conversations of an opened source their pages. */
async function place(
  { threads, findings }: AddressedSource,
  { config: { matching, source, migration }, scan }: Pick<Job, "config" | "scan">,
  { repositoryDir }: SiteHost,
) {
  const table = await readTable(matching.addressTable, repositoryDir);
  const placed = placeConversations(threads, {
    scan,
    formerHosts: matching.formerHosts ?? [],
    table,
    termsOf: termsOf(source, scan),
  });
  const proposals = shownPath(repositoryDir, reportFilesIn(migration.reportDir).proposals);
  const known = [...findings, ...placementFindings(placed.placement, proposals)];
  return { ...placed, scan: { ...placed.scan, findings: [...placed.scan.findings, ...known] } };
}

function ofShard(scan: SiteScan, shard: Shard | undefined): SiteScan {
  if (shard === undefined) return scan;
  const isOwn = ({ pageId }: Page) => holdsPage(shard, pageId);
  const others = [...scan.others, ...scan.pages.filter((page) => !isOwn(page))];
  return {
    ...scan,
    pages: scan.pages.filter(isOwn),
    others: others.toSorted((a, b) => (a.pageId < b.pageId ? -1 : 1)),
  };
}

async function scanSite(
  loaded: LoadedConfig,
  host: SiteHost,
  signal: AbortSignal,
): Promise<SiteScan> {
  host.say("Looking for comment sections …");
  const notFetched: Finding[] = [];
  const site = createHugoSite({
    ...siteOptionsOf(loaded, host, ({ code, message, remedy }) =>
      notFetched.push({
        severity: "warning",
        code,
        message,
        ...(remedy === undefined ? {} : { remedy }),
      }),
    ),
    areThreadsOptional: !isNamedByPages(loaded.source.kind),
    now: host.now(),
  });
  const found = await site.scan(signal);
  return { ...found, findings: [...notFetched, ...found.findings] };
}

/** Whether the run's verdict says what a site without pages lacks. */
function isRehearsal({ mode, dryRun }: LoadedConfig["migration"]): boolean {
  return mode === "migrate" && dryRun;
}

/** A part of a site without any page: a dry run's verdict says so. */
function isEmptyPart(
  { scan, part }: ReturnType<typeof choosePart>,
  { migration }: Pick<LoadedConfig, "migration">,
): boolean {
  return part !== undefined && scan.pages.length === 0 && !isRehearsal(migration);
}

/** Without a page there is nobody to ask for the site's name, and nothing to be done with it. */
function nothingToMove({ findings }: SiteScan): MigrationError {
  const reason =
    findings.find(({ code }) => code === "no-sections") ??
    findings.find(({ severity }) => severity === "error") ??
    findings.find(({ severity }) => severity === "warning");
  if (reason === undefined) return migrationMessages.error("no-pages/no-section", {});
  const { message, remedy = "Check site-dir and shortcodes.", location } = reason;
  return migrationMessages.error(
    "no-pages/because",
    { reason: message, advice: remedy },
    location === undefined ? {} : { location },
  );
}
