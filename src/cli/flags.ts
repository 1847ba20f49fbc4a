import { parseArgs } from "node:util";
import type { LoadedConfig } from "../config/config.ts";
import { ConfigError } from "../config/config-error.ts";
import { loadConfig } from "../config/load-config.ts";
import { didYouMean } from "../config/nearest-name.ts";
import { readConfigFile } from "../config/read-config-file.ts";
import { isYesOrNo, settingNames } from "../config/settings.ts";

/** What the command line says. */
export interface Flags {
  readonly help: boolean;
  readonly configFile: string | undefined;
  /** Print the report as JSON, and nothing else, to stdout. */
  readonly json: boolean;
  /** By setting. */
  readonly inputs: Readonly<Record<string, string | undefined>>;
}

/**
 * Reads `--name value` and `--name=value` for each setting; `--dry-run` and its like need no value.
 * @throws ConfigError for a flag that does not exist or lacks its value
 */
export function readFlags(args: readonly string[]): Flags {
  const alone = settingNames.filter(isYesOrNo);
  const names: readonly string[] = [...settingNames, "config-file"];
  const options = {
    ...Object.fromEntries(names.map((name) => [name, { type: "string" } as const])),
    help: { type: "boolean", short: "h" },
    json: { type: "boolean" },
    quiet: { type: "boolean", short: "q" },
    verbose: { type: "boolean", short: "v" },
  } as const;
  refuseMistyped(args, Object.keys(options));
  try {
    const { values } = parseArgs({
      args: args.map((arg, index) => {
        const standsAlone = alone.some((name) => arg === `--${name}`);
        return standsAlone && !/^(?:true|false)$/i.test(args[index + 1] ?? "")
          ? `${arg}=true`
          : arg;
      }),
      options,
      strict: true,
    });
    const { help = false, json = false, quiet, verbose, ...given } = values;
    const inputs = Object.fromEntries(
      Object.entries(given).map(([name, value]) => [name, String(value)]),
    );
    const level = levelOf(quiet === true, verbose === true, inputs["log-level"]);
    return {
      help: help === true,
      json: json === true,
      configFile: inputs["config-file"],
      inputs: { ...inputs, "log-level": level },
    };
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new ConfigError([
      { where: "command line", message: `${error.message} See --help for all flags.` },
    ]);
  }
}

/** Names flags that don't exist but are near to one that does; the parser itself knows no near ones. */
function refuseMistyped(args: readonly string[], known: readonly string[]): void {
  const problems = args.flatMap((arg) => {
    const [, dashes = "", name = ""] = /^(--?)([^=]{2,})/.exec(arg) ?? [];
    if (dashes === "--" && known.includes(name)) return [];
    const meant = didYouMean(name, known, "--");
    const message = `${dashes}${name} is no flag${meant}`;
    return meant === "" ? [] : [{ where: "command line", message }];
  });
  if (problems.length > 0) throw new ConfigError(problems);
}

/** `--quiet` and `--verbose` are names for two levels. */
function levelOf(quiet: boolean, verbose: boolean, level: string | undefined): string | undefined {
  if ([quiet, verbose, level !== undefined].filter(Boolean).length > 1) {
    throw new ConfigError([
      { where: "command line", message: "Give one of --quiet, --verbose and --log-level." },
    ]);
  }
  if (quiet) return "error";
  return verbose ? "debug" : level;
}

/** The configuration from flags, environment and config file. */
export async function configOf(
  flags: Flags,
  env: Readonly<Record<string, string | undefined>>,
  cwd: string,
): Promise<LoadedConfig> {
  const at = { cwd, inputsAre: "flag" } as const;
  const file = await readConfigFile(flags.configFile, at);
  return loadConfig({ ...at, inputs: flags.inputs, env, ...(file === undefined ? {} : { file }) });
}
