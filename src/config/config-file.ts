import { isMap, isScalar, LineCounter, type Node, type Pair, parseDocument, visit } from "yaml";
import type { SourceLocation } from "../domain/source-location.ts";
import type { ConfigProblem } from "./config-error.ts";
import type { ConfigSources } from "./config-sources.ts";
import { formerSettings } from "./former-settings.ts";
import { didYouMean } from "./nearest-name.ts";
import { settingProblems } from "./setting-problems.ts";
import { type SettingName, settingInfo, settingNames } from "./settings.ts";

/** What a config file says: raw values by setting, each with its place, and what is wrong with it. */
export interface ConfigFile {
  readonly values: ReadonlyMap<SettingName, ConfigFileValue>;
  readonly problems: readonly ConfigProblem[];
  /** False where the file can't be read, so that nobody knows what it holds. */
  readonly isReadable: boolean;
}

/** A value and its place. */
interface ConfigFileValue {
  readonly value: unknown;
  /** `config.yml:12 (hugo.content_dir)` */
  readonly where: string;
  readonly location: SourceLocation;
}

type Entry = Pair<Node, Node | null>;

/** What the config file of the sources says: nothing where there is none. */
export function configFileOf(source: ConfigSources["file"]): ConfigFile {
  if (source === undefined) return { values: new Map(), problems: [], isReadable: true };
  if ("problem" in source) {
    return { values: new Map(), problems: [source.problem], isReadable: false };
  }
  return parseConfigFile(source.name, source.yaml);
}

/** Reads the YAML of a config file: sections of keys, as {@link settingInfo} names them. */
export function parseConfigFile(name: string, yaml: string): ConfigFile {
  const lines = new LineCounter();
  const document = parseDocument(yaml, { lineCounter: lines, prettyErrors: false });
  const lineOf = (node: Node | undefined) => lines.linePos(node?.range?.[0] ?? 0).line;
  const values = new Map<SettingName, ConfigFileValue>();
  const problems: ConfigProblem[] = [...document.errors, ...document.warnings].map((fault) => ({
    where: `${name}:${lines.linePos(fault.pos[0]).line}`,
    message: settingProblems.yaml({ fault: withoutSource(fault.message) }),
  }));
  visit(document, {
    Alias: (_, alias) => {
      problems.push({
        where: `${name}:${lineOf(alias)}`,
        message: settingProblems.yamlAlias,
      });
    },
  });
  if (problems.length > 0) return { values, problems, isReadable: false };
  if (isEmpty(document.contents)) return { values, problems, isReadable: true };

  const read = (setting: SettingName, { key, value }: Entry, where: string) => {
    const raw: unknown = value?.toJS(document);
    if (raw === null || raw === undefined) return;
    values.set(setting, { value: raw, where, location: { file: name, line: lineOf(key) } });
  };
  if (!isMap<Node, Node | null>(document.contents)) {
    problems.push({ where: `${name}:1`, message: settingProblems.sections });
    return { values, problems, isReadable: false };
  }
  for (const section of document.contents.items) {
    const sectionName = keyOf(section);
    const place = `${name}:${lineOf(section.key)} (${printableKey(sectionName)})`;
    const known = settingNames.filter((setting) => settingInfo(setting).file[0] === sectionName);
    if (known.length === 0) {
      const message = settingProblems.unknownSection({ known: sectionNames().join(", ") });
      problems.push({ where: place, message: message + didYouMean(sectionName, sectionNames()) });
    } else if (isMap<Node, Node | null>(section.value)) {
      for (const entry of section.value.items) {
        const key = keyOf(entry);
        const where = `${name}:${lineOf(entry.key)} (${sectionName}.${printableKey(key)})`;
        const setting = known.find((candidate) => settingInfo(candidate).file[1] === key);
        if (setting !== undefined) {
          read(setting, entry, where);
        } else if (key !== printableKey(key)) {
          problems.push({ where, message: settingProblems.yamlSpace });
        } else {
          const keys = known.map((candidate) => settingInfo(candidate).file[1]);
          const message = settingProblems.unknownKey({ known: keys.join(", ") });
          const former = insteadOf(sectionName, key);
          problems.push({ where, message: former ?? message + didYouMean(key, keys) });
        }
      }
    } else if (!isEmpty(section.value)) {
      problems.push({ where: place, message: settingProblems.keys });
    }
  }
  return { values, problems, isReadable: true };
}

function insteadOf(section: string, key: string): string | undefined {
  const former = Object.values(formerSettings).find(
    ({ file }) => file[0] === section && file[1] === key,
  );
  return former && settingProblems.former(former);
}

function keyOf({ key }: Entry): string {
  return String(isScalar(key) ? key.value : key);
}

/** YAML takes `{access_token:abc}`, without a space, for a key: what follows the colon may be a secret. */
function printableKey(key: string): string {
  return key.replace(/:.*/s, "");
}

/** What follows a colon in the parser's messages is a piece of the file, which may be a secret. */
function withoutSource(message: string): string {
  return message.replace(/(?<=\S): .*/s, "");
}

function isEmpty(node: Node | null): boolean {
  return node === null || (isScalar(node) && node.value === null);
}

function sectionNames(): readonly string[] {
  return [...new Set(settingNames.map((name) => settingInfo(name).file[0]))];
}
