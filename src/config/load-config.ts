import { resolve } from "node:path";
import type { z } from "zod";
import type { Finding } from "../domain/finding.ts";
import { liesIn } from "../files/links-out.ts";
import { systems } from "../targets/systems.ts";
import type { LoadedConfig } from "./config.ts";
import { ConfigError, type ConfigProblem } from "./config-error.ts";
import { type ConfigFile, configFileOf } from "./config-file.ts";
import type { ConfigSources } from "./config-sources.ts";
import { formerSettings } from "./former-settings.ts";
import { configMessages } from "./messages.ts";
import { missingSetting } from "./missing-setting.ts";
import { didYouMean } from "./nearest-name.ts";
import { type Given, isText, placesIn, type ReadSettings, readSettings } from "./read-settings.ts";
import { brokenRules } from "./rules.ts";
import { settingProblems } from "./setting-problems.ts";
import {
  type SettingName,
  type Settings,
  settingInfo,
  settingNames,
  settingsSchema,
} from "./settings.ts";
import { sourceKinds, sourceSettings } from "./source-kinds.ts";

/**
 * Reads the configuration. What the site's pages may say of the source may be missing in it;
 * `completeConfig` looks for that in the site.
 * @throws {ConfigError} naming every fault with its place
 */
export function loadConfig(sources: ConfigSources): LoadedConfig {
  const file = configFileOf(sources.file);
  const read = readSettings(sources, file);
  const parsed = settingsSchema.safeParse(read.raw);
  const faults = parsed.error?.issues ?? [];
  const problems = [
    ...file.problems,
    ...formerlyKnown(sources),
    ...strayPaths(read.given, file, sources.cwd),
    ...settingNames.flatMap((name) => wrongValue(name, faults, read)),
    // What is missing is reported with the rest, unless it may be in a file that can't be read.
    ...(file.isReadable ? [...missingSettings(read), ...brokenRules(read)] : []),
  ];
  if (parsed.data === undefined || problems.length > 0) {
    throw new ConfigError(problems, file.isReadable ? unsaidOfSource(read) : []);
  }
  return toConfig(parsed.data, read, exposedSecrets(file, sources.inputsAre));
}

/** Of its own: that of the replacement would lose what is proposed there. */
const archiveBranch = "comment-migration/archive";

function toConfig(
  settings: Settings,
  read: ReadSettings,
  findings: readonly Finding[],
): LoadedConfig {
  const { target, hugo, media, migration, replace } = settings;
  const { mode } = migration;
  const dryRun = mode === "dry-run" || mode === "rollback-dry-run";
  const { formats, shortcode } = systems[target.schema];
  const { archive } = target;
  return {
    ...settings,
    target: {
      ...target,
      contentFormat: target.contentFormat ?? formats[0],
      archive: archive === undefined ? undefined : resolve(hugo.siteDir, archive),
      archiveAsGiven: archive,
    },
    media: {
      ...media,
      folder: resolve(hugo.siteDir, media.folder),
      folderAsGiven: media.folder,
    },
    replace: {
      ...replace,
      ...(mode === "archive" && !read.isGiven("pull-request-branch")
        ? { pullRequestBranch: archiveBranch }
        : {}),
      to: replace.to === "show" ? "working-tree" : replace.to,
      showsOnly: dryRun || replace.to === "show",
      replaceWith: replace.replaceWith ?? shortcode,
    },
    migration: {
      ...migration,
      mode: mode === "dry-run" ? "migrate" : mode === "rollback-dry-run" ? "rollback" : mode,
      dryRun,
      checkpointFileAsGiven: asGiven("checkpoint-file", read),
    },
    inputsAre: read.inputsAre,
    places: new Map([...read.given].map(([name, { where }]) => [name, where])),
    secrets: settingNames.flatMap((name) => secretsIn(name, read)),
    findings,
  };
}

function asGiven(name: SettingName, { given }: ReadSettings): string {
  return String(given.get(name)?.value ?? settingInfo(name).byDefault).trim();
}

function secretsIn(name: SettingName, { given }: ReadSettings): readonly string[] {
  const { type, secret } = settingInfo(name);
  const value: unknown = secret ? type.safeParse(given.get(name)?.value).data : undefined;
  return typeof value === "string" ? [value] : [];
}

function formerlyKnown({ inputs, env, inputsAre }: ConfigSources): readonly ConfigProblem[] {
  return Object.entries(formerSettings).flatMap(([name, former]) => {
    const message = settingProblems.former(former);
    return [
      ...(isText(inputs[name]) ? [{ where: `${inputsAre} ${name}`, message }] : []),
      ...former.env
        .filter((variable) => isText(env[variable]))
        .map((variable) => ({ where: `environment variable ${variable}`, message })),
    ];
  });
}

/** One setting can break several rules at once: the first says enough. */
function wrongValue(
  name: SettingName,
  faults: readonly z.core.$ZodIssue[],
  { given }: ReadSettings,
): readonly ConfigProblem[] {
  const { section, property, secret, personal } = settingInfo(name);
  const fault = faults.find(({ path }) => path[0] === section && path[1] === property);
  const said = given.get(name);
  if (fault === undefined || said === undefined) return [];
  const value = JSON.stringify(said.value).replace(/\/\/[^/"]*@/g, "//***@");
  const words = fault.code === "invalid_value" ? fault.values.map(String) : [];
  const meant = didYouMean(String(said.value), words);
  return [
    {
      where: said.where,
      message: `${fault.message}${secret || personal ? "" : `, but it is ${value}${meant}`}`,
    },
  ];
}

/** An archive is made of what the target has, years after the source is gone. */
function needsSource({ valueFor }: Pick<ReadSettings, "valueFor">): boolean {
  return valueFor(settingsSchema.shape.migration.shape.mode) !== "archive";
}

function missingSettings({ given, inputsAre, ...read }: ReadSettings): readonly ConfigProblem[] {
  const kind = needsSource(read) ? read.valueFor(sourceSettings.kind) : undefined;
  const ofSource = kind === undefined ? [] : sourceKinds[kind].needed(read.isGiven);
  const ofAll = settingNames.flatMap((name): [SettingName, string][] => {
    const { missing } = settingInfo(name);
    return missing === undefined ? [] : [[name, missing]];
  });
  return [...ofAll, ...ofSource]
    .filter(([name]) => !given.has(name))
    .map(([name, message]) => missingSetting(name, message, inputsAre));
}

/** Where a run goes no further, the site's pages can't be asked: better to ask for too much now. */
function unsaidOfSource({ given, inputsAre, valueFor }: ReadSettings): readonly ConfigProblem[] {
  const kind = needsSource({ valueFor }) ? valueFor(sourceSettings.kind) : undefined;
  if (kind === undefined) return [];
  const known = Object.entries(sourceKinds[kind].section.shape).map(([property, setting]) => {
    const wrong = given.get(setting.setting.name)?.value;
    return [property, valueFor<unknown>(setting) ?? wrong] as const;
  });
  return sourceKinds[kind]
    .unsaid(Object.fromEntries(known))
    .map(([name, message]) => missingSetting(name, message, inputsAre));
}

/** The file is part of the repository, and says nothing about places outside of it. */
function strayPaths(
  given: ReadonlyMap<SettingName, Given>,
  { values }: ConfigFile,
  cwd: string,
): readonly ConfigProblem[] {
  return settingNames.flatMap((name) => {
    const said = values.get(name);
    const { path } = settingInfo(name);
    if (path === undefined || path === "command") return [];
    const places = path === "places" ? placesIn(said?.value) : [said?.value];
    const isStray =
      said !== undefined &&
      said === given.get(name) &&
      places.some((place) => !liesIn(resolve(cwd, String(place)), cwd));
    const message = settingProblems.insideRepository;
    return isStray && said !== undefined ? [{ where: said.where, message }] : [];
  });
}

/** A secret in a file is warned of even where an input wins over it: everyone can read it there. */
function exposedSecrets(
  { values }: ConfigFile,
  inputsAre: ConfigSources["inputsAre"],
): readonly Finding[] {
  return [...values]
    .filter(([name]) => settingInfo(name).secret)
    .map(([name, { where, location }]) =>
      inputsAre === "input"
        ? configMessages.finding(
            "secret-in-config-file/input",
            { place: where, name },
            { location },
          )
        : configMessages.finding(
            "secret-in-config-file/variable",
            { place: where, variable: settingInfo(name).env.join(" or ") },
            { location },
          ),
    );
}
