import { getInput } from "@actions/core";
import type { LoadedConfig } from "../config/config.ts";
import { loadConfig } from "../config/load-config.ts";
import { readConfigFile } from "../config/read-config-file.ts";
import { settingNames } from "../config/settings.ts";

/**
 * Reads the configuration of a step: its inputs, the environment, and the config file.
 * @throws ConfigError naming every fault
 */
export async function readConfig(
  env: Readonly<Record<string, string | undefined>>,
  workspace: string,
): Promise<LoadedConfig> {
  const at = { cwd: workspace, inputsAre: "input" } as const;
  const file = await readConfigFile(getInput("config-file"), at);
  const inputs = Object.fromEntries(settingNames.map((name) => [name, getInput(name)]));
  return loadConfig({ ...at, inputs, env, ...(file === undefined ? {} : { file }) });
}
