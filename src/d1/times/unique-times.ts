import { z } from "zod";
import type { CommentRow } from "../../domain/comment-row.ts";
import { isOwnOrUnowned, type Owner, sourcesOf } from "../ledger/owner.ts";
import type { TargetSchema, UniqueTimes } from "../schema/target-schema.ts";
import { ledgerTable } from "../sql/ledger-table.ts";
import { jsonArray, jsonText } from "../sql/sql-literal.ts";
import { type Statement, statement } from "../sql/statement.ts";
import type { Runner } from "../transport/runner.ts";
import { timeMessages } from "./messages.ts";

/** What a statement raises that would write a comment to a page which has its time already. */
export const timeTaken = "time-taken";

/**
 * How far a comment may be moved from its time, in ms. Many comments have times in whole seconds, so
 * that a difference below one is none to readers.
 */
export const mostShift = 1_000;

/** A comment, and the time that it should have on its page. */
interface WantedTime {
  readonly sourceId: string;
  readonly pageId: string;
  /** The target's own name of the page. */
  readonly page: string;
  /** In ms since 1970. */
  readonly time: number;
}

/** A comment that is on a page. */
interface Taken {
  readonly page: string;
  readonly time: number;
}

const takenRow = z.object({ page: z.string(), time: z.unknown(), id: z.unknown() });
const knownRow = z.object({ source_id: z.string() });

/**
 * The rows that the ledger doesn't have yet, each with the time that it can have on its page: its own,
 * or the first free millisecond after it. Those that are there or have their own are left as they are.
 * @throws MigrationError `no-free-time`
 */
export async function withFreeTimes(
  run: Runner,
  schema: TargetSchema,
  owner: Owner,
  rows: readonly CommentRow[],
  signal: AbortSignal,
): Promise<readonly CommentRow[]> {
  const { uniqueTimes } = schema;
  if (uniqueTimes === undefined) return rows;
  const wanted = rows.map((row) => wantedTime(row, schema));
  const statements = [
    readTaken(schema, uniqueTimes, wanted),
    readKnown(
      owner,
      rows.map(({ sourceId }) => sourceId),
    ),
  ];
  const [taken = [], known = []] = await run(() => statements, signal);
  const there = new Set(
    z
      .array(knownRow)
      .parse(known)
      .map((row) => row.source_id),
  );
  const times = freeTimes(
    wanted.filter(({ sourceId }) => !there.has(sourceId)),
    parseTaken(taken, new Set()),
    uniqueTimes,
  );
  return rows.map((row, index) => {
    const time = times.get(row.sourceId);
    return time === undefined || time === wanted[index]?.time
      ? row
      : { ...row, createdAt: new Date(time).toISOString() };
  });
}

/**
 * The times that comments can have on the pages to which they go, by source id.
 * @param leaving ids of those of them that are there now, under another address
 * @throws MigrationError `no-free-time`
 */
export async function timesOnNewPages(
  run: Runner,
  schema: TargetSchema,
  wanted: readonly WantedTime[],
  leaving: ReadonlySet<unknown>,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, number>> {
  const { uniqueTimes } = schema;
  if (uniqueTimes === undefined || wanted.length === 0) return new Map();
  const select = readTaken(schema, uniqueTimes, wanted);
  const [taken = []] = await run(() => [select], signal);
  return freeTimes(wanted, parseTaken(taken, leaving), uniqueTimes);
}

/** The time that the row itself has. */
export function wantedTime(row: CommentRow, schema: TargetSchema): WantedTime {
  const { sourceId, pageId, createdAt } = row;
  return { sourceId, pageId, page: schema.pageName(pageId), time: Date.parse(createdAt) };
}

/**
 * Gives each comment the first millisecond from its time on that is free on its page. Those that are
 * first come first, so that none passes another, and all together are moved as little as can be.
 * @throws MigrationError `no-free-time`
 */
export function freeTimes(
  wanted: readonly WantedTime[],
  taken: readonly Taken[],
  { namesOf }: Pick<UniqueTimes, "namesOf">,
): ReadonlyMap<string, number> {
  const takenOn = Map.groupBy(taken, ({ page }) => keyOf(namesOf(page)));
  const times = new Map<string, number>();
  for (const [key, ofPage] of Map.groupBy(wanted, ({ page }) => keyOf(namesOf(page)))) {
    const occupied = new Set(takenOn.get(key)?.map(({ time }) => time));
    let last = Number.NEGATIVE_INFINITY;
    for (const one of ofPage.toSorted((a, b) => a.time - b.time)) {
      let time = Math.max(one.time, last + 1);
      while (occupied.has(time)) time += 1;
      if (time - one.time >= mostShift) throw noFreeTime(one);
      times.set(one.sourceId, time);
      last = time;
    }
  }
  return times;
}

/** A page's names in any order are the same page. */
function keyOf(names: readonly string[]): string {
  return JSON.stringify(names.toSorted());
}

function noFreeTime({ sourceId, pageId, time }: WantedTime) {
  return timeMessages.error("no-free-time", {
    comment: sourceId,
    page: pageId,
    time: new Date(time).toISOString(),
    limit: mostShift,
  });
}

/** What is on the pages at the times at which a comment could be put. */
function readTaken(
  { comments }: TargetSchema,
  { page, namesOf }: UniqueTimes,
  wanted: readonly WantedTime[],
): Statement {
  const ranges = [...Map.groupBy(wanted, (one) => one.page)].flatMap(([name, ofPage]) => {
    const times = ofPage.map(({ time }) => time);
    const from = times.reduce((least, time) => Math.min(least, time));
    const to = times.reduce((most, time) => Math.max(most, time)) + mostShift;
    return namesOf(name).map((other) => jsonText([other, from, to]));
  });
  const sql = `SELECT DISTINCT c.${page} AS page, c.${comments.createdAt} AS time, c.${comments.id} AS id
FROM json_each(?1) j CROSS JOIN ${comments.table} c ON c.${page} = (j.value ->> 0)
  AND c.${comments.createdAt} BETWEEN (j.value ->> 1) AND (j.value ->> 2)`;
  return statement(sql, jsonArray(ranges));
}

function parseTaken(rows: readonly unknown[], leaving: ReadonlySet<unknown>): readonly Taken[] {
  return z
    .array(takenRow)
    .parse(rows)
    .flatMap(({ page, time, id }) =>
      typeof time === "number" && !leaving.has(id) ? [{ page, time }] : [],
    );
}

function readKnown(owner: Owner, sourceIds: readonly string[]): Statement {
  const sql = `SELECT l.source_id FROM json_each(?1) j CROSS JOIN ${ledgerTable} l
  ON ${isOwnOrUnowned("l", 2)} AND l.source_id = j.value`;
  return statement(sql, jsonArray(sourceIds.map(jsonText)), sourcesOf(owner));
}
