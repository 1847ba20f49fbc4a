import type { SiteScan } from "../domain/page.ts";
import type { Config, LoadedConfig } from "./config.ts";
import { ConfigError } from "./config-error.ts";
import { missingSetting } from "./missing-setting.ts";
import { sourceKinds } from "./source-kinds.ts";

/**
 * Completes the configuration with what the site's pages set in the source's widget, where the user
 * didn't say it. Site names may be missing where there is no page to be read.
 * @throws {ConfigError} where neither says what must be known, or the pages contradict each other
 */
export function completeConfig(
  loaded: LoadedConfig,
  scan: Pick<SiteScan, "threads" | "pages">,
): Config {
  const { source, unsaid, problems, findings } = sourceKinds[loaded.source.kind].complete(
    loaded,
    scan,
  );
  const missing = unsaid.map(([name, what]) => missingSetting(name, what, loaded.inputsAre));
  if (problems.length + missing.length > 0) throw new ConfigError([...problems, ...missing]);
  return { ...loaded, source, findings: [...loaded.findings, ...findings] };
}
