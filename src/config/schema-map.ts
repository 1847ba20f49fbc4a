import { z } from "zod";
import {
  addedColumns,
  type ClassicColumn,
  type ClassicMap,
  classicColumns,
  classicNames,
  idForms,
  optionalColumns,
  pageForms,
  rootMarks,
  timeFormats,
} from "../domain/classic-map.ts";
import { didYouMean } from "./nearest-name.ts";
import { settingProblems } from "./setting-problems.ts";

// SQLite takes any text for a name; these could not be printed in a message or a script.
const unprintable = /[\p{Cc}\p{Cs}]/u;
const noColumn = "-";
const fixed = "fixed.";
const forms = {
  time: timeFormats,
  ids: idForms,
  page_form: pageForms,
  no_parent: rootMarks,
} as const;
const known = ["table", ...classicColumns, ...addedColumns, ...Object.keys(forms)];

/**
 * Names of a hand-made comment table: `page_id=post_slug, time=ms, fixed.approved=1`, or an object of
 * the same keys, which a text may hold as JSON. Names may have blanks and any signs; those with a comma,
 * with a blank at an end, or, of a fixed column, with `=`, need the object.
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
    .preprocess(objectInText, z.union([object, pairs], { error }))
    .pipe(z.array(z.tuple([z.string(), z.string()])))
    .transform((entries, context): ClassicMap => {
      const faults = entries.flatMap(([key, value]) => faultOf(key, value));
      const keys = entries.map(([key]) => key);
      const again = keys.find((key, index) => keys.indexOf(key) !== index);
      if (again !== undefined) faults.push(settingProblems.schemaMapKeyTwice({ key: again }));
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

/** The object that a text has as JSON, as a dry run prints one; anything else as it is. */
function objectInText(value: unknown): unknown {
  // No key begins with a brace.
  if (typeof value !== "string" || !value.trimStart().startsWith("{")) return value;
  try {
    return JSON.parse(value);
  } catch {
    return null;
  }
}

function faultOf(key: string, value: string): readonly string[] {
  if (key === "time" || key === "ids" || key === "page_form" || key === "no_parent") {
    if (forms[key].some((form) => form === value)) return [];
    const hint = didYouMean(value, forms[key]);
    return [settingProblems.schemaMapForm({ key, forms: forms[key].join(", "), hint })];
  }
  if (key.startsWith(fixed)) {
    return isName(key.slice(fixed.length)) ? [] : [settingProblems.schemaMapFixed({ key })];
  }
  if (key !== "table" && columnOf(key) === undefined) {
    const keys = [...known, `${fixed}<column>`].join(", ");
    return [settingProblems.schemaMapKey({ key, known: keys, hint: didYouMean(key, known) })];
  }
  if (value === noColumn) {
    return optionalColumns.some((column) => column === key)
      ? []
      : [settingProblems.schemaMapNeeded({ key })];
  }
  return isName(value) ? [] : [settingProblems.schemaMapName({ key })];
}

function isName(name: string): boolean {
  return name.trim() !== "" && !unprintable.test(name);
}

function asMap(entries: readonly (readonly [string, string])[]): ClassicMap {
  const columns = new Map(classicNames.columns);
  const values = new Map<string, string>();
  let { table, time, ids, pageForm, noParent } = classicNames;
  for (const [key, value] of entries) {
    const column = columnOf(key);
    if (key === "table") table = value;
    else if (key === "time") time = timeFormats.find((format) => format === value) ?? time;
    else if (key === "ids") ids = idForms.find((form) => form === value) ?? ids;
    else if (key === "page_form") pageForm = pageForms.find((form) => form === value) ?? pageForm;
    else if (key === "no_parent") noParent = rootMarks.find((mark) => mark === value) ?? noParent;
    else if (key.startsWith(fixed)) values.set(key.slice(fixed.length), value);
    else if (column !== undefined && value === noColumn) columns.delete(column);
    else if (column !== undefined) columns.set(column, value);
  }
  return { table, columns, time, ids, pageForm, noParent, fixed: values };
}

function columnOf(key: string): ClassicColumn | undefined {
  return [...classicColumns, ...addedColumns].find((column) => column === key);
}
