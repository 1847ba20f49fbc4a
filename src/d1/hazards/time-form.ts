import { z } from "zod";
import type { TimeFormat } from "../../domain/classic-map.ts";
import type { Finding } from "../../domain/finding.ts";
import { type Statement, statement } from "../sql/statement.ts";
import type { Row } from "../transport/transport.ts";
import { hazardMessages } from "./messages.ts";

const examples: Readonly<Record<TimeFormat, string>> = {
  iso: "2024-01-05T12:00:00.000Z",
  sqlite: "2024-01-05 12:00:00",
  ms: "1704456000000",
  s: "1704456000",
};
const newestRows = 200;
const times = z.array(z.object({ value: z.unknown() }));

/** The statement that returns the times of the newest comments, for {@link otherTimeForm}. */
export function readTimes(table: string, id: string, createdAt: string): Statement {
  return statement(
    `SELECT ${createdAt} AS value FROM ${table} ORDER BY ${id} DESC LIMIT ${newestRows}`,
  );
}

/** A column of times, as it is. */
interface TimeColumn {
  readonly table: string;
  readonly column: string;
  readonly defaultValue: string | null;
}

/** What is to be said where a column has, or gets by default, times in another form than ours. */
export function otherTimeForm(
  { table, column, defaultValue }: TimeColumn,
  ours: TimeFormat,
  rows: readonly Row[],
): readonly Finding[] {
  const found = times.parse(rows).flatMap(({ value }) => {
    const time = formOf(value);
    return time === undefined ? [] : [{ time, value: String(value) }];
  });
  const other = found.find(({ time }) => time !== ours);
  if (other !== undefined) {
    const { time, value: theirs } = other;
    const parameters = { table, column, theirs, ours: examples[ours], time };
    return [hazardMessages.finding("other-time-form/rows", parameters)];
  }
  const time = formOfDefault(defaultValue);
  // Where the comments have our form in spite of the default, whoever writes them sets it.
  if (found.length > 0 || time === undefined || time === ours) return [];
  const parameters = { table, column, theirs: examples[time], ours: examples[ours], time };
  return [hazardMessages.finding("other-time-form/default", parameters)];
}

const firstMs = 1e11;
const firstSecond = 1e8;

/** The form that a time has, as a value of a column; undefined for one that a `schema-map` can't name. */
export function formOf(value: unknown): TimeFormat | undefined {
  if (typeof value === "number") {
    if (value >= firstMs) return "ms";
    return value >= firstSecond ? "s" : undefined;
  }
  if (typeof value !== "string") return undefined;
  if (/^\d{4}-\d{2}-\d{2}T\d/.test(value)) return "iso";
  return /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}/.test(value) ? "sqlite" : undefined;
}

/**
 * The form of the times that a column gets by its default, an SQL expression.
 * Source: https://sqlite.org/lang_datefunc.html
 */
export function formOfDefault(expression: string | null): TimeFormat | undefined {
  if (expression === null) return undefined;
  if (/\bCURRENT_TIMESTAMP\b|\bdatetime\s*\(/i.test(expression)) return "sqlite";
  if (!/\bunixepoch\s*\(|\bstrftime\s*\(\s*'%s'/i.test(expression)) return undefined;
  return /\*\s*1000\b/.test(expression) ? "ms" : "s";
}
