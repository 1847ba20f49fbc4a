import { z } from "zod";
import { toLower } from "../text/url-path.ts";

/** A table of the configuration; keys are in lower case on every level, as Hugo has them. */
export type ConfigTable = Readonly<Record<string, unknown>>;

/** How the configuration of a theme is laid under the site's. */
type MergeStrategy = "none" | "shallow" | "deep";

const table = z.record(z.string(), z.unknown());

/** The value as a table with keys in lower case; undefined where it is none. */
export function asTable(value: unknown): ConfigTable | undefined {
  const parsed = table.safeParse(value);
  return parsed.success ? lowerCaseTable(parsed.data) : undefined;
}

/** Lays a table over another: tables are joined on every level, other values replaced. */
export function layOver(base: ConfigTable, over: ConfigTable): ConfigTable {
  const merged: Record<string, unknown> = { ...base };
  for (const [key, value] of Object.entries(over)) {
    const [below, above] = [table.safeParse(merged[key]), table.safeParse(value)];
    merged[key] = below.success && above.success ? layOver(below.data, above.data) : value;
  }
  return merged;
}

/**
 * Lays the configuration of a theme under the site's. Without an instruction of the site (`_merge`)
 * only parameters are taken over, and what is shallow by default.
 * Source: https://gohugo.io/configuration/introduction/#merge-configuration-settings
 */
export function layUnder(site: ConfigTable, theme: ConfigTable): ConfigTable {
  return under(site, theme, "none", (key, inherited) => byDefault[key] ?? inherited);
}

const byDefault: Readonly<Record<string, MergeStrategy>> = {
  params: "deep",
  languages: "none",
  menus: "shallow",
  mediatypes: "shallow",
  outputformats: "shallow",
};

function under(
  site: ConfigTable,
  theme: ConfigTable,
  inherited: MergeStrategy,
  strategyOf: (key: string, inherited: MergeStrategy) => MergeStrategy,
): ConfigTable {
  const own = instruction(site) ?? inherited;
  const merged: Record<string, unknown> = { ...site };
  for (const [key, value] of Object.entries(theme)) {
    if (key === "_merge") continue;
    const [above, below] = [table.safeParse(merged[key]), table.safeParse(value)];
    const strategy = strategyOf(key, own);
    if (below.success && (above.success || merged[key] === undefined)) {
      const present = above.success ? above.data : {};
      if (key === "languages") merged[key] = languagesUnder(present, below.data);
      else if ((instruction(present) ?? strategy) !== "none") {
        merged[key] = inner(present, below.data, instruction(present) ?? strategy);
      }
    } else if (merged[key] === undefined && own !== "none") merged[key] = value;
  }
  return merged;
}

/** Parameters of languages that the site has are taken over. */
function languagesUnder(site: ConfigTable, theme: ConfigTable): ConfigTable {
  return Object.fromEntries(
    Object.entries(site).map(([code, settings]) => {
      const [own, other] = [table.safeParse(settings), table.safeParse(theme[code])];
      return [code, own.success && other.success ? layUnder(own.data, other.data) : settings];
    }),
  );
}

function inner(site: ConfigTable, theme: ConfigTable, strategy: MergeStrategy): ConfigTable {
  const merged: Record<string, unknown> = { ...site };
  for (const [key, value] of Object.entries(theme)) {
    const [above, below] = [table.safeParse(merged[key]), table.safeParse(value)];
    if (merged[key] === undefined) merged[key] = value;
    else if (strategy === "deep" && above.success && below.success) {
      merged[key] = inner(above.data, below.data, instruction(above.data) ?? "deep");
    }
  }
  return merged;
}

function instruction(site: ConfigTable): MergeStrategy | undefined {
  const parsed = z.enum(["none", "shallow", "deep"]).safeParse(site["_merge"]);
  return parsed.success ? parsed.data : undefined;
}

function lowerCaseTable(value: ConfigTable): ConfigTable {
  return Object.fromEntries(
    Object.entries(value).map(([key, inside]) => [toLower(key), lowerCaseKeys(inside)]),
  );
}

function lowerCaseKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(lowerCaseKeys);
  const isTable = typeof value === "object" && value !== null && !(value instanceof Date);
  const parsed = isTable ? table.safeParse(value) : undefined;
  return parsed?.success ? lowerCaseTable(parsed.data) : value;
}
