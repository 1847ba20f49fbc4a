import { readYaml } from "../text/hugo-yaml.ts";
import { asTable, type ConfigTable } from "./config-table.ts";

/** The environment of a build. Source: https://gohugo.io/configuration/introduction/#environment-variables */
export type HugoEnv = Readonly<Record<string, string | undefined>>;

const lists = new Set(["disablekinds", "disablelanguages", "ignorefiles", "ignorelogs"]);

/** Which environment Hugo builds for: its own word for `config/<environment>/`. */
export function environmentOf(env: HugoEnv): string {
  return env["HUGO_ENVIRONMENT"] || env["HUGO_ENV"] || "production";
}

/**
 * Lays the environment's `HUGO_…` variables over the configuration. The character after `HUGO` parts
 * the keys: `HUGO_PARAMS_SITE`, `HUGOxPARAMSxSITE_NAME`.
 * Source: gohugoio/hugo, config/allconfig/load.go (applyOsEnvOverrides)
 */
export function withEnvironment(config: ConfigTable, env: HugoEnv): ConfigTable {
  let result = config;
  for (const [name, value] of Object.entries(env).sort()) {
    const match = /^HUGO(.)(.+)$/s.exec(name);
    const [, delimiter = "", rest = ""] = match ?? [];
    if (match === null || value === undefined) continue;
    const keys = rest.split(delimiter).map((key) => key.toLowerCase());
    result = setIn(result, keys, value) ?? result;
  }
  return result;
}

/** Undefined where the keys lead through a table that is not there: Hugo ignores these. */
function setIn(table: ConfigTable, keys: readonly string[], text: string): ConfigTable | undefined {
  const [key = "", ...rest] = keys;
  const present = table[key];
  if (rest.length === 0) return { ...table, [key]: valueIn(key, text, present) };
  const inner = asTable(present) ?? (key === "params" ? {} : undefined);
  const changed = inner === undefined ? undefined : setIn(inner, rest, text);
  return changed === undefined ? undefined : { ...table, [key]: changed };
}

function valueIn(key: string, text: string, present: unknown): unknown {
  if (Array.isArray(present) || lists.has(key)) {
    const list = text.trim();
    if (list.startsWith("[")) return parsed(list) ?? [];
    return list.includes(",") ? list.split(",") : list.split(/\s+/);
  }
  if (typeof present === "object" && present !== null) return asTable(parsed(text)) ?? present;
  if (typeof present === "string") return text;
  if (text === "true" || text === "false") return text === "true";
  return typeof present === "number" && text.trim() !== "" ? Number(text) : text;
}

function parsed(text: string): unknown {
  try {
    return readYaml(text);
  } catch {
    return undefined;
  }
}
