import { isAbsolute, resolve } from "node:path";
import { z } from "zod";
import type { ConfigFile } from "./config-file.ts";
import type { ConfigSources } from "./config-sources.ts";
import type { Setting, SettingFacts } from "./setting.ts";
import { type SettingName, settingInfo, settingNames } from "./settings.ts";

/** A raw value and where it was given. */
export interface Given {
  readonly value: unknown;
  readonly where: string;
}

/** The settings as they were given, before it is known whether they can be used. */
export interface ReadSettings {
  readonly inputsAre: ConfigSources["inputsAre"];
  readonly given: ReadonlyMap<SettingName, Given>;
  isGiven(name: SettingName): boolean;
  /** The value, or the default; undefined where it is wrong, or not given and there is no default. */
  valueFor<Value>(setting: Setting<z.ZodType<Value>, SettingName>): Value | undefined;
  /** All raw values by section and property, paths absolute. */
  readonly raw: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** Looks for each setting: inputs win over environment over file over defaults. */
export function readSettings(sources: ConfigSources, file: ConfigFile): ReadSettings {
  const given = new Map<SettingName, Given>();
  for (const name of settingNames) {
    const found = findGiven(name, sources, file);
    if (found !== undefined) given.set(name, found);
  }
  const rawOf = (name: SettingName): unknown => {
    const { path, byDefault } = settingInfo(name);
    const value = given.get(name)?.value;
    // The type would put the default of a path in its place when paths are absolute already.
    return path === undefined ? value : absolute(value ?? byDefault, path, sources.cwd);
  };
  const raw: Record<string, Record<string, unknown>> = {};
  for (const name of settingNames) {
    const { section, property } = settingInfo(name);
    raw[section] = { ...raw[section], [property]: rawOf(name) };
  }
  return {
    inputsAre: sources.inputsAre,
    given,
    isGiven: (name) => given.has(name),
    valueFor: (setting) => setting.safeParse(rawOf(setting.setting.name)).data,
    raw,
  };
}

function findGiven(name: SettingName, sources: ConfigSources, file: ConfigFile): Given | undefined {
  const input = sources.inputs[name];
  if (isText(input)) return { value: input, where: `${sources.inputsAre} ${name}` };
  for (const variable of settingInfo(name).env) {
    const value = sources.env[variable];
    if (isText(value)) return { value, where: `environment variable ${variable}` };
  }
  return file.values.get(name);
}

/** Whether something was given: an input that is left empty counts as none. */
export function isText(text: string | undefined): text is string {
  return text !== undefined && text.trim() !== "";
}

/** What isn't text, or empty, stays for the setting's type to refuse. */
function absolute(value: unknown, path: NonNullable<SettingFacts["path"]>, cwd: string): unknown {
  if (value !== undefined && path === "places") {
    return placesIn(value).map((place) => absolute(place, "place", cwd));
  }
  if (typeof value !== "string" || value.trim() === "") return value;
  const written = value.trim();
  // A bare name is looked up on the PATH.
  const isName = path === "command" && (isAbsolute(written) || !/[\\/]/.test(written));
  return isName ? written : resolve(cwd, written);
}

/** The places that a value names, as the user wrote them. */
export function placesIn(value: unknown): readonly unknown[] {
  return typeof value === "string" ? value.split(",") : z.array(z.unknown()).catch([]).parse(value);
}
