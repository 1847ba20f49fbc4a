import { getInput, setSecret } from "@actions/core";
import type { ConfigSources } from "../../config/config-sources.ts";
import { formerNames } from "../../config/former-settings.ts";
import { readConfigFile } from "../../config/read-config-file.ts";
import { settingInfo, settingNames } from "../../config/settings.ts";

/** What a step is given: its inputs, the environment, and the config file. */
export async function readSources(
  env: Readonly<Record<string, string | undefined>>,
  workspace: string,
): Promise<ConfigSources> {
  maskSecrets(env);
  const at = { cwd: workspace, inputsAre: "input" } as const;
  const file = await readConfigFile(getInput("config-file"), at);
  const names = [...settingNames, ...formerNames];
  const inputs = Object.fromEntries(names.map((name) => [name, getInput(name)]));
  return { ...at, inputs, env, ...(file === undefined ? {} : { file }) };
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
