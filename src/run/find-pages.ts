import { completeConfig } from "../config/complete-config.ts";
import type { LoadedConfig } from "../config/config.ts";
import type { Finding } from "../domain/finding.ts";
import type { MigrationError } from "../domain/migration-error.ts";
import type { SiteScan } from "../domain/page.ts";
import { findHugos } from "../hugo/program/find-hugo.ts";
import { createHugoSite } from "../hugo/site-source.ts";
import { migrationMessages } from "../migration/messages.ts";
import { childEnvironment } from "../process/child-environment.ts";
import { holdsPage } from "../shard/shard.ts";
import { sourceKinds } from "../sources/source-kinds.ts";
import type { HugoReleases } from "./hugo-releases.ts";
import { ofMovedSites } from "./moved-sites.ts";
import type { Job } from "./run-job.ts";
import type { TimeBudget } from "./time-budget.ts";

/** What finding the pages of a site needs from the host. */
interface SiteHost {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Folder to which file names in the report are relative. */
  readonly repositoryDir: string;
  readonly now: () => Date;
  /** Where Hugo comes from when the machine has none. */
  readonly hugoReleases: HugoReleases;
  /** Told what takes time. */
  readonly say: (line: string) => void;
  /** The time that the whole run may take. */
  readonly budget: Pick<TimeBudget, "ms">;
}

/**
 * Finds the site's pages with comments, those of the shard where there is one, and completes the
 * configuration with that of their comment widgets. Pages of other sites than those that are moved
 * are skipped, with an error for each.
 * @throws MigrationError where the site can't be read, or something that is needed is set nowhere;
 * `no-pages` where there is no page and no site name, unless it is a dry run, whose verdict says so
 */
export async function findPages(
  loaded: LoadedConfig,
  { env, repositoryDir, now, hugoReleases, say, budget }: SiteHost,
  signal: AbortSignal,
): Promise<Job> {
  say("Looking for comment sections …");
  const { hugoPath, hugoVersion, ...hugo } = loaded.hugo;
  const place = { repositoryDir, env: childEnvironment(env, loaded.secrets), say };
  const notFetched: Finding[] = [];
  const site = createHugoSite({
    ...hugo,
    ...place,
    widget: sourceKinds[loaded.source.kind].widget,
    findHugos: (untilEnd) =>
      findHugos(
        {
          ...place,
          siteDir: hugo.siteDir,
          hugoPath,
          hugoVersion: hugoVersion ?? hugoReleases.defaultVersion,
          kept: hugoReleases.kept,
          releasesUrl: hugoReleases.releasesUrl,
          onFailure: ({ code, message, remedy }) =>
            notFetched.push({
              severity: "warning",
              code,
              message,
              ...(remedy === undefined ? {} : { remedy }),
            }),
        },
        untilEnd,
      ),
    timeBudgetMs: budget.ms,
    now: now(),
  });
  const found = await site.scan(signal);
  const scan = { ...found, findings: [...notFetched, ...found.findings] };
  const config = completeConfig(loaded, scan);
  const { source, migration } = config;
  if (source.siteNames.length === 0 && !isRehearsal(migration)) throw nothingToMove(scan);
  const own = ofMovedSites(scan, source.siteNames);
  const { shard } = migration;
  const pages =
    shard === undefined ? own.pages : own.pages.filter(({ pageId }) => holdsPage(shard, pageId));
  return { config, scan: { ...own, pages } };
}

/** Whether the run's verdict says what a site without pages lacks. */
function isRehearsal({ mode, dryRun }: LoadedConfig["migration"]): boolean {
  return mode === "migrate" && dryRun;
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
