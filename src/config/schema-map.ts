import { z } from "zod";
import {
  addedColumns,
  type ClassicColumn,
  type ClassicMap,
  classicColumns,
  classicNames,
  optionalColumns,
  timeFormats,
} from "../domain/classic-map.ts";
import { settingProblems } from "./setting-problems.ts";

const nameRule = /^[A-Za-z_][A-Za-z0-9_]{0,62}$/;
const noColumn = "-";
const fixed = "fixed.";

/**
 * Names of a hand-made comment table: `page_id=post_slug, time=ms, fixed.approved=1`, or an object of
 * the same keys.
 */
export function schemaMap() {
  const error = settingProblems.schemaMap;
  const pairs = z.string({ error }).transform((text) =>
    text
      .split(/[,\n]/)
      .filter((pair) => pair.trim() !== "")
      .map((pair): [string, string] => {
        const [key = "", ...value] = pair.split("=");
        return [key.trim(), value.join("=").trim()];
      }),
  );
  const object = z
    .record(z.string(), z.union([z.string(), z.number()]))
    .transform((record) => Object.entries(record).map(([key, value]) => [key, String(value)]));
  return z
    .union([object, pairs], { error })
    .pipe(z.array(z.tuple([z.string(), z.string()])))
    .transform((entries, context): ClassicMap => {
      const faults = entries.flatMap(([key, value]) => faultOf(key, value));
      const map = asMap(entries);
      const names = [...map.columns.values(), ...map.fixed.keys()].map((name) =>
        name.toLowerCase(),
      );
      const twice = names.find((name, index) => names.indexOf(name) !== index);
      if (twice !== undefined) faults.push(settingProblems.schemaMapTwice({ column: twice }));
      for (const message of faults.slice(0, 1)) context.addIssue({ code: "custom", message });
      return map;
    });
}

function faultOf(key: string, value: string): readonly string[] {
  if (key === "time") {
    const isFormat = timeFormats.some((format) => format === value);
    return isFormat ? [] : [settingProblems.schemaMapTime({ formats: timeFormats.join(", ") })];
  }
  if (key.startsWith(fixed)) {
    return nameRule.test(key.slice(fixed.length)) ? [] : [settingProblems.schemaMapFixed({ key })];
  }
  if (key !== "table" && columnOf(key) === undefined) {
    const known = ["table", ...classicColumns, ...addedColumns, "time", `${fixed}<column>`].join(
      ", ",
    );
    return [settingProblems.schemaMapKey({ key, known })];
  }
  if (value === noColumn && optionalColumns.some((column) => column === key)) return [];
  return nameRule.test(value) ? [] : [settingProblems.schemaMapName({ key })];
}

function asMap(entries: readonly (readonly [string, string])[]): ClassicMap {
  const columns = new Map(classicNames.columns);
  const values = new Map<string, string>();
  let { table, time } = classicNames;
  for (const [key, value] of entries) {
    const column = columnOf(key);
    if (key === "table") table = value;
    else if (key === "time") time = timeFormats.find((format) => format === value) ?? time;
    else if (key.startsWith(fixed)) values.set(key.slice(fixed.length), value);
    else if (column !== undefined && value === noColumn) columns.delete(column);
    else if (column !== undefined) columns.set(column, value);
  }
  return { table, columns, time, fixed: values };
}

function columnOf(key: string): ClassicColumn | undefined {
  return [...classicColumns, ...addedColumns].find((column) => column === key);
}
