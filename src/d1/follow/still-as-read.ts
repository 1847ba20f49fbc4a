import type { HeldComment } from "../../domain/kept-comment.ts";
import { isCommentOf } from "../ledger/entries.ts";
import type { TargetSchema } from "../schema/target-schema.ts";

/** What {@link isStillAsRead} needs of a comment, the first values of its JSON array. */
export function asRead({ source, sourceId, digest, kept, isEmptied }: HeldComment) {
  return [source, sourceId, digest, kept?.authorName, kept?.content, isEmptied ? 1 : 0];
}

/**
 * SQL condition on the ledger entry `l`: the comment is as it was when `j.value`, an array that begins
 * with what {@link asRead} returns, was read. Somebody may change it between reading and writing.
 */
export function isStillAsRead(schema: TargetSchema): string {
  const { comments, read } = schema;
  const isShown = read.isShown === undefined ? "" : ` AND (${read.isShown} OR j.value ->> 5)`;
  return `l.source = j.value ->> 0 AND l.source_id = j.value ->> 1 AND l.digest = j.value ->> 2
  AND EXISTS (SELECT 1 FROM ${comments.table} c ${read.joins ?? ""}
    WHERE ${isCommentOf("l", schema)} AND coalesce(${read.author}, '') = j.value ->> 3
    AND coalesce(${read.content}, '') = j.value ->> 4${isShown})`;
}
