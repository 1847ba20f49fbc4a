import type { FoundColumn } from "../schema/found-column.ts";
import type { TargetSchema } from "../schema/target-schema.ts";
import { sqlName, sqlText } from "../sql/sql-literal.ts";
import {
  denyingValues,
  hidingColumns,
  type Meaning,
  meaningOf,
  showingValues,
} from "./hidden-by-default.ts";

/** A column of a hand-made table that says which comments readers don't see. */
interface ColumnThatHides {
  readonly column: string;
  /** SQL condition on `c`, never NULL: readers don't see it. */
  readonly isHidden: string;
  /** Whether a moved comment gets a value there with which readers may not see it. */
  readonly isByDefault: boolean;
}

/** `deleted_at`, `hidden_by`: since when or by what something is hidden; nothing where it is not. */
const hiddenSince =
  /^(?:blocked|deleted|hidden|rejected|removed|trashed|unpublished|gel(?:ö|oe)scht|versteckt)_?(?:at|by|on|since|time|date)$/i;

/**
 * The columns by which a hand-made table, as it is found, says that readers don't see a comment; what the
 * schema-map writes there is something that they do see. The tables of known systems have none beside
 * what their schema knows.
 */
export function columnsThatHide(
  { schemaMap, tables: [comments] }: Pick<TargetSchema, "schemaMap" | "tables">,
  found: readonly FoundColumn[],
): readonly ColumnThatHides[] {
  if (schemaMap === undefined) return [];
  const lower = (name: string) => name.toLowerCase();
  const fixed = new Map([...schemaMap.fixed].map(([name, value]) => [lower(name), value]));
  const written = new Set(comments.columns.map(({ name }) => lower(name)));
  const byDefault = new Set(hidingColumns(comments, found).map(({ column }) => column));
  return found.flatMap(({ name }) => {
    const value = fixed.get(lower(name));
    if (written.has(lower(name)) && value === undefined) return [];
    const meaning = hiddenSince.test(name) ? "is-hidden" : meaningOf(name);
    if (meaning === undefined) return [];
    const isHidden = conditionOf(name, meaning, value);
    return [{ column: name, isHidden, isByDefault: byDefault.has(name) }];
  });
}

/**
 * The schema of a table as it is found: a comment that one of its columns hides is not shown, unless
 * the table hides moved comments anyway.
 */
export function asFound(schema: TargetSchema, found: readonly FoundColumn[]): TargetSchema {
  const [first, ...others] = columnsThatHide(schema, found)
    .filter(({ isByDefault }) => !isByDefault)
    .map(({ isHidden }) => `NOT ${isHidden}`);
  if (first === undefined) return schema;
  return { ...schema, read: { ...schema.read, isShown: [first, ...others].join(" AND ") } };
}

/** @param shown a value with which readers see a comment, whatever it says */
function conditionOf(column: string, meaning: Meaning, shown: string | undefined): string {
  const value = `coalesce(lower(CAST(c.${sqlName(column)} AS TEXT)), '')`;
  const own = shown === undefined ? [] : [shown.toLowerCase()];
  const values = meaning === "is-hidden" ? denyingValues : showingValues;
  return `(${value} NOT IN (${[...values, ...own].map(sqlText).join(", ")}))`;
}
