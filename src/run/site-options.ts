import type { LoadedConfig } from "../config/config.ts";
import type { MigrationError } from "../domain/migration-error.ts";
import { findHugos } from "../hugo/program/find-hugo.ts";
import { childEnvironment } from "../process/child-environment.ts";
import { widgets } from "../sources/source-kinds.ts";
import type { HugoReleases } from "./hugo-releases.ts";
import type { TimeBudget } from "./time-budget.ts";

/** What running Hugo on the site needs from the host. */
export interface HugoHost {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Folder to which file names in the report are relative. */
  readonly repositoryDir: string;
  /** Where Hugo comes from when the machine has none. */
  readonly hugoReleases: HugoReleases;
  /** Told what takes time. */
  readonly say: (line: string) => void;
  /** The time that the whole run may take. */
  readonly budget: Pick<TimeBudget, "ms">;
}

/**
 * How the site is read, and by which Hugos, by the settings.
 * @param onNotFetched told of each release of Hugo that could not be had, where that does not end the search
 */
export function siteOptionsOf(
  { hugo: settings, source, secrets }: Pick<LoadedConfig, "hugo" | "source" | "secrets">,
  { env, repositoryDir, hugoReleases, say, budget }: HugoHost,
  onNotFetched: (error: MigrationError) => void,
) {
  const { hugoPath, hugoVersion, ...hugo } = settings;
  const place = { repositoryDir, env: childEnvironment(env, secrets), say };
  return {
    ...hugo,
    ...place,
    widget: widgets[source.kind],
    findHugos: (signal: AbortSignal) =>
      findHugos(
        {
          ...place,
          siteDir: hugo.siteDir,
          hugoPath,
          hugoVersion: hugoVersion ?? hugoReleases.defaultVersion,
          kept: hugoReleases.kept,
          releasesUrl: hugoReleases.releasesUrl,
          onFailure: onNotFetched,
        },
        signal,
      ),
    timeBudgetMs: budget.ms,
  };
}
