import { ConfigError } from "./config-error.ts";
import { parseConfigFile } from "./config-file.ts";
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
  const { file } = sources;
  if (file !== undefined && "problem" in file) throw new ConfigError([file.problem]);
  const parsed =
    file === undefined
      ? { values: new Map(), problems: [], isReadable: true }
      : parseConfigFile(file.name, file.yaml);
  if (!parsed.isReadable) throw new ConfigError(parsed.problems);
  const { valueFor } = readSettings(sources, parsed);
  return {
    checkpointFile: valueFor(checkpointFile) ?? "",
    reportDir: valueFor(reportDir) ?? "",
  };
}
