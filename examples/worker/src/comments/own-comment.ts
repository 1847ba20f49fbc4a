import { Refusal } from "../answers/refusal.ts";
import { contentFormat, type Env } from "../env.ts";
import { sha256 } from "../sha256.ts";
import { storedContent } from "./comment-text.ts";
import { type ShownComment, shownColumns, shownComment, shownRow } from "./shown-comment.ts";

const changedMs = 15 * 60_000;
/** What stands in the place of a comment that has replies. */
const removed = "[removed]";

/** A comment, and the token that its writer got for it. */
export interface OwnComment {
  readonly pageId: string;
  readonly id: string;
  readonly token: string | undefined;
}

/** Until when its writer may change a comment. */
export function changedUntil(createdAt: string): string {
  return new Date(new Date(createdAt).getTime() + changedMs).toISOString();
}

/**
 * Writes a comment's text anew. What was approved stays as it was approved.
 * @throws Refusal
 */
export async function editOwn(env: Env, own: OwnComment, content: string): Promise<ShownComment> {
  const row = await change(env, own, [
    `UPDATE comments SET content = ?5 WHERE ${isOwn} AND (waits = 1 OR ?6 = 0)`,
    storedContent(content, contentFormat(env)),
    env.APPROVE_FIRST === "true" ? 1 : 0,
  ]);
  if (row === null) throw await whyNot(env, own);
  return shownComment(shownRow.parse(row), env);
}

/**
 * Deletes a comment, or, where replies hang below it, takes name and text out of its place, which is
 * returned then.
 * @throws Refusal
 */
export async function deleteOwn(env: Env, own: OwnComment): Promise<ShownComment | undefined> {
  const hasReplies = "EXISTS (SELECT 1 FROM comments below WHERE below.parent_id = comments.id)";
  const gone = await change(env, own, [
    `DELETE FROM comments WHERE ${isOwn} AND NOT ${hasReplies}`,
  ]);
  if (gone !== null) return undefined;
  const emptied = await change(env, own, [
    `UPDATE comments SET author_name = ?5, content = ?5, edit_key = NULL WHERE ${isOwn}`,
    removed,
  ]);
  if (emptied === null) throw await whyNot(env, own);
  return shownComment(shownRow.parse(emptied), env);
}

const isOwn = "id = ?1 AND page_id = ?2 AND edit_key = ?3 AND created_at > ?4";

async function change(
  { DB }: Env,
  { pageId, id, token = "" }: OwnComment,
  [sql, ...values]: readonly [sql: string, ...values: (string | number)[]],
): Promise<unknown> {
  const since = new Date(Date.now() - changedMs).toISOString();
  return DB.prepare(`${sql} RETURNING ${shownColumns}`)
    .bind(Number(id), pageId, await sha256(token), since, ...values)
    .first();
}

async function whyNot({ DB }: Env, { pageId, id, token = "" }: OwnComment): Promise<Refusal> {
  const own = await DB.prepare(
    "SELECT 1 FROM comments WHERE id = ?1 AND page_id = ?2 AND edit_key = ?3",
  )
    .bind(Number(id), pageId, await sha256(token))
    .first();
  return own === null
    ? new Refusal(
        403,
        "not-yours",
        "Only who wrote a comment may change it.",
        "Ask the site's owner to change or delete it.",
      )
    : new Refusal(
        403,
        "too-late",
        "The comment can't be changed any more.",
        "Ask the site's owner to change or delete it.",
      );
}
