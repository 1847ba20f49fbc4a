import type { z } from "zod";
import { ConfigError, type ConfigProblem } from "./config-error.ts";
import { configFileOf } from "./config-file.ts";
import type { ConfigSources } from "./config-sources.ts";
import { didYouMean } from "./nearest-name.ts";
import { readSettings } from "./read-settings.ts";
import type { Setting } from "./setting.ts";
import { type SettingName, settingsSchema } from "./settings.ts";

const { source, export: exported, cloudflare, target } = settingsSchema.shape;

/** What flags and environment say of a migration that is to be set up; undefined where they say nothing. */
export interface GivenSetup {
  readonly source: z.output<typeof source.shape.kind> | undefined;
  readonly sourceFiles: readonly string[] | undefined;
  readonly databaseName: string | undefined;
  readonly targetSchema: z.output<typeof target.shape.schema> | undefined;
  /** Absolute. */
  readonly siteDir: string;
}

/**
 * Reads what a setup needs to know, as far as it is given.
 * @throws {ConfigError} naming each wrong value
 */
export function loadSetup(sources: Omit<ConfigSources, "file">): GivenSetup {
  const { given, raw } = readSettings(sources, configFileOf(undefined));
  const problems: ConfigProblem[] = [];
  const givenValue = <Value>(
    setting: Setting<z.ZodType<Value>, SettingName>,
  ): Value | undefined => {
    const { name } = setting.setting;
    const written = given.get(name);
    if (written === undefined) return undefined;
    const parsed = setting.safeParse(written.value);
    if (parsed.success) return parsed.data;
    const [fault] = parsed.error.issues;
    const words = fault?.code === "invalid_value" ? fault.values.map(String) : [];
    const meant = didYouMean(String(written.value), words);
    problems.push({
      where: written.where,
      message: `${fault?.message ?? "can't be used"}, but it is ${JSON.stringify(written.value)}${meant}`,
    });
    return undefined;
  };
  const setup = {
    source: givenValue(source.shape.kind),
    sourceFiles: givenValue(exported.shape.files),
    databaseName: givenValue(cloudflare.shape.databaseName),
    targetSchema: givenValue(target.shape.schema),
    siteDir: String(raw["hugo"]?.["siteDir"] ?? sources.cwd),
  };
  if (problems.length > 0) throw new ConfigError(problems);
  return setup;
}
