import { Refusal } from "../answers/refusal.ts";
import { contentFormat, type Env } from "../env.ts";
import { sha256 } from "../sha256.ts";
import { storedContent } from "./comment-text.ts";
import type { NewComment } from "./new-comment.ts";
import { changedUntil } from "./own-comment.ts";
import { type ShownComment, shownColumns, shownComment, shownRow } from "./shown-comment.ts";
import { countedMs, mostCounted, tooMany } from "./writer-limit.ts";

/** Where and by whom a comment is written. */
export interface Writing {
  readonly pageId: string;
  /** See `writerOf`. */
  readonly writer: string | null;
  readonly isOwner?: boolean;
}

/** A comment that is written. */
export interface WrittenComment {
  readonly comment: ShownComment;
  /** Whether it is shown only after the owner has approved it. */
  readonly waiting: boolean;
  /** What lets its writer change it, and until when. */
  readonly edit: { readonly token: string; readonly until: string };
}

/**
 * Writes a comment. Writers are counted and parents looked for by the statement that writes, so that
 * of many at once none slips past.
 * @throws Refusal
 */
export async function writeComment(
  env: Env,
  { author_name: name, content, parent_id: parent }: NewComment,
  { pageId, writer, isOwner = false }: Writing,
): Promise<WrittenComment> {
  const now = new Date();
  const waiting = env.APPROVE_FIRST === "true" && !isOwner;
  const token = crypto.randomUUID();
  const row = await env.DB.prepare(
    `INSERT INTO comments
  (page_id, parent_id, author_name, content, created_at, ip_address, is_owner, waits, edit_key)
SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9
WHERE (?2 IS NULL
    OR EXISTS (SELECT 1 FROM comments WHERE id = ?2 AND page_id = ?1 AND hidden_by IS NULL))
  AND (?6 IS NULL OR (
    SELECT count(*) FROM (
      SELECT 1 FROM comments WHERE ip_address = ?6 AND created_at > ?10 LIMIT ${mostCounted}
    )
  ) < ${mostCounted})
RETURNING ${shownColumns}`,
  )
    .bind(
      pageId,
      parent,
      name,
      storedContent(content, contentFormat(env)),
      now.toISOString(),
      writer,
      isOwner ? 1 : 0,
      waiting ? 1 : 0,
      await sha256(token),
      new Date(now.getTime() - countedMs).toISOString(),
    )
    .first();
  if (row === null) throw (await isThere(env, pageId, parent)) ? tooMany(600) : noSuchParent();
  const comment = shownComment(shownRow.parse(row), env);
  return { comment, waiting, edit: { token, until: changedUntil(comment.created_at) } };
}

async function isThere(env: Env, pageId: string, parent: number | null): Promise<boolean> {
  if (parent === null) return true;
  const found = await env.DB.prepare(
    "SELECT 1 FROM comments WHERE id = ?1 AND page_id = ?2 AND hidden_by IS NULL",
  )
    .bind(parent, pageId)
    .first();
  return found !== null;
}

function noSuchParent(): Refusal {
  return new Refusal(
    422,
    "no-such-parent",
    "The comment that this one answers is not on this page any more.",
    "Reload the page, or send the comment without parent_id.",
  );
}
