import { getInput, setSecret } from "@actions/core";
import type { LoadedConfig } from "../../config/config.ts";
import { loadConfig } from "../../config/load-config.ts";
import { readConfigFile } from "../../config/read-config-file.ts";
import { formerNames } from "../../config/renamed-settings.ts";
import { settingInfo, settingNames } from "../../config/settings.ts";

/**
 * Reads the configuration of a step: its inputs, the environment, and the config file.
 * @throws ConfigError naming every fault
 */
export async function readConfig(
  env: Readonly<Record<string, string | undefined>>,
  workspace: string,
): Promise<LoadedConfig> {
  maskSecrets(env);
  const at = { cwd: workspace, inputsAre: "input" } as const;
  const file = await readConfigFile(getInput("config-file"), at);
  const inputs = Object.fromEntries(
    [...settingNames, ...formerNames].map((name) => [name, getInput(name)]),
  );
  return loadConfig({ ...at, inputs, env, ...(file === undefined ? {} : { file }) });
}

/** What is given as a secret is masked before any message can contain it, be it right or wrong. */
function maskSecrets(env: Readonly<Record<string, string | undefined>>): void {
  for (const name of settingNames) {
    const { secret, env: variables } = settingInfo(name);
    if (!secret) continue;
    for (const value of [getInput(name), ...variables.map((variable) => env[variable])]) {
      if (value) setSecret(value);
    }
  }
}
