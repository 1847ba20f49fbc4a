import { formOf, formOfDefault } from "../../../d1/hazards/time-form.ts";
import type { FoundColumn } from "../../../d1/schema/found-column.ts";
import { affinityOf } from "../../../d1/schema/schema-check.ts";
import type { Row } from "../../../d1/transport/transport.ts";
import type { IdForm, PageForm, RootMark, TimeFormat } from "../../../domain/classic-map.ts";

/** What is taken of a column, and by what. */
export interface Reading<Form> {
  readonly form: Form;
  /** The rest of a sentence about the column. */
  readonly why: string;
  /** What nobody can see yet; undefined where it is certain enough. */
  readonly unsure?: string;
}

/** The values of a column, without those that are missing. */
export function valuesOf(rows: readonly Row[], { name }: FoundColumn): readonly unknown[] {
  return rows.map((row) => row[name]).filter((value) => value !== null && value !== undefined);
}

const exampleOf: Readonly<Record<TimeFormat, string>> = {
  iso: "ISO 8601",
  sqlite: "2024-01-05 12:00:00",
  ms: "milliseconds",
  s: "seconds",
};

/** In which form a column has times. */
export function timeFormOf(column: FoundColumn, rows: readonly Row[]): Reading<TimeFormat> {
  const found = valuesOf(rows, column).flatMap((value) => formOf(value) ?? []);
  const [first] = found;
  if (first !== undefined) {
    const mixed = found.find((form) => form !== first);
    return {
      form: first,
      why: `its values are like ${exampleOf[first]}`,
      ...(mixed === undefined
        ? {}
        : { unsure: `the times in ${column.name} are of several forms; the newest one counts` }),
    };
  }
  const byDefault = formOfDefault(column.defaultValue);
  if (byDefault !== undefined) return { form: byDefault, why: "its default makes such times" };
  const form = formByType(column);
  const isEmpty = valuesOf(rows, column).length === 0;
  return {
    form,
    why: `its type is ${column.type || "none"}`,
    unsure: `in which form ${column.name} has times: ${isEmpty ? "there is no comment yet" : "those that are there are of none that a schema-map can name"}`,
  };
}

function formByType({ name, type }: FoundColumn): TimeFormat {
  if (/DATE|TIME/i.test(type)) return "sqlite";
  if (affinityOf(type) === "TEXT") return "iso";
  return /ms$|milli|[a-z]At$/.test(name) ? "ms" : "s";
}

const idPatterns: readonly (readonly [Exclude<IdForm, "number">, RegExp])[] = [
  ["uuid", /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i],
  ["hex", /^[\da-f]{32}$/i],
  ["ulid", /^[\dA-HJKMNP-TV-Z]{26}$/],
];

/** What the ids are that a column has. */
export function idFormOf(column: FoundColumn, rows: readonly Row[]): Reading<IdForm> {
  const affinity = affinityOf(column.type);
  if (affinity !== "TEXT" && affinity !== "BLOB") return { form: "number", why: "ids are numbers" };
  const values = valuesOf(rows, column).map(String);
  const fitting = idPatterns.find(([, pattern]) => values.every((value) => pattern.test(value)));
  if (values.length > 0 && fitting !== undefined) {
    return { form: fitting[0], why: `ids there look like ${fitting[0]}` };
  }
  const isHex = /randomblob\s*\(\s*16\s*\)/i.test(column.defaultValue ?? "");
  if (isHex && !/substr/i.test(column.defaultValue ?? "")) {
    return { form: "hex", why: "its default makes 32 hex digits" };
  }
  return { form: "uuid", why: "ids are texts" };
}

/** What a column of parents has in comments that answer none; undefined where nothing says it. */
export function rootMarkOf(
  column: FoundColumn,
  rows: readonly Row[],
): Reading<RootMark> | undefined {
  const { isNotNull, defaultValue, type } = column;
  if (rows.some((row) => row[column.name] === null)) return undefined;
  const why = "top-level comments there have it";
  const values = valuesOf(rows, column);
  if (values.some((value) => value === 0 || value === "0")) return { form: "0", why };
  if (values.includes("")) return { form: "empty", why };
  const [, byDefault] = /^\(?('?0'?|'')\)?$/.exec(defaultValue ?? "") ?? [];
  if (byDefault !== undefined) {
    return { form: byDefault === "''" ? "empty" : "0", why: "it is the column's default" };
  }
  if (!isNotNull) return undefined;
  const form = affinityOf(type) === "TEXT" ? "empty" : "0";
  return { form, why: "the column is NOT NULL" };
}

/** How a column names pages. */
export function pageFormOf(column: FoundColumn, rows: readonly Row[]): Reading<PageForm> {
  const { name } = column;
  const values = valuesOf(rows, column).map(String);
  if (values.length === 0) {
    const unsure = `how ${name} names pages: there is no comment yet`;
    if (/slug/i.test(name)) return { form: "slug", why: "its name says slug", unsure };
    return { form: "path", why: "many name pages so", unsure };
  }
  const odd = unknownPageForm(values);
  const encoded = values.some((value) => /%[\da-f]{2}/i.test(value));
  const decoded = !encoded && values.some((value) => /[^\x21-\x7e]/.test(value));
  const all = (pattern: RegExp) => values.every((value) => pattern.test(value));
  const unsure =
    odd === undefined ? {} : { unsure: `how ${name} names pages: no page_form gives ${odd}` };
  if (all(/^https?:\/\//i)) {
    return { form: "address", why: "its values are whole addresses", ...unsure };
  }
  if (all(/^\//)) {
    const form = all(/^\/$|[^/]$/) ? "bare-path" : "path";
    return {
      form: decoded ? `${form}-decoded` : form,
      why:
        form === "path"
          ? "its values are paths"
          : "its values are paths without a slash at the end",
    };
  }
  if (values.some((value) => value.startsWith("/") || value.includes("://"))) {
    return {
      form: "path",
      why: "many name pages so",
      unsure: `how ${name} names pages: its values are of several forms`,
    };
  }
  const isPath = values.some((value) => value.includes("/"));
  const form = isPath ? "trimmed" : "slug";
  return {
    form: decoded ? `${form}-decoded` : form,
    why: isPath
      ? odd === undefined
        ? "its values are paths without slashes at their ends"
        : "its values are paths without a slash before them"
      : "its values are single words",
    ...unsure,
  };
}

/** The kind of names that these pages have and no `page_form` makes, in words; undefined where one may. */
export function unknownPageForm(values: readonly string[]): string | undefined {
  const all = (pattern: RegExp) => values.length > 0 && values.every((one) => pattern.test(one));
  if (all(/^https?:\/\//i)) {
    if (values.some((value) => /[^\x21-\x7e]/.test(value))) return "addresses that are decoded";
    // Hugo's own end in a slash or in a file's name.
    return all(/^https?:\/\/[^/]+(?:\/.*)?(?<!\/|\.html?)$/i)
      ? "addresses without a slash at the end"
      : undefined;
  }
  return all(/^[^/].*\/$/) ? "paths with a slash at the end only" : undefined;
}
