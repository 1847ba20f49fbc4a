import { resolve } from "node:path";
import type { Finding } from "../domain/finding.ts";
import { liesIn } from "../files/links-out.ts";
import { type LoadedConfig, toConfig } from "./config.ts";
import { ConfigError, type ConfigProblem } from "./config-error.ts";
import { type ConfigFile, parseConfigFile } from "./config-file.ts";
import type { ConfigSources } from "./config-sources.ts";
import { missingSettings, missingWidgetSettings } from "./missing-settings.ts";
import { type SettingName, settingInfo, settingNames, settingsSchema } from "./settings.ts";

/** A raw value and where it was given. */
interface Given {
  readonly value: unknown;
  readonly where: string;
}

/**
 * Reads the configuration: inputs win over environment over file over defaults. What the widget is
 * told may be missing in it; `completeConfig` looks for that in the site.
 * @throws {ConfigError} naming every fault with its place
 */
export function loadConfig(sources: ConfigSources): LoadedConfig {
  const file = parseFile(sources.file);
  const given = new Map<string, Given>();
  for (const name of settingNames) {
    const value = findGiven(name, sources, file);
    if (value !== undefined) given.set(name, value);
  }
  const parsed = settingsSchema.safeParse(valuesOf(given, new Set()));
  const problems = [...file.problems, ...strayPaths(given, file, sources.cwd)];
  // One setting can break several rules at once: the first says enough.
  const wrong = new Set<string>();
  for (const issue of parsed.error?.issues ?? []) {
    const name = String(issue.path[0]);
    if (wrong.has(name)) continue;
    wrong.add(name);
    problems.push({
      where: given.get(name)?.where ?? `${sources.inputsAre} ${name}`,
      message: `${issue.message}${valueInWords(name, given.get(name))}`,
    });
  }
  // Values that are wrong were named above; what is missing is asked for in the same breath,
  // unless it may stand in a file that can't be read.
  const settings = parsed.data ?? settingsSchema.parse(valuesOf(given, wrong));
  if (file.isReadable) {
    const read = { settings, given: new Set(given.keys()), wrong };
    problems.push(...missingSettings(read, sources.inputsAre));
  }
  const databaseName = settings["database-name"];
  if (problems.length > 0 || databaseName === undefined) {
    // Since it goes no further, the site's pages can't be asked: better to ask for too much now.
    const known = Object.fromEntries(
      settingNames.map((name) => [name, settings[name] ?? given.get(name)?.value]),
    );
    const widget = file.isReadable ? missingWidgetSettings(known, sources.inputsAre) : [];
    throw new ConfigError([...problems, ...widget]);
  }
  const findings = exposedSecrets(file, sources.inputsAre);
  const homeserverUrlWhere = given.get("homeserver-url")?.where;
  return toConfig({ settings, databaseName, homeserverUrlWhere, findings }, sources);
}

function parseFile(source: ConfigSources["file"]): ConfigFile {
  if (source === undefined) return { values: new Map(), problems: [], isReadable: true };
  if ("problem" in source) {
    return { values: new Map(), problems: [source.problem], isReadable: false };
  }
  return parseConfigFile(source.name, source.yaml);
}

/** Settings that are folders or files which a run reads or writes. */
const paths: readonly SettingName[] = [
  "site-dir",
  "public-dir",
  "report-dir",
  "checkpoint-file",
  "persist-to",
  "wrangler-cwd",
];

/** The file is part of the repository, and says nothing about places outside of it. */
function strayPaths(
  given: ReadonlyMap<string, Given>,
  { values }: ConfigFile,
  cwd: string,
): readonly ConfigProblem[] {
  return paths.flatMap((name) => {
    const said = values.get(name);
    const isStray =
      said !== undefined &&
      said === given.get(name) &&
      !liesIn(resolve(cwd, String(said.value)), cwd);
    const message = "must be a place inside the repository; only a workflow or flag names others";
    return isStray ? [{ where: said.where, message }] : [];
  });
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
  const value = JSON.stringify(given.value).replace(/\/\/[^/"]*@/g, "//***@");
  return `, but it is ${value}`;
}

/** A secret in a file is warned of even where an input wins over it: everyone can read it there. */
function exposedSecrets(
  { values }: ConfigFile,
  inputsAre: ConfigSources["inputsAre"],
): readonly Finding[] {
  return [...values]
    .filter(([name]) => settingInfo(name).secret)
    .map(([name, { where, location }]) => ({
      severity: "warning",
      code: "secret-in-config-file",
      message: `${where} is a secret, and everyone who can read the file can read it.`,
      remedy: `Take it out of the file, revoke it if it was ever pushed, and give a new one by ${safePlaceFor(name, inputsAre)}.`,
      location,
    }));
}

function safePlaceFor(name: SettingName, inputsAre: ConfigSources["inputsAre"]): string {
  return inputsAre === "input"
    ? `the input ${name} from a repository secret`
    : `the environment variable ${settingInfo(name).env.join(" or ")}`;
}

function valuesOf(given: ReadonlyMap<string, Given>, except: ReadonlySet<string>) {
  const rest = [...given].filter(([name]) => !except.has(name));
  return Object.fromEntries(rest.map(([name, { value }]) => [name, value]));
}
