import { z } from "zod";
import { toLower } from "../text/url-path.ts";

/** A table of the configuration; keys are in lower case on every level, as Hugo has them. */
export type ConfigTable = Readonly<Record<string, unknown>>;

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
