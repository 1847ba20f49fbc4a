import { randomUUID } from "node:crypto";
import { z } from "zod";
import type { CommentRow } from "../../domain/comment-row.ts";
import { contentHash } from "../../domain/content-hash.ts";
import type { HeldComment } from "../../domain/kept-comment.ts";
import type { MovedPage } from "../../domain/moved-page.ts";
import { targetName } from "../ledger/entries.ts";
import { noOwner, type Owner, recordsOf } from "../ledger/owner.ts";
import { forgetEmptyPages, pagesTable } from "../ledger/page-records.ts";
import type { TargetSchema } from "../schema/target-schema.ts";
import { ledgerTable } from "../sql/ledger-table.ts";
import { jsonArray, jsonText, raise } from "../sql/sql-literal.ts";
import { type Statement, statement } from "../sql/statement.ts";
import { timesOnNewPages, timeTaken, wantedTime } from "../times/unique-times.ts";
import { isRaised } from "../transport/raised.ts";
import type { Runner } from "../transport/runner.ts";
import { bytesOf } from "./calls-of.ts";

/** A comment whose entry is not as its source has it now. */
interface Late {
  readonly held: HeldComment;
  readonly row: CommentRow;
}

/** The comments among the rows whose entries lack an owner or are under another page. */
export function lateComments(
  rows: readonly CommentRow[],
  held: readonly HeldComment[],
): readonly Late[] {
  const rowOf = new Map(rows.map((row) => [row.sourceId, row]));
  return held.flatMap((comment) => {
    const row = rowOf.get(comment.sourceId);
    const isLate =
      row !== undefined && (comment.source === noOwner || comment.pageId !== row.pageId);
    return isLate ? [{ held: comment, row }] : [];
  });
}

/** The pages from which and to which comments have to go, with their numbers. */
export function movedPages(late: readonly Late[]): readonly MovedPage[] {
  const moving = late.filter(({ held, row }) => held.pageId !== row.pageId);
  const groups = Map.groupBy(moving, ({ held, row }) => JSON.stringify([held.pageId, row.pageId]));
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    return [{ from: first.held.pageId, to: first.row.pageId, comments: group.length }];
  });
}

/** A comment that got another time on its new page than it has at its source, and had before. */
interface Retimed {
  readonly row: CommentRow;
  /** In ms since 1970. */
  readonly time: number;
}

const longestTime = Date.UTC(9999, 11, 31);
// Each time a reader wrote at the very millisecond that was free a moment before.
const mostPlans = 10;

/**
 * Brings the entries of comments to where their source has them now, and the comments with them:
 * those of one page together, in one transaction, as far as a call can carry them.
 * @throws MigrationError `no-free-time`
 */
export async function followPages(
  run: Runner,
  schema: TargetSchema,
  owner: Owner,
  late: readonly Late[],
  maxBytes: number,
  signal: AbortSignal,
): Promise<readonly Retimed[]> {
  const retimed: Retimed[] = [];
  for (const group of fitting([...Map.groupBy(late, ({ row }) => row.pageId).values()], (one) => {
    const longest = new Map(retimable(one).map(({ row }) => [row.sourceId, longestTime]));
    const bytes = bytesOf(statementsOf(schema, owner, one, longest, randomUUID()));
    return bytes <= maxBytes;
  })) {
    retimed.push(...(await followGroup(run, schema, owner, group, signal)));
  }
  return retimed;
}

async function followGroup(
  run: Runner,
  schema: TargetSchema,
  owner: Owner,
  group: readonly Late[],
  signal: AbortSignal,
): Promise<readonly Retimed[]> {
  const going = retimable(group);
  const leaving = new Set<unknown>(going.map(({ held }) => held.commentId));
  for (let plans = 1; ; plans += 1) {
    const wanted = going.map(({ row }) => wantedTime(row, schema));
    const times = await timesOnNewPages(run, schema, wanted, leaving, signal);
    try {
      await run(() => statementsOf(schema, owner, group, times, randomUUID()), signal);
      return going.flatMap(({ held, row }) => {
        const time = times.get(row.sourceId) ?? schema.createdAt(row);
        const isTold =
          time === schema.createdAt(row) || schema.timeOf(time) === held.kept?.createdAt;
        return isTold || typeof time === "string" ? [] : [{ row, time }];
      });
    } catch (error) {
      if (plans === mostPlans || !isRaised(error, timeTaken)) throw error;
    }
  }
}

/** Those that come to a page where another comment may have their time. */
function retimable(late: readonly Late[]): readonly Late[] {
  return late.filter(({ held, row }) => held.pageId !== row.pageId && held.hasItsTime);
}

/** Whole pages in groups that fit; a page that doesn't fit by itself is halved until it does. */
function fitting(
  pages: readonly (readonly Late[])[],
  fits: (late: readonly Late[]) => boolean,
): readonly (readonly Late[])[] {
  const groups: (readonly Late[])[] = [];
  for (const page of pages) {
    const last = groups.at(-1);
    if (last !== undefined && fits([...last, ...page]))
      groups[groups.length - 1] = [...last, ...page];
    else if (fits(page) || page.length === 1) groups.push(page);
    else {
      const half = Math.ceil(page.length / 2);
      groups.push(...fitting([page.slice(0, half), page.slice(half)], fits));
    }
  }
  return groups;
}

function statementsOf(
  schema: TargetSchema,
  owner: Owner,
  late: readonly Late[],
  times: ReadonlyMap<string, number>,
  batchId: string,
): readonly Statement[] {
  const entries = jsonArray(late.map((one) => jsonText(entryOf(one))));
  const pages = new Map(late.map(({ row }) => [row.pageId, schema.pageName(row.pageId)]));
  const names = jsonArray([...pages].map(jsonText));
  const records = jsonArray(movedPages(late).map(({ from, to }) => jsonText([from, to])));
  return [
    carryRecords(records, owner),
    updateEntries(entries, batchId),
    ...atNewTimes(
      schema,
      late,
      times,
      batchId,
      schema.move.map((sql) => statement(sql, names, batchId)),
    ),
    forgetEmptyPages(owner),
  ];
}

/** The entry as it should be: source, id, page, and the hash of what was written, under the new page. */
function entryOf({ held, row }: Late): readonly string[] {
  const { kept, digest, pageId } = held;
  const isAsWritten =
    kept !== null && contentHash(pageId, kept.authorName, kept.content) === digest;
  const newDigest = isAsWritten ? contentHash(row.pageId, kept.authorName, kept.content) : digest;
  return [row.source, row.sourceId, row.pageId, newDigest];
}

function updateEntries(entries: string, batchId: string): Statement {
  const sql = `UPDATE ${ledgerTable} AS l
SET source = j.source, page_id = j.page_id, digest = j.digest, batch_id = ?2
FROM (SELECT value ->> 0 AS source, value ->> 1 AS source_id, value ->> 2 AS page_id,
  value ->> 3 AS digest FROM json_each(?1)) j
WHERE l.source IN (j.source, '${noOwner}') AND l.source_id = j.source_id`;
  return statement(sql, entries, batchId);
}

/**
 * Moves comments to other pages where each page has every time once: while they are moved they have
 * times that no comment has, and then those that are free on their new pages.
 */
function atNewTimes(
  { comments, pageName, uniqueTimes }: TargetSchema,
  late: readonly Late[],
  times: ReadonlyMap<string, number>,
  batchId: string,
  move: readonly Statement[],
): readonly Statement[] {
  if (uniqueTimes === undefined || times.size === 0) return move;
  const { table, id, createdAt } = comments;
  const retimed = jsonArray(
    late.flatMap(({ row }) => {
      const time = times.get(row.sourceId);
      const names = uniqueTimes.namesOf(pageName(row.pageId));
      return time === undefined ? [] : [jsonText([row.source, row.sourceId, time, names])];
    }),
  );
  const entries = `FROM json_each(?1) j JOIN ${ledgerTable} l
  ON l.source = j.value ->> 0 AND l.source_id = j.value ->> 1 AND l.batch_id = ?2`;
  const set = (time: string) => [
    `UPDATE ${table} AS c SET ${createdAt} = m.time
FROM (SELECT l.comment_id AS id, l.created_at, ${time} AS time ${entries}) m
WHERE c.${id} = m.id AND c.${createdAt} IS m.created_at`,
    `UPDATE ${ledgerTable} AS l SET created_at = ${time}
FROM json_each(?1) j WHERE l.source = j.value ->> 0 AND l.source_id = j.value ->> 1 AND l.batch_id = ?2`,
  ];
  const refuseTaken = `SELECT ${raise(timeTaken, "l.source_id")} ${entries}
WHERE EXISTS (SELECT 1 FROM ${table} c
  WHERE c.${uniqueTimes.page} IN (SELECT value FROM json_each(j.value -> 3))
  AND c.${createdAt} = j.value ->> 2)`;
  return [
    ...set("-1 - j.key").map((sql) => statement(sql, retimed, batchId)),
    ...move,
    statement(refuseTaken, retimed, batchId),
    ...set("j.value ->> 2").map((sql) => statement(sql, retimed, batchId)),
  ];
}

/** What was compared under the old address was compared. */
function carryRecords(pages: string, owner: Owner): Statement {
  const sql = `INSERT INTO ${pagesTable}
  (page_id, source, threads, comments, is_settled, verified_sequence, run_id)
SELECT j.value ->> 1, p.source, '', 0, 1, max(p.verified_sequence), p.run_id
FROM json_each(?1) j JOIN ${pagesTable} p ON p.page_id = j.value ->> 0 AND p.source = ?2
WHERE true GROUP BY j.value ->> 1
ON CONFLICT (page_id, source)
DO UPDATE SET verified_sequence = max(verified_sequence, excluded.verified_sequence)`;
  return statement(sql, pages, recordsOf(owner));
}

const readersRow = z.object({ page: z.coerce.string(), comments: z.number() });

/** Numbers of readers' own comments under the addresses that moved comments leave, by page id. */
export async function readersLeftBehind(
  run: Runner,
  schema: TargetSchema,
  pageIds: readonly string[],
  signal: AbortSignal,
): Promise<ReadonlyMap<string, number>> {
  const { comments, read } = schema;
  const names = new Map(pageIds.map((pageId) => [schema.pageName(pageId), pageId]));
  const select = statement(
    `SELECT ${read.page} AS page, count(*) AS comments
FROM ${comments.table} c ${read.joins ?? ""}
WHERE ${read.page} IN (SELECT value FROM json_each(?1)) AND NOT EXISTS (
  SELECT 1 FROM ${ledgerTable} l WHERE l.target = ?2 AND l.comment_id = +c.${comments.id})
GROUP BY ${read.page}`,
    jsonArray([...names.keys()].map(jsonText)),
    targetName(schema),
  );
  const [rows = []] = await run(() => [select], signal);
  return new Map(
    z
      .array(readersRow)
      .parse(rows)
      .flatMap(({ page, comments: number }) => {
        const pageId = names.get(page);
        return pageId === undefined ? [] : [[pageId, number] as const];
      }),
  );
}
