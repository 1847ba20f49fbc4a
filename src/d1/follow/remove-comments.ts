import { randomUUID } from "node:crypto";
import { contentHash } from "../../domain/content-hash.ts";
import type { HeldComment } from "../../domain/kept-comment.ts";
import { isCommentOf } from "../ledger/entries.ts";
import type { Owner } from "../ledger/owner.ts";
import { forgetEmptyPages } from "../ledger/page-records.ts";
import { freeOfParents } from "../schema/free-of-parents.ts";
import { type References, readReferences } from "../schema/references.ts";
import type { TargetSchema } from "../schema/target-schema.ts";
import { ledgerTable } from "../sql/ledger-table.ts";
import { jsonArray, jsonText, raise, sqlName } from "../sql/sql-literal.ts";
import { type Statement, statement } from "../sql/statement.ts";
import type { Runner } from "../transport/runner.ts";
import { callsOf } from "./calls-of.ts";
import { asRead, isStillAsRead } from "./still-as-read.ts";

/**
 * Removes comments, with their ledger entries and with what other tables have of them, as many in one
 * transaction as fit a call. One that has replies which stay, moved ones or readers' own, keeps its
 * place. Those that are not as they were read any more stay as they are.
 * @param held in the order of import, so that replies come after what they answer
 * @returns source ids of those that fit into no call
 * @throws D1Error whose message has `not-removed` where the table keeps a comment all the same
 */
export async function removeComments(
  run: Runner,
  schema: TargetSchema,
  owner: Owner,
  held: readonly HeldComment[],
  maxBytes: number,
  signal: AbortSignal,
): Promise<ReadonlySet<string>> {
  const references = await readReferences(run, schema, signal);
  const statementsFor = (some: readonly { readonly held: HeldComment }[]) =>
    statementsOf(
      { schema, owner, references },
      some.map((one) => one.held),
    );
  const repliesFirst = held.toReversed().map((one) => ({ held: one }));
  const { calls, tooLarge } = callsOf(repliesFirst, maxBytes, statementsFor);
  for (const call of calls) await run(() => statementsFor(call), signal);
  return tooLarge;
}

interface Removing {
  readonly schema: TargetSchema;
  readonly owner: Owner;
  readonly references: References;
}

/** The entries that go, of `?1` those with the batch id `?2`. */
const going = `SELECT l.* FROM json_each(?1) j JOIN ${ledgerTable} l
  ON l.source = j.value ->> 0 AND l.source_id = j.value ->> 1 AND l.batch_id = ?2`;

function statementsOf(
  { schema, owner, references }: Removing,
  held: readonly HeldComment[],
): readonly Statement[] {
  const [goes, stays] = [randomUUID(), randomUUID()];
  const entries = jsonArray(held.map((one) => jsonText(asRead(one))));
  const digests = jsonArray(held.map((one) => jsonText(emptiedDigest(one, schema))));
  const keys = jsonArray(held.map(({ source, sourceId }) => jsonText([source, sourceId])));
  const { table, id } = schema.comments;
  const ids = `SELECT c.${id} FROM (${going}) l JOIN ${table} c ON ${isCommentOf("l", schema)}`;
  return [
    statement(
      `UPDATE ${ledgerTable} AS l SET batch_id = ?2
FROM json_each(?1) j WHERE ${isStillAsRead(schema)}`,
      entries,
      goes,
    ),
    ...keepPlaces(schema, digests, keys, goes, stays),
    ...(schema.beforeRemoval?.(`(${going})`) ?? []).map((sql) => statement(sql, keys, goes)),
    ...references.ofOthers.map(({ table: name, column }) =>
      statement(`DELETE FROM ${sqlName(name)} WHERE ${sqlName(column)} IN (${ids})`, keys, goes),
    ),
    ...(references.deleteReplies && schema.comments.parentId !== undefined
      ? [statement(freeOfParents(schema.comments, ids, ids), keys, goes)]
      : []),
    statement(`DELETE FROM ${table} WHERE ${id} IN (${ids})`, keys, goes),
    statement(
      `SELECT ${raise("not-removed", "l.source_id")} FROM (${going}) l
WHERE EXISTS (SELECT 1 FROM ${table} c WHERE ${isCommentOf("l", schema)})`,
      keys,
      goes,
    ),
    ...schema.tidy.map((sql) => statement(sql)),
    statement(
      `DELETE FROM ${ledgerTable} WHERE sequence IN (SELECT sequence FROM (${going}))`,
      keys,
      goes,
    ),
    forgetEmptyPages(owner),
  ];
}

/** Source, id, and the digest that its entry has once it is emptied. */
function emptiedDigest(
  { source, sourceId, pageId, kept }: HeldComment,
  { emptied }: TargetSchema,
): readonly string[] {
  return [source, sourceId, contentHash(pageId, kept?.authorName ?? "", emptied.content)];
}

/** Takes those out of the batch, and empties them, below which something stays. */
function keepPlaces(
  { comments, emptied }: TargetSchema,
  digests: string,
  keys: string,
  goes: string,
  stays: string,
): readonly Statement[] {
  const { table, id, parentId, threadId } = comments;
  if (parentId === undefined) return [];
  const ofThreads =
    threadId === undefined
      ? ""
      : `UNION
  SELECT c.${threadId} FROM ${table} c
  WHERE c.${threadId} IN (SELECT id FROM going) AND c.${id} NOT IN (SELECT id FROM going)
  `;
  const sql = `WITH RECURSIVE going (id) AS (SELECT l.comment_id FROM (${going}) l),
needed (id) AS (
  SELECT c.${parentId} FROM ${table} c
  WHERE c.${parentId} IN (SELECT id FROM going) AND c.${id} NOT IN (SELECT id FROM going)
  ${ofThreads}UNION
  SELECT c.${parentId} FROM needed n JOIN ${table} c ON c.${id} = n.id
  WHERE c.${parentId} IN (SELECT id FROM going)
)
UPDATE ${ledgerTable} AS l SET batch_id = ?3, digest = j.value ->> 2
FROM json_each(?1) j WHERE l.source = j.value ->> 0 AND l.source_id = j.value ->> 1
  AND l.batch_id = ?2 AND l.comment_id IN (SELECT id FROM needed)`;
  return [
    statement(sql, digests, goes, stays),
    ...emptied.write.map((one) => statement(one, keys, stays)),
  ];
}
