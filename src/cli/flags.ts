import { parseArgs } from "node:util";
import type { LoadedConfig } from "../config/config.ts";
import { ConfigError } from "../config/config-error.ts";
import { loadConfig } from "../config/load-config.ts";
import { readConfigFile } from "../config/read-config-file.ts";
import { isYesOrNo, settingNames } from "../config/settings.ts";

/** What the command line says. */
export interface Flags {
  readonly help: boolean;
  readonly configFile: string | undefined;
  /** By setting. */
  readonly inputs: Readonly<Record<string, string | undefined>>;
}

/**
 * Reads `--name value` and `--name=value` for each setting; `--dry-run` and its like may stand alone.
 * @throws ConfigError for a flag that does not exist or lacks its value
 */
export function readFlags(args: readonly string[]): Flags {
  const alone = settingNames.filter(isYesOrNo);
  const names: readonly string[] = [...settingNames, "config-file"];
  try {
    const { values } = parseArgs({
      args: args.map((arg, index) => {
        const standsAlone = alone.some((name) => arg === `--${name}`);
        return standsAlone && !/^(?:true|false)$/i.test(args[index + 1] ?? "")
          ? `${arg}=true`
          : arg;
      }),
      options: {
        ...Object.fromEntries(names.map((name) => [name, { type: "string" } as const])),
        help: { type: "boolean", short: "h" },
      },
      strict: true,
    });
    const inputs = Object.fromEntries(
      Object.entries(values).map(([name, value]) => [name, String(value)]),
    );
    return { help: values["help"] === true, configFile: inputs["config-file"], inputs };
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new ConfigError([
      { where: "command line", message: `${error.message} See --help for all flags.` },
    ]);
  }
}

/** The configuration that flags, environment and config file give. */
export async function configOf(
  flags: Flags,
  env: Readonly<Record<string, string | undefined>>,
  cwd: string,
): Promise<LoadedConfig> {
  const at = { cwd, inputsAre: "flag" } as const;
  const file = await readConfigFile(flags.configFile, at);
  return loadConfig({ ...at, inputs: flags.inputs, env, ...(file === undefined ? {} : { file }) });
}
