import { isMap, isScalar, LineCounter, type Node, type Pair, parseDocument } from "yaml";
import type { ConfigProblem } from "./config-error.ts";
import { type SettingName, settingInfo, settingNames } from "./settings.ts";

/** What a config file says: raw values by setting, each with its place, and what is wrong with it. */
export interface ConfigFile {
  readonly values: ReadonlyMap<SettingName, ConfigFileValue>;
  readonly problems: readonly ConfigProblem[];
}

/** A value and where it stands. */
export interface ConfigFileValue {
  readonly value: unknown;
  /** `config.yml:12 (hugo.content_dir)` */
  readonly where: string;
}

/** Reads the YAML of a config file: sections of keys, as {@link settingInfo} names them. */
export function parseConfigFile(name: string, yaml: string): ConfigFile {
  const lines = new LineCounter();
  const document = parseDocument(yaml, { lineCounter: lines });
  const values = new Map<SettingName, ConfigFileValue>();
  const problems: ConfigProblem[] = document.errors.map((error) => ({
    where: `${name}:${lines.linePos(error.pos[0]).line}`,
    message: `is not valid YAML: ${error.message.split("\n")[0]}`,
  }));
  if (problems.length > 0 || document.contents === null) return { values, problems };

  const placeOf = (pair: Pair<Node, Node | null>) =>
    `${name}:${lines.linePos(pair.key.range?.[0] ?? 0).line}`;
  if (!isMap<Node, Node | null>(document.contents)) {
    return { values, problems: [{ where: `${name}:1`, message: "must be a list of sections" }] };
  }
  for (const section of document.contents.items) {
    const sectionName = keyOf(section);
    const known = settingNames.filter((setting) => settingInfo(setting).file[0] === sectionName);
    if (known.length === 0) {
      problems.push({
        where: `${placeOf(section)} (${sectionName})`,
        message: `is not a section; the sections are ${sectionNames().join(", ")}`,
      });
      continue;
    }
    if (section.value === null || (isScalar(section.value) && section.value.value === null))
      continue;
    if (!isMap<Node, Node | null>(section.value)) {
      problems.push({
        where: `${placeOf(section)} (${sectionName})`,
        message: "must hold keys with values",
      });
      continue;
    }
    for (const entry of section.value.items) {
      const key = keyOf(entry);
      const where = `${placeOf(entry)} (${sectionName}.${key})`;
      const setting = known.find((candidate) => settingInfo(candidate).file[1] === key);
      if (setting === undefined) {
        const keys = known.map((candidate) => settingInfo(candidate).file[1]);
        problems.push({ where, message: `is not a setting; known here: ${keys.join(", ")}` });
      } else {
        const value: unknown = entry.value?.toJS(document);
        if (value !== null && value !== undefined) values.set(setting, { value, where });
      }
    }
  }
  return { values, problems };
}

function keyOf(pair: Pair<Node, Node | null>): string {
  return isScalar(pair.key) ? String(pair.key.value) : String(pair.key);
}

function sectionNames(): readonly string[] {
  return [...new Set(settingNames.map((name) => settingInfo(name).file[0]))];
}
