import { z } from "zod";
import type { Finding } from "../../domain/finding.ts";
import type { FoundColumn } from "../schema/found-column.ts";
import type { ExpectedTable } from "../schema/target-schema.ts";
import { sqlName } from "../sql/sql-literal.ts";
import { type Statement, statement } from "../sql/statement.ts";
import type { Row } from "../transport/transport.ts";
import { hazardMessages } from "./messages.ts";

/** What a column tells of a comment, by its name. */
export type Meaning = "is-shown" | "is-hidden" | "status";

const meanings: readonly (readonly [Meaning, RegExp])[] = [
  [
    "is-shown",
    /^(?:is_?)?(?:accepted|active|approved|confirmed|enabled|live|moderated|public|published|shown|visible|freigegeben|genehmigt|sichtbar|ver(?:ö|oe)ffentlicht|aprobado|publicado|approuv[eé]|publi[eé])$/i,
  ],
  [
    "is-hidden",
    /^(?:is_?)?(?:blocked|deleted|draft|hidden|pending|private|rejected|removed|spam|unapproved|gel(?:ö|oe)scht|gesperrt|versteckt|borrado|oculto|cach[eé]|masqu[eé]|supprim[eé])$/i,
  ],
  [
    "status",
    /^(?:(?:approval|comment|moderation|publish|review)_?)?(?:moderation|state|status|visibility)$/i,
  ],
];
/** Values, in lower case, with which readers see a comment, where a column says whether they do. */
export const showingValues: readonly string[] =
  "1 accepted active approve approved enabled live normal ok open public publish published show shown t true visible y yes".split(
    " ",
  );
/** Values, in lower case, by which a column says that something is not so. */
export const denyingValues: readonly string[] = ["", "0", "f", "false", "n", "no"];
const shows = (value: string) => showingValues.includes(value.toLowerCase());
const denies = (value: string) => denyingValues.includes(value.toLowerCase());

/** A column that gets its default, and a default with which comments may be hidden. */
export interface HidingColumn {
  readonly column: string;
  /** Without quotes; null for NULL. */
  readonly value: string | null;
  /** What it should probably be. */
  readonly shown: string;
}

/** What a column of this name tells; undefined where that is something else. */
export function meaningOf(name: string): Meaning | undefined {
  return meanings.find(([, pattern]) => pattern.test(name))?.[0];
}

/** Whether a column, by its name, has 1 in comments that readers don't see. */
export function saysHidden(name: string): boolean {
  return meaningOf(name) === "is-hidden";
}

/** The columns that an import leaves to their defaults, as far as those may hide comments. */
export function hidingColumns(
  { columns: written }: ExpectedTable,
  found: readonly FoundColumn[],
): readonly HidingColumn[] {
  const filled = new Set(written.map(({ name }) => name.toLowerCase()));
  return found
    .filter(({ name, isGenerated }) => !filled.has(name.toLowerCase()) && !isGenerated)
    .flatMap(({ name, type, defaultValue }) => {
      const meaning = meaningOf(name);
      const value = textOfDefault(defaultValue);
      if (meaning === undefined || !hides(meaning, value)) return [];
      return [{ column: name, value, shown: shownValue(meaning, type) }];
    });
}

const newestRows = 1_000;
const valuesOf = z.array(z.object({ value: z.string().nullable() }));

/** The statement that returns what the newest comments have in a column, the most frequent first. */
export function readValues(table: string, id: string, column: string): Statement {
  return statement(
    `SELECT CAST(value AS TEXT) AS value
FROM (SELECT ${sqlName(column)} AS value FROM ${table} ORDER BY ${id} DESC LIMIT ${newestRows})
GROUP BY value ORDER BY count(*) DESC, value LIMIT 5`,
  );
}

/** @param rows what {@link readValues} returned for the column */
export function hiddenByDefault(
  table: string,
  { column, value, shown }: HidingColumn,
  rows: readonly Row[],
): Finding {
  const values = valuesOf.parse(rows).flatMap((row) => row.value ?? []);
  const others = otherValues(values, value);
  const [first] = others;
  return hazardMessages.finding("hidden-by-default", {
    column,
    table,
    value: value === null ? "NULL" : `'${value}'`,
    shown: valueThatShows({ column, value, shown }, values),
    found: first === undefined ? "" : ` (there now: ${others.join(", ")})`,
  });
}

/** With which value of the column readers probably see a comment, by what comments have. */
export function valueThatShows({ value, shown }: HidingColumn, values: readonly string[]): string {
  const others = otherValues(values, value);
  return others.find(shows) ?? others[0] ?? shown;
}

/** Those beside the default; only what fits into a schema-map and a sentence. */
function otherValues(values: readonly string[], value: string | null): readonly string[] {
  return values.filter((other) => other !== value && /^[\w-]{1,40}$/.test(other));
}

function hides(meaning: Meaning, value: string | null): boolean {
  if (meaning === "is-hidden") return value !== null && !denies(value);
  return value === null || !shows(value);
}

function shownValue(meaning: Meaning, type: string): string {
  if (meaning === "is-hidden") return "0";
  return meaning === "is-shown" || /INT|BOOL|NUM/i.test(type) ? "1" : "approved";
}

/** The value of a default as the table's definition has it, which may be any expression. */
function textOfDefault(expression: string | null): string | null {
  if (expression === null) return null;
  const bare = expression.trim().replace(/^\((.*)\)$/s, "$1");
  if (/^null$/i.test(bare)) return null;
  const [, quoted] = /^(?:'(.*)'|"(.*)")$/s.exec(bare) ?? [];
  return quoted?.replaceAll("''", "'") ?? bare;
}
