import { type Config, publicHomeserver, toConfig } from "./config.ts";
import { ConfigError, type ConfigProblem } from "./config-error.ts";
import { type ConfigFile, parseConfigFile } from "./config-file.ts";
import {
  type SettingName,
  type Settings,
  settingInfo,
  settingNames,
  settingsSchema,
} from "./settings.ts";

/** Where settings come from. */
export interface ConfigSources {
  /** Action inputs or flags, by name; an empty one counts as not given. */
  readonly inputs: Readonly<Record<string, string | undefined>>;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** How messages call an input: `input` for the action, `flag` for the terminal. */
  readonly inputsAre: "input" | "flag";
  /** The config file, read already, where there is one. */
  readonly file?: { readonly name: string; readonly yaml: string };
  /** Absolute; relative paths count from here. */
  readonly cwd: string;
}

/** A raw value and where it was given. */
interface Given {
  readonly value: unknown;
  readonly where: string;
}

/**
 * Reads the configuration: inputs win over environment over file over defaults.
 * @throws {ConfigError} naming every fault with its place
 */
export function loadConfig(sources: ConfigSources): Config {
  const file: ConfigFile =
    sources.file === undefined
      ? { values: new Map(), problems: [] }
      : parseConfigFile(sources.file.name, sources.file.yaml);
  const given = new Map<string, Given>();
  for (const name of settingNames) {
    const value = findGiven(name, sources, file);
    if (value !== undefined) given.set(name, value);
  }
  const parsed = settingsSchema.safeParse(valuesOf(given, new Set()));
  const problems = [...file.problems];
  for (const issue of parsed.error?.issues ?? []) {
    const name = String(issue.path[0]);
    problems.push({
      where: given.get(name)?.where ?? `${sources.inputsAre} ${name}`,
      message: `${issue.message}${valueInWords(name, given.get(name))}`,
    });
  }
  // Values that are wrong were named above; what is missing is asked for in the same breath.
  const wrong = new Set(parsed.error?.issues.map((issue) => String(issue.path[0])));
  const settings = parsed.data ?? settingsSchema.parse(valuesOf(given, wrong));
  problems.push(...missing(settings, given, sources.inputsAre));
  const siteName = settings["site-name"];
  const databaseName = settings["database-name"];
  if (problems.length > 0 || siteName === undefined || databaseName === undefined) {
    throw new ConfigError(problems);
  }
  return toConfig({ settings, siteName, databaseName }, sources.cwd);
}

function findGiven(name: SettingName, sources: ConfigSources, file: ConfigFile): Given | undefined {
  const input = sources.inputs[name];
  if (isGiven(input)) return { value: input, where: `${sources.inputsAre} ${name}` };
  for (const variable of settingInfo(name).env) {
    const value = sources.env[variable];
    if (isGiven(value)) return { value, where: `environment variable ${variable}` };
  }
  return file.values.get(name);
}

function isGiven(text: string | undefined): text is string {
  return text !== undefined && text.trim() !== "";
}

function valueInWords(name: string, given: Given | undefined): string {
  const setting = settingNames.find((known) => known === name);
  if (given === undefined || setting === undefined || settingInfo(setting).secret) return "";
  return `, but it is ${JSON.stringify(given.value)}`;
}

function valuesOf(given: ReadonlyMap<string, Given>, except: ReadonlySet<string>) {
  const rest = [...given].filter(([name]) => !except.has(name));
  return Object.fromEntries(rest.map(([name, { value }]) => [name, value]));
}

function missing(
  settings: Settings,
  given: ReadonlyMap<string, Given>,
  inputsAre: ConfigSources["inputsAre"],
): readonly ConfigProblem[] {
  const problems: ConfigProblem[] = [];
  const ask = (name: SettingName, message: string) => {
    if (given.has(name)) return;
    const [section, key] = settingInfo(name).file;
    problems.push({
      where: `${inputsAre} ${name}`,
      message: `${message} Also possible: ${section}.${key} in the config file.`,
    });
  };
  ask("site-name", "is missing: the siteName that your Cactus Comments widget uses.");
  ask("database-name", "is missing: the name of the D1 database that takes the comments.");
  const ownHomeserver =
    given.has("homeserver-url") && settings["homeserver-url"] !== publicHomeserver.url;
  if (ownHomeserver) {
    ask(
      "server-name",
      "is missing: a homeserver-url of your own needs the serverName of the widget.",
    );
  }
  if (given.has("server-name") && settings["server-name"] !== publicHomeserver.serverName) {
    ask("homeserver-url", "is missing: a server-name of your own needs the homeserver's address.");
  }
  if (settings["d1-mode"] === "remote") {
    ask(
      "cloudflare-api-token",
      "is missing: a remote database needs a token with the permission D1 Edit. Store it as a secret.",
    );
    ask(
      "cloudflare-account-id",
      "is missing: a remote database needs the id of its Cloudflare account.",
    );
  }
  return problems;
}
