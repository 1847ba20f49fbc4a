import { z } from "zod";
import type { ReaderReply } from "../domain/kept-comment.ts";
import { targetMessages } from "../domain/messages.ts";
import type { MigrationError } from "../domain/migration-error.ts";
import type { ReaderReplies, Undone } from "../domain/undone.ts";
import { isCommentOf, targetName } from "./ledger/entries.ts";
import { isOwn, type Owner, sourcesOf } from "./ledger/owner.ts";
import { forgetEmptyPages } from "./ledger/page-records.ts";
import { freeOfParents } from "./schema/free-of-parents.ts";
import { type References, readReferences } from "./schema/references.ts";
import type { TargetSchema } from "./schema/target-schema.ts";
import { ledgerTable } from "./sql/ledger-table.ts";
import { raise, sqlName } from "./sql/sql-literal.ts";
import { type Statement, statement } from "./sql/statement.ts";
import type { Runner } from "./transport/runner.ts";
import { D1Error } from "./transport/transport.ts";

const entriesPerCall = 1_000;
const repliesPerRead = 1_000;

const replyRow = z.object({
  comment_id: z.union([z.number(), z.string()]),
  page: z.coerce.string(),
  author: z.coerce.string(),
  is_direct: z.number(),
});
const countRow = z.object({ n: z.number() });

/** Reads readers' comments that answer the owner's moved ones, directly or not; at most 1,000. */
export async function readReaderReplies(
  run: Runner,
  schema: TargetSchema,
  owner: Owner,
  signal: AbortSignal,
): Promise<readonly ReaderReply[]> {
  const { comments, read } = schema;
  if (comments.parentId === undefined) return [];
  const own = movedComments(schema, ownEntries);
  const select = statement(
    `${repliesBelow(schema, own)}
SELECT c.${comments.id} AS comment_id, ${read.page} AS page, coalesce(${read.author}, '') AS author,
  ${answers(schema, own, "c.")} AS is_direct
FROM ${comments.table} c ${read.joins ?? ""}
WHERE c.${comments.id} IN (SELECT id FROM below)
ORDER BY c.${comments.id} LIMIT ${repliesPerRead}`,
    ...ownerParams(owner, schema),
  );
  const [rows = []] = await run(() => [select], signal);
  return z
    .array(replyRow)
    .parse(rows)
    .map((row) => ({
      commentId: row.comment_id,
      page: row.page,
      authorName: row.author,
      isDirect: row.is_direct === 1,
    }));
}

/**
 * Deletes the comments that the owner's entries name, and those entries, the last imported first, so
 * that replies go before what they answer: up to 1,000 in one transaction. What is left is for the
 * next call.
 * @throws MigrationError `reader-replies` where a reader's reply is in the way and must not be
 */
export async function undoSome(
  run: Runner,
  schema: TargetSchema,
  owner: Owner,
  readerReplies: ReaderReplies,
  signal: AbortSignal,
): Promise<Undone> {
  const references = await readReferences(run, schema, signal);
  const steps = stepsOf(schema, owner, readerReplies, references);
  const results = await run(() => steps.map((step) => step.statement), signal).catch((error) => {
    throw replyInTheWay(error) ?? error;
  });
  const counted = steps.map(({ name, table }, index) => ({
    name,
    table,
    rows: countRow.safeParse(results[index]?.[0]).data?.n ?? 0,
  }));
  const of = (name: StepName) => counted.find((step) => step.name === name)?.rows ?? 0;
  const attachments = counted.filter(({ name, rows }) => name === "attachments" && rows > 0);
  return {
    deleted: of("comments"),
    goneBefore: of("entries") - of("comments"),
    repliesKept: of("kept"),
    repliesDeleted: of("replies"),
    attachments: new Map(attachments.map(({ table, rows }) => [table, rows])),
    isDone: of("entries") < entriesPerCall,
  };
}

type StepName = "comments" | "entries" | "kept" | "replies" | "attachments" | "change";

interface Step {
  readonly name: StepName;
  readonly table: string;
  readonly statement: Statement;
}

/** The owner's entries; `?1` and `?2` are {@link ownerParams}. */
const ownEntries = `(SELECT l.* FROM ${ledgerTable} l WHERE ${isOwn("l", 1)})`;

/** The entries that this call takes back; the plus keeps SQLite from sorting all of the owner's for them. */
const lastEntries = `SELECT l.* FROM ${ledgerTable} l WHERE +${isOwn("l", 1)}
  ORDER BY l.sequence DESC LIMIT ${entriesPerCall}`;

/** All entries of the comments' table, whoever's they are. */
const allEntries = `(SELECT * FROM ${ledgerTable} WHERE target = ?2)`;

function ownerParams(owner: Owner, schema: TargetSchema): readonly [string, string] {
  return [sourcesOf(owner), targetName(schema)];
}

/**
 * Selects the ids of moved comments that are still there. An entry whose comment was deleted names
 * none, even where a reader's comment has got its id.
 * @param entries SQL of the ledger or of a part of it
 */
function movedComments(schema: TargetSchema, entries: string): string {
  return `SELECT l.comment_id FROM ${entries} l JOIN ${schema.comments.table} c ON ${isCommentOf("l", schema)}`;
}

function stepsOf(
  schema: TargetSchema,
  owner: Owner,
  readerReplies: ReaderReplies,
  { ofOthers, deleteReplies }: References,
): readonly Step[] {
  const { table, id, parentId, noParent = "NULL" } = schema.comments;
  const step = (name: StepName, sql: string, of = table): Step => ({
    name,
    table: of,
    statement: statement(sql, ...ownerParams(owner, schema)),
  });
  const chunk = movedComments(schema, `(${lastEntries})`);
  const below = repliesBelow(schema, chunk);
  const doomed = readerReplies === "delete" && parentId !== undefined;
  const goes = (column: string) =>
    doomed
      ? `(${column} IN (${chunk}) OR ${column} IN (SELECT id FROM below))`
      : `${column} IN (${chunk})`;
  const prefix = doomed ? `${below}\n` : "";
  const direct = `${answers(schema, chunk)} AND ${id} NOT IN (${movedComments(schema, allEntries)})`;
  return [
    ...(parentId === undefined ? [] : replySteps()),
    ...(deleteReplies && parentId !== undefined ? liftReplies() : []),
    ...ofOthers.flatMap(({ table: name, column }) => {
      const where = `WHERE ${goes(sqlName(column))}`;
      return [
        step("attachments", `${prefix}SELECT count(*) AS n FROM ${sqlName(name)} ${where}`, name),
        step("change", `${prefix}DELETE FROM ${sqlName(name)} ${where}`),
      ];
    }),
    ...(schema.beforeRemoval?.(`(${lastEntries})`) ?? []).map((sql) => step("change", sql)),
    step("comments", `SELECT count(*) AS n FROM (${chunk})`),
    step("change", `${prefix}DELETE FROM ${table} WHERE ${goes(id)}`),
    ...schema.tidy.map((sql) => step("change", sql)),
    ...(readerReplies === "keep" ? (schema.tidyReplies ?? []) : []).map((sql) =>
      step("change", sql),
    ),
    step("entries", `SELECT count(*) AS n FROM (${lastEntries})`),
    step(
      "change",
      `DELETE FROM ${ledgerTable} WHERE sequence IN (SELECT sequence FROM (${lastEntries}))`,
    ),
    { name: "change", table, statement: forgetEmptyPages(owner) },
  ];

  function liftReplies(): readonly Step[] {
    const moved = movedComments(schema, allEntries);
    return [
      ...(doomed ? [step("change", liftReaderReplies(schema, chunk))] : []),
      step("change", freeOfParents(schema.comments, chunk, moved)),
    ];
  }

  function replySteps(): readonly Step[] {
    switch (readerReplies) {
      case "refuse":
        return [
          step(
            "change",
            `SELECT ${raise("reader-reply", id)} FROM ${table} WHERE ${direct} LIMIT 1`,
          ),
        ];
      case "keep":
        return [
          step("kept", `SELECT count(*) AS n FROM ${table} WHERE ${direct}`),
          step("change", `UPDATE ${table} SET ${parentId} = ${noParent} WHERE ${direct}`),
        ];
      case "delete":
        return [step("replies", `${below}\nSELECT count(*) AS n FROM below`)];
    }
  }
}

/**
 * SQL condition on a comment: it answers one of the selection. Where replies name their thread, one
 * whose own parent somebody has deleted still answers that.
 */
function answers({ comments }: TargetSchema, selection: string, row = ""): string {
  const { table, id, parentId, threadId } = comments;
  const isReply = `${row}${parentId} IN (${selection})`;
  if (threadId === undefined) return isReply;
  return `(${isReply} OR (${row}${threadId} IN (${selection})
    AND NOT EXISTS (SELECT 1 FROM ${table} x WHERE x.${id} = ${row === "" ? `${table}.` : row}${parentId})))`;
}

/**
 * The statement by which readers' replies below those of the selection, however deep, answer these
 * themselves.
 */
function liftReaderReplies(schema: TargetSchema, roots: string): string {
  const { table, id, parentId } = schema.comments;
  const all = movedComments(schema, allEntries);
  return `WITH RECURSIVE below (id, top) AS (
  SELECT ${id}, ${parentId} FROM ${table} WHERE ${parentId} IN (${roots}) AND ${id} NOT IN (${all})
  UNION
  SELECT r.${id}, b.top FROM ${table} r JOIN below b ON r.${parentId} = b.id
    WHERE r.${id} NOT IN (${all})
)
UPDATE ${table} AS c SET ${parentId} = b.top FROM below b
WHERE c.${id} = b.id AND c.${parentId} IS NOT b.top`;
}

/** A WITH clause: `below` are readers' comments that answer those of the selection, directly or not. */
function repliesBelow(schema: TargetSchema, roots: string): string {
  const { table, id, parentId } = schema.comments;
  const all = movedComments(schema, allEntries);
  return `WITH RECURSIVE below (id) AS (
  SELECT ${id} FROM ${table} WHERE ${answers(schema, roots)} AND ${id} NOT IN (${all})
  UNION
  SELECT r.${id} FROM ${table} r JOIN below b ON r.${parentId} = b.id
    WHERE r.${id} NOT IN (${all})
)`;
}

function replyInTheWay(error: unknown): MigrationError | undefined {
  if (!(error instanceof D1Error)) return undefined;
  const [, id] = /'reader-reply: (.*?)'/s.exec(error.message) ?? [];
  if (id === undefined) return undefined;
  return targetMessages.error("reader-replies/comment", { comment: id }, { cause: error });
}
