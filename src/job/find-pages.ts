import { completeConfig } from "../config/complete-config.ts";
import { type LoadedConfig, secretsOf } from "../config/config.ts";
import { createHugoSite } from "../hugo/site-source.ts";
import { childEnvironment } from "../process/child-environment.ts";
import { holdsPage } from "../shard/shard.ts";
import type { Job } from "./run-job.ts";

/** What finding the pages of a site needs from the host. */
interface SiteHost {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Folder to which file names in the report are relative. */
  readonly repositoryDir: string;
  readonly now: () => Date;
  /** Told what takes time. */
  readonly say: (line: string) => void;
}

/**
 * Finds the site's pages with comments, those of the shard where there is one, and completes the configuration with what they tell the
 * Cactus widget.
 * @throws MigrationError where the site can't be read, or something that is needed is said nowhere
 */
export async function findPages(
  loaded: LoadedConfig,
  { env, repositoryDir, now, say }: SiteHost,
  signal: AbortSignal,
): Promise<Job> {
  say("Looking for comment sections …");
  const { timeBudget } = loaded.migration;
  const site = createHugoSite({
    ...loaded.hugo,
    timeBudgetMs: timeBudget === undefined ? undefined : timeBudget * 60_000,
    repositoryDir,
    env: childEnvironment(env, secretsOf(loaded)),
    say,
    now: now(),
  });
  const scan = await site.scan(signal);
  const { shard } = loaded.migration;
  const pages =
    shard === undefined ? scan.pages : scan.pages.filter(({ pageId }) => holdsPage(shard, pageId));
  return { config: completeConfig(loaded, scan.wirings), scan: { ...scan, pages } };
}
