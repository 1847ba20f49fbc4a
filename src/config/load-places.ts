import { ConfigError } from "./config-error.ts";
import { configFileOf } from "./config-file.ts";
import type { ConfigSources } from "./config-sources.ts";
import { readSettings } from "./read-settings.ts";
import { settingsSchema } from "./settings.ts";

const { checkpointFile, reportDir } = settingsSchema.shape.migration.shape;

/** Where runs leave what they know: absolute paths. */
export interface ReportPlaces {
  readonly checkpointFile: string;
  readonly reportDir: string;
}

/**
 * Where earlier runs left checkpoint and report. Nothing else of the configuration has to be right for that.
 * @throws {ConfigError} where the config file can't be read
 */
export function loadPlaces(sources: ConfigSources): ReportPlaces {
  const file = configFileOf(sources.file);
  if (!file.isReadable) throw new ConfigError(file.problems);
  const { valueFor } = readSettings(sources, file);
  return {
    checkpointFile: valueFor(checkpointFile) ?? "",
    reportDir: valueFor(reportDir) ?? "",
  };
}
